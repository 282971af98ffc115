"""The listeners to the log: how many there may be, and that they all end when the process does.

A listener holds a thread of its process as long as it listens, and calls need threads; so their number is bounded.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Streams", "TooManyStreams"]


class TooManyStreams(Exception):
    """Say that as many listen as may."""


class Streams:
    """The places for listeners in one process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._count = 0
        self._ended = threading.Event()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place while the block runs.

        Raises: TooManyStreams if there is none, or all have been ended.
        """
        with self._lock:
            if self._count >= self._most or self._ended.is_set():
                raise TooManyStreams
            self._count += 1
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1

    @property
    def have_ended(self) -> bool:
        """Return whether every listener has to hang up."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until the listeners have to hang up; return whether they have to."""
        return self._ended.wait(seconds)

    def end(self) -> None:
        """Have every listener hang up, and admit no more."""
        self._ended.set()
