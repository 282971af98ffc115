"""What a check finds: problems, each with its code, its place, and what to do about it."""

from typing import Literal, NamedTuple

__all__ = ["Problem", "Severity"]

Severity = Literal["error", "warning", "note"]
"""What a problem costs: the platform will not do what is written; it may not do what is meant; nothing, but know it."""


class Problem(NamedTuple):
    """One thing that is wrong with a document, or that its author should know."""

    code: str
    """Stable: ``TX101``; docs/reference/rules.md says what each one means."""
    severity: Severity
    path: str
    """Where: ``/Response/Gather[2]/@numDigits``, counting elements of one name from 1."""
    line: int | None
    """Where in the text, counted from 1; None where the document was no text."""
    column: int | None
    reason: str
    hint: str | None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path} at line {self.line}, column {self.column or 1}"
        return "; ".join(filter(None, (f"{self.code} {place}: {self.reason}", self.hint)))
