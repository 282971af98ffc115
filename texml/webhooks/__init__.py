"""Take what the platform sends as its own, or refuse it: keys and signatures."""

from texml.errors import InvalidKey, Refusal, Unauthentic, Untimely, WebhookError
from texml.webhooks.keys import PrivateKey, PublicKey, public_keys
from texml.webhooks.signatures import SIGNATURE_HEADER, TIMESTAMP_HEADER, TOLERANCE_S, Headers, Verified, sign, verify

__all__ = [
    "SIGNATURE_HEADER",
    "TIMESTAMP_HEADER",
    "TOLERANCE_S",
    "Headers",
    "InvalidKey",
    "PrivateKey",
    "PublicKey",
    "Refusal",
    "Unauthentic",
    "Untimely",
    "Verified",
    "WebhookError",
    "public_keys",
    "sign",
    "verify",
]
