"""What verb classes derive from: `Leaf`, `Mixed`, `Container` and, for what these hold, `nests`.

A verb class declares its fields (see texml/vocabulary/facts.py) and nothing else. Its constructor is compiled from
them when it is first called (texml/vocabulary/constructor.py), so that importing the vocabulary stays cheap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar, cast

from texml.vocabulary import checks, constructor
from texml.vocabulary.comment import Comment
from texml.vocabulary.element import Element, assemble, read_only
from texml.vocabulary.facts import Ending, Grade, Place
from texml.vocabulary.mixed import Content, take_pieces, text_markup, words_of

__all__ = ["Container", "Leaf", "Mixed", "let_hold", "nests"]

_P = ParamSpec("_P")
_E = TypeVar("_E", bound=Element)


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
        grade: Grade = "documented",
        **kwargs: Any,
    ) -> None:
        """Take a declaration.

        *tag* is the wire name where it is not the class's own: an element that differs from its namesake elsewhere.
        *source* is the page behind its rows, *grade* says how sure it is that the element stands where it may. Of the
        fields named by *one_of*, exactly one must be given.
        """
        super().__init_subclass__(**kwargs)
        cls.one_of = one_of
        constructor.install(cls, tag=tag, source=source, ends=ends, grade=grade)


class Mixed(Element):
    """An element that holds text, with other elements in the midst of it.

    Its field *content* is a text, an element, or a sequence of both; texts side by side are one.
    """

    __slots__ = ()

    is_mixed = True

    def __init_subclass__(
        cls,
        *,
        tag: str | None = None,
        source: str = "",
        ends: Ending = "never",
        grade: Grade = "documented",
        **kwargs: Any,
    ) -> None:
        """Take a declaration as `Leaf` does."""
        super().__init_subclass__(**kwargs)
        constructor.install(cls, tag=tag, source=source, ends=ends, grade=grade)

    @property
    def text(self) -> str:
        """Return the words inside without the elements around them, those in the elements too."""
        return "".join(map(words_of, self.pieces))

    if not TYPE_CHECKING:

        @read_only
        def pieces(self) -> tuple[str | Element, ...]:
            """Return the texts, elements and comments inside, in document order."""
            content = self.values[0]
            return content if type(content) is tuple else (content,)

        @read_only
        def children(self) -> tuple[Element, ...]:
            """Return the elements inside, in document order."""
            return tuple(piece for piece in self.pieces if isinstance(piece, Element) and type(piece) is not Comment)

    def add(self, *pieces: str | Element) -> Self:
        """Return the element with *pieces* added, which are checked as if they were given as content.

        Raises: InvalidNesting, InvalidValue.
        """
        content = take_pieces(type(self), pieces, self.pieces)
        inside = text_markup(cast("Content", self.values[0]))
        markup = self.markup[: -len(inside) - len(f"</{self.tag}>")]
        return assemble(type(self), f"{markup}{text_markup(content)}</{self.tag}>", (content, *self.values[1:]), ())


class Container(Element):
    """An element that holds other elements; its methods return a copy with one more child.

    Such a copy holds a link to what the container before it holds, and its own child: so a chain of calls takes linear
    time. Whoever asks for the children makes a tuple of the links.
    """

    if TYPE_CHECKING:

        @property
        def pieces(self) -> tuple[Element, ...]:
            """Return the elements and comments inside, in document order."""
            ...

    else:
        __slots__ = ("_held",)

        @read_only
        def pieces(self) -> tuple[Element, ...]:
            """Return the elements and comments inside, in document order."""
            held = self._held
            if type(held) is tuple:
                return held
            added = []
            while type(held) is list:
                held, child = held
                added.append(child)
            pieces = (*held, *reversed(added))
            self._held = pieces
            return pieces

        @read_only
        def children(self) -> tuple[Element, ...]:
            """Return the elements inside, in document order."""
            pieces = self.pieces
            if Comment not in map(type, pieces):
                return pieces
            return tuple(piece for piece in pieces if type(piece) is not Comment)

    is_container = True

    def __init_subclass__(
        cls,
        *,
        tag: str | None = None,
        source: str = "",
        needs_child: bool = False,
        bare_text: Callable[[str], Element] | None = None,
        ends: Ending = "never",
        grade: Grade = "documented",
        **kwargs: Any,
    ) -> None:
        """Take a declaration, *tag* and *source* as `Leaf` does.

        A str given as content is shorthand for one *bare_text*.
        """
        super().__init_subclass__(**kwargs)
        cls.needs_child = needs_child
        cls.is_demanding = needs_child or any(place.required for place in cls.nested.values())
        cls.bare_text = bare_text
        constructor.install(cls, tag=tag, source=source, ends=ends, grade=grade)

    def add(self, *children: Element) -> Self:
        """Return the container with *children* added, which are checked as if they were given as content.

        Raises: InvalidNesting, MissingContent.
        """
        taken = checks.take_children(type(self), children, self.pieces)
        return assemble(type(self), self.markup, self.values, taken)

    def comment(self, text: str) -> Self:
        """Return the container with a `Comment` of that *text* added.

        Raises: InvalidValue, WrongType.
        """
        return self.add(Comment(text))


def let_hold(owner: type[Element], *children: type[Element]) -> None:
    """Let *owner* hold *children* that were not declared yet when it was: those that may hold each other."""
    owner.nested = dict.fromkeys(children, Place())


class nests(Generic[_P]):  # noqa: N801  # reads as a word of the declaration
    """Declare, in what holds elements, a kind of child and the method that adds one.

    ``say = nests(Say)`` lets a container hold `Say` and gives it a method ``say`` with the signature of `Say`, which
    returns the container with that child added. *alone*, *once* and *required* are those of `Place`.
    """

    def __init__(
        self, child: Callable[_P, Element], *, alone: bool = False, once: bool = False, required: bool = False
    ) -> None:
        self.child = child
        self.place = Place(alone=alone, once=once, required=required)

    def __set_name__(self, owner: type[Element], name: str) -> None:
        constructor.install_method(owner, name, self.child, self.place)

    if TYPE_CHECKING:

        def __get__(self, parent: _E, owner: type[_E]) -> Callable[_P, _E]: ...
