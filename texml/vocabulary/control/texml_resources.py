"""What the TeXML side answers with. Its dates are RFC 2822, its pages are counted from 0."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from texml.vocabulary import choices
from texml.vocabulary.control import sets
from texml.vocabulary.control.result import Result, TexmlPage

__all__ = [
    "CallResource",
    "CallResourceIndex",
    "ConferenceRecordingResource",
    "ConferenceRecordingResourceIndex",
    "ConferenceResource",
    "ConferenceResourceIndex",
    "InitiateCallResult",
    "NewParticipantResource",
    "ParticipantResource",
    "ParticipantResourceIndex",
    "QueueResource",
    "QueueResourceIndex",
    "TexmlCreateCallRecordingResponseBody",
    "TexmlCreateCallStreamingResponseBody",
    "TexmlCreateSiprecSessionResponseBody",
    "TexmlGetCallRecordingResponseBody",
    "TexmlGetCallRecordingsResponseBody",
    "TexmlRecordingSubresourcesUris",
    "TexmlUpdateCallStreamingResponseBody",
    "TexmlUpdateSiprecSessionResponseBody",
]


class CallResource(Result):
    """A call of the TeXML side."""

    account_sid: str | None
    answered_by: sets.AnsweredBy | None
    caller_name: str | None
    date_created: datetime | None
    date_updated: datetime | None
    direction: sets.Direction | None
    duration: str | None
    end_time: datetime | None
    from_: str | None
    from_formatted: str | None
    price: str | None
    price_unit: str | None
    sid: str | None
    start_time: datetime | None
    status: sets.TexmlCallStatus | None
    to: str | None
    to_formatted: str | None
    uri: str | None


class ConferenceRecordingResource(Result):
    """A recording of a conference."""

    account_sid: str | None
    call_sid: str | None
    channels: int | None
    conference_sid: str | None
    date_created: datetime | None
    date_updated: datetime | None
    duration: int | None
    error_code: str | None
    media_url: str | None
    sid: str | None
    source: sets.RecordingSource | None
    start_time: datetime | None
    status: sets.ConferenceRecordingStatus | None
    subresource_uris: Mapping[str, object] | None
    uri: str | None


class ConferenceResource(Result):
    """A conference of the TeXML side."""

    account_sid: str | None
    api_version: str | None
    call_sid_ending_conference: str | None
    date_created: datetime | None
    date_updated: datetime | None
    friendly_name: str | None
    reason_conference_ended: sets.ReasonConferenceEnded | None
    region: str | None
    sid: str | None
    status: sets.TexmlConferenceStatus | None
    subresource_uris: Mapping[str, object] | None
    uri: str | None


class InitiateCallResult(Result):
    """A call that is being placed."""

    from_: str | None
    status: str | None
    to: str | None


class NewParticipantResource(Result):
    """A participant who is being called."""

    account_sid: str | None
    call_sid: str | None
    coaching: bool | None
    coaching_call_sid: str | None
    conference_sid: str | None
    end_conference_on_exit: bool | None
    hold: bool | None
    muted: bool | None
    status: sets.TexmlParticipantStatus | None
    uri: str | None


class ParticipantResource(Result):
    """A participant of the TeXML side."""

    account_sid: str | None
    api_version: str | None
    call_sid: str | None
    call_sid_legacy: str | None
    coaching: bool | None
    coaching_call_sid: str | None
    coaching_call_sid_legacy: str | None
    conference_sid: str | None
    date_created: datetime | None
    date_updated: datetime | None
    end_conference_on_exit: bool | None
    hold: bool | None
    muted: bool | None
    status: sets.TexmlParticipantStatus | None
    uri: str | None


class QueueResource(Result):
    """A queue of the TeXML side."""

    account_sid: str | None
    average_wait_time: int | None
    current_size: int | None
    date_created: datetime | None
    date_updated: datetime | None
    max_size: int | None
    sid: str | None
    subresource_uris: Mapping[str, object] | None
    uri: str | None


class TexmlCreateCallRecordingResponseBody(Result):
    """A recording that began or changed."""

    account_sid: str | None
    call_sid: str | None
    channels: int | None
    conference_sid: str | None
    date_created: datetime | None
    date_updated: datetime | None
    duration: str | None
    error_code: str | None
    price: str | None
    price_unit: str | None
    sid: str | None
    source: sets.RecordingSource | None
    start_time: datetime | None
    track: choices.Tracks | None
    uri: str | None


class TexmlCreateCallStreamingResponseBody(Result):
    """A stream that began."""

    account_sid: str | None
    call_sid: str | None
    date_updated: datetime | None
    name: str | None
    sid: str | None
    status: Literal["in-progress"] | None
    uri: str | None


class TexmlCreateSiprecSessionResponseBody(Result):
    """A SIPREC session that began."""

    account_sid: str | None
    call_sid: str | None
    date_created: datetime | None
    date_updated: datetime | None
    error_code: str | None
    sid: str | None
    start_time: datetime | None
    status: Literal["in-progress", "stopped"] | None
    track: choices.StreamTrack | None
    uri: str | None


class TexmlGetCallRecordingResponseBody(Result):
    """A recording."""

    account_sid: str | None
    call_sid: str | None
    channels: int | None
    conference_sid: str | None
    date_created: datetime | None
    date_updated: datetime | None
    duration: str | None
    error_code: str | None
    media_url: str | None
    sid: str | None
    source: sets.RecordingSource | None
    start_time: datetime | None
    status: sets.TexmlRecordingStatus | None
    subresources_uris: TexmlRecordingSubresourcesUris | None
    uri: str | None


class TexmlRecordingSubresourcesUris(Result):
    """What else there is of a recording."""

    transcriptions: str | None


class TexmlUpdateCallStreamingResponseBody(Result):
    """A stream that stopped."""

    account_sid: str | None
    call_sid: str | None
    date_updated: datetime | None
    sid: str | None
    status: Literal["stopped"] | None
    uri: str | None


class TexmlUpdateSiprecSessionResponseBody(Result):
    """A SIPREC session that stopped."""

    account_sid: str | None
    call_sid: str | None
    date_updated: datetime | None
    error_code: str | None
    sid: str | None
    status: Literal["in-progress", "stopped"] | None
    uri: str | None


class CallResourceIndex(TexmlPage[CallResource], items_in="calls"):
    """A page of calls."""


class TexmlGetCallRecordingsResponseBody(TexmlPage[TexmlGetCallRecordingResponseBody], items_in="recordings"):
    """A page of recordings."""


class ConferenceResourceIndex(TexmlPage[ConferenceResource], items_in="conferences"):
    """A page of conferences."""


class ParticipantResourceIndex(TexmlPage[ParticipantResource], items_in="participants"):
    """A page of participants."""


class ConferenceRecordingResourceIndex(TexmlPage[ConferenceRecordingResource], items_in="recordings"):
    """A page of a conference's recordings."""

    participants: tuple[Mapping[str, object], ...] | None


class QueueResourceIndex(TexmlPage[QueueResource], items_in="queues"):
    """A page of queues."""
