"""All rules, in the order of their codes, and which of them may find something about an element."""

from collections.abc import Callable
from typing import Any, NamedTuple

from texml.problem import Severity
from texml.rules import digits, evidence, flow, recordings, requests, speech, together, vocabulary
from texml.rules.rule import Check, Report, Rule, fields_about
from texml.usage import Usage

__all__ = ["RULES", "Breaches", "Prepared", "Question", "Questions", "questions_about"]

_MODULES = (vocabulary, together, digits, recordings, speech, flow, requests, evidence)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)


_MOST = 128
_LONGEST = 256


class Prepared:
    """A report of which everything is known but the element.

    *below* is what follows the path of the element, ``/@action``; *number* tells how many attributes stand before the
    one that it is about, None for the element itself.
    """

    __slots__ = ("below", "code", "hint", "number", "reason", "severity")

    def __init__(self, rule: Rule, report: Report, usage: Usage) -> None:
        self.code = rule.code
        self.severity: Severity = rule.severity
        self.reason, self.hint, wire, _ = report
        self.below = "" if wire is None else f"/@{wire}"
        self.number = None if wire is None else usage.wires.index(wire)


_Test = tuple[Callable[[Any], bool], Prepared]
"""Whether a value is wrong, and what is to be said then."""


class Breaches(dict[str, tuple[Prepared, ...]]):
    """What is to be said of the last values of one attribute: documents say the same things again and again.

    *tests* tell of a value whether it is wrong, and what is to be said then. Long values are not kept. To look one up,
    call `of`: it is found in a third of the time that brackets take where a class of our own fills the gaps.
    """

    __slots__ = ("of", "tests")

    def __init__(self, *tests: _Test) -> None:
        super().__init__()
        self.tests = tests
        self.of: Callable[[str], tuple[Prepared, ...]] = self.__getitem__

    def __missing__(self, value: str) -> tuple[Prepared, ...]:
        found = tuple(prepared for is_wrong, prepared in self.tests if is_wrong(value))
        if len(value) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[value] = found
        return found


class Question(NamedTuple):
    """A rule that may find something about an element: *find* says what."""

    rule: Rule
    find: Check
    when: Callable[[Any], bool] | None
    """What one of the values of *names* must be like for it to find anything."""
    names: tuple[str, ...]
    inside: bool | None


class Questions:
    """What is to be asked about an element that has certain attributes.

    *answered* is what is wrong by these alone. *values* tells of some of its values, by their names, which are texts,
    what is wrong with them. The *rest* is what must be asked each time, in documents without double braces and in those
    with some.
    """

    __slots__ = ("answered", "rest", "values")

    def __init__(self, usage: Usage) -> None:
        self.answered: tuple[Prepared, ...] = ()
        rest: list[Question] = []
        # By the order of the attributes, in which problems of one rule and one place come.
        fields = fields_about(lambda _: True, usage)
        tests: dict[str, list[_Test]] = {name: [] for name, _ in fields}
        for rule in RULES:
            if rule.check is not None and _is_about(rule, usage.table.element.tag):
                self._add(rule, usage, tests, rest)
        self.values = tuple((name, Breaches(*about)) for name, about in tests.items() if about)
        self.rest = (tuple(question for question in rest if not question.rule.is_about_braces), tuple(rest))

    def _add(self, rule: Rule, usage: Usage, tests: dict[str, list[_Test]], rest: list[Question]) -> None:
        fields = fields_about(rule.about, usage)
        names = tuple(name for name, _ in fields)
        if rule.told is not None:
            self.answered += tuple(Prepared(rule, report, usage) for report in rule.told(usage))
        if usage.has(rule.unless) and rule.check is not None:  # it depends on what it is
            rest.append(Question(rule, rule.check, rule.when, names, None))
        elif rule.says is not None and rule.when is not None:
            for name, wire in fields:
                tests[name].append((rule.when, Prepared(rule, Report(*rule.says, wire), usage)))
        if rule.finds is not None and (fields or not rule.about):
            rest.append(Question(rule, rule.finds, rule.when, names, rule.inside))


def questions_about(usage: Usage) -> Questions:
    """Return what is to be asked where an element is used with certain attributes."""
    if usage.questions is None:
        usage.questions = Questions(usage)
    found: Questions = usage.questions
    return found


def _is_about(rule: Rule, tag: str) -> bool:
    return tag not in rule.not_of and (not rule.of or tag in rule.of)
