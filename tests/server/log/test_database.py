"""Which database a URL names."""

from pathlib import Path

import pytest

from server.errors import ConfigurationError
from server.log.database import database_path, database_url


@pytest.mark.parametrize(
    ("database", "file"),
    [
        pytest.param("sqlite:////var/lib/texml.db", "/var/lib/texml.db", id="absolute"),
        pytest.param("sqlite:////tm\N{SNOWMAN}p/texml.db", "/tm\N{SNOWMAN}p/texml.db", id="not-ascii"),
    ],
)
def test_database_url_names_a_file(database: str, file: str) -> None:
    assert Path(file) == database_path(database_url(database))


def test_relative_file_is_told_as_an_absolute_one_so_that_a_later_change_of_folder_does_not_matter() -> None:
    assert Path.cwd() / "log" / "texml.db" == database_path(database_url("sqlite:///log/texml.db"))


@pytest.mark.parametrize(
    ("database", "problem"),
    [
        pytest.param("", "'' is no URL", id="empty"),
        pytest.param("texml.db", "'texml.db' is no URL", id="no-url"),
        pytest.param("postgresql://host", "it names no database", id="postgresql"),
        pytest.param("user:hunter2@host", "that is no URL", id="no-url-with-a-password"),
        pytest.param("mysql+pymysql://host/texml", "mysql is not supported", id="mysql"),
        pytest.param("sqlite://", "a log in memory would be lost", id="memory"),
        pytest.param("sqlite:///", "a log in memory would be lost", id="no-file"),
        pytest.param("sqlite:///:memory:", "a log in memory would be lost", id="memory-by-name"),
    ],
)
def test_anything_but_a_file_of_sqlite_or_a_database_of_postgresql_is_refused(database: str, problem: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        database_url(database)

    assert str(caught.value).startswith(f"setting database: {problem}")


@pytest.mark.parametrize("database", ["sqlite://var/texml.db", "sqlite://user:secret@host/texml.db"])
def test_url_of_sqlite_with_a_host_is_refused_as_the_host_would_be_dropped(database: str) -> None:
    with pytest.raises(ConfigurationError):
        database_url(database)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg_however_it_is_written(scheme: str) -> None:
    url = database_url(f"{scheme}://user:secret@host:5433/texml?sslmode=require")

    assert ("postgresql+psycopg", "host", 5433, "texml") == (url.drivername, url.host, url.port, url.database)
    assert None is database_path(url)


def test_password_of_a_url_that_is_refused_is_not_told() -> None:
    with pytest.raises(ConfigurationError) as caught:
        database_url("postgresql://user:hunter2@host")

    assert "hunter2" not in str(caught.value)
