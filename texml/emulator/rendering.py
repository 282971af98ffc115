"""A timeline in color, for a terminal: line by line as it happens, or as a whole."""

from rich.console import Console
from rich.text import Text

from texml.emulator.telling import Line, Style, Teller
from texml.emulator.timeline import Entry, Timeline

__all__ = ["Printer"]

_COLORS: dict[Style, str] = {
    "act": "bold cyan",
    "call": "cyan",
    "heard": "green",
    "room": "magenta",
    "request": "default",
    "warning": "yellow",
}
_WIDTH = 14


class Printer:
    """Prints what happens in *timeline* to *console*, *documents* included or not."""

    def __init__(self, console: Console, timeline: Timeline, *, documents: bool = True) -> None:
        self._console = console
        self._teller = Teller(timeline, documents=documents)
        self._last_at: float | None = None

    def show(self, entry: Entry) -> None:
        """Print the lines of one entry."""
        for line in self._teller.lines_of(entry):
            self._print(line)

    def _print(self, line: Line) -> None:
        # The time is shown where it changes, so that what happens at once is seen to.
        time = "" if line.at == self._last_at else f"{line.at:.2f}"
        self._last_at = line.at
        text = Text.assemble(
            (f"{time:>9}  ", "dim"), (f"{line.who:<{_WIDTH}}  ", "bold"), (line.text, _COLORS[line.style])
        )
        self._console.print(text, soft_wrap=True)
        for detail in line.details:
            self._console.print(Text(f"{'':{_WIDTH + 13}}{detail}", "dim"), soft_wrap=True)
