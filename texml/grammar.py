"""Hold a document against the vocabulary: every element, attribute and value that the platform would not understand.

The platform says nothing about what it does not know, it leaves it out; so anything unknown is an error here.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from texml.errors import (
    DocumentError,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    UnknownAttribute,
)
from texml.tree import Node, Tree
from texml.usage import Table, Usage, table_of
from texml.vocabulary import Element, rows, text_row
from texml.vocabulary.documents import VOICE, DocumentKind
from texml.vocabulary.facts import Place
from texml.vocabulary.kinds import Choices, Whole, Words
from texml.vocabulary.refusal import Refusal, nearest, shown, with_article
from texml.vocabulary.twiml import OTHERS_VALUES, TWIML_ATTRIBUTES, TWIML_DIFFERENCES, TWIML_ELEMENTS
from texml.vocabulary.verbs import Response

__all__ = ["Checked", "Finding", "check"]


class Finding(NamedTuple):
    """An error and the code of the rule that it breaks."""

    code: str
    error: DocumentError
    hint: str | None = None
    """What to do, where the nearest word does not say it."""


class Checked(Node):
    """An element of a document that is held against its class.

    *element* is None where the vocabulary has none for it. *values* are the attributes that are right, by their Python
    names, and the text if it is. *usage* says what follows from which attributes are there. *above* is the path of what
    holds it, "" for a root, *number* counts those of its name in there up to itself. *is_first* says whether no other
    element stands before it in there.
    """

    # Without defaults of the class, which would make each access take ten times as long.
    element: type[Element] | None
    usage: Usage | None
    above: str
    number: int
    values: dict[str, Any]
    findings: tuple[Finding, ...]
    is_first = False

    @property
    def path(self) -> str:
        """Return where it is: ``/Response/Dial[1]``, counting elements of one name from 1."""
        return self.path_to("")

    def path_to(self, below: str) -> str:
        """Return where it is, and what is *below* it."""
        return f"{self.above}/{self.tag}[{self.number}]{below}" if self.above else f"/{self.tag}{below}"

    def walk(self) -> "Iterator[Checked]":
        """Yield this element and all inside, in the order of the document; in what is unknown, nothing is."""
        left: list[Checked] = [self]
        while left:
            checked = left.pop()
            yield checked
            if checked.element is not None:
                left += reversed(checked.children)

    def get(self, name: str) -> Any:
        """Return the value of an attribute by its Python name; None if it is absent or wrong."""
        return self.values.get(name)

    def given(self, *names: str) -> Iterator[str]:
        """Yield the wire names of those of its attributes that are there, right or wrong, by their Python names."""
        if self.usage is not None:
            wires = self.usage.table.wires
            yield from (wires[name] for name in names if wires.get(name) in self.usage.wires)

    def is_wrong(self, name: str) -> bool:
        """Return whether an attribute is there, by its Python name, with a value that is not allowed."""
        known = rows(self.element) if self.element else ()
        return any(row.name == name and row.wire in self.attributes for row in known) and name not in self.values


def check(tree: Tree[Checked], kind: DocumentKind) -> Checked:
    """Return the root of a document after all in it was held against the vocabulary for one of that *kind*."""
    root = tree.root
    root.above, root.number, root.findings = "", 1, ()
    root.element = Response if root.tag == Response.tag else None
    if root.element is None:
        near = nearest(root.tag, [Response.tag])
        hint = None if near else "write <Response> around it"
        _find(root, "TX105", InvalidNesting, f"the root is {root.tag[:80]}", "Response", near, hint=hint)
    for checked in tree.nodes:
        element = checked.element
        if element is None:
            _pass_over(checked)
            continue
        table = table_of(element)
        pairs = checked.pairs
        used_with = table.used_with
        usage = checked.usage = used_with(tuple(pairs[::2]))
        try:
            # Most of what is written is right, and was written before: then this looks it up and nothing else.
            read = usage.read
            checked.values = read(pairs)
        except Refusal:
            _check_attributes(checked, table, usage)
        content = checked.content
        children = checked.children
        value = table.text.get(content[0], _NOT_READ) if len(content) == 1 else _NOT_READ
        if value is not _NOT_READ:
            checked.values[table.text.name] = value
        elif table.needs_text or len(content) > len(children):
            _check_text(checked, table)
        if table.excluding:
            _check_one_of(checked, table, usage)
        if children:
            _check_children(checked, table, kind)
        if table.is_selective and (children or element.is_demanding):
            _check_places(checked, table)
    return root


_NOT_READ = object()


def _pass_over(unknown: Checked) -> None:
    """Leave what nobody knows as it is, and all inside."""
    unknown.usage = None
    unknown.values = {}
    path = unknown.path
    for child in unknown.children:
        child.element = None
        child.above, child.number, child.findings = path, 1, ()


@cache
def _verbs(kind: DocumentKind) -> dict[str, type[Element]]:
    """Return the verbs of a document of that *kind* by their tags."""
    return {verb.tag: verb for verb in kind.verbs}


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
    line, column = checked.place_of(attribute) or (None, None)
    found = error(
        problem,
        element=checked.tag,
        attribute=attribute,
        found=attribute or checked.tag,
        allowed=allowed,
        nearest=near,
        path=checked.path_to(f"/@{attribute}" if attribute in checked.attributes else ""),
        line=line,
        column=column,
    )
    checked.findings += (Finding(code, found, hint),)


def _refused(checked: Checked, refusal: Refusal, attribute: str | None, hint: str | None = None) -> None:
    path = checked.path_to("" if attribute is None else f"/@{attribute}")
    line, column = checked.place_of(attribute) or (None, None)
    error = refusal.at(checked.tag, attribute, path=path, line=line, column=column)
    checked.findings += (Finding("TX112", error, None if error.nearest else hint),)


def _check_attributes(checked: Checked, table: Table, usage: Usage) -> None:
    checked.values = {}
    for name, value in zip(usage.wires, checked.pairs[1::2], strict=True):
        readings = table.attributes.get(name)
        if readings is None:
            _unknown_attribute(checked, table.element, name, table.attributes)
            continue
        try:
            checked.values[readings.name] = readings.of(value)
        except Refusal as refusal:
            _refused(checked, refusal, name, _advice(table.element, name, value))
    for row in table.required:
        if row.wire not in usage.wires:
            hint = f"add {row.wire}"
            _find(checked, "TX113", MissingAttribute, "it is missing", row.kind.allowed, attribute=row.wire, hint=hint)


def _advice(element: type[Element], wire: str, text: str) -> str | None:
    """Return what to do about the *text* of an attribute, which no right word is near to; None: nobody knows."""
    instead = OTHERS_VALUES.get((element.tag, wire), {}).get(text)
    if instead is not None:
        return instead
    if text == "None":
        return "leave it out: None is Python's word for nothing"
    row = next(row for row in rows(element) if row.wire == wire)
    for name, _, ours in TWIML_DIFFERENCES.get(element.tag, ()):
        if name == wire and isinstance(row.kind, (Whole, Choices, Words)):
            return f"in TexML it is {ours}"
    return None if row.default is None else f"without it, it is {row.default}"


def _unknown_attribute(checked: Checked, element: type[Element], name: str, known: Iterable[str]) -> None:
    allowed = ", ".join(known) or "no attributes"
    instead = TWIML_ATTRIBUTES.get(element.tag, {}).get(name)
    if instead is None:
        near = nearest(name, known)
        hint = None if near else "leave it out"
        problem = "there is no such attribute"
        _find(checked, "TX111", UnknownAttribute, problem, allowed, near, attribute=name, hint=hint)
    else:
        problem = "TwiML has this attribute, TexML has not"
        _find(checked, "TX132", UnknownAttribute, problem, allowed, attribute=name, hint=instead)


def _check_text(checked: Checked, table: Table) -> None:
    text = checked.text
    element = table.element
    row = text_row(element)
    if row is None:
        # Text may stand for a child, but not beside one.
        if text.strip() and (element.bare_text is None or checked.children):
            problem = f"the text {shown(text.strip())} does not belong here"
            hint = "put it in a <Say>" if "Say" in table.nested else "leave it out"
            _find(checked, "TX104", InvalidNesting, problem, "no text", hint=hint)
    elif row.required and not text.strip() and not (element.is_mixed and checked.children):
        hint = "write it between the tags, or leave the element out"
        _find(checked, "TX121", MissingContent, "the text is missing", row.kind.allowed, hint=hint)
    elif text.strip():
        try:
            checked.values[row.name] = table.text.of(text)
        except Refusal as refusal:
            _refused(checked, refusal, None)


def _check_one_of(checked: Checked, table: Table, usage: Usage) -> None:
    has_text = None in table.excluding and bool(checked.text.strip())
    if usage.excluding + has_text == 1:
        return
    found = [wire or "the text" for wire in table.excluding if (has_text if wire is None else wire in usage.wires)]
    error = InvalidValue if found else MissingContent
    problem = " and ".join(found) + " are given together" if found else "there is nothing to do"
    named = ", ".join(wire or "the text" for wire in table.excluding)
    hint = "keep one of them" if found else "add one of them"
    _find(checked, "TX123", error, problem, f"one of {named}", hint=hint)


def _check_children(checked: Checked, table: Table, kind: DocumentKind) -> None:
    is_root = not checked.above
    nested = table.nested if kind is VOICE or not is_root else _verbs(kind)
    path = checked.path_to("")
    counts: dict[str, int] = {}
    checked.children[0].is_first = True
    for child in checked.children:
        tag = child.tag
        child.above = path
        child.number = counts[tag] = counts[tag] + 1 if tag in counts else 1
        child.findings = ()
        element = child.element = nested.get(tag)
        if element is None:
            _misplaced(child, checked.tag, nested, f"in a {kind.name}" if is_root else "here")


_ANY_PLACE = Place()


def _check_places(checked: Checked, table: Table) -> None:
    """Check what may stand beside what, and that nothing is missed."""
    places = table.places
    counts: dict[str, int] = {}
    for child in checked.children:
        tag = child.tag
        counts[tag] = counts.get(tag, 0) + 1
        place = places.get(tag, _ANY_PLACE) if child.element is not None else _ANY_PLACE
        if place.alone and len(checked.children) > 1:
            problem = f"{with_article(tag)} bears no sibling"
            hint = "leave it out, or the others"
            _find(child, "TX103", InvalidNesting, problem, f"one {tag} and nothing else", hint=hint)
        if place.once and counts[tag] > 1:
            problem = f"there is more than one {tag}"
            _find(child, "TX103", InvalidNesting, problem, f"one {tag}", hint="keep one of them")
    for tag, place in places.items():
        if place.required and tag not in counts:
            problem = f"there is no {tag} in it"
            _find(checked, "TX122", MissingContent, problem, f"one {tag}", hint=f"add <{tag}>")
    if table.element.needs_child and not checked.children and not checked.text.strip():
        hint = "put one in it, or leave it out"
        _find(checked, "TX122", MissingContent, "there is nothing in it", " or ".join(places), hint=hint)


def _misplaced(child: Checked, parent: str, nested: dict[str, type[Element]], where: str) -> None:
    """Say that an element is not the vocabulary's, or not in its place."""
    tag = child.tag
    allowed = ", ".join(nested) or "no children"
    problem = f"{with_article(tag[:80])} does not belong {where}"
    if tag in _PARENTS:
        parents = _PARENTS[tag]
        # Where it is in the right parent, the document is of the wrong kind.
        hint = None if parent in parents else f"it belongs in {' or '.join(parents)}"
        _find(child, "TX102", InvalidNesting, problem, allowed, nearest(tag, nested), hint=hint)
    elif tag in TWIML_ELEMENTS:
        problem = "TwiML has this element, TexML has not"
        _find(child, "TX131", InvalidNesting, problem, allowed, hint=TWIML_ELEMENTS[tag])
    else:
        near = nearest(tag, nested) or nearest(tag, _PARENTS)
        _find(child, "TX101", InvalidNesting, problem, allowed, near, hint=None if near else "leave it out")


def _parents(element: type[Element], found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the tags of the elements inside *element*, each with those that it may stand in."""
    for child in element.nested:
        parents = found.setdefault(child.tag, [])
        if element.tag not in parents:
            parents.append(element.tag)
            _parents(child, found)
    return found


_PARENTS = _parents(Response, {})
