"""What workers tell each other: how many connections each of them has."""

import mmap
import struct

__all__ = ["Board"]

_STALE_S = 0.5  # a worker that has said nothing for so long takes no connections either, so nobody waits for it

_ENTRY = struct.Struct("=?xxxid")  # whether the place is taken, connections, and when that was said


class Board:
    """How many connections each worker has, in memory that processes forked from this one share.

    There are *places* of them. One worker writes each place, so nothing is locked.
    """

    def __init__(self, places: int) -> None:
        self._memory = mmap.mmap(-1, max(1, places) * _ENTRY.size)
        self._places = range(places)

    def take(self) -> int | None:
        """Return a place for a worker that is about to be forked, None where all are taken; give it back later."""
        for place in self._places:
            if not self._read(place)[0]:
                self.write(place, 0, now=0.0)
                return place
        return None

    def give_back(self, place: int) -> None:
        """Let another worker have *place*: the one that had it has ended."""
        _ENTRY.pack_into(self._memory, place * _ENTRY.size, False, 0, 0.0)

    def write(self, place: int, connections: int, *, now: float) -> None:
        """Say how many connections the worker at *place* has; *now* is in seconds on the monotonic clock."""
        _ENTRY.pack_into(self._memory, place * _ENTRY.size, True, connections, now)

    def fewest_elsewhere(self, place: int, *, now: float) -> int | None:
        """Return how many the worker with the fewest has, but for *place* and who fell silent; None: nobody."""
        others = (self._read(other) for other in self._places if other != place)
        return min((count for taken, count, said in others if taken and now - said < _STALE_S), default=None)

    def _read(self, place: int) -> tuple[bool, int, float]:
        entry: tuple[bool, int, float] = _ENTRY.unpack_from(self._memory, place * _ENTRY.size)
        return entry
