"""What an element and its attributes mean, in words: for help(), the reference pages and the schema.

The meaning of an attribute is the string below it in its declaration, which is where editors look for it; Python
forgets it, so it is read from the source of the module when somebody asks. Where there is no source, words are missing
and nothing else.
"""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import cleandoc, getsource

from texml.vocabulary.declaration import Row, rows, text_row
from texml.vocabulary.element import Element

__all__ = ["described", "facts", "meaning", "summary"]


def meaning(element: type[Element], name: str) -> str:
    """Return what the field *name* of *element* means, in one sentence; nothing where there is no source."""
    bases = (base for base in element.__mro__ if issubclass(base, Element))
    for base in bases:
        found = _strings_below(base.__module__).get((base.__name__, name))
        if found is not None:
            return found
    return ""


def summary(element: type[Element]) -> str:
    """Return the docstring of *element* as it was written, without its indentation."""
    written = getattr(element.__dict__.get("__doc__"), "written", None)
    return cleandoc(written or "")


def described(element: type[Element]) -> str:
    """Return the docstring of *element* with what it holds, and its attributes with their facts."""
    sections = [summary(element), *_inside(element), *_attributes(element)]
    sections.append(f"Source: {element.source} ({element.grade}).")
    return "\n\n".join(filter(None, sections))


def facts(row: Row, element: type[Element]) -> Iterator[str]:
    """Yield what is known of an attribute of *element* beside its meaning, most asked for first."""
    yield f"{row.kind.allowed}{f' ({row.unit})' if row.unit else ''}"
    if row.required:
        yield "required"
    elif row.default is not None:
        yield f"default {row.default}"
    if row.source != element.source:
        yield f"{row.grade}: {row.source}"
    elif row.grade != "documented":
        yield row.grade


def _inside(element: type[Element]) -> Iterator[str]:
    text = text_row(element)
    if text is not None:
        need = "required" if text.required else "optional"
        yield f"Text, {text.name} ({need}): {meaning(element, text.name)} Allowed: {text.kind.allowed}."
    if element.nested:
        yield f"Holds: {', '.join(child.__name__ for child in element.nested)}."


def _attributes(element: type[Element]) -> Iterator[str]:
    lines = [
        f"    {row.name}: {meaning(element, row.name)}\n        {row.wire}; {'; '.join(facts(row, element))}."
        for row in rows(element)
    ]
    if lines:
        yield "\n".join(["Attributes:", *lines])


@cache
def _strings_below(module: str) -> dict[tuple[str, str], str]:
    """Return the string below each field of the classes of a *module*, by class and field."""
    source = _source(module)
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            for field, below in zip(node.body, node.body[1:], strict=False):
                words = _string(below)
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and words is not None:
                    found[node.name, field.target.id] = " ".join(cleandoc(words).split())
    return found


def _string(statement: ast.stmt) -> str | None:
    """Return the string that a statement is, or None where it is another."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _source(module: str) -> str:
    try:
        return getsource(import_module(module))
    except (ImportError, OSError, TypeError):
        return ""
