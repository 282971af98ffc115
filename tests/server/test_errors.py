"""What an error says."""

import pytest

from server import errors
from server.errors import ConfigurationError, LogIncompatible, LogUnavailable, ServerError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(ConfigurationError("it is broken", place="a.toml"), "a.toml: it is broken", id="place"),
        pytest.param(
            ConfigurationError("it is broken", place="a.toml", key="beep"), "a.toml beep: it is broken", id="key"
        ),
        pytest.param(
            ConfigurationError("it is broken", place="a.toml", allowed="a number"),
            "a.toml: it is broken; allowed: a number",
            id="allowed",
        ),
        pytest.param(
            ConfigurationError("it is broken", place="a.toml", nearest="beep"),
            "a.toml: it is broken; did you mean 'beep'?",
            id="nearest",
        ),
        pytest.param(
            ConfigurationError("no such key", place="a.toml [rooms.a]", key="bepe", allowed="beep", nearest="beep"),
            "a.toml [rooms.a] bepe: no such key; allowed: beep; did you mean 'beep'?",
            id="all",
        ),
    ],
)
def test_configuration_error_says_place_key_problem_allowed_and_nearest(error: ConfigurationError, text: str) -> None:
    assert text == str(error)


def test_configuration_error_keeps_its_facts_as_attributes() -> None:
    error = ConfigurationError("no such key", place="a.toml", key="bepe", allowed="beep", nearest="beep")

    assert ("no such key", "a.toml", "bepe", "beep", "beep") == (
        error.problem,
        error.place,
        error.key,
        error.allowed,
        error.nearest,
    )


@pytest.mark.parametrize(
    ("error", "builtin"),
    [(ConfigurationError, ValueError), (LogUnavailable, RuntimeError), (LogIncompatible, RuntimeError)],
    ids=lambda kind: kind.__name__,
)
def test_error_is_also_the_builtin_that_a_caller_would_expect(error: type, builtin: type) -> None:
    assert issubclass(error, builtin)


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_stands_below_one_root(name: str) -> None:
    assert issubclass(getattr(errors, name), ServerError)


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_drawn_in_the_tree(name: str) -> None:
    assert name in (errors.__doc__ or "")
