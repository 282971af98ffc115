"""What is kept of conferences can be made anew from the log, and is found out where it is wrong."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.log import sqlite
from server.log.arrival import Arrival
from server.log.rebuilding import rebuild
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]

DAMAGE = [
    pytest.param("UPDATE conference SET state = 'rubbish' WHERE sid = 'c1'", id="rubbish"),
    pytest.param("UPDATE conference SET state = '[1, 2, 3]' WHERE sid = 'c1'", id="another-shape"),
    pytest.param("UPDATE conference SET state = '' WHERE sid = 'c1'", id="empty"),
    pytest.param("UPDATE conference SET room = 'other' WHERE sid = 'c1'", id="room"),
    pytest.param("UPDATE conference SET has_ended = 1 WHERE sid = 'c1'", id="ended"),
    pytest.param("DELETE FROM participant WHERE conference_id = 2", id="participant-gone"),
    pytest.param("UPDATE participant SET state = 'x' WHERE conference_id = 2", id="participant-rubbish"),
    pytest.param("INSERT INTO participant VALUES (2, 'nobody', '')", id="participant-from-nowhere"),
]


@pytest.fixture
def filled(store: Store, database: str, make_arrival: MakeArrival) -> Store:
    """Return a store of 60 conferences with three events each, one of them sent twice."""
    with closing(Writer(database)) as writer:
        for number in range(60):
            steps = [make_arrival(ConferenceSid=f"c{number}", SequenceNumber=str(step)) for step in (1, 2, 2, 3)]
            writer.write(steps)
    return store


@pytest.fixture
def damage(path: Path) -> Callable[[str], None]:
    def execute(statement: str) -> None:
        with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
            connection.execute(statement)

    return execute


def test_log_that_is_right_differs_nowhere(filled: Store, database: str) -> None:
    assert (60, ()) == rebuild(database, is_check=True)


def test_empty_log_has_nothing_to_rebuild(store: Store, database: str) -> None:
    assert (0, ()) == rebuild(database)


@pytest.mark.parametrize("statement", DAMAGE)
def test_wrong_state_is_found_and_put_right(
    filled: Store, database: str, damage: Callable[[str], None], statement: str
) -> None:
    before = filled.conference("c1")
    damage(statement)

    assert ("c1",) == rebuild(database, is_check=True).differing
    assert ("c1",) == rebuild(database).differing
    assert (60, ()) == rebuild(database, is_check=True)
    assert before == filled.conference("c1")


def test_check_changes_nothing(filled: Store, database: str, damage: Callable[[str], None], path: Path) -> None:
    damage("UPDATE conference SET room = 'other' WHERE sid = 'c1'")

    rebuild(database, is_check=True)

    assert ["other"] == [each.sid and "other" for each in filled.conferences(rooms=["other"])]


def test_conference_of_which_no_event_is_left_goes(filled: Store, database: str, damage: Callable[[str], None]) -> None:
    damage("DELETE FROM delivery WHERE conference_id = 2")

    rebuild(database)

    assert filled.conference("c1") is None


def test_progress_is_told_up_to_the_end(filled: Store, database: str) -> None:
    told: list[tuple[int, int]] = []

    rebuild(database, on_progress=lambda done, of: told.append((done, of)))

    assert ((60, 60), True) == (told[-1], told == sorted(told))


@pytest.mark.parametrize("statement", DAMAGE[:2])
def test_state_that_cannot_be_read_keeps_no_event_out_and_is_made_anew(
    filled: Store, database: str, damage: Callable[[str], None], make_arrival: MakeArrival, statement: str
) -> None:
    damage(statement)

    with closing(Writer(database)) as writer:
        assert [None] == writer.write([make_arrival(ConferenceSid="c1", SequenceNumber="4")])

    assert (60, ()) == rebuild(database, is_check=True)
    conference = filled.conference("c1")
    assert conference is not None
    assert (4, 5) == (conference.events, conference.deliveries)
