"""What the commands share."""

import click
import pytest

from server.commands.options import Wrong, progress, telling_errors, visible
from server.errors import ConfigurationError, LogIncompatible, LogUnavailable


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ConfigurationError("it is wrong", place="here"), 2),
        (LogIncompatible("it is wrong"), 2),
        (LogUnavailable("it is wrong"), 1),
    ],
)
def test_error_of_ours_has_its_exit_status(error: Exception, status: int) -> None:
    with pytest.raises(click.ClickException, match="it is wrong") as caught, telling_errors():
        raise error

    assert status == caught.value.exit_code


def test_what_was_given_wrong_is_a_click_error() -> None:
    assert 2 == Wrong("x").exit_code


def test_no_bar_is_shown_where_no_terminal_is(capfd: pytest.CaptureFixture[str]) -> None:
    with progress("work") as told:
        told(1, 2)
        told(2, None)

    assert ("", "") == tuple(capfd.readouterr())


@pytest.mark.parametrize(("cell", "shown"), [(None, ""), (1, "1"), ("a\x1b[1m\n", "a\\x1b[1m\\x0a"), ("ü", "ü")])
def test_control_characters_are_shown_as_their_code(cell: object, shown: str) -> None:
    assert shown == visible(cell)
