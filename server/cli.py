"""The `texml-server` command. Exit status 2 says that something given was wrong, 1 that something failed."""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from server import logs
from server.config import SETTINGS, Config, load
from server.errors import ConfigurationError, LogIncompatible, LogUnavailable
from server.log.event import Event, event_json
from server.log.store import Store
from server.quarantine import release, why_not_released
from server.reconciling import report
from server.reference import openapi_text, settings_page
from server.serving import serve

__all__ = [
    "events",
    "list_refused",
    "main",
    "print_openapi",
    "quarantine",
    "reconcile",
    "release_refused",
    "run",
    "settings",
]

_F = TypeVar("_F", bound=Callable[..., Any])

_POLL_S = 0.5
# What json.dumps leaves as it is, though a terminal could act on it or be made to show something else.
_CONTROLS = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_PIPE_WIDTH = 160  # columns, where the output is no terminal and has no width
_HELP = {setting.name: setting.help for setting in SETTINGS}
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="texml")
def main() -> None:
    """Serve dial-in conferences over TexML, and read what the platform said about them."""


def _setting(name: str) -> Callable[[_F], _F]:
    """Return the option for a setting; its default is shown, not set, so that the environment can speak."""
    shown = f"{_HELP[name]}  [default: {_DEFAULTS[name]}]" if _DEFAULTS[name] is not None else _HELP[name]
    option = f"--{name.replace('_', '-')}"
    if isinstance(_DEFAULTS[name], bool):
        return click.option(f"{option}/--no-{option[2:]}", name, default=None, help=shown)
    number = isinstance(_DEFAULTS[name], int)
    return click.option(option, name, type=int if number else str, help=shown)


def _every_setting(command: _F) -> _F:
    """Give a command an option for each setting that is no secret, in the order of the table."""
    for setting in reversed(SETTINGS):
        if not setting.secret:
            command = _setting(setting.name)(command)
    return command


_CONFIG_FILE = click.option(
    "--config", "file", type=click.Path(dir_okay=False, path_type=Path), help="TOML file with settings by name."
)


def _load(file: Path | None, options: dict[str, Any]) -> Config:
    try:
        return load(options, file=file)
    except ConfigurationError as err:
        raise _Wrong(str(err)) from err


class _Wrong(click.ClickException):
    """What was given is wrong."""

    exit_code = 2


@main.command()
@_CONFIG_FILE
@_every_setting
def run(file: Path | None, **options: Any) -> None:
    """Serve rooms, hold scripts, callbacks and the API.

    Secrets are not options, as every process can read a command line: set TEXML_API_TOKEN and TEXML_PATH_TOKEN, or
    api_token and path_token in the --config file.
    """
    logs.configure()
    try:
        serve(_load(file, options), when_ready=_say_ready)
    except (ConfigurationError, LogIncompatible) as err:
        raise _Wrong(str(err)) from err
    except LogUnavailable as err:
        raise click.ClickException(str(err)) from err


_WHOSE = {
    "strict": "signed ones only",
    "monitor": "signed ones, and others for a look",
    "off": "anybody's: nothing is asked of a signature",
}


def _say_ready(config: Config) -> None:
    click.echo(f"texml-server is ready on {config.bind}")
    click.echo(f"  database  {config.database}")
    click.echo(f"  callbacks {_WHOSE[config.signature_mode]}")
    click.echo(f"  rooms     {config.rooms or 'none described: there is one room, demo'}")
    root = f"{config.base_url}/{'<path token>/' if config.path_tokens else ''}"
    click.echo(f"  voice URL {root}rooms/<room>")


@main.command()
@click.option("--markdown", is_flag=True, help="Print the reference page instead.")
def settings(*, markdown: bool) -> None:
    """Print the settings: names, environment variables, defaults."""
    if markdown:
        click.echo(settings_page(), nl=False)
        return
    table = Table("setting", "environment", "default", "what for", box=SIMPLE)
    for setting in SETTINGS:
        default = "" if setting.default is None else str(setting.default)
        table.add_row(*map(Text, (setting.name, setting.variable, default, setting.help)))
    _console().print(table)


@main.command("openapi")
def print_openapi() -> None:
    """Print the OpenAPI document of the API, which the server serves at /api/openapi.json."""
    click.echo(openapi_text(), nl=False)


@main.group()
def quarantine() -> None:
    """Look at requests that were refused, and let out what is the platform's after all."""


@quarantine.command("list")
@_CONFIG_FILE
@_setting("database")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The oldest so many.")
def list_refused(file: Path | None, database: str | None, limit: int) -> None:
    """Print what is kept apart, the oldest first, and whether it would be let out."""
    config = _load(file, {"database": database})
    with _reading(config) as store:
        table = Table("id", "time (UTC)", "refused for", "route", "method", "bytes", "let out?", box=SIMPLE)
        for refused in store.refused(limit=limit):
            reason = why_not_released(refused, config) if config.public_keys else "no key"
            cells = (refused.id, refused.received_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"), refused.reason)
            answer = "yes" if reason is None else f"no: {reason}"
            table.add_row(*map(_cell, (*cells, refused.route, refused.method, len(refused.raw), answer)))
        _console().print(table)


@quarantine.command("release")
@_CONFIG_FILE
@_setting("database")
def release_refused(file: Path | None, database: str | None) -> None:
    """Put into the log what is signed rightly, whenever it was signed; the rest stays.

    Mend the clock, or set the right TELNYX_PUBLIC_KEY, before.
    """
    config = _load(file, {"database": database})
    if not config.public_keys:
        raise _Wrong("setting public_key: there is none to verify with; set TELNYX_PUBLIC_KEY")
    with _reading(config) as store:
        kept: Counter[str] = Counter()
        released = 0
        for _, reason in release(config, store):
            released += reason is None
            kept.update([reason] if reason is not None else [])
    left = "".join(f", {count} kept ({reason})" for reason, count in sorted(kept.items()))
    click.echo(f"{released} released{left}")


@contextmanager
def _reading(config: Config) -> Iterator[Store]:
    """Give the log that *config* names; what is wrong with it ends the command."""
    try:
        store = Store(config.database, create=False)
        try:
            yield store
        finally:
            store.close()
    except (ConfigurationError, LogIncompatible) as err:
        raise _Wrong(str(err)) from err
    except LogUnavailable as err:
        raise click.ClickException(str(err)) from err


@main.command()
@_CONFIG_FILE
@_setting("database")
@click.option("--conference", help="Only events of the conference with this sid.")
@click.option("--follow", "-f", is_flag=True, help="Go on with events as they arrive, until interrupted.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with every field.")
@click.option(
    "--limit", type=click.IntRange(0), help="The last so many; 0: all.  [default: 100 in the table, all in JSON]"
)
def events(
    file: Path | None, database: str | None, conference: str | None, *, follow: bool, as_json: bool, limit: int | None
) -> None:
    """Print the events of the log, the oldest first."""
    config = _load(file, {"database": database})
    most = limit if limit is not None else (0 if as_json else 100)
    try:
        with _reading(config) as store:
            for batch in _batches(store, conference, most or None, follow=follow):
                _print_json(batch) if as_json else _print_table(batch)
    except KeyboardInterrupt:
        click.echo(err=True)


@main.command()
@_CONFIG_FILE
@_setting("database")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def reconcile(file: Path | None, database: str | None, *, as_json: bool) -> None:
    """Settle what moderation left uncertain, and compare the log with the platform.

    Needs TEXML_TELNYX_API_KEY. Ends with status 1 if they differ.
    """
    logs.configure()
    config = _load(file, {"database": database})
    with _reading(config) as store:
        agree = report(config, store, as_json=as_json)
    sys.exit(0 if agree else 1)


def _batches(store: Store, conference: str | None, most: int | None, *, follow: bool) -> Iterator[list[Event]]:
    """Yield what is there, then, where it is followed, what comes."""
    found = store.events(conference=conference, limit=most, newest_first=True)[::-1]
    yield found
    last = found[-1].id if found else 0
    while follow:
        time.sleep(_POLL_S)
        found = store.events(conference=conference, after=last)
        if found:
            yield found
            last = found[-1].id


def _print_json(batch: list[Event]) -> None:
    for event in batch:
        text = json.dumps(event_json(event), ensure_ascii=False)
        click.echo(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _print_table(batch: list[Event]) -> None:
    """Print events as a table, without callers' numbers; text of callers is shown as text, never as markup."""
    table = Table(box=SIMPLE)
    for heading in ("id", "time (UTC)", "event", "seq", "copies"):
        table.add_column(heading, no_wrap=True)
    for heading in ("room", "conference", "call", "problems"):
        table.add_column(heading, overflow="ellipsis")
    for event in batch:
        callback = event.callback
        moment = callback.timestamp or event.received_at
        problems = [*callback.problems, *(["conflict"] if event.is_conflicting else [])]
        cells = (
            event.id,
            moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
            callback.event or callback.status_callback_event,
            callback.sequence_number,
            event.deliveries,
            callback.friendly_name,
            callback.conference_sid,
            callback.call_sid,
            ", ".join(problems),
        )
        table.add_row(*map(_cell, cells))
    _console().print(table)


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=_PIPE_WIDTH)


def _cell(value: object) -> Text:
    return Text(_visible(value))


def _visible(cell: object) -> str:
    """Return *cell* for a terminal: control characters, which could move the cursor, are shown as their code."""
    text = "" if cell is None else str(cell)
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
