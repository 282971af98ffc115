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
    action: Annotated[
        Url | None, Attr("action", "Where the recording is told of; the document that comes back replaces this one.")
    ] = None
    method: Annotated[Method | None, Attr("method", "HTTP method of the action.", default="POST")] = None
    finish_on_key: Annotated[
        KeyDigits | None, Attr("finishOnKey", "Keys of which any one ends the recording.", default="1234567890*#")
    ] = None
    timeout: Annotated[
        int | None,
        Attr(
            "timeout",
            "How much silence after speech ends it (found by billed transcription); 0: none does.",
            min=0,
            default="0",
            unit="seconds",
        ),
    ] = None
    max_length: Annotated[
        int | None,
        Attr(
            "maxLength",
            "How long the recording may be; 0 sets no limit.",
            min=0,
            max=14400,
            default="3600",
            unit="seconds",
        ),
    ] = None
    play_beep: Annotated[bool | None, Attr("playBeep", "Play a beep before it.", default="true")] = None
    trim: Annotated[RecordTrim | None, Attr("trim", "Cut silence from both ends; without it nothing is cut.")] = None
    channels: Annotated[
        RecordingChannels | None,
        Attr("channels", "Mix both sides into one channel, or keep them apart.", default="dual"),
    ] = None
    recording_status_callback: Annotated[
        Url | None, Attr("recordingStatusCallback", "Where the platform tells about the recording.")
    ] = None
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    # No "absent" here, unlike Dial and Conference.
    recording_status_callback_event: Annotated[
        OneOrMore[RecordEvent] | None,
        Attr("recordingStatusCallbackEvent", "Which recording events it tells.", default="completed"),
    ] = None
    transcription: Annotated[bool | None, Attr("transcription", "Turn the recording into text.", default="false")] = (
        None
    )
    transcription_callback: Annotated[
        Url | None, Attr("transcriptionCallback", "Where the text is sent; without it, it goes nowhere.")
    ] = None
    transcription_engine: Annotated[
        RecordEngine | None, Attr("transcriptionEngine", "Who makes the text: A is Google, B Telnyx.", default="A")
    ] = None
    transcription_model: Annotated[
        str | None,
        Attr("transcriptionModel", "Speech model as vendor/model.", source="texml-verbs/record, 2026-08"),
    ] = None
    transcription_language: Annotated[
        str | None, Attr("transcriptionLanguage", "Language of the speech.", default="en-US")
    ] = None
    format: Annotated[RecordingFormat | None, Attr("format", "Format of the file.", default="mp3")] = None
