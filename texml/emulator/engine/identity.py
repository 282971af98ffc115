"""Ids in the platform's shapes, each from the seed, its kind and a number: the same seed gives the same ids."""

from binascii import b2a_base64
from collections.abc import Callable
from hashlib import blake2b
from itertools import count

__all__ = ["Identity"]

_URL_SAFE = bytes.maketrans(b"+/", b"-_")
# The two upper bits of this digit are 10 in a UUID of version 4 (RFC 9562).
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


class Identity:
    """Makes ids. None repeats, and those of one kind do not depend on how many there are of another."""

    __slots__ = ("_key", "_kinds")

    def __init__(self, seed: int) -> None:
        self._key = f"texml:{seed}".encode()
        self._kinds: dict[str, tuple[blake2b, Callable[[], int]]] = {}

    def _next(self, kind: str, size: int) -> blake2b:
        """Return the digest of the next of its kind; what all of a kind have in common is digested once."""
        found = self._kinds.get(kind)
        if found is None:
            common = blake2b(f"{kind}:".encode(), key=self._key, digest_size=size)
            found = self._kinds[kind] = common, count(1).__next__
        digest = found[0].copy()
        digest.update(b"%d" % found[1]())
        return digest

    def call_sid(self) -> str:
        """Return a CallSid: ``v3:`` and base64url text (callback schemas, OpenAPI of 2026-10)."""
        text = b2a_base64(self._next("call", 39).digest(), newline=False)
        return f"v3:{text.translate(_URL_SAFE).decode()}"

    def uuid(self, kind: str) -> str:
        """Return a UUID of version 4 for something of that *kind*: an account, a conference, a recording, a session."""
        text = self._next(kind, 16).hexdigest()
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:]}"

    def connection_id(self) -> str:
        """Return a ConnectionId: 19 decimal digits."""
        return str(10**18 + int.from_bytes(self._next("connection", 8).digest()) % (9 * 10**18))
