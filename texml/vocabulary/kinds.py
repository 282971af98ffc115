"""What may stand in an attribute: one kind for each shape of value, with its check, its wire form and its reading.

Three things are asked of a kind: `admit` takes a Python value and returns it as elements store it, `wire` gives the
wire text of a stored value, `read` takes wire text back. `source` gives the same as `admit` and `wire` as lines of a
constructor (texml/vocabulary/constructor.py), with a fast path for the usual value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from texml.errors import InvalidValue, MissingContent, WrongType
from texml.vocabulary.facts import Pattern
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.writer import escape_attribute

__all__ = [
    "Choice",
    "Choices",
    "Decimal",
    "Flag",
    "Items",
    "Kind",
    "Shaped",
    "Whole",
    "Words",
]

# XML 1.0, section 2.2: every character but these can stand in a document.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile("[ \t\r\n]+")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?[0-9]{1,17}(\.[0-9]{1,17})?")


def _legal(value: str) -> str:
    """Return *value* if XML can carry all of it."""
    illegal = _ILLEGAL.search(value)
    if illegal:
        raise Refusal(
            InvalidValue,
            f"character U+{ord(illegal[0]):04X} at index {illegal.start()} cannot stand in XML",
            found=illegal[0],
            allowed="the characters of XML 1.0; take it out or replace it",
        )
    return value


class Kind:
    """The common part of the kinds.

    *allowed* says in words what may stand there, *may_need_escape* whether wire text can hold ``&``, ``<`` or ``"``.
    """

    allowed: str
    may_need_escape = True

    def admit(self, value: object) -> Any:
        """Return *value* as an element stores it.

        Raises: Refusal if it may not stand there.
        """
        raise NotImplementedError

    def wire(self, value: Any) -> str:
        """Return the wire text of a stored value, not escaped."""
        return str(value)

    def escaped(self, value: Any) -> str:
        """Return the wire text of a stored value as it stands between double quotes."""
        return escape_attribute(self.wire(value))

    def read(self, text: str) -> Any:
        """Return the value that wire text stands for.

        Raises: Refusal if it stands for none.
        """
        return self.admit(text)

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return lines that check the parameter *name* and add it to ``_markup``, and the names the lines use.

        The lines run only where the parameter is not None. ``_admit(index, value)`` is this kind's `admit` with the
        refusal turned into an error at the attribute.
        """
        written = f"_markup += f' {wire}=\"{{_wire{index}({name})}}\"'"
        slow = f"{name} = _admit({index}, {name}); {written}"
        names: dict[str, object] = {f"_wire{index}": self.escaped}
        fast, names_of_fast = self.fast(name, str(index))
        if not fast:
            return [slow], names
        lines = [f"if not ({fast}): {slow}"]
        if self.may_need_escape:
            quoted = f"_markup += f' {wire}=\"{{_escape({name})}}\"'"
            lines.append(f"elif '&' in {name} or '<' in {name} or '\"' in {name}: {quoted}")
        return [*lines, f"else: _markup += f' {wire}=\"{{{name}}}\"'"], names | names_of_fast

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return an expression that is true only where *name* is admitted as it is, and the names it uses.

        What it passes is its own wire text, but for the escapes of printable characters. An empty expression says
        that there is no fast path. *key* makes the names unique.
        """
        return "", {}

    def refuse_type(self, value: object) -> NoReturn:
        """Refuse *value* for its type."""
        what = "is not a value" if value is None else f"is {_with_article(type(value).__name__)}"
        raise Refusal(WrongType, f"{shown(value)} {what}", found=value, allowed=self.allowed)

    def refuse(self, value: object, near: str | tuple[str, ...] | None = None) -> NoReturn:
        """Refuse *value*, which is of the right type; *near* is the closest right one."""
        raise Refusal(InvalidValue, f"{shown(value)} is not allowed", found=value, allowed=self.allowed, nearest=near)


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


class Flag(Kind):
    """True or False; ``true`` or ``false`` on the wire."""

    allowed = "True or False"

    def admit(self, value: object) -> bool:
        """Return *value* if it is a bool; 1 and "true" are not."""
        if not isinstance(value, bool):
            self.refuse_type(value)
        return value

    def wire(self, value: bool) -> str:
        """Return ``true`` or ``false``."""
        return "true" if value else "false"

    def read(self, text: str) -> bool:
        """Return the bool that ``true`` or ``false`` stands for."""
        if text in {"true", "false"}:
            return text == "true"
        raise Refusal(
            InvalidValue,
            f"{shown(text)} is not allowed",
            found=text,
            allowed="true or false",
            nearest=nearest(text, ("true", "false")),
        )

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines: two comparisons and a ready piece of markup."""
        return [
            f"if {name} is True: _markup += ' {wire}=\"true\"'",
            f"elif {name} is False: _markup += ' {wire}=\"false\"'",
            f"else: _admit({index}, {name})",
        ], {}


class Whole(Kind):
    """A whole number between two inclusive bounds, either of which may be None."""

    may_need_escape = False

    def __init__(self, minimum: int | None, maximum: int | None) -> None:
        self.minimum = minimum
        self.maximum = maximum
        self.allowed = "a whole number" + _bounds(minimum, maximum)

    def admit(self, value: object) -> int:
        """Return *value* if it is an int in range; True is not 1."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse_type(value)
        if not _within(value, self.minimum, self.maximum):
            self.refuse(value)
        return int(value)

    def read(self, text: str) -> int:
        """Return the number that decimal digits stand for."""
        if not _WHOLE.fullmatch(text):
            self.refuse(text)
        return self.admit(int(text))

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return the test for a plain int in range."""
        tests = [f"type({name}) is int"]
        if self.minimum is not None:
            tests.append(f"{name} >= {self.minimum}")
        if self.maximum is not None:
            tests.append(f"{name} <= {self.maximum}")
        return " and ".join(tests), {}


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
        return text if "e" not in text else f"{value:.17f}".rstrip("0")

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
    return f" from {minimum} to {maximum}"


class Choice(Kind):
    """One word of a closed set; where the set holds ``true`` and ``false``, the bools stand for them."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.flags = "true" in words
        self.allowed = _listed(words) + (", or True and False" if self.flags else "")

    def admit(self, value: object) -> str:
        """Return the word."""
        if self.flags and (value is True or value is False):
            return "true" if value else "false"
        if not isinstance(value, str):
            self.refuse_type(value)
        if value not in self.words:
            self.refuse(value, nearest(value, self.words))
        return str(value)

    def read(self, text: str) -> str:
        """Return the word, for which no bool stands on the wire."""
        if text not in self.words:
            raise Refusal(
                InvalidValue,
                f"{shown(text)} is not allowed",
                found=text,
                allowed=_listed(self.words),
                nearest=nearest(text, self.words),
            )
        return text

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines: one look-up both checks the word and finds its ready piece of markup."""
        pieces = {word: f' {wire}="{escape_attribute(word)}"' for word in self.words}
        return [
            f"try: _markup += _pieces{index}[{name}]",
            "except (KeyError, TypeError):",
            f"    {name} = _admit({index}, {name})",
            f"    _markup += _pieces{index}[{name}]",
        ], {f"_pieces{index}": pieces}


class Choices(Kind):
    """One or several words of a closed set, in the order given, joined by *separator* on the wire."""

    def __init__(self, words: tuple[str, ...], separator: str) -> None:
        self.words = words
        self.separator = separator
        self.one = Choice(words)
        self.allowed = f"one or several of {_listed(words)}"

    def admit(self, value: object) -> tuple[str, ...]:
        """Return the words as a tuple; a lone word is a tuple of one."""
        words = _sequence(value, self)
        for word in words:
            if isinstance(word, str) and word not in self.words and self.separator in word:
                raise Refusal(
                    InvalidValue,
                    f"{shown(word)} is several words in one",
                    found=word,
                    allowed=self.allowed,
                    nearest=tuple(word.split(self.separator)),
                )
        return tuple(self.one.admit(word) for word in words)

    def wire(self, value: tuple[str, ...]) -> str:
        """Return the words joined."""
        return self.separator.join(value)

    def read(self, text: str) -> tuple[str, ...]:
        """Return the words that are parted by the separator."""
        return self.admit(tuple(_parted(text, self.separator)))

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines: a tuple of known words is checked by one call into C."""
        return [
            f"try: _good = type({name}) is tuple and {name} and _words{index}({name})",
            "except TypeError: _good = False",
            f"if not _good: {name} = _admit({index}, {name})",
            f"_markup += f' {wire}=\"{{_join{index}({name})}}\"'",
        ], {f"_words{index}": frozenset(self.words).issuperset, f"_join{index}": self.separator.join}


def _parted(text: str, separator: str) -> list[str]:
    """Return the parts of a list; where a space parts them, any white space of XML does, and no other."""
    return [part for part in _SPACE.split(text) if part] if separator == " " else text.split(separator)


class Items(Kind):
    """One or several texts of the caller's own, joined by *separator* on the wire."""

    def __init__(self, separator: str) -> None:
        self.separator = separator
        self.one = Words()
        self.allowed = f"one or several texts without {separator!r}"

    def admit(self, value: object) -> tuple[str, ...]:
        """Return the texts as a tuple; a lone text is a tuple of one."""
        items = tuple(self.one.admit(item) for item in _sequence(value, self))
        for item in items:
            if self.separator in item:
                self.refuse(item, tuple(part.strip() for part in item.split(self.separator)))
        return items

    def wire(self, value: tuple[str, ...]) -> str:
        """Return the texts joined."""
        return self.separator.join(value)

    def read(self, text: str) -> tuple[str, ...]:
        """Return the texts that are parted by the separator."""
        return self.admit(tuple(text.split(self.separator)))


def _sequence(value: object, kind: Kind) -> tuple[object, ...]:
    """Return one or several values as a tuple; a set is refused, as its order is nobody's choice."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence):
        kind.refuse_type(value)
    if not value:
        raise Refusal(InvalidValue, "the list is empty", found=value, allowed=f"{kind.allowed}; leave it out for none")
    return tuple(value)


class Words(Kind):
    """A text of the caller's own: any characters that XML can carry, but not blank."""

    allowed = "a text that is not blank"

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        if not value or value.isspace():
            raise Refusal(MissingContent, f"{shown(value)} is blank", found=value, allowed=self.allowed)
        return str(_legal(value))

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return the test for a plain str of printable characters, every one of which XML can carry."""
        return f"type({name}) is str and {name} and {name}.isprintable() and not {name}.isspace()", {}


class Shaped(Kind):
    """A text that must match a pattern, such as a URL or a run of digits."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.allowed = pattern.allowed
        self._matches: Callable[[str], object] = re.compile(pattern.regex).fullmatch

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        if not self._matches(_legal(value)):
            self.refuse(value)
        return str(value)

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return the test for a plain str of printable characters that takes the pattern's short cut or matches it."""
        matches = f"_matches_{key}({name})"
        test = f"({self.pattern.shortcut.format(name)} or {matches})" if self.pattern.shortcut else matches
        return f"type({name}) is str and {name}.isprintable() and {test}", {f"_matches_{key}": self._matches}


def _listed(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return repr(words[0])
    return ", ".join(map(repr, words[:-1])) + f" or {words[-1]!r}"
