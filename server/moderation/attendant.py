"""The attendant does what rooms promise by themselves: whenever it looks, it plans, and carries out what is due.

It keeps nothing but what it read last: what it plans follows from the log and the seats, and is written down once, by
key. So any number of processes may look at the same time, and whoever comes after one that died goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from server.log.fold import Conference
from server.log.store import Store
from server.moderation.action import Entry
from server.moderation.plans import Plan, Rules, Seat, plans
from server.moderation.seating import Seating
from server.moderation.service import Moderation, UnknownAccount
from server.rooms.room import Directory

__all__ = ["Attendant", "rules_of"]

_WHO = "server"
_AT_ONCE = 500
_FORGETS_EVERY = timedelta(hours=1)


class Attendant:
    """Looks after the rooms of *directory*, as it is at every look. *name_url* is of the document with a call's name.

    One thread looks at a time. It raises LogUnavailable where the database is away. Close it at the end.
    """

    def __init__(
        self,
        moderation: Moderation,
        store: Store,
        seating: Seating,
        *,
        directory: Callable[[], Directory],
        name_url: Callable[[str], str],
        now: Callable[[], datetime],
    ) -> None:
        self._moderation = moderation
        self._store = store
        self._seating = seating
        self._directory = directory
        self._name_url = name_url
        self._now = now
        self._marks: dict[str, str] = {}
        self._live: dict[str, tuple[Conference, Mapping[str, Seat]]] = {}
        self._forgot_at: datetime | None = None

    def look(self) -> list[Entry]:
        """Plan what is wanted now, do what is due, and return what became of it.

        Raises: LogUnavailable.
        """
        self._plan()
        done = self._moderation.resume()
        now = self._now()
        if self._forgot_at is None or now - self._forgot_at >= _FORGETS_EVERY:
            self._seating.forget(now=now)
            self._forgot_at = now
        return done

    def _plan(self) -> None:
        now = self._now()
        wanted = {plan.key: plan for plan in self._wanted(now)}
        outbox = self._moderation.outbox
        planned, known = outbox.planned(wanted)
        fresh = [self._entry(plan, now) for key, plan in wanted.items() if key not in known]
        stale = [entry for entry in planned if entry.key not in wanted and entry.claimed_until is None]
        if fresh or stale:
            outbox.plan(fresh, stale, now=now, why="not needed anymore: somebody is back, or all is over")
            structlog.get_logger(__name__).info("planned", fresh=len(fresh), withdrawn=len(stale))

    def _wanted(self, now: datetime) -> list[Plan]:
        directory = self._directory()
        rules = rules_of(directory)
        names = {directory.rooms[key].name for key in rules}
        if not names:
            return []
        self._see(self._store.live_marks(sorted(names)))
        found: list[Plan] = []
        for conference, seats in self._live.values():
            found += plans(conference, seats, rules, now=now, name_url=self._name_url)
        return found

    def _see(self, marks: Mapping[str, str]) -> None:
        """Take a new look at the conferences of which something was heard since the last one."""
        changed = [sid for sid, mark in marks.items() if self._marks.get(sid) != mark]
        fresh = {each.sid: each for each in self._conferences(changed)}
        calls = [each.call for conference in fresh.values() for each in conference.participants]
        seats = self._seating.seats(calls)
        for sid, conference in fresh.items():
            here = [each.call for each in conference.participants]
            self._live[sid] = conference, {call: seats[call] for call in here if call in seats}
        self._marks = dict(marks)
        self._live = {sid: found for sid, found in self._live.items() if sid in marks}

    def _conferences(self, sids: Sequence[str]) -> Iterator[Conference]:
        for start in range(0, len(sids), _AT_ONCE):
            yield from self._store.conferences(sids=sids[start : start + _AT_ONCE], limit=_AT_ONCE)

    def _entry(self, plan: Plan, now: datetime) -> Entry:
        return Entry(
            made_at=now,
            who=_WHO,
            action=plan.action,
            account=self._account(plan.conference),
            conference=plan.conference,
            call=plan.call,
            url=plan.url,
            due_at=plan.due_at,
            key=plan.key,
        )

    def _account(self, conference: str) -> str:
        try:
            return self._moderation.account_of(conference)
        except UnknownAccount:
            return ""  # its command is refused, and that is kept with it

    def close(self) -> None:
        """Close the connections of its own."""
        self._seating.close()


def rules_of(directory: Directory) -> Mapping[str, Rules]:
    """Return what the rooms of *directory* want by themselves; those that want nothing are left out."""
    found = {
        key: Rules(
            grace=timedelta(seconds=room.grace_s) if room.when_host_leaves == "grace" else None,
            announces_names=room.asks_name,
        )
        for key, room in directory.rooms.items()
    }
    return {key: rules for key, rules in found.items() if rules != Rules()}
