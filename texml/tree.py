"""Parse XML that somebody else wrote into nodes with their places, without trusting it.

What could harm the reader is refused as soon as it comes: document types, and with them all entities; processing
instructions; other encodings than UTF-8; and more bytes, elements, depth or attributes than an application's document
has. Nothing is fetched and no file is read. The limits are ours; the platform publishes none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple, NoReturn, Protocol, Self, TypeVar, overload
from xml.parsers import expat
from xml.parsers.expat import errors

from texml.errors import InvalidXml
from texml.places import Lines, Places, Position, Source
from texml.writer import DECLARATION, Mustache

__all__ = ["LIMITS", "WELL_FORMED", "Comment", "Limits", "Node", "Tree", "TreeLike", "parse_tree", "tree_of"]


class Limits(NamedTuple):
    """The most that a document may have; a root is at depth 1."""

    bytes: int = 65_536
    elements: int = 1_000
    depth: int = 32
    attributes: int = 64


LIMITS = Limits()

WELL_FORMED = "well-formed XML in UTF-8"
"""What is allowed where a text is none."""
_new = object.__new__


class Comment(NamedTuple):
    """A comment, without its brackets, and where it starts."""

    text: str
    place: Position


class Node:
    """An element as it was written.

    *pairs* holds name and value of each attribute, one after the other. *content* holds its texts, elements and
    comments in their order, *children* the elements alone. Where it stands is told when it is asked for.
    """

    _attributes: dict[str, str] | None = None

    def __init__(self, tag: str, pairs: list[str], places_of: Places, at: int) -> None:
        self.tag = tag
        self.pairs = pairs
        self.places_of = places_of
        self.at = at
        self.end_at = at
        self.content: list[str | Self | Comment] = []
        self.children: list[Self] = []

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes by their names, in their order."""
        if self._attributes is None:
            self._attributes = dict(zip(self.pairs[::2], self.pairs[1::2], strict=True))
        return self._attributes

    @property
    def place(self) -> Position | None:
        """Return where its start tag starts, if that is known."""
        return self.places_of.place(self.at)

    @property
    def end(self) -> Position | None:
        """Return where its end tag starts, if that is known."""
        return self.places_of.place(self.end_at)

    @property
    def places(self) -> dict[str, Position]:
        """Return where each attribute starts, as far as it is known."""
        found = ((found.name, self.places_of.place(found.at)) for found in self.places_of.attributes(self.tag, self.at))
        return {name: place for name, place in found if place is not None}

    def place_of(self, attribute: str | None) -> tuple[int, int] | None:
        """Return where an *attribute* starts, or the element where it has none of that name or that is not known."""
        names = self.pairs[::2]
        number = names.index(attribute) if attribute in names else None
        return self.places_of.position(self.tag, self.at, number)

    @property
    def text(self) -> str:
        """Return the text inside, that of elements inside left out."""
        content = self.content
        if len(content) == len(self.children):
            return ""
        if len(content) == 1 and isinstance(content[0], str):
            return content[0]
        pieces = [piece for piece in content if isinstance(piece, str)]
        text = "".join(pieces)
        return Mustache(text) if any(isinstance(piece, Mustache) for piece in pieces) else text


_N = TypeVar("_N", bound=Node)


class Tree(NamedTuple, Generic[_N]):
    """A document: its elements and comments in their order, its source where it was text, and whether braces are in it.

    *has_braces* is about double ones, which the platform expands.
    """

    nodes: Sequence[_N]
    comments: tuple[Comment, ...] = ()
    source: Source | None = None
    has_braces: bool = True

    @property
    def root(self) -> _N:
        """Return the element that all others are in."""
        return self.nodes[0]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the source, without their ends; none where there is no source."""
        return self.source.lines if self.source is not None else ()


class TreeLike(Protocol):
    """An element of lxml or of the standard library, as far as we look at it."""

    tag: Any
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Any: ...  # noqa: D102

    def __iter__(self) -> Iterator[Any]: ...


@overload
def parse_tree(document: str | bytes, limits: Limits = LIMITS) -> Tree[Node]: ...
@overload
def parse_tree(document: str | bytes, limits: Limits = LIMITS, *, of: type[_N]) -> Tree[_N]: ...
def parse_tree(document: str | bytes, limits: Limits = LIMITS, *, of: type[Node] = Node) -> Tree[Any]:
    """Return the nodes of *document*, which is text, or bytes in UTF-8; *of* is what to make of its elements.

    Raises: InvalidXml if it is not well-formed, holds what no application should be sent, or is over a limit; it says
    which, and the line where one is known.
    """
    return _Builder(document, limits, of).build()


def _refuse_encoding(source: Source) -> None:
    raw = source.raw
    if raw.startswith(_BYTE_ORDER_MARK):
        raise _refused("there is a byte order mark too many", WELL_FORMED)
    if not source.is_ascii:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as err:
            raise _refused("the document is not UTF-8", WELL_FORMED) from err
    if 0 in raw:
        # To the parser it would be the sign of another encoding.
        raise _refused("there is a NUL", WELL_FORMED)


def _refused(problem: str, allowed: str, place: Position | None = None) -> InvalidXml:
    line, column = place or (None, None)
    return InvalidXml(problem, element="Response", allowed=allowed, path="/", line=line, column=column)


_NAMES: dict[str, str] = {}
_MOST_NAMES = 512
_LONGEST = 4096


def _names_for(raw: bytes) -> dict[str, str]:
    """Return where the parser keeps names: a string that it made before is found faster than one that is equal.

    Only short documents share it, and it is emptied when it is full, so that nobody fills the memory with names.
    """
    if len(raw) > _LONGEST:
        return {}
    if len(_NAMES) > _MOST_NAMES:
        _NAMES.clear()
    return _NAMES


class _Builder(Generic[_N]):
    """Makes the nodes while the parser goes through the document once."""

    __slots__ = (
        "_comments", "_deepest", "_is_text", "_make", "_most", "_nodes", "_open", "_parser", "_source", "_widest",
    )  # fmt: skip

    def __init__(self, document: str | bytes, limits: Limits, of: type[_N]) -> None:
        self._is_text = isinstance(document, str)
        raw = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else bytes(document)
        if len(raw) > limits.bytes:
            raise _refused(f"the document has {len(raw)} bytes", f"{limits.bytes} bytes")
        _, self._most, self._deepest, attributes = limits
        self._widest = 2 * attributes  # a name and a value each
        self._make = of
        self._nodes: list[_N] = []
        self._open: list[_N] = []
        self._comments: list[Comment] = []
        self._source = Source(raw.removeprefix(_BYTE_ORDER_MARK))

    def build(self) -> Tree[_N]:
        raw = self._source.raw
        _refuse_encoding(self._source)
        has_braces = raw.find(b"{{") >= 0  # which takes a tenth of the time of `in`
        # In UTF-8, whatever the document says of itself.
        self._parser = parser = expat.ParserCreate("UTF-8", None, _names_for(raw))
        self._prepare(parser, has_braces=has_braces)
        try:
            parser.Parse(raw, True)
        except expat.ExpatError as err:
            problem = self._explained(err)
            raise _refused(problem, WELL_FORMED, Position(err.lineno, err.offset + 1)) from err
        finally:
            del self._parser  # which knows this builder: else both would wait for the garbage collector
        if not self._nodes:
            raise _refused("there is no element", WELL_FORMED)
        return Tree(self._nodes, tuple(self._comments), self._source, has_braces)

    def _prepare(self, parser: expat.XMLParserType, *, has_braces: bool) -> None:
        parser.ordered_attributes = True
        if not self._source.raw.startswith(_DECLARATION):
            parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.CommentHandler = self._comment
        if has_braces:
            parser.StartElementHandler = self._start_with_braces
            parser.EndElementHandler = self._end_with_braces
            parser.CharacterDataHandler = self._text_with_braces
        else:
            parser.buffer_text = True
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text

    def _explained(self, err: expat.ExpatError) -> str:
        """Return what the parser says, and what it does not say of the usual mistakes."""
        problem = expat.ErrorString(err.code)
        if problem in {errors.XML_ERROR_TAG_MISMATCH, errors.XML_ERROR_NO_ELEMENTS} and self._open:
            node = self._open[-1]
            return f"{problem}: <{node.tag}> of line {self._source.place(node.at).line} is open"
        upto = self._source.raw[: self._parser.ErrorByteIndex + 1]
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
        opened = self._open
        nodes = self._nodes
        if len(nodes) == self._most or len(opened) == self._deepest or len(pairs) > self._widest:
            self._refuse_size()
        # As in its __init__, which would take half of the time that this handler takes.
        node = _new(self._make)
        node.tag = tag
        node.pairs = pairs
        node.places_of = self._source
        node.at = self._parser.CurrentByteIndex
        node.content = []
        node.children = []
        if opened:
            parent = opened[-1]
            parent.content.append(node)
            parent.children.append(node)
        nodes.append(node)
        opened.append(node)

    def _refuse_size(self) -> NoReturn:
        if len(self._nodes) == self._most:
            self._refuse("there are too many elements", f"{self._most} elements")
        if len(self._open) == self._deepest:
            self._refuse("the elements are nested too deep", f"a depth of {self._deepest}")
        self._refuse("there are too many attributes", f"{self._widest // 2} on one element")

    def _start_with_braces(self, tag: str, pairs: list[str]) -> None:
        """Mark the attributes in which double braces were written as such."""
        self._start(tag, pairs)
        for index, written in enumerate(self._source.attributes(tag, self._parser.CurrentByteIndex)):
            if "{{" in written.literal:
                value = pairs[2 * index + 1]
                self._check_braces([written.literal], value)
                pairs[2 * index + 1] = Mustache(value)

    def _end(self, _: str) -> None:
        self._open.pop().end_at = self._parser.CurrentByteIndex

    def _end_with_braces(self, tag: str) -> None:
        content = self._open[-1].content
        self._end(tag)
        run: list[str] = []
        for piece in [*content, None]:
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
        self._open[-1].content.append(text)

    def _text_with_braces(self, text: str) -> None:
        # A character reference comes as a text of its own, so braces that come together were written as such.
        self._open[-1].content.append(Mustache(text) if "{{" in text else text)

    def _comment(self, text: str) -> None:
        comment = Comment(text, self._here())
        self._comments.append(comment)
        if self._open:
            self._open[-1].content.append(comment)


_XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"
_DECLARATION = DECLARATION.encode()
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BARE_AMPERSAND = re.compile(rb"&[^;&<>\"' \t\r\n]{0,64}.?\Z", re.DOTALL)
_BRACES = re.compile(r"\{(?=\{)")
_FOREIGN = Lines()


@overload
def tree_of(root: TreeLike, limits: Limits = LIMITS) -> Tree[Node]: ...
@overload
def tree_of(root: TreeLike, limits: Limits = LIMITS, *, of: type[_N]) -> Tree[_N]: ...
def tree_of(root: TreeLike, limits: Limits = LIMITS, *, of: type[Node] = Node) -> Tree[Any]:
    """Return the nodes of a tree that lxml or the standard library has parsed; lxml's know their lines.

    *of* is what to make of its elements.

    Raises: InvalidXml over a limit.
    """
    nodes: list[Node] = []

    def convert(element: TreeLike, depth: int) -> Node:
        line = getattr(element, "sourceline", None)
        place = Position(line, 1) if line else None
        numbers = (len(nodes) + 1, limits.elements, "elements"), (depth, limits.depth, "levels"), (
            len(element.attrib), limits.attributes, "attributes",
        )  # fmt: skip
        for number, most, what in numbers:
            if number > most:
                raise _refused(f"there are too many {what}", f"{most} {what}", place)
        pairs = [
            text for name, value in element.attrib.items() for text in (_prefixed(str(name)), _literal(str(value)))
        ]
        node = of(str(element.tag), pairs, _FOREIGN, line or 0)
        nodes.append(node)
        node.content.append(_literal(element.text or ""))
        for child in element:
            if isinstance(child.tag, str):  # comments and the like have a function there
                inner = convert(child, depth + 1)
                node.content.append(inner)
                node.children.append(inner)
            node.content.append(_literal(child.tail or ""))
        return node

    convert(root, 1)
    return Tree(nodes)


def _prefixed(name: str) -> str:
    """Return the name of an attribute as it is written; of all namespaces, xml: alone needs no declaration."""
    return name.replace(_XML_NAMESPACE, "xml:", 1) if name.startswith(_XML_NAMESPACE) else name


def _literal(text: str) -> str:
    """Return *text* marked where whoever writes the tree would write double braces."""
    return Mustache(text) if "{{" in text else text
