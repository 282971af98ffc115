"""What callers do, written down."""

import pytest

from texml.emulator.script import Step, read_script, read_step
from texml.errors import ScriptError

SCRIPT = """\
# A guest waits, and the host comes.
guest: call from +13125550111
guest: hear "enter your PIN"
guest: press 1111#
guest: expect waiting in standup

wait 10s
host 2: press 9999#
host 2: speak good morning
all: hang up
"""


def test_script_is_read_line_by_line() -> None:
    assert (
        Step(2, "guest", "call", "+13125550111"),
        Step(3, "guest", "hear", "enter your PIN"),
        Step(4, "guest", "press", "1111#"),
        Step(5, "guest", "expect", "waiting in standup"),
        Step(7, None, "wait", seconds=10.0),
        Step(8, "host 2", "press", "9999#"),
        Step(9, "host 2", "speak", "good morning"),
        Step(10, None, "hang up"),
    ) == read_script(SCRIPT)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10s", 10), ("10", 10), ("1.5 s", 1.5), ("250ms", 0.25), ("2m", 120), ("2 minutes", 120), ("1h", 3600)],
)
def test_wait_takes_the_usual_units(text: str, seconds: float) -> None:
    assert seconds == read_step(f"wait {text}").seconds


@pytest.mark.parametrize("text", ['hear "a: b"', "hear 'a: b'", "hear “a: b”", "anna: hear a: b"])
def test_words_are_taken_with_or_without_quotes(text: str) -> None:
    assert "a: b" == read_step(text).text


@pytest.mark.parametrize("who", ["all", "everybody"])
def test_all_is_nobody_in_particular(who: str) -> None:
    assert read_step(f"{who}: hang up").who is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pres 1", "line 1: 'pres' is no step; did you mean 'press'.*Allowed: call .from"),
        ("say hello", "did you mean 'speak'"),
        ("anna:", "line 1: '' is no step"),
        ("hang", "'hang' is no step; did you mean 'hang up'"),
        ("press abc", "line 1: press 'abc' says nothing. Allowed: press 1111#"),
        ("press", "press 'nothing' says nothing"),
        ("press 1 2", "says nothing"),
        ("wait", "Allowed: wait 5s"),
        ("wait long", "Allowed: wait 5s"),
        ("wait 5 fortnights", "Allowed: wait 5s"),
        ("hear", 'Allowed: hear "enter your PIN"'),
        ('hear ""', "says nothing"),
        ("call +1312", "Allowed: call .from"),
        ("expect silence", "Allowed: expect waiting in ROOM"),
        ("expect waiting", "Allowed: expect waiting in ROOM"),
    ],
)
def test_line_that_says_nothing_is_refused_with_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(ScriptError, match=message):
        read_step(text)


def test_error_names_the_line_and_keeps_the_facts() -> None:
    with pytest.raises(ScriptError) as caught:
        read_script("# a comment\n\npress x\n")

    assert (3, "x", "press 1111#") == (caught.value.line, caught.value.found, caught.value.allowed)


def test_empty_script_has_no_steps() -> None:
    assert () == read_script("\n# nothing\n")
