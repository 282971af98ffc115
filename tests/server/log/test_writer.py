"""What one commit holds, and what keeps an arrival out of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from server.log import sqlite
from server.log.arrival import Arrival
from server.log.event import Event
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]
ReadEvents = Callable[[], list[Event]]
Locked = Callable[[], AbstractContextManager[None]]

OperationalError = sqlite.driver().OperationalError


@pytest.fixture
def writer(store: Store, database: str) -> Iterator[Writer]:
    """Return a writer whose database has its table."""
    with closing(Writer(database)) as writer:
        yield writer


@pytest.fixture
def change(path: Path) -> Callable[[str], None]:
    """Return what changes the database as an administrator's shell may."""

    def execute(statement: str) -> None:
        with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
            connection.execute(statement)

    return execute


def numbers(events: list[Event]) -> list[int | None]:
    return [event.callback.sequence_number for event in events]


def deliveries(events: list[Event]) -> list[tuple[int | None, int]]:
    return [(event.callback.sequence_number, event.deliveries) for event in events]


def test_everything_of_an_arrival_is_written(writer: Writer, make_arrival: MakeArrival, path: Path) -> None:
    arrival = make_arrival(raw=b"\xff\0 whatever")._replace(
        conference="c", kind="e", room="r", call="v3:1", headers=(("a", "b"),), verdict="verified", problem="odd"
    )

    writer.write([arrival])

    with closing(sqlite.driver().connect(str(path))) as connection:
        rows = connection.execute(
            "SELECT event_id, received_at, route, method, content_type, headers, raw, delivery.sha256, verdict, key, "
            "kind, sid, call, delivery.room, problem FROM delivery JOIN conference ON conference.id = conference_id"
        ).fetchall()
    form = "application/x-www-form-urlencoded"
    named = (arrival.sha256, "verified", arrival.key, "e", "c", "v3:1", "r", "odd")
    assert [
        (None, 1_795_168_801_000_000, "conference", "POST", form, '[["a", "b"]]', b"\xff\0 whatever", *named)
    ] == rows


def test_written_arrival_has_no_error(writer: Writer, make_arrival: MakeArrival) -> None:
    assert [None, None] == writer.write([make_arrival(), make_arrival(SequenceNumber="2")])


def test_arrivals_are_written_in_their_order(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    writer.write([make_arrival(SequenceNumber=number) for number in ("3", "1", "2")])

    assert [3, 1, 2] == numbers(read_events())


@pytest.mark.parametrize("count", [1, 2, 64, 257])
def test_many_arrivals_are_one_commit(
    writer: Writer, make_arrival: MakeArrival, count_commits: Callable[[], int], count: int
) -> None:
    writer.write([make_arrival(SequenceNumber=str(number)) for number in range(count)])

    assert 1 == count_commits()


def test_many_arrivals_are_one_commit_also_where_some_repeat_others(
    writer: Writer, make_arrival: MakeArrival, count_commits: Callable[[], int]
) -> None:
    writer.write([make_arrival(), make_arrival(SequenceNumber="2"), make_arrival(), make_arrival()])

    assert 1 == count_commits()


def test_event_that_is_repeated_in_a_commit_is_one_event(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    writer.write([make_arrival(), make_arrival(SequenceNumber="2"), make_arrival(), make_arrival()])

    assert [(1, 3), (2, 1)] == deliveries(read_events())


def test_event_that_is_repeated_in_a_later_commit_is_one_event(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    writer.write([make_arrival()])
    writer.write([make_arrival(SequenceNumber="2"), make_arrival()])

    assert [(1, 2), (2, 1)] == deliveries(read_events())


def test_event_that_another_process_has_written_is_repeated(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents, path: Path
) -> None:
    with closing(Writer(f"sqlite:///{path}")) as other:
        other.write([make_arrival()])

    writer.write([make_arrival(), make_arrival()])

    assert [(1, 3)] == deliveries(read_events())


def test_repeat_that_says_something_else_is_a_conflict_and_the_first_counts(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    writer.write([make_arrival(From="first"), make_arrival(From="other")])

    assert [("first", True)] == [(event.callback.from_, event.is_conflicting) for event in read_events()]


BAD = pytest.mark.parametrize(
    "bad",
    [
        pytest.param({"room": "\ud800"}, id="half-a-surrogate-pair"),
        pytest.param({"method": None}, id="nothing-where-something-must-be"),
        pytest.param({"room": object()}, id="no-value-of-sqlite"),
    ],
)


@BAD
def test_arrival_that_cannot_be_written_keeps_only_itself_out(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents, bad: dict[str, Any]
) -> None:
    writer.write(
        [
            make_arrival(SequenceNumber="1"),
            make_arrival(SequenceNumber="2")._replace(**bad),
            make_arrival(SequenceNumber="3"),
        ]
    )

    assert [1, 3] == numbers(read_events())


@BAD
def test_arrival_that_cannot_be_written_is_told_in_its_place(
    writer: Writer, make_arrival: MakeArrival, bad: dict[str, Any]
) -> None:
    errors = writer.write([make_arrival(), make_arrival(SequenceNumber="2")._replace(**bad), make_arrival()])

    assert [True, False, True] == [error is None for error in errors]


def test_arrival_that_cannot_be_written_is_told_alone(writer: Writer, make_arrival: MakeArrival) -> None:
    (error,) = writer.write([make_arrival()._replace(room="\ud800")])

    assert isinstance(error, UnicodeEncodeError)


def test_arrival_that_cannot_be_written_takes_nothing_out_of_a_commit_with_repeats(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    bad = make_arrival(SequenceNumber="2")._replace(room="\ud800")

    writer.write([make_arrival(), make_arrival(), bad, bad, make_arrival(SequenceNumber="3")])

    assert [(1, 2), (3, 1)] == deliveries(read_events())


def test_writer_goes_on_after_an_arrival_that_cannot_be_written(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    writer.write([make_arrival()._replace(room="\ud800")])

    writer.write([make_arrival(SequenceNumber="2")])

    assert [2] == numbers(read_events())


def test_database_that_somebody_else_has_locked_raises(
    writer: Writer, make_arrival: MakeArrival, locked: Locked
) -> None:
    with locked(), pytest.raises(OperationalError, match="database is locked"):
        writer.write([make_arrival(), make_arrival(), make_arrival(SequenceNumber="2")])


def test_what_keeps_all_out_is_raised_and_leaves_nothing_behind(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents, change: Callable[[str], None]
) -> None:
    change("ALTER TABLE delivery RENAME TO elsewhere")

    with pytest.raises(OperationalError, match="no such table"):
        writer.write([make_arrival(), make_arrival(), make_arrival(SequenceNumber="2")])

    change("ALTER TABLE elsewhere RENAME TO delivery")
    assert [] == read_events()


def test_writer_goes_on_after_what_kept_all_out_is_gone(
    writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents, change: Callable[[str], None]
) -> None:
    change("ALTER TABLE delivery RENAME TO elsewhere")
    with pytest.raises(OperationalError, match="no such table"):
        writer.write([make_arrival(), make_arrival()])
    change("ALTER TABLE elsewhere RENAME TO delivery")

    writer.write([make_arrival(), make_arrival()])

    assert [(1, 2)] == deliveries(read_events())


def test_damaged_database_keeps_all_out_and_so_is_raised(store: Store, path: Path, make_arrival: MakeArrival) -> None:
    pages = path.read_bytes()
    path.write_bytes(pages[:4096] + b"\xff" * (len(pages) - 4096))

    with (
        closing(Writer(f"sqlite:///{path}")) as writer,
        pytest.raises(sqlite.driver().DatabaseError, match="malformed"),
    ):
        writer.write([make_arrival(), make_arrival(SequenceNumber="2")])


def test_database_may_have_any_name(tmp_path: Path, make_arrival: MakeArrival) -> None:
    path = tmp_path / "a \N{SNOWMAN} b?mode=memory&c=%41#d.db"

    with (
        closing(Store(f"sqlite:///{quote(str(path))}")) as store,
        closing(Writer(f"sqlite:///{quote(str(path))}")) as writer,
    ):
        writer.write([make_arrival()])

        assert [1] == numbers(store.events())


def test_file_that_is_no_database_raises_and_is_not_kept_open(
    path: Path, make_arrival: MakeArrival, open_files: Callable[[], list[str]]
) -> None:
    path.write_text("Dear diary, " * 500, encoding="ascii")

    with (
        closing(Writer(f"sqlite:///{path}")) as writer,
        pytest.raises(sqlite.driver().DatabaseError, match="file is not a database"),
    ):
        writer.write([make_arrival()])

    assert [] == open_files()


def test_nothing_is_opened_before_it_is_needed(writer: Writer, open_files: Callable[[], list[str]]) -> None:
    assert [] == open_files()


def test_turn_opens_the_lock_files_only(writer: Writer, open_files: Callable[[], list[str]]) -> None:
    writer.turn()

    assert ["texml.db-gate", "texml.db-lock"] == open_files()


def test_turn_is_the_same_each_time(writer: Writer) -> None:
    assert writer.turn() is writer.turn()


def test_closed_writer_has_nothing_open(
    writer: Writer, make_arrival: MakeArrival, open_files: Callable[[], list[str]]
) -> None:
    with writer.turn():
        writer.write([make_arrival()])

    writer.close()

    assert [] == open_files()


def test_closed_writer_opens_all_anew(writer: Writer, make_arrival: MakeArrival, read_events: ReadEvents) -> None:
    for number in ("1", "2"):
        with writer.turn():
            writer.write([make_arrival(SequenceNumber=number)])
        writer.close()

    assert [1, 2] == numbers(read_events())


def test_writer_can_be_closed_twice(writer: Writer) -> None:
    writer.close()
    writer.close()


def test_database_that_can_be_written_passes_the_probe(writer: Writer) -> None:
    writer.probe()


def test_probe_leaves_no_lock(writer: Writer, make_arrival: MakeArrival, locked: Locked) -> None:
    writer.probe()

    with locked():
        pass


def test_database_that_somebody_else_has_locked_does_not_pass_the_probe(writer: Writer, locked: Locked) -> None:
    with locked(), pytest.raises(OperationalError, match="database is locked"):
        writer.probe()


def test_probe_makes_no_database(path: Path) -> None:
    with closing(Writer(f"sqlite:///{path}")) as writer, suppress(OperationalError):
        writer.probe()

    assert not path.exists()
