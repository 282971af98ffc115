"""PINs: kept as hashes, compared in a time that tells nothing. Pure.

A PIN of six digits is guessed from its hash in minutes whatever the hash, so the hash protects from a glance at the
file, and the count of failures (server/dialin/budget.py) from callers who guess.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from hashlib import scrypt
from typing import NamedTuple, TypeVar

__all__ = ["DIGITS", "Pin", "hash_pin", "is_plain", "match", "read_pin"]

DIGITS = range(4, 13)
"""How many digits a PIN may have; fewer than six are guessed within a day's budget once in a hundred."""

_T = TypeVar("_T")
_SCHEME = "scrypt"
# About 10 ms and 4 MiB for each try of a call; a server has many calls at once.
_COST, _BLOCK, _LENGTH = 4096, 8, 16


class Pin(NamedTuple):
    """A PIN as it is kept: the hash of its digits under a *salt*."""

    salt: bytes
    digest: bytes

    def __str__(self) -> str:
        return "$".join((_SCHEME, b64encode(self.salt).decode(), b64encode(self.digest).decode()))


def hash_pin(digits: str, salt: bytes) -> Pin:
    """Return what is kept of a PIN; give all PINs of a room one *salt*, so that a try is hashed once."""
    return Pin(salt, scrypt(digits.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, dklen=_LENGTH))


def is_plain(text: str) -> bool:
    """Return whether *text* is a PIN in plain digits."""
    return text.isascii() and text.isdigit()


def read_pin(text: str, salt: bytes) -> Pin:
    """Return the PIN that rooms.toml says: plain digits, hashed with *salt*, or the text of a `Pin`.

    Raises: ValueError if it is neither; the message does not repeat the text.
    """
    if is_plain(text):
        if len(text) not in DIGITS:
            raise ValueError(f"it has {len(text)} digits")
        return hash_pin(text, salt)
    scheme, *parts = text.split("$")
    if scheme != _SCHEME or len(parts) != 2:
        raise ValueError("it is neither digits nor a hash")
    try:
        pin = Pin(*(b64decode(part, validate=True) for part in parts))
    except NotBase64 as err:
        raise ValueError("the hash is damaged") from err
    if not pin.salt or len(pin.digest) != _LENGTH:
        raise ValueError("the hash is damaged")
    return pin


# What is hashed where there is no room, so that a wrong room takes as long as a wrong PIN.
_NOBODY = b"nobody"


def match(digits: str, pins: Iterable[tuple[Pin, _T]]) -> _T | None:
    """Return what the first of *pins* with these *digits* opens, or None; the time does not tell which it was."""
    known = list(pins)
    salts = {pin.salt for pin, _ in known} or {_NOBODY}
    hashed = {salt: hash_pin(digits, salt).digest for salt in salts}
    opened = [value for pin, value in known if hmac.compare_digest(hashed[pin.salt], pin.digest)]
    return opened[0] if opened else None
