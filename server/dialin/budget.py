"""How many wrong PINs are too many. Pure: counts in, verdict out.

A caller's number can be forged, so the limits that hold are those of the room and of the whole server. A room's limit
must not lock its own people out: a caller whom the room knows, by rooms.toml or because the number got in before, has a
budget of its own.
"""

from typing import NamedTuple

__all__ = ["LIMITS", "Failures", "pause_s", "refuses"]


class Failures(NamedTuple):
    """Wrong PINs: of one call, and of one day (UTC) those of one caller's number, of one room, and of all rooms.

    Those of callers whom a room knows count neither for the room nor for all.
    """

    call: int = 0
    caller: int = 0
    room: int = 0
    everywhere: int = 0


LIMITS = Failures(call=3, caller=10, room=100, everywhere=500)
"""With six digits and 100 tries a day a guesser hits with a chance of 1 in 10,000."""

_SLOW_FROM = LIMITS.room // 4
_SLOWEST_S = 8


def refuses(failures: Failures, *, is_known: bool) -> bool:
    """Return whether a further PIN would not be looked at, right or wrong."""
    if failures.call >= LIMITS.call or failures.caller >= LIMITS.caller:
        return True
    return not is_known and (failures.room >= LIMITS.room or failures.everywhere >= LIMITS.everywhere)


def pause_s(failures: Failures, *, is_known: bool) -> int:
    """Return how long to be silent before a PIN is asked for: guessing grows slow while it goes on."""
    if is_known or failures.room < _SLOW_FROM:
        return 0
    span = LIMITS.room - _SLOW_FROM
    return min(_SLOWEST_S, 1 + _SLOWEST_S * (failures.room - _SLOW_FROM) // span)
