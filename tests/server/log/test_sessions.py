"""Sessions that are lent: kept open and used again, let go after an error, and never of a file that is not there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from server.errors import ConfigurationError, LogUnavailable
from server.log.preparation import prepare
from server.log.session import Session
from server.log.sessions import Sessions

OpenFiles = Callable[[], list[str]]
READ = "SELECT value FROM meta WHERE name = 'a'"


@pytest.fixture(params=["sqlite", "postgresql"])
def sessions(request: pytest.FixtureRequest, database: str) -> Iterator[Sessions]:
    """Return the sessions of a database of either kind that is of today's layout."""
    url = database if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
    prepare(url)
    with closing(Sessions(url)) as sessions:
        yield sessions


@pytest.fixture
def local(database: str) -> Iterator[Sessions]:
    """Return the sessions of a SQLite database."""
    prepare(database)
    with closing(Sessions(database)) as sessions:
        yield sessions


def write(session: Session, value: str = "1") -> None:
    session.run(f"INSERT INTO meta (name, value) VALUES ({session.mark}, {session.mark})", ("a", value))


def test_what_was_written_is_there_for_everybody_else(sessions: Sessions) -> None:
    with sessions.writing() as session:
        write(session)

    with sessions.reading() as one, sessions.reading() as other:
        assert [[("1",)]] * 2 == [each.run(READ) for each in (one, other)]


def test_nothing_is_written_where_something_is_raised(sessions: Sessions) -> None:
    with pytest.raises(TypeError), sessions.writing() as session:
        session.run(write(session))  # type: ignore[func-returns-value, arg-type]  # it returns nothing

    with sessions.reading() as session:
        assert [] == session.run(READ)


def test_session_is_kept_for_the_next(sessions: Sessions) -> None:
    with sessions.reading() as first:
        pass
    with sessions.reading() as second:
        pass

    assert first is second


def test_session_that_said_something_is_not_lent_again(sessions: Sessions) -> None:
    with pytest.raises(LogUnavailable, match="not read"), sessions.reading() as first:
        first.run("SELECT nothing FROM nowhere")
    with sessions.reading() as second:
        assert [] == second.run(READ)

    assert first is not second


def test_what_keeps_a_value_out_is_told_without_the_value(sessions: Sessions) -> None:
    with sessions.writing() as session:
        write(session, "+13125550100")

    with pytest.raises(LogUnavailable, match="not written") as caught, sessions.writing() as session:
        write(session, "+13125550100")

    assert "3125550100" not in str(caught.value)


def test_session_that_was_ended_meanwhile_is_replaced(postgres: str) -> None:
    prepare(postgres)
    with closing(Sessions(postgres)) as sessions:
        with sessions.reading() as kept:
            ((pid,),) = kept.run("SELECT pg_backend_pid()")
        with closing(Sessions(postgres)) as others, others.reading() as other:
            other.run("SELECT pg_terminate_backend(%s, 5000)", (pid,))

        with pytest.raises(LogUnavailable), sessions.reading() as session:
            session.run(READ)
        with sessions.reading() as session:
            assert [] == session.run(READ)


def test_deleted_database_is_told_and_not_made_anew(local: Sessions, path: Path) -> None:
    with local.reading():
        pass
    path.unlink()

    for loan in (local.reading, local.writing):
        with pytest.raises(LogUnavailable), loan():
            pass
    assert not path.exists()


def test_database_that_took_its_place_is_used(local: Sessions, path: Path, tmp_path: Path) -> None:
    with local.writing() as session:
        write(session)
    prepare(f"sqlite:///{tmp_path}/other.db")
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    (tmp_path / "other.db").rename(path)

    with local.reading() as session:
        assert [] == session.run(READ)


def test_who_finds_all_taken_waits_and_is_told(local: Sessions) -> None:
    with ExitStack() as stack:
        for _ in range(16):
            stack.enter_context(local.reading())

        with pytest.raises(LogUnavailable, match="all connections are taken"), local.reading():
            pass

    with local.reading() as session:
        assert [] == session.run(READ)


def lent_at_once(sessions: Sessions, count: int) -> list[Session]:
    """Return so many sessions as were lent at the same time."""
    with ExitStack() as stack:
        return [stack.enter_context(sessions.reading()) for _ in range(count)]


def test_no_more_than_a_few_are_kept(local: Sessions) -> None:
    first = lent_at_once(local, 9)
    second = lent_at_once(local, 9)

    assert 4 == sum(session in first for session in second)


def test_nothing_is_open_after_the_end(local: Sessions, open_files: OpenFiles) -> None:
    lent_at_once(local, 9)
    local.close()

    assert [] == open_files()


def test_nothing_is_opened_before_it_is_needed(database: str, open_files: OpenFiles) -> None:
    with closing(Sessions(database)):
        assert [] == open_files()


def test_other_database_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError):
        Sessions("mysql://localhost/log")


def test_error_of_the_caller_stays_its_own(local: Sessions) -> None:
    wrong: Any = None
    with pytest.raises(AttributeError), local.reading():
        wrong.run(READ)
