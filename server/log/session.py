"""What statements need of a database, and how a statement names many values at once."""

from collections.abc import Sequence
from typing import Any, Protocol

__all__ = ["Session", "listed", "rows_of"]


class Session(Protocol):
    """One connection to the database. *mark* stands for a value in a statement.

    *locks_rows* says that others may write at the same time, so that rows must be locked before they are changed.
    """

    mark: str
    locks_rows: bool

    def is_current(self) -> bool:
        """Return whether it still reaches the database of its name, as far as can be told without asking."""
        ...

    def begin(self) -> None:
        """Begin a transaction that writes."""
        ...

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        ...

    def insert(self, statement: str, values: Sequence[Any], /) -> range | None:
        """Insert rows into a table that numbers them, and return the numbers of those that are in, in their order.

        None, and nothing was done, where the numbers of one statement need not follow each other: let it return them.
        """
        ...

    def probe(self) -> None:
        """Return if what is written in this transaction would be taken; raise what keeps it out."""
        ...

    def commit(self) -> None:
        """Commit; what was written is on the disk when this returns."""
        ...

    def rollback(self) -> None:
        """Undo, if there is something to undo."""
        ...

    def is_about_all(self, err: Exception) -> bool:
        """Return whether *err* is the database's: locked, full, gone, damaged; else it is about what was written."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


def listed(session: Session, count: int) -> str:
    """Return the places of *count* values, as IN takes them between its parentheses."""
    return ", ".join([session.mark] * count)


def rows_of(session: Session, rows: int, columns: int) -> str:
    """Return the places of so many rows of values, as VALUES takes them."""
    return ", ".join([f"({listed(session, columns)})"] * rows)
