"""The `texml` command. Exit status: 0 nothing to say, 1 something was found, 2 something given was wrong.

Commands that control the platform have two more (texml/cli/platform.py).
"""

import importlib

import click

__all__ = ["main"]

# Each is loaded when it is run or asked for help, so that checking a document does not wait for an HTTP client.
_COMMANDS = {
    "call": "texml.cli.call",
    "conferences": "texml.cli.control",
    "convert": "texml.cli.documents",
    "doctor": "texml.cli.doctor",
    "fmt": "texml.cli.documents",
    "lint": "texml.cli.documents",
    "load": "texml.cli.load",
    "participants": "texml.cli.control",
    "queues": "texml.cli.control",
    "reference": "texml.cli.generated",
    "schema": "texml.cli.generated",
}


class _Commands(click.Group):
    """Commands by the modules that hold them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        found = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="texml")
def main() -> None:
    """Write and check TexML, call the applications that answer with it, and control the platform."""
