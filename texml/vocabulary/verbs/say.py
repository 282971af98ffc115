"""Say: speak text to the caller."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Effect, Gender, LanguageBoost
from texml.vocabulary.facts import KW_ONLY, Attr, Text, Uuid

__all__ = ["Say"]

_PAGE = "texml-verbs/say, 2026-04 and 2026-08"
_NEW = "texml-verbs/say, 2026-08"


class Say(Leaf, source=_PAGE):
    """Speak text to the caller with text-to-speech."""

    text: Annotated[str, Text("The words to speak.")]
    _: KW_ONLY
    voice: Annotated[
        str | None,
        Attr("voice", "Who speaks: man, woman, alice, or a provider's voice such as Polly.Joanna.", default="man"),
    ] = None
    language: Annotated[
        str | None,
        Attr("language", "Language of the text, such as en-GB; of the built-in voices only alice follows it."),
    ] = None
    loop: Annotated[
        int | None, Attr("loop", "How many times to speak; 0 goes on without end.", min=0, max=10, default="1")
    ] = None
    gender: Annotated[Gender | None, Attr("gender", "Gender of an Azure voice.")] = None
    effect: Annotated[Effect | None, Attr("effect", "Sound effect on an Azure voice.")] = None
    voice_speed: Annotated[
        float | None,
        Attr("voiceSpeed", "Speed of the voice, 1 being its own.", min=0.1, max=2.0, default="1", source=_NEW),
    ] = None
    # The one attribute of the language in snake case on the wire, where Gather has apiKeyRef.
    api_key_ref: Annotated[
        str | None,
        Attr("api_key_ref", "Name of the stored key for the voice's provider; ElevenLabs needs one.", source=_NEW),
    ] = None
    region: Annotated[
        str | None, Attr("region", "Region of an Azure voice; needed together with api_key_ref.", source=_NEW)
    ] = None
    pronunciation_dict_id: Annotated[
        Uuid | None, Attr("pronunciationDictId", "Id of a pronunciation dictionary.", source=_NEW)
    ] = None
    language_boost: Annotated[
        LanguageBoost | None,
        Attr("languageBoost", "Language that a Telnyx Qwen3TTS voice should favor.", source=_NEW),
    ] = None
