"""What text a Python expression makes, as far as it can be read: literals, f-strings, +, %, format and join.

Whatever is not written in the expression itself is pasted in, and `PASTED` stands for it.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from string import Formatter
from typing import NamedTuple

__all__ = ["PASTED", "Assembled", "assembled", "assembled_by_steps"]

PASTED = "\ue000"
"""What stands for a value that is pasted in; nobody writes this character."""

_CONVERSION = re.compile(r"%(?:\(([^)]*)\))?[#0\- +]*(?:\*|[0-9]+)?(?:\.(?:\*|[0-9]+))?[hlL]?([diouxXeEfFgGcrsa%])")


class Assembled(NamedTuple):
    """A text, and the nodes that it was written in."""

    text: str
    nodes: tuple[ast.AST, ...]


def assembled(node: ast.AST) -> Assembled | None:
    """Return the text that an expression makes, or None where it is none, or not known to be one."""
    match node:
        case ast.Constant(value=str(text)):
            return Assembled(text, (node,))
        case ast.JoinedStr():
            pieces = [str(part.value) if isinstance(part, ast.Constant) else PASTED for part in node.values]
            return Assembled("".join(pieces), (node, *node.values))
        case ast.BinOp(op=ast.Add()):
            return _together("", _operands(node), node)
        case ast.BinOp(op=ast.Mod(), left=left):
            return _with(assembled(left), _percent, node)
        case ast.Call(func=ast.Attribute(value=value, attr=method)):
            return _of_method(node, assembled(value), method)
    return None


def assembled_by_steps(body: Iterable[ast.stmt]) -> Iterator[tuple[ast.stmt, Assembled]]:
    """Yield the texts that a block of statements makes with ``=`` and ``+=``, each with its first statement.

    What happens in between is not followed: a block that adds to the text pastes something in.
    """
    open_: dict[str, tuple[ast.stmt, list[Assembled]]] = {}
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if (found := assembled(value)) is not None:
                if name in open_:
                    yield from _finished(open_.pop(name))
                open_[name] = (statement, [found])
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value) if name in open_:
                open_[name][1].append(assembled(value) or Assembled(PASTED, ()))
            case _:
                for inner in ast.walk(statement):
                    if isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
                        _, pieces = open_.get(inner.target.id, (None, []))
                        pieces.append(Assembled(PASTED, ()))
    for steps in open_.values():
        yield from _finished(steps)


def _finished(steps: tuple[ast.stmt, list[Assembled]]) -> Iterator[tuple[ast.stmt, Assembled]]:
    first, pieces = steps
    if len(pieces) > 1:
        nodes = tuple(node for piece in pieces for node in piece.nodes)
        yield first, Assembled("".join(piece.text for piece in pieces), nodes)


def _of_method(node: ast.Call, text: Assembled | None, method: str) -> Assembled | None:
    """Return what ``text.format(...)`` or ``text.join([...])`` makes."""
    if method == "format":
        return _with(text, _format, node)
    match node.args:
        case [ast.List() | ast.Tuple() as items] if text is not None and method == "join":
            return _together(text.text, items.elts, node, *text.nodes)
    return None


def _operands(node: ast.expr) -> list[ast.expr]:
    """Return the operands of a chain of +, which may be long."""
    operands = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        operands.append(node.right)
        node = node.left
    return [node, *reversed(operands)]


def _together(between: str, parts: list[ast.expr], *own: ast.AST) -> Assembled | None:
    """Return *parts* with a text *between* them, if one of them is a text at least."""
    found = [assembled(part) for part in parts]
    if not any(found):
        return None
    nodes = tuple(node for part in found if part is not None for node in part.nodes)
    return Assembled(between.join(PASTED if part is None else part.text for part in found), (*own, *nodes))


def _with(template: Assembled | None, fill: Callable[[str], str | None], node: ast.AST) -> Assembled | None:
    filled = None if template is None else fill(template.text)
    return None if template is None or filled is None else Assembled(filled, (node, *template.nodes))


def _percent(template: str) -> str | None:
    return _CONVERSION.sub(lambda found: "%" if found[2] == "%" else PASTED, template)


def _format(template: str) -> str | None:
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return None  # then Python refuses it, too
    return "".join(text + ("" if field is None else PASTED) for text, field, _, _ in parts)
