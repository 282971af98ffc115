"""Check documents and place what is found in their files."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from texml.lint.sources import LINE_END, Document
from texml.lint.strings import PASTED as PLACE_OF_PASTED
from texml.problem import Problem, Severity
from texml.rules.evidence import PASTED
from texml.validation import ignored_codes, iter_problems
from texml.vocabulary.documents import VOICE, DocumentKind

__all__ = ["FileFinding", "findings_in"]

_BRACES = "{{pasted}}"
# Of what is pasted in nothing is known: it may be markup, or what is missed.
_UNKNOWN = {"TX122", "TX303", "TX501"}
# Of a template it is not known either what stands beside what, and whether that becomes XML.
_UNKNOWN_IN_TEMPLATES = {*_UNKNOWN, "TX001", "TX103", "TX301"}
_COMMENT = re.compile("<!--(.*?)-->", re.DOTALL)


class FileFinding(NamedTuple):
    """A problem, and where it is in its file."""

    file: str
    line: int
    column: int
    problem: Problem
    source: str | None
    """The line of the file, where it is known."""

    @property
    def severity(self) -> Severity:
        """Return what the problem costs."""
        return self.problem.severity


def findings_in(document: Document, *, kind: DocumentKind = VOICE) -> Iterator[FileFinding]:
    """Yield what is wrong with *document*.

    Of values that are pasted in nothing is known, so what depends on them is left out; that they are is a finding. So
    it is with the tags of a template, but that it has some is none.
    """
    text = document.text
    if document.is_pasted and not _is_silenced(text):
        yield _pasted(document)
    if (document.is_pasted or document.is_template) and isinstance(text, str):
        # As if the platform were to expand them: it is as little known what they will be.
        text = text.replace(PLACE_OF_PASTED, _BRACES)
    lines = _lines(text)
    for problem in iter_problems(text, kind=kind):
        if not _is_open(problem, document):
            yield _placed(document, problem, lines)


def _is_silenced(text: str | bytes) -> bool:
    """Return whether a comment in *text* says that pasting is well."""
    comments = _COMMENT.findall(text) if isinstance(text, str) else []
    return any(PASTED.code in ignored_codes(comment)[0] for comment in comments)


def _is_open(problem: Problem, document: Document) -> bool:
    """Return whether it depends on what is pasted or filled in, which may be markup, if there is a problem."""
    if document.is_template:
        return _BRACES in problem.reason or problem.code in _UNKNOWN_IN_TEMPLATES
    if not document.is_pasted or _BRACES in problem.reason:
        return document.is_pasted
    if problem.code != "TX001" or not isinstance(document.text, str):
        return problem.code in _UNKNOWN
    texts = (document.text.replace(PLACE_OF_PASTED, value) for value in ("", "x"))
    return any(all(found.code != "TX001" for found in iter_problems(text)) for text in texts)


def _pasted(document: Document) -> FileFinding:
    reason = "values are pasted into TeXML: a caller's text could become verbs"
    hint = "build the document with texml, which escapes them"
    problem = Problem(PASTED.code, PASTED.severity, "/", None, None, reason, hint)
    return FileFinding(document.name, document.line, 1, problem, None)


def _placed(document: Document, problem: Problem, lines: list[str]) -> FileFinding:
    line, column = problem.line or 1, problem.column or 1
    if not document.is_exact:
        return FileFinding(document.name, document.line, 1, problem, None)
    place = document.line + line - 1
    if not document.lines:
        source = lines[line - 1] if problem.line and line <= len(lines) else None
        return FileFinding(document.name, place, column, problem, source)
    source = document.lines[place - 1]
    before = lines[line - 1][: column - 1]
    # In the first line the string itself begins somewhere; behind a pasted value the column is not known, nor where
    # the string is written with escapes.
    offset = source.find(lines[0].partition(_BRACES)[0]) if line == 1 else 0
    column = 1 if offset < 0 or _BRACES in before else column + offset
    return FileFinding(document.name, place, column, problem, source)


def _lines(text: str | bytes) -> list[str]:
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return LINE_END.split(decoded.removeprefix("\ufeff"))
