"""The journal: what happened, a line for each thing, in the order in which it happened.

The same profile, seed and inputs give the same bytes, so journals are good for goldens and for telling two runs apart.
"""

from collections.abc import Iterator

__all__ = ["Journal"]


class Journal:
    """Lines of text, each with its time in seconds, its subject and what happened to it."""

    __slots__ = ("_now", "entries")

    def __init__(self) -> None:
        self.entries: list[str | float] = [0.0]
        """The lines, each a subject, a colon and a text: append those of this moment. A number is the time of the lines
        behind it: there are far fewer moments than lines."""
        self._now = 0.0

    def go_on(self, to: float) -> None:
        """Let the lines that are added from now on bear the time *to*."""
        self._now = to
        if isinstance(self.entries[-1], str):
            self.entries.append(to)
        else:
            self.entries[-1] = to

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines that were not taken yet."""
        return tuple(self._timed())

    def text(self) -> str:
        """Return the lines as one text, each with its end."""
        return "".join(f"{line}\n" for line in self._timed())

    def take(self) -> list[str]:
        """Return the lines and forget them; a long run does so to keep its memory."""
        lines = list(self._timed())
        self.forget()
        return lines

    def forget(self) -> None:
        """Forget the lines that were not taken."""
        self.entries[:] = [self._now]

    def __len__(self) -> int:
        return sum(isinstance(entry, str) for entry in self.entries)

    def _timed(self) -> Iterator[str]:
        at = ""
        for entry in self.entries:
            if isinstance(entry, str):
                yield f"{at}  {entry}"
            else:
                at = f"{entry:10.3f}"
