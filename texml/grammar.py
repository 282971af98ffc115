"""Hold a document against the vocabulary: every element, attribute and value that the platform would not understand.

The platform says nothing about what it does not know, it leaves it out; so anything unknown is an error here.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from texml.errors import (
    DocumentError,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    UnknownAttribute,
)
from texml.tree import Node
from texml.vocabulary import Element, TextRow, per_class, rows, text_row
from texml.vocabulary.documents import DocumentKind
from texml.vocabulary.facts import Place
from texml.vocabulary.kinds import Readings, Words
from texml.vocabulary.refusal import Refusal, nearest, shown, with_article
from texml.vocabulary.twiml import TWIML_ATTRIBUTES, TWIML_ELEMENTS
from texml.vocabulary.verbs import Response
from texml.writer import Mustache

__all__ = ["Checked", "Finding", "check", "stripped"]


class Finding(NamedTuple):
    """An error and the code of the rule that it breaks."""

    code: str
    error: DocumentError
    hint: str | None = None
    """What to do, where the nearest word does not say it."""


class Checked:
    """An element of a document after it was held against its class.

    *element* is None where the vocabulary has none for it. *values* are the attributes that are right, by their Python
    names, and the text if it is.
    """

    __slots__ = ("children", "element", "findings", "node", "number", "parent", "values")

    def __init__(self, node: Node, element: type[Element] | None, parent: "Checked | None" = None) -> None:
        self.node = node
        self.element = element
        self.parent = parent
        self.number = 0
        self.values: dict[str, Any] = {}
        self.children: list[Checked] = []
        self.findings: list[Finding] = []

    @property
    def path(self) -> str:
        """Return where it is: ``/Response/Dial[1]``, counting elements of one name from 1."""
        if self.parent is None:
            return f"/{self.node.tag}"
        if not self.number:
            self.parent.number_children()
        return f"{self.parent.path}/{self.node.tag}[{self.number}]"

    def number_children(self) -> None:
        """Count the children, those of each name by themselves."""
        counts: dict[str, int] = {}
        for child in self.children:
            counts[child.node.tag] = child.number = counts.get(child.node.tag, 0) + 1

    def walk(self) -> "Iterator[Checked]":
        """Yield this element and all inside, in the order of the document."""
        left: list[Checked] = [self]
        while left:
            checked = left.pop()
            yield checked
            if checked.children:
                left += reversed(checked.children)

    def get(self, name: str) -> Any:
        """Return the value of an attribute by its Python name; None if it is absent or wrong."""
        return self.values.get(name)

    def is_wrong(self, name: str) -> bool:
        """Return whether an attribute is there, by its Python name, with a value that is not allowed."""
        known = rows(self.element) if self.element else ()
        return any(row.name == name and row.wire in self.node.attributes for row in known) and name not in self.values


def check(root: Node, kind: DocumentKind) -> Checked:
    """Return *root* and all in it, held against the vocabulary for a document of that *kind*."""
    if root.tag != Response.tag:
        checked = Checked(root, None)
        near = nearest(root.tag, [Response.tag])
        _find(checked, "TX105", InvalidNesting, f"the root is {root.tag}", "Response", near)
        return checked
    checked = Checked(root, Response)
    _check(checked, Response, {verb.tag: verb for verb in kind.verbs}, f"in a {kind.name}")
    return checked


def _find(
    checked: Checked,
    code: str,
    error: type[DocumentError],
    problem: str,
    allowed: str,
    near: str | None = None,
    *,
    attribute: str | None = None,
    hint: str | None = None,
) -> None:
    node = checked.node
    line, column = (node.place_of(attribute)) or (None, None)
    found = error(
        problem,
        element=node.tag,
        attribute=attribute,
        found=attribute or node.tag,
        allowed=allowed,
        nearest=near,
        path=checked.path if attribute is None or attribute not in node.attributes else f"{checked.path}/@{attribute}",
        line=line,
        column=column,
    )
    checked.findings.append(Finding(code, found, hint))


def _refused(checked: Checked, refusal: Refusal, attribute: str | None) -> None:
    path = checked.path if attribute is None else f"{checked.path}/@{attribute}"
    line, column = checked.node.place_of(attribute) or (None, None)
    error = refusal.at(checked.node.tag, attribute, path=path, line=line, column=column)
    checked.findings.append(Finding("TX112", error))


class _Known:
    """What the vocabulary says of an element, laid out to be looked up by the words of a document."""

    def __init__(self, element: type[Element]) -> None:
        text = text_row(element)
        self.attributes = {row.wire: Readings(row.name, row.kind.read) for row in rows(element)}
        self.required = tuple(row for row in rows(element) if row.required)
        self.text = None if text is None else Readings(text.name, _reader_of_text(text))
        self.nested = {child.tag: child for child in element.nested}
        self.places = {child.tag: place for child, place in element.nested.items()}


def _reader_of_text(row: TextRow) -> Callable[[str], Any]:
    # White space around a URL or a code is layout; around words it may be meant.
    read = row.kind.read
    return read if isinstance(row.kind, Words) else lambda text: read(stripped(text))


_known = per_class(_Known)


def _check(checked: Checked, element: type[Element], nested: dict[str, type[Element]], where: str) -> None:
    known = _known(element)
    node = checked.node
    values = checked.values
    pairs = iter(node.pairs)
    for name, value in zip(pairs, pairs, strict=True):
        readings = known.attributes.get(name)
        if readings is None:
            _unknown_attribute(checked, element, name, known.attributes)
            continue
        try:
            values[readings.name] = readings[value]
        except Refusal as refusal:
            _refused(checked, refusal, name)
    for row in known.required:
        if row.name not in values and row.wire not in node.attributes:
            _find(checked, "TX113", MissingAttribute, "it is missing", row.kind.allowed, attribute=row.wire)
    if known.text is not None or node.content:
        _check_text(checked, element, known.text)
    if element.one_of:
        _check_one_of(checked, element)
    if node.children or element.is_demanding:
        _check_children(checked, element, nested, where)


def _unknown_attribute(checked: Checked, element: type[Element], name: str, known: Iterable[str]) -> None:
    allowed = ", ".join(known) or "no attributes"
    instead = TWIML_ATTRIBUTES.get(element.tag, {}).get(name)
    if instead is None:
        near = nearest(name, known)
        _find(checked, "TX111", UnknownAttribute, "there is no such attribute", allowed, near, attribute=name)
    else:
        problem = "TwiML has this attribute, TexML has not"
        _find(checked, "TX132", UnknownAttribute, problem, allowed, attribute=name, hint=instead)


def _check_text(checked: Checked, element: type[Element], readings: Readings | None) -> None:
    text = checked.node.text
    if readings is not None and text in readings:
        checked.values[readings.name] = readings[text]
        return
    row = text_row(element)
    if row is None or readings is None:
        # Text may stand for a child, but not beside one.
        if text.strip() and (element.bare_text is None or checked.node.children):
            problem = f"the text {shown(text.strip())} does not belong here"
            _find(checked, "TX104", InvalidNesting, problem, "no text")
    elif row.required and not text.strip() and not (element.is_mixed and checked.node.children):
        _find(checked, "TX121", MissingContent, "the text is missing", row.kind.allowed)
    elif text.strip():
        try:
            checked.values[row.name] = readings[text]
        except Refusal as refusal:
            _refused(checked, refusal, None)


def stripped(text: str) -> str:
    """Return *text* without the white space around it, a `Mustache` as one."""
    bare = text.strip(" \t\r\n")
    return Mustache(bare) if isinstance(text, Mustache) else bare


def _check_one_of(checked: Checked, element: type[Element]) -> None:
    wires = {row.name: row.wire for row in rows(element)}
    named = [wires.get(name, "the text") for name in element.one_of]
    there = {*checked.node.attributes, *(["the text"] if checked.node.text.strip() else [])}
    found = [name for name in named if name in there]
    if len(found) != 1:
        error = InvalidValue if found else MissingContent
        problem = " and ".join(found) + " are given together" if found else "there is nothing to do"
        _find(checked, "TX123", error, problem, f"one of {', '.join(named)}")


def _check_children(checked: Checked, element: type[Element], nested: dict[str, type[Element]], where: str) -> None:
    children = checked.children
    for node in checked.node.children:
        child = Checked(node, nested.get(node.tag), checked)
        children.append(child)
    if element.is_selective or element.is_demanding:
        _check_places(checked, element)
    for child in children:
        if child.element is not None:
            _check(child, child.element, _known(child.element).nested, "here")
        else:
            _misplaced(child, checked.node.tag, nested, where)


def _check_places(checked: Checked, element: type[Element]) -> None:
    """Check what may stand beside what, and that nothing is missed."""
    places = _known(element).places
    counts: dict[str, int] = {}
    for child in checked.children:
        tag = child.node.tag
        counts[tag] = counts.get(tag, 0) + 1
        place = places.get(tag, Place()) if child.element is not None else Place()
        if place.alone and len(checked.children) > 1:
            problem = f"{with_article(tag)} bears no sibling"
            _find(child, "TX103", InvalidNesting, problem, f"one {tag} and nothing else")
        if place.once and counts[tag] > 1:
            _find(child, "TX103", InvalidNesting, f"there is more than one {tag}", f"one {tag}")
    for tag, place in places.items():
        if place.required and tag not in counts:
            _find(checked, "TX122", MissingContent, f"there is no {tag} in it", f"one {tag}")
    if element.needs_child and not checked.children and not checked.node.text.strip():
        _find(checked, "TX122", MissingContent, "there is nothing in it", " or ".join(places))


def _misplaced(child: Checked, parent: str, nested: dict[str, type[Element]], where: str) -> None:
    """Say that an element is not the vocabulary's, or not in its place."""
    tag = child.node.tag
    allowed = ", ".join(nested) or "no children"
    problem = f"{with_article(tag)} does not belong {where}"
    if tag in _PARENTS:
        parents = _PARENTS[tag]
        # Where it is in the right parent, the document is of the wrong kind.
        hint = None if parent in parents else f"it belongs in {' or '.join(parents)}"
        _find(child, "TX102", InvalidNesting, problem, allowed, nearest(tag, nested), hint=hint)
    elif tag in TWIML_ELEMENTS:
        problem = "TwiML has this element, TexML has not"
        _find(child, "TX131", InvalidNesting, problem, allowed, hint=TWIML_ELEMENTS[tag])
    else:
        _find(child, "TX101", InvalidNesting, problem, allowed, nearest(tag, nested) or nearest(tag, _PARENTS))


def _parents(element: type[Element], found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the tags of the elements inside *element*, each with those that it may stand in."""
    for child in element.nested:
        parents = found.setdefault(child.tag, [])
        if element.tag not in parents:
            parents.append(element.tag)
            _parents(child, found)
    return found


_PARENTS = _parents(Response, {})
