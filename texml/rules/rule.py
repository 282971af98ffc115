"""What a rule is: its code, what it costs to break it, why, and an example of each side."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from texml.grammar import Checked
from texml.problem import Severity
from texml.usage import Usage
from texml.vocabulary import Row, TextRow, rows, text_row
from texml.vocabulary.documents import VOICE, DocumentKind

__all__ = ["About", "Check", "Report", "Rule", "Told", "fields_about", "rule", "rule_of_usage", "rule_of_values"]


class Report(NamedTuple):
    """One breach of a rule: at an attribute, by its wire name, or at the element itself."""

    reason: str
    hint: str | None = None
    attribute: str | None = None
    at: Checked | None = None
    """Another element than the one that was checked."""


Check = Callable[[Checked], Iterator[Report]]
Told = Callable[[Usage], Iterator[Report]]
"""Yields what is wrong with an element by the attributes that it has, whatever their values are."""

About = tuple[str, ...] | Callable[[Row | TextRow], bool]
"""Attributes, by their Python names or by what their rows say; a row of a text, too."""


class Rule(NamedTuple):
    """Something that a document should keep to. *bad* and *good* are what stands in a Response, or whole documents."""

    code: str
    severity: Severity
    title: str
    why: str
    bad: str
    good: str
    check: Check | None = None
    """Yields all that is wrong with one element; None where the grammar or the parser does."""
    kind: DocumentKind = VOICE
    """What the examples are."""
    is_python: bool = False
    """Whether the examples are Python, not documents."""
    of: tuple[str, ...] = ()
    """The tags of the elements that it is about; none: all."""
    not_of: tuple[str, ...] = ()
    """Tags of elements that it is not about."""
    about: About = ()
    """Attributes of which one must be there for the rule to find anything; none: it may find something without any."""
    when: Callable[[Any], bool] | None = None
    """What one of the values that it is about must be like for the rule to find anything; None: anything."""
    unless: tuple[str, ...] = ()
    """Attributes, by their Python names: one that is there, and not false, keeps the rule from finding anything."""
    is_about_braces: bool = False
    """Whether it finds something only where double braces are in the document."""
    inside: bool | None = None
    """Whether there must be elements inside, or none, for the rule to find anything; None: it does not matter."""
    told: Told | None = None
    """The part of *check* that depends on nothing but which attributes are there."""
    says: tuple[str, str] | None = None
    """The part of *check* that depends on one value alone: reason and hint for each for which *when* is true."""
    finds: Check | None = None
    """The rest of *check*."""


def rule(
    code: str,
    severity: Severity,
    title: str,
    *,
    why: str,
    bad: str,
    good: str,
    of: tuple[str, ...] = (),
    about: About = (),
    when: Callable[[Any], bool] | None = None,
    is_about_braces: bool = False,
    inside: bool | None = None,
    told: Told | None = None,
) -> Callable[[Check], Rule]:
    """Make a `Rule` of the function below, which checks one element with a tag *of* those, or any.

    What it is *about*, and *when* it may find something of that, saves time: elsewhere the function is not called.
    *told* is another part of the rule, to which it is enough to know which attributes an element has.
    """

    def made(finds: Check) -> Rule:
        def check(checked: Checked) -> Iterator[Report]:
            if of and checked.tag not in of:
                return
            if told is not None and checked.usage is not None:
                yield from told(checked.usage)
            if inside is None or inside is bool(checked.children):
                yield from finds(checked)

        return Rule(
            code, severity, title, why, bad, good, check, of=of, about=about, when=when,
            is_about_braces=is_about_braces, inside=inside, told=told, finds=finds,
        )  # fmt: skip

    return made


def rule_of_usage(
    code: str,
    severity: Severity,
    title: str,
    *,
    why: str,
    bad: str,
    good: str,
    of: tuple[str, ...] = (),
    about: About = (),
) -> Callable[[Told], Rule]:
    """Make a `Rule` of the function below, to which it is enough to know which attributes an element has."""

    def made(told: Told) -> Rule:
        def check(checked: Checked) -> Iterator[Report]:
            if checked.usage is not None and (not of or checked.tag in of):
                yield from told(checked.usage)

        return Rule(code, severity, title, why, bad, good, check, of=of, about=about, told=told)

    return made


def rule_of_values(
    code: str,
    severity: Severity,
    title: str,
    *,
    why: str,
    bad: str,
    good: str,
    says: tuple[str, str],
    about: About,
    of: tuple[str, ...] = (),
    not_of: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
) -> Callable[[Callable[[Any], bool]], Rule]:
    """Make a `Rule` of the function below, which tells whether a text of what it is *about* breaks it.

    Where it does, the rule *says* a reason and a hint, at that attribute; but not where one of *unless* is there and is
    not false.
    """

    def made(is_wrong: Callable[[Any], bool]) -> Rule:
        def check(checked: Checked) -> Iterator[Report]:
            usage = checked.usage
            if usage is None or checked.tag in not_of or (of and checked.tag not in of):
                return
            if usage.has(unless) and not any(checked.get(name) is False for name in unless):
                return
            for name, wire in fields_about(about, usage):
                if name in checked.values and is_wrong(checked.values[name]):
                    yield Report(*says, wire)

        return Rule(
            code, severity, title, why, bad, good, check, of=of, not_of=not_of, about=about, when=is_wrong,
            unless=unless, says=says,
        )  # fmt: skip

    return made


def fields_about(about: About, usage: Usage) -> list[tuple[str, str | None]]:
    """Return what may be there of what a rule is *about*, by Python and wire name, None for that of the text."""
    element = usage.table.element
    text = text_row(element)
    given: list[tuple[Row | TextRow, str | None]]
    given = [(row, row.wire) for row in rows(element) if row.wire in usage.wires]
    if text is not None:
        given.append((text, None))
    return [(row.name, wire) for row, wire in given if (about(row) if callable(about) else row.name in about)]
