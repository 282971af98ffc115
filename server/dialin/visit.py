"""What is known of a call so far: it travels in the URLs that the platform asks next, sealed, so any node can go on.

Nothing of a call is kept in a process. A seal holds for one call only: a URL that somebody copied into another call is
refused. No number, PIN or name is in it.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import blake2b
from typing import Literal, NamedTuple, get_args

from server.rooms.room import ROLES, RoleName

__all__ = ["Step", "Visit", "seal", "unseal"]

Step = Literal["start", "language", "code", "pin", "consent", "name", "lobby", "after", "menu", "over", "survey"]
"""What the request that carries the visit answers; each has a function in server/dialin/answers.py."""

_STEPS = get_args(Step)
_SEAL_BYTES = 16


class Visit(NamedTuple):
    """One call on its way into a room.

    *door* is the room that the URL itself led to. *room* is the key of the room, "" for a code that leads nowhere: that
    is told only together with the PIN. *tries* counts the wrong entries of this call, *silences* the questions in
    a row without an answer. *since* is when it first joined, in Unix seconds; *is_last* says that it was warned of the
    end of its time; *ends_room* that its leaving ends the conference. *saw_locked* is what the keypad menu said of the
    room, so that its key means the same however often.
    """

    step: Step = "start"
    door: str | None = None
    language: str | None = None
    room: str | None = None
    role: RoleName | None = None
    tries: int = 0
    silences: int = 0
    has_consented: bool = False
    has_named: bool = False
    is_admitted: bool = False
    is_muted: bool = False
    is_last: bool = False
    ends_room: bool = False
    saw_locked: bool = False
    since: int | None = None


_DEFAULTS = tuple(Visit()._asdict().items())
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode


def seal(visit: Visit, call: str, key: bytes) -> str:
    """Return *visit* of the call *call* as text for a URL, which `unseal` takes back only with the same *key*."""
    told = {name: value for value, (name, default) in zip(visit, _DEFAULTS, strict=True) if value != default}
    body = _encode(told).encode()
    return f"{_text(body)}.{_text(_mac(body, call, key))}"


def unseal(sealed: str, call: str, keys: tuple[bytes, ...]) -> Visit | None:
    """Return the visit in *sealed*, or None if none of *keys* sealed it for the call *call*."""
    body_text, _, seal_text = sealed.partition(".")
    try:
        body, mac = _bytes(body_text), _bytes(seal_text)
    except (NotBase64, ValueError):
        return None
    if not any(hmac.compare_digest(mac, _mac(body, call, key)) for key in keys):
        return None
    told = json.loads(body)
    # Sealed by a newer version in the middle of an upgrade: what this one does not know, it does not need.
    known = {name: told[name] for name, _ in _DEFAULTS if name in told}
    if known.get("step", "start") not in _STEPS or known.get("role") not in (None, *ROLES):
        return None
    return Visit(**known)


def _mac(body: bytes, call: str, key: bytes) -> bytes:
    return blake2b(b"\0".join((call.encode(), body)), key=key, digest_size=_SEAL_BYTES).digest()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
