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
    recording_status_callback: Annotated[Url | None, Attr("recordingStatusCallback")] = None
    """Where the platform tells about the recording."""
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", default="POST")
    ] = None
    """HTTP method of those requests."""
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None, Attr("recordingStatusCallbackEvent", default="completed")
    ] = None
    """Which recording events it tells."""
    channels: Annotated[BackgroundChannels | None, Attr("channels", default="dual")] = None
    """Mix both sides into one channel, or keep them apart."""
    track: Annotated[Tracks | None, Attr("track", default="both")] = None
    """Which side of the call is recorded."""
    trim: Annotated[RecordTrim | None, Attr("trim")] = None
    """Cut silence from both ends; without it nothing is cut."""
    format: Annotated[RecordingFormat | None, Attr("format", default="mp3")] = None
    """Format of the file."""
