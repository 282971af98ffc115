"""Kinds of value that are texts of the caller's own: free, of a shape, in a list."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from texml.errors import InvalidValue, MissingContent
from texml.vocabulary.facts import Pattern
from texml.vocabulary.kinds.kind import legal, sequence
from texml.vocabulary.kinds.remembering import Remembering
from texml.vocabulary.refusal import Refusal, masked, shown
from texml.writer import Mustache

__all__ = ["FlagOrWords", "Items", "JsonText", "Mixed", "Shaped", "Words"]


class Words(Remembering):
    """A text of the caller's own: any characters that XML can carry, but not blank."""

    allowed = "a text that is not blank"

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        if not value or value.isspace():
            raise Refusal(MissingContent, f"{shown(value)} is blank", found=value, allowed=self.allowed)
        return legal(value)

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return the test for a plain str of printable characters, every one of which XML can carry."""
        return f"_type({name}) is str and {name} and {name}.isprintable() and not {name}.isspace()", {}


class Mixed(Words):
    """A text of the caller's own, with elements in the midst of it; what is no text is admitted by its element."""

    allowed = "a text that is not blank, an element, or several of both"

    def wire(self, value: object) -> Any:
        """Return *value* as it is stored, as it becomes markup in one go."""
        return value


class FlagOrWords(Words):
    """True or False, or a text of the caller's own."""

    allowed = "True or False, or a text that is not blank"

    def admit(self, value: object) -> str:
        """Return the text; a bool becomes ``true`` or ``false``."""
        if value is True or value is False:
            return "true" if value else "false"
        return super().admit(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class JsonText(Remembering):
    """A text that is one JSON object; a mapping becomes one."""

    allowed = "a JSON object: a dict, or text such as '{\"a\": 1}'"

    def admit(self, value: object) -> str:
        """Return the text; that of a mapping has no superfluous space."""
        # Importing json takes a third of the time of this package; few documents need it.
        import json  # noqa: PLC0415

        if isinstance(value, Mapping):
            try:
                text = json.dumps(dict(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            except (TypeError, ValueError, RecursionError) as err:
                problem = f"the {type(value).__name__} has no JSON: {err}"
                raise Refusal(InvalidValue, problem, found=value, allowed=self.allowed) from None
            return legal(text)
        if not isinstance(value, str):
            self.refuse_type(value)
        try:
            is_object = isinstance(json.loads(value, parse_constant=_refuse_constant), dict)
        except (ValueError, RecursionError):
            is_object = False
        if not is_object:
            self.refuse(value)
        return legal(value)


class Items(Remembering):
    """One or several texts of the caller's own, joined by *separator* on the wire."""

    remembered = tuple

    def __init__(self, separator: str) -> None:
        self.separator = separator
        self.one = Words()
        self.allowed = f"one or several texts without {separator!r}"

    def admit(self, value: object) -> tuple[str, ...]:
        """Return the texts as a tuple; a lone text is a tuple of one."""
        items = tuple(self.one.admit(item) for item in sequence(value, self))
        for item in items:
            if self.separator in item:
                self.refuse(item, tuple(part.strip() for part in item.split(self.separator)))
        if any(isinstance(item, Mustache) for item in items):
            for item in items:
                if "{{" in item and not isinstance(item, Mustache):
                    problem = f"{shown(item)} holds double braces beside a Mustache"
                    allowed = "a Mustache for all of them"
                    raise Refusal(InvalidValue, problem, found=item, allowed=allowed)
        return items

    def wire(self, value: tuple[str, ...]) -> str:
        """Return the texts joined, to expand if one of them is."""
        joined = self.separator.join(value)
        return Mustache(joined) if any(isinstance(item, Mustache) for item in value) else joined

    def read(self, text: str) -> tuple[str, ...]:
        """Return the texts that are parted by the separator."""
        is_literal = isinstance(text, Mustache)
        parts = text.split(self.separator)
        return self.admit(tuple(Mustache(part) if is_literal and "{{" in part else part for part in parts))


class Shaped(Remembering):
    """A text that must match a pattern, such as a URL or a run of digits."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.allowed = pattern.allowed
        self._matches: Callable[[str], object] = re.compile(pattern.regex).fullmatch

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        text = legal(value)
        if not self._matches(text):
            self.refuse(value, self._meant(text))
        return text

    def _meant(self, text: str) -> str | None:
        """Return *text* with the scheme that it lacks, if that is all it lacks."""
        meant = self.pattern.scheme + text.rpartition("://")[2]
        return masked(meant) if self.pattern.scheme and self._matches(meant) else None

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return the test for a plain str of printable characters that takes the pattern's short cut or matches it."""
        matches = f"_matches_{key}({name})"
        test = f"({self.pattern.shortcut.format(name)} or {matches})" if self.pattern.shortcut else matches
        return f"_type({name}) is str and {name}.isprintable() and {test}", {f"_matches_{key}": self._matches}
