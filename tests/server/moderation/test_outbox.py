"""The outbox: on the disk when it returns, in the file of the log, shared between processes, apart from the log."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.errors import ConfigurationError, LogUnavailable
from server.log.store import Store
from server.moderation.action import Entry
from server.moderation.gaps import Gap
from server.moderation.outbox import Outbox

NOW = datetime(2026, 11, 25, 20, 0, 0, 123456, tzinfo=UTC)
ENTRY = Entry(
    made_at=NOW, who="host", action="announce", account="acct", conference="c", call="v3:a", url="https://example.com/a"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database of either kind."""
    return str(request.getfixturevalue("postgres")) if request.param == "postgresql" else f"sqlite:///{tmp_path}/log.db"


def test_entry_comes_back_with_an_id(outbox: Outbox) -> None:
    added = outbox.add(ENTRY)

    assert replace(ENTRY, id=1) == added
    assert [added] == outbox.entries() == outbox.open_entries()


def test_what_became_of_it_is_kept(outbox: Outbox) -> None:
    after = replace(outbox.add(ENTRY).became("refused", at=NOW, problem="no"), attempts=2)

    outbox.save(after)

    assert ([after], []) == (outbox.entries(), outbox.open_entries())


@pytest.mark.parametrize(("state", "is_open"), [("uncertain", True), ("done", False), ("superseded", False)])
def test_only_what_nobody_knows_is_open(state: str, is_open: bool, outbox: Outbox) -> None:
    outbox.save(outbox.add(ENTRY).became(state, at=NOW))  # type: ignore[arg-type]

    assert is_open == bool(outbox.open_entries())


def test_entries_are_told_by_conference_the_newest_first(outbox: Outbox) -> None:
    for conference in ("c", "d", "c", "c"):
        outbox.add(replace(ENTRY, conference=conference))

    assert [4, 3, 1] == [entry.id for entry in outbox.entries(conference="c")]
    assert [4, 3] == [entry.id for entry in outbox.entries(conference="c", after=1)]
    assert [4] == [entry.id for entry in outbox.entries(limit=1)]


def test_another_process_sees_it(outbox: Outbox, database: str) -> None:
    outbox.add(ENTRY)
    outbox.lock("demo", who="host", now=NOW)

    with closing(Outbox(database)) as other:
        assert (1, True) == (len(other.entries()), other.is_locked("demo"))


def test_log_reads_on_with_the_outbox_beside_it(outbox: Outbox, database: str) -> None:
    outbox.add(ENTRY)

    with closing(Store(database, create=False)) as store:
        assert [] == store.events()


def test_gaps_are_replaced(outbox: Outbox) -> None:
    outbox.replace_gaps([Gap("c", None, "ended"), Gap("d", "v3:a", "left")], now=NOW)
    outbox.replace_gaps([Gap("e", None, "unheard")], now=NOW)

    assert [Gap("e", None, "unheard")] == outbox.gaps()
    outbox.replace_gaps([], now=NOW)
    assert [] == outbox.gaps()


def test_threads_write_side_by_side(outbox: Outbox) -> None:
    threads = [threading.Thread(target=outbox.add, args=(ENTRY,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 8 == len(outbox.entries())


def test_nothing_is_opened_before_it_is_used(tmp_path: Path) -> None:
    with closing(Outbox(f"sqlite:///{tmp_path}/none.db")):
        assert [] == list(tmp_path.iterdir())


def test_database_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with (
        closing(Outbox(f"sqlite:///{tmp_path}/no/where.db")) as outbox,
        pytest.raises(LogUnavailable, match="the outbox cannot be written: "),
    ):
        outbox.add(ENTRY)


def test_database_must_be_one() -> None:
    with pytest.raises(ConfigurationError):
        Outbox("mysql://host/db")


PLANNED = Entry(
    made_at=NOW,
    who="server",
    action="end",
    account="acct",
    conference="c",
    due_at=NOW + timedelta(minutes=1),
    key="end c 1",
)


def test_plan_is_written_down_once_for_its_key(outbox: Outbox) -> None:
    for _ in range(2):
        outbox.plan([PLANNED, replace(PLANNED, key="end c 2")], [], now=NOW, why="")

    planned, known = outbox.planned(["end c 1", "end d 1"])

    assert [PLANNED, replace(PLANNED, key="end c 2")] == [replace(entry, id=0) for entry in planned]
    assert {"end c 1"} == known


def test_plan_that_is_withdrawn_is_never_made_again(outbox: Outbox) -> None:
    outbox.plan([PLANNED], [], now=NOW, why="")
    outbox.plan([], outbox.open_entries(), now=NOW, why="a host is back")
    outbox.plan([PLANNED], [], now=NOW, why="")

    [entry] = outbox.entries()
    assert ("superseded", "a host is back", NOW) == (entry.state, entry.problem, entry.finished_at)


def test_plan_that_somebody_is_at_is_not_withdrawn(outbox: Outbox) -> None:
    outbox.plan([PLANNED], [], now=NOW, why="")
    [entry] = outbox.open_entries()
    assert outbox.claim(entry, now=NOW, until=NOW + timedelta(minutes=2))

    outbox.plan([], [entry], now=NOW, why="too late")

    assert ["intended"] == [each.state for each in outbox.open_entries()]


def test_what_is_due_first_comes_first(outbox: Outbox) -> None:
    outbox.plan([PLANNED, replace(PLANNED, key="soon", due_at=NOW)], [], now=NOW, why="")
    outbox.add(replace(ENTRY, made_at=NOW + timedelta(seconds=30)))

    assert ["soon", None, "end c 1"] == [entry.key for entry in outbox.open_entries()]


def test_one_claims_it_until_then_and_whoever_comes_later_after(outbox: Outbox, database: str) -> None:
    entry = outbox.add(ENTRY)
    until = NOW + timedelta(minutes=2)
    with closing(Outbox(database)) as other:
        claims = [
            outbox.claim(entry, now=NOW, until=until),
            other.claim(entry, now=NOW, until=until),
            other.claim(entry, now=until, until=until + timedelta(minutes=2)),
        ]

    assert [True, False, True] == claims


def test_threads_that_claim_at_once_get_it_once(outbox: Outbox) -> None:
    entry, claims = outbox.add(ENTRY), []
    threads = [
        threading.Thread(target=lambda: claims.append(outbox.claim(entry, now=NOW, until=NOW + timedelta(minutes=2))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [False] * 7 + [True] == sorted(claims)


def test_what_is_settled_is_not_claimed_and_what_is_released_is(outbox: Outbox) -> None:
    done, free = outbox.add(ENTRY), outbox.add(replace(ENTRY, claimed_until=NOW + timedelta(minutes=2)))
    outbox.save(done.became("done", at=NOW))
    released = outbox.release(free)

    until = NOW + timedelta(minutes=2)
    assert [False, True] == [outbox.claim(entry, now=NOW, until=until) for entry in (done, released)]
