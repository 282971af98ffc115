"""Look at requests that were refused, and let out what is the platform's after all."""

from collections import Counter
from contextlib import closing
from datetime import UTC
from pathlib import Path

import click
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from server.commands.options import CONFIG_FILE, Wrong, console, load_config, setting, telling_errors, visible
from server.log.store import Store
from server.quarantine import release, why_not_released

__all__ = ["list_refused", "quarantine", "release_refused"]


@click.group()
def quarantine() -> None:
    """Look at requests that were refused, and let out what is the platform's after all."""


@quarantine.command("list")
@CONFIG_FILE
@setting("database")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The oldest so many.")
def list_refused(file: Path | None, database: str | None, limit: int) -> None:
    """Print what is kept apart, the oldest first, and whether it would be let out."""
    config = load_config(file, {"database": database})
    with telling_errors(), closing(Store(config.database, create=False, is_patient=True)) as store:
        table = Table("id", "time (UTC)", "refused for", "route", "method", "bytes", "let out?", box=SIMPLE)
        for refused in store.refused(limit=limit):
            reason = why_not_released(refused, config) if config.public_keys else "no key"
            cells = (refused.id, refused.received_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"), refused.reason)
            answer = "yes" if reason is None else f"no: {reason}"
            table.add_row(*map(_cell, (*cells, refused.route, refused.method, len(refused.raw), answer)))
        console().print(table)


@quarantine.command("release")
@CONFIG_FILE
@setting("database")
def release_refused(file: Path | None, database: str | None) -> None:
    """Put into the log what is signed rightly, whenever it was signed; the rest stays.

    Mend the clock, or set the right TELNYX_PUBLIC_KEY, before.
    """
    config = load_config(file, {"database": database})
    if not config.public_keys:
        raise Wrong("setting public_key: there is none to verify with; set TELNYX_PUBLIC_KEY")
    with telling_errors(), closing(Store(config.database, create=False, is_patient=True)) as store:
        kept: Counter[str] = Counter()
        released = 0
        for _, reason in release(config, store):
            released += reason is None
            kept.update([reason] if reason is not None else [])
    left = "".join(f", {count} kept ({reason})" for reason, count in sorted(kept.items()))
    click.echo(f"{released} released{left}")


def _cell(value: object) -> Text:
    return Text(visible(value))
