"""Find the documents to check: in files, in folders, and in the strings of Python programs."""

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from texml.lint.strings import PASTED, Assembled, assembled, assembled_by_steps
from texml.lint.templates import filled

__all__ = ["LINE_END", "Document", "documents_in", "files_in"]

LINE_END = re.compile("\r\n|\r|\n")
"""What ends a line, as the XML parser counts them."""

_SUFFIXES = (".xml", ".texml", ".py")
_START = re.compile(r"(<\?xml[^<>]*\?>\s*)?<Response[\s/>]")
_END = "</Response>"


class Document(NamedTuple):
    """One document, and where in its file it starts."""

    name: str
    text: str | bytes
    line: int = 1
    is_exact: bool = True
    """Whether its lines are those of the file, counted from *line*."""
    is_pasted: bool = False
    """Whether values are pasted into it."""
    lines: tuple[str, ...] = ()
    """The lines of the file, where the document is only a part of it."""
    is_template: bool = False
    """Whether it is made of a template, whose tags stand in it as pasted values do."""


def files_in(path: Path) -> Iterator[Path]:
    """Yield *path*, or the files below it that may hold documents, hidden folders left out."""
    if not path.is_dir():
        yield path
        return
    for found in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
        if found.suffix in _SUFFIXES and not hidden and found.is_file():
            yield found


def documents_in(name: str, content: bytes, *, is_found: bool = False) -> Iterator[Document]:
    """Yield the documents of a file: a Python program's strings that hold one, of others the whole.

    *is_found* says that the file was found, in a folder or by its kind, not named: then XML of something else is none.

    Raises: SyntaxError for a program that is none.
    """
    if name.endswith(".py"):
        yield from _in_python(name, content)
    elif (template := filled(text := content.decode("utf-8", "replace"))) is not None:
        yield from _in_template(name, text, template)
    elif not is_found or name.endswith(".texml") or b"<response" in content.lower():
        yield Document(name, content)


def _in_template(name: str, text: str, template: str) -> Iterator[Document]:
    """Yield the document in a template; one that only fills in another, or is filled in there, holds none."""
    start, end = _START.search(template), template.rfind(_END)
    if start is not None and end > start.start():
        line = 1 + len(LINE_END.findall(template[: start.start()]))
        lines = tuple(LINE_END.split(text))
        yield Document(name, template[start.start() : end + len(_END)], line, lines=lines, is_template=True)


def _in_python(name: str, content: bytes) -> Iterator[Document]:
    inside: set[int] = set()  # what is a part of another text, and no document of its own
    lines = tuple(LINE_END.split(content.decode("utf-8", "replace")))
    program = _program(name, content)
    for node in ast.walk(program):
        for block in (getattr(node, field, None) for field in ("body", "orelse", "finalbody")):
            if isinstance(block, list):
                for first, text in assembled_by_steps(block):
                    yield from _found(name, first, text, lines, inside)
    for node in ast.walk(program):
        if id(node) not in inside and isinstance(node, ast.expr):
            whole = assembled(node)
            if whole is not None:
                yield from _found(name, node, whole, lines, inside)


def _found(
    name: str, node: ast.expr | ast.stmt, text: Assembled, lines: tuple[str, ...], inside: set[int]
) -> Iterator[Document]:
    """Yield the document in a text, if there is one, and keep in mind that its parts are none."""
    documents = list(_in_string(name, node, text.text, lines))
    if documents or isinstance(node, ast.expr):
        inside |= {id(part) for part in text.nodes}
    yield from documents


def _program(name: str, content: bytes) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python thinks of the program is not our subject
        try:
            return ast.parse(content, name)
        except (MemoryError, RecursionError) as err:
            raise SyntaxError("it is nested too deep") from err
        except ValueError as err:
            raise SyntaxError(str(err)) from err


def _in_string(name: str, node: ast.expr | ast.stmt, text: str, lines: tuple[str, ...]) -> Iterator[Document]:
    start = _START.search(text)
    end = text.find(_END, start.start()) if start else -1
    if start is None or end < 0:
        return
    document = text[start.start() : end + len(_END)]
    line = node.lineno + text[: start.start()].count("\n")
    is_exact = (node.end_lineno or node.lineno) - node.lineno == len(LINE_END.findall(text))
    line = line if is_exact else node.lineno
    template = filled(document)
    if template is not None:
        yield Document(name, template, line, is_exact, lines=lines, is_template=True)
    else:
        yield Document(name, document, line, is_exact, PASTED in document, lines)
