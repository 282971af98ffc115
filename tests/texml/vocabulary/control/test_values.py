"""Values of arguments: what is taken, how it is stored, and what is said of the rest."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import InvalidValue, MissingContent, WrongType
from texml.vocabulary.control.values import (
    Base64,
    Flexible,
    FreeText,
    Moment,
    NumberChoice,
    Object,
    OneOf,
    Several,
    ShapedText,
    Spaced,
)
from texml.vocabulary.facts import Pattern
from texml.vocabulary.kinds import Choice, Kind, Whole
from texml.vocabulary.refusal import Refusal

LOOP = OneOf(Whole(1, 100), Choice(("infinity",)))
DIGITS = ShapedText(Pattern("[0-9]+", "digits"), longest=3)
EAST = timezone(timedelta(hours=2))

TAKEN = [
    (FreeText(), "hé\x01", "hé\x01"),
    (FreeText(longest=2), "ab", "ab"),
    (FreeText(may_be_blank=True), "", ""),
    (DIGITS, "123", "123"),
    (Base64(), b"hello", "aGVsbG8="),
    (Base64(), bytearray(b"hello"), "aGVsbG8="),
    (Base64(), {"a": 1}, "eyJhIjoxfQ=="),
    (Base64(), "aGVsbG8=", "aGVsbG8="),
    (Base64(), "", ""),
    (NumberChoice((8000, 16000)), 8000, 8000),
    (Moment(), "2026-11-25", "2026-11-25"),
    (Moment(), datetime(2026, 11, 25, 20, 0, 0, 123456, tzinfo=UTC), "2026-11-25T20:00:00.123Z"),
    (Moment(), datetime(2026, 11, 25, 20, 0, 0, tzinfo=EAST), "2026-11-25T18:00:00.000Z"),
    (Several(FreeText()), "a", ("a",)),
    (Several(FreeText()), ["a", "b"], ("a", "b")),
    (Spaced(" "), ["initiated", "answered"], "initiated answered"),
    (Spaced(" "), "initiated answered", "initiated answered"),
    (Object(), {"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}),
    (LOOP, 3, 3),
    (LOOP, "infinity", "infinity"),
    (Flexible(), "a", "a"),
    (Flexible(), ["a"], ("a",)),
]

REFUSED = [
    (FreeText(), 1, WrongType, "1 is an int"),
    (FreeText(), "", MissingContent, "'' is blank"),
    (FreeText(), " \n", MissingContent, "is blank"),
    (FreeText(longest=2), "abc", InvalidValue, "the text has 3 characters"),
    (FreeText(), "a\ud800", InvalidValue, "half a character, U+D800 at index 1, cannot be sent"),
    (DIGITS, "12a", InvalidValue, "'12a' is not allowed"),
    (DIGITS, 12, WrongType, "12 is an int"),
    (DIGITS, "1234", InvalidValue, "the text has 4 characters"),
    (Base64(), "hello", InvalidValue, "'hello' is not Base64"),
    (Base64(), "aGVsbG8", InvalidValue, "is not Base64"),
    (Base64(), "aGVs\nbG8=", InvalidValue, "is not Base64"),
    (Base64(), "é", InvalidValue, "is not Base64"),
    (Base64(), 1, WrongType, "1 is an int"),
    (Base64(), {"a": object()}, InvalidValue, "the dict has no JSON"),
    (Base64(), {"a": float("nan")}, InvalidValue, "the dict has no JSON"),
    (NumberChoice((8000,)), 8001, InvalidValue, "8001 is not allowed"),
    (NumberChoice((1,)), True, WrongType, "True is a bool"),
    (Moment(), datetime(2026, 11, 25), InvalidValue, "the datetime does not know its zone"),  # noqa: DTZ001
    (Moment(), 1, WrongType, "1 is an int"),
    (Moment(), "", MissingContent, "is blank"),
    (Several(FreeText()), [], InvalidValue, "the list is empty"),
    (Several(FreeText()), {"a"}, WrongType, "is a set"),
    (Several(FreeText()), b"a", WrongType, "is a bytes"),
    (Several(FreeText()), ["a", 1], WrongType, "1 is an int"),
    (Spaced(" "), [], InvalidValue, "the list is empty"),
    (Object(), "a", WrongType, "'a' is a str"),
    (Object(), {"a": {1, 2}}, InvalidValue, "the dict has no JSON"),
    (LOOP, 0, InvalidValue, "0 is not allowed"),
    (LOOP, "forever", InvalidValue, "'forever' is not allowed"),
    (LOOP, 1.5, WrongType, "1.5 is a float"),
    (Flexible(), [], InvalidValue, "the list is empty"),
]


@pytest.mark.parametrize(("kind", "value", "stored"), TAKEN)
def test_value_is_taken(kind: Kind, value: Any, stored: Any) -> None:
    assert stored == kind.admit(value)


@pytest.mark.parametrize(("kind", "value", "error", "problem"), REFUSED)
def test_value_is_refused_with_the_reason(kind: Kind, value: Any, error: type[Exception], problem: str) -> None:
    with pytest.raises(Refusal) as caught:
        kind.admit(value)

    assert error is caught.value.error
    assert problem in caught.value.problem
    assert caught.value.allowed


def test_text_that_is_no_base64_is_shown_encoded() -> None:
    with pytest.raises(Refusal) as caught:
        Base64().admit("hello")

    assert "aGVsbG8=" == caught.value.nearest


def test_empty_list_says_what_leaving_it_out_means() -> None:
    # An empty list of participants means everybody to the platform (page: call_control_ids of mute).
    with pytest.raises(Refusal) as caught:
        Several(FreeText()).admit([])

    assert caught.value.allowed.endswith("leave it out for what the platform does without it")


def test_object_is_a_copy_that_does_not_change() -> None:
    given = {"a": [1]}

    stored: Mapping[str, Any] = Object().admit(given)
    given["a"].append(2)

    assert {"a": [1]} == stored
    with pytest.raises(TypeError):
        stored["b"] = 1  # type: ignore[index]


@given(st.binary())
def test_bytes_come_back_from_base64(value: bytes) -> None:
    encoded = Base64().admit(value)

    assert encoded == Base64().admit(encoded)


@given(st.text())
def test_any_text_is_taken_or_refused(value: str) -> None:
    try:
        assert value == FreeText().admit(value)
    except Refusal:
        assert not value.strip() or any("\ud800" <= character <= "\udfff" for character in value)
