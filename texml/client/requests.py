"""What goes over the wire for a command: pure, from its declaration."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from texml.errors import InvalidArgument
from texml.vocabulary.control.command import Command, HttpMethod
from texml.vocabulary.control.declaration import arguments
from texml.vocabulary.control.parameters import Fields
from texml.vocabulary.refusal import shown

__all__ = ["Request", "request_of"]

_WORD = re.compile(r"\{(\w+)\}")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SAFE_IN_PATH = "!$&'()*+,;=:@"  # RFC 3986, section 3.3: what a segment may hold beside letters, digits and -._~


class Request(NamedTuple):
    """One HTTP request; *target* is the path below the base URL, with the query."""

    method: HttpMethod
    target: str
    content: bytes | None
    """JSON, None where the method has no body."""


def request_of(command: Command[Any]) -> Request:
    """Return the request that *command* is sent as.

    Raises: InvalidArgument if an argument cannot be part of a path.
    """
    cls = type(command)
    parts, in_path = _template(cls.http_path)
    given = command.given
    path = parts[0]
    for name, after in zip(in_path, parts[1:], strict=True):
        path += _segment(cls, name, given[name]) + after
    table = arguments(cls)
    rest = {table[name].wire: value for name, value in given.items() if name not in in_path} | dict(command.extra)
    if cls.http_method in _WITH_BODY:
        return Request(cls.http_method, path, _json(rest))
    query = urlencode(list(_pairs(rest)), quote_via=quote)
    return Request(cls.http_method, f"{path}?{query}" if query else path, None)


@cache
def _template(path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is between the words of a path, and the words."""
    pieces = _WORD.split(path)
    return tuple(pieces[::2]), tuple(pieces[1::2])


def _segment(cls: type[Command[Any]], name: str, value: str) -> str:
    if value in {".", ".."}:
        raise InvalidArgument(
            f"{shown(value)} would change the path",
            command=cls.name_of_command,
            argument=name,
            found=value,
            allowed="any text but . and ..",
        )
    return quote(value, safe=_SAFE_IN_PATH)


def _json(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain).encode()


def _plain(value: object) -> object:
    if isinstance(value, Fields):
        return value.body
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _pairs(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in query.items():
        if isinstance(value, Fields):
            yield from ((f"{name}{_inner(key)}", item) for key, item in _pairs(value.body))
        elif isinstance(value, tuple | list):
            yield name, ",".join(map(_text, value))
        else:
            yield name, _text(value)


def _inner(key: str) -> str:
    """Return the name of a field inside an object in brackets: ``[occurred_at][gt]``."""
    first, bracket, rest = key.partition("[")
    return f"[{first}]{bracket}{rest}"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
