"""The keys of signatures: Ed25519, 32 bytes, written in Base64 as the platform's portal shows them."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from texml.errors import InvalidKey

__all__ = ["PrivateKey", "PublicKey", "from_base64", "public_keys", "sodium"]

_KEY_BYTES = 32  # RFC 8032, section 5.1.5


@cache
def sodium() -> ModuleType:
    """Return PyNaCl's bindings, loaded when the first key is read: who only reads webhooks does without.

    Raises: ModuleNotFoundError, which says what to install.
    """
    try:
        from nacl import bindings  # noqa: PLC0415
    except ModuleNotFoundError as err:
        raise ModuleNotFoundError(
            "signatures need PyNaCl, which is not installed; run: pip install 'texml[webhooks]'", name=err.name
        ) from err
    return bindings


def from_base64(text: str) -> bytes | None:
    """Return the bytes that *text* stands for, or None unless it is the one Base64 spelling of them.

    Python's decoder, also when it validates, lets bits beyond the last byte and superfluous padding pass.
    """
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if b64encode(raw).decode() == text else None


@dataclass(frozen=True, slots=True, init=False, repr=False)
class PublicKey:
    """A key that signatures are verified with: the account's, from the platform's portal."""

    raw: bytes

    def __init__(self, text: str) -> None:
        """Read *text*, the key in Base64; white space around it is overlooked.

        Raises: InvalidKey if it is not the Base64 of 32 bytes, or they are no point that a key pair can have: the zero
        key and its small-order relatives, under which a signature of anything can be forged.
        """
        raw = from_base64(text.strip())
        if not raw:
            raise InvalidKey(_explain(text.strip()))
        if len(raw) != _KEY_BYTES:
            raise InvalidKey(f"the public key is of {len(raw)} bytes; allowed: {_KEY_BYTES} bytes in Base64")
        if not sodium().crypto_core_ed25519_is_valid_point(raw):
            raise InvalidKey(
                f"the public key {text.strip()!r} is no key of any pair: anybody could forge signatures under it; "
                "copy it anew from the platform's portal"
            )
        object.__setattr__(self, "raw", raw)

    @property
    def text(self) -> str:
        """Return the key in Base64."""
        return b64encode(self.raw).decode()

    def __repr__(self) -> str:
        return f"PublicKey({self.text!r})"


def _explain(found: str) -> str:
    if not found:
        return "the public key is empty; allowed: 32 bytes in Base64"
    shown = repr(found if len(found) <= 80 else f"{found[:77]}...")
    if "BEGIN" in found:
        return f"the public key {shown} is PEM; allowed: 32 bytes in Base64, as the platform's portal shows it"
    return f"the public key {shown} is not Base64; allowed: 32 bytes in Base64, as the platform's portal shows it"


def public_keys(text: str) -> tuple[PublicKey, ...]:
    """Return the keys in *text*, parted by commas: while a key is replaced, the old and the new one are listed.

    Raises: InvalidKey if there is none, or one of them cannot be used; it says which.
    """
    keys = []
    words = text.split(",")
    for place, word in enumerate(words, 1):
        try:
            keys.append(PublicKey(word))
        except InvalidKey as err:
            if len(words) == 1:
                raise
            raise InvalidKey(f"key {place} of {len(words)}: {err}") from err
    return tuple(dict.fromkeys(keys))


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """A key that signs as the platform does: of an emulator, or of a test. It never shows itself.

    *seed* is 32 bytes; whoever knows them can sign, so take them from a source of randomness, except in tests.

    Raises: InvalidKey if they are not 32 bytes.
    """

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != _KEY_BYTES:
            raise InvalidKey(f"the seed of the private key is of {len(self.seed)} bytes; allowed: {_KEY_BYTES}")

    @property
    def public(self) -> PublicKey:
        """Return the key that verifies what this one signs."""
        public, _ = sodium().crypto_sign_seed_keypair(self.seed)
        return PublicKey(b64encode(public).decode())

    def __repr__(self) -> str:
        return "PrivateKey(...)"
