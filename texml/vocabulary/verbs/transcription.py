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
    language: Annotated[str | None, Attr("language", "Language of the speech.", default="en")] = None
    interim_results: Annotated[
        bool | None, Attr("interimResults", "Send results that may still change; Google only.", default="false")
    ] = None
    transcription_engine: Annotated[
        StartedEngine | None,
        Attr(
            "transcriptionEngine",
            "Who turns speech into text; A and B are old names of Google and Telnyx.",
            default="Google",
            source=f"{_PAGE}; {_VALIDATOR}",
        ),
    ] = None
    transcription_tracks: Annotated[
        Tracks | None, Attr("transcriptionTracks", "Which side of the call is turned into text.", default="inbound")
    ] = None
    transcription_callback: Annotated[
        Url | None, Attr("transcriptionCallback", "Where the text is sent; without it, it goes nowhere.")
    ] = None
    transcription_callback_method: Annotated[
        Method | None, Attr("transcriptionCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    model: Annotated[str | None, Attr("model", "Speech model as vendor/model.")] = None
    hints: Annotated[
        OneOrMore[str] | None,
        Attr("hints", "Words and phrases that are likely to be said.", separator=",", source=_VALIDATOR),
    ] = None
    keyterms: Annotated[
        OneOrMore[str] | None,
        Attr("keyterms", "Words that a Deepgram model should listen for.", separator=",", source=_VALIDATOR),
    ] = None
    smart_format: Annotated[
        bool | None,
        Attr("smartFormat", "Let Deepgram format numbers, dates and the like.", default="true", source=_VALIDATOR),
    ] = None
    api_key_ref: Annotated[str | None, Attr("apiKeyRef", "Name of the stored key for Azure.")] = None
    region: Annotated[str | None, Attr("region", "Azure region; needed where the engine is Azure.")] = None
