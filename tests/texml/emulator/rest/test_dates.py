"""Filters by a day."""

from datetime import UTC, datetime

import pytest

from texml.emulator.rest.dates import is_on
from texml.emulator.rest.problems import Refused

MOMENT = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "operator", "expected"),
    [
        (None, "", True),
        ("2026-11-26", "", True),
        ("2026-11-25", "", False),
        (">=2026-11-26", "", True),
        ("<2026-11-26", "", False),
        ("<=2026-11-26", "", True),
        ("2026-11-25", ">", True),
        ("2026-11-26", "<", False),
        ("2026-11-26T23:00:00Z", "", True),
    ],
)
def test_day_is_wanted(wanted: str | None, operator: str, expected: bool) -> None:
    assert is_on(MOMENT, wanted, "StartTime", operator) is expected


def test_what_has_not_happened_is_on_no_day() -> None:
    assert not is_on(None, "<2030-01-01", "EndTime")


def test_no_day_is_refused() -> None:
    with pytest.raises(Refused, match="'StartTime' parameter must be a day as YYYY-MM-DD"):
        is_on(MOMENT, "yesterday", "StartTime")
