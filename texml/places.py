"""Find where in a document something stands: from a byte of its source to line and column, when somebody asks."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

__all__ = ["Attribute", "Lines", "Places", "Position", "Source"]


class Position(NamedTuple):
    """Where in the source something starts, both counted from 1."""

    line: int
    column: int


class Attribute(NamedTuple):
    """An attribute as it is written: its name, its value in its quotes, and the byte at which it starts."""

    name: str
    literal: str
    at: int


class Places(Protocol):
    """What knows where the parts of a document stand; *at* is whatever it has told of one."""

    def place(self, at: int) -> Position | None: ...  # noqa: D102

    def position(self, tag: str, at: int, number: int | None) -> tuple[int, int] | None: ...  # noqa: D102

    def attributes(self, tag: str, at: int) -> Iterator[Attribute]: ...  # noqa: D102


_LINE_END = re.compile(b"\r\n|\r|\n")  # as the parser counts them; a form feed, say, ends none
_ATTRIBUTE = re.compile(rb"[ \t\r\n]+([^ \t\r\n=>/\"']+)[ \t\r\n]*=[ \t\r\n]*(\"[^\"]*\"|'[^']*')")


class _UpTo(dict[int, Callable[[bytes, int], "re.Match[bytes] | None"]]):
    """What matches from the end of a tag's name up to an attribute, by how many others stand before it."""

    def __missing__(self, number: int) -> Callable[[bytes, int], "re.Match[bytes] | None"]:
        pattern = rb"(?:%b){%d}[ \t\r\n]+(?=[^ \t\r\n=>/])" % (_ATTRIBUTE.pattern, number)
        self[number] = match = re.compile(pattern).match
        return match


_up_to = _UpTo().__getitem__  # brackets take three times as long


class Source:
    """The bytes of a document, which are UTF-8; *at* is the index of one of them.

    Few documents have something to find, and few of their parts: so nothing is counted before somebody asks.
    """

    __slots__ = ("_starts", "is_ascii", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._starts: list[int] = []
        self.is_ascii = raw.isascii()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines, without their ends."""
        return tuple(line.decode() for line in _LINE_END.split(self.raw))

    def place(self, at: int) -> Position:
        """Return line and column of a byte."""
        return Position(*self.position("", at, None))

    def position(self, tag: str, at: int, number: int | None) -> tuple[int, int]:
        """Return line and column of an attribute that *number* others stand before in the tag that begins *at* a byte.

        Without a number, or where there are not so many, it is that of the start tag.
        """
        raw, is_ascii = self.raw, self.is_ascii
        if number is not None:
            found = _up_to(number)(raw, at + 1 + (len(tag) if is_ascii else len(tag.encode())))
            if found is not None:
                at = found.end()
        starts = self._starts
        if not starts:
            starts += _starts_of_lines(raw)
        line = bisect_right(starts, at)
        start = starts[line - 1]
        return line, (at - start if is_ascii else len(raw[start:at].decode())) + 1

    def attributes(self, tag: str, at: int) -> Iterator[Attribute]:
        """Yield the attributes of the element whose well-formed start tag begins *at* that byte."""
        found = _ATTRIBUTE.match(self.raw, at + 1 + len(tag.encode()))
        while found is not None:
            yield Attribute(found[1].decode(), found[2].decode(), found.start(1))
            found = _ATTRIBUTE.match(self.raw, found.end())


def _starts_of_lines(raw: bytes) -> list[int]:
    if 13 in raw or 10 in raw:  # as numbers they are looked for in a tenth of the time
        return [0, *(end.end() for end in _LINE_END.finditer(raw))]
    return [0]


class Lines:
    """What a tree of lxml knows of its places: the line of an element is all there is, 0 where even that is unknown."""

    __slots__ = ()

    def place(self, at: int) -> Position | None:
        """Return the first column of that line."""
        return Position(at, 1) if at else None

    def position(self, tag: str, at: int, number: int | None) -> Position | None:
        """Return the place of the element: nobody knows where its attributes are."""
        return self.place(at)

    def attributes(self, tag: str, at: int) -> Iterator[Attribute]:
        """Yield nothing: nobody knows where they are."""
        return iter(())
