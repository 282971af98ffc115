"""What an element is: a frozen value that carries its own XML, and what its class says about it."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar, cast, dataclass_transform

from texml.errors import FrozenElement, InvalidValue, WrongType
from texml.vocabulary.facts import Attr, Ending, Grade, Place, Text
from texml.vocabulary.kinds.kind import legal
from texml.vocabulary.refusal import Refusal, shown
from texml.writer import Mustache, escape_attribute, write, write_indented

__all__ = ["Element", "assemble", "checked_name", "markup_of", "reachable", "read_only"]

_E = TypeVar("_E", bound="Element")


class _Slotted(type):
    # The instances of its classes have slots and no dict: they are made in less time, and take no other attribute.

    __doc__ = type.__dict__["__doc__"]  # else help() would show that of this class, whatever it is asked about

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kwargs: Any) -> "_Slotted":
        namespace.setdefault("__slots__", ())
        return super().__new__(cls, name, bases, namespace, **kwargs)


def read_only(read: Callable[[Any], Any], name: str = "") -> property:
    """Return an attribute of elements that *read* gives, by its own name or *name*: nobody sets or deletes it."""
    name = name or read.__name__

    def refuse_to_set(element: "Element", _: object) -> NoReturn:
        raise FrozenElement(f"<{element.tag}> does not change in place; make a new {element.tag} with another {name}")

    def refuse_to_delete(element: "Element") -> NoReturn:
        raise FrozenElement(f"<{element.tag}> does not change in place; make a new {element.tag} without {name}")

    return property(read, refuse_to_set, refuse_to_delete)


@dataclass_transform(frozen_default=True)
class Element(metaclass=_Slotted):
    """A verb or noun of the language: a frozen value that was checked when it was made.

    Elements compare and hash by value, so they can be shared between requests, cached, and kept in sets. ``str()``
    gives the element's XML on one line, ``repr()`` the code that makes it.
    """

    tag: ClassVar[str] = ""
    source: ClassVar[str] = ""
    """The page behind the rows that name none of their own."""
    grade: ClassVar[Grade] = "documented"
    """How sure it is that the element may stand where its parents' declarations put it."""
    prepare: ClassVar[Callable[[type["Element"]], None]]
    """What evaluates a declaration (texml/vocabulary/declaration.py)."""
    fields: ClassVar[dict[str, Attr | Text]] = {}
    """The declared fields by name, in the order of `values`; known once the class is prepared."""
    optional: ClassVar[frozenset[str]] = frozenset()
    one_of: ClassVar[tuple[str, ...]] = ()
    """Fields of which exactly one is given."""
    is_container: ClassVar[bool] = False
    is_mixed: ClassVar[bool] = False
    """Whether it holds elements in the midst of its text."""
    nested: ClassVar[dict[type["Element"], Place]] = {}
    """The kinds of child it may hold, and how."""
    is_selective: ClassVar[bool] = False
    """Whether it depends on the other children which one may be added."""
    needs_child: ClassVar[bool] = False
    """Whether it is nothing without a child."""
    is_demanding: ClassVar[bool] = False
    """Whether it is not complete without certain children, or any."""
    bare_text: ClassVar[Callable[[str], "Element"] | None] = None
    """What a str given as content stands for."""
    ends: ClassVar[Ending] = "never"
    """Whether the verbs after it are never reached."""
    is_known: ClassVar[bool] = True
    """Whether the vocabulary has it; what it does not have may stand anywhere."""
    if TYPE_CHECKING:
        _markup: str
        _values: tuple[object, ...]

        @property
        def values(self) -> tuple[object, ...]:
            """Return the value of each field, the text first; None where it was not given; then `extra`, if any."""
            ...

        @property
        def markup(self) -> str:
            """Return the element's own XML: all of a leaf, the unclosed start tag of a container."""
            ...

        @property
        def children(self) -> "tuple[Element, ...]":
            """Return the elements inside, in document order."""
            ...

        @property
        def pieces(self) -> "tuple[str | Element, ...]":
            """Return the texts, elements and comments inside, in document order, where it may hold elements."""
            ...

    else:
        # A slot each is the fastest to fill, and has no setter of ours in its way; a container has another for what it
        # holds. The public names beside them can only be read.
        __slots__ = ("_markup", "_values")
        markup = read_only(attrgetter("_markup"), "markup")
        values = read_only(attrgetter("_values"), "values")
        children = read_only(lambda _: (), "children")
        pieces = read_only(lambda _: (), "pieces")

    @property
    def extra(self) -> Mapping[str, str]:
        """Return the attributes outside the vocabulary, by their wire names."""
        surplus = self.values[len(self.fields) :]
        return MappingProxyType(cast("dict[str, str]", surplus[0]) if surplus else {})

    def with_extra(self, attributes: Mapping[str, str]) -> Self:
        """Return the element with *attributes* added, by wire name and unchecked but for being well-formed.

        This is for what the platform learned after this release; a linter names what was added. It is also the way to
        have a value expanded that is no text: ``Gather().with_extra({"numDigits": Mustache("{{Digits}}")})``, unless
        the element cannot do without it.

        Raises: InvalidValue if a name is none, or is one that the vocabulary has; WrongType if something is no text.
        """
        if not attributes:
            return self
        pairs = zip(self.fields.values(), self.values, strict=False)
        known = {marker.wire: value for marker, value in pairs if isinstance(marker, Attr)}
        for name, text in attributes.items():
            is_expanded = isinstance(text, Mustache) and "{{" in text and name in known and known[name] is None
            if (name in known and not is_expanded) or name in self.extra:
                allowed = "a name that the element does not have yet"
                raise InvalidValue("it is there already", element=self.tag, attribute=name, found=name, allowed=allowed)
        added = markup_of(attributes, self.tag)
        start = len(f"<{self.tag}{markup_of(self.extra, self.tag)}")
        markup = self.markup[:start] + added + self.markup[start:]
        values = (*self.values[: len(self.fields)], {**self.extra, **attributes})
        return assemble(type(self), markup, values, self.pieces)

    def to_xml(self, *, indent: int | None = None) -> str:
        """Return the element's XML: on one line, or with each element on a line of its own, *indent* spaces deeper."""
        return write(self) if indent is None else write_indented(self, indent)

    def __str__(self) -> str:
        return self.to_xml()

    def __repr__(self) -> str:
        arguments = [repr(list(self.pieces))] if self.pieces and self.is_container else []
        for (name, marker), value in zip(self.fields.items(), self.values, strict=False):
            if value is not None:
                if isinstance(marker, Text):
                    arguments.append(repr(list(value) if isinstance(value, tuple) else value))
                else:
                    arguments.append(f"{name}={value!r}")
        made = f"{type(self).__name__}({', '.join(arguments)})"
        return f"{made}.with_extra({dict(self.extra)!r})" if self.extra else made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element) or type(other) is not type(self):
            return NotImplemented
        return self.markup == other.markup and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash((self.markup, self.pieces))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return assemble, (type(self), self.markup, self.values, self.pieces)


@cache
def _name() -> re.Pattern[str]:
    """Return what names match (XML 1.0, section 2.3); compiled when it is first asked for, as few documents need it."""
    start = (
        ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
        "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
    )
    return re.compile(f"[{start}][{start}\\-.0-9\xb7\u0300-\u036f\u203f-\u2040]*")


def checked_name(name: str, element: str) -> str:
    """Return *name* if it can name an element or attribute.

    Raises: InvalidValue, WrongType.
    """
    allowed = "a name of XML: a letter, _ or :, then also digits, . and -"
    if not isinstance(name, str):
        raise WrongType(f"{shown(name)} is no name", element=element, found=name, allowed=allowed)
    if not _name().fullmatch(name):
        raise InvalidValue(f"{shown(name)} is no name", element=element, found=name, allowed=allowed)
    return name


def markup_of(attributes: Mapping[str, str], element: str) -> str:
    """Return *attributes* as they stand in a start tag.

    Raises: InvalidValue, WrongType.
    """
    pieces = []
    for name, value in attributes.items():
        checked_name(name, element)
        if not isinstance(value, str):
            raise WrongType(f"{shown(value)} is no text", element=element, attribute=name, found=value, allowed="text")
        try:
            pieces.append(f' {name}="{escape_attribute(legal(value))}"')
        except Refusal as refusal:
            raise refusal.at(element, name) from None
    return "".join(pieces)


def assemble(cls: type[_E], markup: str, values: tuple[object, ...], pieces: tuple[Any, ...]) -> _E:
    """Return the element whose parts these are, unchecked; a container takes *pieces*, others have them in *values*."""
    if "fields" not in cls.__dict__:
        Element.prepare(cls)
    element: Any = object.__new__(cls)
    element._markup = markup  # noqa: SLF001  # it is in the making
    element._values = values  # noqa: SLF001
    if cls.is_container:
        element._held = pieces  # noqa: SLF001
    return cast("_E", element)


def reachable(root: type[Element]) -> tuple[type[Element], ...]:
    """Return *root* and everything that may stand in it, each once, parents first and in the order of declarations."""
    found: dict[type[Element], None] = {}

    def find(element: type[Element]) -> None:
        if element not in found:
            found[element] = None
            for child in element.nested:
                find(child)

    find(root)
    return tuple(found)
