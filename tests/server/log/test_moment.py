"""Moments as they are stored and shown."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from server.log.moment import from_microseconds, microseconds, moment_text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05.000000Z", id="whole-second"),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2))),
            "2026-01-02T01:04:05.000006Z",
            id="another-zone",
        ),
    ],
)
def test_moment_is_told_in_utc_with_microseconds(moment: datetime | None, text: str | None) -> None:
    assert text == moment_text(moment)


@pytest.mark.parametrize(
    ("moment", "stored"),
    [
        pytest.param(datetime(2026, 11, 20, 10, 0, 1, 250_001, tzinfo=UTC), 1_795_168_801_250_001, id="microsecond"),
        pytest.param(datetime(1970, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), 0, id="another-zone"),
        pytest.param(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1, id="before"),
    ],
)
def test_moment_is_stored_in_whole_microseconds(moment: datetime, stored: int) -> None:
    assert (stored, moment) == (microseconds(moment), from_microseconds(stored))
