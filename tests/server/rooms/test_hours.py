"""Opening hours: which moments are inside, which opening comes next, and what says no hours."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rooms.hours import DAYS, read_hours

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the week that begins on Monday, 23 November 2026, UTC."""
    return MONDAY.replace(day=23 + day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        ("mon-fri 08:00-18:00", at(0, 8), True),
        ("mon-fri 08:00-18:00", at(0, 7, 59), False),
        ("mon-fri 08:00-18:00", at(4, 17, 59), True),
        ("mon-fri 08:00-18:00", at(4, 18), False),
        ("mon-fri 08:00-18:00", at(5, 12), False),
        ("sat 10:00-12:00", at(5, 10), True),
        ("SAT  10:00-12:00", at(5, 10), True),
        ("fri-mon 10:00-12:00", at(6, 11), True),
        ("fri-mon 10:00-12:00", at(1, 11), False),
        ("09:00-12:00", at(6, 9), True),
        ("00:00-24:00", at(2, 23, 59), True),
    ],
)
def test_moment_is_inside_from_the_opening_up_to_the_closing(hours: str, moment: datetime, is_open: bool) -> None:
    assert is_open == read_hours([hours], "UTC").is_open(moment)


def test_hours_are_those_of_the_local_clock() -> None:
    hours = read_hours(["mon 08:00-09:00"], "America/New_York")

    assert (True, False) == (hours.is_open(at(0, 13)), hours.is_open(at(0, 8)))


def test_hours_follow_summer_time() -> None:
    hours = read_hours(["08:00-09:00"], "Europe/Berlin")

    summer, winter = datetime(2026, 7, 1, 6, 30, tzinfo=UTC), datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
    assert (True, True) == (hours.is_open(summer), hours.is_open(winter))


def test_several_spans_are_all_open() -> None:
    hours = read_hours(["08:00-09:00", "17:00-18:00"], "UTC")

    assert [True, False, True] == [hours.is_open(at(0, hour, 30)) for hour in (8, 12, 17)]


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(0, 7), at(0, 8)),
        (at(0, 8), at(1, 8)),
        (at(4, 19), MONDAY.replace(day=30, hour=8)),
    ],
)
def test_next_opening_is_the_first_after_the_moment(moment: datetime, opens: datetime) -> None:
    assert opens == read_hours(["mon-fri 08:00-18:00"], "UTC").next_opening(moment)


@given(st.integers(0, 7 * 24 * 60 - 1), st.sampled_from(DAYS), st.integers(0, 22))
def test_room_is_open_at_its_next_opening(minute: int, day: str, hour: int) -> None:
    hours = read_hours([f"{day} {hour:02}:00-{hour + 1:02}:00"], "Europe/Berlin")
    moment = datetime.fromtimestamp(MONDAY.timestamp() + minute * 60, UTC)

    opening = hours.next_opening(moment)

    assert opening is not None
    assert opening > moment
    assert hours.is_open(opening)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "'' says no hours"),
        ("monday 8-9", "'monday 8-9' says no hours"),
        ("mon 8:00-9:00", "'mon 8:00-9:00' says no hours"),
        ("mun 08:00-09:00", "mun is no day of mon, tue, wed, thu, fri, sat, sun"),
        ("mon-xyz 08:00-09:00", "xyz is no day"),
        ("mon 09:00-08:00", "ends before it begins"),
        ("mon 09:00-09:00", "ends before it begins"),
        ("mon 24:01-25:00", "24:01 is no time of day"),
        ("mon 08:60-09:00", "08:60 is no time of day"),
    ],
)
def test_text_that_says_no_hours_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_hours([text], "UTC")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd"])
def test_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        read_hours(["08:00-09:00"], zone)
