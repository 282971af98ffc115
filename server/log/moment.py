"""Moments as the tables store them and as JSON shows them. Pure."""

from datetime import UTC, datetime, timedelta

__all__ = ["from_microseconds", "microseconds", "moment_text"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Return *moment* in microseconds since 1970, UTC."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def from_microseconds(microseconds: int) -> datetime:
    """Return the moment that `microseconds` made this of."""
    return _EPOCH + timedelta(microseconds=microseconds)


def moment_text(moment: datetime | None) -> str | None:
    """Return *moment* in ISO 8601, UTC, with microseconds and ``Z``."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
