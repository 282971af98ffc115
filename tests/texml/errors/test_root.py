"""Errors: the tree that they are, drawn and built."""

import pickle
import re

import pytest

from texml import errors
from texml.errors import (
    ApiError,
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


@pytest.mark.parametrize("name", errors.__all__)
def test_error_is_shown_and_pickled_as_one_of_this_package(name: str) -> None:
    error = getattr(errors, name)

    if isinstance(error, type):
        assert ("texml.errors", error) == (error.__module__, pickle.loads(pickle.dumps(error)))


def test_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nonesuch'"):
        _ = errors.Nonesuch  # type: ignore[attr-defined]


def test_names_are_listed_before_they_are_loaded() -> None:
    assert set(errors.__all__) <= set(dir(errors))
