"""Say why a value is refused, and which right word it was meant to be."""

import re
from collections.abc import Iterable

from texml.errors import DocumentError

__all__ = ["Refusal", "masked", "nearest", "shown", "with_article"]

# Errors end up in logs, where a phone number may not stand in full.
_PHONE_NUMBER = re.compile("[0-9]{7,}")


class Refusal(Exception):
    """Say why a value cannot stand where it was given, by somebody who does not know where that is.

    Whoever knows the place turns it into a `DocumentError` with `at`.
    """

    def __init__(
        self,
        error: type[DocumentError],
        problem: str,
        *,
        found: object,
        allowed: str,
        nearest: str | tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(problem)
        self.error = error
        self.problem = problem
        self.found = found
        self.allowed = allowed
        self.nearest = nearest

    def at(
        self,
        element: str,
        attribute: str | None,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> DocumentError:
        """Return the error for this refusal at *attribute* (None: the text) of *element*."""
        return self.error(
            self.problem,
            element=element,
            attribute=attribute,
            found=self.found,
            allowed=self.allowed,
            nearest=self.nearest,
            path=path,
            line=line,
            column=column,
        )


def shown(value: object) -> str:
    """Return *value* as an error shows it: its repr, cut at 80 characters, phone numbers masked."""
    text = masked(repr(value))
    return text if len(text) <= 80 else text[:77] + "..."


def masked(text: str) -> str:
    """Return *text* without the middle of what may be a phone number."""
    return _PHONE_NUMBER.sub(lambda digits: f"{digits[0][:4]}***{digits[0][-2:]}", text)


def with_article(name: str) -> str:
    """Return *name* with the article that it is spoken with."""
    return f"{'an' if name[0] in 'AEIOaeio' or name.startswith('Http') else 'a'} {name}"


def nearest(word: object, words: Iterable[str]) -> str | None:
    """Return the one of *words* that *word* most likely meant, or None where nothing is near."""
    if not isinstance(word, str):
        return None
    from difflib import get_close_matches  # noqa: PLC0415  # slow to import, and needed for mistakes only

    folded = {_folded(candidate): candidate for candidate in words}
    close = get_close_matches(_folded(word), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def _folded(word: str) -> str:
    return word.replace("_", "").replace("-", "").lower()
