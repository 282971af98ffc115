"""Record: record the call while it waits."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Method, RecordEngine, RecordEvent, RecordingChannels, RecordingFormat, RecordTrim
from texml.vocabulary.facts import KW_ONLY, Attr, KeyDigits, OneOrMore, Url

__all__ = ["Record"]

_PAGE = "texml-verbs/record, 2026-04 and 2026-08"


class Record(Leaf, source=_PAGE, ends="with action"):
    """Record what is said until a key, silence or the length ends it; nothing else happens meanwhile.

    With an action, the document that comes back from it replaces this one.
    """

    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Where the recording is told of; the document that comes back replaces this one."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""
    finish_on_key: Annotated[KeyDigits | None, Attr("finishOnKey", default="1234567890*#")] = None
    """Keys of which any one ends the recording."""
    timeout: Annotated[int | None, Attr("timeout", min=0, default="0", unit="seconds")] = None
    """How much silence after speech ends it (found by billed transcription); 0: none does."""
    max_length: Annotated[int | None, Attr("maxLength", min=0, max=14400, default="3600", unit="seconds")] = None
    """How long the recording may be; 0 sets no limit."""
    play_beep: Annotated[bool | None, Attr("playBeep", default="true")] = None
    """Play a beep before it."""
    trim: Annotated[RecordTrim | None, Attr("trim")] = None
    """Cut silence from both ends; without it nothing is cut."""
    channels: Annotated[RecordingChannels | None, Attr("channels", default="dual")] = None
    """Mix both sides into one channel, or keep them apart."""
    recording_status_callback: Annotated[Url | None, Attr("recordingStatusCallback")] = None
    """Where the platform tells about the recording."""
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", default="POST")
    ] = None
    """HTTP method of those requests."""
    # No "absent" here, unlike Dial and Conference.
    recording_status_callback_event: Annotated[
        OneOrMore[RecordEvent] | None, Attr("recordingStatusCallbackEvent", default="completed")
    ] = None
    """Which recording events it tells."""
    transcription: Annotated[bool | None, Attr("transcription", default="false")] = None
    """Turn the recording into text."""
    transcription_callback: Annotated[Url | None, Attr("transcriptionCallback")] = None
    """Where the text is sent; without it, it goes nowhere."""
    transcription_engine: Annotated[RecordEngine | None, Attr("transcriptionEngine", default="A")] = None
    """Who makes the text: A is Google, B Telnyx."""
    transcription_model: Annotated[str | None, Attr("transcriptionModel", source="texml-verbs/record, 2026-08")] = None
    """Speech model as vendor/model."""
    transcription_language: Annotated[str | None, Attr("transcriptionLanguage", default="en-US")] = None
    """Language of the speech."""
    format: Annotated[RecordingFormat | None, Attr("format", default="mp3")] = None
    """Format of the file."""
