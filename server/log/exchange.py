"""Write a log as text that can be read elsewhere, and read it back: every delivery, byte for byte.

JSON Lines hold all of it and can be imported, also into another kind of database. CSV is for people and spreadsheets,
so no cell there can be taken for a formula; a phone number begins with a plus sign, which is one.
"""

import base64
import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from io import StringIO
from typing import Any

from server.errors import ConfigurationError
from server.log.arrival import Arrival, arrive
from server.log.database import database_url
from server.log.engine import opening
from server.log.moment import from_microseconds, moment_text
from server.log.scanning import count, deliveries, snapshot
from server.log.writer import Writer
from texml.callbacks import read_form, read_timestamp

__all__ = ["FORMATS", "export_log", "import_lines"]

_AT_ONCE = 256
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_COLUMNS = (
    "delivery", "event", "received_at", "route", "method", "verdict", "kind", "conference", "room", "call", "sequence",
    "timestamp", "from", "to", "problem", "body",
)  # fmt: skip

FORMATS = ("jsonl", "csv")


def export_log(
    database: str, format_: str, *, on_progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[str]:
    """Yield the log as it is now, in lines with their ends; the deliveries in the order of their ids.

    *format_* is one of `FORMATS`.

    Raises: LogUnavailable.
    """
    with snapshot(database) as connection:
        total = count(connection)
        done = 0
        if format_ == "csv":
            yield _csv_line(_COLUMNS)
        for rows in deliveries(connection):
            for row in rows:
                yield _csv_line(_cells(row)) if format_ == "csv" else _json_line(row)
            done += len(rows)
            on_progress(done, total)


def _json_line(row: Any) -> str:
    shown = {
        "delivery": row.id,
        "event": row.event_id or row.id,
        "received_at": moment_text(from_microseconds(row.received_at)),
        "route": row.route,
        "method": row.method,
        "content_type": row.content_type,
        "headers": json.loads(row.headers),
        "verdict": row.verdict,
        "raw": base64.b64encode(row.raw).decode(),
    }
    return json.dumps(shown) + "\n"


def _cells(row: Any) -> list[object]:
    fields = read_form(bytes(row.raw), row.content_type).first_values
    return [
        row.id,
        row.event_id or row.id,
        moment_text(from_microseconds(row.received_at)),
        row.route,
        row.method,
        row.verdict,
        row.kind,
        row.conference,
        row.room,
        row.call,
        *(fields.get(name) for name in ("SequenceNumber", "Timestamp", "From", "To")),
        row.problem,
        bytes(row.raw).decode("utf-8", "replace"),
    ]


def _csv_line(cells: Iterable[object]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell).replace("\0", "\u2400")
    return f"'{text}" if text.startswith(_FORMULA) else text


def import_lines(
    database: str, lines: Iterable[str], *, on_progress: Callable[[int], None] = lambda _done: None
) -> int:
    """Write the deliveries of *lines*, as `export_log` made them in JSON Lines; return how many there were.

    Those that are there already are left as they are, so an import that was cut off can be made again.

    Raises: ConfigurationError for a line that is none; LogUnavailable.
    """
    done = 0
    with opening(database_url(database)), closing(Writer(database, is_patient=True)) as writer:
        for portion in _portions(lines):
            with writer.turn():
                errors = [error for error in writer.write(portion, is_again=True) if error is not None]
            if errors:
                raise errors[0]
            done += len(portion)
            on_progress(done)
    return done


def _portions(lines: Iterable[str]) -> Iterator[list[Arrival]]:
    portion: list[Arrival] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            portion.append(_arrival(line, number))
        if len(portion) == _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _arrival(line: str, number: int) -> Arrival:
    try:
        found = json.loads(line)
        received_at = _moment(found["received_at"])
        return arrive(
            base64.b64decode(found["raw"], validate=True),
            route=_text(found["route"]),
            method=_text(found["method"]),
            content_type=None if found["content_type"] is None else _text(found["content_type"]),
            headers=[(_text(name), _text(value)) for name, value in found["headers"]],
            verdict=found["verdict"] if found["verdict"] in ("verified", "unverified") else "off",
            received_at=received_at,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as err:
        problem = f"{err.args[0]} is missing" if isinstance(err, KeyError) else f"it cannot be read: {err}"
        allowed = "what `texml-server export --format jsonl` writes"
        raise ConfigurationError(problem, place=f"line {number}", allowed=allowed) from err


def _moment(text: str) -> datetime:
    found = read_timestamp(text)
    if found is None:
        raise ValueError(f"received_at: {text!r:.80} is no time")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is no text")
    return value
