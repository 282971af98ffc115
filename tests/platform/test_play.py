"""The Play page of the platform's manual, restated by hand: an audio file, keypad tones or a ringing tone."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Play,
    Response,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag, Whole

URL = "https://voice.example.com/a.mp3"

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("loop", "loop", 2, "2", "1"),
    ("media_storage", "mediaStorage", True, "true", "false"),
    ("digits", "digits", "1w2", "1w2", None),
    ("failover_url", "failoverUrl", "/b.mp3", "/b.mp3", None),
    ("continue_on_error", "continueOnError", True, "true", "false"),
    ("ring_tone", "ringTone", "uk", "uk", None),
]
BESIDE_A_FILE = [row for row in ATTRIBUTES if row[0] not in {"digits", "ring_tone"}]

FLAGS = {"mediaStorage", "continueOnError"}
RANGES = {"loop": (0, None)}  # 0 goes on without end
RING_TONES = {
    *("at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il"),
    *("in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "tw", "ve"),
    *("za", "us", "us-old", "uk"),
}

# A file, tones and a ringing tone exclude one another, so everything takes three elements.
EVERYTHING = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<Response>"
    '<Play loop="2" mediaStorage="true" failoverUrl="/b.mp3" continueOnError="true">greeting</Play>'
    '<Play digits="1w2"/>'
    '<Play loop="0" ringTone="uk"/>'
    "</Response>"
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Play)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Play)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Play) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum) for row in numbers}


def test_closed_sets_are_those_of_the_page() -> None:
    assert {"ringTone": RING_TONES} == {
        row.wire: set(row.kind.words) for row in rows(Play) if isinstance(row.kind, Choice)
    }


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Play) if isinstance(row.kind, Flag)}


def test_no_attribute_has_a_unit() -> None:
    assert {None} == {row.unit for row in rows(Play)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Play)}


@pytest.mark.parametrize(
    ("name", "wire", "value", "text", "default"), BESIDE_A_FILE, ids=[name for name, *_ in BESIDE_A_FILE]
)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Play {wire}="{text}">{URL}</Play>' == str(Play(URL, **{name: value}))


def test_all_attributes_stand_in_one_document() -> None:
    document = Response(
        [
            Play("greeting", loop=2, media_storage=True, failover_url="/b.mp3", continue_on_error=True),
            Play(digits="1w2"),
            Play(ring_tone="uk", loop=0),
        ]
    )

    assert EVERYTHING == str(document)


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(EVERYTHING)


@pytest.mark.parametrize(
    ("given", "xml"),
    [
        pytest.param({"url": URL}, f"<Play>{URL}</Play>", id="file"),
        pytest.param({"digits": "123#"}, '<Play digits="123#"/>', id="keypad tones"),
        pytest.param({"ring_tone": "us"}, '<Play ringTone="us"/>', id="ringing tone"),
    ],
)
def test_one_thing_to_play_is_enough(given: dict[str, Any], xml: str) -> None:
    assert xml == str(Play(**given))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"url": URL, "digits": "1"}, id="file and tones"),
        pytest.param({"url": URL, "ring_tone": "us"}, id="file and ringing"),
        pytest.param({"digits": "1", "ring_tone": "us"}, id="tones and ringing"),
        pytest.param({"url": URL, "digits": "1", "ring_tone": "us"}, id="all three"),
    ],
)
def test_several_things_to_play_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue, match=r"<Play>: .* are given together; allowed: one of url, digits, ring_tone"):
        Play(**given)


@pytest.mark.parametrize("given", [{}, {"loop": 2}, {"media_storage": True}, {"failover_url": "/b.mp3"}], ids=str)
def test_nothing_to_play_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(MissingContent, match=r"<Play>: there is nothing to do; allowed: one of url, digits, ring_tone"):
        Play(**given)


@pytest.mark.parametrize("loop", [0, 1, 1000])
def test_loop_has_no_upper_end(loop: int) -> None:
    assert f'<Play loop="{loop}">{URL}</Play>' == str(Play(URL, loop=loop))


def test_loop_below_its_range_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"<Play> loop: -1 is not allowed"):
        Play(URL, loop=-1)


@pytest.mark.parametrize("word", sorted(RING_TONES))
def test_ringing_tone_of_every_country_is_taken(word: Any) -> None:
    assert f'<Play ringTone="{word}"/>' == str(Play(ring_tone=word))


@pytest.mark.parametrize("word", ["US", "gb", "ca", "us_old", ""])
def test_other_ringing_tone_is_refused(word: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Play> ring_tone: "):
        Play(ring_tone=word)


@pytest.mark.parametrize("digits", ["0123456789*#w", "5", "wwww1"])
def test_tones_are_the_keys_and_w_for_a_pause(digits: str) -> None:
    assert f'<Play digits="{digits}"/>' == str(Play(digits=digits))


@pytest.mark.parametrize("digits", ["", "12a", "W", "1 2", "1,2", "+1", "A", "\u0661"])
def test_other_tones_are_refused(digits: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Play> digits: "):
        Play(digits=digits)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("loop", True),
        ("loop", "2"),
        ("loop", 2.0),
        ("media_storage", 1),
        ("media_storage", "true"),
        ("continue_on_error", 0),
        ("continue_on_error", "false"),
        ("failover_url", 7),
        ("failover_url", ["/b.mp3"]),
        ("digits", 12),
        ("ring_tone", True),
        ("ring_tone", ["us"]),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Play> {name}: "):
        Play(**({} if name in {"digits", "ring_tone"} else {"url": URL}), **{name: value})


@pytest.mark.parametrize("name", ["mediaStorage", "ringtone", "fallback_url", "volume"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Play> {name}: "):
        Play(URL, **{name: "x"})


def test_text_is_needed_only_where_nothing_stands_for_it() -> None:
    text = text_row(Play)

    assert text is not None
    assert ("url", False) == (text.name, text.required)


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        pytest.param(
            "https://voice.example.com/a.mp3?x=1&y=2", "https://voice.example.com/a.mp3?x=1&amp;y=2", id="URL"
        ),
        pytest.param("/a.wav", "/a.wav", id="relative URL"),
        pytest.param("Begrüßung 1", "Begrüßung 1", id="name of a stored file"),
    ],
)
def test_text_is_a_url_or_the_name_of_a_stored_file(text: str, xml: str) -> None:
    assert f"<Play>{xml}</Play>" == str(Play(text))


@pytest.mark.parametrize("text", ["", " "], ids=["empty", "blank"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(MissingContent, match=r"<Play> url: .* is blank"):
        Play(text)


@pytest.mark.parametrize("text", [7, True, b"/a.mp3", ["/a.mp3"]], ids=repr)
def test_text_of_the_wrong_type_is_refused(text: Any) -> None:
    with pytest.raises(WrongType, match=r"<Play> url: "):
        Play(text)


def test_play_holds_no_children() -> None:
    assert {} == Play.nested


def test_response_adds_one() -> None:
    assert Response([Play("/a.mp3"), Play(digits="1")]) == Response(Play("/a.mp3")).play(digits="1")


def test_gather_adds_one() -> None:
    assert Gather([Play("/a.mp3"), Play("/b.mp3", loop=0)]) == Gather(Play("/a.mp3")).play("/b.mp3", loop=0)


def test_play_does_not_stand_in_dial() -> None:
    with pytest.raises(InvalidNesting, match=r"<Dial>: a Play does not belong here"):
        Dial(Play(URL))
