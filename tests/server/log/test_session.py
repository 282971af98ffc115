"""How a statement names many values at once."""

from types import SimpleNamespace
from typing import Any

from server.log.session import listed, rows_of

SESSION: Any = SimpleNamespace(mark="?")


def test_values_are_listed_with_the_mark_of_the_database() -> None:
    assert ("?", "?, ?, ?") == (listed(SESSION, 1), listed(SESSION, 3))


def test_rows_stand_in_parentheses() -> None:
    assert "(?, ?), (?, ?)" == rows_of(SESSION, 2, 2)
