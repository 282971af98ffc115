"""Prepare a document once and fill in what differs from call to call.

`Slot` stands for a text that is not known yet, `Template` is a document with slots. Filling one in checks and escapes
the values as the builder would, and leaves the rest of the document as it was written.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from texml.errors import InvalidValue, MissingContent, UnknownAttribute, WrongType
from texml.vocabulary import Element, rows, text_row
from texml.vocabulary.kinds import Remembering
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.vocabulary.verbs import Response
from texml.writer import escape_attribute, escape_text

__all__ = ["Slot", "Template"]

# Private use characters, which no document has a reason to hold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}([A-Za-z_][A-Za-z0-9_]*){_CLOSE}")


class Slot(str):
    """A text that is filled in later, wherever the builder takes text: ``Say(Slot("greeting"))``.

    It may be a part of one: ``Conference(f"Room {Slot('number')}")``. *name* is a name as Python's are.

    Raises: InvalidValue for another name.
    """

    __slots__ = ()

    def __new__(cls, name: str) -> "Slot":
        """Return the mark that stands for the text."""
        if not name.isidentifier() or not name.isascii():
            allowed = "a name as Python's are"
            raise InvalidValue(f"{shown(name)} is no name", element="Slot", found=name, allowed=allowed)
        return super().__new__(cls, f"{_OPEN}{name}{_CLOSE}")

    def __repr__(self) -> str:
        return f"Slot({self[1:-1]!r})"


class _Hole(NamedTuple):
    """Where a slot stands: in which value, of which kind, and what comes around it there."""

    name: str
    element: str
    field: str
    pattern: str
    kind: Remembering
    escape: Callable[[str], str]


class Template:
    """A document whose slots are filled in again and again.

    Raises: MissingContent if *document* has no slot; InvalidValue for one in a list, or outside the vocabulary.
    """

    def __init__(self, document: Response) -> None:
        self._holes = tuple(_holes(document))
        self._names = frozenset(name for hole in self._holes for name in _SLOT.findall(hole.pattern))
        if not self._holes:
            raise MissingContent("there is no slot in it", element="Response", allowed="a document with a Slot")
        pieces = []
        rest = str(document)
        for hole in self._holes:
            before, _, rest = rest.partition(hole.escape(hole.pattern))
            pieces.append(before)
        self._pieces = (*pieces, rest)
        lost = next((piece for piece in self._pieces if _OPEN in piece), None)
        if lost is not None:
            problem = f"the slot {_SLOT.findall(lost)[0]!r} cannot be filled in where it stands"
            allowed = "a text or an attribute of the vocabulary that takes one text"
            raise InvalidValue(problem, element="Template", found=lost, allowed=allowed)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the slots."""
        return self._names

    def fill(self, **values: str) -> str:
        """Return the text of the document with a value in each slot, each checked and escaped where it stands.

        Raises: UnknownAttribute, MissingContent, WrongType or InvalidValue, with the element and the field.
        """
        if values.keys() != self._names:
            self._refuse_names(values)
        text = self._pieces[0]
        for hole, piece in zip(self._holes, self._pieces[1:], strict=True):
            text += _filled(hole, values) + piece
        return text

    def _refuse_names(self, values: dict[str, str]) -> None:
        allowed = ", ".join(sorted(self._names))
        for name in values.keys() - self._names:
            raise UnknownAttribute(
                "there is no such slot",
                element="Template",
                attribute=name,
                found=name,
                allowed=allowed,
                nearest=nearest(name, self._names),
            )
        missing = min(self._names - values.keys())
        raise MissingContent("it is not filled in", element="Template", attribute=missing, allowed="a text")


def _filled(hole: _Hole, values: dict[str, str]) -> str:
    value = values[hole.name] if hole.name else _SLOT.sub(lambda found: _text(found[1], values), hole.pattern)
    try:
        return hole.escape(hole.kind.admit(value))
    except Refusal as refusal:
        raise refusal.at(hole.element, hole.field) from None


def _text(name: str, values: dict[str, str]) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise WrongType(f"{shown(value)} is no text", element="Template", attribute=name, found=value, allowed="a text")
    return value


def _holes(element: Element) -> Iterator[_Hole]:
    """Yield the values with slots in the order in which they are written: attributes, then the text, then children."""
    text = text_row(type(element))
    for row in rows(type(element)):
        yield from _hole(element, row.name, row.kind, escape_attribute)
    if text is not None:
        yield from _hole(element, text.name, text.kind, escape_text)
    for child in element.children:
        yield from _holes(child)


def _hole(element: Element, name: str, kind: Any, escape: Callable[[str], str]) -> Iterator[_Hole]:
    value = getattr(element, name)
    if isinstance(value, str) and _OPEN in value and isinstance(kind, Remembering):
        whole = _SLOT.fullmatch(value)
        yield _Hole(whole[1] if whole else "", element.tag, name, value, kind, escape)
