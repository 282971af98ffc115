"""Carry out what moderators want: write it down, ask for it, write down what became of it, look where nobody knows.

Off without a key of the platform's: an application then has no moderation.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from server.log.fold import LONGEST_CONFERENCE
from server.log.store import Store
from server.moderation.action import Action, Entry, command_of, is_done, probe_of, undoes
from server.moderation.gaps import Gap, find_gaps
from server.moderation.outbox import Outbox
from texml.client import Client
from texml.errors import ApiError, NotFound, OutcomeUncertain

__all__ = ["Moderation", "UnknownAccount"]

_MOST_ATTEMPTS = 3
_PATIENCE = timedelta(minutes=2)  # longer than any process still works on what it wrote down, or claimed


class UnknownAccount(LookupError):
    """Say that nothing tells which account a conference belongs to: no event of it came, and no setting says so."""


class Moderation:
    """Mute, hold, kick, announce, end and lock.

    *account* is the platform's name for the account, by default what the events of the conference say. *now* is the
    clock. Threads may share it; close it at the end.
    """

    def __init__(
        self, client: Client, outbox: Outbox, store: Store, *, account: str | None, now: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._store = store
        self._account = account
        self._now = now
        self.outbox = outbox

    def act(
        self, action: Action, conference: str, call: str | None = None, *, url: str | None = None, who: str
    ) -> Entry:
        """Do something to a conference, or to a *call* that is in it, and return what became of it.

        Look at the entry's `state`: what the platform refuses, or nobody knows, is told there and not raised.

        Raises: ValueError or CommandError if it cannot be asked for; UnknownAccount; LogUnavailable if it could not be
        written down: before it was asked for nothing was done, after it `resume` finds out.
        """
        account = self.account_of(conference)
        now = self._now()
        entry = Entry(
            made_at=now,
            who=who,
            action=action,
            account=account,
            conference=conference,
            call=call,
            url=url,
            claimed_until=now + _PATIENCE,
        )
        command_of(entry)  # what cannot be asked for is refused before it is written down
        after = self._carry_out(self.outbox.add(entry))
        return self.outbox.release(after) if after.state == "uncertain" else after

    def lock(self, room: str, *, who: str) -> None:
        """Let nobody else into *room*; whoever is in it stays.

        Raises: LogUnavailable.
        """
        self.outbox.lock(room, who=who, now=self._now())

    def unlock(self, room: str) -> None:
        """Let everybody into *room* again.

        Raises: LogUnavailable.
        """
        self.outbox.unlock(room)

    def is_locked(self, room: str) -> bool:
        """Return whether *room* is locked.

        Raises: LogUnavailable.
        """
        return self.outbox.is_locked(room)

    def resume(self) -> list[Entry]:
        """Do what is due, and find out what became of what is uncertain, or was left by a process that died.

        Return what changed. However many processes resume at once, each entry is one's; what stays uncertain is looked
        at again after two minutes.

        Raises: LogUnavailable.
        """
        settled = []
        for entry in self.outbox.open_entries():
            now = self._now()
            if not self._is_due(entry, now) or not self.outbox.claim(entry, now=now, until=now + _PATIENCE):
                continue  # too early, or somebody is at it
            is_first = entry.key is not None and entry.claimed_until is None
            after = self._carry_out(entry) if is_first else self._settle(entry)
            if after.state != entry.state:
                settled.append(after)
        return settled

    def _is_due(self, entry: Entry, now: datetime) -> bool:
        """Return whether there is something to do about *entry* now."""
        if entry.due_at is not None:
            is_due = entry.due_at <= now
        else:
            is_due = entry.state == "uncertain" or now - entry.made_at >= _PATIENCE
        if not is_due or entry.state == "intended":
            return is_due
        # Nothing shows what became of an announcement; and no conference lives longer than the platform lets it.
        return probe_of(entry) is not None and now - (entry.due_at or entry.made_at) < 2 * LONGEST_CONFERENCE

    def reconcile(self) -> list[Gap]:
        """Compare the log with the platform, keep where they differ for all to see, and return it.

        Raises: ApiError if the platform does not tell; UnknownAccount; LogUnavailable.
        """
        account = self.account_of(None)
        there = {}
        for conference in self._client.texml.accounts.conferences.retrieve_conferences(account, status="in-progress"):
            if conference.sid is not None:
                participants = self._client.texml.accounts.conferences.participants.retrieve_participants(
                    conference.sid, account_sid=account
                )
                there[conference.sid] = [each.call_sid for each in participants if each.call_sid is not None]
        here = {
            conference.sid: [each.call for each in conference.participants if not each.has_left]
            for conference in self._store.conferences(is_live=True, limit=10_000)
        }
        gaps = find_gaps(here, there)
        self.outbox.replace_gaps(gaps, now=self._now())
        if gaps:
            structlog.get_logger(__name__).warning(
                "log and platform differ", gaps=len(gaps), conferences=len({gap.conference for gap in gaps})
            )
        return gaps

    def account_of(self, conference: str | None) -> str:
        """Return the account of a *conference*, or of any: as it is set, or as the events say.

        Raises: UnknownAccount; LogUnavailable.
        """
        if self._account:
            return self._account
        for event in self._store.events(conference=conference, limit=1, newest_first=True):
            account = event.callback.account_sid
            if account:
                return account
        raise UnknownAccount("no event tells the account; set account_sid")

    def _carry_out(self, entry: Entry) -> Entry:
        entry = replace(entry, attempts=entry.attempts + 1)
        try:
            self._client.send(command_of(entry))
        except OutcomeUncertain as err:
            return self._settle(self._became(entry.became("uncertain", at=self._now(), problem=str(err))))
        except ApiError as err:
            return self._became(entry.became("refused", at=self._now(), problem=str(err)))
        return self._became(entry.became("done", at=self._now()))

    def _settle(self, entry: Entry) -> Entry:
        """Look whether *entry* was done; if it was not, and nobody wants the opposite by now, do it again."""
        if probe_of(entry) is None and entry.state == "uncertain":
            return entry
        seen = self._look(entry)
        if seen is True:
            return self._became(entry.became("done", at=self._now()))
        if seen is None or entry.attempts >= _MOST_ATTEMPTS:
            return self._became(entry.became("uncertain", at=self._now(), problem=entry.problem or "nothing shows it"))
        later = self.outbox.entries(conference=entry.conference, after=entry.id, limit=1_000)
        if any(undoes(each, entry) for each in later):
            return self._became(entry.became("superseded", at=self._now()))
        return self._carry_out(entry)

    def _look(self, entry: Entry) -> bool | None:
        probe = probe_of(entry)
        if probe is None:
            return None
        try:
            return is_done(entry, self._client.send(probe))
        except NotFound:
            return is_done(entry, None)
        except ApiError:
            return None

    def _became(self, entry: Entry) -> Entry:
        self.outbox.save(entry)
        structlog.get_logger(__name__).info(
            "moderated", action=entry.action, state=entry.state, attempts=entry.attempts, entry=entry.id
        )
        return entry

    def close(self) -> None:
        """Close the connections to the platform and to the database."""
        self._client.close()
        self.outbox.close()
