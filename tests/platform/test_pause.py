"""The Pause page of the platform's manual, restated by hand: silence of 1 to 180 seconds."""

from typing import Any

import pytest

from texml import Gather, Hangup, InvalidNesting, InvalidValue, Pause, Response, Say, UnknownAttribute, WrongType
from texml.validation import is_valid
from texml.vocabulary import rows, text_row

# Python name, wire name, a value, its wire text, default, unit
ATTRIBUTES = [("length", "length", 5, "5", "1", "seconds")]


def test_attributes_are_those_of_the_page() -> None:
    assert [(name, wire, default, unit) for name, wire, _, _, default, unit in ATTRIBUTES] == [
        (row.name, row.wire, row.default, row.unit) for row in rows(Pause)
    ]


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Pause)}


def test_pause_without_attributes_is_a_self_closing_tag() -> None:
    assert "<Pause/>" == str(Pause())


def test_all_attributes_are_written_as_the_page_spells_them() -> None:
    assert '<Pause length="5"/>' == str(Pause(length=5))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid('<Response><Pause length="5"/></Response>')


@pytest.mark.parametrize("length", [1, 180])
def test_both_ends_of_the_range_are_taken(length: int) -> None:
    assert f'<Pause length="{length}"/>' == str(Pause(length=length))


@pytest.mark.parametrize("length", [-1, 0, 181])
def test_number_beyond_the_range_is_refused(length: int) -> None:
    with pytest.raises(InvalidValue, match=r"<Pause> length: .* from 1 to 180"):
        Pause(length=length)


@pytest.mark.parametrize("length", [True, "5", 5.0, [5]], ids=repr)
def test_value_of_the_wrong_type_is_refused(length: Any) -> None:
    with pytest.raises(WrongType, match=r"<Pause> length: "):
        Pause(length=length)


@pytest.mark.parametrize("name", ["Length", "duration", "loop"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Pause> {name}: "):
        Pause(**{name: 5})


def test_pause_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Pause), Pause.nested)


@pytest.mark.parametrize("content", ["5", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Pause>: "):
        Pause(content)


def test_response_adds_one() -> None:
    assert Response([Hangup(), Pause(length=5)]) == Response(Hangup()).pause(length=5)


def test_pause_does_not_stand_in_gather() -> None:
    with pytest.raises(InvalidNesting, match=r"<Gather>: a Pause does not belong here; allowed: Say, Play"):
        Gather(Pause())
