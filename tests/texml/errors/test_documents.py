"""Errors about documents: the message, and the facts beside it."""

from typing import Any

import pytest

from texml.errors import DocumentError, InvalidDocument, InvalidValue, MissingAttribute

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
