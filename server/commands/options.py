"""What the commands share: options made of the settings, errors with their exit status, and the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from server.config import SETTINGS, Config, load
from server.errors import ConfigurationError, LogIncompatible, LogUnavailable

__all__ = [
    "CONFIG_FILE",
    "Wrong",
    "console",
    "every_setting",
    "load_config",
    "progress",
    "setting",
    "telling_errors",
    "visible",
]

_F = TypeVar("_F", bound=Callable[..., Any])

_PIPE_WIDTH = 160  # columns, where the output is no terminal and has no width
_HELP = {setting.name: setting.help for setting in SETTINGS}
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}

CONFIG_FILE = click.option(
    "--config", "file", type=click.Path(dir_okay=False, path_type=Path), help="TOML file with settings by name."
)


def setting(name: str) -> Callable[[_F], _F]:
    """Return the option for a setting; its default is shown, not set, so that the environment can speak."""
    shown = f"{_HELP[name]}  [default: {_DEFAULTS[name]}]" if _DEFAULTS[name] is not None else _HELP[name]
    option = f"--{name.replace('_', '-')}"
    if isinstance(_DEFAULTS[name], bool):
        return click.option(f"{option}/--no-{option[2:]}", name, default=None, help=shown)
    number = isinstance(_DEFAULTS[name], int)
    return click.option(option, name, type=int if number else str, help=shown)


def every_setting(command: _F) -> _F:
    """Give a command an option for each setting that is no secret, in the order of the table."""
    for row in reversed(SETTINGS):
        if not row.secret:
            command = setting(row.name)(command)
    return command


class Wrong(click.ClickException):
    """What was given is wrong."""

    exit_code = 2


def load_config(file: Path | None, options: dict[str, Any]) -> Config:
    """Return the settings of a command.

    Raises: Wrong.
    """
    with telling_errors():
        return load(options, file=file)


@contextmanager
def telling_errors() -> Iterator[None]:
    """Turn our errors into what click tells: status 2 where something given was wrong, 1 where something failed."""
    try:
        yield
    except (ConfigurationError, LogIncompatible) as err:
        raise Wrong(str(err)) from err
    except LogUnavailable as err:
        raise click.ClickException(str(err)) from err


def console() -> Console:
    """Return the terminal, or what stands for it."""
    found = Console()
    return found if found.is_terminal else Console(width=_PIPE_WIDTH)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on standard error, if that is a terminal; give what tells how many are done, of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    target = Console(file=sys.stderr)
    with Progress(*columns, console=target, transient=True, disable=not target.is_terminal) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


def visible(cell: object) -> str:
    """Return *cell* for a terminal: control characters, which could move the cursor, are shown as their code."""
    text = "" if cell is None else str(cell)
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
