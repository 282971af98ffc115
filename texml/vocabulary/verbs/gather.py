"""Gather: collect digits or speech."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, nests
from texml.vocabulary.choices import GatherInput, Method, TranscriptionEngine
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, KeyDigits, OneOrMore, Url
from texml.vocabulary.verbs.play import Play
from texml.vocabulary.verbs.say import Say

__all__ = ["Gather"]

_PAGE = "texml-verbs/gather, 2026-04 and 2026-08"
_NEW = "texml-verbs/gather, 2026-08"


class Gather(Container, source=_PAGE):
    """Collect keypad digits or speech while the prompts inside play, then request the action URL."""

    content: InitVar[Inside[Say | Play]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Where the result is sent; the document that comes back replaces this one."""
    # The April skill alone lists it; every revision of the page says that the application's own method is used.
    method: Annotated[
        Method | None, Attr("method", default="POST", source="migration skill, texml-verbs, 2026-04", grade="disputed")
    ] = None
    """HTTP method of the action; the platform most likely ignores it and uses the application's own."""
    timeout: Annotated[int | None, Attr("timeout", min=1, max=120, default="5", unit="seconds")] = None
    """How long to wait for the next digit once the prompts are over."""
    input: Annotated[GatherInput | None, Attr("input", default="dtmf")] = None
    """What to listen for."""
    speech_timeout: Annotated[int | None, Attr("speechTimeout", min=0, unit="seconds")] = None
    """How much silence ends the speech."""
    partial_result_callback: Annotated[Url | None, Attr("partialResultCallback")] = None
    """Where interim speech results are sent."""
    partial_result_callback_method: Annotated[Method | None, Attr("partialResultCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    profanity_filter: Annotated[bool | None, Attr("profanityFilter")] = None
    """Mask profanity in the transcript."""
    use_enhanced: Annotated[bool | None, Attr("useEnhanced")] = None
    """Use the enhanced form of the models phone_call and video."""
    hints: Annotated[OneOrMore[str] | None, Attr("hints", separator=",")] = None
    """Words and phrases that are likely to be said."""
    keyterms: Annotated[OneOrMore[str] | None, Attr("keyterms", separator=",", source=_NEW)] = None
    """Words that a Deepgram nova-3 model should listen for."""
    smart_format: Annotated[bool | None, Attr("smartFormat", default="true", source=_NEW)] = None
    """Let Deepgram format numbers, dates and the like."""
    transcription_engine: Annotated[TranscriptionEngine | None, Attr("transcriptionEngine")] = None
    """Who turns speech into text."""
    model: Annotated[str | None, Attr("model", source=_NEW)] = None
    """Speech model as vendor/model; the vendor must be that of the engine."""
    api_key_ref: Annotated[str | None, Attr("apiKeyRef")] = None
    """Name of the stored key for Azure."""
    region: Annotated[str | None, Attr("region")] = None
    """Azure region; needed where the engine is Azure."""
    finish_on_key: Annotated[KeyDigits | None, Attr("finishOnKey", default="#")] = None
    """Key that ends the input; an empty text means that none does."""
    num_digits: Annotated[
        int | None, Attr("numDigits", min=1, max=128, source=f"{_PAGE}; range: Telnyx's validator script")
    ] = None
    """End the input after so many digits."""
    language: Annotated[str | None, Attr("language", default="en-US")] = None
    """Language of the speech."""
    valid_digits: Annotated[KeyDigits | None, Attr("validDigits")] = None
    """Keys that count as input; any other makes it invalid."""
    invalid_digits_action: Annotated[Url | None, Attr("invalidDigitsAction")] = None
    """Where invalid input is sent; the answer replaces this document."""
    min_digits: Annotated[int | None, Attr("minDigits", min=1, max=128, default="1")] = None
    """Fewest digits of valid input."""
    max_digits: Annotated[int | None, Attr("maxDigits", min=1, max=128, default="128")] = None
    """Most digits of valid input."""

    say = nests(Say)
    play = nests(Play)
