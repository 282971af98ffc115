"""Speech markup: what may stand in the midst of the words of a Say, and changes how they are spoken.

The guide on SSML tags describes these elements for the speak command of the Voice API. No page says that Say takes
them, but a demo of Telnyx nests one in it; so where they stand is assumed. What may stand in what is that of SSML 1.1,
the standard that they come from (W3C, 2010-09).
"""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf, Mixed, let_hold
from texml.vocabulary.choices import BreakStrength, EmphasisLevel, InterpretAs, PhoneticAlphabet
from texml.vocabulary.facts import (
    KW_ONLY,
    Attr,
    InitVar,
    Inside,
    LanguageTag,
    SpeechPitch,
    SpeechRate,
    SpeechTime,
    SpeechVolume,
    Text,
)

__all__ = [
    "Break",
    "Emphasis",
    "Lang",
    "Paragraph",
    "Phoneme",
    "Phrase",
    "Prosody",
    "SayAs",
    "Sentence",
    "Speech",
    "Sub",
]

_PAGE = "guide on SSML tags, 2026-04; that Say takes it is assumed from a demo of Telnyx"


class Break(Leaf, tag="break", source=_PAGE, grade="assumed"):
    """A pause in the midst of the words, of a length or of a strength."""

    _: KW_ONLY
    time: Annotated[SpeechTime | None, Attr("time")] = None
    """How long it is, such as 500ms or 3s."""
    strength: Annotated[BreakStrength | None, Attr("strength")] = None
    """How strong it is: weak is that of a comma, strong of a sentence, x-strong of a paragraph."""


class Emphasis(Mixed, tag="emphasis", source=_PAGE, grade="assumed"):
    """Words that are stressed, or passed over."""

    content: InitVar[Annotated[Inside[str | Phrase], Text()]]
    """The words to stress."""
    _: KW_ONLY
    level: Annotated[EmphasisLevel | None, Attr("level")] = None
    """How much: strong is louder and slower, reduced softer and faster."""


class Lang(Mixed, tag="lang", source=_PAGE, grade="assumed"):
    """Words in another language."""

    content: InitVar[Annotated[Inside[str | Speech], Text()]]
    """The words in that language."""
    _: KW_ONLY
    xml_lang: Annotated[LanguageTag, Attr("xml:lang")]
    """The language of the words."""


class Paragraph(Mixed, tag="p", source=_PAGE, grade="assumed"):
    """A paragraph, with a pause around it that is longer than that of a sentence."""

    content: InitVar[Annotated[Inside[str | Phrase | Sentence], Text()]]
    """The words of the paragraph."""


class Phoneme(Leaf, tag="phoneme", source=_PAGE, grade="assumed"):
    """A word with its pronunciation."""

    text: Annotated[str, Text()]
    """The word as it is written."""
    _: KW_ONLY
    alphabet: Annotated[PhoneticAlphabet, Attr("alphabet")]
    """The alphabet of the pronunciation."""
    ph: Annotated[str, Attr("ph")]
    """The pronunciation."""


class Prosody(Mixed, tag="prosody", source=_PAGE, grade="assumed"):
    """Words that are spoken louder, slower or higher than the others."""

    content: InitVar[Annotated[Inside[str | Speech], Text()]]
    """The words."""
    _: KW_ONLY
    volume: Annotated[SpeechVolume | None, Attr("volume")] = None
    """How loud: a word, or decibels from the current volume."""
    rate: Annotated[SpeechRate | None, Attr("rate")] = None
    """How fast: a word, or percent of the voice's own pace."""
    # The guide names the pitch in its heading, and gives no values.
    pitch: Annotated[SpeechPitch | None, Attr("pitch", source="SSML 1.1, 3.2.4", grade="assumed")] = None
    """How high: a word, or percent up or down."""


class SayAs(Leaf, tag="say-as", source=_PAGE, grade="assumed"):
    """A number, a date and the like, with what it is."""

    text: Annotated[str, Text()]
    """The characters to speak."""
    _: KW_ONLY
    interpret_as: Annotated[InterpretAs, Attr("interpret-as")]
    """What they are."""


class Sentence(Mixed, tag="s", source=_PAGE, grade="assumed"):
    """A sentence, with the pause of a full stop after it."""

    content: InitVar[Annotated[Inside[str | Phrase], Text()]]
    """The words of the sentence."""


class Sub(Leaf, tag="sub", source=_PAGE, grade="assumed"):
    """An abbreviation, with what is spoken for it."""

    text: Annotated[str, Text()]
    """What is written."""
    _: KW_ONLY
    alias: Annotated[str, Attr("alias")]
    """What is spoken."""


Phrase = Break | Emphasis | Lang | Phoneme | Prosody | SayAs | Sub
"""What may stand in a sentence."""

Speech = Phrase | Paragraph | Sentence
"""All speech markup."""

_PHRASE = (Break, Emphasis, Lang, Phoneme, Prosody, SayAs, Sub)

# They hold each other, so only now each of them is known.
let_hold(Emphasis, *_PHRASE)
let_hold(Sentence, *_PHRASE)
let_hold(Paragraph, *_PHRASE, Sentence)
let_hold(Lang, *_PHRASE, Paragraph, Sentence)
let_hold(Prosody, *_PHRASE, Paragraph, Sentence)
