"""A database is ready once its layout and the meaning of its state are today's."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.errors import ConfigurationError, LogIncompatible, LogUnavailable
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


def spoil(path: Path) -> None:
    """Turn the first page of the table of deliveries into rubbish, as a failing disk may."""
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'delivery'").fetchall()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def test_d9_damaged_database_is_found_at_the_start(database: str, path: Path) -> None:
    prepare(database)
    spoil(path)

    with pytest.raises(LogUnavailable, match=r"is damaged: .*; put a backup in its place"):
        prepare(database)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_d8_place_that_is_not_to_be_trusted_is_refused_first(database: str, path: Path) -> None:
    path.touch()
    os.chown(path, 4242, -1)

    with pytest.raises(ConfigurationError, match="belongs to user 4242"):
        prepare(database)
