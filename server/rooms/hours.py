"""Opening hours: the days and times at which a room takes callers. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["DAYS", "Hours", "Span", "UnknownZone", "read_hours"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(?:(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+)?(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)")
_MIDNIGHT = "24:00"


class UnknownZone(ValueError):
    """Say that no time zone has this name."""


class Span(NamedTuple):
    """One span of a day: the *days* as numbers from Monday, 0, and the minutes of the day, the end left out."""

    days: frozenset[int]
    opens: int
    closes: int


class Hours(NamedTuple):
    """When a room is open, in the local time of *zone*."""

    spans: tuple[Span, ...]
    zone: ZoneInfo

    def is_open(self, moment: datetime) -> bool:
        """Return whether the room is open at *moment*, which knows its zone."""
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(local.weekday() in span.days and span.opens <= minute < span.closes for span in self.spans)

    def next_opening(self, moment: datetime) -> datetime | None:
        """Return when the room opens next after *moment*, in its own zone; None if it never does."""
        today = moment.astimezone(self.zone).date()
        starts = (
            datetime.combine(day, time(span.opens // 60, span.opens % 60), self.zone)
            for day in (today + timedelta(days=ahead) for ahead in range(8))
            for span in sorted(self.spans, key=lambda span: span.opens)
            if day.weekday() in span.days
        )
        return next((start for start in starts if start > moment), None)


def read_hours(texts: Iterable[str], zone: str) -> Hours:
    """Return the hours that *texts* say, such as ``mon-fri 08:00-18:00`` or ``09:00-12:00`` for every day.

    Raises: UnknownZone; ValueError with the text that says no hours.
    """
    try:
        found = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:
        raise UnknownZone(f"{zone!r} is no time zone") from err
    return Hours(tuple(_span(text) for text in texts), found)


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} says no hours")
    opens, closes = (_minutes(match[name], text) for name in ("opens", "closes"))
    if opens >= closes:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(_days(match["first"], match["last"], text), opens, closes)


def _minutes(clock: str, text: str) -> int:
    hours, minutes = map(int, clock.split(":"))
    if clock != _MIDNIGHT and (hours > 23 or minutes > 59):
        raise ValueError(f"{text!r}: {clock} is no time of day")
    return hours * 60 + minutes


def _days(first: str | None, last: str | None, text: str) -> frozenset[int]:
    if first is None:
        return frozenset(range(7))
    for name in filter(None, (first, last)):
        if name not in DAYS:
            raise ValueError(f"{text!r}: {name} is no day of {', '.join(DAYS)}")
    start, end = DAYS.index(first), DAYS.index(last or first)
    # A span such as fri-mon goes on over the weekend.
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))
