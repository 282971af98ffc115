"""Read the platform's JSON webhooks into typed events, and write them as it does.

Nothing here raises for what the other side sent, and nothing is dropped: what an event's class does not know is kept in
*extra*, what cannot be read is there too and told in *problems*.
"""

import json
from datetime import datetime
from typing import Any, get_args, get_origin

from texml.forms import printable
from texml.vocabulary.record import ParamRow, Record, params
from texml.vocabulary.webhooks import EVENTS, Webhook
from texml.vocabulary.wire import READERS, timestamp_text

__all__ = ["parse", "to_json"]

# The pages put the moment of some events in the payload, of others beside it; either is read for either.
_OTHER_PLACE = {"occurred_at": "payload.occurred_at", "payload.occurred_at": "occurred_at"}

_Path = tuple[str, ...]


def parse(raw: bytes) -> Webhook:
    """Return the event that the body *raw* holds, of the class of its event_type; of `Webhook` if that is not known.

    With the envelope ``data`` and without are read alike. A value that is null is as good as none; of a name that comes
    twice, the first counts. Verify *raw* before you believe it.

    Source: OpenAPI of 2026-07, webhooks.
    """
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in found:
            if name in made:
                repeated.append(name)
            else:
                made[name] = value
        return made

    try:
        body = json.loads(raw, object_pairs_hook=pairs, parse_constant=_refuse_constant)
        if not isinstance(body, dict):
            return Webhook(problems=("the body is JSON, but not an object",))
        if b"\\u" in raw or b"\0" in raw:
            body = _printable(body)
        return _Reading(body, [f"{name} came more than once" for name in dict.fromkeys(repeated)]).webhook()
    except (ValueError, RecursionError) as err:
        return Webhook(problems=(f"the body is not JSON: {type(err).__name__}",))


def _refuse_constant(name: str) -> str:
    raise ValueError(f"{name} is not JSON")


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case dict():
            return {printable(name): _printable(part) for name, part in value.items()}
        case list():
            return [_printable(part) for part in value]
        case _:
            return value


class _Reading:
    """One body being read: what was wrong with it, and what no parameter took."""

    def __init__(self, body: dict[str, Any], problems: list[str]) -> None:
        self.body = body
        self.problems = problems
        self.extra: dict[_Path, Any] = {}
        self.envelope: _Path = ("data",) if isinstance(body.get("data"), dict) else ()

    def webhook(self) -> Webhook:
        event_type = self._at((*self.envelope, "event_type"))
        event = EVENTS.get(event_type, Webhook) if isinstance(event_type, str) else Webhook
        found: dict[str, Any] = {}
        taken: set[_Path] = set()
        for row, path in ((row, self._place(row, event)) for row in params(event)):
            value = self._at(path)
            if value is not None:
                found[row.name] = self._read(row.shape, value, path)
                taken.add(path)
        self._leave(self.body, (), taken)
        if event_type is None:
            self.problems.append("event_type is missing")
        extra = {_pointer(path): value for path, value in self.extra.items()}
        return event(**found, is_flat=not self.envelope, extra=extra, problems=tuple(self.problems))

    def _place(self, row: ParamRow, event: type[Webhook]) -> _Path:
        """Return where the value of *row* stands in the body."""
        wire = row.wire
        if wire in _OTHER_PLACE and self._at(self._path(wire)) is None:
            other = _OTHER_PLACE[wire]
            wire = wire if other in {known.wire for known in params(event)} else other
        return self._path(wire)

    def _path(self, wire: str) -> _Path:
        return _path(wire, self.envelope)

    def _at(self, path: _Path) -> Any:
        place: Any = self.body
        for name in path:
            place = place.get(name) if isinstance(place, dict) else None
        return place

    def _read(self, shape: Any, value: Any, path: _Path) -> Any:
        """Return *value* as a *shape*; where it is none, None, and keep it."""
        read = self._as(shape, value, path)
        if read is None:
            self.problems.append(f"{_pointer(path)} is unreadable")
            self.extra[path] = value
        return read

    def _as(self, shape: Any, value: Any, path: _Path) -> Any:
        if get_origin(shape) is tuple:
            if not isinstance(value, list):
                return None
            items = tuple(self._as(get_args(shape)[0], item, (*path, str(index))) for index, item in enumerate(value))
            return None if None in items else items
        if isinstance(shape, type) and issubclass(shape, Record):
            return self._as_record(shape, value, path) if isinstance(value, dict) else None
        return _as_value(shape, value)

    def _as_record(self, record: type[Record], value: dict[str, Any], path: _Path) -> Record:
        rows = {row.wire: row for row in params(record)}
        found: dict[str, Any] = {}
        for name, part in value.items():
            if part is None:
                continue
            if name in rows:
                found[rows[name].name] = self._read(rows[name].shape, part, (*path, name))
            else:
                self.extra[*path, name] = part
        return record(**found)

    def _leave(self, value: Any, path: _Path, taken: set[_Path]) -> None:
        """Keep what stands at *path* and below, and no parameter took."""
        if path in taken:
            return
        if isinstance(value, dict) and path in ((), ("meta",), self.envelope, (*self.envelope, "payload")):
            for name, part in value.items():
                self._leave(part, (*path, name), taken)
        elif value is not None:
            self.extra[path] = value


def _as_value(shape: Any, value: Any) -> Any:
    """Return a JSON *value* as a text, number, flag or moment; numbers and flags may be written as texts."""
    if isinstance(value, str):
        return READERS[shape](value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if shape is str:
        return str(value) if is_number else None
    if shape is int:
        return value if is_number else None
    return value if shape is bool and isinstance(value, bool) else None


def _path(wire: str, envelope: _Path) -> _Path:
    names = tuple(wire.split("."))
    return names if names[0] == "meta" else (*envelope, *names)


def _pointer(path: _Path) -> str:
    """Return *path* as a JSON pointer (RFC 6901)."""
    return "".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in path)


def to_json(webhook: Webhook) -> bytes:
    """Return *webhook* as the body that the platform would send.

    Values that the platform may send as null are null where there are none, all others are left out.

    Source: OpenAPI of 2026-07, webhooks.
    """
    envelope: _Path = () if webhook.is_flat else ("data",)
    body: dict[str, Any] = {}
    for row in params(type(webhook)):
        value = getattr(webhook, row.name)
        if value is not None or row.is_nullable:
            _put(body, _path(row.wire, envelope), _written(value))
    for pointer, value in webhook.extra.items():
        names = tuple(name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:])
        _put(body, names, value)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _put(body: Any, path: _Path, value: Any) -> None:
    *above, last = path
    for name in above:
        body = body[int(name)] if isinstance(body, list) else body.setdefault(name, {})
    if isinstance(body, list):
        body[int(last)] = value
    else:
        body[last] = value


def _written(value: Any) -> Any:
    match value:
        case datetime():
            return timestamp_text(value)
        case Record():
            rows = ((row.wire, getattr(value, row.name)) for row in params(type(value)))
            return {wire: _written(part) for wire, part in rows if part is not None}
        case tuple():
            return [_written(item) for item in value]
        case _:
            return value
