"""Show findings: for people, for programs, for code scanning, for GitHub."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from texml.lint.findings import FileFinding
from texml.problem import Problem
from texml.rules import RULES

__all__ = ["FORMATS", "as_github", "as_json", "as_sarif", "as_text"]

_SHOWN = 160  # characters of a line
_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_text(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield what a compiler would print: place, severity, code, reason; the line with a caret; the hint."""
    for finding in findings:
        problem = finding.problem
        place = f"{_printable(finding.file)}:{finding.line}:{finding.column}"
        yield f"{place}: {problem.severity} {problem.code}: {_printable(_reason(problem))}"
        if finding.source is not None:
            start = max(finding.column - _SHOWN // 2, 0) if len(finding.source) > _SHOWN else 0
            yield f"    {_printable(finding.source[start : start + _SHOWN])}"
            yield f"    {_printable(finding.source[start : finding.column - 1], blank=True)}^"
        if problem.hint:
            yield f"    = {_printable(problem.hint)}"


# They say what to do, but not what would be right: what is allowed is still worth reading.
_NAMES_NO_WORD = ("leave it out", "without it")


def _reason(problem: Problem) -> str:
    """Return the reason without the list of what is allowed where a hint says it better."""
    is_said = problem.hint is not None and not problem.hint.startswith(_NAMES_NO_WORD)
    return problem.reason.partition("; allowed: ")[0] if is_said else problem.reason


def _printable(text: str, *, blank: bool = False) -> str:
    """Return *text* as a terminal can show it, a tab as four spaces; or as many blanks as that is wide."""
    visible = (char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text.replace("\t", "    "))
    shown = "".join(visible)
    return " " * sum(map(_width, shown)) if blank else shown


def _width(char: str) -> int:
    """Return how many columns of a terminal *char* takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def as_json(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield one JSON object a line."""
    for finding in findings:
        facts = {"file": finding.file, **finding.problem._asdict(), "line": finding.line, "column": finding.column}
        yield _escaped_json(facts)


def _escaped_json(value: object, indent: int | None = None) -> str:
    """Return *value* as JSON in which what a terminal could act on, or no file could hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_github(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines of a change."""
    for finding in findings:
        problem = finding.problem
        level = "notice" if problem.severity == "note" else problem.severity
        message = "; ".join(filter(None, (_reason(problem), problem.hint)))
        name = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
        place = f"file={name},line={finding.line},col={finding.column},title={problem.code}"
        yield f"::{level} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    shown = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def as_sarif(findings: Iterable[FileFinding]) -> Iterator[str]:
    """Yield one SARIF 2.1.0 log, which code scanning services read."""
    rules = [
        {"id": rule.code, "shortDescription": {"text": rule.title}, "fullDescription": {"text": rule.why}}
        for rule in RULES
    ]
    results = [
        {
            "ruleId": finding.problem.code,
            "level": finding.severity,
            "message": {"text": "; ".join(filter(None, (finding.problem.reason, finding.problem.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(finding.file)},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    run = {"tool": {"driver": {"name": "texml", "rules": rules}}, "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield _escaped_json(log, indent=2)


def _uri(file: str) -> str:
    is_url = file.startswith(("http://", "https://"))
    return file if is_url else quote(file.encode("utf-8", "surrogateescape"))


FORMATS: dict[str, Callable[[Iterable[FileFinding]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
