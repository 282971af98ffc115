"""Make the reference pages of what the platform sends: Markdown, one section for each kind of request."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from texml.vocabulary.callbacks import CALLBACKS, Callback, ConferenceCallback
from texml.vocabulary.record import ParamRow, Record, params

__all__ = ["callbacks_page"]

_GENERATED = "<!-- Generated from the vocabulary by `make docs`; do not edit. -->"
_TYPES = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`", datetime: "moment"}


def callbacks_page() -> str:
    """Return the page on the requests that the platform sends to an application."""
    lines = [_GENERATED, "", "# Callbacks", ""]
    lines += [
        "What the platform requests of an application, as forms (POST) or query strings (GET). In `texml.callbacks`,",
        "`read_callback(kind, form)` reads each into its class and `to_form(callback)` writes it; what is not known is",
        "kept in `extra`, what was missing or unreadable is told in `problems`, and all as it came stands in `fields`.",
        "",
        "A **fetch** asks for instructions or audio, an **action** brings a result and asks for instructions, and a",
        "**notification** is news: answer it 200 with an empty body. What is answered otherwise may be lost for ever.",
        "",
        "A moment is ISO 8601 in UTC; two older shapes are read as well (`2021-04-28 22:51:29.993535Z`, RFC 2822).",
        "",
        "| kind | class | role | signed | meaning |",
        "|---|---|---|---|---|",
        *(_overview(callback) for callback in CALLBACKS),
        "",
    ]
    for callback in CALLBACKS:
        lines += _callback_section(callback)
    return _page(lines)


def _overview(callback: type[Callback]) -> str:
    name = callback.__name__
    cells = (f"`{callback.kind}`", f"[{name}](#{name.lower()})", callback.role, callback.signed, _summary(callback))
    return f"| {' | '.join(cells)} |"


def _summary(record: type[Record]) -> str:
    return (record.__doc__ or "").partition("\n")[0]


def _callback_section(callback: type[Callback]) -> Iterator[str]:
    yield from (f"## {callback.__name__}", "", *_paragraphs(callback.__doc__))
    yield from (f"Kind `{callback.kind}`, {callback.role}. {_method(callback)} Source: {callback.source}.", "")
    if issubclass(callback, ConferenceCallback):
        yield from (f"Event `{callback.event}`, subscribed to by `{callback.subscribed_as}`.", "")
    yield from ("| URL given by | method given by |", "|---|---|")
    yield from (
        f"| {_place(url)} | {_place(method) if method else 'nothing'} |" for url, method in callback.sent_to.items()
    )
    yield from ("", *_param_table(callback))


def _method(callback: type[Callback]) -> str:
    if len(callback.methods) == 1:
        return f"Always {callback.methods[0]}."
    if callback.default_method is None:
        return "GET or POST, as the application is set."
    return f"GET or POST, by default {callback.default_method}."


def _place(name: str) -> str:
    owner, _, setting = name.partition(" ")
    return f"{owner} `{setting}`" if setting and owner in ("application", "REST") else f"`{name}`"


def _param_table(record: type[Record]) -> Iterator[str]:
    """Yield the lines of the table of what *record* holds, and a blank one."""
    rows = params(record)
    if not rows:
        yield from ("It carries nothing.", "")
        return
    yield from ("| attribute | on the wire | meaning | type | sent | grade |", "|---|---|---|---|---|---|")
    yield from (_row(row, record) for row in rows)
    yield ""


def _row(row: ParamRow, record: type[Record]) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    words = f": {', '.join(f'`{word}`' for word in row.values)}" if row.values else ""
    sent = "always" if row.required else f"when {row.when}" if row.when else ""
    grade = row.grade if row.source == record.source else f"{row.grade}; {row.source}"
    cells = (f"`{row.name}`", f"`{row.wire}`", row.doc, f"{_TYPES[row.shape]}{unit}{words}", sent, grade)
    return f"| {' | '.join(cells)} |"


def _paragraphs(doc: str | None) -> Iterator[str]:
    """Yield the lines of a docstring without its indentation, then a blank one."""
    yield from (line.strip() for line in (doc or "").strip().splitlines())
    yield ""


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
