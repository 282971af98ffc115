"""Read TeXML into the same values that the builder makes."""

from collections.abc import Iterator
from typing import Any

from texml.errors import DocumentError, InvalidDocument, WrongType
from texml.grammar import Checked, Finding, check
from texml.tree import LIMITS, Limits, Node, parse_tree
from texml.usage import stripped
from texml.vocabulary import Element, Other, is_complete, rows
from texml.vocabulary.comment import Comment
from texml.vocabulary.documents import VOICE
from texml.vocabulary.refusal import shown
from texml.vocabulary.verbs import Response
from texml.writer import Mustache

__all__ = ["parse"]

# What is wrong with an element that can be made all the same: attributes that it does not have.
_KEPT_AS_EXTRA = {"TX111", "TX132"}


def parse(document: str | bytes, *, lenient: bool = False, limits: Limits = LIMITS) -> Response:
    """Return the elements of *document*, which is text, or bytes in UTF-8; ``parse(str(d)) == d``.

    Comments are kept as `Comment` where elements may stand, and left out elsewhere: around the root and in elements
    that hold text only. White space between elements is left out. A value that the platform is to expand, and that is
    no text, is kept in `Element.extra`: ``numDigits="{{Digits}}"``. Where *lenient* is true, what the vocabulary does
    not have, or not there, is kept as it is: attributes as `Element.extra`, elements as `Other`; but text that stands
    in the root itself is refused all the same.

    Raises: InvalidXml if it is no XML, holds what no application should be sent, or is over one of *limits*;
    InvalidDocument, which carries every error, for what the platform would not understand; WrongType for what is
    neither text nor bytes.
    """
    if not isinstance(document, str | bytes | bytearray | memoryview):
        raise WrongType(
            f"{shown(document)} is no document", element="Response", found=document, allowed="text or bytes"
        )
    checked = check(parse_tree(document, limits, of=Checked), VOICE)
    findings = [finding for found in checked.walk() for finding in found.findings if not _is_expanded(found, finding)]
    is_lost = checked.element is None or any(finding.code == "TX104" for finding in checked.findings)
    if findings and (not lenient or is_lost):
        raise _invalid(findings)
    return Response().add(*_inside(checked)).with_extra(_extra(checked))


def _invalid(findings: list[Finding]) -> InvalidDocument:
    errors: list[DocumentError] = [finding.error for finding in findings]
    return InvalidDocument(tuple(errors))


def _element(checked: Checked) -> Element:
    """Return the element that was read, as `Other` where its class would not take it."""
    cls = checked.element
    kept = all(finding.code in _KEPT_AS_EXTRA or _is_expanded(checked, finding) for finding in checked.findings)
    if cls is None or not kept or (checked.children and not (cls.is_container or cls.is_mixed)):
        return _other(checked)
    arguments: dict[str, Any] = dict(checked.values)
    if cls.is_container:
        bare = [cls.bare_text(stripped(checked.text))] if cls.bare_text and checked.text.strip() else []
        arguments["content"] = [*bare, *_inside(checked)]
    elif cls.is_mixed:
        arguments["content"] = [*_mixed(checked)]
    element = cls(**arguments).with_extra(_extra(checked))
    return element if is_complete(element) else _other(checked)


def _is_expanded(checked: Checked, finding: Finding) -> bool:
    """Return whether it finds a value that may be right once it is expanded, and that the element can do without."""
    if checked.element is None or finding.code != "TX112":
        return False
    value = checked.attributes.get(finding.error.attribute or "")
    needed = {row.wire for row in rows(checked.element) if row.required or row.name in checked.element.one_of}
    return isinstance(value, Mustache) and finding.error.attribute not in needed


def _inside(checked: Checked) -> Iterator[Element]:
    """Yield the elements and comments inside, in their order."""
    return (piece for piece in _mixed(checked) if not isinstance(piece, str))


def _mixed(checked: Checked) -> Iterator[str | Element]:
    """Yield the texts, elements and comments inside, in their order."""
    children = iter(checked.children)
    for piece in checked.content:
        if isinstance(piece, Node):
            yield _element(next(children))
        else:
            yield piece if isinstance(piece, str) else _comment(piece.text)


def _comment(text: str) -> Comment:
    """Return the comment that was read; its double braces were expanded before, if they were to be."""
    return Comment(Mustache(text) if "{{" in text else text)


def _extra(checked: Checked) -> dict[str, str]:
    """Return the attributes that the vocabulary does not have, or not so before they are expanded."""
    read = {row.wire for row in rows(checked.element) if row.name in checked.values} if checked.element else set()
    return {name: value for name, value in checked.attributes.items() if name not in read}


def _other(node: Node) -> Other:
    content: list[str | Element] = []
    for piece in node.content:
        if isinstance(piece, Node):
            content.append(_other(piece))
        elif not isinstance(piece, str):
            content.append(_comment(piece.text))
        else:
            before = content.pop() if content and isinstance(content[-1], str) else ""
            kind = Mustache if isinstance(before, Mustache) or isinstance(piece, Mustache) else str
            content.append(kind(f"{before}{piece}"))
    return Other(node.tag, node.attributes, content)
