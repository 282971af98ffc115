"""Keep the log: copy, write out, read back, remove what is old, look for damage, bring to today's layout."""

import sys
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from server.commands.options import CONFIG_FILE, load_config, progress, setting, telling_errors
from server.dialin.ledger import Ledger
from server.log.backup import backup as copy_log
from server.log.checking import check_log
from server.log.database import database_url
from server.log.engine import shown
from server.log.exchange import FORMATS, export_log, import_lines
from server.log.moment import microseconds
from server.log.preparation import check as check_ready
from server.log.preparation import prepare
from server.log.purging import purge as purge_log
from server.log.rebuilding import rebuild as rebuild_log

__all__ = ["backup", "check", "export", "import_", "migrate", "purge", "rebuild"]


def _database(file: Path | None, database: str | None, *, is_ready: bool = True) -> str:
    """Return the URL of the log that a command is about; one that is not ready for use is refused."""
    found = load_config(file, {"database": database}).database
    if is_ready:
        check_ready(found)
    return found


def _deliveries(number: int) -> str:
    return f"{number} {'delivery' if number == 1 else 'deliveries'}"


def _conferences(number: int) -> str:
    return f"{number} conference{'s' * (number != 1)}"


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output.")
def export(file: Path | None, database: str | None, format_: str, output: Path | None) -> None:
    """Write every delivery of the log: as JSON Lines, which `import` reads back, or as CSV for people.

    No cell of the CSV can be taken for a formula: one that begins like one has an apostrophe in front.
    """
    with telling_errors(), progress("export") as told:
        lines = export_log(_database(file, database), format_, on_progress=told)
        if output is None:
            sys.stdout.writelines(lines)
            return
        try:
            with output.open("w", encoding="utf-8", newline="") as target:
                target.writelines(lines)
        except OSError as err:
            raise click.ClickException(f"{output} cannot be written: {err.strerror}") from err


@click.command(name="import")
@CONFIG_FILE
@setting("database")
@click.argument("source", type=click.File(encoding="utf-8"), default="-")
def import_(file: Path | None, database: str | None, source: TextIO) -> None:
    """Read deliveries that `export` wrote, from SOURCE or standard input; what is there already is left as it is."""
    with telling_errors(), progress("import") as told:
        target = _database(file, database, is_ready=False)
        prepare(target)
        with closing(_lines(source)) as lines:
            done = import_lines(target, lines, on_progress=lambda done: told(done, None))
    click.echo(f"{_deliveries(done)} read")


def _lines(source: TextIO) -> Generator[str, None, None]:
    try:
        yield from source
    except UnicodeDecodeError as err:
        raise click.ClickException(f"the source is not UTF-8: {err.reason}") from err


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--check", "is_check", is_flag=True, help="Only compare; exit status 1 where something differs.")
def rebuild(file: Path | None, database: str | None, *, is_check: bool) -> None:
    """Make what is kept of each conference anew from its events, while the server runs."""
    with telling_errors(), progress("conferences") as told:
        done = rebuild_log(_database(file, database), is_check=is_check, on_progress=told)
    differing = len(done.differing)
    what = "put right" if not is_check else "differs" if differing == 1 else "differ"
    click.echo(f"{_conferences(done.conferences)}, {differing} {what}")
    for sid in done.differing[:20]:
        click.echo(f"  {sid!r}")
    if is_check and differing:
        sys.exit(1)


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day to keep (UTC).")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(file: Path | None, database: str | None, before: datetime, *, yes: bool) -> None:
    """Remove what was received before a day, while the server runs; the chains over the rest can still be checked.

    With it goes what the dial-in noted before that day: wrong PINs, who got in, answers to surveys.
    """
    now = datetime.now(UTC)
    if before.date() > now.date():
        raise click.BadParameter(f"{before.date()} is to come; allowed: today ({now.date()}) or earlier")
    with telling_errors():
        found = _database(file, database)
        if not yes:
            click.confirm(f"Remove what {shown(database_url(found))} received before {before.date()}?", abort=True)
        with progress("purge") as told:
            done = purge_log(found, before.date(), now_us=microseconds(now), on_progress=told)
        with closing(Ledger(found)) as ledger:
            notes = ledger.purge(before.date())
    click.echo(f"{_deliveries(done.deliveries)} removed, {notes} note{'s' * (notes != 1)} of the dial-in")


@click.command()
@CONFIG_FILE
@setting("database")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path | None, database: str | None, target: Path) -> None:
    """Copy the log to the file TARGET while the server runs (SQLite; PostgreSQL brings its own)."""
    with telling_errors(), progress("pages") as told:
        copy_log(_database(file, database), target, on_progress=told)
    click.echo(f"{target} holds the log as it was at one moment")


@click.command()
@CONFIG_FILE
@setting("database")
def check(file: Path | None, database: str | None) -> None:
    """Look whether the log is whole: file, bytes, chains, conferences; exit status 1 where it is not."""
    with telling_errors(), progress("deliveries") as told:
        done = check_log(_database(file, database), on_progress=told)
    found = len(done.findings)
    click.echo(f"{_deliveries(done.deliveries)}, {_conferences(done.conferences)}, {found} finding{'s' * (found != 1)}")
    for finding in done.findings:
        click.echo(f"  {finding}")
    if done.findings:
        sys.exit(1)


@click.command()
@CONFIG_FILE
@setting("database")
def migrate(file: Path | None, database: str | None) -> None:
    """Make the log, or bring it to today's layout; `run` does so as well."""
    with telling_errors(), progress("conferences") as told:
        found = _database(file, database, is_ready=False)
        done = prepare(found, on_progress=told)
    click.echo(f"{shown(database_url(found))} {'is of' if done else 'was of'} today's layout")
