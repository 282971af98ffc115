"""How the values of requests are written as text: in a form, in a query string, and some of them in JSON."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

__all__ = ["READERS", "read_timestamp", "text_of", "timestamp_text"]

_WHOLE = re.compile("[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
_FLAGS = {"true": True, "false": False}


def read_timestamp(text: str) -> datetime | None:
    """Return the moment that *text* names, in UTC, or None where it names none.

    Three shapes are read: that of the page of 2021 (date, space, time, any number of fraction digits, ``Z``), ISO
    8601 and RFC 2822. Digits beyond microseconds are cut.

    Source: texml-verbs/conference, 2021 (examples and prose), OpenAPI of 2026-10.
    """
    found = _ISO.fullmatch(text)
    try:
        if found:
            day, time, fraction, zone = found.groups(default="")
            offset = "+00:00" if zone == "Z" else zone
            return datetime.fromisoformat(f"{day}T{time}.{fraction[1:7]:0<6}{offset}").astimezone(UTC)
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def timestamp_text(moment: datetime) -> str:
    """Return *moment* as the newer requests write it: ISO 8601 in UTC, a fraction where there is one.

    A moment without a zone is taken for UTC.

    Source: OpenAPI of 2026-10.
    """
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    digits = "auto" if in_utc.microsecond % 1000 or not in_utc.microsecond else "milliseconds"
    return f"{in_utc.replace(tzinfo=None).isoformat(timespec=digits)}Z"


def _read_whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _read_decimal(text: str) -> float | None:
    if not _DECIMAL.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _read_flag(text: str) -> bool | None:
    return _FLAGS.get(text.lower())


READERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: _read_whole,
    float: _read_decimal,
    bool: _read_flag,
    datetime: read_timestamp,
}
"""By the type of a value, what reads it from text; None where the text is no such value."""


def text_of(value: object) -> str:
    """Return *value* as a form carries it: what `READERS` read as the same value."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return timestamp_text(value)
        case float():
            return repr(value).removesuffix(".0")
        case _:
            return str(value)
