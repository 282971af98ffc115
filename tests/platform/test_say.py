"""The Say page of the platform's manual, restated by hand: speak text to the caller."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Mustache,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Decimal, Whole

UUID = "0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11"

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("voice", "voice", "woman", "woman", "man"),
    ("language", "language", "en-GB", "en-GB", None),
    ("loop", "loop", 3, "3", "1"),
    ("gender", "gender", "Female", "Female", None),
    ("effect", "effect", "eq_car", "eq_car", None),
    ("voice_speed", "voiceSpeed", 1.25, "1.25", "1"),
    ("api_key_ref", "api_key_ref", "my-key", "my-key", None),  # in snake case on the wire, as the page has it
    ("region", "region", "westeurope", "westeurope", None),
    ("pronunciation_dict_id", "pronunciationDictId", UUID, UUID, None),
    ("language_boost", "languageBoost", "Auto", "Auto", None),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# wire name: least, most
RANGES = {"loop": (0, 10), "voiceSpeed": (0.1, 2.0)}

# wire name: words
CLOSED_SETS = {
    "gender": {"Male", "Female"},
    "effect": {"eq_telecomhp8k", "eq_car"},
    "languageBoost": {
        *("Auto", "English", "German", "Chinese", "French", "Italian", "Japanese", "Korean", "Portuguese", "Russian"),
        *("Spanish", "en", "de", "zh", "fr", "it", "ja", "ko", "pt", "ru", "es"),
    },
}

SPEECH = {"break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub"}

EVERYTHING = (
    '<Say voice="woman" language="en-GB" loop="3" gender="Female" effect="eq_car" voiceSpeed="1.25"'
    ' api_key_ref="my-key" region="westeurope" pronunciationDictId="0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11"'
    ' languageBoost="Auto">Hello</Say>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Say)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Say)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Say) if isinstance(row.kind, Whole | Decimal)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum) for row in numbers}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Say) if isinstance(row.kind, Choice)}


def test_no_attribute_has_a_unit() -> None:
    assert {None} == {row.unit for row in rows(Say)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Say)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Say {wire}="{text}">Hello</Say>' == str(Say("Hello", **{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Say("Hello", **{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize(
    ("name", "wire", "value", "text"),
    [
        ("loop", "loop", 0, "0"),  # without end
        ("loop", "loop", 10, "10"),
        ("voice_speed", "voiceSpeed", 0.1, "0.1"),
        ("voice_speed", "voiceSpeed", 2.0, "2.0"),
        ("voice_speed", "voiceSpeed", 2, "2.0"),
    ],
)
def test_both_ends_of_a_range_are_taken(name: str, wire: str, value: Any, text: str) -> None:
    assert f'<Say {wire}="{text}">Hello</Say>' == str(Say("Hello", **{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("loop", -1),
        ("loop", 11),
        ("voice_speed", 0),
        ("voice_speed", 0.09),
        ("voice_speed", 2.01),
        ("voice_speed", float("nan")),
        ("voice_speed", float("inf")),
    ],
)
def test_number_beyond_the_range_is_refused(name: str, value: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Say> {name}: "):
        Say("Hello", **{name: value})


@pytest.mark.parametrize(
    ("name", "wire", "word"),
    [
        *(("gender", "gender", word) for word in sorted(CLOSED_SETS["gender"])),
        *(("effect", "effect", word) for word in sorted(CLOSED_SETS["effect"])),
        *(("language_boost", "languageBoost", word) for word in sorted(CLOSED_SETS["languageBoost"])),
    ],
)
def test_word_of_a_closed_set_is_taken(name: str, wire: str, word: str) -> None:
    assert f'<Say {wire}="{word}">Hello</Say>' == str(Say("Hello", **{name: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("gender", "female"),
        ("gender", "Neutral"),
        ("effect", "eq_telecom"),
        ("effect", ""),
        ("language_boost", "auto"),
        ("language_boost", "Dutch"),
        ("pronunciation_dict_id", "0f4c6e0a"),
        ("pronunciation_dict_id", "0f4c6e0a9f9e4f0e8a532f1f7f0c9d11"),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Say> {name}: "):
        Say("Hello", **{name: word})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 1) for name in NAMES if name not in {"loop", "voice_speed"}),
        *((name, True) for name in NAMES),
        *((name, ["x"]) for name in NAMES),
        ("loop", "3"),
        ("loop", 3.0),
        ("voice_speed", "1.25"),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Say> {name}: "):
        Say("Hello", **{name: value})


@pytest.mark.parametrize("name", ["voice", "language", "api_key_ref", "region"])
def test_blank_word_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Say> {name}: ' ' is blank"):
        Say("Hello", **{name: " "})


@pytest.mark.parametrize("name", ["voiceSpeed", "apiKeyRef", "apiKey", "rate", "ssml"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Say> {name}: "):
        Say("Hello", **{name: "x"})


# The set of voices is open: three names, and what a provider calls them behind the provider's prefix.
@pytest.mark.parametrize(
    "voice",
    [
        *("man", "woman", "alice"),
        *("Polly.Joanna", "Polly.Joanna-Neural", "AWS.Polly.Joanna", "Azure.en-US-JennyNeural"),
        *("ElevenLabs.eleven_v3.Adam", "Telnyx.NaturalHD.astra", "Resemble.Turbo.one", "Minimax.speech-02.two"),
        *("Rime.mist.three", "Inworld.max.four", "FishAudio.s1.five"),
    ],
)
def test_voice_of_every_provider_is_taken(voice: str) -> None:
    assert f'<Say voice="{voice}">Hello</Say>' == str(Say("Hello", voice=voice))


def test_text_is_required() -> None:
    text = text_row(Say)

    assert text is not None
    assert ("content", True) == (text.name, text.required)


def test_say_without_text_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Say>: the text is missing"):
        Say()


@pytest.mark.parametrize("text", ["", " ", "\n\t"], ids=["empty", "space", "line end and tab"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(MissingContent, match=r"<Say> content: .* is blank"):
        Say(text)


@pytest.mark.parametrize("text", [7, True, None, b"Hello", {"Hello": 1}], ids=repr)
def test_text_of_the_wrong_type_is_refused(text: Any) -> None:
    with pytest.raises(WrongType, match=r"<Say> content: "):
        Say(text)


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        pytest.param("Grüße, 你好 🎉", "Grüße, 你好 🎉", id="other scripts"),
        pytest.param("Q & A", "Q &amp; A", id="ampersand"),
        pytest.param("1 < 2 > 0", "1 &lt; 2 &gt; 0", id="brackets"),
        pytest.param('She said "no", didn\'t she?', 'She said "no", didn\'t she?', id="quotes"),
        pytest.param(" padded ", " padded ", id="white space at the ends"),
        # A text is never markup; that has elements of its own.
        pytest.param('<break time="1s"/>', '&lt;break time="1s"/&gt;', id="SSML"),
        # The platform replaces what stands in double braces, before it parses.
        pytest.param("You call from {{From}}.", "You call from &#123;{From}}.", id="braces"),
        pytest.param(Mustache("You call from {{From}}."), "You call from {{From}}.", id="braces to expand"),
    ],
)
def test_text_is_written_so_that_it_is_spoken_as_given(text: str, xml: str) -> None:
    assert f"<Say>{xml}</Say>" == str(Say(text))


# No page documents it; a demo of Telnyx nests a say-as.
def test_say_holds_speech_markup() -> None:
    assert SPEECH == {child.tag for child in Say.nested}
    assert {"assumed"} == {child.grade for child in Say.nested}


def test_response_adds_one() -> None:
    assert Response([Say("One"), Say("Two", voice="alice")]) == Response(Say("One")).say("Two", voice="alice")


def test_gather_adds_one() -> None:
    assert Gather([Say("One"), Say("Two", loop=0)], num_digits=1) == Gather(Say("One"), num_digits=1).say("Two", loop=0)


def test_say_does_not_stand_in_dial() -> None:
    with pytest.raises(InvalidNesting, match=r"<Dial>: a Say does not belong here"):
        Dial(Say("Hello"))
