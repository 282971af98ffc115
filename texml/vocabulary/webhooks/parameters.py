"""The values that many events share; each class says by its source where it saw them."""

from datetime import datetime
from typing import Annotated

from texml.vocabulary.record import Param, Record

__all__ = [
    "CallControlId",
    "CallLegId",
    "CallSessionId",
    "ClientState",
    "ConferenceId",
    "ConnectionId",
    "CreatorCallSessionId",
    "CustomHeaders",
    "From",
    "MediaName",
    "MediaUrl",
    "OccurredAt",
    "PayloadOccurredAt",
    "PublicRecordingUrls",
    "RecordingChannels",
    "RecordingEndedAt",
    "RecordingStartedAt",
    "RecordingUrls",
    "RecordingUrlsByFormat",
    "SipHeader",
    "SipHeaders",
    "StartTime",
    "Tags",
    "To",
]


class SipHeader(Record):
    """A header that the other side sent over SIP."""

    source = "OpenAPI of 2026-07, webhooks"

    name: Annotated[
        str | None, Param("name", "Its name; of a SIP header one of these.", values=("User-to-User", "Diversion"))
    ] = None
    value: Annotated[str | None, Param("value", "Its value.")] = None


class RecordingUrls(Record):
    """Where a recording is, by format."""

    source = "OpenAPI of 2026-07, webhooks"

    mp3: Annotated[str | None, Param("mp3", "The recording as MP3.")] = None
    wav: Annotated[str | None, Param("wav", "The recording as WAV.")] = None


OccurredAt = Annotated[datetime | None, Param("occurred_at", "When it happened, in UTC.")]
PayloadOccurredAt = Annotated[datetime | None, Param("payload.occurred_at", "When it happened, in UTC.")]

CallControlId = Annotated[str | None, Param("payload.call_control_id", "The call, for commands.")]
CallLegId = Annotated[str | None, Param("payload.call_leg_id", "Leg of the call.")]
CallSessionId = Annotated[
    str | None, Param("payload.call_session_id", "Session that the leg shares with those it is connected to.")
]
# Null was seen in real deliveries, though the schema does not say so.
ClientState = Annotated[
    str | None,
    Param("payload.client_state", "What a command gave to be sent back, in Base64.", is_nullable=True),
]
ConnectionId = Annotated[str | None, Param("payload.connection_id", "Application of the call.")]
ConferenceId = Annotated[str | None, Param("payload.conference_id", "The conference.")]
CreatorCallSessionId = Annotated[
    str | None, Param("payload.creator_call_session_id", "Session of the call that made the conference.")
]
From = Annotated[str | None, Param("payload.from", "Who called: a number or SIP address.")]
To = Annotated[str | None, Param("payload.to", "Who was called: a number or SIP address.")]
MediaUrl = Annotated[str | None, Param("payload.media_url", "URL of the audio.", when="it was played by URL")]
MediaName = Annotated[str | None, Param("payload.media_name", "Name of the audio.", when="it was played by name")]
CustomHeaders = Annotated[
    tuple[SipHeader, ...] | None, Param("payload.custom_headers", "SIP headers beginning with X-.")
]
SipHeaders = Annotated[tuple[SipHeader, ...] | None, Param("payload.sip_headers", "Other SIP headers.")]
Tags = Annotated[tuple[str, ...] | None, Param("payload.tags", "Tags of the number that was called.")]
StartTime = Annotated[datetime | None, Param("payload.start_time", "When the call started, in UTC.")]
RecordingStartedAt = Annotated[
    datetime | None, Param("payload.recording_started_at", "When the recording started, in UTC.")
]
RecordingEndedAt = Annotated[datetime | None, Param("payload.recording_ended_at", "When it ended, in UTC.")]
RecordingChannels = Annotated[
    str | None, Param("payload.channels", "Whether each side has a channel of its own.", values=("single", "dual"))
]
_URLS_SOURCE = "OpenAPI of 2026-07, webhooks"
RecordingUrlsByFormat = Annotated[
    RecordingUrls | None, Param("payload.recording_urls", "Where the recording is.", source=_URLS_SOURCE)
]
PublicRecordingUrls = Annotated[
    RecordingUrls | None,
    Param("payload.public_recording_urls", "Where anybody can fetch the recording.", source=_URLS_SOURCE),
]
