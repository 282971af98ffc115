"""What an element is: a frozen value that carries its own XML, and what its class says about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NoReturn, Self, TypeVar, dataclass_transform

from texml.errors import FrozenElement
from texml.vocabulary.facts import Attr, Text
from texml.writer import write, write_indented

__all__ = ["Element", "assemble", "set_children", "set_markup", "set_values"]

_E = TypeVar("_E", bound="Element")


@dataclass_transform(frozen_default=True)
class Element:
    """A verb or noun of the language: a frozen value that was checked when it was made.

    Elements compare and hash by value, so they can be shared between requests, cached, and kept in sets. ``str()``
    gives the element's XML on one line, ``repr()`` the code that makes it.
    """

    tag: ClassVar[str] = ""
    source: ClassVar[str] = ""
    """The page behind the rows that name none of their own."""
    fields: ClassVar[dict[str, Attr | Text]] = {}
    """The declared fields by name, in the order of `values`."""
    optional: ClassVar[frozenset[str]] = frozenset()
    one_of: ClassVar[tuple[str, ...]] = ()
    """Fields of which exactly one is given."""
    is_container: ClassVar[bool] = False
    nested: ClassVar[dict[type["Element"], bool]] = {}
    """The kinds of child it may hold; true for one that bears no sibling."""
    bare_text: ClassVar[Callable[[str], "Element"] | None] = None
    """What a str among the children stands for."""
    if TYPE_CHECKING:

        @property
        def values(self) -> tuple[object, ...]:
            """Return the value of each field, the text first; None where it was not given."""
            ...

        @property
        def markup(self) -> str:
            """Return the element's own XML: all of a leaf, the unclosed start tag of a container."""
            ...

        @property
        def children(self) -> "tuple[Element, ...]":
            """Return the elements inside, in document order."""
            ...

    else:
        __slots__ = ("children", "markup", "values")

    def to_xml(self, *, indent: int | None = None) -> str:
        """Return the element's XML: on one line, or with each element on a line of its own, *indent* spaces deeper."""
        return write(self) if indent is None else write_indented(self, indent)

    def __str__(self) -> str:
        return self.to_xml()

    def __repr__(self) -> str:
        arguments = [repr(list(self.children))] if self.children else []
        for (name, marker), value in zip(self.fields.items(), self.values, strict=True):
            if value is not None:
                arguments.append(repr(value) if isinstance(marker, Text) else f"{name}={value!r}")
        return f"{self.tag}({', '.join(arguments)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element) or type(other) is not type(self):
            return NotImplemented
        return self.markup == other.markup and self.children == other.children

    def __hash__(self) -> int:
        return hash((self.markup, self.children))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenElement(f"<{self.tag}> does not change in place; make a new {self.tag} with another {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenElement(f"<{self.tag}> does not change in place; make a new {self.tag} without {name}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return assemble, (type(self), self.markup, self.values, self.children)


# The slots' own setters, for who makes elements: `__setattr__` refuses everybody.
set_children, set_markup, set_values = (Element.__dict__[slot].__set__ for slot in ("children", "markup", "values"))


def assemble(cls: type[_E], markup: str, values: tuple[object, ...], children: tuple[Element, ...]) -> _E:
    """Return the element whose parts these are, unchecked."""
    element = object.__new__(cls)
    set_markup(element, markup)
    set_values(element, values)
    set_children(element, children)
    return element
