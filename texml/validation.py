"""Check TeXML, whoever wrote it: every problem, with its place, its reason and what to do about it."""

import re
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from texml.errors import DocumentError, InvalidXml, WrongType
from texml.grammar import Checked, Finding, check
from texml.problem import Problem, Severity
from texml.rules import RULES, Prepared, Question, Report, Rule, questions_about
from texml.tree import LIMITS, WELL_FORMED, Limits, Tree, TreeLike, parse_tree, tree_of
from texml.vocabulary.documents import VOICE, DocumentKind
from texml.vocabulary.refusal import shown
from texml.vocabulary.verbs import Response
from texml.writer import Mustache

__all__ = ["Problem", "Severity", "Source", "ignored_codes", "is_valid", "iter_problems", "validate"]

Source = Response | str | bytes | TreeLike
"""A document: values of the builder, text, bytes in UTF-8, or a tree of lxml or of the standard library."""

_ESCAPED = "build the document, or escape what you paste into it: & as &amp;, < as &lt;, quotation marks as &quot;"
_HINTS = {
    "the document is not UTF-8": "save or send it as UTF-8",
    "no element found": "write <Response/> at least",
}
_NOWHERE = (None, None)
# A named tuple is made in half of the time without its own way to be made.
_new: Callable[[type[Problem], tuple[object, ...]], Problem] = tuple.__new__
_SEVERITIES: dict[str, Severity] = {rule.code: rule.severity for rule in RULES}


def iter_problems(source: Source, *, kind: DocumentKind = VOICE, limits: Limits = LIMITS) -> Iterator[Problem]:
    """Yield the problems of a document in the order of their places; none means that the platform will do all it says.

    *kind* says which occasion the document is for, as not every verb is run on every one. A comment
    ``<!-- texml: ignore[TX402] -->`` keeps problems of that code on its own line and the next one to itself,
    ``<!-- texml: ignore-file[TX402] -->`` those of the whole document.
    """
    try:
        tree = _tree(source, limits)
    except InvalidXml as err:
        yield _of_finding(
            Finding("TX001", err, _HINTS.get(err.problem, _ESCAPED) if err.allowed == WELL_FORMED else None)
        )
        return
    check(tree, kind)
    found = _found(tree)
    found.sort(key=_place if tree.source is None else _PLACE)
    if tree.comments:
        ignored = _ignored(tree)
        found = [one for one in found if not {(one.code, one.line), (one.code, None)} & ignored]
    yield from found


def _found(tree: Tree[Checked]) -> list[Problem]:
    """Return what the grammar found in a document, and the breaches of rules, by the order of the elements."""
    found: list[Problem] = []
    braces = int(tree.has_braces)
    for checked in tree.nodes:
        if checked.findings:
            found += _of_findings(checked)
        usage = checked.usage
        if usage is None:
            continue
        questions = usage.questions or questions_about(usage)
        if questions.answered:
            _tell(questions.answered, checked, found)
        values = checked.values
        for name, breaches in questions.values:
            if name in values:
                look_up = breaches.of
                broken = look_up(values[name])
                if broken:
                    _tell(broken, checked, found)
        rest = questions.rest[braces]
        if rest:
            _ask(rest, checked, found)
    return found


def _tell(reports: Iterable[Prepared], checked: Checked, found: list[Problem]) -> None:
    """Add to what is *found* the *reports* of an element."""
    for report in reports:
        line, column = checked.places_of.position(checked.tag, checked.at, report.number) or _NOWHERE
        path = checked.path_to(report.below)
        found.append(_new(Problem, (report.code, report.severity, path, line, column, report.reason, report.hint)))


def _ask(questions: Iterable[Question], checked: Checked, found: list[Problem]) -> None:
    """Add to what is *found* the breaches of rules that must be asked about an element."""
    values = checked.values
    for rule, find, when, names, inside in questions:
        if inside is not None and inside is not bool(checked.children):
            continue
        if when is not None:
            for name in names:
                if name in values and when(values[name]):
                    break
            else:
                continue
        found += [_of_report(rule, report, checked) for report in find(checked)]


_PLACE = itemgetter(3, 4, 0)  # line, column and code, where all have them: in a text


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line or 0, problem.column or 0, problem.code


def is_valid(source: Source, *, kind: DocumentKind = VOICE, limits: Limits = LIMITS) -> bool:
    """Return whether the platform knows every element, attribute and value of a document.

    That is what a schema can say. Whether they make sense together is for `iter_problems`.
    """
    try:
        tree = _tree(source, limits)
    except InvalidXml:
        return False
    check(tree, kind)
    return not any(checked.findings for checked in tree.nodes)


def validate(source: Source, *, kind: DocumentKind = VOICE, limits: Limits = LIMITS) -> None:
    """Return if the platform knows every element, attribute and value of a document.

    Raises: DocumentError, the kind of the first error, with its path and line.
    """
    for error in _errors(source, kind, limits):
        raise error


def _errors(source: Source, kind: DocumentKind, limits: Limits) -> Iterator[DocumentError]:
    try:
        tree = _tree(source, limits)
    except InvalidXml as err:
        yield err
        return
    check(tree, kind)
    errors = [finding.error for element in tree.nodes for finding in element.findings]
    yield from sorted(errors, key=lambda error: (error.line or 0, error.column or 0))


def _tree(source: Any, limits: Limits) -> Tree[Checked]:
    if isinstance(source, (str, bytes)):
        return parse_tree(source, limits, of=Checked)
    if isinstance(source, Response):
        return parse_tree(source.to_bytes(), limits, of=Checked)
    root = source.getroot() if hasattr(source, "getroot") else source
    if not hasattr(root, "attrib"):
        raise WrongType(
            f"{shown(source)} is no document",
            element="Response",
            found=source,
            allowed="a Response, text, bytes, or a tree of lxml or of the standard library",
        )
    return tree_of(root, limits, of=Checked)


_IGNORE = re.compile(r"\s*texml:\s*(ignore|ignore-file)\[([A-Z0-9,\s]+)\](?:\s.*)?", re.DOTALL)


def ignored_codes(comment: str) -> tuple[frozenset[str], bool]:
    """Return the codes that a *comment*, without its brackets, asks to ignore, and whether in the whole document."""
    found = _IGNORE.fullmatch(comment)
    if found is None:
        return frozenset(), False
    return frozenset(code.strip() for code in found[2].split(",")), found[1] == "ignore-file"


def _ignored(tree: Tree[Checked]) -> set[tuple[str, int | None]]:
    """Return the codes that comments ask to ignore, each with a line, or None for all."""
    ignored: set[tuple[str, int | None]] = set()
    for comment in tree.comments:
        codes, is_for_all = ignored_codes(comment.text)
        last = comment.place.line + comment.text.count("\n")
        lines = [None] if is_for_all else [comment.place.line, last, last + 1]
        ignored |= {(code, line) for code in codes for line in lines}
    return ignored


def _of_findings(checked: Checked) -> Iterator[Problem]:
    for finding in checked.findings:
        # What the platform expands before it parses may turn out right; that it is expanded is a note of its own.
        error = finding.error
        written = checked.attributes.get(error.attribute or "", error.found)
        if not (finding.code == "TX112" and isinstance(written, Mustache)):
            yield _of_finding(finding)


def _of_finding(finding: Finding) -> Problem:
    error = finding.error
    hint = finding.hint or error.hint
    severity = _SEVERITIES[finding.code]
    return Problem(finding.code, severity, error.path or "/", error.line, error.column, error.reason, hint)


def _of_report(rule: Rule, report: Report, checked: Checked) -> Problem:
    reason, hint, attribute, at = report
    checked = at or checked
    path = checked.path_to("" if attribute is None else f"/@{attribute}")
    line, column = checked.place_of(attribute) or _NOWHERE
    return _new(Problem, (rule.code, rule.severity, path, line, column, reason, hint))
