"""Kinds that are texts of the caller's own: what each admits, refuses, writes and reads back."""

import json
import re
from collections import UserList
from collections.abc import Callable
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import DocumentError, InvalidValue, MissingContent, WrongType
from texml.vocabulary.facts import Pattern
from texml.vocabulary.kinds import FlagOrWords, Items, JsonText, Kind, Shaped, Words
from texml.vocabulary.refusal import Refusal
from texml.writer import escape_attribute

Compiled = Callable[[Kind], Callable[[object], tuple[object, str]]]

WORDS = Words()
POSTAL_CODE = FlagOrWords()
HINTS = Items(",")
DIGITS = Shaped(Pattern("[0-9w]*", "digits and w"))
PATH = Shaped(Pattern("/[a-z&]*", "a path", shortcut="{0} == '/'"))
JSON = JsonText()


class Name(str):
    """A text of one's own type."""

    __slots__ = ()


class Verb(StrEnum):
    """A word with a name that is not the word."""

    FETCH = "GET"


ADMITTED = [
    pytest.param(WORDS, "a", "a", "a", id="words"),
    pytest.param(WORDS, " a\n", " a\n", " a\n", id="words, spaces kept"),
    pytest.param(WORDS, Name("a"), "a", "a", id="words, subclass"),
    pytest.param(WORDS, Verb.FETCH, "GET", "GET", id="words, enum"),
    pytest.param(WORDS, "\t\r\x7f\x85\ufffd\U0010ffff.", "\t\r\x7f\x85\ufffd\U0010ffff.", None, id="words, rare"),
    pytest.param(POSTAL_CODE, True, "true", "true", id="flag or words, True"),
    pytest.param(POSTAL_CODE, False, "false", "false", id="flag or words, False"),
    pytest.param(POSTAL_CODE, "true", "true", "true", id="flag or words, word true"),
    pytest.param(POSTAL_CODE, "94105", "94105", "94105", id="flag or words, words"),
    pytest.param(POSTAL_CODE, Name("94105"), "94105", "94105", id="flag or words, subclass"),
    pytest.param(HINTS, "one", ("one",), "one", id="items, one"),
    pytest.param(HINTS, ["one two", "three"], ("one two", "three"), "one two,three", id="items, list"),
    pytest.param(HINTS, UserList(["a", "b"]), ("a", "b"), "a,b", id="items, other sequence"),
    pytest.param(HINTS, (" one ", "é"), (" one ", "é"), " one ,é", id="items, spaces kept"),
    pytest.param(DIGITS, "1w2", "1w2", "1w2", id="shaped"),
    pytest.param(DIGITS, "", "", "", id="shaped, empty"),
    pytest.param(DIGITS, Name("1"), "1", "1", id="shaped, subclass"),
    pytest.param(JSON, {}, "{}", "{}", id="JSON, empty dict"),
    pytest.param(JSON, {"b": 1, "a": [True, None]}, '{"b":1,"a":[true,null]}', None, id="JSON, dict in its order"),
    pytest.param(JSON, {"é": "ß\U0001f600"}, '{"é":"ß\U0001f600"}', None, id="JSON, dict, letters as they are"),
    pytest.param(JSON, {"a": {"b": 1.5}}, '{"a":{"b":1.5}}', None, id="JSON, dict in a dict"),
    pytest.param(JSON, {"a": "\0\t\""}, '{"a":"\\u0000\\t\\""}', None, id="JSON, dict, what JSON escapes"),
    pytest.param(JSON, MappingProxyType({"a": 1}), '{"a":1}', None, id="JSON, other mapping"),
    pytest.param(JSON, '{"a": 1}', '{"a": 1}', '{"a": 1}', id="JSON, text"),
    pytest.param(JSON, ' \n{ "a" :1}\t\r', ' \n{ "a" :1}\t\r', None, id="JSON, text, spaces kept"),
    pytest.param(JSON, '{"a": "\\ud800"}', '{"a": "\\ud800"}', None, id="JSON, text, escape kept"),
    pytest.param(JSON, Name("{}"), "{}", "{}", id="JSON, subclass"),
]  # fmt: skip

WORDS_ALLOWED = "a text that is not blank"
POSTAL_ALLOWED = "True or False, or a text that is not blank"
HINTS_ALLOWED = "one or several texts without ','"
JSON_ALLOWED = "a JSON object: a dict, or text such as '{\"a\": 1}'"

REFUSED = [
    pytest.param(WORDS, None, WrongType, "None is not a value", WORDS_ALLOWED, None, id="words, None"),
    pytest.param(WORDS, 1, WrongType, "1 is an int", WORDS_ALLOWED, None, id="words, int"),
    pytest.param(WORDS, True, WrongType, "True is a bool", WORDS_ALLOWED, None, id="words, True"),
    pytest.param(WORDS, b"a", WrongType, "b'a' is a bytes", WORDS_ALLOWED, None, id="words, bytes"),
    pytest.param(WORDS, "", MissingContent, "'' is blank", WORDS_ALLOWED, None, id="words, empty"),
    pytest.param(WORDS, " \t\r\n", MissingContent, "' \\t\\r\\n' is blank", WORDS_ALLOWED, None, id="words, blank"),
    pytest.param(WORDS, "\xa0\u3000", MissingContent, "'\\xa0\\u3000' is blank", WORDS_ALLOWED, None, id="words, wide"),
    pytest.param(POSTAL_CODE, 1, WrongType, "1 is an int", POSTAL_ALLOWED, None, id="flag or words, 1"),
    pytest.param(POSTAL_CODE, 0, WrongType, "0 is an int", POSTAL_ALLOWED, None, id="flag or words, 0"),
    pytest.param(POSTAL_CODE, 94105, WrongType, "94105 is an int", POSTAL_ALLOWED, None, id="flag or words, number"),
    pytest.param(POSTAL_CODE, None, WrongType, "None is not a value", POSTAL_ALLOWED, None, id="flag or words, None"),
    pytest.param(POSTAL_CODE, " ", MissingContent, "' ' is blank", POSTAL_ALLOWED, None, id="flag or words, blank"),
    pytest.param(HINTS, {"a"}, WrongType, "{'a'} is a set", HINTS_ALLOWED, None, id="items, set"),
    pytest.param(HINTS, (1,), WrongType, "1 is an int", WORDS_ALLOWED, None, id="items, int in a list"),
    pytest.param(
        HINTS, [], InvalidValue, "the list is empty", f"{HINTS_ALLOWED}; leave it out for none", None, id="items, none"
    ),
    pytest.param(
        HINTS, "one, two", InvalidValue, "'one, two' is not allowed", HINTS_ALLOWED, ("one", "two"), id="items, joined"
    ),
    pytest.param(HINTS, "", MissingContent, "'' is blank", WORDS_ALLOWED, None, id="items, empty"),
    pytest.param(HINTS, ("one", " "), MissingContent, "' ' is blank", WORDS_ALLOWED, None, id="items, one blank"),
    pytest.param(DIGITS, 12, WrongType, "12 is an int", "digits and w", None, id="shaped, int"),
    pytest.param(DIGITS, None, WrongType, "None is not a value", "digits and w", None, id="shaped, None"),
    pytest.param(DIGITS, "1 2", InvalidValue, "'1 2' is not allowed", "digits and w", None, id="shaped"),
    pytest.param(DIGITS, "1\n", InvalidValue, "'1\\n' is not allowed", "digits and w", None, id="shaped, line feed"),
    pytest.param(JSON, None, WrongType, "None is not a value", JSON_ALLOWED, None, id="JSON, None"),
    pytest.param(JSON, 1, WrongType, "1 is an int", JSON_ALLOWED, None, id="JSON, int"),
    pytest.param(JSON, [("a", 1)], WrongType, "[('a', 1)] is a list", JSON_ALLOWED, None, id="JSON, list of pairs"),
    pytest.param(JSON, b"{}", WrongType, "b'{}' is a bytes", JSON_ALLOWED, None, id="JSON, bytes"),
    *(
        pytest.param(JSON, text, InvalidValue, f"{text!r} is not allowed", JSON_ALLOWED, None, id=f"JSON, text {name}")
        for name, text in {
            "empty": "",
            "blank": " ",
            "word": "a",
            "list": "[1]",
            "number": "1",
            "string": '"a"',
            "null": "null",
            "cut off": '{"a": 1',
            "two objects": "{}{}",
            "bare name": "{a: 1}",
            "quotes of Python": "{'a': 1}",
            "comma at the end": '{"a": 1,}',
            "comment": "{} // a",
            "line feed in a string": '{"a": "\n"}',
            "no-break space": "\u00a0{}",
            "not a number": '{"a": NaN}',
            "infinity": '{"a": -Infinity}',
        }.items()
    ),
]

ILLEGAL = ["a\0b", "\x1b[2J", "\ud800", "\udfff", "a\ufffe", "\uffff"]

# What json says of each differs between the versions of Python.
NO_JSON = {
    "object": {"a": object()},
    "set": {"a": {1}},
    "bytes": {"a": b"b"},
    "pair as a name": {(1, 2): 3},
    "not a number": {"a": float("nan")},
    "infinity": {"a": float("inf")},
}

READ = [
    pytest.param(WORDS, " a ", " a ", id="words"),
    pytest.param(POSTAL_CODE, "true", "true", id="flag or words, true"),
    pytest.param(POSTAL_CODE, "True", "True", id="flag or words, words"),
    pytest.param(HINTS, "one, two", ("one", " two"), id="items"),
    pytest.param(HINTS, "one two", ("one two",), id="items, one"),
    pytest.param(DIGITS, "1w", "1w", id="shaped"),
    pytest.param(JSON, '{"a": {}}', '{"a": {}}', id="JSON"),
]

UNREADABLE = [
    pytest.param(WORDS, " ", MissingContent, "' ' is blank", WORDS_ALLOWED, id="words, blank"),
    pytest.param(POSTAL_CODE, "", MissingContent, "'' is blank", POSTAL_ALLOWED, id="flag or words, empty"),
    pytest.param(HINTS, "one,,two", MissingContent, "'' is blank", WORDS_ALLOWED, id="items, gap"),
    pytest.param(HINTS, "one,", MissingContent, "'' is blank", WORDS_ALLOWED, id="items, comma at the end"),
    pytest.param(HINTS, "", MissingContent, "'' is blank", WORDS_ALLOWED, id="items, empty"),
    pytest.param(DIGITS, "x", InvalidValue, "'x' is not allowed", "digits and w", id="shaped"),
    pytest.param(JSON, "[]", InvalidValue, "'[]' is not allowed", JSON_ALLOWED, id="JSON, list"),
]

_LEGAL = st.text(" aé\t\n\r\"'&<>{}", max_size=9)
_OBJECTS = st.dictionaries(_LEGAL, st.none() | st.booleans() | st.integers() | _LEGAL | st.lists(_LEGAL), max_size=3)

# Fits each kind to a strategy of what it takes.
ROUND_TRIPS = [
    pytest.param(WORDS, _LEGAL.map("{}x".format), id="words"),
    pytest.param(POSTAL_CODE, st.booleans() | _LEGAL.map("{}x".format), id="flag or words"),
    pytest.param(HINTS, st.lists(_LEGAL.map("{}x".format), min_size=1), id="items"),
    pytest.param(DIGITS, st.text("0123456789w"), id="shaped"),
    pytest.param(JSON, _OBJECTS | _OBJECTS.map(json.dumps), id="JSON"),
]

ATTRIBUTES = [
    pytest.param(WORDS, "plain", ' a="plain"', id="words"),
    pytest.param(WORDS, "a & b", ' a="a &amp; b"', id="words, ampersand"),
    pytest.param(WORDS, "a < b", ' a="a &lt; b"', id="words, bracket"),
    pytest.param(WORDS, 'a "b"', ' a="a &quot;b&quot;"', id="words, quotes"),
    pytest.param(WORDS, "a\tb", ' a="a&#9;b"', id="words, tab"),
    pytest.param(WORDS, Name("<"), ' a="&lt;"', id="words, subclass"),
    pytest.param(POSTAL_CODE, True, ' a="true"', id="flag or words, True"),
    pytest.param(POSTAL_CODE, "a & b", ' a="a &amp; b"', id="flag or words, ampersand"),
    pytest.param(HINTS, ("a", "b & c"), ' a="a,b &amp; c"', id="items"),
    pytest.param(DIGITS, "1w", ' a="1w"', id="shaped"),
    pytest.param(DIGITS, "", ' a=""', id="shaped, empty"),
    pytest.param(PATH, "/", ' a="/"', id="shaped, shortcut"),
    pytest.param(PATH, "/a&b", ' a="/a&amp;b"', id="shaped, beside the shortcut"),
    pytest.param(JSON, {"a": "<"}, ' a="{&quot;a&quot;:&quot;&lt;&quot;}"', id="JSON, dict"),
    pytest.param(JSON, "{\n}", ' a="{&#10;}"', id="JSON, text"),
]

ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.text('0w9. ,/a{}:1\n\0"&<é\ud800', max_size=5)
    | st.sampled_from(["a", "GET", "1", "true", "{}", Name("a"), Name("1"), Name("{}"), Verb.FETCH])
    | st.lists(st.sampled_from(["a", "b c", Name("a"), ",", " ", 1]), max_size=3)
    | st.lists(st.sampled_from(["a", Name("a")]), max_size=2).map(tuple)
    | st.dictionaries(st.text("a\ud800", max_size=1), st.integers() | st.floats(), max_size=2)
)


@pytest.mark.parametrize(("kind", "value", "stored", "_"), ADMITTED)
def test_value_is_admitted(kind: Kind, value: object, stored: object, _: str | None) -> None:
    admitted = kind.admit(value)

    assert (type(stored), stored) == (type(admitted), admitted)


@pytest.mark.parametrize(("kind", "value", "stored", "wire"), ADMITTED)
def test_stored_value_has_a_wire_text(kind: Kind, value: object, stored: object, wire: str | None) -> None:
    assert (stored if wire is None else wire) == kind.wire(kind.admit(value))


@pytest.mark.parametrize(("kind", "value", "error", "problem", "allowed", "near"), REFUSED)
def test_value_is_refused(
    kind: Kind, value: object, error: type[DocumentError], problem: str, allowed: str, near: Any
) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (error, allowed, near) == (caught.value.error, caught.value.allowed, caught.value.nearest)


@pytest.mark.parametrize("kind", [WORDS, POSTAL_CODE, DIGITS], ids=["words", "flag or words", "shaped"])
@pytest.mark.parametrize("text", ILLEGAL, ids=ascii)
def test_character_that_xml_cannot_carry_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(Refusal, match="cannot stand in XML") as caught:
        kind.admit(text)

    assert InvalidValue is caught.value.error


def test_illegal_character_in_an_item_is_refused() -> None:
    with pytest.raises(Refusal, match=r"character U\+0000 at index 1 cannot stand in XML"):
        HINTS.admit(["one", "t\0wo"])


@pytest.mark.parametrize("value", [{"a": "\ud800"}, {"\ufffe": 1}, '{"a": "\uffff"}'], ids=["value", "name", "text"])
def test_illegal_character_in_json_is_refused(value: object) -> None:
    with pytest.raises(Refusal, match="cannot stand in XML"):
        JSON.admit(value)


@pytest.mark.parametrize("value", NO_JSON.values(), ids=NO_JSON)
def test_mapping_without_json_is_refused(value: object) -> None:
    with pytest.raises(Refusal, match="has no JSON: ") as caught:
        JSON.admit(value)

    assert (InvalidValue, value, JSON_ALLOWED) == (caught.value.error, caught.value.found, caught.value.allowed)


def test_mapping_that_holds_itself_is_refused() -> None:
    circle: dict[str, object] = {}
    circle["circle"] = circle

    with pytest.raises(Refusal, match="has no JSON: "):
        JSON.admit(circle)


def test_mapping_nested_too_deep_is_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"a": deep}

    with pytest.raises(Refusal, match="has no JSON: "):
        JSON.admit(deep)


def test_json_text_nested_too_deep_is_refused() -> None:
    with pytest.raises(Refusal, match="is not allowed"):
        JSON.admit('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}")


@given(value=_OBJECTS)
def test_json_of_a_mapping_says_the_same(value: dict[str, object]) -> None:
    assert value == json.loads(JSON.admit(value))


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_wire_text_is_read(kind: Kind, text: str, value: object) -> None:
    read = kind.read(text)

    assert (type(value), value) == (type(read), read)


@pytest.mark.parametrize(("kind", "text", "error", "problem", "allowed"), UNREADABLE)
def test_wire_text_is_refused(kind: Kind, text: str, error: type[DocumentError], problem: str, allowed: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.read(text)

    assert (error, allowed) == (caught.value.error, caught.value.allowed)


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


@pytest.mark.parametrize("kind", [WORDS, POSTAL_CODE, DIGITS], ids=["words", "flag or words", "shaped"])
@pytest.mark.parametrize("text", ILLEGAL, ids=ascii)
def test_lines_of_the_constructor_refuse_an_illegal_character(kind: Kind, text: str, compiled: Compiled) -> None:
    with pytest.raises(Refusal, match="cannot stand in XML"):
        compiled(kind)(text)


@pytest.mark.parametrize(
    "kind",
    [WORDS, POSTAL_CODE, HINTS, DIGITS, PATH, JSON],
    ids=["words", "flag or words", "items", "shaped", "shaped with a shortcut", "JSON"],
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


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        pytest.param("anna@example.com", "sip:anna@example.com", id="missing"),
        pytest.param("https://example.com", "sip:example.com", id="another"),
        pytest.param("+13125550100@example.com", "sip:+1312***00@example.com", id="phone number is masked"),
        pytest.param("anna @example.com", None, id="not all that it lacks"),
    ],
)
def test_text_that_lacks_its_scheme_is_shown_with_it(value: str, meant: str | None) -> None:
    kind = Shaped(Pattern("sip:[^ ]+", "a SIP URI", scheme="sip:"))

    with pytest.raises(Refusal) as caught:
        kind.admit(value)

    assert meant == caught.value.nearest
