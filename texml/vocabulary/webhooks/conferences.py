"""What happens in conferences that REST commands made."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.record import Param
from texml.vocabulary.webhooks.parameters import (
    CallControlId,
    CallLegId,
    CallSessionId,
    ClientState,
    ConferenceId,
    ConnectionId,
    CreatorCallSessionId,
    MediaName,
    MediaUrl,
    OccurredAt,
    PayloadOccurredAt,
    PublicRecordingUrls,
    RecordingChannels,
    RecordingEndedAt,
    RecordingStartedAt,
    RecordingUrlsByFormat,
)
from texml.vocabulary.webhooks.webhook import Webhook

__all__ = [
    "ConferenceCreatedEvent",
    "ConferenceEndedEvent",
    "ConferenceEvent",
    "ConferenceFloorChangedEvent",
    "ConferencePlaybackEndedEvent",
    "ConferencePlaybackStartedEvent",
    "ConferenceRecordingSavedEvent",
    "ConferenceSpeakEndedEvent",
    "ConferenceSpeakStartedEvent",
    "ParticipantJoinedEvent",
    "ParticipantLeftEvent",
    "ParticipantPlaybackEndedEvent",
    "ParticipantPlaybackStartedEvent",
    "ParticipantSpeakEndedEvent",
    "ParticipantSpeakStartedEvent",
]

_CREATE = "POST /conferences"
_JOIN = "POST /conferences/{id}/actions/join"


class ConferenceEvent(Webhook, source="conference commands, webhooks; OpenAPI of 2026-07; telnyx-python 4.189"):
    """One event of a conference, of whatever kind."""

    conference_id: ConferenceId = None
    connection_id: ConnectionId = None


class _LegEvent(ConferenceEvent):
    """An event that a call in the conference caused."""

    call_control_id: CallControlId = None
    call_leg_id: CallLegId = None
    call_session_id: CallSessionId = None
    client_state: ClientState = None


class ConferenceCreatedEvent(_LegEvent, event="conference.created", expected_by=(_CREATE,)):
    """A conference was made, with the call that made it in it."""

    occurred_at: PayloadOccurredAt = None


class ConferenceEndedEvent(_LegEvent, event="conference.ended", expected_by=(_CREATE,)):
    """A conference is over."""

    occurred_at: PayloadOccurredAt = None
    # A conference that a command ended has the end_reason ended_via_api over REST; no page lists it here.
    reason: Annotated[
        str | None, Param("payload.reason", "Why it ended.", values=("all_left", "host_left", "time_exceeded"))
    ] = None


class ConferenceFloorChangedEvent(_LegEvent, event="conference.floor.changed", expected_by=(_CREATE,), is_flat=True):
    """Another participant speaks."""

    occurred_at: PayloadOccurredAt = None


class ParticipantJoinedEvent(_LegEvent, event="conference.participant.joined", expected_by=(_CREATE, _JOIN)):
    """A participant joined."""

    occurred_at: OccurredAt = None


class ParticipantLeftEvent(
    _LegEvent,
    event="conference.participant.left",
    expected_by=(_CREATE, _JOIN, "POST /conferences/{id}/actions/leave"),
):
    """A participant left."""

    occurred_at: OccurredAt = None


class _CreatedEvent(ConferenceEvent):
    creator_call_session_id: CreatorCallSessionId = None
    occurred_at: PayloadOccurredAt = None


class ConferencePlaybackStartedEvent(_CreatedEvent, event="conference.playback.started"):
    """Audio started to play to the conference."""

    media_url: MediaUrl = None
    media_name: MediaName = None


class ConferencePlaybackEndedEvent(_CreatedEvent, event="conference.playback.ended"):
    """Audio was played to the conference."""

    media_url: MediaUrl = None
    media_name: MediaName = None


class ConferenceSpeakStartedEvent(_CreatedEvent, event="conference.speak.started"):
    """Text started to be spoken to the conference."""


class ConferenceSpeakEndedEvent(_CreatedEvent, event="conference.speak.ended"):
    """Text was spoken to the conference."""


class _ParticipantCreatedEvent(_LegEvent):
    creator_call_session_id: CreatorCallSessionId = None
    occurred_at: PayloadOccurredAt = None


class ParticipantPlaybackStartedEvent(_ParticipantCreatedEvent, event="conference.participant.playback.started"):
    """Audio started to play to one participant."""

    media_url: MediaUrl = None
    media_name: MediaName = None


class ParticipantPlaybackEndedEvent(_ParticipantCreatedEvent, event="conference.participant.playback.ended"):
    """Audio was played to one participant."""

    media_url: MediaUrl = None
    media_name: MediaName = None


class ParticipantSpeakStartedEvent(_ParticipantCreatedEvent, event="conference.participant.speak.started"):
    """Text started to be spoken to one participant."""


class ParticipantSpeakEndedEvent(_ParticipantCreatedEvent, event="conference.participant.speak.ended"):
    """Text was spoken to one participant."""


class ConferenceRecordingSavedEvent(
    ConferenceEvent,
    event="conference.recording.saved",
    expected_by=(
        _CREATE,
        "POST /conferences/{id}/actions/record_start",
        "POST /conferences/{id}/actions/record_stop",
    ),
):
    """A recording of the conference can be fetched; when that happened is not told."""

    call_control_id: CallControlId = None
    call_session_id: CallSessionId = None
    client_state: ClientState = None
    recording_id: Annotated[str | None, Param("payload.recording_id", "The recording.")] = None
    channels: RecordingChannels = None
    format: Annotated[str | None, Param("payload.format", "Format of the recording.", values=("wav", "mp3"))] = None
    recording_started_at: RecordingStartedAt = None
    recording_ended_at: RecordingEndedAt = None
    recording_urls: RecordingUrlsByFormat = None
    public_recording_urls: PublicRecordingUrls = None
