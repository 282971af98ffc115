"""What workers tell each other: how many connections each of them has."""

import mmap
import os
import struct
from contextlib import suppress
from typing import NamedTuple

__all__ = ["Board"]

_STALE_S = 0.5  # a worker that has said nothing for so long takes no connections either, so nobody waits for it

_LEAD = 2  # so many connections may a worker be ahead; with 1, of two workers always one would stand aside


class _Entry(NamedTuple):
    is_taken: bool
    is_aside: bool
    connections: int
    said_at: float


_ENTRY = struct.Struct("=??xxid")


class Board:
    """How many connections each worker has, in memory that processes forked from this one share.

    There are *places* of them, each with a bell. One worker writes each place, so nothing is locked.
    """

    def __init__(self, places: int) -> None:
        self._memory = mmap.mmap(-1, max(1, places) * _ENTRY.size)
        self._places = range(places)
        self._bells = [os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC) for _ in self._places]

    def close(self) -> None:
        """Give back what the kernel holds for it."""
        for bell in self._bells:
            os.close(bell)
        self._memory.close()

    def take(self) -> int | None:
        """Return a place for a worker that is about to be forked, None where all are taken; give it back later."""
        for place in self._places:
            if not self._read(place).is_taken:
                self._write(place, _Entry(is_taken=True, is_aside=False, connections=0, said_at=0.0))
                return place
        return None

    def give_back(self, place: int) -> None:
        """Let another worker have *place*: the one that had it has ended."""
        self._write(place, _Entry(is_taken=False, is_aside=False, connections=0, said_at=0.0))

    def bell(self, place: int) -> int:
        """Return the file descriptor that is readable while somebody rings for the worker at *place*."""
        return self._bells[place]

    def answer(self, place: int) -> None:
        """Silence the bell of *place*."""
        with suppress(BlockingIOError):
            os.eventfd_read(self._bells[place])

    def tell(self, place: int, connections: int, *, now: float) -> int | None:
        """Say how many connections the worker at *place* has; return how many it may have, None: as many as come.

        *now* is in seconds on the monotonic clock. Who stood aside and is no longer ahead hears its bell: without that,
        of many connections that come at once only a few would be taken in each beat of the workers.
        """
        most = self._most(place, now)
        is_aside = most is not None and connections >= most
        self._write(place, _Entry(is_taken=True, is_aside=is_aside, connections=connections, said_at=now))
        for other in self._places:
            entry = self._read(other)
            if entry.is_taken and entry.is_aside and other != place:
                its_most = self._most(other, now)
                if its_most is None or entry.connections < its_most:
                    os.eventfd_write(self._bells[other], 1)
        return most

    def _most(self, place: int, now: float) -> int | None:
        """Return how many the worker at *place* may have beside all others but who fell silent."""
        others = [self._read(other) for other in self._places if other != place]
        counts = [entry.connections for entry in others if entry.is_taken and now - entry.said_at < _STALE_S]
        return min(counts) + _LEAD if counts else None

    def _read(self, place: int) -> _Entry:
        return _Entry(*_ENTRY.unpack_from(self._memory, place * _ENTRY.size))

    def _write(self, place: int, entry: _Entry) -> None:
        _ENTRY.pack_into(self._memory, place * _ENTRY.size, *entry)
