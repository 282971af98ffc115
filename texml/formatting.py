"""Format documents, and write the Python that builds them."""

from collections.abc import Iterator, Mapping

from texml.tree import Comment as Remark
from texml.tree import Node, Tree, parse_tree
from texml.vocabulary import Comment, Element, reachable
from texml.vocabulary.facts import Text
from texml.vocabulary.verbs import Response
from texml.writer import DECLARATION, Mustache, escape_attribute, escape_text

__all__ = ["formatted", "python_source"]

_WIDTH = 100
_INDENT = 2


def formatted(document: str | bytes) -> str:
    """Return *document* with each element on a line of its own; its words, attributes and comments stay.

    Raises: InvalidXml.
    """
    tree = parse_tree(document)
    before = [comment for comment in tree.comments if _is_before(comment, tree)]
    inside = set(map(id, _comments_in(tree.root)))
    after = [comment for comment in tree.comments if id(comment) not in inside and comment not in before]
    parts: list[Node | Remark] = [*before, tree.root, *after]
    return "\n".join([DECLARATION, *(_laid_out(part, 0) for part in parts), ""])


def _is_before(comment: Remark, tree: Tree[Node]) -> bool:
    return tree.root.place is not None and comment.place < tree.root.place


def _comments_in(node: Node) -> Iterator[Remark]:
    for piece in node.content:
        if isinstance(piece, Remark):
            yield piece
        elif isinstance(piece, Node):
            yield from _comments_in(piece)


# In these, white space between elements is layout; in others it is text, which would be spoken or dialed.
_CONTAINERS = {element.tag for element in reachable(Response) if element.is_container}


def _laid_out(part: Node | Remark, depth: int) -> str:
    margin = " " * (_INDENT * depth)
    if isinstance(part, Remark):
        return f"{margin}<!--{part.text}-->"
    if part.tag not in _CONTAINERS or part.text.strip():
        return margin + _on_one_line(part)
    lines = [margin + _start(part)]
    before: Node | None = None
    for piece in part.content:
        if isinstance(piece, Remark) and _stands_beside(piece, before, part):
            lines[-1] += f" <!--{piece.text}-->"
        elif not isinstance(piece, str):
            lines.append(_laid_out(piece, depth + 1))
            before = piece if isinstance(piece, Node) else before
    if len(lines) == 1 and not any(isinstance(piece, Remark) for piece in part.content):
        return f"{lines[0][:-1]}/>"
    return "\n".join([*lines, f"{margin}</{part.tag}>"])


def _stands_beside(comment: Remark, before: Node | None, parent: Node) -> bool:
    """Return whether *comment* speaks of the line that it shares with what comes before it."""
    if "texml:" not in comment.text:
        return False
    place = parent.place if before is None else before.end
    return place is not None and place.line == comment.place.line


def _start(node: Node) -> str:
    attributes = "".join(f' {name}="{escape_attribute(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{attributes}>"


def _on_one_line(node: Node) -> str:
    inside = ""
    texts: list[str] = []
    for piece in [*node.content, None]:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        # Texts that follow each other are one: two braces may meet.
        text = "".join(texts)
        inside += escape_text(Mustache(text) if any(isinstance(part, Mustache) for part in texts) else text)
        texts = []
        if piece is not None:
            inside += f"<!--{piece.text}-->" if isinstance(piece, Remark) else _on_one_line(piece)
    start = _start(node)
    return f"{start}{inside}</{node.tag}>" if inside else f"{start[:-1]}/>"


def python_source(document: Response) -> str:
    """Return the Python that builds *document*, with its import."""
    names = sorted(set(_used(document)), key=lambda name: (not name.isupper(), name))
    line = f"from texml import {', '.join(names)}"
    if len(line) > _WIDTH:
        line = "from texml import (\n" + "".join(f"    {name},\n" for name in names) + ")"
    return f"{line}\n\ndocument = {_code(document, 0, len('document = '))}\n"


def _used(value: object) -> Iterator[str]:
    """Yield the names that the code of *value* uses."""
    if isinstance(value, Element | Mustache):
        yield type(value).__name__
    if isinstance(value, Element):
        yield from _used((*value.pieces, *value.values))
    elif isinstance(value, tuple):
        for item in value:
            yield from _used(item)
    elif isinstance(value, Mapping):
        yield from _used(tuple(value.values()))


def _code(element: Element, depth: int, taken: int) -> str:
    """Return the code of *element*, over several lines where one is too short, as *taken* columns are already."""
    if isinstance(element, Comment):
        return f"Comment({_value(element.values[0])})"
    if not element.is_known:
        return repr(element)
    name = type(element).__name__
    arguments = _arguments(element)
    pieces = _listed(element)
    if len(pieces) == 1:  # one needs no brackets
        arguments.insert(0, _piece(pieces[0], depth + 1))
        pieces = ()
    children = [_piece(piece, depth + 2) for piece in pieces]
    inner = " " * (4 * (depth + 1))
    whole = [f"[{', '.join(children)}]", *arguments] if children else arguments
    line = f"{name}({', '.join(whole)}){_extra(element, '')}"
    if len(line) + taken <= _WIDTH and "\n" not in line:
        return line
    short = f"{name}({', '.join(whole)})"
    if "\n" not in short and len(short) + len(".with_extra(") + taken <= _WIDTH:
        return short + _extra(element, " " * (4 * depth))
    broken = "".join(f"{inner}    {child},\n" for child in children)
    whole = [f"[\n{broken}{inner}]", *arguments] if children else arguments
    made = "".join(f"{inner}{argument},\n" for argument in whole)
    margin = " " * (4 * depth)
    return f"{name}(\n{made}{margin}){_extra(element, margin)}"


def _listed(element: Element) -> tuple[str | Element, ...]:
    """Return the pieces that are given as a list: not a text that stands alone."""
    return () if element.is_mixed and isinstance(element.values[0], str) else element.pieces


def _piece(piece: str | Element, depth: int) -> str:
    return _code(piece, depth, 4 * depth + 1) if isinstance(piece, Element) else _value(piece)


def _extra(element: Element, margin: str) -> str:
    """Return the call that adds the attributes outside the vocabulary, on one line where *margin* is empty."""
    pairs = [f"{_value(key)}: {_value(item)}" for key, item in element.extra.items()]
    line = f".with_extra({{{', '.join(pairs)}}})"
    if not pairs:
        return ""
    if not margin and len(line) <= _WIDTH // 2:
        return line
    inner = "".join(f"{margin}        {pair},\n" for pair in pairs)
    return f".with_extra(\n{margin}    {{\n{inner}{margin}    }}\n{margin})" if margin else line


def _arguments(element: Element) -> list[str]:
    """Return the code of the arguments of *element* but for what is inside, where that is a list."""
    pairs = zip(element.fields.items(), element.values, strict=False)
    return [
        _value(value) if isinstance(marker, Text) else f"{name}={_value(value)}"
        for (name, marker), value in pairs
        if value is not None and not (isinstance(marker, Text) and isinstance(value, tuple))
    ]


def _value(value: object) -> str:
    """Return the code of a value, its texts in double quotes where they can be."""
    if type(value) is str:
        shown = repr(value)
        return shown if '"' in shown or "\\'" in shown else f'"{shown[1:-1]}"'
    if isinstance(value, tuple):
        return f"({', '.join(map(_value, value))}{',' if len(value) == 1 else ''})"
    return repr(value)
