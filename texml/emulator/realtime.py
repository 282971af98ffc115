"""Tie a world to the clock on the wall, so that a person can take part, or an application be put under load."""

from collections.abc import Callable

from texml.emulator.driver import Driver

__all__ = ["RealTime"]

_LONGEST_WAIT_S = 0.05  # so that what comes from elsewhere, such as a keyboard, is looked at


class RealTime:
    """Drives *driver* so that its time goes *speed* times as fast as *monotonic*, in seconds.

    The driver needs a pool: a slow answer must not stop the clock for everybody else.
    """

    def __init__(self, driver: Driver, *, monotonic: Callable[[], float], speed: float = 1.0) -> None:
        self._driver = driver
        self._monotonic = monotonic
        self._speed = speed
        self._began = monotonic() - driver.now / speed
        self.lag_s = 0.0
        """By how much the emulator itself was late at worst, in seconds on the wall: its own limit, if it grows."""

    def turn(self) -> None:
        """Do what is due, then wait for what is next: an answer, a time, or a moment to look around."""
        driver = self._driver
        now = (self._monotonic() - self._began) * self._speed
        due = driver.next_deadline()
        if due is not None and due < now:
            self.lag_s = max(self.lag_s, (now - due) / self._speed)
        driver.advance(max(now, driver.now))
        due = driver.next_deadline()
        left_s = _LONGEST_WAIT_S if due is None else (due - now) / self._speed
        driver.collect(min(left_s, _LONGEST_WAIT_S))
