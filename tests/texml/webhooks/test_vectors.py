"""The published vectors of signatures: ours and another library say of each what is published."""

import json
from base64 import b64decode
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from texml.errors import InvalidKey, Refusal, Unauthentic
from texml.webhooks import SIGNATURE_HEADER, TIMESTAMP_HEADER, PrivateKey, PublicKey, sign, verify

PUBLISHED = json.loads((Path(__file__).parents[3] / "docs/reference/signature-vectors.json").read_text())
VECTORS = [pytest.param(vector, id=vector["name"]) for vector in PUBLISHED["vectors"]]
ACCEPTED = [item for item in VECTORS if item.values[0]["verdict"] == "accepted"]
LAX = {"A9 signature twice", "A10 rubbish before the signature", "A10 line end behind the signature"}
SEEDS = {key["public_key"]: bytes.fromhex(key["seed_hex"]) for key in PUBLISHED["keys"]}


def body(vector: dict[str, Any]) -> bytes:
    return b64decode(vector["body_base64"]) if "body_base64" in vector else vector["body"].encode()


def verdict(vector: dict[str, Any]) -> str:
    try:
        verify(body(vector), vector["headers"], PublicKey(vector["key"]), now=vector["now"])
    except Unauthentic as err:
        return err.kind
    return "accepted"


@pytest.mark.parametrize("vector", VECTORS)
def test_verdict_is_the_published_one(vector: dict[str, Any]) -> None:
    assert vector["verdict"] == verdict(vector)


@pytest.mark.parametrize("vector", ACCEPTED)
def test_accepted_signature_is_that_of_another_library(vector: dict[str, Any]) -> None:
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    signed = headers[TIMESTAMP_HEADER].encode() + b"|" + body(vector)

    Ed25519PublicKey.from_public_bytes(b64decode(vector["key"])).verify(b64decode(headers[SIGNATURE_HEADER]), signed)


@pytest.mark.parametrize("vector", ACCEPTED)
def test_accepted_signature_is_what_we_sign(vector: dict[str, Any]) -> None:
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    private = PrivateKey(SEEDS[vector["key"]])

    assert headers == sign(body(vector), private, timestamp=int(headers[TIMESTAMP_HEADER]))


@pytest.mark.parametrize("vector", [item for item in VECTORS if item.values[0]["verdict"] == "wrong-signature"])
def test_wrong_signature_is_wrong_to_another_library(vector: dict[str, Any]) -> None:
    signed = vector["headers"][TIMESTAMP_HEADER].encode() + b"|" + body(vector)
    key = Ed25519PublicKey.from_public_bytes(b64decode(vector["key"]))

    with pytest.raises(InvalidSignature):
        key.verify(b64decode(vector["headers"][SIGNATURE_HEADER]), signed)


@pytest.mark.parametrize("vector", VECTORS)
def test_platforms_own_package_takes_all_that_we_take_and_more(
    vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = pytest.importorskip("telnyx.lib.webhook_verification")
    monkeypatch.setattr(theirs, "time", SimpleNamespace(time=lambda: vector["now"]))
    try:
        theirs.verify_webhook_signature(body(vector), vector["headers"], vector["key"])
    except (theirs.WebhookVerificationError, UnicodeDecodeError):
        is_taken = False
    else:
        is_taken = True

    # It reads the body as text, where it even fails by another error, and Base64 with rubbish around it.
    expected = "body_base64" not in vector if vector["verdict"] == "accepted" else vector["name"] in LAX
    assert expected == is_taken


@pytest.mark.parametrize("key", PUBLISHED["refused_keys"], ids=lambda key: key["name"])
def test_refused_key_is_refused(key: dict[str, str]) -> None:
    with pytest.raises(InvalidKey):
        PublicKey(key["key"])


def test_every_refusal_and_a_form_are_published() -> None:
    verdicts = {item.values[0]["verdict"] for item in VECTORS}

    assert {"accepted", *get_args(Refusal)} == verdicts
    assert any(vector.get("body", "").startswith("AccountSid=") for item in ACCEPTED for vector in item.values)


def test_seeds_make_the_published_keys() -> None:
    for public, seed in SEEDS.items():
        assert b64decode(public) == Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
