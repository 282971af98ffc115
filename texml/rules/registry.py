"""All rules, in the order of their codes."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from texml.rules import evidence, flow, requests, speech, together, vocabulary
from texml.rules.rule import About, Check, Rule
from texml.usage import Usage
from texml.vocabulary import Row, TextRow, rows, text_row

__all__ = ["RULES", "Question", "questions_about"]

_MODULES = (vocabulary, together, speech, flow, requests, evidence)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)


class Question(NamedTuple):
    """A rule that may find something about an element: *find* says what."""

    rule: Rule
    find: Check
    when: Callable[[Any], bool] | None
    """What one of the values of *names* must be like for it to find anything."""
    names: tuple[str, ...]


@lru_cache(maxsize=1_000)
def questions_about(usage: Usage, has_braces: bool) -> tuple[Question, ...]:
    """Return the rules that may find something where an element is used with certain attributes.

    *has_braces* says whether double braces are in the document.
    """
    return tuple(_questions(usage, has_braces))


def _questions(usage: Usage, has_braces: bool) -> Iterator[Question]:
    element = usage.table.element
    text = text_row(element)
    given: list[Row | TextRow] = [row for row in rows(element) if row.wire in usage.wires]
    if text is not None:
        given.append(text)
    for rule in RULES:
        is_of = not rule.of or element.tag in rule.of
        if rule.check is None or not is_of or (rule.is_about_braces and not has_braces):
            continue
        names = tuple(row.name for row in given if _is_about(rule.about, row))
        if names or not rule.about:
            yield Question(rule, rule.check, rule.when, names)


def _is_about(about: About, row: Row | TextRow) -> bool:
    return about(row) if callable(about) else row.name in about
