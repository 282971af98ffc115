"""What a rule is: its code, what it costs to break it, why, and an example of each side."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from texml.grammar import Checked
from texml.problem import Severity
from texml.vocabulary import Row, TextRow
from texml.vocabulary.documents import VOICE, DocumentKind

__all__ = ["About", "Check", "Report", "Rule", "rule"]


class Report(NamedTuple):
    """One breach of a rule: at an attribute, by its wire name, or at the element itself."""

    reason: str
    hint: str | None = None
    attribute: str | None = None
    at: Checked | None = None
    """Another element than the one that was checked."""


Check = Callable[[Checked], Iterator[Report]]

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
    """Yields what is wrong with one element; None where the grammar or the parser does."""
    kind: DocumentKind = VOICE
    """What the examples are."""
    is_python: bool = False
    """Whether the examples are Python, not documents."""
    of: tuple[str, ...] = ()
    """The tags of the elements that it is about; none: all."""
    about: About = ()
    """Attributes of which one must be there for the rule to find anything; none: it may find something without any."""
    when: Callable[[Any], bool] | None = None
    """What one of the values that it is about must be like for the rule to find anything; None: anything."""
    is_about_braces: bool = False
    """Whether it finds something only where double braces are in the document."""


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
) -> Callable[[Check], Rule]:
    """Make a `Rule` of the function below, which checks one element with a tag *of* those, or any.

    What it is *about*, and *when* it may find something of that, saves time: elsewhere the function is not called.
    """

    def made(check: Check) -> Rule:
        return Rule(
            code, severity, title, why, bad, good, check,
            of=of, about=about, when=when, is_about_braces=is_about_braces,
        )  # fmt: skip

    return made
