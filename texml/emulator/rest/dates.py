"""Filters by a day: ``2026-11-26``, or with an inequality before it, such as ``>=2026-11-26``."""

from datetime import date, datetime

from texml.emulator.rest.problems import Refused, wrong_value

__all__ = ["is_on"]

_OPERATORS = (">=", "<=", ">", "<")


def is_on(moment: datetime | None, wanted: str | None, field: str, operator: str = "") -> bool:
    """Return whether *moment* is of the day that *wanted* says, or on the side of it that *operator* says.

    None wants nothing; what has not happened is on no day. A time after the day is left aside. Source: the list
    operations, OpenAPI of 2026-07-16, give ``YYYY-MM-DD`` and inequalities; UTC is assumed.

    Raises: Refused where *wanted* is no day.
    """
    if wanted is None:
        return True
    sign = next((sign for sign in _OPERATORS if wanted.startswith(sign)), "")
    try:
        day = date.fromisoformat(wanted.removeprefix(sign).strip()[:10])
    except ValueError:
        raise Refused(wrong_value(field, "a day as YYYY-MM-DD")) from None
    if moment is None:
        return False
    return _holds(moment.date(), sign or operator, day)


def _holds(found: date, sign: str, day: date) -> bool:
    match sign:
        case ">=":
            return found >= day
        case "<=":
            return found <= day
        case ">":
            return found > day
        case "<":
            return found < day
        case _:
            return found == day
