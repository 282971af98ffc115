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
    name: Annotated[str, Attr("name", "Name of the parameter.")]
    value: Annotated[str, Attr("value", "Value of the parameter.")]


class Stream(Container, source=_PAGE):
    """Send the call's audio to a WebSocket server, which may answer with audio of its own."""

    content: InitVar[Inside[Parameter]] = ()
    _: KW_ONLY
    url: Annotated[WebSocketUrl, Attr("url", "The WebSocket server.")]
    track: Annotated[StreamTrack | None, Attr("track", "Which side of the call is sent.", default="inbound_track")] = (
        None
    )
    name: Annotated[str | None, Attr("name", "Name to stop it by.")] = None
    codec: Annotated[
        StreamCodec | None,
        Attr("codec", "Codec of what is sent; only PCMU and PCMA are turned into each other.", default="default"),
    ] = None
    bidirectional_mode: Annotated[
        BidirectionalMode | None, Attr("bidirectionalMode", "Form of the audio that comes back.", default="mp3")
    ] = None
    bidirectional_codec: Annotated[
        BidirectionalCodec | None,
        Attr("bidirectionalCodec", "Codec of what comes back in rtp mode.", default="PCMU"),
    ] = None
    bidirectional_sampling_rate: Annotated[
        SamplingRate | None,
        Attr("bidirectionalSamplingRate", "Sampling rate of what comes back in rtp mode.", default="8000", unit="Hz"),
    ] = None
    status_callback: Annotated[Url | None, Attr("statusCallback", "Where the platform tells about the stream.")] = None
    status_callback_method: Annotated[
        Method | None, Attr("statusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    enable_reconnect: Annotated[
        bool | None, Attr("enableReconnect", "Connect again when the connection breaks.", default="true")
    ] = None

    parameter = nests(Parameter)
