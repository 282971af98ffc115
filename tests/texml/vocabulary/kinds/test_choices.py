"""Kinds with a closed set: what each admits, refuses, writes and reads back."""

import re
from collections import UserList
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import DocumentError, InvalidValue, WrongType
from texml.vocabulary.kinds import Choice, Choices, Flag, Kind
from texml.vocabulary.refusal import Refusal
from texml.writer import escape_attribute

Compiled = Callable[[Kind], Callable[[object], tuple[object, str]]]

FLAG = Flag()
METHOD = Choice(("GET", "POST"))
BEEP = Choice(("true", "false", "onEnter"))
ONE_WORD = Choice(("Enable",))
REGION = Choice(("US", "Middle East"))
EVENTS = Choices(("join", "leave", "speaker"), " ")
COMMA_EVENTS = Choices(("join", "leave"), ",")


class Name(str):
    """A text of one's own type."""

    __slots__ = ()


class Verb(StrEnum):
    """A word with a name that is not the word."""

    FETCH = "GET"


ADMITTED = [
    pytest.param(FLAG, True, True, "true", id="flag, true"),
    pytest.param(FLAG, False, False, "false", id="flag, false"),
    pytest.param(METHOD, "GET", "GET", "GET", id="choice"),
    pytest.param(METHOD, Name("GET"), "GET", "GET", id="choice, subclass"),
    pytest.param(METHOD, Verb.FETCH, "GET", "GET", id="choice, enum"),
    pytest.param(REGION, "Middle East", "Middle East", "Middle East", id="choice, space in a word"),
    pytest.param(BEEP, True, "true", "true", id="choice, True"),
    pytest.param(BEEP, False, "false", "false", id="choice, False"),
    pytest.param(BEEP, "true", "true", "true", id="choice, word true"),
    pytest.param(BEEP, "onEnter", "onEnter", "onEnter", id="choice, word beside the flags"),
    pytest.param(EVENTS, "join", ("join",), "join", id="choices, one"),
    pytest.param(EVENTS, ("leave", "join"), ("leave", "join"), "leave join", id="choices, order kept"),
    pytest.param(EVENTS, ["join"], ("join",), "join", id="choices, list"),
    pytest.param(EVENTS, UserList(["join", "leave"]), ("join", "leave"), "join leave", id="choices, other sequence"),
    pytest.param(EVENTS, ("join", "join"), ("join", "join"), "join join", id="choices, twice"),
    pytest.param(EVENTS, (Name("join"),), ("join",), "join", id="choices, subclass"),
    pytest.param(COMMA_EVENTS, ("join", "leave"), ("join", "leave"), "join,leave", id="choices, comma"),
]

EVENTS_ALLOWED = "one or several of 'join', 'leave' or 'speaker'"
EVENT_ALLOWED = "'join', 'leave' or 'speaker'"
BEEP_ALLOWED = "'true', 'false' or 'onEnter', or True and False"
BEEP_READ = "'true', 'false' or 'onEnter'"

REFUSED = [
    pytest.param(FLAG, 1, WrongType, "1 is an int", "True or False", None, id="flag, 1"),
    pytest.param(FLAG, 0, WrongType, "0 is an int", "True or False", None, id="flag, 0"),
    pytest.param(FLAG, "true", WrongType, "'true' is a str", "True or False", None, id="flag, text"),
    pytest.param(FLAG, None, WrongType, "None is not a value", "True or False", None, id="flag, None"),
    pytest.param(METHOD, True, WrongType, "True is a bool", "'GET' or 'POST'", None, id="choice without flags, True"),
    pytest.param(METHOD, b"GET", WrongType, "b'GET' is a bytes", "'GET' or 'POST'", None, id="choice, bytes"),
    pytest.param(METHOD, ["GET"], WrongType, "['GET'] is a list", "'GET' or 'POST'", None, id="choice, list"),
    pytest.param(METHOD, "get", InvalidValue, "'get' is not allowed", "'GET' or 'POST'", "GET", id="choice, case"),
    pytest.param(METHOD, "POTS", InvalidValue, "'POTS' is not allowed", "'GET' or 'POST'", "POST", id="choice, typo"),
    pytest.param(METHOD, "DELETE", InvalidValue, "'DELETE' is not allowed", "'GET' or 'POST'", None, id="choice, far"),
    pytest.param(METHOD, "", InvalidValue, "'' is not allowed", "'GET' or 'POST'", None, id="choice, empty"),
    pytest.param(METHOD, "GET ", InvalidValue, "'GET ' is not allowed", "'GET' or 'POST'", "GET", id="choice, space"),
    pytest.param(BEEP, 1, WrongType, "1 is an int", BEEP_ALLOWED, None, id="choice with flags, 1"),
    pytest.param(
        BEEP, "onenter", InvalidValue, "'onenter' is not allowed", BEEP_ALLOWED, "onEnter", id="choice with flags, case"
    ),
    pytest.param(ONE_WORD, 1, WrongType, "1 is an int", "'Enable'", None, id="choice of one word"),
    pytest.param(EVENTS, {"join"}, WrongType, "{'join'} is a set", EVENTS_ALLOWED, None, id="choices, set"),
    pytest.param(EVENTS, {"join": 1}, WrongType, "{'join': 1} is a dict", EVENTS_ALLOWED, None, id="choices, dict"),
    pytest.param(EVENTS, 1, WrongType, "1 is an int", EVENTS_ALLOWED, None, id="choices, int"),
    pytest.param(EVENTS, None, WrongType, "None is not a value", EVENTS_ALLOWED, None, id="choices, None"),
    pytest.param(EVENTS, ("join", 1), WrongType, "1 is an int", EVENT_ALLOWED, None, id="choices, int in a list"),
    pytest.param(
        EVENTS,
        [["join"]],
        WrongType,
        "['join'] is a list",
        EVENT_ALLOWED,
        None,
        id="choices, list in a list",
    ),
    pytest.param(
        EVENTS,
        (),
        InvalidValue,
        "the list is empty",
        f"{EVENTS_ALLOWED}; leave it out for none",
        None,
        id="choices, none",
    ),
    pytest.param(
        EVENTS,
        ("join", "leaves"),
        InvalidValue,
        "'leaves' is not allowed",
        EVENT_ALLOWED,
        "leave",
        id="choices, typo",
    ),
    pytest.param(EVENTS, "", InvalidValue, "'' is not allowed", EVENT_ALLOWED, None, id="choices, empty text"),
    pytest.param(
        EVENTS,
        "join leave",
        InvalidValue,
        "'join leave' is several words in one",
        EVENTS_ALLOWED,
        ("join", "leave"),
        id="choices, joined",
    ),
    pytest.param(
        COMMA_EVENTS,
        ["join,leave"],
        InvalidValue,
        "'join,leave' is several words in one",
        "one or several of 'join' or 'leave'",
        ("join", "leave"),
        id="choices, joined in a list",
    ),
]

READ = [
    pytest.param(FLAG, "true", True, id="flag, true"),
    pytest.param(FLAG, "false", False, id="flag, false"),
    pytest.param(METHOD, "POST", "POST", id="choice"),
    pytest.param(BEEP, "true", "true", id="choice, word true"),
    pytest.param(EVENTS, "join leave", ("join", "leave"), id="choices"),
    pytest.param(EVENTS, " join \n\tleave\r", ("join", "leave"), id="choices, more white space"),
    pytest.param(COMMA_EVENTS, "join,leave", ("join", "leave"), id="choices, comma"),
]

UNREADABLE = [
    pytest.param(FLAG, "True", "'True' is not allowed", "true or false", "true", id="flag, case"),
    pytest.param(FLAG, "1", "'1' is not allowed", "true or false", None, id="flag, number"),
    pytest.param(FLAG, "", "'' is not allowed", "true or false", None, id="flag, empty"),
    pytest.param(METHOD, "post", "'post' is not allowed", "'GET' or 'POST'", "POST", id="choice, case"),
    pytest.param(BEEP, "OnEnter", "'OnEnter' is not allowed", BEEP_READ, "onEnter", id="choice with flags"),
    pytest.param(EVENTS, "start,stop", "'start,stop' is not allowed", EVENT_ALLOWED, None, id="choices, comma"),
    pytest.param(
        EVENTS,
        "join\u00a0leave",
        "'join\\xa0leave' is not allowed",
        EVENT_ALLOWED,
        "leave",
        id="choices, no-break space",
    ),
    pytest.param(
        EVENTS, "", "the list is empty", f"{EVENTS_ALLOWED}; leave it out for none", None, id="choices, empty"
    ),
    pytest.param(
        EVENTS, " \n", "the list is empty", f"{EVENTS_ALLOWED}; leave it out for none", None, id="choices, blank"
    ),
    pytest.param(COMMA_EVENTS, "join,", "'' is not allowed", "'join' or 'leave'", None, id="choices, comma at the end"),
]

# Fits each kind to a strategy of what it takes.
ROUND_TRIPS = [
    pytest.param(FLAG, st.booleans(), id="flag"),
    pytest.param(METHOD, st.sampled_from(METHOD.words), id="choice"),
    pytest.param(BEEP, st.booleans() | st.sampled_from(BEEP.words), id="choice with flags"),
    pytest.param(EVENTS, st.lists(st.sampled_from(EVENTS.words), min_size=1), id="choices"),
    pytest.param(COMMA_EVENTS, st.lists(st.sampled_from(COMMA_EVENTS.words), min_size=1), id="choices, comma"),
]

ATTRIBUTES = [
    pytest.param(FLAG, True, ' a="true"', id="flag, true"),
    pytest.param(FLAG, False, ' a="false"', id="flag, false"),
    pytest.param(METHOD, "GET", ' a="GET"', id="choice"),
    pytest.param(METHOD, Verb.FETCH, ' a="GET"', id="choice, enum"),
    pytest.param(Choice(("a&b", "c")), "a&b", ' a="a&amp;b"', id="choice, escaped"),
    pytest.param(BEEP, True, ' a="true"', id="choice, True"),
    pytest.param(EVENTS, ("join", "leave"), ' a="join leave"', id="choices, tuple"),
    pytest.param(EVENTS, ["join", "leave"], ' a="join leave"', id="choices, list"),
    pytest.param(EVENTS, "join", ' a="join"', id="choices, one"),
]

ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["GET", "POST", "true", "onEnter", "join", "leave", "Enable", "US", ""])
    | st.lists(st.sampled_from(["join", "leave", "x", ",", " ", 1]), max_size=3)
    | st.lists(st.sampled_from(["join", "leave", Name("join")]), max_size=3).map(tuple)
    | st.sampled_from([Name("GET"), Verb.FETCH])
)


@pytest.mark.parametrize(("kind", "value", "stored", "_"), ADMITTED)
def test_value_is_admitted(kind: Kind, value: object, stored: object, _: str) -> None:
    admitted = kind.admit(value)

    assert (type(stored), stored) == (type(admitted), admitted)


@pytest.mark.parametrize(("kind", "value", "_", "wire"), ADMITTED)
def test_stored_value_has_a_wire_text(kind: Kind, value: object, _: object, wire: str) -> None:
    assert wire == kind.wire(kind.admit(value))


@pytest.mark.parametrize(("kind", "value", "error", "problem", "allowed", "near"), REFUSED)
def test_value_is_refused(
    kind: Kind, value: object, error: type[DocumentError], problem: str, allowed: str, near: Any
) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (error, allowed, near) == (caught.value.error, caught.value.allowed, caught.value.nearest)


def test_refusal_carries_the_word_found() -> None:
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


@pytest.mark.parametrize(("kind", "value", "markup"), ATTRIBUTES)
def test_lines_of_the_constructor_write_the_attribute(
    kind: Kind, value: object, markup: str, compiled: Compiled
) -> None:
    assert (kind.admit(value), markup) == compiled(kind)(value)


@pytest.mark.parametrize(("kind", "value", "error", "problem", "_allowed", "_near"), REFUSED)
def test_lines_of_the_constructor_refuse_the_same(
    kind: Kind, value: object, error: type, problem: str, _allowed: str, _near: object, compiled: Compiled
) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        compiled(kind)(value)

    assert error is caught.value.error


@pytest.mark.parametrize(
    "kind", [FLAG, METHOD, BEEP, ONE_WORD, REGION, EVENTS, COMMA_EVENTS], ids=lambda kind: kind.allowed
)
@given(values=st.lists(ANYTHING, max_size=6))
def test_lines_of_the_constructor_agree_with_the_check_whatever_came_before(
    kind: Kind, values: list[object], compiled: Compiled
) -> None:
    write = compiled(kind)
    for value in values:
        try:
            stored = kind.admit(value)
        except Refusal:
            with pytest.raises(Refusal, match=r"."):
                write(value)
        else:
            written, markup = write(value)
            assert (type(stored), stored, f' a="{escape_attribute(kind.wire(stored))}"') == (
                type(written),
                written,
                markup,
            )
