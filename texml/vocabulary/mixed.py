"""Text with elements in the midst of it: what may be given, how it is kept, and how it is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from texml.errors import InvalidNesting, InvalidValue, MissingContent
from texml.vocabulary.comment import Comment
from texml.vocabulary.element import Element
from texml.vocabulary.facts import Text
from texml.vocabulary.kinds.kind import legal
from texml.vocabulary.other import Other
from texml.vocabulary.refusal import Refusal, shown, with_article
from texml.writer import Mustache, escape_text, write

__all__ = ["Content", "take_pieces", "text_markup", "words_of"]

Content = str | tuple[str | Element, ...]
"""What a mixed element keeps: its text where it holds nothing else, or else its pieces."""


def take_pieces(
    cls: type[Element], content: Element | Iterable[object], before: Sequence[str | Element] = ()
) -> Content:
    """Return *before* and what was given as content of *cls*, texts side by side joined.

    Raises: InvalidNesting, InvalidValue, MissingContent.
    """
    if isinstance(content, Element):
        content = (content,)
    pieces = list(_joined(cls, [*before, *(_admitted(cls, piece) for piece in content)]))
    if not any(piece.strip() if isinstance(piece, str) else type(piece) is not Comment for piece in pieces):
        raise MissingContent("the text is missing", element=cls.tag, allowed="a text that is not blank, or an element")
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else tuple(pieces)


def text_markup(content: Content) -> str:
    """Return *content* as it stands between the tags."""
    if isinstance(content, str):
        return escape_text(content)
    return "".join([escape_text(piece) if isinstance(piece, str) else write(piece) for piece in content])


def words_of(piece: object) -> str:
    """Return the words of a text, or of an element without what is around them."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Other):
        return "".join(map(words_of, cast("tuple[object, ...]", piece.values[2])))
    if not isinstance(piece, Element) or isinstance(piece, Comment):
        return ""
    if piece.pieces:
        return "".join(map(words_of, piece.pieces))
    values = zip(piece.fields.values(), piece.values, strict=False)
    return "".join(str(value) for marker, value in values if isinstance(marker, Text) and value is not None)


def _admitted(cls: type[Element], piece: object) -> str | Element:
    if isinstance(piece, str):
        try:
            return legal(piece)
        except Refusal as refusal:
            raise refusal.at(cls.tag, None) from None
    if isinstance(piece, Element) and (type(piece) in cls.nested or not piece.is_known):
        return piece
    what = with_article(type(piece).__name__) if isinstance(piece, Element) else shown(piece)
    allowed = ", ".join(["text", *(kind.__name__ for kind in cls.nested)])
    raise InvalidNesting(f"{what} does not belong here", element=cls.tag, found=piece, allowed=allowed)


def _joined(cls: type[Element], pieces: Sequence[str | Element]) -> Iterator[str | Element]:
    """Yield the *pieces*, texts side by side as one.

    A parser gives the texts between two elements as one, comments left out; so in all of them together double braces
    are expanded, or in none.
    """
    side_by_side: list[str] = []
    between: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            side_by_side.append(piece)
            between.append(piece)
            continue
        yield from _one(side_by_side)
        yield piece
        side_by_side = []
        if type(piece) is not Comment:
            _check_braces(cls, between)
            between = []
    _check_braces(cls, between)
    yield from _one(side_by_side)


def _one(texts: list[str]) -> Iterator[str]:
    text = "".join(texts)
    if text:
        yield Mustache(text) if any(isinstance(part, Mustache) for part in texts) else text


def _check_braces(cls: type[Element], texts: list[str]) -> None:
    expanded = [text for text in texts if isinstance(text, Mustache)]
    if expanded and _braces("".join(texts)) > sum(map(_braces, expanded)):
        problem = f"{shown(''.join(texts))} holds double braces beside a Mustache"
        raise InvalidValue(problem, element=cls.tag, found="".join(texts), allowed="one Mustache for all of it")


def _braces(text: str) -> int:
    return sum(text.startswith("{{", index) for index in range(len(text)))
