"""What a moderator can do: the command that each action is sent as, and how to see whether it was done. Pure.

Calls of a TeXML application are controlled by the TeXML side of the API, whose commands have no command_id. So what has
an uncertain outcome is looked at before it is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from texml.vocabulary.control.command import Command
from texml.vocabulary.control.texml_calls import UpdateTexmlCall
from texml.vocabulary.control.texml_conferences import (
    DeleteTexmlConferenceParticipant,
    GetTexmlConference,
    GetTexmlConferenceParticipant,
    UpdateTexmlConference,
    UpdateTexmlConferenceParticipant,
)

__all__ = ["ACTIONS", "Action", "Entry", "State", "command_of", "is_done", "probe_of", "undoes"]

Action = Literal["mute", "unmute", "hold", "unhold", "kick", "dismiss", "announce", "end"]
"""What can be done. Who is dismissed leaves the conference for the document at a URL; its end by command hangs all up.

Source: REST reference, UpdateTexmlCall and UpdateTexmlConference.
"""

State = Literal["intended", "done", "refused", "uncertain", "superseded"]
"""What became of it: not known yet; done, as the platform said or showed; not done, for the reason kept with it; nobody
knows; not done, or not again, as somebody has wanted the opposite since, or it is not needed anymore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action that was wanted, and what became of it.

    *conference* and *call* are sids; *call* is None for what concerns the whole conference. *url* is what is announced,
    or what a call goes on with. *who* is the one who wanted it, in the words of the caller; no phone number. *id* is 0
    until it is written down.

    What was planned is not done before *due_at*, and bears a *key*, of which there is one. *claimed_until* is how long
    whoever is at it is left alone; None where nobody was yet.
    """

    made_at: datetime
    who: str
    action: Action
    account: str
    conference: str
    call: str | None = None
    url: str | None = None
    id: int = 0
    state: State = "intended"
    attempts: int = 0
    problem: str | None = None
    finished_at: datetime | None = None
    due_at: datetime | None = None
    key: str | None = None
    claimed_until: datetime | None = None

    def became(self, state: State, *, at: datetime, problem: str | None = None) -> "Entry":
        """Return the entry after another attempt."""
        return replace(self, state=state, finished_at=at, problem=problem)


_Make = Callable[[Entry], Command[Any]]


class _Kind(NamedTuple):
    """How an action is sent, which action undoes it, and what shows it: a field of the answer and its value."""

    make: _Make
    opposite: Action | None
    shown_by: tuple[str, object] | None
    is_about_one: bool | None
    """Whether it needs a call; None: either way."""
    has_url: bool = False


def _of_participant(**changes: Any) -> _Make:
    def make(entry: Entry) -> Command[Any]:
        return UpdateTexmlConferenceParticipant(
            str(entry.call), account_sid=entry.account, conference_sid=entry.conference, **changes
        )

    return make


def _kick(entry: Entry) -> Command[Any]:
    return DeleteTexmlConferenceParticipant(str(entry.call), account_sid=entry.account, conference_sid=entry.conference)


def _dismiss(entry: Entry) -> Command[Any]:
    return UpdateTexmlCall(str(entry.call), account_sid=entry.account, url=entry.url)


def _announce(entry: Entry) -> Command[Any]:
    if entry.call is not None:
        return _of_participant(announce_url=entry.url)(entry)
    return UpdateTexmlConference(entry.conference, account_sid=entry.account, announce_url=entry.url)


def _end(entry: Entry) -> Command[Any]:
    return UpdateTexmlConference(entry.conference, account_sid=entry.account, status="completed")


ACTIONS: dict[Action, _Kind] = {
    "mute": _Kind(_of_participant(muted=True), "unmute", ("muted", True), is_about_one=True),
    "unmute": _Kind(_of_participant(muted=False), "mute", ("muted", False), is_about_one=True),
    "hold": _Kind(_of_participant(hold=True), "unhold", ("hold", True), is_about_one=True),
    "unhold": _Kind(_of_participant(hold=False), "hold", ("hold", False), is_about_one=True),
    "kick": _Kind(_kick, None, ("status", "completed"), is_about_one=True),
    "dismiss": _Kind(_dismiss, None, ("status", "completed"), is_about_one=True, has_url=True),
    "announce": _Kind(_announce, None, None, is_about_one=None, has_url=True),
    "end": _Kind(_end, None, ("status", "completed"), is_about_one=False),
}


def command_of(entry: Entry) -> Command[Any]:
    """Return the command that *entry* is sent as.

    Raises: ValueError if it lacks the call or URL that its action is about; CommandError if one of them cannot be sent.
    """
    kind = ACTIONS[entry.action]
    if kind.is_about_one is not None and kind.is_about_one != (entry.call is not None):
        raise ValueError(f"{entry.action} {'needs a call' if kind.is_about_one else 'is about the whole conference'}")
    if kind.has_url != (entry.url is not None):
        raise ValueError(f"{entry.action} {'needs' if kind.has_url else 'takes no'} URL")
    return kind.make(entry)


def probe_of(entry: Entry) -> Command[Any] | None:
    """Return the command whose answer shows whether *entry* was done, None where nothing does."""
    if ACTIONS[entry.action].shown_by is None:
        return None
    if entry.call is None:
        return GetTexmlConference(entry.conference, account_sid=entry.account)
    return GetTexmlConferenceParticipant(entry.call, account_sid=entry.account, conference_sid=entry.conference)


def is_done(entry: Entry, answer: object) -> bool | None:
    """Return whether the *answer* of the probe shows that *entry* was done, None where it does not say.

    *answer* is None where the platform found nothing.

    The platform returns no participant whose leg is hung up or whose conference is over (page conference-participants).
    """
    shown_by = ACTIONS[entry.action].shown_by
    if shown_by is None:
        return None
    if answer is None:
        # Who is gone is neither muted nor held any more: nothing is left to do.
        return True
    found = getattr(answer, shown_by[0], None)
    return None if found is None else bool(found == shown_by[1])


def undoes(later: Entry, earlier: Entry) -> bool:
    """Return whether *later* wants the opposite of *earlier*, or takes away whom it was about."""
    if later.conference != earlier.conference or later.id <= earlier.id or later.key is not None:
        return False  # plans come in the order in which they are due, and undo nothing
    if later.action == "end":
        return True
    return later.call == earlier.call and later.action in {ACTIONS[earlier.action].opposite, "kick"}
