"""Conference: join a named room."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Beep, ConferenceEvent, ConferenceRecord, Method, RecordingEvent, Trim
from texml.vocabulary.facts import KW_ONLY, Attr, OneOrMore, Text, Url

__all__ = ["Conference"]

_PAGE = "texml-verbs/conference, 2021, 2026-04 and 2026-06"
_NEW = "texml-verbs/conference, 2026-04 and 2026-06"


class Conference(Leaf, source=_PAGE):
    """Join a named conference room, which is created when nobody is in it."""

    name: Annotated[str, Text()]
    """Name of the room, the same for everyone who is to meet there."""
    _: KW_ONLY
    muted: Annotated[bool | None, Attr("muted", default="false")] = None
    """Let the participant listen only."""
    start_conference_on_enter: Annotated[bool | None, Attr("startConferenceOnEnter", default="true")] = None
    """Start the conference with this participant; who joins with false waits, muted, until somebody starts it."""
    end_conference_on_exit: Annotated[bool | None, Attr("endConferenceOnExit", default="false")] = None
    """End the conference and drop everybody when this participant leaves."""
    # The REST API allows 800; the XML attribute keeps its own range in every revision.
    max_participants: Annotated[int | None, Attr("maxParticipants", min=2, max=250, default="250")] = None
    """How many may be in the room at once."""
    beep: Annotated[bool | Beep | None, Attr("beep", default="true")] = None
    """When the room hears a beep; who joins or leaves never does."""
    participant_label: Annotated[str | None, Attr("participantLabel", source=_NEW)] = None
    """Name of this participant for the REST API, unique in the room."""
    record: Annotated[ConferenceRecord | None, Attr("record", default="do-not-record")] = None
    """Record the whole conference from its start."""
    record_beep: Annotated[bool | None, Attr("recordBeep", default="true")] = None
    """Play a beep when the recording starts."""
    recording_status_callback: Annotated[Url | None, Attr("recordingStatusCallback")] = None
    """Where the platform tells about the recording."""
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None, Attr("recordingStatusCallbackEvent", default="completed")
    ] = None
    """Which recording events it tells."""
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", default="POST")
    ] = None
    """HTTP method of those requests."""
    recording_timeout: Annotated[
        int | None, Attr("recordingTimeout", min=0, max=14400, default="0", unit="seconds")
    ] = None
    """Stop recording after so much silence once somebody spoke (found by billed transcription); 0 never does."""
    trim: Annotated[Trim | None, Attr("trim", default="do-not-trim")] = None
    """Cut silence from both ends of the recording."""
    send_recording_url: Annotated[bool | None, Attr("sendRecordingUrl", default="true", source=_NEW)] = None
    """Put the recording's URL into the recording callback."""
    status_callback: Annotated[Url | None, Attr("statusCallback")] = None
    """Where the platform tells about the conference."""
    status_callback_method: Annotated[Method | None, Attr("statusCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    status_callback_event: Annotated[OneOrMore[ConferenceEvent] | None, Attr("statusCallbackEvent")] = None
    """Which conference events it tells; nothing is told unless some are named."""
    wait_url: Annotated[Url | None, Attr("waitUrl")] = None
    """MP3 or WAV file, or document, for who waits for the conference to start; never used after."""
    # Enqueue spells it waitUrlMethod; on a Conference that name would be ignored.
    wait_method: Annotated[Method | None, Attr("waitMethod", default="POST")] = None
    """HTTP method of that request."""
