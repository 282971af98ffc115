"""Kinds of value that are numbers, within bounds."""

import re

from texml.vocabulary.kinds.kind import Kind, parted, sequence
from texml.vocabulary.kinds.remembering import keep

__all__ = ["Decimal", "Numbers", "Whole"]

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?")  # a float has no more digits


class Whole(Kind):
    """A whole number between two inclusive bounds, either of which may be None, or one of *also*."""

    def __init__(self, minimum: int | None, maximum: int | None, also: tuple[int, ...] = ()) -> None:
        self.minimum = minimum
        self.maximum = maximum
        self.also = also
        self.allowed = "a whole number" + _bounds(minimum, maximum) + "".join(f", or {number}" for number in also)

    def admit(self, value: object) -> int:
        """Return *value* if it is an int in range; True is not 1."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse_type(value)
        if not _within(value, self.minimum, self.maximum) and value not in self.also:
            self.refuse(value)
        return int(value)

    def read(self, text: str) -> int:
        """Return the number that decimal digits stand for."""
        if not _WHOLE.fullmatch(text):
            self.refuse(text)
        return self.admit(int(text))

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines; the markup of the last numbers is remembered, asked for by an int only."""
        memo: dict[object, str] = {}
        return [
            f"_piece = _get{index}({name}) if _type({name}) is int else None",
            "if _piece is None:",
            f"    {name} = _admit({index}, {name})",
            f"    _piece = f' {wire}=\"{{{name}}}\"'",
            f"    _keep(_memo{index}, {name}, _piece)",
            "_markup += _piece",
        ], {f"_get{index}": memo.get, f"_memo{index}": memo, "_keep": keep}


class Numbers(Kind):
    """One or several whole numbers, joined by *separator* on the wire."""

    def __init__(self, one: Whole, separator: str) -> None:
        self.one = one
        self.separator = separator
        self.allowed = f"one or several of: {one.allowed}"

    def admit(self, value: object) -> tuple[int, ...]:
        """Return the numbers as a tuple; a lone number is a tuple of one."""
        if isinstance(value, str | bytes | bytearray):
            self.refuse_type(value)
        return tuple(self.one.admit(number) for number in sequence(value, self, lone=int))

    def wire(self, value: tuple[int, ...]) -> str:
        """Return the numbers joined."""
        return self.separator.join(map(str, value))

    def read(self, text: str) -> tuple[int, ...]:
        """Return the numbers that are parted by the separator."""
        return self.admit(tuple(self.one.read(word) for word in parted(text, self.separator)))


class Decimal(Kind):
    """A number, whole or not, between two inclusive bounds."""

    def __init__(self, minimum: float | None, maximum: float | None) -> None:
        self.minimum = minimum
        self.maximum = maximum
        self.allowed = "a number" + _bounds(minimum, maximum)

    def admit(self, value: object) -> float:
        """Return *value* as a float if it is an int or float in range; NaN is in no range."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.refuse_type(value)
        if not _within(value, self.minimum, self.maximum):
            self.refuse(value)
        return float(value)

    def wire(self, value: float) -> str:
        """Return the shortest digits that stand for *value*, without an exponent."""
        text = repr(value)
        if "e" not in text:
            return text
        from decimal import Decimal as Exact  # noqa: PLC0415  # slow to import and rarely needed

        return f"{Exact(text):f}"

    def read(self, text: str) -> float:
        """Return the number that digits with or without a point stand for."""
        if not _DECIMAL.fullmatch(text):
            self.refuse(text)
        number = self.admit(float(text))
        if number in {self.minimum, self.maximum} and not self._holds(text):
            self.refuse(text)
        return number

    def _holds(self, text: str) -> bool:
        """Return whether *text* is in range, digit by digit: a float rounds what is a hair outside into it."""
        from decimal import Decimal as Exact  # noqa: PLC0415  # slow to import and rarely needed

        low, high = (None if bound is None else Exact(repr(bound)) for bound in (self.minimum, self.maximum))
        return (low is None or Exact(text) >= low) and (high is None or Exact(text) <= high)


def _within(value: float, minimum: float | None, maximum: float | None) -> bool:
    return (minimum is None or value >= minimum) and (maximum is None or value <= maximum)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if maximum is None:
        return "" if minimum is None else f", {minimum} or more"
    if minimum is None:
        return f", {maximum} or less"
    return f" from {minimum} to {maximum}"
