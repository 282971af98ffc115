"""The journal: what happened, a line for each thing, in the order in which it happened.

The same profile, seed and inputs give the same bytes, so journals are good for goldens and for telling two runs apart.
"""

__all__ = ["Journal"]


class Journal:
    """Lines of text, each with its time in seconds, its subject and what happened to it."""

    __slots__ = ("_lines", "add")

    def __init__(self) -> None:
        self._lines: list[tuple[float, str, str]] = []
        self.add = self._lines.append
        """Write a line: its time, subject and text. The engine writes one or two for each event."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines that were not taken yet."""
        return tuple(map(_line, self._lines))

    def text(self) -> str:
        """Return the lines as one text, each with its end."""
        return "".join(f"{_line(line)}\n" for line in self._lines)

    def take(self) -> list[str]:
        """Return the lines and forget them; a long run does so to keep its memory."""
        lines = list(map(_line, self._lines))
        self._lines.clear()
        return lines

    def forget(self) -> None:
        """Forget the lines that were not taken."""
        self._lines.clear()

    def __len__(self) -> int:
        return len(self._lines)


def _line(entry: tuple[float, str, str]) -> str:
    at, subject, text = entry
    return f"{at:10.3f}  {subject}: {text}"
