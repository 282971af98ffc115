"""How databases are named in messages, and what becomes of their errors."""

import fcntl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import LogUnavailable
from server.log import sqlite
from server.log.database import database_url
from server.log.engine import make_engine, opening, reading, shown, transaction
from server.log.store import Store

URL = database_url("sqlite:////var/lib/texml.db")


def test_database_is_named_without_its_password() -> None:
    postgres = database_url("postgresql://user:hunter2@db.example.com/texml")

    assert ("/var/lib/texml.db", "db.example.com/texml") == (shown(URL), shown(postgres))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PoolTimeout(), "all connections are taken"),
        (sa.exc.OperationalError("SELECT secret", None, Exception("secret")), "OperationalError"),
        (FileNotFoundError(2, "No such file or directory", "secret"), "No such file or directory"),
    ],
)
def test_what_fails_while_it_is_read_is_unavailable_and_quotes_nothing(error: Exception, reason: str) -> None:
    with pytest.raises(LogUnavailable, match=f"cannot be read: {reason}$"), reading(URL):
        raise error


def test_what_fails_while_it_is_opened_is_told_as_the_database_says_it() -> None:
    with pytest.raises(LogUnavailable, match="cannot be opened: file is not a database"), opening(URL):
        raise sqlite.driver().DatabaseError("file is not a database")


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(KeyError), opening(URL):
        raise KeyError("x")


def test_d8_connection_makes_no_database_where_there_is_none(database: str, path: Path) -> None:
    engine = make_engine(database_url(database))

    with pytest.raises(sa.exc.OperationalError, match="unable to open"):
        engine.connect()

    assert not path.exists()


def test_connection_of_sqlite_is_set_up_to_be_durable(database: str, store: Store) -> None:
    engine = make_engine(database_url(database))
    with engine.connect() as connection:
        (found,) = connection.exec_driver_sql("PRAGMA foreign_keys").one()
    engine.dispose()

    assert found == 1


@pytest.mark.parametrize("is_exclusive", [False, True])
def test_transaction_is_on_the_disk_when_it_ends_and_of_one_that_fails_nothing_is(
    is_exclusive: bool, database: str, store: Store, query: Callable[[str], list[Any]]
) -> None:
    url = database_url(database)
    engine = make_engine(url)

    with transaction(engine, url, is_exclusive=is_exclusive) as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('kept', 'x')")
    with suppress(KeyError), transaction(engine, url, is_exclusive=is_exclusive) as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('undone', 'x')")
        raise KeyError
    engine.dispose()

    assert [("kept",)] == query("SELECT name FROM meta WHERE value = 'x'")


def test_transaction_has_the_turn_of_those_who_write_the_file(database: str, store: Store, path: Path) -> None:
    url = database_url(database)
    engine = make_engine(url)

    with Path(f"{path}-lock").open("wb") as lock:
        with transaction(engine, url), pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    engine.dispose()
