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

    name: Annotated[str, Text("Name of the room, the same for everyone who is to meet there.")]
    _: KW_ONLY
    muted: Annotated[bool | None, Attr("muted", "Let the participant listen only.", default="false")] = None
    start_conference_on_enter: Annotated[
        bool | None,
        Attr(
            "startConferenceOnEnter",
            "Start the conference with this participant; who joins with false waits, muted, until somebody starts it.",
            default="true",
        ),
    ] = None
    end_conference_on_exit: Annotated[
        bool | None,
        Attr(
            "endConferenceOnExit",
            "End the conference and drop everybody when this participant leaves.",
            default="false",
        ),
    ] = None
    # The REST API allows 800; the XML attribute keeps its own range in every revision.
    max_participants: Annotated[
        int | None, Attr("maxParticipants", "How many may be in the room at once.", min=2, max=250, default="250")
    ] = None
    beep: Annotated[
        bool | Beep | None,
        Attr("beep", "When the room hears a beep; who joins or leaves never does.", default="true"),
    ] = None
    participant_label: Annotated[
        str | None,
        Attr("participantLabel", "Name of this participant for the REST API, unique in the room.", source=_NEW),
    ] = None
    record: Annotated[
        ConferenceRecord | None,
        Attr("record", "Record the whole conference from its start.", default="do-not-record"),
    ] = None
    record_beep: Annotated[
        bool | None, Attr("recordBeep", "Play a beep when the recording starts.", default="true")
    ] = None
    recording_status_callback: Annotated[
        Url | None, Attr("recordingStatusCallback", "Where the platform tells about the recording.")
    ] = None
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None,
        Attr("recordingStatusCallbackEvent", "Which recording events it tells.", default="completed"),
    ] = None
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    recording_timeout: Annotated[
        int | None,
        Attr(
            "recordingTimeout",
            "Stop recording after so much silence once somebody spoke (found by billed transcription); 0 never does.",
            min=0,
            max=14400,
            default="0",
            unit="seconds",
        ),
    ] = None
    trim: Annotated[
        Trim | None, Attr("trim", "Cut silence from both ends of the recording.", default="do-not-trim")
    ] = None
    send_recording_url: Annotated[
        bool | None,
        Attr("sendRecordingUrl", "Put the recording's URL into the recording callback.", default="true", source=_NEW),
    ] = None
    status_callback: Annotated[Url | None, Attr("statusCallback", "Where the platform tells about the conference.")] = (
        None
    )
    status_callback_method: Annotated[
        Method | None, Attr("statusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    status_callback_event: Annotated[
        OneOrMore[ConferenceEvent] | None,
        Attr("statusCallbackEvent", "Which conference events it tells; nothing is told unless some are named."),
    ] = None
    wait_url: Annotated[
        Url | None,
        Attr("waitUrl", "MP3 or WAV file, or document, for who waits for the conference to start; never used after."),
    ] = None
    # Enqueue spells it waitUrlMethod; on a Conference that name would be ignored.
    wait_method: Annotated[Method | None, Attr("waitMethod", "HTTP method of that request.", default="POST")] = None
