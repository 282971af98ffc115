"""Prepare a document once and fill in what differs from call to call.

`Slot` stands for a text that is not known yet, `Template` is a document with slots. Filling one in checks and escapes
the values as the builder would, and leaves the rest of the document as it was written.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Self, cast

from texml.errors import InvalidValue, MissingContent, UnknownAttribute, WrongType
from texml.vocabulary import Element, Other, rows, text_row
from texml.vocabulary.kinds import Items, JsonText, Remembering, keep
from texml.vocabulary.kinds.kind import legal
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.vocabulary.verbs import Response
from texml.writer import Mustache, escape_attribute, escape_text

__all__ = ["Slot", "Template"]

# Private use characters, which no document has a reason to hold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}([A-Za-z_][A-Za-z0-9_]*){_CLOSE}")

_Values = dict[str, str]
_Pieces = tuple[str | Element, ...]


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
    """Where slots stand: what is written there, in which field of which element, and what makes a text of values."""

    element: str
    field: str | None
    written: str
    make: Callable[[_Values], str]
    """Returns the value, checked and not escaped yet."""
    escape: Callable[[str], str]


class _Step(NamedTuple):
    """A hole, what is written after it, the slot that is alone in it, and what was written last for values of that."""

    hole: _Hole
    after: str
    only: str
    remembered: dict[object, str]

    @classmethod
    def of(cls, hole: _Hole, after: str) -> Self:
        names = set(_SLOT.findall(hole.written))
        return cls(hole, after, names.pop() if len(names) == 1 else "", {})


class Template:
    """A document whose slots are filled in again and again.

    A slot in a list is one item of it, and one in JSON is a part of a string there.

    Raises: MissingContent if *document* has no slot; InvalidValue for one in a comment or in a `Mustache`.
    """

    def __init__(self, document: Response) -> None:
        self._holes = tuple(_holes(document))
        self._names = frozenset(name for hole in self._holes for name in _SLOT.findall(hole.written))
        if not self._holes:
            raise MissingContent("there is no slot in it", element="Response", allowed="a document with a Slot")
        pieces = []
        rest = str(document)
        for hole in self._holes:
            before, _, rest = rest.partition(hole.escape(hole.written))
            pieces.append(before)
        lost = next((piece for piece in (*pieces, rest) if _OPEN in piece), None)
        if lost is not None:
            problem = f"the slot {_SLOT.findall(lost)[0]!r} cannot be filled in where it stands"
            allowed = "a text, an item of a list of texts, or an attribute that takes one"
            raise InvalidValue(problem, element="Template", found=lost, allowed=allowed)
        self._start = pieces[0]
        self._steps = tuple(_Step.of(hole, after) for hole, after in zip(self._holes, (*pieces[1:], rest), strict=True))

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
        text = self._start
        for hole, after, only, remembered in self._steps:
            value = values[only] if only else None
            piece = remembered.get(value) if type(value) is str else None
            if piece is None:
                piece = _filled(hole, values)
                if type(value) is str:
                    keep(remembered, value, piece)
            text += piece + after
        return text

    def _refuse_names(self, values: _Values) -> None:
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


def _filled(hole: _Hole, values: _Values) -> str:
    try:
        return hole.escape(hole.make(values))
    except Refusal as refusal:
        raise refusal.at(hole.element, hole.field) from None


def _substituted(pattern: str, values: _Values) -> str:
    return _SLOT.sub(lambda found: _text(found[1], values), pattern)


def _text(name: str, values: _Values) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise WrongType(f"{shown(value)} is no text", element="Template", attribute=name, found=value, allowed="a text")
    return value


def _holes(element: Element) -> Iterator[_Hole]:
    """Yield the values with slots in the order in which they are written: attributes, text and elements inside."""
    if isinstance(element, Other):
        yield from _holes_of_other(element)
        return
    for name, value in element.extra.items():
        yield from _free(element.tag, name, value, escape_attribute)
    text = text_row(type(element))
    for row in rows(type(element)):
        yield from _hole(element, row.name, row.kind, escape_attribute)
    if text is not None and (not element.is_mixed or isinstance(element.values[0], str)):
        yield from _hole(element, text.name, text.kind, escape_text)
        return
    yield from _holes_inside(element.tag, element.pieces)


def _holes_of_other(element: Other) -> Iterator[_Hole]:
    name, attributes, pieces = cast("tuple[str, tuple[tuple[str, str], ...], _Pieces]", element.values)
    for attribute, value in attributes:
        yield from _free(name, attribute, value, escape_attribute)
    yield from _holes_inside(name, pieces)


def _holes_inside(tag: str, pieces: _Pieces) -> Iterator[_Hole]:
    for piece in pieces:
        if isinstance(piece, str):
            yield from _free(tag, None, piece, escape_text)
        else:
            yield from _holes(piece)


def _hole(element: Element, name: str, kind: Any, escape: Callable[[str], str]) -> Iterator[_Hole]:
    """Yield the value of a field of the vocabulary, if there is a slot in it."""
    value = getattr(element, name)
    if isinstance(kind, Items) and isinstance(value, tuple):
        written = kind.wire(value)
        if _OPEN in written:
            _check_braces(written, element.tag, name)
            yield _Hole(element.tag, name, written, _make_list(kind, value), escape)
    elif isinstance(value, str) and _OPEN in value and isinstance(kind, Remembering):
        _check_braces(value, element.tag, name)
        make = _make_json if isinstance(kind, JsonText) else _make_text
        yield _Hole(element.tag, name, value, make(kind, value), escape)


def _free(tag: str, name: str | None, value: str, escape: Callable[[str], str]) -> Iterator[_Hole]:
    """Yield a text that may be any, if there is a slot in it."""
    if _OPEN in value:
        _check_braces(value, tag, name)
        yield _Hole(tag, name, value, lambda values: legal(_substituted(value, values)), escape)


def _check_braces(value: str, tag: str, name: str | None) -> None:
    """Refuse a slot in a text that is expanded: what fills it in could ask for that, too."""
    if isinstance(value, Mustache):
        problem = f"the slot {_SLOT.findall(value)[0]!r} stands in a Mustache"
        raise InvalidValue(problem, element=tag, attribute=name, found=value, allowed="a slot in a text of its own")


def _make_text(kind: Remembering, value: str) -> Callable[[_Values], str]:
    whole = _SLOT.fullmatch(value)
    if whole is None:
        return lambda values: cast("str", kind.admit(_substituted(value, values)))
    name = whole[1]
    return lambda values: cast("str", kind.admit(values[name]))


def _make_json(kind: Remembering, value: str) -> Callable[[_Values], str]:
    """Fill in strings of JSON, as nothing else in it can hold a slot."""
    from json import dumps  # noqa: PLC0415  # slow to import, and rarely needed

    def escaped(name: str, values: _Values) -> str:
        return dumps(_text(name, values), ensure_ascii=False)[1:-1]

    return lambda values: cast("str", kind.admit(_SLOT.sub(lambda found: escaped(found[1], values), value)))


def _make_list(kind: Items, items: tuple[str, ...]) -> Callable[[_Values], str]:
    return lambda values: kind.wire(kind.admit(tuple(_substituted(item, values) for item in items)))
