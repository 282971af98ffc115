"""How databases are named in messages, and what becomes of their errors."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import LogUnavailable
from server.log import sqlite
from server.log.database import database_url
from server.log.engine import make_engine, opening, reading, shown
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
