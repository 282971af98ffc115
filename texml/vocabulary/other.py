"""Other: an element that the vocabulary does not have."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NoReturn, Self, cast

from texml.errors import InvalidNesting, InvalidValue
from texml.vocabulary.element import Element, checked_name, markup_of
from texml.vocabulary.kinds.kind import legal
from texml.vocabulary.refusal import Refusal, shown
from texml.writer import escape_text, write

__all__ = ["Other"]


class Other(Element):
    """An element that the vocabulary does not have, unchecked but for being well-formed.

    This is for what the platform learned after this release, and for what it does without saying so, such as speech
    markup in a Say. *content* is text, elements, or a sequence of both. It may stand in any container; a linter names
    it.

    Raises: InvalidValue or WrongType for names and texts that XML cannot carry, InvalidNesting for other content.
    """

    __slots__ = ()

    tag = "Other"
    is_known = False

    def __init__(
        self,
        name: str,
        attributes: Mapping[str, str] | None = None,
        content: str | Element | Iterable[str | Element] = (),
    ) -> None:
        start = f"<{checked_name(name, 'Other')}{markup_of(attributes or {}, name)}"
        pieces = _pieces(content, name)
        inside = _joined([_written(piece, name) for piece in pieces])
        self._markup = f"{start}>{inside}</{name}>" if inside else f"{start}/>"
        self._values = (name, tuple((attributes or {}).items()), pieces)

    @property
    def extra(self) -> Mapping[str, str]:
        """Return nothing: all attributes are its own."""
        return MappingProxyType({})

    def with_extra(self, attributes: Mapping[str, str]) -> Self:
        """Return the element with *attributes* added to its own.

        Raises: InvalidValue if one is there already, or for a name that is none; WrongType if something is no text.
        """
        name, own, pieces = cast("_Parts", self.values)
        for added in attributes:
            if added in dict(own):
                allowed = "a name that the element does not have yet"
                raise InvalidValue("it is there already", element=name, attribute=added, found=added, allowed=allowed)
        return type(self)(name, {**dict(own), **attributes}, pieces)

    def __repr__(self) -> str:
        name, attributes, pieces = cast("_Parts", self.values)
        return f"Other({name!r}, {dict(attributes)!r}, {list(pieces)!r})"


_Parts = tuple[str, tuple[tuple[str, str], ...], tuple[str | Element, ...]]


def _pieces(content: object, name: str) -> tuple[str | Element, ...]:
    if isinstance(content, str | Element):
        return (content,)
    if not isinstance(content, Iterable):
        _refuse(content, name)
    return tuple(content)


def _joined(written: list[str]) -> str:
    """Return the pieces joined; two braces that meet are not to be taken for double braces."""
    inside = ""
    for piece in written:
        if inside[-1:] == "{" and piece[:1] == "{":
            inside = inside[:-1] + "&#123;"
        inside += piece
    return inside


def _written(piece: object, name: str) -> str:
    if isinstance(piece, Element):
        return write(piece)
    if not isinstance(piece, str):
        _refuse(piece, name)
    try:
        return escape_text(legal(piece))
    except Refusal as refusal:
        raise refusal.at(name, None) from None


def _refuse(piece: object, name: str) -> NoReturn:
    raise InvalidNesting(f"{shown(piece)} does not belong here", element=name, found=piece, allowed="text and elements")
