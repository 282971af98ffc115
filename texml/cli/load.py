"""`texml load`: many calls at a steady rate."""

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from texml.cli.application import host_of
from texml.emulator.load import Load, Report, run_load
from texml.emulator.profiles import PROFILES

__all__ = ["load"]

_LATE_S = 0.25


@click.command()
@click.argument("url")
@click.option("--calls", type=click.IntRange(1, 1_000_000), default=100, show_default=True)
@click.option(
    "--rate", type=click.FloatRange(0, 10_000, min_open=True), default=10.0, show_default=True, help="A second."
)
@click.option("--press", "presses", multiple=True, metavar="KEYS", help="Press when somebody listens; may be repeated.")
@click.option(
    "--stay", type=float, default=10.0, show_default=True, help="Seconds a caller stays after the last press."
)
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1.0, show_default=True, help="Let calls go faster.")
@click.option("--connections", type=click.IntRange(1, 1000), default=64, show_default=True, help="Requests at once.")
@click.option("--contract", type=click.Choice(list(PROFILES)), default="documented", show_default=True)
@click.option("--allow", "hosts", multiple=True, metavar="HOST", help="Fetch from this host as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def load(url: str, *, as_json: bool, **options: Any) -> None:
    """Place many calls at a steady rate on the application at URL, and report latencies, errors and slow documents.

    Ends with status 1 if a request had no good answer, and with 2 if URL is none. Load what is yours only.
    """
    host = host_of(url)
    asked = Load(
        url=url,
        calls=options["calls"],
        rate=options["rate"],
        presses=options["presses"],
        stay_s=options["stay"],
        speed=options["speed"],
        connections=options["connections"],
        contract=options["contract"],
        hosts=(host, *options["hosts"]),
    )
    report = _run(asked, is_quiet=as_json)
    if as_json:
        click.echo(json.dumps(_values(report), indent=2))
    else:
        _show(report, Console(highlight=False))
    sys.exit(bool(report.errors))


def _run(asked: Load, *, is_quiet: bool) -> Report:
    columns = (
        TextColumn("calls"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    report = Report()
    with Progress(*columns, console=Console(stderr=True), disable=is_quiet) as progress:
        task = progress.add_task("calls", total=asked.calls, note="")
        for report in run_load(asked):
            text = f"{report.requests} requests, {sum(report.errors.values())} errors"
            progress.update(task, completed=report.ended, note=text)
    return report


def _show(report: Report, console: Console) -> None:
    table = Table(
        title=f"{report.ended} calls, {report.requests} requests in {report.elapsed_s:.1f} s", title_justify="left"
    )
    for name in ("URL", "requests", "p50 ms", "p90 ms", "p99 ms", "max ms"):
        table.add_column(name, justify="left" if name == "URL" else "right")
    for path in (None, *report.slowest()):
        figures = report.percentiles(path)
        count = report.requests if path is None else len(report.latencies_ms[path])
        row = (f"{figures.get(key, 0):.1f}" for key in ("p50", "p90", "p99", "max"))
        table.add_row("all" if path is None else path, str(count), *row)
    console.print(table)
    for words, counts, color in (("errors", report.errors, "red"), ("warnings", report.warnings, "yellow")):
        for kind, count in counts.most_common():
            console.print(f"{words}: {kind}: {count}", style=color)
    if report.failed:
        console.print(f"{report.failed} calls ended by an error of the application", style="red")
    if report.queued_s - report.lag_s > _LATE_S:
        text = f"requests waited up to {report.queued_s:.1f} s for a free connection; allow more with --connections"
        console.print(text, style="yellow")
    if report.lag_s > _LATE_S:
        text = f"the emulator itself was {report.lag_s:.1f} s late: it could not keep this rate on this machine"
        console.print(text, style="yellow")


def _values(report: Report) -> dict[str, Any]:
    return {
        "calls": report.ended,
        "failed_calls": report.failed,
        "requests": report.requests,
        "seconds": round(report.elapsed_s, 3),
        "emulator_lag_seconds": round(report.lag_s, 3),
        "queued_seconds": round(report.queued_s, 3),
        "latency_ms": report.percentiles(),
        "slowest": {path: report.percentiles(path) for path in report.slowest()},
        "errors": dict(report.errors),
        "warnings": dict(report.warnings),
    }
