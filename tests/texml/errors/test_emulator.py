"""Errors of the emulator: what they say, and the facts beside it."""

from texml.errors import InputRefused, ScriptError


def test_refusal_of_an_input_says_what_it_takes_instead() -> None:
    error = InputRefused("DigitsPressed", "the call is completed", "a call in progress")

    assert str(error) == "DigitsPressed: the call is completed; allowed: a call in progress"
    assert (error.event, error.problem, error.allowed) == (
        "DigitsPressed",
        "the call is completed",
        "a call in progress",
    )


def test_mistake_in_a_script_says_its_line() -> None:
    error = ScriptError("there is no such word", line=3, found="prss", allowed="press")

    assert ("line 3: there is no such word", "prss", "press") == (str(error), error.found, error.allowed)
