"""What makes a verb class fluent, typed and frozen: `Element`, `Container` and `nests`.

A verb class declares its fields (see texml/vocabulary/facts.py) and nothing else. Its constructor is compiled from
them when it is first called (texml/vocabulary/constructor.py), so that importing the vocabulary stays cheap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, ParamSpec, Self, TypeVar, dataclass_transform

from texml.errors import FrozenElement
from texml.vocabulary import constructor
from texml.writer import write, write_indented

__all__ = ["Container", "Element", "nests"]

_P = ParamSpec("_P")
_C = TypeVar("_C", bound="Container")


@dataclass_transform(frozen_default=True)
class Element:
    """A verb or noun of the language: a frozen value that was checked when it was made.

    Elements compare and hash by value, so they can be shared between requests, cached, and kept in sets. ``str()``
    gives the element's XML on one line.
    """

    tag: ClassVar[str]
    source: ClassVar[str]
    one_of: ClassVar[tuple[str, ...]]
    optional: ClassVar[frozenset[str]]
    is_container: ClassVar[bool] = False
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

    def __init_subclass__(cls, *, source: str = "", one_of: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Take a declaration.

        *source* is the page behind its rows. Of the fields named by *one_of*, exactly one must be given.
        """
        super().__init_subclass__(**kwargs)
        cls.tag = cls.__name__
        cls.source = source
        cls.one_of = one_of
        constructor.install(cls)

    def to_xml(self, *, indent: int | None = None) -> str:
        """Return the element's XML: on one line, or with each element on a line of its own, *indent* spaces deeper."""
        return write(self) if indent is None else write_indented(self, indent)

    def __str__(self) -> str:
        return self.to_xml()

    def __repr__(self) -> str:
        content = [repr(list(self.children))] if self.children else []
        return f"{self.tag}({', '.join(content + constructor.given(self))})"

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
        return constructor.restore, (type(self), self.markup, self.values, self.children)


class Container(Element):
    """An element that holds other elements; its methods return a copy with one more child."""

    __slots__ = ()

    is_container = True
    nested: ClassVar[dict[type[Element], bool]]
    """The kinds of child it may hold; true for one that bears no sibling."""
    bare_text: ClassVar[Callable[[str], Element] | None]

    def __init_subclass__(cls, *, bare_text: Callable[[str], Element] | None = None, **kwargs: Any) -> None:
        """Take a declaration as `Element` does; a str given as content is shorthand for one *bare_text*."""
        super().__init_subclass__(**kwargs)
        cls.bare_text = bare_text


class nests(Generic[_P]):  # noqa: N801  # reads as a word of the declaration
    """Declare, in a container, a kind of child and the method that adds one.

    ``say = nests(Say)`` lets a container hold `Say` and gives it a method ``say`` with the signature of `Say`, which
    returns the container with that child added. Where *alone* is true, the child bears no sibling.
    """

    def __init__(self, child: Callable[_P, Element], *, alone: bool = False) -> None:
        self.child = child
        self.alone = alone

    def __set_name__(self, owner: type[Container], name: str) -> None:
        constructor.install_method(owner, name, self.child, alone=self.alone)

    if TYPE_CHECKING:

        def __get__(self, parent: _C, owner: type[_C]) -> Callable[_P, _C]: ...
