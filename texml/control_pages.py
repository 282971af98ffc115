"""Make the reference pages of the REST client: Markdown, one section for each operation."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from texml.vocabulary.control.catalogue import COMMANDS, DOCUMENTED_OPERATIONS
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.declaration import Argument, Nested, Tagged, arguments
from texml.vocabulary.control.parameters import Parameters
from texml.vocabulary.control.result import Result, result_fields
from texml.vocabulary.control.values import Several

__all__ = ["coverage_page", "rest_page"]

_GENERATED = "<!-- Generated from the vocabulary by `make docs`; do not edit. -->"
_TABLE = ("| argument | in the request | meaning | allowed | default | grade |", "|---|---|---|---|---|---|")


def rest_page() -> str:
    """Return the page on operations, their arguments and what they answer."""
    lines = [_GENERATED, "", "# The REST client", ""]
    lines += [
        "Each operation is a method of a client from `texml.client`: of a `Client` it returns the answer, of an",
        "`AsyncClient` it is awaited. Its arguments are checked before anything is sent; what is wrong is said by a",
        "`CommandError`, what the platform says no to by an `ApiError` (`texml.errors`). Every operation is also a",
        "value that `client.send` takes: the class that is named beside it, from `texml.vocabulary.control`.",
        "",
        "A default is what the platform does without the argument. Grade and source say how sure a row is; without a",
        "source it is the OpenAPI of 2026-07-16. A field of an answer that may be missing is None then.",
        "",
    ]
    objects: list[type[Parameters]] = []
    results: list[type[Result]] = []
    for title, commands in COMMANDS.items():
        lines += [f"## {title}", ""]
        for command in sorted(commands, key=lambda each: each.name_of_command):
            lines += _operation(command)
            objects += _objects_in(command)
            results += _results_in(command.result_type)
    lines += ["## Objects inside", "", "An argument takes one of these, or a dict of its fields.", ""]
    for kind in sorted(set(objects), key=lambda each: each.__name__):
        lines += [f"### {kind.__name__}", "", str(kind.__doc__), "", *_rows(kind), ""]
    lines += ["## Answers", "", "Fields that are newer than this library are in `extra`, all as it came in `raw`.", ""]
    for result in sorted(set(results), key=lambda each: each.__name__):
        lines += [f"### {result.__name__}", "", str(result.__doc__), "", *_fields(result), ""]
    return _page(lines)


def coverage_page() -> str:
    """Return the page on which of the platform's operations there are."""
    commands = [command for group in COMMANDS.values() for command in group]
    lines = [_GENERATED, "", "# Coverage of the REST API", ""]
    lines += [
        f"{len(commands)} of {DOCUMENTED_OPERATIONS} operations that the platform documents for conferences, queues,",
        "calls and the TeXML side, each with all of its arguments, waiting and awaited. tests/texml/client sends",
        "each to a platform that checks requests and answers by the documentation, and compares it with what the",
        "official package sends.",
        "",
        "After an uncertain end (no answer, 408, 5xx) an operation is sent again where that does no harm: `method`, as",
        "HTTP says so of its method, or `command_id`, as the platform carries out the first of the same name only.",
        "Where it says `never`, `OutcomeUncertain` tells how to find out.",
        "",
        "| operation | request | arguments | sent again |",
        "|---|---|---|---|",
    ]
    for command in sorted(commands, key=lambda each: each.name_of_command):
        again = "method" if command.is_idempotent() else "command_id" if command.takes_command_id() else "never"
        request = f"`{command.http_method} {command.http_path}`"
        lines.append(f"| `{command.name_of_command}` | {request} | {len(arguments(command))} | {again} |")
    return _page([*lines, ""])


def _operation(command: type[Command[Any]]) -> Iterator[str]:
    again = f" To find out whether it was done: {command.find_out}." if command.find_out else ""
    yield from (f"### {command.name_of_command}", "", f"{command.__doc__}{again}", "")
    yield f"`{command.http_method} {command.http_path}`, class `{command.__name__}`, answers {_answer(command)}."
    yield ""
    if arguments(command):
        yield from (*_rows(command), "")


def _answer(command: type[Command[Any]]) -> str:
    found = _results_in(command.result_type)
    if not found:
        return "nothing"
    name = found[0].__name__
    link = f"[{name}](#{name.lower()})"
    if issubclass(command, ListCommand):
        return f"pages of {link}"
    return f"{link} as `data`" if get_origin(command.result_type) else link


def _results_in(shape: Any) -> list[type[Result]]:
    """Return the results that an answer is made of, that inside the answer first."""
    if get_origin(shape) is not None:
        return [found for part in get_args(shape) for found in _results_in(part)]
    if not (isinstance(shape, type) and issubclass(shape, Result)):
        return []
    # A page of the TeXML side is a class of its own, which says what is on it.
    inner = [found for base in getattr(shape, "__orig_bases__", ()) for found in _results_in(base)]
    if inner:
        return inner
    return [shape, *(found for field in result_fields(shape) for found in _results_in(field.shape))]


def _objects_in(kind: type[Parameters]) -> Iterator[type[Parameters]]:
    for argument in arguments(kind).values():
        for inner in _classes(argument.kind):
            yield inner
            yield from _objects_in(inner)


def _classes(kind: Any) -> list[type[Parameters]]:
    if isinstance(kind, Nested):
        return [kind.cls]
    if isinstance(kind, Several):
        return _classes(kind.one)
    return [nested.cls for nested in kind.by_type.values()] if isinstance(kind, Tagged) else []


def _rows(kind: type[Parameters]) -> Iterator[str]:
    yield from _TABLE
    for argument in arguments(kind).values():
        yield _row(argument, kind)


def _row(argument: Argument, kind: type[Parameters]) -> str:
    unit = f" ({argument.unit})" if argument.unit else ""
    default = "required" if argument.required else f"`{argument.default}`" if argument.default is not None else ""
    grade = argument.grade if argument.source == kind.source else f"{argument.grade}; {argument.source}"
    allowed = f"{argument.kind.allowed.replace('|', chr(92) + '|')}{unit}"
    cells = (f"`{argument.name}`", f"`{argument.wire}`", argument.doc, allowed, default, grade)
    return f"| {' | '.join(cells)} |"


def _fields(result: type[Result]) -> Iterator[str]:
    yield from ("| field | type | always there |", "|---|---|---|")
    for field in result_fields(result):
        yield f"| `{field.name}` | {_type(field.shape)} | {'yes' if field.required else ''} |"


def _type(shape: Any) -> str:
    if isinstance(shape, type) and get_origin(shape) is None:
        return f"[{shape.__name__}](#{shape.__name__.lower()})" if issubclass(shape, Result) else f"`{shape.__name__}`"
    origin, parts = get_origin(shape), get_args(shape)
    if origin is tuple:
        return f"tuple of {_type(parts[0])}"
    if origin is Literal:
        return ", ".join(f"`{part!r}`" for part in parts)
    return "mapping"


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
