"""All rules, in the order of their codes, and which of them may find something about an element."""

from collections.abc import Callable
from typing import Any, NamedTuple

from texml.problem import Severity
from texml.rules import digits, evidence, flow, recordings, requests, speech, together, vocabulary
from texml.rules.rule import Check, Report, Rule, fields_about
from texml.usage import Usage

__all__ = ["RULES", "Prepared", "Question", "Questions", "Verdicts", "questions_about"]

_MODULES = (vocabulary, together, digits, recordings, speech, flow, requests, evidence)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)


_MOST = 128
_LONGEST = 256


class Prepared(NamedTuple):
    """A report of which everything is known but the element."""

    code: str
    severity: Severity
    reason: str
    hint: str | None
    below: str
    """What follows the path of the element: ``/@action``."""
    number: int | None
    """How many attributes stand before the one that it is about; None for the element itself."""


class Verdicts(dict[str, bool]):
    """Whether values of one attribute break a rule, by the last values: documents say the same things again and again.

    Long ones are not kept.
    """

    __slots__ = ("is_wrong",)

    def __init__(self, is_wrong: Callable[[Any], bool]) -> None:
        super().__init__()
        self.is_wrong = is_wrong

    def __missing__(self, value: str) -> bool:
        verdict = self.is_wrong(value)
        if len(value) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[value] = verdict
        return verdict


class Question(NamedTuple):
    """A rule that may find something about an element: *find* says what."""

    rule: Rule
    find: Check
    when: Callable[[Any], bool] | None
    """What one of the values of *names* must be like for it to find anything."""
    names: tuple[str, ...]
    inside: bool | None


class Questions(NamedTuple):
    """What is to be asked about an element that has certain attributes."""

    answered: tuple[Prepared, ...]
    """What is wrong by these attributes alone."""
    values: tuple[tuple[str, Verdicts, Prepared], ...]
    """A value by its name, which is a text, whether it is wrong, and what is to be said then."""
    rest: tuple[Question, ...]


def questions_about(usage: Usage, has_braces: bool) -> Questions | None:
    """Return what is to be asked where an element is used with certain attributes; None: nothing.

    *has_braces* says whether double braces are in the document.
    """
    if has_braces not in usage.questions:
        usage.questions[has_braces] = _questions(usage, has_braces)
    found: Questions | None = usage.questions[has_braces]
    return found


def _questions(usage: Usage, has_braces: bool) -> Questions | None:
    answered: list[Prepared] = []
    values: list[tuple[str, Verdicts, Prepared]] = []
    rest: list[Question] = []
    for rule in RULES:
        if rule.check is None or not _may_find(rule, usage, has_braces):
            continue
        fields = fields_about(rule.about, usage)
        if rule.told is not None:
            answered += [_prepared(rule, report, usage) for report in rule.told(usage)]
        if usage.has(rule.unless):  # it depends on what it is
            rest.append(Question(rule, rule.check, rule.when, tuple(name for name, _ in fields), None))
        elif rule.says is not None and rule.when is not None:
            said = [(name, Report(*rule.says, wire)) for name, wire in fields]
            values += [(name, Verdicts(rule.when), _prepared(rule, report, usage)) for name, report in said]
        if rule.finds is not None and (fields or not rule.about):
            names = tuple(name for name, _ in fields)
            rest.append(Question(rule, rule.finds, rule.when, names, rule.inside))
    questions = Questions(tuple(answered), tuple(values), tuple(rest))
    return questions if any(questions) else None


def _prepared(rule: Rule, report: Report, usage: Usage) -> Prepared:
    wire = report.attribute
    below, number = ("", None) if wire is None else (f"/@{wire}", usage.wires.index(wire))
    return Prepared(rule.code, rule.severity, report.reason, report.hint, below, number)


def _may_find(rule: Rule, usage: Usage, has_braces: bool) -> bool:
    tag = usage.table.element.tag
    return tag not in rule.not_of and (not rule.of or tag in rule.of) and (has_braces or not rule.is_about_braces)
