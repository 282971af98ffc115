"""How commands end when something cannot be done."""

import click
import pytest
from click.testing import CliRunner

from texml.cli.exits import NotThere, Refused, Uncertain, Unreadable


def test_what_cannot_be_read_ends_the_command_with_status_2_and_its_reason() -> None:
    @click.command()
    def command() -> None:
        raise Unreadable("x.xml cannot be read")

    result = CliRunner().invoke(command)

    assert (2, "Error: x.xml cannot be read\n") == (result.exit_code, result.stderr)


@pytest.mark.parametrize(("error", "status"), [(NotThere, 2), (Refused, 3), (Uncertain, 4)])
def test_what_the_platform_did_not_do_ends_the_command_with_a_status_of_its_own(
    error: type[click.ClickException], status: int
) -> None:
    @click.command()
    def command() -> None:
        raise error("it did not")

    result = CliRunner().invoke(command)

    assert (status, "Error: it did not\n") == (result.exit_code, result.stderr)
