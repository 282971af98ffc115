"""What the events of a conference add up to, kept as they come. Pure.

Every figure here is a sum, a first, a last, or a list sorted by `Fact.order`, so it does not matter in which order the
facts are added. What grows with the events has only its newest part in the tally itself; the rest is in `older`, which
is stored apart and read when it is asked for. So one more costs as little after a hundred thousand as after ten.
Nothing is decided here: what it all means is read by `server.log.fold`.
"""

import json
from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Self

from server.log.fact import Fact

__all__ = ["ConferenceTally", "Older", "ParticipantTally", "is_about_participant"]

_ABOUT_PARTICIPANTS = frozenset(("join", "leave", "speech-start", "speech-stop"))
_MOST_OTHERS = 50  # names of unknown events that are told apart; who sends rubbish could make up any number
_LONGEST_NAME = 80
_REST = "\0"  # no name that is read has it
_KEPT = 16  # steps and recordings that are kept in the tally itself, the last ones; most conferences need no more
_DECODE = json.JSONDecoder().raw_decode  # of text that has nothing around it, as ours
_ENCODE = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_BLOCK = 512  # sequence numbers of so many are kept together

_Mark = list[Any]
"""An order, and what came with it. A list, as JSON knows no tuples."""

Older = dict[tuple[str, str], list[Any]]
"""Parts of a tally that are stored apart, as JSON, by kind and place among those of that kind, which sorts as text.

There are ``step`` and ``recording``, each without its order, which is the place; and ``numbers``, the ranges of one
block of sequence numbers.
"""


def is_about_participant(fact: Fact) -> bool:
    """Return whether *fact* belongs to the tally of its call as well."""
    if fact.call is None:
        return False
    return fact.happening in _ABOUT_PARTICIPANTS or fact.is_muted is not None or fact.is_held is not None


def _first(mark: _Mark | None, order: str, value: Any) -> _Mark | None:
    """Return the earlier of *mark* and the new one, which counts only where it has a value."""
    return [order, value] if value is not None and (mark is None or order < mark[0]) else mark


def _last(mark: _Mark | None, order: str, value: Any) -> _Mark | None:
    return [order, value] if value is not None and (mark is None or order > mark[0]) else mark


class _Stored:
    """What is stored as the JSON list of its fields, but for the last one, which is `older`."""

    __slots__: ClassVar[tuple[str, ...]] = ()

    @classmethod
    @cache
    def _figures(cls) -> Callable[[Any], tuple[Any, ...]]:
        return attrgetter(*cls.__slots__[:-1])

    def to_text(self) -> str:
        """Return all of it but `older` as text."""
        return _ENCODE(self._figures()(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` gave; an empty text is an empty tally.

        Raises: ValueError or TypeError for another text.
        """
        if not text:
            return cls()
        found, end = _DECODE(text)
        if end != len(text):
            raise ValueError(f"something follows after {end} characters")
        if len(found) != len(cls.__slots__) - 1:
            raise ValueError(f"{len(found)} figures, expected {len(cls.__slots__) - 1}")
        return cls(*found)


def _keep(marks: list[_Mark], mark: _Mark, older: Older, kind: str) -> None:
    """Put *mark* in its place among the last ones; the first of those that are too many becomes an older one."""
    insort(marks, mark)
    if len(marks) > _KEPT:
        order, *content = marks.pop(0)
        older[kind, order] = content


def _with_older(marks: list[_Mark], older: Older, kind: str) -> list[_Mark]:
    """Return all that were ever kept, in their order."""
    if not older:
        return marks
    before = sorted([place, *content] for (of_kind, place), content in older.items() if of_kind == kind)
    return before + marks if before else marks


def _add_to_ranges(ranges: list[list[int]], number: int) -> bool:
    """Add *number* to sorted ranges ``[first, last]``; return whether it was not in them yet."""
    place = bisect_right(ranges, [number, number]) if ranges and number <= ranges[-1][0] else len(ranges)
    # The range before may hold it; the one at the place itself may begin with it.
    before = ranges[place - 1] if place else None
    after = ranges[place] if place < len(ranges) else None
    if (before is not None and number <= before[1]) or (after is not None and after[0] == number):
        return False
    joins_before = before is not None and before[1] == number - 1
    joins_after = after is not None and after[0] == number + 1
    if before is not None and after is not None and joins_before and joins_after:
        before[1] = after[1]
        del ranges[place]
    elif before is not None and joins_before:
        before[1] = number
    elif after is not None and joins_after:
        after[0] = number
    else:
        ranges.insert(place, [number, number])
    return True


def _place_of(number: int) -> str:
    """Return the place of the block that *number* is in."""
    return f"{number // _BLOCK:016d}"


@dataclass(slots=True)
class ConferenceTally(_Stored):
    r"""The facts of one conference, added up.

    *repeats* counts the deliveries that told nothing new, and is added to by whoever stores them. *numbers* are the
    sequence numbers that came, as ranges ``[first, last]``, those of the highest block only; *distinct* counts all that
    differ, *lowest* is the first of them. *shared* counts events whose number another one has.
    *start* and *end* are orders, each with the time it told; *reason* the same for why it ended. *starts* and *ends*
    count, *latest* is the last order, *spoke* says that somebody did. *others* counts unknown events by name, those
    that are too many under ``\0``. *recordings* are order, sid, call, status and seconds.
    """

    events: int = 0
    repeats: int = 0
    numbers: list[list[int]] = field(default_factory=list)
    distinct: int = 0
    lowest: int | None = None
    shared: int = 0
    room: _Mark | None = None
    start: _Mark | None = None
    starts: int = 0
    end: _Mark | None = None
    ends: int = 0
    reason: _Mark | None = None
    spoke: bool = False
    latest: str = ""
    others: dict[str, int] = field(default_factory=dict)
    recordings: list[_Mark] = field(default_factory=list)
    older: Older = field(default_factory=dict)

    def wanted(self, fact: Fact) -> tuple[str, str] | None:
        """Return which part of `older`, if it is stored, has to be there before *fact* is added."""
        if fact.number is None or not self.numbers or fact.number // _BLOCK >= self.numbers[-1][1] // _BLOCK:
            return None
        return "numbers", _place_of(fact.number)

    def add(self, fact: Fact) -> None:
        """Add one fact of this conference; each may be added only once, and what it `wanted` must be there."""
        self.events += 1
        order = fact.order
        self.latest = max(self.latest, order)
        if fact.number is not None:
            self._add_number(fact.number)
        self.room = _first(self.room, order, fact.room)
        match fact.happening:
            case "speech-start" | "speech-stop":
                self.spoke = True
            case "start":
                self.starts += 1
                self.start = _first(self.start, order, _known(fact.at))
            case "end":
                self.ends += 1
                self.end = _first(self.end, order, _known(fact.at))
                self.reason = _first(self.reason, order, fact.reason)
            case "other":
                self._add_other(fact.name[:_LONGEST_NAME])
            case "recording" if fact.recording:
                mark = [order, fact.recording[0], fact.call, *fact.recording[1:]]
                _keep(self.recordings, mark, self.older, "recording")

    def _add_other(self, name: str) -> None:
        others = self.others
        others[name] = others.get(name, 0) + 1
        if len(others) - (_REST in others) > _MOST_OTHERS:
            # The last by name goes, so that it is the same few that stay, whatever came first.
            last = max(name for name in others if name != _REST)
            others[_REST] = others.get(_REST, 0) + others.pop(last)

    def _add_number(self, number: int) -> None:
        ranges = self.numbers
        if ranges and number // _BLOCK != (highest := ranges[-1][1]) // _BLOCK:
            if number > highest:
                self.older["numbers", _place_of(highest)] = ranges
                ranges = self.numbers = []
            else:
                ranges = self.older.setdefault(("numbers", _place_of(number)), [])
        if not _add_to_ranges(ranges, number):
            self.shared += 1
            return
        self.distinct += 1
        if self.lowest is None or number < self.lowest:
            self.lowest = number

    @property
    def missing(self) -> int:
        """Return how many numbers are not there, up to the highest; whether they begin at 0 or 1 is unknown.

        Source: texml-verbs/conference, 2021 (from 1); OpenAPI of 2026-10 (from 0).
        """
        return self.numbers[-1][1] - self.distinct + (self.lowest == 0) if self.numbers else 0

    @property
    def has_older(self) -> bool:
        """Return whether more recordings may be stored apart."""
        return len(self.recordings) == _KEPT

    def all_recordings(self) -> list[_Mark]:
        """Return all recordings, if those that are stored apart are in `older`."""
        return _with_older(self.recordings, self.older, "recording")


def _known(at: int | None) -> int | str:
    """Return *at*, or a blank that is kept in its place where the time is unknown."""
    return "" if at is None else at


@dataclass(slots=True)
class ParticipantTally(_Stored):
    """The facts of one call in one conference, added up.

    *steps* are joins and leaves, sorted, the last of them only: order, whether it is a join, time or None, whether a
    callback told it.
    *speech*, *muted* and *held* are the last that was heard of each; the rest are the firsts.
    """

    first: str = ""
    steps: list[_Mark] = field(default_factory=list)
    speech: _Mark | None = None
    muted: _Mark | None = None
    held: _Mark | None = None
    label: _Mark | None = None
    from_: _Mark | None = None
    to: _Mark | None = None
    older: Older = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Add one fact of this call; each may be added only once."""
        order = fact.order
        self.first = min(self.first, order) if self.first else order
        self.label = _first(self.label, order, fact.label)
        self.from_ = _first(self.from_, order, fact.from_)
        self.to = _first(self.to, order, fact.to)
        self.muted = _last(self.muted, order, fact.is_muted)
        self.held = _last(self.held, order, fact.is_held)
        if fact.happening in ("join", "leave"):
            _keep(self.steps, [order, fact.happening == "join", fact.at, fact.is_callback], self.older, "step")
        elif fact.happening in ("speech-start", "speech-stop"):
            self.speech = _last(self.speech, order, fact.happening == "speech-start")

    @property
    def has_older(self) -> bool:
        """Return whether more steps may be stored apart."""
        return len(self.steps) == _KEPT

    def all_steps(self) -> list[_Mark]:
        """Return all steps, if those that are stored apart are in `older`."""
        return _with_older(self.steps, self.older, "step")
