"""Timers: what is to be done at which time, oldest first; ties keep the order in which they were set."""

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any

__all__ = ["Timer", "Timers"]


class Timer:
    """One thing to be done at a time; cancel it with `Timers.cancel`."""

    __slots__ = ("arguments", "at", "order", "run")

    def __init__(self, at: float, order: int, run: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        self.at = at
        self.order = order
        self.run: Callable[..., None] | None = run
        self.arguments = arguments


class Timers:
    """A heap of timers. Cancelled ones stay in it until their time comes or they are the larger part of it."""

    __slots__ = ("_dead", "_heap", "turn")

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Timer]] = []
        self._dead = 0
        self.turn: Callable[[], int] = count(1).__next__
        """Return the place among timers for one moment, from 1, of one that is set now."""

    def set(self, at: float, run: Callable[..., None], *arguments: Any) -> Timer:
        """Return a timer that calls *run* with *arguments* at the time *at*."""
        return self.put(at, self.turn(), run, *arguments)

    def put(self, at: float, order: int, run: Callable[..., None], *arguments: Any) -> Timer:
        """Return a timer whose turn was decided before."""
        timer = Timer(at, order, run, arguments)
        heappush(self._heap, (at, order, timer))
        return timer

    def cancel(self, timer: Timer | None) -> None:
        """Let a timer never run; None and one that ran or was cancelled are left alone."""
        if timer is None or timer.run is None:
            return
        timer.run = None
        timer.arguments = ()
        self._dead += 1
        if self._dead > 1024 and self._dead * 2 > len(self._heap):
            self._heap = [entry for entry in self._heap if entry[2].run is not None]
            heapify(self._heap)
            self._dead = 0

    def next_at(self) -> float | None:
        """Return when the next timer is due, or None without one."""
        heap = self._heap
        while heap and heap[0][2].run is None:
            heappop(heap)
            self._dead -= 1
        return heap[0][0] if heap else None

    def pop(self) -> Timer:
        """Return the timer that is due next, which `next_at` told of, and take it out."""
        return heappop(self._heap)[2]

    def __len__(self) -> int:
        return len(self._heap) - self._dead
