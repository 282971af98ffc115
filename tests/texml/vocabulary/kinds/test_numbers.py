"""Kinds that are numbers: what each admits, refuses, writes and reads back."""

import re
from collections.abc import Callable
from enum import IntEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import DocumentError, InvalidValue, WrongType
from texml.vocabulary.kinds import Decimal, Kind, Numbers, Whole
from texml.vocabulary.refusal import Refusal
from texml.writer import escape_attribute

Compiled = Callable[[Kind], Callable[[object], tuple[object, str]]]

PARTICIPANTS = Whole(2, 250)
COUNT = Whole(0, None)
ANY_WHOLE = Whole(None, None)
SESSION = Whole(90, 14440, (0,))
ATTEMPTS = Numbers(Whole(1, 3), " ")
COMMA_NUMBERS = Numbers(SESSION, ",")
SPEED = Decimal(0.1, 2.0)
LEVEL = Decimal(0, 100)
ANY_DECIMAL = Decimal(None, None)


class Count(int):
    """A number of one's own type."""


class Rate(float):
    """A float of one's own type."""


class Size(IntEnum):
    """A number with a name."""

    PAIR = 2


ADMITTED = [
    pytest.param(PARTICIPANTS, 2, 2, "2", id="whole, lowest"),
    pytest.param(PARTICIPANTS, 250, 250, "250", id="whole, highest"),
    pytest.param(PARTICIPANTS, Count(7), 7, "7", id="whole, subclass"),
    pytest.param(PARTICIPANTS, Size.PAIR, 2, "2", id="whole, enum"),
    pytest.param(COUNT, 0, 0, "0", id="whole, no upper bound, lowest"),
    pytest.param(COUNT, 10**17, 10**17, "1" + "0" * 17, id="whole, no upper bound, large"),
    pytest.param(ANY_WHOLE, -3, -3, "-3", id="whole, no bounds"),
    pytest.param(SESSION, 90, 90, "90", id="whole and another, lowest"),
    pytest.param(SESSION, 14440, 14440, "14440", id="whole and another, highest"),
    pytest.param(SESSION, 0, 0, "0", id="whole and another, the other"),
    pytest.param(SESSION, Count(0), 0, "0", id="whole and another, subclass"),
    pytest.param(ATTEMPTS, 1, (1,), "1", id="numbers, one"),
    pytest.param(ATTEMPTS, (3, 1), (3, 1), "3 1", id="numbers, order kept"),
    pytest.param(ATTEMPTS, [1, 1, 2, 3], (1, 1, 2, 3), "1 1 2 3", id="numbers, list, one twice"),
    pytest.param(ATTEMPTS, range(1, 4), (1, 2, 3), "1 2 3", id="numbers, range"),
    pytest.param(ATTEMPTS, Size.PAIR, (2,), "2", id="numbers, enum"),
    pytest.param(COMMA_NUMBERS, (0, 90), (0, 90), "0,90", id="numbers, comma"),
    pytest.param(SPEED, 0.1, 0.1, "0.1", id="decimal, lowest"),
    pytest.param(SPEED, 2, 2.0, "2.0", id="decimal, highest, int"),
    pytest.param(SPEED, 1.5, 1.5, "1.5", id="decimal"),
    pytest.param(SPEED, Rate(1.5), 1.5, "1.5", id="decimal, subclass"),
    pytest.param(SPEED, 0.1 + 0.2, 0.30000000000000004, "0.30000000000000004", id="decimal, 17 digits"),
    pytest.param(LEVEL, 0, 0.0, "0.0", id="decimal, zero"),
    pytest.param(LEVEL, 100, 100.0, "100.0", id="decimal, whole bounds"),
    pytest.param(ANY_DECIMAL, 0.00001, 0.00001, "0.00001", id="decimal, small"),
]

PARTICIPANTS_ALLOWED = "a whole number from 2 to 250"
SESSION_ALLOWED = "a whole number from 90 to 14440, or 0"
ATTEMPTS_ALLOWED = "one or several of: a whole number from 1 to 3"
ATTEMPT_ALLOWED = "a whole number from 1 to 3"
SPEED_ALLOWED = "a number from 0.1 to 2.0"

REFUSED = [
    pytest.param(PARTICIPANTS, True, WrongType, "True is a bool", PARTICIPANTS_ALLOWED, id="whole, True"),
    pytest.param(PARTICIPANTS, 2.0, WrongType, "2.0 is a float", PARTICIPANTS_ALLOWED, id="whole, float"),
    pytest.param(PARTICIPANTS, "2", WrongType, "'2' is a str", PARTICIPANTS_ALLOWED, id="whole, text"),
    pytest.param(PARTICIPANTS, 1, InvalidValue, "1 is not allowed", PARTICIPANTS_ALLOWED, id="whole, below"),
    pytest.param(PARTICIPANTS, 251, InvalidValue, "251 is not allowed", PARTICIPANTS_ALLOWED, id="whole, above"),
    pytest.param(PARTICIPANTS, Count(1), InvalidValue, "1 is not allowed", PARTICIPANTS_ALLOWED, id="whole, subclass"),
    pytest.param(COUNT, None, WrongType, "None is not a value", "a whole number, 0 or more", id="whole, None"),
    pytest.param(COUNT, -1, InvalidValue, "-1 is not allowed", "a whole number, 0 or more", id="whole, open, below"),
    pytest.param(ANY_WHOLE, "2", WrongType, "'2' is a str", "a whole number", id="whole, no bounds, text"),
    pytest.param(SESSION, False, WrongType, "False is a bool", SESSION_ALLOWED, id="whole and another, False"),
    pytest.param(SESSION, 0.0, WrongType, "0.0 is a float", SESSION_ALLOWED, id="whole and another, float"),
    pytest.param(SESSION, 1, InvalidValue, "1 is not allowed", SESSION_ALLOWED, id="whole and another, between"),
    pytest.param(SESSION, -1, InvalidValue, "-1 is not allowed", SESSION_ALLOWED, id="whole and another, below both"),
    pytest.param(SESSION, 89, InvalidValue, "89 is not allowed", SESSION_ALLOWED, id="whole and another, below"),
    pytest.param(SESSION, 14441, InvalidValue, "14441 is not allowed", SESSION_ALLOWED, id="whole and another, above"),
    pytest.param(ATTEMPTS, "1", WrongType, "'1' is a str", ATTEMPTS_ALLOWED, id="numbers, text"),
    pytest.param(ATTEMPTS, b"\x01", WrongType, "b'\\x01' is a bytes", ATTEMPTS_ALLOWED, id="numbers, bytes"),
    pytest.param(ATTEMPTS, {1}, WrongType, "{1} is a set", ATTEMPTS_ALLOWED, id="numbers, set"),
    pytest.param(ATTEMPTS, None, WrongType, "None is not a value", ATTEMPTS_ALLOWED, id="numbers, None"),
    pytest.param(ATTEMPTS, 1.0, WrongType, "1.0 is a float", ATTEMPTS_ALLOWED, id="numbers, float"),
    pytest.param(ATTEMPTS, True, WrongType, "True is a bool", ATTEMPT_ALLOWED, id="numbers, True"),
    pytest.param(ATTEMPTS, (1, "2"), WrongType, "'2' is a str", ATTEMPT_ALLOWED, id="numbers, text in a list"),
    pytest.param(ATTEMPTS, (1, True), WrongType, "True is a bool", ATTEMPT_ALLOWED, id="numbers, True in a list"),
    pytest.param(ATTEMPTS, 0, InvalidValue, "0 is not allowed", ATTEMPT_ALLOWED, id="numbers, below"),
    pytest.param(ATTEMPTS, (1, 4), InvalidValue, "4 is not allowed", ATTEMPT_ALLOWED, id="numbers, above in a list"),
    pytest.param(
        ATTEMPTS,
        [],
        InvalidValue,
        "the list is empty",
        f"{ATTEMPTS_ALLOWED}; leave it out for none",
        id="numbers, none",
    ),
    pytest.param(COMMA_NUMBERS, (0, 1), InvalidValue, "1 is not allowed", SESSION_ALLOWED, id="numbers, comma"),
    pytest.param(SPEED, True, WrongType, "True is a bool", SPEED_ALLOWED, id="decimal, True"),
    pytest.param(SPEED, "1", WrongType, "'1' is a str", SPEED_ALLOWED, id="decimal, text"),
    pytest.param(
        SPEED, Fraction(1, 2), WrongType, "Fraction(1, 2) is a Fraction", SPEED_ALLOWED, id="decimal, fraction"
    ),
    pytest.param(SPEED, 0.09, InvalidValue, "0.09 is not allowed", SPEED_ALLOWED, id="decimal, below"),
    pytest.param(SPEED, 2.1, InvalidValue, "2.1 is not allowed", SPEED_ALLOWED, id="decimal, above"),
    pytest.param(SPEED, 3, InvalidValue, "3 is not allowed", SPEED_ALLOWED, id="decimal, int above"),
    pytest.param(SPEED, float("nan"), InvalidValue, "nan is not allowed", SPEED_ALLOWED, id="decimal, NaN"),
    pytest.param(SPEED, float("inf"), InvalidValue, "inf is not allowed", SPEED_ALLOWED, id="decimal, infinity"),
    pytest.param(LEVEL, -0.1, InvalidValue, "-0.1 is not allowed", "a number from 0 to 100", id="decimal, below zero"),
]

READ = [
    pytest.param(PARTICIPANTS, "250", 250, id="whole"),
    pytest.param(COUNT, "0", 0, id="whole, zero"),
    pytest.param(ANY_WHOLE, "-12", -12, id="whole, negative"),
    pytest.param(ANY_WHOLE, "9" * 18, 10**18 - 1, id="whole, 18 digits"),
    pytest.param(SESSION, "0", 0, id="whole and another, the other"),
    pytest.param(SESSION, "90", 90, id="whole and another"),
    pytest.param(ATTEMPTS, "2", (2,), id="numbers, one"),
    pytest.param(ATTEMPTS, "1 2 3", (1, 2, 3), id="numbers"),
    pytest.param(ATTEMPTS, "\n 1\t2 \r", (1, 2), id="numbers, more white space"),
    pytest.param(COMMA_NUMBERS, "0,90", (0, 90), id="numbers, comma"),
    pytest.param(SPEED, "1", 1.0, id="decimal, no point"),
    pytest.param(SPEED, "0.5", 0.5, id="decimal"),
    pytest.param(SPEED, "2.000", 2.0, id="decimal, zeros at the bound"),
    pytest.param(ANY_DECIMAL, "-0.25", -0.25, id="decimal, negative"),
]

UNREADABLE = [
    pytest.param(PARTICIPANTS, "1", "1 is not allowed", PARTICIPANTS_ALLOWED, id="whole, below"),
    pytest.param(PARTICIPANTS, "02", "'02' is not allowed", PARTICIPANTS_ALLOWED, id="whole, zero first"),
    pytest.param(PARTICIPANTS, "+2", "'+2' is not allowed", PARTICIPANTS_ALLOWED, id="whole, plus"),
    pytest.param(PARTICIPANTS, "2.0", "'2.0' is not allowed", PARTICIPANTS_ALLOWED, id="whole, point"),
    pytest.param(PARTICIPANTS, "1_0", "'1_0' is not allowed", PARTICIPANTS_ALLOWED, id="whole, Python"),
    pytest.param(PARTICIPANTS, " 2", "' 2' is not allowed", PARTICIPANTS_ALLOWED, id="whole, space"),
    pytest.param(PARTICIPANTS, "2\n", "'2\\n' is not allowed", PARTICIPANTS_ALLOWED, id="whole, line feed"),
    pytest.param(PARTICIPANTS, "", "'' is not allowed", PARTICIPANTS_ALLOWED, id="whole, empty"),
    pytest.param(PARTICIPANTS, "ten", "'ten' is not allowed", PARTICIPANTS_ALLOWED, id="whole, word"),
    pytest.param(PARTICIPANTS, "\u0662", "'\u0662' is not allowed", PARTICIPANTS_ALLOWED, id="whole, Arabic"),
    pytest.param(COUNT, "-0", "'-0' is not allowed", "a whole number, 0 or more", id="whole, minus zero"),
    pytest.param(COUNT, "1" + "0" * 18, "'1000***00' is not allowed", "a whole number, 0 or more", id="whole, large"),
    pytest.param(SESSION, "1", "1 is not allowed", SESSION_ALLOWED, id="whole and another, between"),
    pytest.param(SESSION, "00", "'00' is not allowed", SESSION_ALLOWED, id="whole and another, zeros"),
    pytest.param(ATTEMPTS, "", "the list is empty", f"{ATTEMPTS_ALLOWED}; leave it out for none", id="numbers, empty"),
    pytest.param(ATTEMPTS, " ", "the list is empty", f"{ATTEMPTS_ALLOWED}; leave it out for none", id="numbers, blank"),
    pytest.param(ATTEMPTS, "1,2", "'1,2' is not allowed", ATTEMPT_ALLOWED, id="numbers, comma"),
    pytest.param(ATTEMPTS, "1\u00a02", "'1\\xa02' is not allowed", ATTEMPT_ALLOWED, id="numbers, no-break space"),
    pytest.param(ATTEMPTS, "1 4", "4 is not allowed", ATTEMPT_ALLOWED, id="numbers, above"),
    pytest.param(ATTEMPTS, "1 02", "'02' is not allowed", ATTEMPT_ALLOWED, id="numbers, zero first"),
    pytest.param(COMMA_NUMBERS, "0,,90", "'' is not allowed", SESSION_ALLOWED, id="numbers, gap between commas"),
    pytest.param(COMMA_NUMBERS, "0, 90", "' 90' is not allowed", SESSION_ALLOWED, id="numbers, space after a comma"),
    pytest.param(SPEED, "", "'' is not allowed", SPEED_ALLOWED, id="decimal, empty"),
    pytest.param(SPEED, "1e0", "'1e0' is not allowed", SPEED_ALLOWED, id="decimal, exponent"),
    pytest.param(SPEED, "nan", "'nan' is not allowed", SPEED_ALLOWED, id="decimal, NaN"),
    pytest.param(SPEED, ".5", "'.5' is not allowed", SPEED_ALLOWED, id="decimal, point first"),
    pytest.param(SPEED, "2.5", "2.5 is not allowed", SPEED_ALLOWED, id="decimal, above"),
    pytest.param(
        SPEED, "2.00000000000000001", "'2.0000***01' is not allowed", SPEED_ALLOWED, id="decimal, above by a hair"
    ),
]

# Fits each kind to a strategy of what it takes.
ROUND_TRIPS = [
    pytest.param(PARTICIPANTS, st.integers(2, 250), id="whole"),
    pytest.param(ANY_WHOLE, st.integers(1 - 10**18, 10**18 - 1), id="whole, no bounds"),
    pytest.param(SESSION, st.just(0) | st.integers(90, 14440), id="whole and another"),
    pytest.param(ATTEMPTS, st.integers(1, 3) | st.lists(st.integers(1, 3), min_size=1), id="numbers"),
    pytest.param(COMMA_NUMBERS, st.lists(st.just(0) | st.integers(90, 14440), min_size=1), id="numbers, comma"),
    pytest.param(SPEED, st.floats(0.1, 2.0), id="decimal"),
    pytest.param(LEVEL, st.integers(0, 100) | st.floats(0, 100), id="decimal, from zero on"),
]

ATTRIBUTES = [
    pytest.param(PARTICIPANTS, 7, ' a="7"', id="whole"),
    pytest.param(PARTICIPANTS, Count(7), ' a="7"', id="whole, subclass"),
    pytest.param(COUNT, 0, ' a="0"', id="whole, no upper bound"),
    pytest.param(ANY_WHOLE, -5, ' a="-5"', id="whole, no bounds"),
    pytest.param(Whole(None, 5), -5, ' a="-5"', id="whole, no lower bound"),
    pytest.param(SESSION, 0, ' a="0"', id="whole and another, the other"),
    pytest.param(SESSION, 1800, ' a="1800"', id="whole and another"),
    pytest.param(ATTEMPTS, 2, ' a="2"', id="numbers, one"),
    pytest.param(ATTEMPTS, [1, 2], ' a="1 2"', id="numbers"),
    pytest.param(SPEED, 1, ' a="1.0"', id="decimal"),
    pytest.param(LEVEL, 0.0000001, ' a="0.0000001"', id="decimal, small"),
    pytest.param(ANY_DECIMAL, 1e16, ' a="10000000000000000"', id="decimal, large"),
]

ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.integers(14430, 14450)
    | st.sampled_from([Size.PAIR, Count(2), Rate(1.0), 1, 2, 1.0, 2.0])
    | st.floats(-1, 3)
    | st.text("019. ", max_size=4)
    | st.lists(st.integers(0, 4) | st.booleans(), max_size=3)
    | st.lists(st.just(0) | st.integers(90, 91), max_size=3).map(tuple)
)


@pytest.mark.parametrize(("kind", "value", "stored", "_"), ADMITTED)
def test_value_is_admitted(kind: Kind, value: object, stored: object, _: str) -> None:
    admitted = kind.admit(value)

    assert (type(stored), stored) == (type(admitted), admitted)


@pytest.mark.parametrize(("kind", "value", "_", "wire"), ADMITTED)
def test_stored_value_has_a_wire_text(kind: Kind, value: object, _: object, wire: str) -> None:
    assert wire == kind.wire(kind.admit(value))


@pytest.mark.parametrize(("kind", "value", "error", "problem", "allowed"), REFUSED)
def test_value_is_refused(kind: Kind, value: object, error: type[DocumentError], problem: str, allowed: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.admit(value)

    assert (error, allowed, None) == (caught.value.error, caught.value.allowed, caught.value.nearest)


def test_refusal_carries_the_number_found() -> None:
    with pytest.raises(Refusal, match="is not allowed") as caught:
        ATTEMPTS.admit([1, 4])

    assert 4 == caught.value.found


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_wire_text_is_read(kind: Kind, text: str, value: object) -> None:
    read = kind.read(text)

    assert (type(value), value) == (type(read), read)


@pytest.mark.parametrize(("kind", "text", "problem", "allowed"), UNREADABLE)
def test_wire_text_is_refused(kind: Kind, text: str, problem: str, allowed: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        kind.read(text)

    assert (InvalidValue, allowed) == (caught.value.error, caught.value.allowed)


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


@pytest.mark.parametrize(("kind", "value", "error", "problem", "_"), REFUSED)
def test_lines_of_the_constructor_refuse_the_same(
    kind: Kind, value: object, error: type, problem: str, _: str, compiled: Compiled
) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(problem)}$") as caught:
        compiled(kind)(value)

    assert error is caught.value.error


@pytest.mark.parametrize(
    "kind",
    [PARTICIPANTS, COUNT, ANY_WHOLE, SESSION, ATTEMPTS, COMMA_NUMBERS, SPEED, LEVEL],
    ids=lambda kind: kind.allowed,
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
    ("kind", "value", "equal"),
    [
        pytest.param(COUNT, 1, True, id="True and 1"),
        pytest.param(COUNT, 0, False, id="False and 0"),
        pytest.param(COUNT, 1, 1.0, id="float and 1"),
        pytest.param(SESSION, 0, False, id="False and another"),
        pytest.param(ATTEMPTS, (1,), (True,), id="True in a list"),
        pytest.param(ATTEMPTS, 1, True, id="True for a list"),
        pytest.param(SPEED, 1.0, True, id="True and 1.0"),
    ],
)
def test_value_of_a_wrong_type_is_refused_after_an_equal_one(
    kind: Kind, value: object, equal: object, compiled: Compiled
) -> None:
    write = compiled(kind)
    write(value)

    with pytest.raises(Refusal) as caught:
        write(equal)

    assert WrongType is caught.value.error
