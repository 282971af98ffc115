"""What verb classes derive from: `Leaf`, `Container` and, for what a container holds, `nests`.

A verb class declares its fields (see texml/vocabulary/facts.py) and nothing else. Its constructor is compiled from
them when it is first called (texml/vocabulary/constructor.py), so that importing the vocabulary stays cheap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from texml.vocabulary import constructor
from texml.vocabulary.element import Element

__all__ = ["Container", "Leaf", "nests"]

_P = ParamSpec("_P")
_C = TypeVar("_C", bound="Container")


class Leaf(Element):
    """An element that holds no others: text at most."""

    __slots__ = ()

    def __init_subclass__(cls, *, source: str = "", one_of: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Take a declaration.

        *source* is the page behind its rows. Of the fields named by *one_of*, exactly one must be given.
        """
        super().__init_subclass__(**kwargs)
        cls.one_of = one_of
        constructor.install(cls, source)


class Container(Element):
    """An element that holds other elements; its methods return a copy with one more child."""

    __slots__ = ()

    is_container = True

    def __init_subclass__(
        cls, *, source: str = "", bare_text: Callable[[str], Element] | None = None, **kwargs: Any
    ) -> None:
        """Take a declaration.

        *source* is the page behind its rows. A str given as content is shorthand for one *bare_text*.
        """
        super().__init_subclass__(**kwargs)
        cls.bare_text = bare_text
        constructor.install(cls, source)


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
