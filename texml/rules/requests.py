"""Rules about the requests that a document makes the platform send."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule
from texml.usage import Usage, stripped
from texml.vocabulary import Element, Row, TextRow, per_class, rows, text_row
from texml.vocabulary.kinds import Shaped, Words

__all__ = ["RULES"]


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def _is_url(row: Row | TextRow) -> bool:
    """Return whether a field is a URL; some of a Play may be the name of a stored file, so it is none to its kind."""
    kind = row.kind
    is_url = isinstance(kind, Shaped) and "http" in kind.allowed and "status" not in kind.allowed
    return is_url or (isinstance(kind, Words) and row.name in {"failover_url", "url"})


def _is_method(row: Row | TextRow) -> bool:
    return isinstance(row, Row) and row.wire.lower().endswith("method")


@lru_cache(maxsize=1_000)
def _url_fields(usage: Usage) -> tuple[tuple[str, str | None], ...]:
    """Return the fields that may be there and are URLs, by Python and wire name, None for that of the text."""
    element = usage.table.element
    text = text_row(element)
    fields = [(row.name, row.wire) for row in rows(element) if _is_url(row) and row.wire in usage.wires]
    return (*([(text.name, None)] if text is not None and _is_url(text) else []), *fields)


def _urls(checked: Checked) -> list[tuple[str | None, str]]:
    """Return the URLs of an element with the wire names of their attributes, None for the text."""
    values = checked.values
    fields = _url_fields(checked.usage) if checked.usage is not None else ()
    return [(wire, stripped(values[name]) if wire is None else values[name]) for name, wire in fields if name in values]


@per_class
def _method_rows(element: type[Element]) -> tuple[Row, ...]:
    return tuple(row for row in rows(element) if _is_method(row))


def _may_be_unencrypted(url: str) -> bool:
    return "http://" in url.lower()


def _may_be_relative(url: str) -> bool:
    return url[:8] != "https://"


def _is_get(method: str) -> bool:
    return method == "GET"


@rule(
    "TX401",
    "warning",
    "URLs are https",
    why="Over http anybody on the way reads and changes what callers say and hear.",
    bad="<Redirect>http://voice.example.com/next</Redirect>",
    good="<Redirect>https://voice.example.com/next</Redirect>",
    about=_is_url,
    when=_may_be_unencrypted,
)
def _urls_are_encrypted(checked: Checked) -> Iterator[Report]:
    for wire, url in _urls(checked):
        if url[:7].lower() == "http://":
            yield Report("http is not encrypted", "use https", wire)


@rule(
    "TX402",
    "note",
    "Relative URLs depend on where the document came from",
    why="They are resolved against the URL of the document, which a proxy or a redirect may change.",
    bad="<Redirect>/next</Redirect>",
    good="<Redirect>https://voice.example.com/next</Redirect>",
    about=_is_url,
    when=_may_be_relative,
)
def _urls_are_absolute(checked: Checked) -> Iterator[Report]:
    if checked.node.tag == "Play" and checked.get("media_storage"):
        return
    for wire, url in _urls(checked):
        if not _SCHEME.match(url) and not url.startswith("{{"):
            yield _relative(wire)


@cache
def _relative(wire: str | None) -> Report:
    return Report("the URL is relative", "write it with https:// and the host", wire)


@rule(
    "TX403",
    "warning",
    "Callbacks are sent by POST",
    why="The signature covers time and body; a GET carries its values in the query, where nothing protects them.",
    bad='<Gather action="https://voice.example.com/pin" method="GET"/>',
    good='<Gather action="https://voice.example.com/pin"/>',
    about=_is_method,
    when=_is_get,
)
def _callbacks_are_posted(checked: Checked) -> Iterator[Report]:
    if checked.element is None or checked.node.tag == "Request":  # that one goes to somebody else
        return
    for row in _method_rows(checked.element):
        if checked.get(row.name) == "GET":
            yield Report("the signature protects nothing of a GET", "use POST", row.wire)


RULES: tuple[Rule, ...] = (_urls_are_encrypted, _urls_are_absolute, _callbacks_are_posted)
