"""Stream: the call's audio over a WebSocket; and Parameter, which it hands on."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import (
    BidirectionalCodec,
    BidirectionalMode,
    Method,
    SamplingRate,
    StreamCodec,
    StreamTrack,
)
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, Url, WebSocketUrl

__all__ = ["Parameter", "Stream"]

_PAGE = "texml-verbs/stream, 2026-04"


class Parameter(Leaf, source=f"{_PAGE}; texml-verbs/pay, 2026-08; Telnyx's validator script"):
    """A name and a value of your own, which the other side is handed."""

    _: KW_ONLY
    name: Annotated[str, Attr("name")]
    """Name of the parameter."""
    value: Annotated[str, Attr("value")]
    """Value of the parameter."""


class Stream(Container, source=_PAGE):
    """Send the call's audio to a WebSocket server, which may answer with audio of its own."""

    content: InitVar[Inside[Parameter]] = ()
    _: KW_ONLY
    url: Annotated[WebSocketUrl, Attr("url")]
    """The WebSocket server."""
    track: Annotated[StreamTrack | None, Attr("track", default="inbound_track")] = None
    """Which side of the call is sent."""
    name: Annotated[str | None, Attr("name")] = None
    """Name to stop it by."""
    codec: Annotated[StreamCodec | None, Attr("codec", default="default")] = None
    """Codec of what is sent; only PCMU and PCMA are turned into each other."""
    bidirectional_mode: Annotated[BidirectionalMode | None, Attr("bidirectionalMode", default="mp3")] = None
    """Form of the audio that comes back."""
    bidirectional_codec: Annotated[BidirectionalCodec | None, Attr("bidirectionalCodec", default="PCMU")] = None
    """Codec of what comes back in rtp mode."""
    bidirectional_sampling_rate: Annotated[
        SamplingRate | None, Attr("bidirectionalSamplingRate", default="8000", unit="Hz")
    ] = None
    """Sampling rate of what comes back in rtp mode."""
    status_callback: Annotated[Url | None, Attr("statusCallback")] = None
    """Where the platform tells about the stream."""
    status_callback_method: Annotated[Method | None, Attr("statusCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    enable_reconnect: Annotated[bool | None, Attr("enableReconnect", default="true")] = None
    """Connect again when the connection breaks."""

    parameter = nests(Parameter)
