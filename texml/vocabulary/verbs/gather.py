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
    action: Annotated[
        Url | None, Attr("action", "Where the result is sent; the document that comes back replaces this one.")
    ] = None
    # The April skill alone lists it; every revision of the page says that the application's own method is used.
    method: Annotated[
        Method | None,
        Attr(
            "method",
            "HTTP method of the action; the platform most likely ignores it and uses the application's own.",
            default="POST",
            source="migration skill, texml-verbs, 2026-04",
            grade="disputed",
        ),
    ] = None
    timeout: Annotated[
        int | None,
        Attr(
            "timeout",
            "How long to wait for the next digit once the prompts are over.",
            min=1,
            max=120,
            default="5",
            unit="seconds",
        ),
    ] = None
    input: Annotated[GatherInput | None, Attr("input", "What to listen for.", default="dtmf")] = None
    speech_timeout: Annotated[
        int | None, Attr("speechTimeout", "How much silence ends the speech.", min=0, unit="seconds")
    ] = None
    partial_result_callback: Annotated[
        Url | None, Attr("partialResultCallback", "Where interim speech results are sent.")
    ] = None
    partial_result_callback_method: Annotated[
        Method | None, Attr("partialResultCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    profanity_filter: Annotated[bool | None, Attr("profanityFilter", "Mask profanity in the transcript.")] = None
    use_enhanced: Annotated[
        bool | None, Attr("useEnhanced", "Use the enhanced form of the models phone_call and video.")
    ] = None
    hints: Annotated[
        OneOrMore[str] | None, Attr("hints", "Words and phrases that are likely to be said.", separator=",")
    ] = None
    keyterms: Annotated[
        OneOrMore[str] | None,
        Attr("keyterms", "Words that a Deepgram nova-3 model should listen for.", separator=",", source=_NEW),
    ] = None
    smart_format: Annotated[
        bool | None,
        Attr("smartFormat", "Let Deepgram format numbers, dates and the like.", default="true", source=_NEW),
    ] = None
    transcription_engine: Annotated[
        TranscriptionEngine | None, Attr("transcriptionEngine", "Who turns speech into text.")
    ] = None
    model: Annotated[
        str | None,
        Attr("model", "Speech model as vendor/model; the vendor must be that of the engine.", source=_NEW),
    ] = None
    api_key_ref: Annotated[str | None, Attr("apiKeyRef", "Name of the stored key for Azure.")] = None
    region: Annotated[str | None, Attr("region", "Azure region; needed where the engine is Azure.")] = None
    finish_on_key: Annotated[
        KeyDigits | None,
        Attr("finishOnKey", "Key that ends the input; an empty text means that none does.", default="#"),
    ] = None
    num_digits: Annotated[
        int | None,
        Attr(
            "numDigits",
            "End the input after so many digits.",
            min=1,
            max=128,
            source=f"{_PAGE}; range: Telnyx's validator script",
        ),
    ] = None
    language: Annotated[str | None, Attr("language", "Language of the speech.", default="en-US")] = None
    valid_digits: Annotated[
        KeyDigits | None, Attr("validDigits", "Keys that count as input; any other makes it invalid.")
    ] = None
    invalid_digits_action: Annotated[
        Url | None, Attr("invalidDigitsAction", "Where invalid input is sent; the answer replaces this document.")
    ] = None
    min_digits: Annotated[
        int | None, Attr("minDigits", "Fewest digits of valid input.", min=1, max=128, default="1")
    ] = None
    max_digits: Annotated[
        int | None, Attr("maxDigits", "Most digits of valid input.", min=1, max=128, default="128")
    ] = None

    say = nests(Say)
    play = nests(Play)
