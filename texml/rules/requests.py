"""Rules about the requests that a document makes the platform send."""

import re
from collections.abc import Iterator

from texml.grammar import Checked, stripped
from texml.rules.rule import Report, Rule, rule
from texml.vocabulary import Element, Row, per_class, rows, text_row
from texml.vocabulary.kinds import Kind, Shaped

__all__ = ["RULES"]


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def _urls(checked: Checked) -> Iterator[tuple[str | None, str]]:
    """Yield the URLs of an element with the wire names of their attributes, None for the text."""
    if checked.element is None:
        return
    text = text_row(checked.element)
    if text is not None and (_is_url(text.kind) or checked.node.tag == "Play") and text.name in checked.values:
        yield None, stripped(checked.values[text.name])
    for row in _url_rows(checked.element):
        if row.name in checked.values:
            yield row.wire, checked.values[row.name]


@per_class
def _url_rows(element: type[Element]) -> tuple[Row, ...]:
    # That of a Play may be the name of a stored file, so it is no URL to the vocabulary.
    return tuple(row for row in rows(element) if _is_url(row.kind) or row.name == "failover_url")


@per_class
def _method_rows(element: type[Element]) -> tuple[Row, ...]:
    return tuple(row for row in rows(element) if row.wire.lower().endswith("method"))


def _is_url(kind: Kind) -> bool:
    return isinstance(kind, Shaped) and "http" in kind.allowed and "status" not in kind.allowed


@rule(
    "TX401",
    "warning",
    "URLs are https",
    why="Over http anybody on the way reads and changes what callers say and hear.",
    bad="<Redirect>http://voice.example.com/next</Redirect>",
    good="<Redirect>https://voice.example.com/next</Redirect>",
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
)
def _urls_are_absolute(checked: Checked) -> Iterator[Report]:
    for wire, url in _urls(checked):
        is_stored = checked.node.tag == "Play" and checked.get("media_storage")
        if not _SCHEME.match(url) and not is_stored and not url.startswith("{{"):
            yield Report("the URL is relative", "write it with https:// and the host", wire)


@rule(
    "TX403",
    "warning",
    "Callbacks are sent by POST",
    why="The signature covers time and body; a GET carries its values in the query, where nothing protects them.",
    bad='<Gather action="https://voice.example.com/pin" method="GET"/>',
    good='<Gather action="https://voice.example.com/pin"/>',
)
def _callbacks_are_posted(checked: Checked) -> Iterator[Report]:
    if checked.element is None or checked.node.tag == "Request":  # that one goes to somebody else
        return
    for row in _method_rows(checked.element):
        if checked.get(row.name) == "GET":
            yield Report("the signature protects nothing of a GET", "use POST", row.wire)


RULES: tuple[Rule, ...] = (_urls_are_encrypted, _urls_are_absolute, _callbacks_are_posted)
