"""Recording: record the call while it goes on."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import BackgroundChannels, Method, RecordingEvent, RecordingFormat, RecordTrim, Tracks
from texml.vocabulary.facts import KW_ONLY, Attr, OneOrMore, Url

__all__ = ["Recording"]


class Recording(Leaf, source="texml-verbs/recording, 2026-08"):
    """Record the call while it goes on; Stop cannot end it, the REST API can."""

    _: KW_ONLY
    recording_status_callback: Annotated[
        Url | None, Attr("recordingStatusCallback", "Where the platform tells about the recording.")
    ] = None
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None,
        Attr("recordingStatusCallbackEvent", "Which recording events it tells.", default="completed"),
    ] = None
    channels: Annotated[
        BackgroundChannels | None,
        Attr("channels", "Mix both sides into one channel, or keep them apart.", default="dual"),
    ] = None
    track: Annotated[Tracks | None, Attr("track", "Which side of the call is recorded.", default="both")] = None
    trim: Annotated[RecordTrim | None, Attr("trim", "Cut silence from both ends; without it nothing is cut.")] = None
    format: Annotated[RecordingFormat | None, Attr("format", "Format of the file.", default="mp3")] = None
