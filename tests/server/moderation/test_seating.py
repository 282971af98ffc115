"""Seats: what the dial-in noted, and nothing of calls that are long over."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.dialin.desk import Caller
from server.dialin.facts import TakeSeat
from server.dialin.ledger import Ledger
from server.errors import LogUnavailable
from server.log.store import Store
from server.moderation.plans import Seat
from server.moderation.seating import Seating

NOW = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
GOODBYE = "https://voice.example.com/voice/x"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database of either kind."""
    return str(request.getfixturevalue("postgres")) if request.param == "postgresql" else f"sqlite:///{tmp_path}/log.db"


@pytest.fixture
def ledger(database: str, store: Store) -> Iterator[Ledger]:
    with closing(Ledger(database)) as ledger:
        yield ledger


@pytest.fixture
def seating(database: str, ledger: Ledger) -> Iterator[Seating]:
    with closing(Seating(database)) as seating:
        yield seating


def test_seat_is_the_one_that_was_taken_last(ledger: Ledger, seating: Seating) -> None:
    caller = Caller("v3:anna", "+13125550111")
    ledger.note((TakeSeat("standup", "participant", GOODBYE),), caller, NOW)
    ledger.note((TakeSeat("standup", "host", f"{GOODBYE}2"),), caller, NOW)

    assert {"v3:anna": Seat("v3:anna", "standup", "host", f"{GOODBYE}2")} == seating.seats(["v3:anna", "v3:nobody"])


def test_nobody_has_no_seat(seating: Seating) -> None:
    assert {} == seating.seats([])


def test_what_was_noted_long_ago_is_forgotten(ledger: Ledger, seating: Seating) -> None:
    ledger.note((TakeSeat("standup", "host", GOODBYE),), Caller("v3:old", None), NOW - timedelta(hours=13))
    ledger.note((TakeSeat("standup", "host", GOODBYE),), Caller("v3:new", None), NOW - timedelta(hours=11))

    seating.forget(now=NOW)

    assert ["v3:new"] == list(seating.seats(["v3:old", "v3:new"]))


def test_database_that_is_away_is_said(tmp_path: Path) -> None:
    with closing(Seating(f"sqlite:///{tmp_path}/no/where.db")) as seating:
        with pytest.raises(LogUnavailable, match="the seats cannot be read: "):
            seating.seats(["v3:anna"])
        with pytest.raises(LogUnavailable, match="the seats cannot be written: "):
            seating.forget(now=NOW)
