"""A database is ready once its layout and the meaning of its state are today's."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.errors import LogIncompatible, LogUnavailable
from server.log import sqlite
from server.log.arrival import Arrival
from server.log.preparation import check, prepare
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


def test_database_is_made_once(database: str) -> None:
    assert [True, False] == [prepare(database), prepare(database)]


def test_prepared_database_is_ready(database: str) -> None:
    prepare(database)

    check(database)


def test_database_that_is_not_there_is_not_ready(database: str) -> None:
    with pytest.raises(LogUnavailable, match="there is no database"):
        check(database)


def test_empty_file_is_not_ready(database: str, path: Path) -> None:
    path.touch()

    with pytest.raises(LogIncompatible, match="is no log of texml"):
        check(database)


def test_state_of_another_meaning_is_made_anew(
    store: Store, database: str, path: Path, make_arrival: MakeArrival, query: Callable[[str], list[Any]]
) -> None:
    with closing(Writer(database)) as writer:
        writer.write([make_arrival()])
    before = store.conference("conference")
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET value = '0'")
        connection.execute("UPDATE conference SET state = ''")

    assert prepare(database)
    assert before == store.conference("conference")
    assert not prepare(database)
