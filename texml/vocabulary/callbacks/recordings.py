"""Recordings and transcripts."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import (
    AccountSid,
    CallSid,
    CallSidLegacy,
    ConnectionId,
    From,
    RecordingUrl,
    To,
)
from texml.vocabulary.record import Param

__all__ = [
    "LiveTranscription",
    "RecordAction",
    "RecordingAbsent",
    "RecordingCallback",
    "RecordingCompleted",
    "RecordingInProgress",
    "RecordingTranscription",
]

_COMPLETED = "callbacks/texml-recording-completed; OpenAPI of 2026-10"
_STARTED = "callbacks/texml-recording-in-progress; OpenAPI of 2026-10"
_TWIML = "TwiML, by analogy"

_Duration = Annotated[
    int | None, Param("RecordingDuration", "How long the recording is.", unit="seconds", required=True)
]
_STATUS = {
    "Conference.recordingStatusCallback": "Conference.recordingStatusCallbackMethod",
    "Dial.recordingStatusCallback": "Dial.recordingStatusCallbackMethod",
    "Record.recordingStatusCallback": "Record.recordingStatusCallbackMethod",
    "Recording.recordingStatusCallback": "Recording.recordingStatusCallbackMethod",
    "REST RecordingStatusCallback": "REST RecordingStatusCallbackMethod",
    "REST ConferenceRecordingStatusCallback": "REST ConferenceRecordingStatusCallbackMethod",
}


class RecordingCallback(
    Callback,
    sent_to=_STATUS,
    source=_STARTED,
    told_by=({"RecordingStatus": ANY},),
):
    """One status callback of a recording, of a call or a conference; its subclasses are the statuses that are known."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    recording_sid: Annotated[str | None, Param("RecordingSid", "The recording.")] = None
    recording_status: Annotated[str | None, Param("RecordingStatus", "Where the recording stands.", required=True)] = (
        None
    )
    recording_source: Annotated[
        str | None,
        Param(
            "RecordingSource",
            "What started the recording.",
            required=True,
            values=(
                "StartCallRecordingAPI",
                "StartConferenceRecordingAPI",
                "OutboundAPI",
                "DialVerb",
                "Conference",
                "RecordVerb",
                "Trunking",
            ),
        ),
    ] = None
    recording_channels: Annotated[
        int | None, Param("RecordingChannels", "1, or 2 where each side has its own.", required=True)
    ] = None
    # No page has it; without it a conference's recording could only be told by the call.
    conference_sid: Annotated[
        str | None,
        Param("ConferenceSid", "The conference.", when="a conference was recorded", source=_TWIML, grade="assumed"),
    ] = None


class RecordingInProgress(
    RecordingCallback,
    kind="recording_in_progress",
    signed="documented",
    told_by=({"RecordingStatus": ("in-progress",)},),
):
    """A recording started."""


class RecordingCompleted(
    RecordingCallback,
    kind="recording_completed",
    signed="documented",
    source=_COMPLETED,
    told_by=({"RecordingStatus": ("completed",)},),
):
    """A recording can be fetched."""

    recording_sid: Annotated[str | None, Param("RecordingSid", "The recording.", required=True)] = None
    recording_duration: _Duration = None
    recording_url: RecordingUrl = None


class RecordingAbsent(
    RecordingCallback,
    kind="recording_absent",
    sent_to={url: method for url, method in _STATUS.items() if url != "Record.recordingStatusCallback"},
    source=f"{_STARTED} (of another status)",
    grade="assumed",
    told_by=({"RecordingStatus": ("absent",)}, {"RecordingStatus": ("failed",)}),
):
    """A recording failed, or left no file; Record does not tell. REST says failed for it, too."""


class RecordAction(
    RecordingCallback,
    kind="record_action",
    role="action",
    sent_to={"Record.action": "Record.method"},
    is_run=True,
    source=f"{_COMPLETED} (of the status)",
    grade="assumed",
    told_by=({"RecordingStatus": ANY, "Digits": ANY},),
):
    """Record is over: a key, silence or its longest time ended it."""

    recording_duration: _Duration = None
    recording_url: RecordingUrl = None
    from_: Annotated[str | None, Param("From", "Who called.", source=_TWIML)] = None
    to: Annotated[str | None, Param("To", "Who was called.", source=_TWIML)] = None
    digits: Annotated[str | None, Param("Digits", "The key that ended it.", source=_TWIML)] = None


class RecordingTranscription(
    Callback,
    kind="record_transcription",
    # No attribute gives the method.
    sent_to={"Record.transcriptionCallback": None},
    signed="documented",
    source="callbacks/texml-transcription; OpenAPI of 2026-10",
    told_by=({"TranscriptionSid": ANY}, {"TranscriptionText": ANY}),
):
    """What Record recorded has been written down."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    from_: From = None
    to: To = None
    call_status: Annotated[str | None, Param("CallStatus", "Where the call stands.", required=True)] = None
    recording_sid: Annotated[str | None, Param("RecordingSid", "The recording.", required=True)] = None
    recording_url: Annotated[
        str | None, Param("RecordingUrl", "Where the recording is, for ten minutes.", required=True)
    ] = None
    transcription_sid: Annotated[str | None, Param("TranscriptionSid", "The transcript.", required=True)] = None
    transcription_status: Annotated[
        str | None,
        Param(
            "TranscriptionStatus",
            "Where the transcript stands; REST knows these two words.",
            required=True,
            values=("in-progress", "completed"),
        ),
    ] = None
    transcription_text: Annotated[str | None, Param("TranscriptionText", "What was said.", required=True)] = None


class LiveTranscription(
    Callback,
    kind="realtime_transcription",
    sent_to={"Transcription.transcriptionCallback": "Transcription.transcriptionCallbackMethod"},
    # The verb's page points to the transcript of recordings, whose parameters do not fit.
    source="speech-to-text-with-voice-api-and-texml, 2026-04",
    told_by=({"Transcript": ANY},),
):
    """Somebody is speaking; so far this was understood (Start, Transcription)."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    transcript: Annotated[str | None, Param("Transcript", "What was said.", required=True)] = None
    confidence: Annotated[float | None, Param("Confidence", "How sure that is: 0 to 1.", required=True)] = None
    is_final: Annotated[bool | None, Param("IsFinal", "Whether it will not change any more.", required=True)] = None
