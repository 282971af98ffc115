"""Templates of Jinja, Django and their like: documents once their tags are taken for values that are pasted in."""

import re
from collections.abc import Iterator

from texml.lint.strings import PASTED

__all__ = ["filled"]

_VALUE = "{{"
_ENDS = {_VALUE: "}}", "{%": "%}", "{#": "#}"}
_START = re.compile("|".join(map(re.escape, _ENDS)))
_LINE_END = re.compile("\r\n|\r|\n")


def filled(text: str) -> str | None:
    """Return a template with `PASTED` for its tags, values and comments, on as many lines; None for what is none.

    What stands in double braces alone makes no template, as the platform expands that, too.
    """
    if "{%" not in text and "{#" not in text:
        return None
    tags = list(_tags(text))
    if all(text.startswith(_VALUE, start) for start, _ in tags):
        return None
    pieces = []
    done = 0
    for start, end in tags:
        pieces += [text[done:start], PASTED, "\n" * len(_LINE_END.findall(text, start, end))]
        done = end
    return "".join((*pieces, text[done:]))


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag, value or comment starts and ends; one that nothing ends is text."""
    endless: set[str] = set()
    at = 0
    while (found := _START.search(text, at)) is not None:
        start, at = found.span()
        end = -1 if found[0] in endless else text.find(_ENDS[found[0]], at)
        if end < 0:
            endless.add(found[0])  # nor does anything end those behind it
        else:
            at = end + 2
            yield start, at
