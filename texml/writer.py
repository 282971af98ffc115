"""Write XML text: escaping, the start of a document, and how start tags and children are laid out.

The writer stands below the vocabulary: it knows nodes that already carry the text of their own tag (`Node`), and no
verb. That is what lets every element compile its own output (docs/explanation/decisions/0001-writer-below.md).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar, Protocol

__all__ = [
    "DECLARATION",
    "Mustache",
    "Node",
    "clean",
    "escape_attribute",
    "escape_printable",
    "escape_text",
    "illegal_character",
    "write",
    "write_indented",
]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


class Node(Protocol):
    """What the writer needs of an element.

    Its slot *_markup* is the text of the element itself: to look into it costs a tenth of asking a property. For a leaf
    it is the whole element and ends in ``>``; for a container it is the start tag without its closing bracket
    (``<Gather numDigits="4"``), to which the writer adds the *pieces* inside, which are elements and comments.
    """

    tag: ClassVar[str]
    _markup: str

    @property
    def pieces(self) -> Sequence[Any]: ...  # noqa: D102


class Mustache(str):
    """A text whose double braces the platform is to expand, as in ``Mustache("You called from {{From}}")``.

    The platform replaces ``{{From}}`` and the like in a document before it parses it. So that nobody's text can ask
    for that, other texts are written with their double braces escaped. Never put callers' text into one of these.

    Source: texml interpreter guide, 2026-08.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Mustache({super().__repr__()})"


@cache
def _illegal() -> re.Pattern[str]:
    """Return what matches a character that cannot stand in a document (XML 1.0, section 2.2).

    It takes long to compile, and a printable text, as most are, is known to hold none.
    """
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_BRACE_BEFORE_BRACE = re.compile(r"\{(?=\{)")


def illegal_character(text: str) -> tuple[str, int] | None:
    """Return the first character of *text* that XML cannot carry and its index, or None where it can carry all."""
    if text.isprintable():
        return None
    found = _illegal().search(text)
    return found and (found[0], found.start())


def clean(text: str, replacement: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """Return *text* with *replacement* for each character that XML cannot carry, such as controls.

    Use it for texts that you do not make yourself: the builder refuses such characters.
    """
    return _illegal().sub(lambda _: replacement, text)


def escape_attribute(value: str) -> str:
    """Return *value* as it stands between double quotes; every character that XML can carry survives a parser."""
    escaped = _marks_escaped(value)
    if '"' in escaped:
        escaped = escaped.replace('"', "&quot;")
    if escaped.isprintable():
        return escaped
    # Line ends and tabs would come back from an attribute as spaces (XML 1.0, section 3.3.3).
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def escape_text(value: str) -> str:
    """Return *value* as it stands between tags; every character that XML can carry survives a parser."""
    escaped = _marks_escaped(value)
    if ">" in escaped:
        escaped = escaped.replace(">", "&gt;")
    # A carriage return would come back from text as a line feed (XML 1.0, section 2.11).
    return escaped.replace("\r", "&#13;") if "\r" in escaped else escaped


_REFERENCES = {'"': "&quot;", ">": "&gt;"}


def escape_printable(value: str, mark: str) -> str:
    """Return plain, printable text as `escape_attribute` does, where *mark* is ``"``, or as `escape_text`, where ``>``.

    To know that all of it is printable saves half of the time.
    """
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if mark in value:
        value = value.replace(mark, _REFERENCES[mark])
    return _BRACE_BEFORE_BRACE.sub("&#123;", value) if "{{" in value else value


def _marks_escaped(value: str) -> str:
    """Return *value* without ``&``, ``<`` and, unless it asks for them, double braces: a parser still finds all.

    To look for a character first is cheaper than to replace it where it is not.
    """
    escaped = value
    if "&" in escaped:
        escaped = escaped.replace("&", "&amp;")
    if "<" in escaped:
        escaped = escaped.replace("<", "&lt;")
    if "{{" in escaped and not isinstance(value, Mustache):
        escaped = _BRACE_BEFORE_BRACE.sub("&#123;", escaped)
    return escaped


def write(node: Node) -> str:
    """Return *node* and everything in it on one line, without a declaration."""
    markup = node._markup  # noqa: SLF001
    if markup[-1] == ">":
        return markup
    pieces = node.pieces
    if not pieces:
        return markup + "/>"
    inside = [inner if (inner := piece._markup)[-1] == ">" else write(piece) for piece in pieces]  # noqa: SLF001
    return f"{markup}>{''.join(inside)}</{node.tag}>"


def write_indented(node: Node, indent: int, depth: int = 0) -> str:
    """Return *node* with each element on a line of its own, *indent* spaces deeper than its container.

    Text is never broken or padded: a leaf stays on one line, as white space inside it would be spoken or dialed.
    """
    margin = " " * (indent * depth)
    markup = node._markup  # noqa: SLF001
    if markup[-1] == ">" or not node.pieces:
        return margin + write(node)
    inside = "\n".join([write_indented(piece, indent, depth + 1) for piece in node.pieces])
    return f"{margin}{markup}>\n{inside}\n{margin}</{node.tag}>"
