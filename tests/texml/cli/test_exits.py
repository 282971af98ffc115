"""How commands end when something cannot be done."""

import click
from click.testing import CliRunner

from texml.cli.exits import Unreadable


def test_what_cannot_be_read_ends_the_command_with_status_2_and_its_reason() -> None:
    @click.command()
    def command() -> None:
        raise Unreadable("x.xml cannot be read")

    result = CliRunner().invoke(command)

    assert (2, "Error: x.xml cannot be read\n") == (result.exit_code, result.stderr)
