"""Kinds of value with a closed set: bools, one word, several words."""

from texml.errors import InvalidValue
from texml.vocabulary.kinds.kind import Kind, parted, sequence
from texml.vocabulary.kinds.remembering import Remembering
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.writer import escape_attribute

__all__ = ["Choice", "Choices", "Flag"]


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
            self.refuse(value, self._nearest(value))
        return str(value)

    def read(self, text: str) -> str:
        """Return the word, for which no bool stands on the wire."""
        if text not in self.words:
            raise Refusal(
                InvalidValue,
                f"{shown(text)} is not allowed",
                found=text,
                allowed=_listed(self.words),
                nearest=self._nearest(text),
            )
        return text

    def _nearest(self, text: str) -> str | None:
        """Return the word that was meant: the one of the same parts in another order, or the one most like it."""
        parts = sorted(text.split())
        return next((word for word in self.words if sorted(word.split()) == parts), None) or nearest(text, self.words)

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines: one look-up both checks the word and finds its ready piece of markup."""
        pieces = {word: f' {wire}="{escape_attribute(word)}"' for word in self.words}
        return [
            f"if _type({name}) is not str or {name} not in _pieces{index}: {name} = _admit({index}, {name})",
            f"_markup += _pieces{index}[{name}]",
        ], {f"_pieces{index}": pieces}


class Choices(Remembering):
    """One or several words of a closed set, in the order given, joined by *separator* on the wire."""

    remembered = tuple

    def __init__(self, words: tuple[str, ...], separator: str) -> None:
        self.words = words
        self.separator = separator
        self.one = Choice(words)
        self.allowed = f"one or several of {_listed(words)}"

    def admit(self, value: object) -> tuple[str, ...]:
        """Return the words as a tuple; a lone word is a tuple of one."""
        words = sequence(value, self)
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
        return self.admit(tuple(parted(text, self.separator)))


def _listed(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return repr(words[0])
    return ", ".join(map(repr, words[:-1])) + f" or {words[-1]!r}"
