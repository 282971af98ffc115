"""Hold a document against the vocabulary: every element, attribute and value that the platform would not understand.

The platform says nothing about what it does not know, it leaves it out; so anything unknown is an error here.
"""

from collections.abc import Iterator
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
from texml.vocabulary import Element, Row, per_class, rows, text_row
from texml.vocabulary.documents import DocumentKind
from texml.vocabulary.facts import Place
from texml.vocabulary.kinds import Words
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

    __slots__ = ("children", "element", "findings", "node", "path", "values")

    def __init__(self, node: Node, element: type[Element] | None, path: str) -> None:
        self.node = node
        self.element = element
        self.path = path
        self.values: dict[str, Any] = {}
        self.children: list[Checked] = []
        self.findings: list[Finding] = []

    def walk(self) -> "Iterator[Checked]":
        """Yield this element and all inside, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

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
        checked = Checked(root, None, f"/{root.tag}")
        near = nearest(root.tag, [Response.tag])
        _find(checked, "TX105", InvalidNesting, f"the root is {root.tag}", "Response", near)
        return checked
    checked = Checked(root, Response, "/Response")
    _check(checked, {verb.tag: verb for verb in kind.verbs}, f"in a {kind.name}")
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
    line, column = (node.places.get(attribute or "") or node.place) or (None, None)
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
    line, column = (checked.node.places.get(attribute or "") or checked.node.place) or (None, None)
    error = refusal.at(checked.node.tag, attribute, path=path, line=line, column=column)
    checked.findings.append(Finding("TX112", error))


def _check(checked: Checked, nested: dict[str, type[Element]], where: str) -> None:
    element = checked.element
    if element is None:
        return
    _check_attributes(checked, element)
    _check_text(checked, element)
    _check_one_of(checked, element)
    _check_children(checked, element, nested, where)


@per_class
def _known(element: type[Element]) -> dict[str, Row]:
    """Return the attributes of *element* by their wire names."""
    return {row.wire: row for row in rows(element)}


@per_class
def _required(element: type[Element]) -> tuple[Row, ...]:
    return tuple(row for row in rows(element) if row.required)


@per_class
def _nested(element: type[Element]) -> dict[str, type[Element]]:
    """Return the children of *element* by their tags."""
    return {child.tag: child for child in element.nested}


def _check_attributes(checked: Checked, element: type[Element]) -> None:
    known = _known(element)
    for name, value in checked.node.attributes.items():
        row = known.get(name)
        if row is None:
            _unknown_attribute(checked, element, name, known)
            continue
        try:
            checked.values[row.name] = row.kind.read(value)
        except Refusal as refusal:
            _refused(checked, refusal, name)
    for row in _required(element):
        if row.wire not in checked.node.attributes:
            _find(checked, "TX113", MissingAttribute, "it is missing", row.kind.allowed, attribute=row.wire)


def _unknown_attribute(checked: Checked, element: type[Element], name: str, known: dict[str, Row]) -> None:
    allowed = ", ".join(known) or "no attributes"
    instead = TWIML_ATTRIBUTES.get(element.tag, {}).get(name)
    if instead is None:
        near = nearest(name, known)
        _find(checked, "TX111", UnknownAttribute, "there is no such attribute", allowed, near, attribute=name)
    else:
        problem = "TwiML has this attribute, TexML has not"
        _find(checked, "TX132", UnknownAttribute, problem, allowed, attribute=name, hint=instead)


def _check_text(checked: Checked, element: type[Element]) -> None:
    text = checked.node.text
    row = text_row(element)
    if row is None:
        # Text may stand for a child, but not beside one.
        if text.strip() and (element.bare_text is None or checked.node.children):
            problem = f"the text {shown(text.strip())} does not belong here"
            _find(checked, "TX104", InvalidNesting, problem, "no text")
    elif row.required and not text.strip():
        _find(checked, "TX121", MissingContent, "the text is missing", row.kind.allowed)
    elif text.strip():
        try:
            # White space around a URL or a code is layout; around words it may be meant.
            checked.values[row.name] = row.kind.read(text if isinstance(row.kind, Words) else stripped(text))
        except Refusal as refusal:
            _refused(checked, refusal, None)


def stripped(text: str) -> str:
    """Return *text* without the white space around it, a `Mustache` as one."""
    bare = text.strip(" \t\r\n")
    return Mustache(bare) if isinstance(text, Mustache) else bare


def _check_one_of(checked: Checked, element: type[Element]) -> None:
    if not element.one_of:
        return
    wires = {row.name: row.wire for row in rows(element)}
    named = [wires.get(name, "the text") for name in element.one_of]
    there = {*checked.node.attributes, *(["the text"] if checked.node.text.strip() else [])}
    found = [name for name in named if name in there]
    if len(found) != 1:
        error = InvalidValue if found else MissingContent
        problem = " and ".join(found) + " are given together" if found else "there is nothing to do"
        _find(checked, "TX123", error, problem, f"one of {', '.join(named)}")


def _check_children(checked: Checked, element: type[Element], nested: dict[str, type[Element]], where: str) -> None:
    nodes = checked.node.children
    if not nodes and not element.is_demanding:
        return
    places = {child.tag: place for child, place in element.nested.items()}
    counts: dict[str, int] = {}
    is_single = len(nodes) == 1
    for node in nodes:
        counts[node.tag] = counts.get(node.tag, 0) + 1
        child = Checked(node, nested.get(node.tag), f"{checked.path}/{node.tag}[{counts[node.tag]}]")
        checked.children.append(child)
        if child.element is None:
            _misplaced(child, checked.node.tag, nested, where)
            continue
        place = places.get(node.tag, Place())
        if place.alone and not is_single:
            _find(
                child,
                "TX103",
                InvalidNesting,
                f"{with_article(node.tag)} bears no sibling",
                f"one {node.tag} and nothing else",
            )
        if place.once and counts[node.tag] > 1:
            _find(child, "TX103", InvalidNesting, f"there is more than one {node.tag}", f"one {node.tag}")
        _check(child, _nested(child.element), "here")
    for tag, place in places.items():
        if place.required and tag not in counts:
            _find(checked, "TX122", MissingContent, f"there is no {tag} in it", f"one {tag}")
    if element.needs_child and not nodes and not checked.node.text.strip():
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
