"""Say: speak words to the caller."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Mixed, nests
from texml.vocabulary.choices import Effect, Gender, LanguageBoost
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, Text, Uuid
from texml.vocabulary.verbs.speech import (
    Break,
    Emphasis,
    Lang,
    Paragraph,
    Phoneme,
    Prosody,
    SayAs,
    Sentence,
    Speech,
    Sub,
)

__all__ = ["Say"]

_PAGE = "texml-verbs/say, 2026-04 and 2026-08"
_NEW = "texml-verbs/say, 2026-08"


class Say(Mixed, source=_PAGE):
    """Speak words to the caller with text-to-speech.

    *content* is the words, or a sequence of words and speech markup, whose methods also add to it:
    ``Say("Your code is ").say_as("1234", interpret_as="digits")``. No page says that Say takes speech markup.
    """

    content: InitVar[Annotated[Inside[str | Speech], Text()]]
    """The words to speak."""
    _: KW_ONLY
    voice: Annotated[str | None, Attr("voice", default="man")] = None
    """Who speaks: man, woman, alice, or a provider's voice such as Polly.Joanna."""
    language: Annotated[str | None, Attr("language")] = None
    """Language of the text, such as en-GB; of the built-in voices only alice follows it."""
    loop: Annotated[int | None, Attr("loop", min=0, max=10, default="1")] = None
    """How many times to speak; 0 goes on without end."""
    gender: Annotated[Gender | None, Attr("gender")] = None
    """Gender of an Azure voice."""
    effect: Annotated[Effect | None, Attr("effect")] = None
    """Sound effect on an Azure voice."""
    voice_speed: Annotated[float | None, Attr("voiceSpeed", min=0.1, max=2.0, default="1", source=_NEW)] = None
    """Speed of the voice, 1 being its own."""
    # The one attribute of the language in snake case on the wire, where Gather has apiKeyRef.
    api_key_ref: Annotated[str | None, Attr("api_key_ref", source=_NEW)] = None
    """Name of the stored key for the voice's provider; ElevenLabs needs one."""
    region: Annotated[str | None, Attr("region", source=_NEW)] = None
    """Region of an Azure voice; needed together with api_key_ref."""
    pronunciation_dict_id: Annotated[Uuid | None, Attr("pronunciationDictId", source=_NEW)] = None
    """Id of a pronunciation dictionary."""
    language_boost: Annotated[LanguageBoost | None, Attr("languageBoost", source=_NEW)] = None
    """Language that a Telnyx Qwen3TTS voice should favor."""

    break_ = nests(Break)
    emphasis = nests(Emphasis)
    lang = nests(Lang)
    paragraph = nests(Paragraph)
    phoneme = nests(Phoneme)
    prosody = nests(Prosody)
    say_as = nests(SayAs)
    sentence = nests(Sentence)
    sub = nests(Sub)
