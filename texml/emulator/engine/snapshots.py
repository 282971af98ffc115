"""What can be seen of the engine from outside: frozen views of calls, conferences and queues at one moment."""

from dataclasses import dataclass

from texml.emulator.engine.calls import Call
from texml.emulator.engine.conferences import Participant, Room
from texml.emulator.engine.effects import CallStatus
from texml.emulator.engine.queues import Line

__all__ = ["CallView", "ConferenceView", "ParticipantView", "QueueView", "view_call", "view_conference", "view_queue"]


@dataclass(frozen=True, slots=True)
class CallView:
    """A call. *verb* is the one that runs, or ran last; *conference* and *queue* what it is in, by id and name.

    *listens* says whether keys or speech have an effect: in a Gather, a Record or a conference.
    """

    sid: str
    name: str
    status: CallStatus
    is_inbound: bool
    to: str
    from_: str
    created_at: float
    answered_at: float | None
    ended_at: float | None
    caller_name: str | None
    cause: str | None
    parent: str | None
    verb: str | None
    is_gathering: bool
    listens: bool
    conference: str | None
    is_waiting: bool
    queue: str | None
    services: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended."""
        return self.status not in {"initiated", "ringing", "in-progress"}


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A call in a conference. *is_silent* says that nobody hears it, for whatever reason."""

    call: str
    label: str | None
    is_waiting: bool
    is_muted: bool
    is_held: bool
    is_silent: bool
    coached: str | None
    ends_conference: bool
    entered_at: float
    is_speaking: bool


@dataclass(frozen=True, slots=True)
class ConferenceView:
    """A conference. *status* is init, in-progress or completed; an ended one has no participants.

    *ended_by* is the call that ended it by leaving, None where something else did.
    """

    sid: str
    name: str
    account: str
    status: str
    created_at: float
    started_at: float | None
    ended_at: float | None
    end_reason: str | None
    ended_by: str | None
    is_recorded: bool
    most: int
    participants: tuple[ParticipantView, ...]

    @property
    def talkers(self) -> frozenset[str]:
        """Return the calls that can be heard by somebody who listens."""
        return frozenset(participant.call for participant in self.participants if not participant.is_silent)

    @property
    def waiting(self) -> frozenset[str]:
        """Return the calls that wait for the start."""
        return frozenset(participant.call for participant in self.participants if participant.is_waiting)

    def hears(self, call: str) -> frozenset[str]:
        """Return the calls that *call* hears: nobody while it waits or is on hold; who coaches, if it is coached.

        Raises: KeyError if *call* is not in the conference.
        """
        own = {participant.call: participant for participant in self.participants}[call]
        if own.is_waiting or own.is_held:
            return frozenset()
        return frozenset(
            other.call
            for other in self.participants
            if other.call != call and not other.is_silent and other.coached in {None, call}
        )


@dataclass(frozen=True, slots=True)
class QueueView:
    """A queue: its calls, who waits longest first."""

    sid: str
    name: str
    account: str
    calls: tuple[str, ...]
    average_wait_s: float


def view_call(call: Call) -> CallView:
    """Return what is to be seen of a call."""
    participant = call.participant
    return CallView(
        sid=call.sid,
        name=call.name,
        status=call.status,
        is_inbound=call.is_inbound,
        to=call.to,
        from_=call.from_,
        created_at=call.created_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        caller_name=call.caller_name,
        cause=call.cause,
        parent=call.parent.sid if call.parent else None,
        verb=call.verb,
        is_gathering=call.is_gathering,
        listens=call.listens,
        conference=participant.room.sid if participant else None,
        is_waiting=participant is not None and participant.state == "waiting",
        queue=call.entry.line.name if call.entry else None,
        services=tuple(service.kind for service in call.services),
    )


def _view_participant(participant: Participant) -> ParticipantView:
    return ParticipantView(
        call=participant.call.sid,
        label=participant.label,
        is_waiting=participant.state == "waiting",
        is_muted=participant.is_muted,
        is_held=participant.is_held,
        is_silent=participant.is_silent,
        coached=participant.coached,
        ends_conference=participant.ends,
        entered_at=participant.entered_at,
        is_speaking=participant.speaking is not None,
    )


def view_conference(room: Room) -> ConferenceView:
    """Return what is to be seen of a conference."""
    return ConferenceView(
        sid=room.sid,
        name=room.name,
        account=room.account,
        status=room.state,
        created_at=room.created_at,
        started_at=room.started_at,
        ended_at=room.ended_at,
        end_reason=room.end_reason,
        ended_by=room.ended_by,
        is_recorded=bool(room.recordings),
        most=room.most,
        participants=tuple(map(_view_participant, room.participants.values())),
    )


def view_queue(line: Line, now: float) -> QueueView:
    """Return what is to be seen of a queue."""
    calls = tuple(line.entries[ticket].call.sid for ticket in line.tickets)
    return QueueView(line.sid, line.name, line.key[0], calls, line.average_wait_s(now))
