"""Values on the wire: moments in three shapes, and each value read as it was written."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.vocabulary.wire import READERS, read_timestamp, text_of, timestamp_text

TIMESTAMPS = [
    pytest.param("2021-04-28 22:51:29.993535Z", 29, 993_535, id="page of 2021"),
    pytest.param("2021-04-28T22:51:29.993535Z", 29, 993_535, id="ISO"),
    pytest.param("2021-04-28T22:51:29Z", 29, 0, id="ISO, no fraction"),
    pytest.param("2021-04-28 22:51:29.9Z", 29, 900_000, id="one fraction digit"),
    pytest.param("2021-04-28 22:51:29.000001999Z", 29, 1, id="nine fraction digits are cut"),
    pytest.param("2021-04-28 22:51:29.9999999Z", 29, 999_999, id="seven fraction digits are not rounded up"),
    pytest.param(f"2021-04-28T22:51:29.{'1' * 1_000}Z", 29, 111_111, id="a thousand fraction digits"),
    pytest.param("2021-04-28T22:51:29+00:00", 29, 0, id="ISO, zone of UTC"),
    pytest.param("2021-04-29T00:21:29+01:30", 29, 0, id="ISO, zone in the east"),
    pytest.param("2021-04-28T16:51:29.5-06:00", 29, 500_000, id="ISO, zone in the west"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 +0000", 29, 0, id="RFC 2822"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 GMT", 29, 0, id="RFC 2822, GMT"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 -0000", 29, 0, id="RFC 2822, zone unknown"),
    pytest.param("28 Apr 2021 22:51:29", 29, 0, id="RFC 2822, no day, no zone"),
    pytest.param("Thu, 29 Apr 2021 00:51:29 +0200", 29, 0, id="RFC 2822, zone in the east"),
]

NO_TIMESTAMPS = [
    pytest.param("", id="nothing"),
    pytest.param("now", id="word"),
    pytest.param("1619650289", id="number"),
    pytest.param("2021-04-28", id="day"),
    pytest.param("2021-04-28 22:51:29", id="ISO, no zone"),
    pytest.param("2021-04-28 22:51Z", id="no seconds"),
    pytest.param("2021-04-28 22:51:29.Z", id="point without digits"),
    pytest.param("2021-04-31 22:51:29Z", id="day that does not exist"),
    pytest.param("2021-04-28 25:51:29Z", id="hour that does not exist"),
    pytest.param("2021-04-28 22:51:60Z", id="leap second"),
    pytest.param("2021-04-28 22:51:29+99:99", id="zone that does not exist"),
    pytest.param("0001-01-01 00:00:00+01:00", id="before the first year"),
    pytest.param("9999-12-31 23:59:59-01:00", id="after the last year"),
    pytest.param("Fri, 31 Dec 9999 23:59:59 -0100", id="RFC 2822, after the last year"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 +999999999999", id="RFC 2822, zone that does not exist"),
    pytest.param("2021-04-28 22:51:29Z\n", id="line end"),
    pytest.param("\uff12021-04-28 22:51:29Z", id="digit of another script"),
]

# type, text, value
VALUES = [
    (str, " a\u00fc ", " a\u00fc "),
    (int, "0", 0),
    (int, "999999999999999999", 999_999_999_999_999_999),
    (float, "0.91", 0.91),
    (float, "90", 90.0),
    (float, "-1.5", -1.5),
    (float, "1e-07", 1e-07),
    (bool, "true", True),
    (bool, "false", False),
    (datetime, "2026-03-04T05:06:07Z", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
    (datetime, "2026-03-04T05:06:07.089Z", datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC)),
    (datetime, "2026-03-04T05:06:07.000001Z", datetime(2026, 3, 4, 5, 6, 7, 1, tzinfo=UTC)),
]
NO_VALUES = [
    (int, "-1"), (int, "1.0"), (int, " 1"), (int, "1_0"), (int, "\u0661"), (int, "9" * 19), (int, ""),
    (float, "nan"), (float, "inf"), (float, "1e999"), (float, "1,5"), (float, ".5"), (float, "0x1"), (float, "1_0.5"),
    (bool, "yes"), (bool, "1"), (bool, " true"), (bool, ""),
    (datetime, "yesterday"),
]  # fmt: skip


class TestReadTimestamp:
    @pytest.mark.parametrize(("text", "second", "microsecond"), TIMESTAMPS)
    def test_moment_is_read_in_every_shape(self, text: str, second: int, microsecond: int) -> None:
        assert datetime(2021, 4, 28, 22, 51, second, microsecond, tzinfo=UTC) == read_timestamp(text)

    @pytest.mark.parametrize(("text", "second", "microsecond"), TIMESTAMPS)
    def test_moment_is_in_utc(self, text: str, second: int, microsecond: int) -> None:
        moment = read_timestamp(text)

        assert UTC is (moment and moment.tzinfo)

    @pytest.mark.parametrize("text", NO_TIMESTAMPS)
    def test_what_names_no_moment_is_none(self, text: str) -> None:
        assert read_timestamp(text) is None

    @given(
        moment=st.datetimes(
            datetime(1, 1, 2),  # noqa: DTZ001  # Hypothesis adds the zone
            datetime(9999, 12, 30),  # noqa: DTZ001
            timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
        ),
        separator=st.sampled_from(" T"),
    )
    def test_every_moment_is_read_as_it_was_written(self, moment: datetime, separator: str) -> None:
        assert moment == read_timestamp(moment.isoformat(separator))

    @given(
        text=st.text(max_size=40)
        | st.text("0123456789-+:.TZ ", max_size=35)
        | st.from_regex(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})", fullmatch=True
        )
        | st.lists(
            st.sampled_from(["Wed,", "28", "Apr", "2021", "0", "22:51:29", ":", "+0000", "-9999", "GMT", "("])
        ).map(" ".join)
    )
    def test_any_text_is_a_moment_in_utc_or_none(self, text: str) -> None:
        moment = read_timestamp(text)

        assert moment is None or moment.tzinfo is UTC


@pytest.fixture
def chicago(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine be somewhere else."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "America/Chicago")
        time.tzset()
        yield
    time.tzset()


class TestTimestampText:
    def test_moment_is_written_in_utc(self) -> None:
        east = datetime(2026, 3, 4, 6, 6, 7, tzinfo=timezone(timedelta(hours=1)))

        assert "2026-03-04T05:06:07Z" == timestamp_text(east)

    def test_moment_without_a_zone_is_taken_for_utc_wherever_it_is_read(self, chicago: None) -> None:
        assert "2026-03-04T05:06:07Z" == timestamp_text(datetime(2026, 3, 4, 5, 6, 7))  # noqa: DTZ001

    @given(moment=st.datetimes(timezones=st.just(UTC)))
    def test_every_moment_is_read_as_it_was_written(self, moment: datetime) -> None:
        assert moment == read_timestamp(timestamp_text(moment))


class TestReaders:
    @pytest.mark.parametrize(("shape", "text", "value"), VALUES)
    def test_value_is_read(self, shape: type, text: str, value: Any) -> None:
        assert value == READERS[shape](text)

    @pytest.mark.parametrize(("shape", "text", "value"), VALUES)
    def test_value_is_written(self, shape: type, text: str, value: Any) -> None:
        assert text == text_of(value)

    @pytest.mark.parametrize(("shape", "text"), NO_VALUES)
    def test_what_is_no_value_is_none(self, shape: type, text: str) -> None:
        assert READERS[shape](text) is None

    @pytest.mark.parametrize(("text", "value"), [("True", True), ("FALSE", False)])
    def test_flag_may_be_capitalized(self, text: str, value: bool) -> None:
        assert value is READERS[bool](text)

    @given(value=st.integers(0, 10**18 - 1) | st.floats(-1e17, 1e17, allow_nan=False) | st.booleans())
    def test_every_value_is_read_as_it_was_written(self, value: float) -> None:
        assert value == READERS[type(value)](text_of(value))

    @given(text=st.text(max_size=20) | st.text("0123456789.eE+-", max_size=12))
    def test_any_text_is_a_value_or_none(self, text: str) -> None:
        for shape, read in READERS.items():
            value = read(text)

            assert value is None or isinstance(value, shape)
