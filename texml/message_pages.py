"""Make the reference pages of what the platform sends: Markdown, one section for each kind of request."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, get_args, get_origin

from texml.vocabulary.callbacks import CALLBACKS, Callback, ConferenceCallback
from texml.vocabulary.record import ParamRow, Record, params
from texml.vocabulary.webhooks import EVENTS, Webhook

__all__ = ["REFUSALS", "callbacks_page", "webhooks_page"]

_GENERATED = "<!-- Generated from the vocabulary by `make docs`; do not edit. -->"
_TYPES = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`", datetime: "moment"}

REFUSALS = {
    "missing-header": "one of the two headers is not there, or has another name",
    "repeated-header": "one of them came twice, or was joined from two with a comma",
    "malformed-timestamp": "the timestamp is not 1 to 12 digits 0-9",
    "signature-not-base64": "the signature is not Base64, to the letter",
    "signature-length": "the signature is not 64 bytes long",
    "wrong-signature": "no key fits: the body or the timestamp was changed, or somebody else signed",
    "stale": "signed by the platform, but longer ago than the tolerance: a replay, or a wrong clock",
    "future": "signed by the platform, but further ahead than the tolerance: a wrong clock",
}
"""What each `Unauthentic.kind` means."""


_SIGNATURES = (
    "## Signatures",
    "",
    "The platform signs callbacks and webhooks with Ed25519. In `texml.webhooks`, `verify(raw, headers, keys, now=)`",
    "takes the body byte for byte as it came, a form as well as JSON, and returns when and by which key it was signed.",
    "",
    "- Signed is the text of the header `telnyx-timestamp` (Unix seconds), a bar, and the body.",
    "- The header `telnyx-signature-ed25519` holds the 64 bytes of the signature in Base64.",
    "- A key is 32 bytes in Base64, from the platform's portal. Keys under which anybody can sign are refused.",
    "- The timestamp may be 300 s off, to either side, inclusive.",
    "- Method, URL and query are not signed. A GET proves nothing about its parameters.",
    "",
    "Everything else raises `Unauthentic`, whose `kind` says why; answer 401.",
    "",
    "| kind | meaning |",
    "|---|---|",
    *(f"| `{kind}` | {meaning} |" for kind, meaning in REFUSALS.items()),
    "",
    "[Vectors](signature-vectors.json) of signatures, of forms too, with the verdict on each, are for every language.",
    "That form bodies are signed byte for byte is documented, but not confirmed by a capture.",
    "",
)

_EVENTS = (
    "## Events",
    "",
    "In `texml.webhooks`, `parse(raw)` reads JSON into the class of its `event_type`, and `to_json(event)` writes it.",
    "What a class does not know, or cannot read, is kept in `extra` by JSON pointer; an event that nobody has",
    "documented is a `Webhook`. No source says which values are always sent.",
    "",
    "| event_type | class | meaning |",
    "|---|---|---|",
)


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
        "How to tell whose request it is: [webhooks](webhooks.md#signatures).",
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


def webhooks_page() -> str:
    """Return the page on signatures and on the events that the platform sends as JSON."""
    lines = [_GENERATED, "", "# Webhooks", "", *_SIGNATURES, *_EVENTS]
    for name, event in EVENTS.items():
        lines.append(f"| `{name}` | [{event.__name__}](#{event.__name__.lower()}) | {_summary(event)} |")
    lines += ["", "## Webhook", "", *_paragraphs(Webhook.__doc__), *_value_table(Webhook, ())]
    envelope = params(Webhook)
    inside: list[type[Record]] = []
    for event in EVENTS.values():
        lines += _event_section(event, tuple(row.name for row in envelope))
        inside += _inside(event)
    for record in dict.fromkeys(inside):
        lines += [f"## {record.__name__}", "", *_paragraphs(record.__doc__), *_value_table(record, ())]
    return _page(lines)


def _inside(record: type[Record]) -> Iterator[type[Record]]:
    """Yield the values inside values of *record*, outer ones first."""
    for row in params(record):
        shape = get_args(row.shape)[0] if get_origin(row.shape) is tuple else row.shape
        if issubclass(shape, Record):
            yield shape
            yield from _inside(shape)


def _event_section(event: type[Webhook], above: tuple[str, ...]) -> Iterator[str]:
    yield from (f"## {event.__name__}", "", *_paragraphs(event.__doc__))
    flat = " Documented to come without the envelope `data`." if event().is_flat else ""
    yield from (f"Event `{event.event}`.{flat} Source: {event.source}.", "")
    if event.expected_by:
        yield from (f"Announced by {', '.join(f'`{command}`' for command in event.expected_by)}.", "")
    yield from _value_table(event, above)


def _value_table(record: type[Record], above: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the table of what *record* holds, without those *above*, and a blank one."""
    yield from ("| attribute | in JSON | meaning | type | grade |", "|---|---|---|---|---|")
    for row in params(record):
        if row.name not in above:
            cells = _cells(row, record)
            yield f"| {' | '.join((cells.name, cells.wire, cells.meaning, cells.type, cells.grade))} |"
    yield ""


def _param_table(record: type[Record]) -> Iterator[str]:
    """Yield the lines of the table of what *record* holds, and a blank one."""
    rows = params(record)
    if not rows:
        yield from ("It carries nothing.", "")
        return
    yield from ("| attribute | on the wire | meaning | type | sent | grade |", "|---|---|---|---|---|---|")
    yield from (f"| {' | '.join(_cells(row, record))} |" for row in rows)
    yield ""


class _Cells(NamedTuple):
    name: str
    wire: str
    meaning: str
    type: str
    sent: str
    grade: str


def _cells(row: ParamRow, record: type[Record]) -> _Cells:
    unit = f" ({row.unit})" if row.unit else ""
    words = f": {', '.join(f'`{word}`' for word in row.values)}" if row.values else ""
    null = ", or null" if row.is_nullable else ""
    return _Cells(
        name=f"`{row.name}`",
        wire=f"`{row.wire}`",
        meaning=row.doc,
        type=f"{_type_of(row.shape)}{unit}{null}{words}",
        sent="always" if row.required else f"when {row.when}" if row.when else "",
        grade=row.grade if row.source == record.source else f"{row.grade}; {row.source}",
    )


def _type_of(shape: Any) -> str:
    if get_origin(shape) is tuple:
        return f"list of {_type_of(get_args(shape)[0])}"
    return f"[{shape.__name__}](#{shape.__name__.lower()})" if issubclass(shape, Record) else _TYPES[shape]


def _paragraphs(doc: str | None) -> Iterator[str]:
    """Yield the lines of a docstring without its indentation, then a blank one."""
    yield from (line.strip() for line in (doc or "").strip().splitlines())
    yield ""


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
