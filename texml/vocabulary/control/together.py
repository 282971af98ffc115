"""What arguments of one command ask of each other: tables for the declarations, checked when a command is made."""

from collections.abc import Mapping
from typing import NamedTuple

from texml.vocabulary.refusal import shown

__all__ = ["AtMostOne", "ExactlyOne", "Needs", "OnlyWith", "Together"]


class AtMostOne(NamedTuple):
    """Of these arguments, one may be given."""

    names: tuple[str, ...]

    def problem(self, given: Mapping[str, object]) -> tuple[str, str] | None:
        """Return what is wrong and what is allowed, or None."""
        found = [name for name in self.names if name in given]
        if len(found) < 2:
            return None
        return f"{' and '.join(found)} are given together", f"one of {', '.join(self.names)}"


class ExactlyOne(NamedTuple):
    """Of these arguments, one must be given."""

    names: tuple[str, ...]

    def problem(self, given: Mapping[str, object]) -> tuple[str, str] | None:
        """Return what is wrong and what is allowed, or None."""
        found = [name for name in self.names if name in given]
        if len(found) == 1:
            return None
        problem = f"{' and '.join(found)} are given together" if found else "there is nothing to do it with"
        return problem, f"one of {', '.join(self.names)}"


class OnlyWith(NamedTuple):
    """An argument means something only beside another of a certain value."""

    name: str
    other: str
    value: object

    def problem(self, given: Mapping[str, object]) -> tuple[str, str] | None:
        """Return what is wrong and what is allowed, or None."""
        if self.name not in given or given.get(self.other) == self.value:
            return None
        is_there = f"is {shown(given[self.other])}" if self.other in given else "is not given"
        return f"{self.name} is given, but {self.other} {is_there}", f"{self.name} with {self.other}={self.value!r}"


class Needs(NamedTuple):
    """An argument of a certain value asks for another."""

    name: str
    value: object
    other: str

    def problem(self, given: Mapping[str, object]) -> tuple[str, str] | None:
        """Return what is wrong and what is allowed, or None."""
        if given.get(self.name) != self.value or self.other in given:
            return None
        return f"{self.name}={self.value!r} is given without {self.other}", f"{self.other} beside it"


Together = AtMostOne | ExactlyOne | OnlyWith | Needs
