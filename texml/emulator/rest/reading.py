"""Which command a request is: found by method and path, its arguments read by the command's own declaration.

The declarations are those that the client sends (texml/vocabulary/control). Names are case-sensitive, and one that is
not declared is left aside (assumed; the SDK's docstring says that snake_case is not understood).
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from texml.emulator.rest.exchange import Asked
from texml.emulator.rest.problems import (
    NOT_FOUND,
    UNDECODABLE,
    Problem,
    Refused,
    blank,
    not_one_of,
    out_of_range,
    wrong_type,
    wrong_value,
)
from texml.errors import ArgumentType, CommandError, MissingArgument, MissingContent, WrongType
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import Argument, arguments
from texml.vocabulary.kinds import Choice, Decimal, Kind, Whole
from texml.vocabulary.refusal import Refusal, masked, shown

__all__ = ["Read", "Routes"]

_URLS = ("Url", "Callback")
_WORD = re.compile(r"\\\{(\w+)\\\}")


class Read(NamedTuple):
    """A command as it was read, and the names in the request that nothing reads."""

    command: Command[Any]
    unread: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return what was asked for, without what stands in the path, and without secrets."""
        cls = type(self.command)
        table = arguments(cls)
        told = [
            f"{table[name].wire}={'***' if table[name].is_secret else _legible(value)}"
            for name, value in self.command.given.items()
            if f"{{{name}}}" not in cls.http_path
        ]
        aside = [f"not read: {', '.join(map(_legible, self.unread))}"] if self.unread else []
        return masked("; ".join([" ".join([cls.__name__, *told]), *aside]))


def _legible(value: object) -> str:
    """Return *value* as it stands in one line of a terminal, where nobody's text may do anything."""
    text = str(value)
    return text if text.isprintable() else shown(text)


class _Route(NamedTuple):
    method: str
    pattern: "re.Pattern[str]"
    command: type[Command[Any]]


class Routes:
    """Methods and paths of *commands*."""

    def __init__(self, commands: Iterable[type[Command[Any]]]) -> None:
        self._routes = [_Route(each.http_method, _pattern(each.http_path), each) for each in commands]

    def find(self, method: str, path: str) -> tuple[type[Command[Any]], Mapping[str, str]]:
        """Return the command behind a method and a path, and the arguments that stand in the path.

        Raises: Refused where there is none.
        """
        for route in self._routes:
            found = route.pattern.fullmatch(path) if route.method == method else None
            if found is not None:
                return route.command, {name: unquote(text) for name, text in found.groupdict().items()}
        raise Refused(NOT_FOUND)

    def read(self, asked: Asked) -> Read:
        """Return what is asked for.

        Raises: Refused for what it cannot be, with what is wrong.
        """
        cls, in_path = self.find(asked.method, asked.path)
        given = _query(asked.query) if asked.method in {"GET", "DELETE"} else _body(asked)
        table = {argument.wire: argument for name, argument in arguments(cls).items() if name not in in_path}
        read = {table[wire].name: _typed(table[wire], value) for wire, value in given.items() if wire in table}
        try:
            command = cls(**in_path, **read)
        except CommandError as err:
            raise Refused(_problem(cls, err)) from err
        return Read(command, tuple(wire for wire in given if wire not in table))


def _pattern(path: str) -> "re.Pattern[str]":
    return re.compile(_WORD.sub(r"(?P<\1>[^/]+)", re.escape(path)))


def _query(query: str) -> dict[str, Any]:
    # A name that comes more than once is a list, as in a form.
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in parse_qs(query).items()}


def _body(asked: Asked) -> dict[str, Any]:
    """Return the fields of a body: a form or a JSON object. Source: both by the operations; the SDK sends JSON."""
    try:
        text = asked.body.decode()
        if asked.content_type.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded":
            return _query(text)
        found = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        raise Refused(UNDECODABLE) from None
    if not isinstance(found, dict):
        raise Refused(UNDECODABLE)
    return {name: value for name, value in found.items() if value is not None}


def _typed(argument: Argument, value: Any) -> Any:
    """Return the value of an argument; in a form, a query and by leniency in JSON, text stands for flag or number."""
    kind = argument.kind
    try:
        read = kind.read(value) if isinstance(value, str) else kind.admit(value)
    except Refusal as refusal:
        raise Refused(_of_value(argument.wire, kind, refusal.error, refusal.allowed)) from None
    except CommandError as err:  # in an object inside
        raise Refused(wrong_value(argument.wire, err.allowed or err.problem)) from None
    if argument.wire.endswith(_URLS) and not _is_url(str(read)):
        raise Refused(wrong_value(argument.wire, "an http or https URL"))
    return read


def _is_url(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _of_value(wire: str, kind: Kind, error: type[Exception], allowed: str) -> Problem:
    if issubclass(error, MissingContent):
        return blank(wire)
    if isinstance(kind, Choice):
        return not_one_of(wire, kind.words)
    if issubclass(error, WrongType):
        return wrong_type(wire, allowed)
    return out_of_range(wire, allowed) if isinstance(kind, Whole | Decimal) else wrong_value(wire, allowed)


def _problem(cls: type[Command[Any]], error: CommandError) -> Problem:
    argument = arguments(cls).get(error.argument or "")
    wire = argument.wire if argument is not None else error.argument or ""
    if isinstance(error, MissingArgument):
        return blank(wire)
    if isinstance(error, ArgumentType):
        return wrong_type(wire, error.allowed)
    return wrong_value(wire, error.allowed or error.problem)
