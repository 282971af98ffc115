"""Refusals: how a value is shown, which word is near, and how a refusal becomes an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import DocumentError, InvalidValue, WrongType
from texml.vocabulary.refusal import Refusal, masked, nearest, shown

NAMES = ("muted", "start_conference_on_enter", "end_conference_on_exit", "max_participants", "wait_url", "wait_method")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(1, "1", id="int"),
        pytest.param("a'b", '"a\'b"', id="text"),
        pytest.param(None, "None", id="none"),
        pytest.param(["x"], "['x']", id="list"),
        pytest.param("\ud800", r"'\ud800'", id="lone surrogate"),
        pytest.param("\x1b[2J\n", r"'\x1b[2J\n'", id="terminal control"),
        pytest.param("x" * 78, f"'{'x' * 78}'", id="80 characters"),
        pytest.param("x" * 79, f"'{'x' * 76}...", id="81 characters"),
        pytest.param("+13125550199", "'+1312***99'", id="phone number"),
        pytest.param("1234567", "'1234***67'", id="seven digits"),
        pytest.param("123456", "'123456'", id="six digits"),
        pytest.param(("+13125550199", "+442079460000"), "('+1312***99', '+4420***00')", id="two phone numbers"),
        pytest.param("sip:+13125550199@example.com", "'sip:+1312***99@example.com'", id="SIP address"),
        pytest.param(13125550199, "1312***99", id="number as int"),
    ],
)
def test_value_is_shown(value: object, text: str) -> None:
    assert text == shown(value)


@given(value=st.text() | st.integers() | st.lists(st.text("0123456789+ ")))
def test_what_is_shown_is_short_and_holds_no_phone_number(value: object) -> None:
    text = shown(value)

    assert len(text) <= 80
    assert max((len(run) for run in "".join(c if c in "0123456789" else " " for c in text).split()), default=0) < 7


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("muted", "muted", id="same"),
        pytest.param("mute", "muted", id="letter missing"),
        pytest.param("MUTED", "muted", id="case"),
        pytest.param("endConferenceOnExit", "end_conference_on_exit", id="camel case"),
        pytest.param("end-conference-on-exit", "end_conference_on_exit", id="hyphens"),
        pytest.param("startConfrenceOnEnter", "start_conference_on_enter", id="camel case, misspelt"),
        pytest.param("waitUrlMethod", "wait_method", id="word of another element"),
        pytest.param("colour", None, id="nothing near"),
        pytest.param("", None, id="empty"),
        pytest.param(7, None, id="not a word"),
        pytest.param(None, None, id="none"),
    ],
)
def test_nearest_word(word: object, near: str | None) -> None:
    assert near == nearest(word, NAMES)


def test_nearest_of_no_words_is_none() -> None:
    assert nearest("muted", ()) is None


def test_words_may_come_from_an_iterator() -> None:
    assert "muted" == nearest("mute", iter(NAMES))


def test_refusal_becomes_the_error_it_names() -> None:
    refusal = Refusal(WrongType, "1 is an int", found=1, allowed="True or False", nearest="True")

    error = refusal.at("Conference", "muted", path="/Response/@muted", line=2)

    assert (
        WrongType,
        {
            "problem": "1 is an int",
            "element": "Conference",
            "attribute": "muted",
            "found": 1,
            "allowed": "True or False",
            "nearest": "True",
            "path": "/Response/@muted",
            "line": 2,
            "column": None,
        },
    ) == (type(error), vars(error))


def test_refusal_of_a_text_names_no_attribute() -> None:
    refusal = Refusal(InvalidValue, "it is wrong", found="x", allowed="y")

    error = refusal.at("Say", None)

    assert "<Say>: it is wrong; allowed: y" == str(error)


def test_refusal_alone_is_not_an_error_of_the_library() -> None:
    assert not isinstance(Refusal(InvalidValue, "it is wrong", found="x", allowed="y"), DocumentError)


def test_refusal_says_its_problem() -> None:
    assert "it is wrong" == str(Refusal(InvalidValue, "it is wrong", found="x", allowed="y"))


def test_phone_numbers_are_masked_wherever_they_stand() -> None:
    assert "call +1415***99 at 12:30" == masked("call +14155550199 at 12:30")
