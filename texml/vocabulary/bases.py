"""What verb classes derive from: `Leaf`, `Container` and, for what a container holds, `nests`.

A verb class declares its fields (see texml/vocabulary/facts.py) and nothing else. Its constructor is compiled from
them when it is first called (texml/vocabulary/constructor.py), so that importing the vocabulary stays cheap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar

from texml.vocabulary import checks, constructor
from texml.vocabulary.element import Element, assemble
from texml.vocabulary.facts import Ending, Place

__all__ = ["Container", "Leaf", "nests"]

_P = ParamSpec("_P")
_C = TypeVar("_C", bound="Container")


class Leaf(Element):
    """An element that holds no others: text at most."""

    __slots__ = ()

    def __init_subclass__(
        cls,
        *,
        tag: str | None = None,
        source: str = "",
        one_of: tuple[str, ...] = (),
        ends: Ending = "never",
        **kwargs: Any,
    ) -> None:
        """Take a declaration.

        *tag* is the wire name where it is not the class's own: an element that differs from its namesake elsewhere.
        *source* is the page behind its rows. Of the fields named by *one_of*, exactly one must be given.
        """
        super().__init_subclass__(**kwargs)
        cls.one_of = one_of
        constructor.install(cls, tag=tag, source=source, ends=ends)


class Container(Element):
    """An element that holds other elements; its methods return a copy with one more child.

    Such a copy holds a link to what the container before it holds, and its own child: so a chain of calls takes linear
    time. Whoever asks for the children makes a tuple of the links.
    """

    if not TYPE_CHECKING:
        __slots__ = ("_held",)

        @property
        def children(self) -> tuple[Element, ...]:
            """Return the elements inside, in document order."""
            held = self._held
            if type(held) is tuple:
                return held
            added = []
            while type(held) is list:
                held, child = held
                added.append(child)
            children = (*held, *reversed(added))
            self.set_children(self, children)
            return children

    is_container = True

    def __init_subclass__(
        cls,
        *,
        tag: str | None = None,
        source: str = "",
        needs_child: bool = False,
        bare_text: Callable[[str], Element] | None = None,
        ends: Ending = "never",
        **kwargs: Any,
    ) -> None:
        """Take a declaration, *tag* and *source* as `Leaf` does.

        A str given as content is shorthand for one *bare_text*.
        """
        super().__init_subclass__(**kwargs)
        cls.needs_child = needs_child
        cls.is_demanding = needs_child or any(place.required for place in cls.nested.values())
        cls.bare_text = bare_text
        constructor.install(cls, tag=tag, source=source, ends=ends)

    def add(self, *children: Element) -> Self:
        """Return the container with *children* added, which are checked as if they were given as content.

        Raises: InvalidNesting, MissingContent.
        """
        taken = checks.take_children(type(self), children, self.children)
        return assemble(type(self), self.markup, self.values, taken)


# The slot's own setter, as in texml/vocabulary/element.py.
Element.set_children = Container.__dict__["_held"].__set__


class nests(Generic[_P]):  # noqa: N801  # reads as a word of the declaration
    """Declare, in a container, a kind of child and the method that adds one.

    ``say = nests(Say)`` lets a container hold `Say` and gives it a method ``say`` with the signature of `Say`, which
    returns the container with that child added. *alone*, *once* and *required* are those of `Place`.
    """

    def __init__(
        self, child: Callable[_P, Element], *, alone: bool = False, once: bool = False, required: bool = False
    ) -> None:
        self.child = child
        self.place = Place(alone=alone, once=once, required=required)

    def __set_name__(self, owner: type[Container], name: str) -> None:
        constructor.install_method(owner, name, self.child, self.place)

    if TYPE_CHECKING:

        def __get__(self, parent: _C, owner: type[_C]) -> Callable[_P, _C]: ...
