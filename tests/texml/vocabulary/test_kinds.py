"""Kinds of value: what each admits, refuses, writes and reads back."""

import re
from collections import UserList
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import InvalidValue, MissingContent, WrongType
from texml.vocabulary.facts import Pattern
from texml.vocabulary.kinds import Choice, Choices, Decimal, Flag, Items, Kind, Shaped, Whole, Words
from texml.vocabulary.refusal import Refusal
from texml.writer import escape_attribute

FLAG = Flag()
PARTICIPANTS = Whole(2, 250)
COUNT = Whole(0, None)
ANY_WHOLE = Whole(None, None)
SPEED = Decimal(0.1, 2.0)
ANY_DECIMAL = Decimal(None, None)
METHOD = Choice(("GET", "POST"))
BEEP = Choice(("true", "false", "onEnter"))
ONE_WORD = Choice(("Enable",))
EVENTS = Choices(("join", "leave", "speaker"), " ")
COMMA_EVENTS = Choices(("join", "leave"), ",")
HINTS = Items(",")
WORDS = Words()
DIGITS = Shaped(Pattern("[0-9w]*", "digits and w"))


class Count(int):
    """A number of one's own type."""


class Rate(float):
    """A float of one's own type."""


class Name(str):
    """A text of one's own type."""

    __slots__ = ()


class Size(IntEnum):
    """A number with a name."""

    PAIR = 2


class Verb(StrEnum):
    """A word with a name that is not the word."""

    FETCH = "GET"


ADMITTED = [
    pytest.param(FLAG, True, True, "true", id="flag, true"),
    pytest.param(FLAG, False, False, "false", id="flag, false"),
    pytest.param(PARTICIPANTS, 2, 2, "2", id="whole, lowest"),
    pytest.param(PARTICIPANTS, 250, 250, "250", id="whole, highest"),
    pytest.param(PARTICIPANTS, Count(7), 7, "7", id="whole, subclass"),
    pytest.param(PARTICIPANTS, Size.PAIR, 2, "2", id="whole, enum"),
    pytest.param(COUNT, 0, 0, "0", id="whole, no upper bound, lowest"),
    pytest.param(COUNT, 10**17, 10**17, "1" + "0" * 17, id="whole, no upper bound, large"),
    pytest.param(ANY_WHOLE, -3, -3, "-3", id="whole, no bounds"),
    pytest.param(SPEED, 0.1, 0.1, "0.1", id="decimal, lowest"),
    pytest.param(SPEED, 2, 2.0, "2.0", id="decimal, highest, int"),
    pytest.param(SPEED, 1.5, 1.5, "1.5", id="decimal"),
    pytest.param(SPEED, Rate(1.5), 1.5, "1.5", id="decimal, subclass"),
    pytest.param(SPEED, 0.1 + 0.2, 0.30000000000000004, "0.30000000000000004", id="decimal, 17 digits"),
    pytest.param(ANY_DECIMAL, 0.00001, 0.00001, "0.00001", id="decimal, small"),
    pytest.param(METHOD, "GET", "GET", "GET", id="choice"),
    pytest.param(METHOD, Name("GET"), "GET", "GET", id="choice, subclass"),
    pytest.param(METHOD, Verb.FETCH, "GET", "GET", id="choice, enum"),
    pytest.param(BEEP, True, "true", "true", id="choice, True"),
    pytest.param(BEEP, False, "false", "false", id="choice, False"),
    pytest.param(BEEP, "true", "true", "true", id="choice, word true"),
    pytest.param(BEEP, "onEnter", "onEnter", "onEnter", id="choice, word beside the flags"),
    pytest.param(EVENTS, "join", ("join",), "join", id="choices, one"),
    pytest.param(EVENTS, ("leave", "join"), ("leave", "join"), "leave join", id="choices, order kept"),
    pytest.param(EVENTS, ["join"], ("join",), "join", id="choices, list"),
    pytest.param(EVENTS, UserList(["join", "leave"]), ("join", "leave"), "join leave", id="choices, other sequence"),
    pytest.param(EVENTS, ("join", "join"), ("join", "join"), "join join", id="choices, twice"),
    pytest.param(COMMA_EVENTS, ("join", "leave"), ("join", "leave"), "join,leave", id="choices, comma"),
    pytest.param(HINTS, "one", ("one",), "one", id="items, one"),
    pytest.param(HINTS, ["one two", "three"], ("one two", "three"), "one two,three", id="items, list"),
    pytest.param(HINTS, (" one ", "é"), (" one ", "é"), " one ,é", id="items, spaces kept"),
    pytest.param(WORDS, "a", "a", "a", id="words"),
    pytest.param(WORDS, " a\n", " a\n", " a\n", id="words, spaces kept"),
    pytest.param(WORDS, Name("a"), "a", "a", id="words, subclass"),
    pytest.param(WORDS, Verb.FETCH, "GET", "GET", id="words, enum"),
    pytest.param(WORDS, "\t\n\r\x7f\x85\ufffd\U0010ffff.", "\t\n\r\x7f\x85\ufffd\U0010ffff.", None, id="words, rare"),
    pytest.param(DIGITS, "1w2", "1w2", "1w2", id="shaped"),
    pytest.param(DIGITS, "", "", "", id="shaped, empty"),
    pytest.param(DIGITS, Name("1"), "1", "1", id="shaped, subclass"),
]

WORDS_ALLOWED = "a text that is not blank"
EVENTS_ALLOWED = "one or several of 'join', 'leave' or 'speaker'"

WRONG_TYPES = [
    pytest.param(FLAG, 1, "1 is an int", "True or False", id="flag, 1"),
    pytest.param(FLAG, 0, "0 is an int", "True or False", id="flag, 0"),
    pytest.param(FLAG, "true", "'true' is a str", "True or False", id="flag, text"),
    pytest.param(FLAG, None, "None is not a value", "True or False", id="flag, None"),
    pytest.param(PARTICIPANTS, True, "True is a bool", "a whole number from 2 to 250", id="whole, True"),
    pytest.param(PARTICIPANTS, 2.0, "2.0 is a float", "a whole number from 2 to 250", id="whole, float"),
    pytest.param(PARTICIPANTS, "2", "'2' is a str", "a whole number from 2 to 250", id="whole, text"),
    pytest.param(COUNT, None, "None is not a value", "a whole number, 0 or more", id="whole, None"),
    pytest.param(ANY_WHOLE, "2", "'2' is a str", "a whole number", id="whole, no bounds, text"),
    pytest.param(SPEED, True, "True is a bool", "a number from 0.1 to 2.0", id="decimal, True"),
    pytest.param(SPEED, "1", "'1' is a str", "a number from 0.1 to 2.0", id="decimal, text"),
    pytest.param(
        SPEED, Fraction(1, 2), "Fraction(1, 2) is a Fraction", "a number from 0.1 to 2.0", id="decimal, fraction"
    ),
    pytest.param(METHOD, True, "True is a bool", "'GET' or 'POST'", id="choice without flags, True"),
    pytest.param(METHOD, b"GET", "b'GET' is a bytes", "'GET' or 'POST'", id="choice, bytes"),
    pytest.param(METHOD, ["GET"], "['GET'] is a list", "'GET' or 'POST'", id="choice, list"),
    pytest.param(BEEP, 1, "1 is an int", "'true', 'false' or 'onEnter', or True and False", id="choice with flags, 1"),
    pytest.param(ONE_WORD, 1, "1 is an int", "'Enable'", id="choice of one word"),
    pytest.param(EVENTS, {"join"}, "{'join'} is a set", EVENTS_ALLOWED, id="choices, set"),
    pytest.param(EVENTS, {"join": 1}, "{'join': 1} is a dict", EVENTS_ALLOWED, id="choices, dict"),
    pytest.param(EVENTS, 1, "1 is an int", EVENTS_ALLOWED, id="choices, int"),
    pytest.param(EVENTS, None, "None is not a value", EVENTS_ALLOWED, id="choices, None"),
    pytest.param(EVENTS, ("join", 1), "1 is an int", "'join', 'leave' or 'speaker'", id="choices, int in a list"),
    pytest.param(
        EVENTS, [["join"]], "['join'] is a list", "'join', 'leave' or 'speaker'", id="choices, list in a list"
    ),
    pytest.param(HINTS, {"a"}, "{'a'} is a set", "one or several texts without ','", id="items, set"),
    pytest.param(HINTS, (1,), "1 is an int", WORDS_ALLOWED, id="items, int in a list"),
    pytest.param(WORDS, None, "None is not a value", WORDS_ALLOWED, id="words, None"),
    pytest.param(WORDS, 1, "1 is an int", WORDS_ALLOWED, id="words, int"),
    pytest.param(WORDS, b"a", "b'a' is a bytes", WORDS_ALLOWED, id="words, bytes"),
    pytest.param(DIGITS, 12, "12 is an int", "digits and w", id="shaped, int"),
]

INVALID_VALUES = [
    pytest.param(PARTICIPANTS, 1, "1 is not allowed", None, id="whole, below"),
    pytest.param(PARTICIPANTS, 251, "251 is not allowed", None, id="whole, above"),
    pytest.param(COUNT, -1, "-1 is not allowed", None, id="whole, below, no upper bound"),
    pytest.param(PARTICIPANTS, Count(1), "1 is not allowed", None, id="whole, subclass"),
    pytest.param(SPEED, 0.09, "0.09 is not allowed", None, id="decimal, below"),
    pytest.param(SPEED, 2.1, "2.1 is not allowed", None, id="decimal, above"),
    pytest.param(SPEED, 3, "3 is not allowed", None, id="decimal, int above"),
    pytest.param(SPEED, float("nan"), "nan is not allowed", None, id="decimal, NaN"),
    pytest.param(SPEED, float("inf"), "inf is not allowed", None, id="decimal, infinity"),
    pytest.param(METHOD, "get", "'get' is not allowed", "GET", id="choice, case"),
    pytest.param(METHOD, "POTS", "'POTS' is not allowed", "POST", id="choice, misspelt"),
    pytest.param(METHOD, "DELETE", "'DELETE' is not allowed", None, id="choice, nothing near"),
    pytest.param(METHOD, "", "'' is not allowed", None, id="choice, empty"),
    pytest.param(BEEP, "onenter", "'onenter' is not allowed", "onEnter", id="choice with flags, case"),
    pytest.param(EVENTS, (), "the list is empty", None, id="choices, none"),
    pytest.param(EVENTS, ("join", "leaves"), "'leaves' is not allowed", "leave", id="choices, misspelt"),
    pytest.param(EVENTS, "", "'' is not allowed", None, id="choices, empty text"),
    pytest.param(EVENTS, "join leave", "'join leave' is several words in one", ("join", "leave"), id="choices, joined"),
    pytest.param(
        EVENTS,
        ["join leave"],
        "'join leave' is several words in one",
        ("join", "leave"),
        id="choices, joined in a list",
    ),
    pytest.param(HINTS, [], "the list is empty", None, id="items, none"),
    pytest.param(HINTS, "one, two", "'one, two' is not allowed", ("one", "two"), id="items, joined"),
    pytest.param(DIGITS, "1 2", "'1 2' is not allowed", None, id="shaped"),
    pytest.param(DIGITS, "1\n", "'1\\n' is not allowed", None, id="shaped, line feed at the end"),
]

BLANKS = [
    pytest.param(WORDS, "", "'' is blank", id="words, empty"),
    pytest.param(WORDS, " \t\r\n", "' \\t\\r\\n' is blank", id="words, white space"),
    pytest.param(WORDS, "\xa0\u3000", "'\\xa0\\u3000' is blank", id="words, wide space"),
    pytest.param(HINTS, "", "'' is blank", id="items, empty"),
    pytest.param(HINTS, ("one", " "), "' ' is blank", id="items, blank among others"),
]

ILLEGAL = [
    pytest.param("a\0b", "U+0000 at index 1", id="NUL"),
    pytest.param("\x08", "U+0008 at index 0", id="backspace"),
    pytest.param("ab\x1b[2J", "U+001B at index 2", id="escape"),
    pytest.param("\ud800", "U+D800 at index 0", id="lone high surrogate"),
    pytest.param("\udfff", "U+DFFF at index 0", id="lone low surrogate"),
    pytest.param("a\ufffe", "U+FFFE at index 1", id="U+FFFE"),
    pytest.param("a\uffff", "U+FFFF at index 1", id="U+FFFF"),
]

READ = [
    pytest.param(FLAG, "true", True, id="flag, true"),
    pytest.param(FLAG, "false", False, id="flag, false"),
    pytest.param(PARTICIPANTS, "250", 250, id="whole"),
    pytest.param(COUNT, "0", 0, id="whole, zero"),
    pytest.param(ANY_WHOLE, "-12", -12, id="whole, negative"),
    pytest.param(ANY_WHOLE, "9" * 18, 10**18 - 1, id="whole, 18 digits"),
    pytest.param(SPEED, "1", 1.0, id="decimal, no point"),
    pytest.param(SPEED, "0.5", 0.5, id="decimal"),
    pytest.param(ANY_DECIMAL, "-0.25", -0.25, id="decimal, negative"),
    pytest.param(METHOD, "POST", "POST", id="choice"),
    pytest.param(BEEP, "true", "true", id="choice, word true"),
    pytest.param(EVENTS, "join leave", ("join", "leave"), id="choices"),
    pytest.param(EVENTS, " join \n leave ", ("join", "leave"), id="choices, more space"),
    pytest.param(COMMA_EVENTS, "join,leave", ("join", "leave"), id="choices, comma"),
    pytest.param(HINTS, "one, two", ("one", " two"), id="items"),
    pytest.param(WORDS, " a ", " a ", id="words"),
    pytest.param(DIGITS, "1w", "1w", id="shaped"),
]

UNREADABLE = [
    pytest.param(FLAG, "True", "'True' is not allowed", "true or false", "true", id="flag, case"),
    pytest.param(FLAG, "1", "'1' is not allowed", "true or false", None, id="flag, number"),
    pytest.param(FLAG, "", "'' is not allowed", "true or false", None, id="flag, empty"),
    pytest.param(PARTICIPANTS, "1", "1 is not allowed", "a whole number from 2 to 250", None, id="whole, below"),
    pytest.param(
        PARTICIPANTS, "02", "'02' is not allowed", "a whole number from 2 to 250", None, id="whole, zero first"
    ),
    pytest.param(PARTICIPANTS, "+2", "'+2' is not allowed", "a whole number from 2 to 250", None, id="whole, plus"),
    pytest.param(PARTICIPANTS, "2.0", "'2.0' is not allowed", "a whole number from 2 to 250", None, id="whole, point"),
    pytest.param(PARTICIPANTS, "1_0", "'1_0' is not allowed", "a whole number from 2 to 250", None, id="whole, Python"),
    pytest.param(PARTICIPANTS, "ten", "'ten' is not allowed", "a whole number from 2 to 250", None, id="whole, word"),
    pytest.param(
        PARTICIPANTS, "\u0662", "'\u0662' is not allowed", "a whole number from 2 to 250", None, id="whole, Arabic"
    ),
    pytest.param(COUNT, "-0", "'-0' is not allowed", "a whole number, 0 or more", None, id="whole, minus zero"),
    pytest.param(SPEED, "", "'' is not allowed", "a number from 0.1 to 2.0", None, id="decimal, empty"),
    pytest.param(SPEED, "1e0", "'1e0' is not allowed", "a number from 0.1 to 2.0", None, id="decimal, exponent"),
    pytest.param(SPEED, "nan", "'nan' is not allowed", "a number from 0.1 to 2.0", None, id="decimal, NaN"),
    pytest.param(SPEED, ".5", "'.5' is not allowed", "a number from 0.1 to 2.0", None, id="decimal, point first"),
    pytest.param(SPEED, "2.5", "2.5 is not allowed", "a number from 0.1 to 2.0", None, id="decimal, above"),
    pytest.param(METHOD, "post", "'post' is not allowed", "'GET' or 'POST'", "POST", id="choice, case"),
    pytest.param(
        BEEP, "OnEnter", "'OnEnter' is not allowed", "'true', 'false' or 'onEnter'", "onEnter", id="choice with flags"
    ),
    pytest.param(
        EVENTS, "start,stop", "'start,stop' is not allowed", "'join', 'leave' or 'speaker'", None, id="choices, comma"
    ),
    pytest.param(
        EVENTS, "", "the list is empty", f"{EVENTS_ALLOWED}; leave it out for none", None, id="choices, empty"
    ),
    pytest.param(HINTS, "one,,two", "'' is blank", WORDS_ALLOWED, None, id="items, gap"),
    pytest.param(WORDS, " ", "' ' is blank", WORDS_ALLOWED, None, id="words, blank"),
    pytest.param(DIGITS, "x", "'x' is not allowed", "digits and w", None, id="shaped"),
]

# Fits each kind to a strategy of what it takes.
ROUND_TRIPS = [
    pytest.param(FLAG, st.booleans(), id="flag"),
    pytest.param(PARTICIPANTS, st.integers(2, 250), id="whole"),
    pytest.param(ANY_WHOLE, st.integers(1 - 10**18, 10**18 - 1), id="whole, no bounds"),
    pytest.param(SPEED, st.floats(0.1, 2.0), id="decimal"),
    pytest.param(METHOD, st.sampled_from(METHOD.words), id="choice"),
    pytest.param(EVENTS, st.lists(st.sampled_from(EVENTS.words), min_size=1), id="choices"),
    pytest.param(COMMA_EVENTS, st.lists(st.sampled_from(COMMA_EVENTS.words), min_size=1), id="choices, comma"),
    pytest.param(HINTS, st.lists(st.text(" aé\n", max_size=9).map("{}x".format), min_size=1), id="items"),
    pytest.param(WORDS, st.text(" aé\t\n\r\"'&<>", max_size=9).map("{}x".format), id="words"),
    pytest.param(DIGITS, st.text("0123456789w"), id="shaped"),
]


@pytest.mark.parametrize(("kind", "value", "stored", "_"), ADMITTED)
def test_value_is_admitted(kind: Kind, value: object, stored: object, _: str | None) -> None:
    admitted = kind.admit(value)

    assert (type(stored), stored) == (type(admitted), admitted)


@pytest.mark.parametrize(("kind", "value", "stored", "wire"), ADMITTED)
def test_stored_value_has_a_wire_text(kind: Kind, value: object, stored: object, wire: str | None) -> None:
    assert (stored if wire is None else wire) == kind.wire(kind.admit(value))


@pytest.mark.parametrize(("kind", "value", "problem", "allowed"), WRONG_TYPES)
def test_value_of_a_wrong_type_is_refused(kind: Kind, value: object, problem: str, allowed: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (WrongType, allowed) == (caught.value.error, caught.value.allowed)


@pytest.mark.parametrize(("kind", "value", "problem", "near"), INVALID_VALUES)
def test_invalid_value_is_refused(kind: Kind, value: object, problem: str, near: Any) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (InvalidValue, near) == (caught.value.error, caught.value.nearest)


@pytest.mark.parametrize(("kind", "value", "problem"), BLANKS)
def test_blank_text_is_refused(kind: Kind, value: object, problem: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (MissingContent, WORDS_ALLOWED) == (caught.value.error, caught.value.allowed)


@pytest.mark.parametrize("kind", [WORDS, DIGITS], ids=["words", "shaped"])
@pytest.mark.parametrize(("text", "place"), ILLEGAL)
def test_character_that_xml_cannot_carry_is_refused(kind: Kind, text: str, place: str) -> None:
    with pytest.raises(Refusal, match=f"^character {re.escape(place)} cannot stand in XML$") as caught:
        kind.admit(text)

    assert InvalidValue is caught.value.error


def test_illegal_character_in_an_item_is_refused() -> None:
    with pytest.raises(Refusal, match=r"character U\+0000 at index 1 cannot stand in XML"):
        HINTS.admit(["one", "t\0wo"])


def test_refusal_carries_the_value_found() -> None:
    with pytest.raises(Refusal, match="is not allowed") as caught:
        EVENTS.admit(["join", "leaves"])

    assert "leaves" == caught.value.found


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_wire_text_is_read(kind: Kind, text: str, value: object) -> None:
    read = kind.read(text)

    assert (type(value), value) == (type(read), read)


@pytest.mark.parametrize(("kind", "text", "problem", "allowed", "near"), UNREADABLE)
def test_wire_text_is_refused(kind: Kind, text: str, problem: str, allowed: str, near: str | None) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.read(text)

    assert (allowed, near) == (caught.value.allowed, caught.value.nearest)


@pytest.mark.parametrize(("kind", "given_values"), ROUND_TRIPS)
@given(data=st.data())
def test_what_is_written_is_read_back(kind: Kind, given_values: st.SearchStrategy[object], data: st.DataObject) -> None:
    stored = kind.admit(data.draw(given_values))

    assert stored == kind.read(kind.wire(stored))


@pytest.mark.parametrize(
    ("kind", "stored", "escaped"),
    [
        pytest.param(WORDS, 'a & "b"\n', "a &amp; &quot;b&quot;&#10;", id="words"),
        pytest.param(HINTS, ("<a>", "b"), "&lt;a>,b", id="items"),
        pytest.param(PARTICIPANTS, 7, "7", id="whole"),
    ],
)
def test_escaped_is_the_wire_text_between_quotes(kind: Kind, stored: object, escaped: str) -> None:
    assert escaped == kind.escaped(stored)


ATTRIBUTES = [
    pytest.param(FLAG, True, ' a="true"', id="flag, true"),
    pytest.param(FLAG, False, ' a="false"', id="flag, false"),
    pytest.param(PARTICIPANTS, 7, ' a="7"', id="whole"),
    pytest.param(PARTICIPANTS, Count(7), ' a="7"', id="whole, subclass"),
    pytest.param(COUNT, 0, ' a="0"', id="whole, no upper bound"),
    pytest.param(ANY_WHOLE, -5, ' a="-5"', id="whole, no bounds"),
    pytest.param(Whole(None, 5), -5, ' a="-5"', id="whole, no lower bound"),
    pytest.param(SPEED, 1, ' a="1.0"', id="decimal"),
    pytest.param(METHOD, "GET", ' a="GET"', id="choice"),
    pytest.param(BEEP, True, ' a="true"', id="choice, True"),
    pytest.param(EVENTS, ("join", "leave"), ' a="join leave"', id="choices, tuple"),
    pytest.param(EVENTS, ["join", "leave"], ' a="join leave"', id="choices, list"),
    pytest.param(EVENTS, "join", ' a="join"', id="choices, one"),
    pytest.param(HINTS, ("a", "b & c"), ' a="a,b &amp; c"', id="items"),
    pytest.param(WORDS, "plain", ' a="plain"', id="words"),
    pytest.param(WORDS, "a & b", ' a="a &amp; b"', id="words, ampersand"),
    pytest.param(WORDS, "a < b", ' a="a &lt; b"', id="words, bracket"),
    pytest.param(WORDS, 'a "b"', ' a="a &quot;b&quot;"', id="words, quotes"),
    pytest.param(WORDS, "a\tb", ' a="a&#9;b"', id="words, tab"),
    pytest.param(WORDS, Name("<"), ' a="&lt;"', id="words, subclass"),
    pytest.param(DIGITS, "1w", ' a="1w"', id="shaped"),
    pytest.param(DIGITS, "", ' a=""', id="shaped, empty"),
]


def compiled(kind: Kind) -> Any:
    """Return a function of one value, made from the lines that *kind* puts into a constructor."""
    lines, names = kind.source("value", 0, "a")
    body = "\n    ".join(["def write(value):", "_markup = ''", *lines, "return value, _markup"])
    scope: dict[str, Any] = {**names, "_admit": lambda _, value: kind.admit(value), "_escape": escape_attribute}
    exec(body, scope)
    return scope["write"]


@pytest.mark.parametrize(("kind", "value", "markup"), ATTRIBUTES)
def test_lines_of_the_constructor_write_the_attribute(kind: Kind, value: object, markup: str) -> None:
    assert (kind.admit(value), markup) == compiled(kind)(value)


@pytest.mark.parametrize(("kind", "value", "problem", "_"), WRONG_TYPES)
def test_lines_of_the_constructor_refuse_a_wrong_type(kind: Kind, value: object, problem: str, _: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$"):
        compiled(kind)(value)


@pytest.mark.parametrize(("kind", "value", "problem", "_"), INVALID_VALUES)
def test_lines_of_the_constructor_refuse_an_invalid_value(kind: Kind, value: object, problem: str, _: object) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$"):
        compiled(kind)(value)


@pytest.mark.parametrize("kind", [WORDS, DIGITS], ids=["words", "shaped"])
@pytest.mark.parametrize(("text", "place"), ILLEGAL)
def test_lines_of_the_constructor_refuse_an_illegal_character(kind: Kind, text: str, place: str) -> None:
    with pytest.raises(Refusal, match=re.escape(place)):
        compiled(kind)(text)


ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.floats(-1, 3)
    | st.text('0w19. ,jGET\n\0"&<é\ud800', max_size=4)
    | st.sampled_from(["GET", "POST", "true", "onEnter", "join", "leave", "Enable"])
    | st.lists(st.sampled_from(["join", "leave", "x", ",", " ", 1]), max_size=3)
    | st.lists(st.sampled_from(["join", "leave"]), max_size=3).map(tuple)
)


@pytest.mark.parametrize(
    "kind",
    [FLAG, PARTICIPANTS, COUNT, ANY_WHOLE, SPEED, METHOD, BEEP, EVENTS, COMMA_EVENTS, HINTS, WORDS, DIGITS],
    ids=lambda kind: kind.allowed[:20],
)
@given(value=ANYTHING)
def test_fast_path_agrees_with_the_check(kind: Kind, value: object) -> None:
    try:
        stored = kind.admit(value)
    except Refusal:
        with pytest.raises(Refusal, match=r"."):
            compiled(kind)(value)
        return

    assert (stored, f' a="{kind.escaped(stored)}"') == compiled(kind)(value)


def test_bare_kind_admits_nothing() -> None:
    with pytest.raises(NotImplementedError, match=r"^$"):
        Kind().admit("x")


def test_bare_kind_has_no_fast_path() -> None:
    assert ("", {}) == Kind().fast("value", "0")


@pytest.mark.parametrize(
    ("kind", "may"),
    [(PARTICIPANTS, False), (SPEED, True), (WORDS, True), (DIGITS, True)],
    ids=["whole", "decimal", "words", "shaped"],
)
def test_kind_says_whether_its_text_may_need_escapes(kind: Kind, may: bool) -> None:
    assert may is kind.may_need_escape
