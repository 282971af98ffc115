"""What the call control side answers with."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from texml.vocabulary.control import sets
from texml.vocabulary.control.result import Result

__all__ = [
    "Call",
    "CallControlCommandResult",
    "CallControlCommandResultWithRecordingId",
    "CallWithRecordingId",
    "Conference",
    "ConferenceCommandResult",
    "ConferenceName",
    "ConferenceParticipant",
    "EndedBy",
    "Participant",
    "Queue",
    "QueueCall",
]


class Call(Result):
    """A call, for ten minutes after its end too."""

    call_control_id: str
    call_duration: int | None
    call_leg_id: str
    call_session_id: str
    client_state: str | None
    end_time: datetime | None
    is_alive: bool
    record_type: Literal["call"]
    start_time: datetime | None


class CallControlCommandResult(Result):
    """The word 'ok'."""

    result: str | None


class CallControlCommandResultWithRecordingId(Result):
    """The word 'ok', and the recording that began."""

    recording_id: str | None
    result: str | None


class CallWithRecordingId(Result):
    """A call that was just placed, and its recording, if it is recorded."""

    call_control_id: str
    call_duration: int | None
    call_leg_id: str
    call_session_id: str
    client_state: str | None
    end_time: datetime | None
    is_alive: bool
    record_type: Literal["call"]
    recording_id: str | None
    start_time: datetime | None


class Conference(Result):
    """A conference; *end_reason* and *ended_by* only when it is over."""

    connection_id: str | None
    created_at: datetime
    end_reason: sets.EndReason | None
    ended_by: EndedBy | None
    expires_at: datetime
    id: str
    name: str
    record_type: Literal["conference"]
    region: str | None
    status: sets.ConferenceStatus | None
    updated_at: datetime | None


class EndedBy(Result):
    """Who ended a conference: both or neither."""

    call_control_id: str | None
    call_session_id: str | None


class ConferenceCommandResult(Result):
    """The word 'ok'."""

    result: str


class ConferenceParticipant(Result):
    """A participant, as shown alone."""

    call_control_id: str | None
    call_leg_id: str | None
    conference_id: str | None
    created_at: datetime | None
    end_conference_on_exit: bool | None
    id: str | None
    label: str | None
    muted: bool | None
    on_hold: bool | None
    soft_end_conference_on_exit: bool | None
    status: sets.ParticipantStatus | None
    updated_at: datetime | None
    whisper_call_control_ids: tuple[str, ...] | None


class Participant(Result):
    """A participant, as a list shows one."""

    call_control_id: str
    call_leg_id: str
    conference: ConferenceName
    created_at: datetime
    end_conference_on_exit: bool
    id: str
    muted: bool
    on_hold: bool
    record_type: Literal["participant"]
    soft_end_conference_on_exit: bool
    status: sets.ParticipantStatus
    updated_at: datetime
    whisper_call_control_ids: tuple[str, ...]


class ConferenceName(Result):
    """Which conference a participant is in."""

    id: str | None
    name: str | None


class Queue(Result):
    """A queue."""

    average_wait_time_secs: int
    created_at: datetime
    current_size: int
    id: str
    max_size: int
    name: str
    record_type: Literal["queue"]
    updated_at: datetime


class QueueCall(Result):
    """A call in a queue; its place is counted from 1."""

    call_control_id: str
    call_leg_id: str
    call_session_id: str
    connection_id: str
    enqueued_at: datetime
    from_: str
    is_alive: bool
    queue_id: str
    queue_position: int
    record_type: Literal["queue_call"]
    to: str
    wait_time_secs: int
