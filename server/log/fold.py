"""Fold a conference's events into its state. Pure: the same events give the same state, whatever order they came in.

Events are put into the order in which they happened (sequence number, then timestamp, then what must come first),
so duplicates, late arrivals and reordering change nothing. A conference that ended does not start again.

Assumed, as no page says so: numbers order all events of a conference; who is still there when it ends has left then;
somebody speaks from the start of speech until its stop or until leaving.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from server.log.event import Event, moment_text
from texml.callbacks import (
    CONFERENCE_CALLBACKS,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
)

__all__ = ["Conference", "Participant", "Status", "conference_json", "fold"]

Status = Literal["init", "in-progress", "completed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One call in a conference, by its last visit; *joined_at* is None where no join was heard of."""

    call: str
    label: str | None = None
    from_: str | None = None
    to: str | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
    has_left: bool = False
    is_speaking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference as its events tell it; *participants* stand in the order of their first event."""

    sid: str
    room: str | None = None
    status: Status = "init"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    participants: tuple[Participant, ...] = ()
    events: int = 0
    deliveries: int = 0


def fold(sid: str, events: Iterable[Event]) -> Conference:
    """Return the state of the conference *sid* after *events*, all of which are its own."""
    conference = Conference(sid=sid)
    participants: dict[str, Participant] = {}
    for event in sorted(events, key=_order):
        callback = event.callback
        conference = _apply_to_conference(conference, callback)
        conference = replace(
            conference,
            room=conference.room or callback.friendly_name,
            events=conference.events + 1,
            deliveries=conference.deliveries + event.deliveries,
        )
        if callback.call_sid is not None and isinstance(callback, _ABOUT_PARTICIPANTS):
            before = participants.get(callback.call_sid, Participant(call=callback.call_sid))
            participants[callback.call_sid] = _apply_to_participant(before, callback)
    present = tuple(participants.values())
    if conference.status == "completed":
        present = tuple(_leave(participant, conference.ended_at) for participant in present)
    return replace(conference, participants=present)


_ABOUT_PARTICIPANTS = (ParticipantJoin, ParticipantLeave, ParticipantSpeechStart, ParticipantSpeechStop)

_RANKS = {str(callback.event): rank for rank, callback in enumerate(CONFERENCE_CALLBACKS)}


def _order(event: Event) -> tuple[Any, ...]:
    callback = event.callback
    number, moment = callback.sequence_number, callback.timestamp
    return (
        # Who has no number cannot be placed among those who have, and comes after them in the order of time.
        (number is None, number or 0),
        (moment is None, moment.timestamp() if moment else 0.0),
        _RANKS.get(callback.event or "", len(_RANKS)),
        callback.call_sid or "",
        callback.fields,
    )


def _apply_to_conference(conference: Conference, callback: ConferenceCallback) -> Conference:
    match callback:
        case ConferenceEnd():
            # A second end, which no page foresees, changes nothing but a time that the first did not tell.
            return replace(conference, status="completed", ended_at=conference.ended_at or callback.timestamp)
        case ConferenceStart():
            status = "in-progress" if conference.status == "init" else conference.status
            return replace(conference, status=status, started_at=conference.started_at or callback.timestamp)
        case ParticipantSpeechStart() | ParticipantSpeechStop() if conference.status == "init":
            # Who waits is muted; so the start must have been missed.
            return replace(conference, status="in-progress")
    return conference


def _apply_to_participant(participant: Participant, callback: ConferenceCallback) -> Participant:
    participant = replace(
        participant,
        label=participant.label or callback.participant_label,
        from_=participant.from_ or callback.from_,
        to=participant.to or callback.to,
    )
    match callback:
        case ParticipantJoin():
            return replace(participant, joined_at=callback.timestamp, left_at=None, has_left=False, is_speaking=False)
        case ParticipantLeave():
            return _leave(participant, callback.timestamp)
        case ParticipantSpeechStart():
            return replace(participant, is_speaking=not participant.has_left)
        case _:
            return replace(participant, is_speaking=False)


def _leave(participant: Participant, moment: datetime | None) -> Participant:
    if participant.has_left:
        return participant
    return replace(participant, left_at=moment, has_left=True, is_speaking=False)


def conference_json(conference: Conference) -> dict[str, Any]:
    """Return *conference* as the API shows it."""
    return {
        "conference": conference.sid,
        "room": conference.room,
        "status": conference.status,
        "started_at": moment_text(conference.started_at),
        "ended_at": moment_text(conference.ended_at),
        "events": conference.events,
        "deliveries": conference.deliveries,
        "participants": [
            {
                "call": participant.call,
                "label": participant.label,
                "from": participant.from_,
                "to": participant.to,
                "status": "left" if participant.has_left else "joined",
                "joined_at": moment_text(participant.joined_at),
                "left_at": moment_text(participant.left_at),
                "speaking": participant.is_speaking,
            }
            for participant in conference.participants
        ],
    }
