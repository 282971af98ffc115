"""Ids in the platform's shapes, each from the seed, its kind and a number: the same seed gives the same ids."""

from base64 import urlsafe_b64encode
from hashlib import blake2b

__all__ = ["Identity"]


class Identity:
    """Makes ids. None repeats, and those of one kind do not depend on how many there are of another."""

    __slots__ = ("_counts", "_key")

    def __init__(self, seed: int) -> None:
        self._key = f"texml:{seed}".encode()
        self._counts: dict[str, int] = {}

    def _bytes(self, kind: str, size: int) -> bytes:
        number = self._counts.get(kind, 0) + 1
        self._counts[kind] = number
        return blake2b(f"{kind}:{number}".encode(), key=self._key, digest_size=size).digest()

    def call_sid(self) -> str:
        """Return a CallSid: ``v3:`` and base64url text (callback schemas, OpenAPI of 2026-10)."""
        return f"v3:{urlsafe_b64encode(self._bytes('call', 39)).decode()}"

    def uuid(self, kind: str) -> str:
        """Return a UUID of version 4 for something of that *kind*: an account, a conference, a recording, a session."""
        raw = bytearray(self._bytes(kind, 16))
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        text = raw.hex()
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def connection_id(self) -> str:
        """Return a ConnectionId: 19 decimal digits."""
        return str(10**18 + int.from_bytes(self._bytes("connection", 8)) % (9 * 10**18))
