"""Write XML text: escaping, the start of a document, and how start tags and children are laid out.

The writer stands below the vocabulary: it knows nodes that already carry the text of their own tag (`Node`), and no
verb. That is what lets every element compile its own output (docs/explanation/decisions/0001-writer-below.md).
"""

from collections.abc import Sequence
from typing import ClassVar, Protocol

__all__ = ["DECLARATION", "Node", "escape_attribute", "escape_text", "write", "write_indented"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


class Node(Protocol):
    """What the writer needs of an element.

    *markup* is the text of the element itself. For a leaf it is the whole element and ends in ``>``; for a container
    it is the start tag without its closing bracket (``<Gather numDigits="4"``), to which the writer adds *children*.
    """

    tag: ClassVar[str]

    @property
    def markup(self) -> str: ...  # noqa: D102

    @property
    def children(self) -> Sequence["Node"]: ...  # noqa: D102


def escape_attribute(value: str) -> str:
    """Return *value* as it stands between double quotes; every character that XML can carry survives a parser."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    if escaped.isprintable():
        return escaped
    # Line ends and tabs would come back from an attribute as spaces (XML 1.0, section 3.3.3).
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def escape_text(value: str) -> str:
    """Return *value* as it stands between tags; every character that XML can carry survives a parser."""
    # A carriage return would come back from text as a line feed (XML 1.0, section 2.11).
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def write(node: Node) -> str:
    """Return *node* and everything in it on one line, without a declaration."""
    markup = node.markup
    if markup[-1] == ">":
        return markup
    if not node.children:
        return markup + "/>"
    return f"{markup}>{''.join([write(child) for child in node.children])}</{node.tag}>"


def write_indented(node: Node, indent: int, depth: int = 0) -> str:
    """Return *node* with each element on a line of its own, *indent* spaces deeper than its container.

    Text is never broken or padded: a leaf stays on one line, as white space inside it would be spoken or dialed.
    """
    margin = " " * (indent * depth)
    if not node.children:
        return margin + write(node)
    inside = "\n".join([write_indented(child, indent, depth + 1) for child in node.children])
    return f"{margin}{node.markup}>\n{inside}\n{margin}</{node.tag}>"
