"""Which build of SQLite is used, and how its connections are set up."""

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from server.log import sqlite

FIXED = (3, 51, 3)
AFFECTED = (3, 51, 2)

DRIVERS = pytest.mark.parametrize("driver", [sqlite.driver(), sqlite3], ids=["ours", "the-interpreter-s-own"])
# What holds for every version of SQLite.
SETTINGS = pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("busy_timeout", 1_000, id="gives-up-on-another-writer-before-the-platform-does"),
        pytest.param("journal_size_limit", 64 * 1024 * 1024, id="journal-is-cut-at-64-mib"),
        pytest.param("foreign_keys", 1, id="a-repeat-names-an-event-that-is-there"),
        pytest.param("trusted_schema", 0, id="schema-runs-nothing"),
        pytest.param("cell_size_check", 1, id="pages-are-checked"),
    ],
)
# The journal, and how far a commit is synced: 2 is FULL, 3 is EXTRA.
DURABILITY = pytest.mark.parametrize(
    ("version", "durability"),
    [pytest.param(FIXED, ("wal", 2), id="fixed"), pytest.param(AFFECTED, ("delete", 3), id="affected")],
)


@pytest.fixture
def connect(path: Path) -> Iterator[Callable[[ModuleType], Any]]:
    """Return what connects to the database with a driver; all connections are closed at the end."""
    connections: list[Any] = []

    def open_database(driver: ModuleType) -> Any:
        connections.append(driver.connect(str(path)))
        return connections[-1]

    yield open_database

    for connection in connections:
        connection.close()


def read(connection: Any, pragma: str) -> Any:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def durability_of(connection: Any) -> tuple[str, int]:
    return read(connection, "journal_mode"), read(connection, "synchronous")


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        pytest.param((3, 7, 0), False, id="first-with-wal"),
        pytest.param((3, 40, 1), False, id="debian-12"),
        pytest.param((3, 44, 5), False, id="before-the-fix-of-3.44"),
        pytest.param((3, 44, 6), True, id="fix-of-3.44"),
        pytest.param((3, 44, 7), True, id="after-the-fix-of-3.44"),
        pytest.param((3, 45, 0), False, id="3.45-has-no-fix"),
        pytest.param((3, 49, 99), False, id="3.49-has-no-fix"),
        pytest.param((3, 50, 6), False, id="before-the-fix-of-3.50"),
        pytest.param((3, 50, 7), True, id="fix-of-3.50"),
        pytest.param((3, 51, 0), False, id="first-of-3.51"),
        pytest.param((3, 51, 2), False, id="last-affected"),
        pytest.param((3, 51, 3), True, id="fix"),
        pytest.param((3, 52, 0), True, id="next"),
        pytest.param((4, 0, 0), True, id="far-away"),
    ],
)
def test_versions_with_the_wal_reset_bug_are_known(version: tuple[int, ...], is_safe: bool) -> None:
    assert is_safe is sqlite.is_wal_safe(version)


def test_driver_is_the_wheel_where_it_is_installed() -> None:
    assert ("pysqlite3" if find_spec("pysqlite3") else "sqlite3") == sqlite.driver().__name__


def test_driver_is_free_of_the_wal_reset_bug() -> None:
    assert sqlite.is_wal_safe(sqlite.driver().sqlite_version_info)


def test_driver_is_the_interpreters_own_where_the_wheel_is_not_installed(
    start_python: Callable[..., "subprocess.Popen[str]"],
) -> None:
    process = start_python(
        "import sys; sys.modules['pysqlite3'] = None\n"  # as if it were not there
        "from server.log import sqlite\n"
        "print(sqlite.driver().__name__)"
    )

    assert "sqlite3\n" == process.communicate(timeout=20)[0]


@DRIVERS
@SETTINGS
def test_connection_is_set_up(
    connect: Callable[[ModuleType], Any], driver: ModuleType, pragma: str, value: object
) -> None:
    connection = connect(driver)

    sqlite.prepare(connection, FIXED)

    assert value == read(connection, pragma)


@SETTINGS
def test_connection_of_an_affected_version_is_set_up_alike(
    connect: Callable[[ModuleType], Any], pragma: str, value: object
) -> None:
    connection = connect(sqlite.driver())

    sqlite.prepare(connection, AFFECTED)

    assert value == read(connection, pragma)


@DRIVERS
@DURABILITY
def test_every_commit_is_synced_whichever_journal_there_is(
    connect: Callable[[ModuleType], Any], driver: ModuleType, version: tuple[int, ...], durability: tuple[str, int]
) -> None:
    connection = connect(driver)

    sqlite.prepare(connection, version)

    assert durability == durability_of(connection)


@DURABILITY
@pytest.mark.parametrize("before", [FIXED, AFFECTED], ids=["was-fixed", "was-affected"])
def test_database_that_another_version_used_changes_its_journal(
    path: Path, connect: Callable[[ModuleType], Any], before: tuple[int, ...], version: tuple[int, ...], durability: Any
) -> None:
    with closing(sqlite.driver().connect(str(path))) as other:
        sqlite.prepare(other, before)
        other.execute("CREATE TABLE kept (number INTEGER)")

    connection = connect(sqlite.driver())
    sqlite.prepare(connection, version)

    assert durability == durability_of(connection)


@DRIVERS
def test_statement_is_a_transaction_of_its_own(connect: Callable[[ModuleType], Any], driver: ModuleType) -> None:
    connection = connect(driver)
    sqlite.prepare(connection, FIXED)

    connection.execute("CREATE TABLE kept (number INTEGER)")
    connection.execute("INSERT INTO kept VALUES (1)")

    assert not connection.in_transaction


def test_file_that_is_no_database_is_refused(path: Path, connect: Callable[[ModuleType], Any]) -> None:
    path.write_text("Dear diary, " * 500, encoding="ascii")

    with pytest.raises(sqlite.driver().DatabaseError, match="file is not a database"):
        sqlite.prepare(connect(sqlite.driver()), FIXED)


@pytest.mark.parametrize("version", [FIXED, AFFECTED], ids=["fixed", "affected"])
def test_connection_can_be_set_up_while_another_process_writes(
    connect: Callable[[ModuleType], Any], version: tuple[int, ...]
) -> None:
    writer = connect(sqlite.driver())
    sqlite.prepare(writer, version)
    writer.execute("CREATE TABLE kept (number INTEGER)")
    writer.execute("BEGIN IMMEDIATE")
    reader = connect(sqlite.driver())

    sqlite.prepare(reader, version)

    assert 0 == reader.execute("SELECT count(*) FROM kept").fetchone()[0]
