"""Sign requests as the platform does, and tell the platform's from everybody else's.

The platform signs ``timestamp|body`` with Ed25519 and sends the signature and the timestamp as headers. Neither method
nor URL nor query is covered: take POST only, and bind the endpoint by a secret in its path.

Source: OpenAPI of 2026-10 and 2026-07 (headers), webhook-fundamentals, 2026-04 (scheme), telnyx-python 4.189
(tolerance); that form bodies are signed byte for byte as sent is documented, but not confirmed by a capture.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from texml.errors import InvalidKey, Unauthentic, Untimely
from texml.webhooks.keys import PrivateKey, PublicKey, from_base64, sodium

__all__ = ["SIGNATURE_HEADER", "TIMESTAMP_HEADER", "TOLERANCE_S", "Headers", "Verified", "sign", "verify"]

SIGNATURE_HEADER = "telnyx-signature-ed25519"
TIMESTAMP_HEADER = "telnyx-timestamp"
TOLERANCE_S = 300.0  # telnyx-python 4.189; both directions, 300 itself passes

_SIGNATURE_BYTES = 64  # RFC 8032, section 5.1.6
# int() would take signs, spaces, underscores, digits of other scripts and numbers without end.
_TIMESTAMP = re.compile("[0-9]{1,12}")


class Headers(Protocol):
    """The headers of a request, as every framework and httpx have them; a dict of lower-case or other names too."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return names and values; a header that came twice as two items, or as one, joined with a comma."""
        ...


class Verified(NamedTuple):
    """What is known of a request that the platform signed: when, in Unix seconds, and which of the keys says so."""

    timestamp: int
    key: PublicKey


def verify(
    raw: bytes,
    headers: Headers,
    keys: PublicKey | Iterable[PublicKey],
    *,
    now: float,
    tolerance_s: float = TOLERANCE_S,
) -> Verified:
    """Return when and by which of *keys* the body *raw* was signed.

    *raw* is the body byte for byte as it came, a form as well as JSON: read it before anything takes it apart. Names
    of *headers* may have any case. *now* is the time in Unix seconds, *tolerance_s* how far from it the signature's
    may be, to either side, inclusive. A replay within the tolerance passes: tell it by the event's own ids.

    Raises: Unauthentic, whose *kind* says why; Untimely, a kind of it, only where the signature fits; InvalidKey if
    there is no key.
    """
    timestamp = _only(headers, TIMESTAMP_HEADER)
    if not _TIMESTAMP.fullmatch(timestamp):
        raise Unauthentic(
            "malformed-timestamp",
            f"{TIMESTAMP_HEADER} is {_shown(timestamp)}; allowed: Unix seconds, 1 to 12 digits",
            header=TIMESTAMP_HEADER,
        )
    signature = _signature(_only(headers, SIGNATURE_HEADER))
    key = _signer(signature + timestamp.encode() + b"|" + raw, (keys,) if isinstance(keys, PublicKey) else keys)
    age_s = now - int(timestamp)
    # Written so that a time that is no number is refused.
    if not abs(age_s) <= tolerance_s:
        raise Untimely(
            "stale" if age_s > 0 else "future",
            f"signed {abs(age_s):.0f} s {'ago' if age_s > 0 else 'in the future'}; allowed: {tolerance_s:.0f} s; "
            "a replay, or the clock of this machine is wrong",
            header=TIMESTAMP_HEADER,
            timestamp=int(timestamp),
            age_s=age_s,
        )
    return Verified(int(timestamp), key)


def _only(headers: Headers, wanted: str) -> str:
    """Return the value of the header *wanted*, which may be there once only."""
    values = [value for name, value in headers.items() if name.lower() == wanted]
    if not values:
        raise Unauthentic("missing-header", f"the header {wanted} is missing", header=wanted)
    # Neither value can hold a comma of its own: one means that a server joined two.
    if len(values) > 1 or "," in values[0]:
        raise Unauthentic("repeated-header", f"the header {wanted} came more than once", header=wanted)
    return values[0]


def _signature(text: str) -> bytes:
    signature = from_base64(text)
    if signature is None:
        raise Unauthentic(
            "signature-not-base64", f"{SIGNATURE_HEADER} is {_shown(text)}, not Base64", header=SIGNATURE_HEADER
        )
    if len(signature) != _SIGNATURE_BYTES:
        raise Unauthentic(
            "signature-length",
            f"{SIGNATURE_HEADER} is of {len(signature)} bytes; allowed: {_SIGNATURE_BYTES}",
            header=SIGNATURE_HEADER,
        )
    return signature


def _signer(signed: bytes, keys: Iterable[PublicKey]) -> PublicKey:
    """Return the key under which *signed*, signature before message, holds."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415  # as late as the bindings

    candidates = tuple(keys)
    for key in candidates:
        try:
            sodium().crypto_sign_open(signed, key.raw)
        except CryptoError:
            continue
        return key
    if not candidates:
        raise InvalidKey("there is no public key to verify with; copy the account's from the platform's portal")
    tried = len(candidates)
    raise Unauthentic(
        "wrong-signature",
        f"the signature fits none of {tried} keys" if tried > 1 else "the signature does not fit the key",
    )


def _shown(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")


def sign(raw: bytes, private_key: PrivateKey, *, timestamp: int) -> dict[str, str]:
    """Return the two headers that the platform would send with the body *raw* at *timestamp*, in Unix seconds.

    Raises: ValueError if no header can carry the timestamp: it is negative or longer than 12 digits.
    """
    text = str(timestamp)
    if not _TIMESTAMP.fullmatch(text):
        raise ValueError(f"timestamp {timestamp!r} is none that a header can carry; allowed: 0 to 999999999999")
    signed = sodium().crypto_sign(text.encode() + b"|" + raw, _secret(private_key.seed))
    return {TIMESTAMP_HEADER: text, SIGNATURE_HEADER: b64encode(signed[:_SIGNATURE_BYTES]).decode()}


@lru_cache(16)
def _secret(seed: bytes) -> bytes:
    """Return what libsodium signs with; making it takes as long as signing."""
    secret: bytes = sodium().crypto_sign_seed_keypair(seed)[1]
    return secret
