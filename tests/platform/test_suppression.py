"""The Suppression page of the platform's manual, restated by hand: less noise on the call."""

from typing import Any

import pytest

from texml import (
    Connect,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Response,
    Say,
    Start,
    Stop,
    StopSuppression,
    Suppression,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Decimal

# Python name, wire name, a value, its wire text, default (None: no page gives one)
ATTRIBUTES = [
    ("direction", "direction", "both", "both", "inbound"),
    ("noise_suppression_engine", "noiseSuppressionEngine", "Krisp", "Krisp", "Denoiser"),
    ("model", "model", "krisp-model", "krisp-model", None),
    ("suppression_level", "suppressionLevel", 62.5, "62.5", None),
    ("family", "family", "quail", "quail", "sparrow"),
    ("size", "size", "vf", "vf", "s"),
    ("enhancement_level", "enhancementLevel", 0.25, "0.25", "0.8"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# wire name: least, most
RANGES = {"suppressionLevel": (0, 100), "enhancementLevel": (0, 1)}
CLOSED_SETS = {
    "direction": {"inbound", "outbound", "both"},
    "noiseSuppressionEngine": {"Denoiser", "DeepFilterNet", "Krisp", "AiCoustics"},
    "family": {"sparrow", "quail"},
    "size": {"s", "l", "vf"},
}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}
NUMBERS = ["suppression_level", "enhancement_level"]

EVERYTHING = (
    '<Suppression direction="both" noiseSuppressionEngine="Krisp" model="krisp-model"'
    ' suppressionLevel="62.5" family="quail" size="vf" enhancementLevel="0.25"/>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Suppression)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {
        row.wire: row.default for row in rows(Suppression)
    }


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Suppression) if isinstance(row.kind, Decimal)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum) for row in numbers}


def test_no_attribute_has_a_unit() -> None:
    assert {None} == {row.unit for row in rows(Suppression)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Suppression) if isinstance(row.kind, Choice)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Suppression)}


def test_no_attribute_is_required() -> None:
    assert {False} == {row.required for row in rows(Suppression)}


def test_suppression_needs_nothing() -> None:
    assert "<Suppression/>" == str(Suppression())


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Suppression {wire}="{text}"/>' == str(Suppression(**{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Suppression(**{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response><Start>{EVERYTHING}</Start></Response>")


@pytest.mark.parametrize(
    ("name", "wire", "value", "text"),
    [
        ("suppression_level", "suppressionLevel", 0, "0.0"),
        ("suppression_level", "suppressionLevel", 100, "100.0"),
        ("suppression_level", "suppressionLevel", 100.0, "100.0"),
        ("enhancement_level", "enhancementLevel", 0, "0.0"),
        ("enhancement_level", "enhancementLevel", 1, "1.0"),
        ("enhancement_level", "enhancementLevel", 0.8, "0.8"),
    ],
)
def test_both_ends_of_a_range_are_taken(name: str, wire: str, value: Any, text: str) -> None:
    assert f'<Suppression {wire}="{text}"/>' == str(Suppression(**{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("suppression_level", -1),
        ("suppression_level", 101),
        ("suppression_level", 100.01),
        ("enhancement_level", -0.01),
        ("enhancement_level", 1.01),
        ("enhancement_level", 2),
        *((name, float("nan")) for name in NUMBERS),
        *((name, float("inf")) for name in NUMBERS),
    ],
)
def test_number_beyond_the_range_is_refused(name: str, value: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Suppression> {name}: "):
        Suppression(**{name: value})


@pytest.mark.parametrize("level", ["100", "100.0", "62.5", "0"])
def test_level_is_valid_with_and_without_a_point(level: str) -> None:
    assert is_valid(f'<Response><Start><Suppression suppressionLevel="{level}"/></Start></Response>')


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in CLOSED_SETS.items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    assert f'<Suppression {wire}="{word}"/>' == str(Suppression(**{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("direction", "inbound_track"),  # a word of Stream
        ("direction", "Both"),
        ("noise_suppression_engine", "denoiser"),
        ("noise_suppression_engine", "A"),
        ("family", "Quail"),
        ("size", "m"),
        ("size", ""),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Suppression> {name}: "):
        Suppression(**{name: word})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES if name not in NUMBERS),
        *((name, True) for name in NAMES),
        *((name, ["x"]) for name in NAMES),
        *((name, "0.5") for name in NUMBERS),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Suppression> {name}: "):
        Suppression(**{name: value})


def test_blank_model_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Suppression> model: ' ' is blank"):
        Suppression(model=" ")


@pytest.mark.parametrize("name", ["track", "engine", "level", "name", "noiseSuppressionEngine"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Suppression> {name}: "):
        Suppression(**{name: "x"})


def test_suppression_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Suppression), Suppression.nested)


@pytest.mark.parametrize("content", ["both", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Suppression>: "):
        Suppression(content)


def test_start_adds_one() -> None:
    assert Start(Suppression(direction="both")) == Start().suppression(direction="both")


@pytest.mark.parametrize("parent", [Stop, Connect, Response], ids=["Stop", "Connect", "Response"])
def test_suppression_stands_in_a_start_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Suppression does not belong here"):
        parent(Suppression())


def test_suppression_to_stop_has_no_attributes_no_text_and_no_children() -> None:
    assert ((), None, {}) == (rows(StopSuppression), text_row(StopSuppression), StopSuppression.nested)


def test_suppression_to_stop_is_the_bare_tag() -> None:
    assert "<Suppression/>" == str(StopSuppression())


@pytest.mark.parametrize("name", ["direction", "name", "noise_suppression_engine"])
def test_attribute_of_the_suppression_to_stop_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Suppression> {name}: .*; allowed: no attributes"):
        StopSuppression(**{name: "both"})


def test_stop_adds_one() -> None:
    assert Stop(StopSuppression()) == Stop().suppression()


def test_suppression_to_stop_does_not_stand_in_a_start() -> None:
    with pytest.raises(InvalidNesting, match=r"<Start>: an? StopSuppression does not belong here"):
        Start(StopSuppression())


def test_document_that_stops_the_suppression_is_valid() -> None:
    assert is_valid("<Response><Stop><Suppression/></Stop></Response>")


def test_document_that_stops_a_suppression_with_attributes_is_not_valid() -> None:
    assert not is_valid('<Response><Stop><Suppression direction="both"/></Stop></Response>')
