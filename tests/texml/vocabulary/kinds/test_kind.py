"""What all kinds share: characters that XML can carry, lists, refusals, and the lines of a constructor."""

import re
from collections import UserList
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import InvalidValue, WrongType
from texml.vocabulary.kinds import Kind, Words
from texml.vocabulary.kinds.kind import legal, parted, sequence
from texml.vocabulary.refusal import Refusal

Compiled = Callable[[Kind], Callable[[object], tuple[object, str]]]


class Name(str):
    """A text of one's own type."""

    __slots__ = ()


class Whisper(Kind):
    """An invented kind: anything, in lower case."""

    allowed = "anything"

    def admit(self, value: object) -> str:
        """Return the text in lower case."""
        if value is None:
            self.refuse_type(value)
        return str(value).lower()


# --- characters ---

ILLEGAL = [
    pytest.param("a\0b", "U+0000 at index 1", id="NUL"),
    pytest.param("\x08", "U+0008 at index 0", id="backspace"),
    pytest.param("\x0b", "U+000B at index 0", id="vertical tab"),
    pytest.param("\x0c", "U+000C at index 0", id="form feed"),
    pytest.param("ab\x1b[2J", "U+001B at index 2", id="escape"),
    pytest.param("\x1f", "U+001F at index 0", id="last control"),
    pytest.param("\ud800", "U+D800 at index 0", id="lone high surrogate"),
    pytest.param("\udfff", "U+DFFF at index 0", id="lone low surrogate"),
    pytest.param("a\ufffe", "U+FFFE at index 1", id="U+FFFE"),
    pytest.param("a\uffff\0", "U+FFFF at index 1", id="U+FFFF, the first of two"),
]


@pytest.mark.parametrize(("text", "place"), ILLEGAL)
def test_character_that_xml_cannot_carry_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(Refusal, match=f"^character {re.escape(place)} cannot stand in XML$") as caught:
        legal(text)

    assert InvalidValue is caught.value.error


def test_refusal_of_a_character_carries_it() -> None:
    with pytest.raises(Refusal) as caught:
        legal("ab\x1b")

    assert "\x1b" == caught.value.found


@pytest.mark.parametrize(
    "text", ["", "\t\n\r", " ", "\x7f\x85", "\ud7ff", "\ue000", "\ufffd", "\U00010000", "\U0010ffff"], ids=ascii
)
def test_character_that_xml_can_carry_passes(text: str) -> None:
    assert text == legal(text)


# --- lists ---

SEQUENCES = [
    pytest.param("one", ("one",), id="lone text"),
    pytest.param("", ("",), id="empty text"),
    pytest.param(["one", "two"], ("one", "two"), id="list"),
    pytest.param(("one",), ("one",), id="tuple"),
    pytest.param(UserList(["two", "one"]), ("two", "one"), id="other sequence"),
]
NO_SEQUENCES = [
    pytest.param({"one"}, "{'one'} is a set", id="set"),
    pytest.param(frozenset({"one"}), "frozenset({'one'}) is a frozenset", id="frozenset"),
    pytest.param({"one": 1}, "{'one': 1} is a dict", id="dict"),
    pytest.param(None, "None is not a value", id="None"),
    pytest.param(1, "1 is an int", id="number"),
]


@pytest.mark.parametrize(("value", "items"), SEQUENCES)
def test_one_or_several_values_become_a_tuple(value: object, items: tuple[str, ...]) -> None:
    assert items == sequence(value, Words())


def test_lone_value_is_told_by_the_type_that_was_named() -> None:
    assert (5,) == sequence(5, Words(), lone=int)


def test_text_is_several_where_another_type_is_the_lone_one() -> None:
    assert ("5", "6") == sequence("56", Words(), lone=int)


@pytest.mark.parametrize(("value", "problem"), NO_SEQUENCES)
def test_value_without_an_order_is_no_list(value: object, problem: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        sequence(value, Words())

    assert (WrongType, "a text that is not blank") == (caught.value.error, caught.value.allowed)


def test_generator_is_no_list() -> None:
    with pytest.raises(Refusal, match="is a generator") as caught:
        sequence((word for word in ("one", "two")), Words())

    assert WrongType is caught.value.error


@pytest.mark.parametrize("value", [[], ()], ids=["list", "tuple"])
def test_empty_list_is_refused(value: object) -> None:
    with pytest.raises(Refusal, match=r"^the list is empty$") as caught:
        sequence(value, Words())

    assert (InvalidValue, "a text that is not blank; leave it out for none") == (
        caught.value.error,
        caught.value.allowed,
    )


PARTS = [
    pytest.param("one", " ", ["one"], id="one"),
    pytest.param("one two", " ", ["one", "two"], id="space"),
    pytest.param("one\ttwo\nthree\rfour", " ", ["one", "two", "three", "four"], id="white space of XML"),
    pytest.param(" \none \t two\r\n", " ", ["one", "two"], id="more white space"),
    pytest.param("one\u00a0two", " ", ["one\u00a0two"], id="no-break space"),
    pytest.param("one\u2003two\u0085three", " ", ["one\u2003two\u0085three"], id="other space of Unicode"),
    pytest.param("one,two", " ", ["one,two"], id="comma where a space parts"),
    pytest.param("", " ", [], id="nothing"),
    pytest.param(" \t", " ", [], id="white space alone"),
    pytest.param("one,two three", ",", ["one", "two three"], id="comma"),
    pytest.param("one, two", ",", ["one", " two"], id="comma and space"),
    pytest.param("one,,two,", ",", ["one", "", "two", ""], id="gaps between commas"),
    pytest.param("", ",", [""], id="nothing where a comma parts"),
]


@pytest.mark.parametrize(("text", "separator", "parts"), PARTS)
def test_list_is_parted_at_its_separator(text: str, separator: str, parts: list[str]) -> None:
    assert parts == parted(text, separator)


@pytest.mark.parametrize("separator", [" ", ","], ids=["space", "comma"])
@given(words=st.lists(st.text("aé1-", min_size=1), min_size=1))
def test_words_that_were_joined_are_parted_again(separator: str, words: list[str]) -> None:
    assert words == parted(separator.join(words), separator)


# --- refusals ---

TYPES = [
    pytest.param(1, "1 is an int", id="int"),
    pytest.param(True, "True is a bool", id="bool"),
    pytest.param(1.5, "1.5 is a float", id="float"),
    pytest.param(b"a", "b'a' is a bytes", id="bytes"),
    pytest.param(Ellipsis, "Ellipsis is an ellipsis", id="other"),
    pytest.param(None, "None is not a value", id="None"),
]


@pytest.mark.parametrize(("value", "problem"), TYPES)
def test_refusal_of_a_type_names_value_and_type(value: object, problem: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        Whisper().refuse_type(value)

    assert (WrongType, value, "anything", None) == (
        caught.value.error,
        caught.value.found,
        caught.value.allowed,
        caught.value.nearest,
    )


@pytest.mark.parametrize("near", [None, "b", ("b", "c")], ids=["nothing near", "word", "words"])
def test_refusal_of_a_value_carries_what_is_near(near: Any) -> None:
    with pytest.raises(Refusal, match=r"^'a' is not allowed$") as caught:
        Whisper().refuse("a", near)

    assert (InvalidValue, "a", "anything", near) == (
        caught.value.error,
        caught.value.found,
        caught.value.allowed,
        caught.value.nearest,
    )


# --- a bare kind, and the lines of a constructor ---


def test_bare_kind_admits_nothing() -> None:
    with pytest.raises(NotImplementedError, match=r"^$"):
        Kind().admit("x")


def test_wire_text_is_the_str_of_a_value_unless_a_kind_says_more() -> None:
    assert "7" == Kind().wire(7)


def test_wire_text_is_read_as_it_is_admitted_unless_a_kind_says_more() -> None:
    assert "loud" == Whisper().read("LOUD")


@pytest.mark.parametrize(("value", "stored"), [("LOUD", "loud"), ("loud", "loud"), (7, "7")])
def test_lines_of_the_constructor_store_and_write_the_value(value: object, stored: str, compiled: Compiled) -> None:
    assert (stored, f' a="{stored}"') == compiled(Whisper())(value)


def test_lines_of_the_constructor_refuse_what_the_kind_refuses(compiled: Compiled) -> None:
    with pytest.raises(Refusal, match=r"^None is not a value$"):
        compiled(Whisper())(None)


def test_names_in_the_lines_of_two_attributes_do_not_clash() -> None:
    _, one = Whisper().source("value", 0, "a")
    _, other = Whisper().source("value", 1, "b")

    assert set() == set(one) & set(other)
