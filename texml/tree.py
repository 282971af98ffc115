"""Parse XML that somebody else wrote into nodes with their places, without trusting it.

What could harm the reader is refused as soon as it comes: document types, and with them all entities; processing
instructions; other encodings than UTF-8; and more bytes, elements, depth or attributes than an application's document
has. Nothing is fetched and no file is read. The limits are ours; the platform publishes none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, NoReturn, Protocol
from xml.parsers import expat
from xml.parsers.expat import errors

from texml.errors import InvalidXml
from texml.writer import Mustache

__all__ = ["LIMITS", "Comment", "Limits", "Node", "Position", "Tree", "TreeLike", "parse_tree", "tree_of"]


class Limits(NamedTuple):
    """The most that a document may have; a root is at depth 1."""

    bytes: int = 65_536
    elements: int = 1_000
    depth: int = 32
    attributes: int = 64


LIMITS = Limits()


class Position(NamedTuple):
    """Where in the source something starts, both counted from 1."""

    line: int
    column: int


class Comment(NamedTuple):
    """A comment, without its brackets, and where it starts."""

    text: str
    place: Position


class Node:
    """An element as it was written. *content* holds its texts, elements and comments in their order.

    *place* is where its start tag starts, *places* where each attribute does, *end* where its end tag starts.
    """

    __slots__ = ("_places", "_source", "attributes", "content", "end", "place", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], place: Position | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[str | Node | Comment] = []
        self.place = place
        self.end = place
        self._places: dict[str, Position] | None = None
        self._source = (b"", 0)

    @property
    def places(self) -> dict[str, Position]:
        """Return where each attribute starts; found when it is asked for, as few of them are."""
        if self._places is None:
            self._places = {name: place for name, _, place in _start_tag(self, *self._source)}
        return self._places

    def stands_in(self, source: bytes, at: int) -> None:
        """Take the source, and the byte at which the element starts in it."""
        self._source = (source, at)

    @property
    def children(self) -> "list[Node]":
        """Return the elements inside."""
        return [piece for piece in self.content if isinstance(piece, Node)]

    @property
    def text(self) -> str:
        """Return the text inside, that of elements inside left out."""
        pieces = [piece for piece in self.content if isinstance(piece, str)]
        text = "".join(pieces)
        return Mustache(text) if any(isinstance(piece, Mustache) for piece in pieces) else text


class Tree(NamedTuple):
    """A document: its root, its comments, and its lines where it was text."""

    root: Node
    comments: tuple[Comment, ...] = ()
    lines: tuple[str, ...] = ()


class TreeLike(Protocol):
    """An element of lxml or of the standard library, as far as we look at it."""

    tag: Any
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Any: ...  # noqa: D102

    def __iter__(self) -> Iterator[Any]: ...


def parse_tree(document: str | bytes, limits: Limits = LIMITS) -> Tree:
    """Return the nodes of *document*, which is text, or bytes in UTF-8.

    Raises: InvalidXml if it is not well-formed, holds what no application should be sent, or is over a limit; it says
    which, and the line where one is known.
    """
    raw = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else bytes(document)
    if len(raw) > limits.bytes:
        raise _refused(f"the document has {len(raw)} bytes", f"{limits.bytes} bytes")
    builder = _Builder(limits, is_text=isinstance(document, str))
    return builder.build(raw)


def _refused(problem: str, allowed: str, place: Position | None = None) -> InvalidXml:
    line, column = place or (None, None)
    return InvalidXml(problem, element="Response", allowed=allowed, path="/", line=line, column=column)


class _Builder:
    """Makes the nodes while the parser goes through the document once."""

    def __init__(self, limits: Limits, *, is_text: bool) -> None:
        self._limits = limits
        self._is_text = is_text
        self._root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0
        self._comments: list[Comment] = []
        self._source = b""
        self._has_braces = False
        self._parser = expat.ParserCreate("UTF-8")  # whatever the document says of itself
        self._parser.ordered_attributes = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.CommentHandler = self._comment

    def build(self, raw: bytes) -> Tree:
        raw = raw.removeprefix(_BYTE_ORDER_MARK)
        if raw.startswith(_BYTE_ORDER_MARK):
            raise _refused("there is a byte order mark too many", "well-formed XML in UTF-8")
        self._source = raw
        self._has_braces = b"{{" in raw
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as err:
            raise _refused("the document is not UTF-8", "well-formed XML in UTF-8") from err
        if "\0" in text:
            # To the parser it would be the sign of another encoding.
            raise _refused("there is a NUL", "well-formed XML in UTF-8")
        try:
            self._parser.Parse(raw, True)
        except expat.ExpatError as err:
            problem = self._explained(err)
            raise _refused(problem, "well-formed XML in UTF-8", Position(err.lineno, err.offset + 1)) from err
        if self._root is None:
            raise _refused("there is no element", "well-formed XML in UTF-8")
        # Lines as the parser counts them; a form feed, say, ends none.
        lines = _LINE_END.split(text)
        return Tree(self._root, tuple(self._comments), tuple(lines))

    def _explained(self, err: expat.ExpatError) -> str:
        """Return what the parser says, and what it does not say of the usual mistakes."""
        problem = expat.ErrorString(err.code)
        if problem in {errors.XML_ERROR_TAG_MISMATCH, errors.XML_ERROR_NO_ELEMENTS} and self._open:
            node = self._open[-1]
            line = f" of line {node.place.line}" if node.place else ""
            return f"{problem}: <{node.tag}>{line} is open"
        upto = self._source[: self._parser.ErrorByteIndex + 1]
        if problem == errors.XML_ERROR_INVALID_TOKEN and _BARE_AMPERSAND.search(upto):
            return f"{problem}: an & that begins no reference; write &amp;"
        return problem

    def _here(self) -> Position:
        return Position(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse(self, problem: str, allowed: str) -> NoReturn:
        raise _refused(problem, allowed, self._here())

    def _declaration(self, version: str, encoding: str | None, _: int) -> None:
        if version != "1.0":
            self._refuse(f"the document is of XML {version}", "XML 1.0")
        if not self._is_text and (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
            self._refuse(f"the document says that it is in {encoding}", "UTF-8")

    def _doctype(self, *_: object) -> None:
        self._refuse("there is a document type", "no DOCTYPE and no entities of its own")

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"there is a processing instruction {target[:40]!r}", "elements, text and comments")

    def _start(self, tag: str, pairs: list[str]) -> None:
        self._elements += 1
        if self._elements > self._limits.elements:
            self._refuse("there are too many elements", f"{self._limits.elements} elements")
        if len(self._open) == self._limits.depth:
            self._refuse("the elements are nested too deep", f"a depth of {self._limits.depth}")
        if len(pairs) > 2 * self._limits.attributes:
            self._refuse("there are too many attributes", f"{self._limits.attributes} on one element")
        node = Node(tag, dict(zip(pairs[::2], pairs[1::2], strict=True)), self._here())
        node.stands_in(self._source, self._parser.CurrentByteIndex)
        if pairs and self._has_braces:
            self._mark(node)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _mark(self, node: Node) -> None:
        """Mark the attributes in which double braces were written as such."""
        for name, literal, _ in _start_tag(node, self._source, self._parser.CurrentByteIndex):
            if "{{" in literal:
                self._check_braces([literal], node.attributes[name])
                node.attributes[name] = Mustache(node.attributes[name])

    def _end(self, _: str) -> None:
        node = self._open.pop()
        node.end = self._here()
        if not self._has_braces:
            return
        run: list[str] = []
        for piece in [*node.content, None]:
            if isinstance(piece, str):
                run.append(piece)
            elif not isinstance(piece, Comment):
                self._check_braces([text for text in run if isinstance(text, Mustache)], "".join(run))
                run = []

    def _check_braces(self, literal: Sequence[str], value: str) -> None:
        """Refuse a value in which some double braces are escaped and some are not: no text of ours could say so."""
        if literal and sum(len(_BRACES.findall(piece)) for piece in literal) < len(_BRACES.findall(value)):
            self._refuse("double braces are both escaped and not", "one of the two in one text")

    def _text(self, text: str) -> None:
        # A character reference comes as a text of its own, so braces that come together were written as such.
        self._open[-1].content.append(Mustache(text) if "{{" in text else text)

    def _comment(self, text: str) -> None:
        comment = Comment(text, self._here())
        self._comments.append(comment)
        if self._open:
            self._open[-1].content.append(comment)


_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BARE_AMPERSAND = re.compile(rb"&[^;&<>\"' \t\r\n]{0,64}.?\Z", re.DOTALL)
_BRACES = re.compile(r"\{(?=\{)")
_ATTRIBUTE = re.compile(rb"[ \t\r\n]+([^ \t\r\n=>/\"']+)[ \t\r\n]*=[ \t\r\n]*(\"[^\"]*\"|'[^']*')")


def _start_tag(node: Node, source: bytes, start: int) -> Iterator[tuple[str, str, Position]]:
    """Yield name, literal value and place of each attribute of *node*, whose well-formed start tag is at *start*."""
    place = node.place
    if place is None:
        return
    position = start
    left = len(node.attributes)
    for match in _ATTRIBUTE.finditer(source, start + 1 + len(node.tag.encode())):
        if not left:
            return
        left -= 1
        lines = _LINE_END.split(source[position : match.start(1)].decode())
        column = len(lines[-1]) + (place.column if len(lines) == 1 else 1)
        place = Position(place.line + len(lines) - 1, column)
        position = match.start(1)
        yield match[1].decode(), match[2].decode(), place


def tree_of(root: TreeLike, limits: Limits = LIMITS) -> Tree:
    """Return the nodes of a tree that lxml or the standard library has parsed; lxml's know their lines.

    Raises: InvalidXml over a limit.
    """
    count = 0

    def convert(element: TreeLike, depth: int) -> Node:
        nonlocal count
        count += 1
        line = getattr(element, "sourceline", None)
        place = Position(line, 1) if line else None
        numbers = (count, limits.elements, "elements"), (depth, limits.depth, "levels"), (
            len(element.attrib), limits.attributes, "attributes",
        )  # fmt: skip
        for number, most, what in numbers:
            if number > most:
                raise _refused(f"there are too many {what}", f"{most} {what}", place)
        attributes = {str(name): _literal(str(value)) for name, value in element.attrib.items()}
        node = Node(str(element.tag), attributes, place)
        node.content.append(_literal(element.text or ""))
        for child in element:
            if isinstance(child.tag, str):  # comments and the like have a function there
                node.content.append(convert(child, depth + 1))
            node.content.append(_literal(child.tail or ""))
        return node

    return Tree(convert(root, 1))


def _literal(text: str) -> str:
    """Return *text* marked where whoever writes the tree would write double braces."""
    return Mustache(text) if "{{" in text else text
