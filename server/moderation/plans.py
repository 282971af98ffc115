"""What rooms want by themselves of the conferences that go on: to end after a grace time, to announce names. Pure.

A plan follows from the log alone, so it is made anew at every look and is the same whoever makes it: its key says which
one it is. What is not wanted anymore, as a host is back or the conference is over, is just not among the plans.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from server.log.fold import Conference, Participant
from server.log.moment import microseconds
from server.moderation.action import Action

__all__ = ["Plan", "Rules", "Seat", "plans"]

_LEFTOVERS = timedelta(seconds=3)  # after everybody was sent to the goodbye: who came in that very moment
_NAME_READY = timedelta(seconds=2)  # assumed: a recording can be fetched so long after it ended
_NAME_TAKES = timedelta(seconds=8)  # five seconds of name and a few words; one that begins cuts off the one before
_NAME_IS_NEWS = timedelta(seconds=30)


class Seat(NamedTuple):
    """What the dial-in noted of a call: its *room* and *role*, None before it was put into the room.

    *goodbye* is the URL at which it goes on when it is dismissed; *has_name* says that its name was recorded.
    """

    call: str
    room: str
    role: str | None = None
    goodbye: str | None = None
    has_name: bool = False


class Rules(NamedTuple):
    """What a room asks for: *grace* None is no end when hosts leave."""

    grace: timedelta | None = None
    announces_names: bool = False


class Plan(NamedTuple):
    """What is to be done at *due_at*, once for each *key*."""

    key: str
    action: Action
    conference: str
    due_at: datetime
    call: str | None = None
    url: str | None = None


def plans(
    conference: Conference,
    seats: Mapping[str, Seat],
    rules: Mapping[str, Rules],
    *,
    now: datetime,
    name_url: Callable[[str], str],
) -> Iterator[Plan]:
    """Yield what is wanted of *conference* at *now*.

    *seats* are those of its calls, *rules* those of the rooms by their keys; *name_url* gives the URL of the document
    that tells who of a call has joined.
    """
    if conference.status != "in-progress":
        return
    yield from _end(conference, seats, rules, now)
    yield from _names(conference, seats, rules, now, name_url)


def _end(
    conference: Conference, seats: Mapping[str, Seat], rules: Mapping[str, Rules], now: datetime
) -> Iterator[Plan]:
    """Yield the end after the grace time, if all hosts have left: to each the goodbye, then the end for the rest."""
    hosts = [each for each in conference.participants if _is_host(seats.get(each.call))]
    graces = [_rules(seats.get(each.call), rules).grace for each in hosts]
    known = [grace for grace in graces if grace is not None]
    left_at = _all_left_at(hosts)
    if not known or left_at is None:
        return
    due_at = left_at + known[0]
    mark = f"{conference.sid} {microseconds(left_at)}"
    if now >= due_at:
        for each in conference.participants:
            seat = seats.get(each.call)
            if not each.has_left and seat is not None and seat.goodbye is not None:
                yield Plan(f"dismiss {mark} {each.call}", "dismiss", conference.sid, due_at, each.call, seat.goodbye)
    yield Plan(f"end {mark}", "end", conference.sid, due_at + _LEFTOVERS)


def _is_host(seat: Seat | None) -> bool:
    return seat is not None and seat.role == "host"


def _rules(seat: Seat | None, rules: Mapping[str, Rules]) -> Rules:
    return rules.get(seat.room, Rules()) if seat is not None else Rules()


def _all_left_at(hosts: Iterable[Participant]) -> datetime | None:
    """Return when the last of *hosts* left; None where there is none, or one is still there."""
    moments = [each.left_at if each.has_left else None for each in hosts]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None


def _names(
    conference: Conference,
    seats: Mapping[str, Seat],
    rules: Mapping[str, Rules],
    now: datetime,
    name_url: Callable[[str], str],
) -> Iterator[Plan]:
    """Yield the name of each who came into what was going on already, one after the other."""
    started_at = conference.started_at
    named = [
        (each.visits[0].joined_at, each)
        for each in conference.participants
        if each.visits and (seat := seats.get(each.call)) and seat.has_name and _rules(seat, rules).announces_names
    ]
    free_at: datetime | None = None
    for joined_at, each in sorted(
        ((moment, each) for moment, each in named if moment is not None), key=lambda item: (item[0], item[1].call)
    ):
        if started_at is None or joined_at <= started_at:
            continue  # nobody was there to hear it, or all came at once
        due_at = joined_at + _NAME_READY if free_at is None else max(joined_at + _NAME_READY, free_at)
        free_at = due_at + _NAME_TAKES
        if not each.has_left and now - due_at < _NAME_IS_NEWS:
            key = f"name {conference.sid} {each.call}"
            yield Plan(key, "announce", conference.sid, due_at, url=name_url(each.call))
