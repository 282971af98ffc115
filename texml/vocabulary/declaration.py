"""Read a verb class's declaration: the rows that constructor, schema, validation and reference pages derive from.

This is the one place where annotations become facts.
"""

import types
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from texml.vocabulary import kinds
from texml.vocabulary.element import Element, read_only
from texml.vocabulary.facts import Attr, Grade, Json, Pattern, Text

__all__ = ["Row", "TextRow", "fields", "per_class", "prepare", "rows", "text_row"]


_C = TypeVar("_C")
_T = TypeVar("_T")


class _Memo(dict[type[Any], _T]):
    def __init__(self, function: Callable[[type[Any]], _T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, cls: type[Any]) -> _T:
        said = self[cls] = self._function(cls)
        return said


def per_class(function: Callable[[type[_C]], _T]) -> Callable[[type[_C]], _T]:
    """Make a *function* of a declaration remember what it said of each class: as many as verbs and requests."""
    return _Memo(function).__getitem__


class Row(NamedTuple):
    """One attribute of one element, as declared."""

    name: str
    """The Python spelling."""
    wire: str
    """The wire spelling."""
    kind: kinds.Kind
    default: str | None
    """What the platform does without it, as wire text; None where no page says."""
    unit: str | None
    source: str
    grade: Grade
    required: bool


class TextRow(NamedTuple):
    """The text between an element's tags, as declared."""

    name: str
    kind: kinds.Remembering
    required: bool


class _Declaration(NamedTuple):
    text: TextRow | None
    rows: tuple[Row, ...]


def rows(element: type[Element]) -> tuple[Row, ...]:
    """Return the attributes of *element* in the order of its declaration, those of its bases first."""
    return _declaration(element).rows


def text_row(element: type[Element]) -> TextRow | None:
    """Return what may stand between the tags of *element*, or None where no text may."""
    return _declaration(element).text


def prepare(element: type[Element]) -> None:
    """Evaluate the annotations of *element*: only now its fields can be told, and read on an instance.

    The annotations of the verbs are text until then, as to evaluate all of them takes longer than anything else at
    import, and a program uses few.

    Raises: TypeError if a field bears a name that every element needs for itself.
    """
    if "fields" in element.__dict__:
        return
    for base in element.__mro__[1:]:
        if issubclass(base, Element) and base is not Element:
            prepare(base)
    marked = {name: marker for name, hint in _hints(element).items() if (marker := _marker(hint)) is not None}
    own = {name for name in marked if name in element.__annotations__}
    element.optional |= {name for name in own if name in element.__dict__}
    element.fields = dict(sorted(marked.items(), key=lambda field: not isinstance(field[1], Text)))
    for index, name in enumerate(element.fields):
        if hasattr(Element, name):
            raise TypeError(
                f"{element.__name__} cannot have a field {name!r}: every element has something of that name"
            )
        setattr(element, name, read_only(_reader(index), name))
    if "content" in element.__dict__ and "content" not in element.fields:
        delattr(element, "content")  # a constructor parameter, not an attribute


def fields(element: type[Element]) -> dict[str, Attr | Text]:
    """Return name and marker of each field of *element*, in the order of its values: the text first."""
    prepare(element)
    return element.fields


def _reader(index: int) -> Callable[[Element], object]:
    return lambda element: element.values[index]


def _hints(element: type[Element]) -> dict[str, Any]:
    """Return the annotations of *element* and of the classes it derives from, theirs first."""
    bases = [base for base in reversed(element.__mro__) if issubclass(base, Element) and base is not Element]
    return {name: _evaluated(hint, base) for base in bases for name, hint in base.__annotations__.items()}


def _evaluated(hint: Any, cls: type) -> Any:
    if not isinstance(hint, str):
        return hint
    return eval(hint, vars(import_module(cls.__module__)))  # noqa: S307  # our own declarations


def _marker(hint: Any) -> Attr | Text | None:
    extras = hint.__metadata__ if get_origin(hint) is Annotated else ()
    return next((extra for extra in extras if isinstance(extra, Attr | Text)), None)


def _declaration(element: type[Element]) -> _Declaration:
    # A class keeps its own declaration; `__dict__` because a subclass must not find that of its base.
    found = element.__dict__.get("_declaration")
    if isinstance(found, _Declaration):
        return found
    read = _read(element)
    setattr(element, "_declaration", read)
    return read


def _read(element: type[Element]) -> _Declaration:
    text: TextRow | None = None
    attributes = []
    hints = _hints(element)
    for name, marker in fields(element).items():
        shape = _shape(hints[name])
        required = name not in element.optional
        if isinstance(marker, Text):
            kind = kinds.Mixed() if element.is_mixed else _kind_of_text(shape)
            text = TextRow(name, kind, required)
        else:
            attributes.append(
                Row(
                    name=name,
                    wire=marker.wire,
                    kind=_kind(shape, marker),
                    default=marker.default,
                    unit=marker.unit,
                    source=marker.source or element.source,
                    grade=marker.grade,
                    required=required,
                )
            )
    return _Declaration(text, tuple(attributes))


def _shape(hint: Any) -> Any:
    """Return a declared type without its marker.

    Python flattens ``Annotated[Annotated[str, Pattern], Text]``, so the pattern stands beside the marker.
    """
    extras = tuple(extra for extra in hint.__metadata__ if not isinstance(extra, Attr | Text))
    return Annotated[(hint.__origin__, *extras)] if extras else hint.__origin__


def _kind(shape: Any, marker: Attr | None) -> kinds.Kind:
    """Return the kind of value that a declared type stands for."""
    if get_origin(shape) in (Union, types.UnionType):
        return _kind_of_union([part for part in get_args(shape) if part is not type(None)], marker)
    if get_origin(shape) is Annotated:
        return _kind_of_shape(shape.__metadata__)
    if get_origin(shape) is Literal:
        return kinds.Choice(get_args(shape))
    plain = _PLAIN.get(shape)
    if plain is None:
        raise TypeError(f"no kind of value for {shape!r}")
    return plain(marker or Attr(""))


def _kind_of_text(shape: Any) -> kinds.Remembering:
    kind = _kind(shape, None)
    if not isinstance(kind, kinds.Remembering):
        raise TypeError(f"no kind of text for {shape!r}")
    return kind


def _kind_of_shape(extras: Sequence[object]) -> kinds.Kind:
    if any(isinstance(extra, Json) for extra in extras):
        return kinds.JsonText()
    return kinds.Shaped(next(extra for extra in extras if isinstance(extra, Pattern)))


def _kind_of_union(parts: list[Any], marker: Attr | None) -> kinds.Kind:
    if any(get_origin(part) is Sequence for part in parts):
        separator = marker.separator if marker is not None else " "
        if parts[0] is int:
            return kinds.Numbers(_whole(marker or Attr("")), separator)
        words = get_args(parts[0])
        return kinds.Choices(words, separator) if words else kinds.Items(separator)
    if bool in parts and str in parts:
        return kinds.FlagOrWords()
    # `bool | Literal[...]`: the words hold "true" and "false", for which the bools stand.
    return _kind(next((part for part in parts if part is not bool), bool), marker)


def _whole(marker: Attr) -> kinds.Whole:
    low, high = (None if bound is None else int(bound) for bound in (marker.min, marker.max))
    return kinds.Whole(low, high, marker.also)


_PLAIN: dict[Any, Callable[[Attr], kinds.Kind]] = {
    bool: lambda _: kinds.Flag(),
    str: lambda _: kinds.Words(),
    int: _whole,
    float: lambda marker: kinds.Decimal(marker.min, marker.max),
}
