"""Errors about commands and their answers: what they say, and the facts beside it."""

from typing import Any

import pytest

from texml.errors import (
    ApiError,
    ApiProblem,
    CommandError,
    ConnectionFailed,
    NotPermitted,
    NotValid,
    OutcomeUncertain,
    TimedOut,
)

COMMAND_MESSAGES = [
    ({}, "conferences.create: it is wrong"),
    ({"argument": "name"}, "conferences.create: name: it is wrong"),
    (
        {"argument": "name", "allowed": "this", "nearest": "that"},
        "conferences.create: name: it is wrong; allowed: this; did you mean 'that'?",
    ),
]


@pytest.mark.parametrize(("facts", "message"), COMMAND_MESSAGES)
def test_command_error_says_place_problem_and_remedy(facts: dict[str, Any], message: str) -> None:
    assert message == str(CommandError("it is wrong", command="conferences.create", **facts))


def test_facts_of_a_command_error_are_attributes() -> None:
    facts = {"command": "conferences.create", "argument": "name", "found": 1, "allowed": "a text", "nearest": "x"}

    error = CommandError("it is wrong", **facts)  # type: ignore[arg-type]

    assert {"problem": "it is wrong", **facts} == vars(error)


def test_api_error_carries_the_first_problem() -> None:
    problem = ApiProblem("90015", "Invalid", "No such call", "/call_control_id", None, None)

    error = NotValid("no", command="calls.actions.hangup", status=422, problems=(problem,))

    assert ("90015", "Invalid", "No such call", "/call_control_id") == (
        error.code,
        error.title,
        error.detail,
        error.pointer,
    )


@pytest.mark.parametrize("kind", [ApiError, ConnectionFailed, TimedOut, NotPermitted, OutcomeUncertain])
def test_api_error_without_an_answer_says_nothing_of_one(kind: type[ApiError]) -> None:
    error = kind("no", command="calls.dial")

    assert ("no", "calls.dial", None, None, None, (), 1, None) == (
        str(error),
        error.command,
        error.status,
        error.request_id,
        error.body,
        error.problems,
        error.attempts,
        error.code,
    )
