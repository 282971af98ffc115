"""Comment: a remark in a document, for who reads it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NoReturn, Self

from texml.errors import InvalidValue, WrongType
from texml.vocabulary.element import Element
from texml.vocabulary.kinds.kind import legal
from texml.vocabulary.refusal import Refusal, shown
from texml.writer import Mustache

__all__ = ["Comment"]


class Comment(Element):
    """A remark for who reads the document; the platform skips it.

    *text* is written as it is, so it cannot hold ``--``, end in ``-`` or hold a carriage return. Double braces, which
    the platform expands even here, and into anything, must be asked for with a `Mustache`. A comment may stand wherever
    elements may; it is one of the `pieces` of what holds it, and none of its `children`.

    Documents that differ in their comments are different values, as they are different texts.

    Raises: InvalidValue, WrongType.
    """

    __slots__ = ()

    tag = "Comment"
    is_known = False

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise WrongType(f"{shown(text)} is no text", element=self.tag, found=text, allowed="a text")
        try:
            text = legal(text)
        except Refusal as refusal:
            raise refusal.at(self.tag, None) from None
        if "--" in text or text[-1:] == "-" or "\r" in text:
            allowed = "a text without -- and carriage returns, and no - at its end"
            raise InvalidValue(f"{shown(text)} cannot be a comment", element=self.tag, found=text, allowed=allowed)
        if "{{" in text and not isinstance(text, Mustache):
            problem = f"{shown(text)} would be expanded, as comments have no escapes"
            allowed = "a text without double braces, or a Mustache"
            raise InvalidValue(problem, element=self.tag, found=text, allowed=allowed)
        self._markup = f"<!--{text}-->"
        self._values = (text,)

    @property
    def text(self) -> str:
        """Return what stands between the brackets."""
        return str(self.values[0])

    @property
    def extra(self) -> Mapping[str, str]:
        """Return nothing: a comment has no attributes."""
        return MappingProxyType({})

    def with_extra(self, attributes: Mapping[str, str]) -> Self:
        """Return the comment if there are no *attributes*.

        Raises: InvalidValue if there are, as a comment has none.
        """
        if attributes:
            self._refuse_attributes(attributes)
        return self

    def _refuse_attributes(self, attributes: Mapping[str, str]) -> NoReturn:
        name = next(iter(attributes))
        raise InvalidValue("a comment has no attributes", element=self.tag, attribute=name, found=name, allowed="none")

    def __repr__(self) -> str:
        return f"Comment({self.values[0]!r})"
