"""Compare the log with the platform."""

import sys
from contextlib import closing
from pathlib import Path

import click

from server import logs
from server.commands.options import CONFIG_FILE, load_config, setting, telling_errors
from server.log.store import Store
from server.reconciling import report

__all__ = ["reconcile"]


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def reconcile(file: Path | None, database: str | None, *, as_json: bool) -> None:
    """Do what is due for rooms, settle what is uncertain, and compare the log with the platform.

    A running server does the first two by itself, once a second. Needs TEXML_TELNYX_API_KEY. Ends with status 1 if log
    and platform differ.
    """
    logs.configure()
    config = load_config(file, {"database": database})
    with telling_errors(), closing(Store(config.database, create=False, is_patient=True)) as store:
        agree = report(config, store, as_json=as_json)
    sys.exit(0 if agree else 1)
