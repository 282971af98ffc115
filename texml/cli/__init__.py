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
    "emulate": "texml.cli.emulate",
    "fmt": "texml.cli.documents",
    "lint": "texml.cli.documents",
    "load": "texml.cli.load",
    "participants": "texml.cli.control",
    "queues": "texml.cli.control",
    "reference": "texml.cli.generated",
    "schema": "texml.cli.generated",
}


_EMULATOR = ("call", "doctor", "emulate", "load")


class _Commands(click.Group):
    """Commands by the modules that hold them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        try:
            found = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        except ModuleNotFoundError as err:
            return _unavailable(cmd_name, err)
        return found if isinstance(found, click.Command) else None


class _Unavailable(click.ClickException):
    """A command needs a package that is not installed."""

    exit_code = 2


def _unavailable(name: str, missing: ModuleNotFoundError) -> click.Command:
    """Return a command that only says what it needs: the others work, and so does the list of all."""
    if missing.name is None or missing.name.startswith("texml"):
        raise missing
    extra = "emulator" if name in _EMULATOR else "client"
    package = missing.name.partition(".")[0]
    reason = f"needs {package}, which is not installed; run: pip install 'texml[{extra}]'"

    def refuse(**_: object) -> None:
        raise _Unavailable(f"texml {name} {reason}")

    anything = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(
        name, context_settings=anything, callback=refuse, short_help=f"({reason})", add_help_option=False
    )


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="texml")
def main() -> None:
    """Write and check TexML, call the applications that answer with it, and control the platform."""
