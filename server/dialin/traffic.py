"""How many calls are too many. Pure: counts in, verdict out.

A caller's number can be forged, so what holds against a flood is the limit of the number that is dialed. Both count the
calls that were let through within a minute: who is refused does not keep the others out for longer.
"""

from typing import NamedTuple

from server.rooms.room import Limits

__all__ = ["WINDOW_S", "Traffic", "is_too_much"]

WINDOW_S = 60


class Traffic(NamedTuple):
    """Calls that were let through within the window: those of one caller's number, and those to the number dialed.

    *is_counted* says that this call is among those already; the others do not contain it.
    """

    caller: int = 0
    number: int = 0
    is_counted: bool = False


def is_too_much(limits: Limits, traffic: Traffic) -> bool:
    """Return whether one more call is too many; one that was let through before is never."""
    if traffic.is_counted:
        return False
    of_caller = limits.calls_per_caller is not None and traffic.caller >= limits.calls_per_caller
    return of_caller or (limits.calls_per_number is not None and traffic.number >= limits.calls_per_number)
