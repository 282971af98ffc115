"""A chain of digests over the deliveries, so that one that was lost, changed or slipped in is noticed. Pure.

Every writer has a chain of its own for each day (UTC, by when its deliveries were received), so that writers do not
wait for each other. A chain's head is a digest over all its deliveries in the order of their ids, stored beside their
number. Purging takes whole days, and leaves the heads.
"""

from collections.abc import Iterable
from hashlib import sha256

__all__ = ["NO_LINK", "day_of", "link"]

NO_LINK = bytes(32)
"""The head of a chain that holds nothing."""

_DAY_US = 24 * 60 * 60 * 1_000_000


def day_of(received_at: int) -> int:
    """Return the day of a moment given in microseconds since 1970: days since 1970, UTC."""
    return received_at // _DAY_US


def link(head: bytes, deliveries: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the head after *deliveries*: of each, when it was received (microseconds) and the digest of its bytes."""
    for received_at, digest in deliveries:
        head = sha256(b"%b%d:%b" % (head, received_at, digest)).digest()
    return head
