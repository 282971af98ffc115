"""Check TeXML that somebody else wrote: every problem, with its place, its reason and the nearest right word.

The platform says nothing about what it does not know, it leaves it out; so anything unknown is a problem here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from texml.errors import DocumentError, InvalidNesting, InvalidValue, InvalidXml, MissingContent, UnknownAttribute
from texml.reader import parse
from texml.vocabulary import Element, rows, text_row
from texml.vocabulary.documents import VOICE, DocumentKind
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.vocabulary.verbs import Response

__all__ = ["Problem", "is_valid", "iter_problems", "validate"]


class Problem(NamedTuple):
    """One thing that is wrong with a document."""

    path: str
    """Where: ``/Response/Gather[2]/@numDigits``, counting elements of one name from 1."""
    line: int | None
    reason: str
    hint: str | None


def iter_problems(document: str | bytes, *, kind: DocumentKind = VOICE) -> Iterator[Problem]:
    """Yield the problems of *document*, from top to bottom; none means that the platform will do all it says.

    *kind* says which occasion the document is for, as not every verb is run on every one.
    """
    for error in _errors(document, kind):
        yield Problem(error.path or "/", error.line, error.reason, error.hint)


def is_valid(document: str | bytes, *, kind: DocumentKind = VOICE) -> bool:
    """Return whether *document* has no problem."""
    return next(_errors(document, kind), None) is None


def validate(document: str | bytes, *, kind: DocumentKind = VOICE) -> None:
    """Return if *document* has no problem.

    Raises: DocumentError, the kind of the first problem, with its path and line.
    """
    for error in _errors(document, kind):
        raise error


def _errors(document: str | bytes, kind: DocumentKind) -> Iterator[DocumentError]:
    try:
        root = parse(document)
    except InvalidXml as err:
        yield err
        return
    if root.tag != Response.tag:
        yield InvalidNesting(
            f"the root is {_tag(root)}",
            element=_tag(root),
            found=root.tag,
            allowed="Response",
            nearest=nearest(root.tag, [Response.tag]),
            path=f"/{_tag(root)}",
            line=root.sourceline,
        )
        return
    yield from _Checker(root, Response, "/Response").errors(
        {verb.tag: verb for verb in kind.verbs}, f" in a {kind.name}"
    )


def _tag(node: etree._Element) -> str:
    return str(node.tag)


class _Checker:
    """Checks one element of the document against its declaration."""

    def __init__(self, node: etree._Element, element: type[Element], path: str) -> None:
        self.node = node
        self.element = element
        self.path = path

    def errors(self, nested: dict[str, type[Element]], where: str = " here") -> Iterator[DocumentError]:
        """Yield what is wrong with the element, then with its children, of which *nested* may stand there."""
        yield from self._attribute_errors()
        yield from self._text_errors()
        yield from self._one_of_errors()
        yield from self._child_errors(nested, where)

    def _attribute_errors(self) -> Iterator[DocumentError]:
        known = {row.wire: row for row in rows(self.element)}
        for name, value in self.node.attrib.items():
            path = f"{self.path}/@{name}"
            row = known.get(str(name))
            if row is None:
                yield UnknownAttribute(
                    "there is no such attribute",
                    element=self.element.tag,
                    attribute=str(name),
                    found=name,
                    allowed=", ".join(known) or "no attributes",
                    nearest=nearest(name, known),
                    path=path,
                    line=self.node.sourceline,
                )
                continue
            try:
                row.kind.read(str(value))
            except Refusal as refusal:
                yield refusal.at(self.element.tag, row.wire, path=path, line=self.node.sourceline)

    def _text_errors(self) -> Iterator[DocumentError]:
        text = self._text()
        row = text_row(self.element)
        if row is None:
            if text.strip() and self.element.bare_text is None:
                yield self._error(InvalidNesting, f"the text {shown(text.strip())} does not belong here", "no text")
        elif row.required and not text.strip():
            yield self._error(MissingContent, "the text is missing", row.kind.allowed)
        elif text.strip():
            try:
                row.kind.read(text)
            except Refusal as refusal:
                yield refusal.at(self.element.tag, None, path=self.path, line=self.node.sourceline)

    def _text(self) -> str:
        pieces = [self.node.text, *(child.tail for child in self.node)]
        return "".join(piece for piece in pieces if piece)

    def _one_of_errors(self) -> Iterator[DocumentError]:
        if not self.element.one_of:
            return
        wires = {row.name: row.wire for row in rows(self.element)}
        named = [wires.get(name, "the text") for name in self.element.one_of]
        there = {*self.node.attrib, *(["the text"] if (self.node.text or "").strip() else [])}
        found = [name for name in named if name in there]
        if len(found) != 1:
            error = InvalidValue if found else MissingContent
            problem = " and ".join(found) + " are given together" if found else "there is nothing to do"
            yield self._error(error, problem, f"one of {', '.join(named)}")

    def _child_errors(self, nested: dict[str, type[Element]], where: str) -> Iterator[DocumentError]:
        alone = {child.tag for child, single in self.element.nested.items() if single}
        counts: dict[str, int] = {}
        for node in self.node:
            tag = _tag(node)
            counts[tag] = counts.get(tag, 0) + 1
            child = _Checker(node, nested.get(tag, Element), f"{self.path}/{tag}[{counts[tag]}]")
            if tag not in nested:
                yield child._error(
                    InvalidNesting,
                    f"a {tag} does not belong{where}",
                    ", ".join(nested) or "no children",
                    nearest(tag, nested),
                )
                continue
            if tag in alone and (len(self.node) > 1 or self._text().strip()):
                yield child._error(InvalidNesting, f"a {tag} bears no sibling", f"one {tag} and nothing else")
            inside = {grandchild.tag: grandchild for grandchild in child.element.nested}
            yield from child.errors(inside)

    def _error(self, error: type[DocumentError], problem: str, allowed: str, near: str | None = None) -> DocumentError:
        return error(
            problem,
            element=_tag(self.node),
            found=_tag(self.node),
            allowed=allowed,
            nearest=near,
            path=self.path,
            line=self.node.sourceline,
        )
