"""Transcription: the call as text while it goes on."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Method, StartedEngine, Tracks
from texml.vocabulary.facts import KW_ONLY, Attr, OneOrMore, Url

__all__ = ["Transcription"]

_PAGE = "texml-verbs/transcription, 2026-04"
_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class Transcription(Leaf, source=_PAGE):
    """Turn what is said into text while the call goes on."""

    _: KW_ONLY
    language: Annotated[str | None, Attr("language", default="en")] = None
    """Language of the speech."""
    interim_results: Annotated[bool | None, Attr("interimResults", default="false")] = None
    """Send results that may still change; Google only."""
    transcription_engine: Annotated[
        StartedEngine | None, Attr("transcriptionEngine", default="Google", source=f"{_PAGE}; {_VALIDATOR}")
    ] = None
    """Who turns speech into text; A and B are old names of Google and Telnyx."""
    transcription_tracks: Annotated[Tracks | None, Attr("transcriptionTracks", default="inbound")] = None
    """Which side of the call is turned into text."""
    transcription_callback: Annotated[Url | None, Attr("transcriptionCallback")] = None
    """Where the text is sent; without it, it goes nowhere."""
    transcription_callback_method: Annotated[Method | None, Attr("transcriptionCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    model: Annotated[str | None, Attr("model")] = None
    """Speech model as vendor/model."""
    hints: Annotated[OneOrMore[str] | None, Attr("hints", separator=",", source=_VALIDATOR)] = None
    """Words and phrases that are likely to be said."""
    keyterms: Annotated[OneOrMore[str] | None, Attr("keyterms", separator=",", source=_VALIDATOR)] = None
    """Words that a Deepgram model should listen for."""
    smart_format: Annotated[bool | None, Attr("smartFormat", default="true", source=_VALIDATOR)] = None
    """Let Deepgram format numbers, dates and the like."""
    api_key_ref: Annotated[str | None, Attr("apiKeyRef")] = None
    """Name of the stored key for Azure."""
    region: Annotated[str | None, Attr("region")] = None
    """Azure region; needed where the engine is Azure."""
