"""The state of a conference, read from what its events add up to. Pure: the same events, the same state.

The facts stand in the order in which they happened (`Fact.order`), so duplicates, late arrivals and reordering change
nothing. A conference that ended does not start again, and what is placed after its end changes nobody in it.

Assumed, as no page says so: who is still there when a conference ends has left then; somebody speaks from the start of
speech until its stop or until leaving; where callbacks tell of a participant, webhooks tell the same again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from server.log.fact import Fact
from server.log.moment import from_microseconds, moment_text
from server.log.tally import ConferenceTally, ParticipantTally, is_about_participant

__all__ = [
    "LONGEST_CONFERENCE",
    "Conference",
    "Participant",
    "Recording",
    "Status",
    "Visit",
    "add_up",
    "conference_json",
    "fold",
    "read",
]

Status = Literal["init", "in-progress", "completed"]

LONGEST_CONFERENCE = timedelta(hours=4)
"""After so long the platform ends a conference, whether its end is heard of or not.

Source: REST reference, conferences.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One stay of a call in a conference; a time is None where nothing, or no time, was heard of it."""

    joined_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One call in a conference; *visits* stand in their order, none where only speech was heard of.

    *is_muted* and *is_held* are None where nothing said so, which is the rule: no documented callback does.
    """

    call: str
    label: str | None = None
    from_: str | None = None
    to: str | None = None
    visits: tuple[Visit, ...] = ()
    has_left: bool = False
    is_speaking: bool = False
    is_muted: bool | None = None
    is_held: bool | None = None

    @property
    def joined_at(self) -> datetime | None:
        """Return when the last visit began."""
        return self.visits[-1].joined_at if self.visits else None

    @property
    def left_at(self) -> datetime | None:
        """Return when the last visit ended."""
        return self.visits[-1].left_at if self.visits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording of a conference or of a call in it, by the last that was heard of it."""

    sid: str
    call: str | None = None
    status: str | None = None
    duration_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference as its events tell it; *participants* stand in the order of their first event.

    *missing* counts the events that the sequence numbers say were sent and never came, *others* by name the events
    that nobody has documented. *anomalies* says in words what does not fit together.
    """

    sid: str
    room: str | None = None
    status: Status = "init"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    participants: tuple[Participant, ...] = ()
    recordings: tuple[Recording, ...] = ()
    events: int = 0
    deliveries: int = 0
    missing: int = 0
    others: tuple[tuple[str, int], ...] = ()
    anomalies: tuple[str, ...] = ()


def add_up(facts: Iterable[Fact]) -> tuple[ConferenceTally, dict[str, ParticipantTally]]:
    """Return what *facts*, each of one conference, add up to, for the conference and for each call."""
    conference = ConferenceTally()
    participants: dict[str, ParticipantTally] = {}
    for fact in facts:
        conference.add(fact)
        if fact.call is not None and is_about_participant(fact):
            tally = participants.get(fact.call)
            if tally is None:
                tally = participants[fact.call] = ParticipantTally()
            tally.add(fact)
    return conference, participants


def fold(sid: str, facts: Iterable[Fact]) -> Conference:
    """Return the state of the conference *sid* after *facts*, all of which are its own."""
    return read(sid, *add_up(facts))


def read(
    sid: str,
    tally: ConferenceTally,
    participants: Mapping[str, ParticipantTally],
    recordings: tuple[Recording, ...] = (),
) -> Conference:
    """Return the state of the conference *sid* that the tallies stand for."""
    end = tally.end[0] if tally.end else None
    ended_at = _moment(tally.end)
    anomalies = _anomalies(tally)
    present = []
    for call, of_call in sorted(participants.items(), key=lambda item: (item[1].first, item[0])):
        participant, odd = _participant(call, of_call, end, ended_at)
        present.append(participant)
        anomalies += [f"{call} {what}" for what in odd]
    return Conference(
        sid=sid,
        room=tally.room[1] if tally.room else None,
        status=_status(tally),
        started_at=_moment(tally.start),
        ended_at=ended_at,
        reason=tally.reason[1] if tally.reason else None,
        participants=tuple(present),
        recordings=(*_recordings(tally), *recordings),
        events=tally.events,
        deliveries=tally.events + tally.repeats,
        missing=tally.missing,
        others=tuple(sorted((name.replace("\0", "(others)"), count) for name, count in tally.others.items())),
        anomalies=tuple(anomalies),
    )


def _recordings(tally: ConferenceTally) -> list[Recording]:
    last = {sid: (call, status, duration_s) for _, sid, call, status, duration_s in tally.all_recordings()}
    return [
        Recording(sid=sid, call=call, status=status, duration_s=duration_s)
        for sid, (call, status, duration_s) in last.items()
    ]


def _status(tally: ConferenceTally) -> Status:
    if tally.end:
        return "completed"
    # Who waits is muted; so where somebody spoke, the start must have been missed.
    return "in-progress" if tally.start or tally.spoke else "init"


def _moment(mark: list[Any] | None) -> datetime | None:
    return from_microseconds(mark[1]) if mark and mark[1] != "" else None


def _anomalies(tally: ConferenceTally) -> list[str]:
    missing, others = tally.missing, sum(tally.others.values())
    # Put into words only where it is so: whole lists of conferences are read.
    found = (
        (missing > 0, "{events} missing", missing),
        (tally.shared > 0, "{events} with a number that another event has", tally.shared),
        (tally.starts > 1, "started {count} times", tally.starts),
        (tally.ends > 1, "ended {count} times", tally.ends),
        (not tally.start and (tally.spoke or tally.end is not None), "no start was heard of", 0),
        (_goes_on(tally), "something is placed after the end", 0),
        (others > 0, "{events} of an unknown kind", others),
    )
    return [text.format(count=count, events=_counted(count, "event")) for is_so, text, count in found if is_so]


def _goes_on(tally: ConferenceTally) -> bool:
    return tally.end is not None and tally.ends == 1 and bool(tally.latest > tally.end[0])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _participant(
    call: str, tally: ParticipantTally, end: str | None, ended_at: datetime | None
) -> tuple[Participant, list[str]]:
    """Return the state of one call, and in words what is odd about it."""
    all_steps = tally.all_steps()
    has_callbacks = any(step[3] for step in all_steps)
    told = [step for step in all_steps if step[3] == has_callbacks]
    steps = told if end is None else [step for step in told if step[0] < end]
    odd = ["joined or left after the end"] if len(steps) < len(told) else []
    stays: list[list[datetime | None]] = []
    is_in = False
    for _, is_join, at, _ in steps:
        if is_join:
            if is_in:
                odd.append("joined again without leaving")
            stays.append([_at(at), None])
        elif is_in:
            stays[-1][1] = _at(at)
        elif stays:
            odd.append("left again without joining")
        else:
            odd.append("left without joining")
            stays.append([None, _at(at)])
        is_in = is_join
    if is_in and end is not None:
        stays[-1][1] = ended_at
    has_left = end is not None or bool(steps and not is_in)
    last_step = steps[-1][0] if steps else ""
    speaks = tally.speech is not None and tally.speech[1] and tally.speech[0] > last_step
    participant = Participant(
        call=call,
        label=_value(tally.label),
        from_=_value(tally.from_),
        to=_value(tally.to),
        visits=tuple([Visit(joined_at=joined_at, left_at=left_at) for joined_at, left_at in stays]),
        has_left=has_left,
        is_speaking=speaks and not has_left,
        is_muted=_value(tally.muted),
        is_held=_value(tally.held),
    )
    return participant, odd


def _at(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_microseconds(microseconds)


def _value(mark: list[Any] | None) -> Any:
    return mark[1] if mark else None


def conference_json(conference: Conference) -> dict[str, Any]:
    """Return *conference* as the API shows it."""
    return {
        "conference": conference.sid,
        "room": conference.room,
        "status": conference.status,
        "started_at": moment_text(conference.started_at),
        "ended_at": moment_text(conference.ended_at),
        "reason": conference.reason,
        "events": conference.events,
        "deliveries": conference.deliveries,
        "missing": conference.missing,
        "anomalies": list(conference.anomalies),
        "others": dict(conference.others),
        "participants": [_participant_json(participant) for participant in conference.participants],
        "recordings": [
            {
                "recording": recording.sid,
                "call": recording.call,
                "status": recording.status,
                "duration_s": recording.duration_s,
            }
            for recording in conference.recordings
        ],
    }


def _participant_json(participant: Participant) -> dict[str, Any]:
    return {
        "call": participant.call,
        "label": participant.label,
        "from": participant.from_,
        "to": participant.to,
        "status": "left" if participant.has_left else "joined",
        "joined_at": moment_text(participant.joined_at),
        "left_at": moment_text(participant.left_at),
        "visits": [
            {"joined_at": moment_text(visit.joined_at), "left_at": moment_text(visit.left_at)}
            for visit in participant.visits
        ],
        "speaking": participant.is_speaking,
        "muted": participant.is_muted,
        "held": participant.is_held,
    }
