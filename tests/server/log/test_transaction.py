"""What one transaction leaves in the tables, and that a chain is written by one writer only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.log import sqlite
from server.log.arrival import Arrival
from server.log.chain import NO_LINK, link
from server.log.sqlite import SqliteSession
from server.log.store import Store
from server.log.transaction import MOST_REFUSED, Chains, LostChain, delete_refused, insert_arrivals, insert_refused

MakeArrival = Callable[..., Arrival]


@pytest.fixture
def session(store: Store, path: Path) -> Iterator[SqliteSession]:
    """Return a session within a transaction."""
    with closing(SqliteSession(path)) as session:
        session.begin()
        yield session
        session.rollback()


def rows(session: SqliteSession, query: str) -> list[tuple[Any, ...]]:
    return session.run(query)


def test_chain_holds_all_deliveries_in_the_order_of_their_ids(
    session: SqliteSession, make_arrival: MakeArrival
) -> None:
    chains = Chains()
    insert_arrivals(session, [make_arrival(), make_arrival(SequenceNumber="2"), make_arrival(To="x")], chains)
    insert_arrivals(session, [make_arrival(SequenceNumber="3"), make_arrival()], chains)

    linked = link(NO_LINK, rows(session, "SELECT received_at, sha256 FROM delivery ORDER BY id"))
    assert [(5, linked)] == rows(session, "SELECT deliveries, head FROM chain")


@pytest.mark.parametrize("hidden", [(), ("pysqlite3",)], ids=["ours", "the-interpreter-s-own"])
def test_ids_are_those_of_the_rows_whatever_was_known_among_them(
    hidden: tuple[str, ...], store: Store, path: Path, make_arrival: MakeArrival, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in hidden:
        monkeypatch.setitem(sys.modules, module, None)
    one, two, three, four = (make_arrival(SequenceNumber=str(number)) for number in range(1, 5))
    with closing(SqliteSession(path)) as session:
        session.begin()
        chains = Chains()
        for batch in ([two], [two], [one, two, three], [three, four, four]):
            insert_arrivals(session, batch, chains)

        found = rows(session, "SELECT id, event_id, sha256 FROM delivery ORDER BY id")
        linked = link(NO_LINK, rows(session, "SELECT received_at, sha256 FROM delivery ORDER BY id"))
        assert [(8, linked)] == rows(session, "SELECT deliveries, head FROM chain")
        session.rollback()

    stored = [(two, None), (two, 1), (one, None), (three, None), (two, 1), (four, None), (four, 6), (three, 4)]
    assert [(each.sha256, event) for each, event in stored[:6]] == [(sha, event) for _, event, sha in found[:6]]
    assert {(each.sha256, event) for each, event in stored[6:]} == {(sha, event) for _, event, sha in found[6:]}


def test_each_day_has_a_chain_of_its_own(session: SqliteSession, make_arrival: MakeArrival) -> None:
    today = make_arrival()
    tomorrow = make_arrival(SequenceNumber="2")._replace(received_at=today.received_at.replace(day=21))

    insert_arrivals(session, [today, tomorrow], Chains())

    assert [(20_777, 1), (20_778, 1)] == rows(session, "SELECT day, deliveries FROM chain ORDER BY day")


def test_each_writer_has_a_chain_of_its_own(session: SqliteSession, make_arrival: MakeArrival) -> None:
    insert_arrivals(session, [make_arrival()], Chains())
    insert_arrivals(session, [make_arrival()], Chains())

    assert [(1,), (1,)] == rows(session, "SELECT deliveries FROM chain")


@pytest.mark.parametrize("change", ["deliveries = 7", "purged_at = 1"])
def test_chain_that_somebody_else_changed_is_lost(
    session: SqliteSession, make_arrival: MakeArrival, change: str
) -> None:
    chains = Chains()
    insert_arrivals(session, [make_arrival()], chains)
    session.run(f"UPDATE chain SET {change}")

    with pytest.raises(LostChain):
        insert_arrivals(session, [make_arrival()], chains)


def test_forgotten_chains_are_begun_anew(session: SqliteSession, make_arrival: MakeArrival) -> None:
    chains = Chains()
    insert_arrivals(session, [make_arrival()], chains)
    chains.forget()

    insert_arrivals(session, [make_arrival()], chains)

    assert [(1,), (1,)] == rows(session, "SELECT deliveries FROM chain")


def test_refused_requests_are_kept_with_the_reason(session: SqliteSession, make_arrival: MakeArrival) -> None:
    insert_refused(session, [(make_arrival(raw=b"A=1"), "signature")])

    assert [("signature", b"A=1")] == rows(session, "SELECT reason, raw FROM quarantine")


def test_oldest_refused_requests_go_when_there_are_too_many(session: SqliteSession, make_arrival: MakeArrival) -> None:
    for _ in range(3):
        insert_refused(session, [(make_arrival(), "signature")] * (MOST_REFUSED // 2))

    assert [(MOST_REFUSED, MOST_REFUSED // 2 + 1)] == rows(session, "SELECT count(*), min(id) FROM quarantine")


def test_forged_requests_do_not_push_out_what_is_the_platforms_own(
    session: SqliteSession, make_arrival: MakeArrival
) -> None:
    insert_refused(session, [(make_arrival(), "stale"), (make_arrival(), "future")])

    for _ in range(3):
        insert_refused(session, [(make_arrival(), "wrong-signature")] * (MOST_REFUSED // 2))

    kept = rows(session, "SELECT reason, count(*) FROM quarantine GROUP BY reason ORDER BY reason")
    assert [("future", 1), ("stale", 1), ("wrong-signature", MOST_REFUSED)] == kept


def test_refused_requests_are_let_go_of_by_their_ids(session: SqliteSession, make_arrival: MakeArrival) -> None:
    insert_refused(session, [(make_arrival(), "stale")] * 3)

    delete_refused(session, [1, 3])

    assert [(2,)] == rows(session, "SELECT id FROM quarantine")


def test_arrival_without_a_conference_makes_none(session: SqliteSession, make_arrival: MakeArrival) -> None:
    insert_arrivals(session, [make_arrival(ConferenceSid=None)], Chains())

    assert [] == rows(session, "SELECT * FROM conference")
    assert sqlite.driver()
