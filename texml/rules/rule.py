"""What a rule is: its code, what it costs to break it, why, and an example of each side."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from texml.grammar import Checked
from texml.problem import Severity
from texml.vocabulary.documents import VOICE, DocumentKind

__all__ = ["Check", "Report", "Rule", "rule"]


class Report(NamedTuple):
    """One breach of a rule: at an attribute, by its wire name, or at the element itself."""

    reason: str
    hint: str | None = None
    attribute: str | None = None
    at: Checked | None = None
    """Another element than the one that was checked."""


Check = Callable[[Checked], Iterator[Report]]


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


def rule(
    code: str, severity: Severity, title: str, *, why: str, bad: str, good: str, of: tuple[str, ...] = ()
) -> Callable[[Check], Rule]:
    """Make a `Rule` of the function below, which checks one element with a tag *of* those, or any."""

    def made(check: Check) -> Rule:
        return Rule(code, severity, title, why, bad, good, check, of=of)

    return made
