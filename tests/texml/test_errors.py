"""Errors: the tree, the message, and the facts beside it."""

import re
from typing import Any

import pytest

from texml import errors
from texml.errors import (
    ApiError,
    ApiProblem,
    ArgumentType,
    ClockError,
    CommandError,
    ConnectionFailed,
    DocumentError,
    EmulatorError,
    ExpectationFailed,
    FaultError,
    FetchRefused,
    FrozenElement,
    FrozenRecord,
    InputRefused,
    InvalidArgument,
    InvalidDocument,
    InvalidKey,
    InvalidNesting,
    InvalidValue,
    InvalidXml,
    MissingArgument,
    MissingAttribute,
    MissingContent,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    NotValid,
    OutcomeUncertain,
    RateLimited,
    ScriptError,
    ServerFailed,
    StatusError,
    TexmlError,
    TimedOut,
    Unauthentic,
    UnexpectedAnswer,
    UnknownArgument,
    UnknownAttribute,
    UnknownField,
    UnknownSubject,
    Untimely,
    WebhookError,
    WrongType,
)

# error, what it is in this library, what it is to a caller who knows Python only
TREE = [
    (DocumentError, TexmlError, Exception),
    (UnknownAttribute, DocumentError, TypeError),
    (MissingAttribute, DocumentError, TypeError),
    (WrongType, DocumentError, TypeError),
    (InvalidValue, DocumentError, ValueError),
    (MissingContent, DocumentError, ValueError),
    (InvalidNesting, DocumentError, ValueError),
    (InvalidXml, DocumentError, ValueError),
    (InvalidDocument, DocumentError, ValueError),
    (EmulatorError, TexmlError, Exception),
    (FetchRefused, EmulatorError, ValueError),
    (FaultError, EmulatorError, ValueError),
    (ScriptError, EmulatorError, ValueError),
    (ExpectationFailed, EmulatorError, AssertionError),
    (FrozenElement, TexmlError, AttributeError),
    (FrozenRecord, TexmlError, AttributeError),
    (UnknownField, TexmlError, TypeError),
    (WebhookError, TexmlError, Exception),
    (InvalidKey, WebhookError, ValueError),
    (Unauthentic, WebhookError, ValueError),
    (Untimely, Unauthentic, ValueError),
    (InputRefused, TexmlError, ValueError),
    (UnknownSubject, InputRefused, LookupError),
    (ClockError, InputRefused, Exception),
    (CommandError, TexmlError, Exception),
    (UnknownArgument, CommandError, TypeError),
    (MissingArgument, CommandError, TypeError),
    (ArgumentType, CommandError, TypeError),
    (InvalidArgument, CommandError, ValueError),
    (ApiError, TexmlError, Exception),
    (ConnectionFailed, ApiError, ConnectionError),
    (TimedOut, ApiError, TimeoutError),
    (OutcomeUncertain, ApiError, Exception),
    (UnexpectedAnswer, ApiError, ValueError),
    (StatusError, ApiError, Exception),
    (NotAuthenticated, StatusError, Exception),
    (NotPermitted, StatusError, PermissionError),
    (NotFound, StatusError, LookupError),
    (NotValid, StatusError, ValueError),
    (RateLimited, StatusError, Exception),
    (ServerFailed, StatusError, Exception),
]

MESSAGES = [
    pytest.param({"element": "Say"}, "<Say>: it is wrong", id="element"),
    pytest.param({"element": "Say", "attribute": "loop"}, "<Say> loop: it is wrong", id="attribute"),
    pytest.param({"element": "Say", "line": 4}, "<Say> at line 4: it is wrong", id="line"),
    pytest.param(
        {"element": "Say", "attribute": "loop", "line": 4}, "<Say> loop at line 4: it is wrong", id="attribute and line"
    ),
    pytest.param({"element": "Say", "allowed": "this"}, "<Say>: it is wrong; allowed: this", id="allowed"),
    pytest.param({"element": "Say", "nearest": "voice"}, "<Say>: it is wrong; did you mean 'voice'?", id="nearest"),
    pytest.param(
        {"element": "Say", "nearest": ("join", "leave")},
        "<Say>: it is wrong; did you mean ('join', 'leave')?",
        id="nearest words",
    ),
    pytest.param(
        {"element": "Say", "attribute": "loop", "line": 4, "allowed": "this", "nearest": "that"},
        "<Say> loop at line 4: it is wrong; allowed: this; did you mean 'that'?",
        id="everything",
    ),
    pytest.param({"element": "Say", "found": "what", "path": "/Response/Say[1]"}, "<Say>: it is wrong", id="unsaid"),
]


@pytest.mark.parametrize(("error", "base", "builtin"), TREE, ids=lambda kind: kind.__name__)
def test_error_derives_from_the_library_and_from_a_builtin(
    error: type[Exception], base: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, base)
    assert issubclass(error, builtin)


def test_tree_is_complete() -> None:
    classes = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}

    assert {"ApiProblem", "TexmlError", *(error.__name__ for error, _, _ in TREE)} == classes


@pytest.mark.parametrize(("error", "base", "builtin"), TREE, ids=lambda kind: kind.__name__)
def test_tree_is_drawn_in_the_docstring(error: type[Exception], base: type, builtin: type) -> None:
    named = "" if builtin is Exception else rf"\({builtin.__name__}\) "

    assert re.search(rf"─ {error.__name__} +{named}", errors.__doc__ or "")


@pytest.mark.parametrize(("facts", "message"), MESSAGES)
def test_message_says_place_problem_and_remedy(facts: dict[str, Any], message: str) -> None:
    error = DocumentError("it is wrong", **facts)

    assert message == str(error)


def test_facts_are_attributes() -> None:
    facts = {
        "element": "Say",
        "attribute": "loop",
        "found": 11,
        "allowed": "0 to 10",
        "nearest": "10",
        "path": "/Response/Say[1]/@loop",
        "line": 3,
        "column": 12,
    }

    error = DocumentError("it is wrong", **facts)

    assert {"problem": "it is wrong", **facts} == vars(error)


def test_facts_that_are_not_given_are_empty() -> None:
    error = DocumentError("it is wrong", element="Say")

    assert (None, None, "", None, None, None, None) == (
        error.attribute,
        error.found,
        error.allowed,
        error.nearest,
        error.path,
        error.line,
        error.column,
    )


def test_reason_leaves_out_the_place() -> None:
    error = DocumentError("it is wrong", element="Say", attribute="loop", line=1, allowed="this", nearest="that")

    assert "it is wrong; allowed: this" == error.reason


def test_reason_without_what_is_allowed_is_the_problem() -> None:
    assert "it is wrong" == DocumentError("it is wrong", element="Say").reason


def test_hint_names_the_nearest_word() -> None:
    assert "did you mean 'that'?" == DocumentError("it is wrong", element="Say", nearest="that").hint


def test_hint_without_a_near_word_is_none() -> None:
    assert DocumentError("it is wrong", element="Say").hint is None


def test_problem_is_the_argument_of_the_exception() -> None:
    assert ("it is wrong",) == DocumentError("it is wrong", element="Say").args


TWO = (
    MissingAttribute("it is missing", element="Stream", attribute="url", allowed="a wss:// URL", path="/a", line=2),
    InvalidValue("'b' is not allowed", element="Say", attribute="loop", found="b", allowed="this", nearest="that"),
)


def test_invalid_document_holds_every_error() -> None:
    assert TWO == InvalidDocument(TWO).errors


def test_message_of_an_invalid_document_has_a_line_for_each_error() -> None:
    assert (
        "<Stream> url at line 2: it is missing; allowed: a wss:// URL\n"
        "<Say> loop: 'b' is not allowed; allowed: this; did you mean 'that'?"
    ) == str(InvalidDocument(TWO))


def test_facts_of_an_invalid_document_are_those_of_its_first_error() -> None:
    facts = vars(InvalidDocument(TWO))
    del facts["errors"]

    assert {
        "problem": "it is missing",
        "element": "Stream",
        "attribute": "url",
        "found": None,
        "allowed": "a wss:// URL",
        "nearest": None,
        "path": "/a",
        "line": 2,
        "column": None,
    } == facts


def test_refusal_of_an_input_says_what_it_takes_instead() -> None:
    error = InputRefused("DigitsPressed", "the call is completed", "a call in progress")

    assert str(error) == "DigitsPressed: the call is completed; allowed: a call in progress"
    assert (error.event, error.problem, error.allowed) == (
        "DigitsPressed",
        "the call is completed",
        "a call in progress",
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
