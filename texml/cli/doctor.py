"""`texml doctor`: fetch a document as the platform would, and explain everything that is wrong."""

import json
import sys
from dataclasses import asdict

import click
from rich.console import Console
from rich.text import Text

from texml.cli.application import host_of
from texml.emulator.examination import examine
from texml.emulator.telling import brief

__all__ = ["doctor"]

_MARKS = {
    "fine": ("ok", "green"),
    "note": ("note", "cyan"),
    "warning": ("warning", "yellow"),
    "error": ("error", "red"),
}


@click.command()
@click.argument("url")
@click.option("--allow", "hosts", multiple=True, metavar="HOST", help="Fetch from this host as well.")
@click.option("--seed", type=int, default=0, show_default=True, help="Sign with another key.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one a line.")
def doctor(url: str, hosts: tuple[str, ...], seed: int, *, as_json: bool) -> None:
    """Fetch the document at URL as the platform would, and explain everything wrong with it and its answer.

    Content type, status, slowness, the document, its URLs, and whether requests are answered that nobody signed.
    Ends with status 1 if there is an error, and with 2 if URL is none.
    """
    host = host_of(url)
    console = Console(highlight=False)
    has_error = False
    for finding in examine(url, hosts=(host, *hosts), seed=seed):
        has_error |= finding.severity == "error"
        if as_json:
            click.echo(json.dumps(asdict(finding)))
            continue
        word, color = _MARKS[finding.severity]
        console.print(Text.assemble((f"{word:>8}  ", color), brief(finding.text)), soft_wrap=True)
        if finding.advice:
            console.print(Text(f"{'':10}{finding.advice}", "dim"), soft_wrap=True)
    sys.exit(has_error)
