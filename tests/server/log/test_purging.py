"""What is old goes, and what stays can still be checked."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date
from typing import Any

import pytest

from server.log.arrival import Arrival
from server.log.checking import check_log
from server.log.purging import purge
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, fill: Callable[..., str], database: str) -> str:
    """Return the URL of a filled log in either database."""
    return fill(database if request.param == "sqlite" else request.getfixturevalue("postgres"))


def days(database: str) -> set[int]:
    with closing(Store(database)) as store:
        return {event.received_at.astimezone(UTC).day for event in store.events()}


def test_g12_days_before_go_whole_and_the_rest_can_be_checked(filled: str) -> None:
    purged = purge(filled, date(2026, 11, 20), now_us=1)

    assert (30, 2) == purged
    assert {20, 21} == days(filled)
    assert (20, 4, ()) == check_log(filled)


def test_purging_again_removes_nothing(filled: str) -> None:
    purge(filled, date(2026, 11, 20), now_us=1)

    assert (0, 0) == purge(filled, date(2026, 11, 20), now_us=2)
    assert () == check_log(filled).findings


def test_everything_can_be_purged(filled: str) -> None:
    purge(filled, date(2026, 12, 1), now_us=1)

    assert (0, 0, ()) == check_log(filled)


def test_conference_that_loses_events_is_made_anew_of_the_rest(database: str, make_arrival: MakeArrival) -> None:
    with closing(Store(database)) as store, closing(Writer(database)) as writer:
        late = make_arrival(SequenceNumber="3").received_at.replace(day=21)
        writer.write([make_arrival(SequenceNumber="1"), make_arrival(SequenceNumber="2")])
        writer.write([make_arrival(SequenceNumber="3")._replace(received_at=late)])

        purge(database, date(2026, 11, 21), now_us=1)

        conference = store.conference("conference")
    assert conference is not None
    assert (1, 2) == (conference.events, conference.missing)
    assert () == check_log(database).findings


def test_repeat_of_an_event_that_is_gone_stays_a_delivery(database: str, make_arrival: MakeArrival) -> None:
    with closing(Store(database)) as store, closing(Writer(database)) as writer:
        writer.write([make_arrival()])
        writer.write([make_arrival()._replace(received_at=make_arrival().received_at.replace(day=21))])

        purge(database, date(2026, 11, 21), now_us=1)

        found = store.delivery(2)
        assert (None, []) == (store.conference("conference"), store.events())
    assert found is not None
    assert () == check_log(database).findings


def test_old_delivery_far_behind_others_is_removed_as_well(
    fill: Callable[..., str], damage: Callable[[str], None]
) -> None:
    filled = fill()
    purge(filled, date(2026, 11, 19), now_us=1)
    # As where a spool is drained late: the first of a day that is purged next comes after all the others.
    damage("UPDATE delivery SET id = 1000000 WHERE id = (SELECT min(id) FROM delivery WHERE event_id IS NULL)")

    purge(filled, date(2026, 11, 20), now_us=2)

    assert {20, 21} == days(filled)


def test_writer_that_had_a_purged_chain_begins_another(filled: str, make_arrival: MakeArrival) -> None:
    with closing(Writer(filled)) as writer:
        writer.write([make_arrival(SequenceNumber="50")])
        purge(filled, date(2026, 12, 1), now_us=1)

        assert [None] == writer.write([make_arrival(SequenceNumber="51")])

    assert () == check_log(filled).findings


def test_requests_in_quarantine_go_as_well(
    fill: Callable[..., str], make_arrival: MakeArrival, query: Callable[[str], list[Any]]
) -> None:
    database = fill()
    with closing(Writer(database)) as writer:
        writer.quarantine([(make_arrival(), "signature")])

    purge(database, date(2026, 11, 21), now_us=1)

    assert [(0,)] == query("SELECT count(*) FROM quarantine")
