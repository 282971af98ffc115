"""Signatures: what the platform signs passes, and each way of not being it is refused by name."""

import hashlib
import itertools
import math
import os
import random
from base64 import b64decode, b64encode
from collections.abc import Iterator
from types import SimpleNamespace
from typing import get_args

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.utils.datastructures import CaseInsensitiveMapping as DjangoHeaders
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from starlette.datastructures import Headers as StarletteHeaders
from werkzeug.datastructures import Headers as WerkzeugHeaders

from texml.errors import InvalidKey, Refusal, Unauthentic, Untimely
from texml.webhooks import (
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    TOLERANCE_S,
    PrivateKey,
    PublicKey,
    Verified,
    sign,
    verify,
)

PRIVATE = PrivateKey(bytes(range(32)))
KEY = PRIVATE.public
OTHER = PrivateKey(bytes(32))
NOW = 1_795_165_200
BODY = b"AccountSid=a&CallSid=v3%3Ac&From=%2B13125550111&StatusCallbackEvent=participant-join"
HEADERS = sign(BODY, PRIVATE, timestamp=NOW)
SIGNATURE = b64decode(HEADERS[SIGNATURE_HEADER])

ORDER = 2**252 + 27742317777372353535851937790883648493  # of the curve's base point, RFC 8032, section 5.1


def with_(**changed: str) -> dict[str, str]:
    """Return the right headers, but for those that are given, by the first word behind their prefix."""
    return HEADERS | {
        f"telnyx-{name}".replace("signature", SIGNATURE_HEADER[7:]): value for name, value in changed.items()
    }


def raised(s: bytes) -> bytes:
    """Return the signature whose second half is greater by the curve's order: as good by a lax reading."""
    return s[:32] + (int.from_bytes(s[32:], "little") + ORDER).to_bytes(32, "little")


def text(signature: bytes) -> str:
    return b64encode(signature).decode()


# number in the table of refusals, body, headers, kind
REFUSED = {
    "A1 no headers": (BODY, {}, "missing-header"),
    "A1 no signature": (BODY, {TIMESTAMP_HEADER: str(NOW)}, "missing-header"),
    "A1 no timestamp": (BODY, {SIGNATURE_HEADER: text(SIGNATURE)}, "missing-header"),
    "A1 the scheme of version 1": (BODY, {"X-Telnyx-Signature": f"t={NOW},h=abc"}, "missing-header"),
    "A2 bit of the body": (bytes([BODY[0] ^ 1]) + BODY[1:], HEADERS, "wrong-signature"),
    "A2 body with one byte more": (BODY + b"\n", HEADERS, "wrong-signature"),
    "A2 body cut": (BODY[:-1], HEADERS, "wrong-signature"),
    "A2 no body": (b"", HEADERS, "wrong-signature"),
    "A2 other timestamp": (BODY, with_(timestamp=str(NOW + 1)), "wrong-signature"),
    "A2 timestamp with a leading zero": (BODY, with_(timestamp=f"0{NOW}"), "wrong-signature"),
    "A3 other key": (BODY, sign(BODY, OTHER, timestamp=NOW), "wrong-signature"),
    "A5 301 s ago": (BODY, sign(BODY, PRIVATE, timestamp=NOW - 301), "stale"),
    "A5 301 s ahead": (BODY, sign(BODY, PRIVATE, timestamp=NOW + 301), "future"),
    "A5 in the year 33658": (BODY, sign(BODY, PRIVATE, timestamp=999_999_999_999), "future"),
    "A5 1970": (BODY, sign(BODY, PRIVATE, timestamp=0), "stale"),
    "A7 query instead of a body": (b"CallSid=forged", sign(b"", PRIVATE, timestamp=NOW), "wrong-signature"),
    "A9 signatures joined": (BODY, with_(signature=f"{text(SIGNATURE)}, {text(SIGNATURE)}"), "repeated-header"),
    "A9 timestamps joined": (BODY, with_(timestamp=f"{NOW},{NOW}"), "repeated-header"),
    "A9 underscores": (BODY, {name.replace("-", "_"): value for name, value in HEADERS.items()}, "missing-header"),
    "A10 line end": (BODY, with_(signature=text(SIGNATURE) + "\n"), "signature-not-base64"),
    "A10 line end inside": (BODY, with_(signature=text(SIGNATURE).replace("L", "L\n", 1)), "signature-not-base64"),
    "A10 rubbish before": (BODY, with_(signature="!!" + text(SIGNATURE)), "signature-not-base64"),
    "A10 rubbish behind": (BODY, with_(signature=text(SIGNATURE) + "!"), "signature-not-base64"),
    "A10 space before": (BODY, with_(signature=" " + text(SIGNATURE)), "signature-not-base64"),
    "A10 no padding": (BODY, with_(signature=text(SIGNATURE).rstrip("=")), "signature-not-base64"),
    "A10 padding too long": (BODY, with_(signature=text(SIGNATURE) + "=="), "signature-not-base64"),
    "A10 alphabet of URLs": (BODY, with_(signature=f"-_{text(SIGNATURE)[2:]}"), "signature-not-base64"),
    "A10 bits behind the last byte": (BODY, with_(signature=text(bytes(64))[:-3] + "B=="), "signature-not-base64"),
    "A10 letters of another script": (BODY, with_(signature="\uff21" * 88), "signature-not-base64"),
    "A10 hexadecimal": (BODY, with_(signature=SIGNATURE.hex()), "signature-length"),
    "A11 plus": (BODY, with_(timestamp=f"+{NOW}"), "malformed-timestamp"),
    "A11 minus": (BODY, with_(timestamp="-1"), "malformed-timestamp"),
    "A11 spaces": (BODY, with_(timestamp=f" {NOW} "), "malformed-timestamp"),
    "A11 line end": (BODY, with_(timestamp=f"{NOW}\n"), "malformed-timestamp"),
    "A11 underscore": (BODY, with_(timestamp="1_795_165_200"), "malformed-timestamp"),
    "A11 digits of Arabic": (BODY, with_(timestamp="\u0661\u0667\u0669\u0665"), "malformed-timestamp"),
    "A11 superscript": (BODY, with_(timestamp="\u00b2"), "malformed-timestamp"),
    "A11 fraction": (BODY, with_(timestamp=f"{NOW}.0"), "malformed-timestamp"),
    "A11 exponent": (BODY, with_(timestamp="1e9"), "malformed-timestamp"),
    "A11 hexadecimal": (BODY, with_(timestamp="0x1"), "malformed-timestamp"),
    "A11 empty": (BODY, with_(timestamp=""), "malformed-timestamp"),
    "A11 13 digits": (BODY, with_(timestamp="1" * 13), "malformed-timestamp"),
    "A11 400 nines": (BODY, with_(timestamp="9" * 400), "malformed-timestamp"),
    "A11 5,000 nines": (BODY, with_(timestamp="9" * 5_000), "malformed-timestamp"),
    "A11 moment as text": (BODY, with_(timestamp="2026-11-20T09:00:00Z"), "malformed-timestamp"),
    "A12 63 bytes": (BODY, with_(signature=text(SIGNATURE[:63])), "signature-length"),
    "A12 65 bytes": (BODY, with_(signature=text(SIGNATURE + b"\0")), "signature-length"),
    "A12 none": (BODY, with_(signature=""), "signature-length"),
    "A13 malleable": (BODY, with_(signature=text(raised(SIGNATURE))), "wrong-signature"),
    "A13 zeros": (BODY, with_(signature=text(bytes(64))), "wrong-signature"),
    "A13 ones": (BODY, with_(signature=text(b"\xff" * 64)), "wrong-signature"),
    "A15 other account": (BODY, sign(BODY, OTHER, timestamp=NOW), "wrong-signature"),
}  # fmt: skip


class Pairs(list[tuple[str, str]]):
    """Headers that keep a name as often as it came."""

    def items(self) -> list[tuple[str, str]]:
        return list(self)


class TestVerify:
    def test_what_is_signed_passes(self) -> None:
        assert Verified(timestamp=NOW, key=KEY) == verify(BODY, HEADERS, KEY, now=NOW)

    @pytest.mark.parametrize(("raw", "headers", "kind"), REFUSED.values(), ids=REFUSED)
    def test_everything_else_is_refused_by_name(self, raw: bytes, headers: dict[str, str], kind: str) -> None:
        with pytest.raises(Unauthentic) as caught:
            verify(raw, headers, KEY, now=NOW)

        assert kind == caught.value.kind

    def test_every_kind_of_refusal_is_tried(self) -> None:
        assert set(get_args(Refusal)) == {kind for _, _, kind in REFUSED.values()}

    @pytest.mark.parametrize("headers", [HEADERS, {name.upper(): value for name, value in HEADERS.items()}])
    @pytest.mark.parametrize(
        "kind",
        [dict, WerkzeugHeaders, httpx.Headers, StarletteHeaders, DjangoHeaders, lambda given: Pairs(given.items())],
    )
    def test_headers_may_be_of_any_framework_and_case(self, headers: dict[str, str], kind: type) -> None:
        assert NOW == verify(BODY, kind(headers), KEY, now=NOW).timestamp

    @pytest.mark.parametrize("kind", [Pairs, WerkzeugHeaders, httpx.Headers])
    @pytest.mark.parametrize("name", HEADERS)
    def test_header_that_came_twice_is_refused_whatever_holds_it(self, name: str, kind: type) -> None:
        headers = kind([*HEADERS.items(), (name, HEADERS[name])])

        with pytest.raises(Unauthentic, match=f"the header {name} came more than once") as caught:
            verify(BODY, headers, KEY, now=NOW)

        assert ("repeated-header", name) == (caught.value.kind, caught.value.header)

    def test_a3_old_and_new_key_pass_while_both_are_listed(self) -> None:
        renewed = sign(BODY, OTHER, timestamp=NOW)

        assert KEY == verify(BODY, HEADERS, (OTHER.public, KEY), now=NOW).key
        assert OTHER.public == verify(BODY, renewed, (OTHER.public, KEY), now=NOW).key

    def test_a3_message_says_how_many_keys_were_tried(self) -> None:
        stranger = sign(BODY, PrivateKey(bytes([1] * 32)), timestamp=NOW)

        with pytest.raises(Unauthentic, match="the signature fits none of 2 keys"):
            verify(BODY, stranger, (OTHER.public, KEY), now=NOW)

    def test_a4_replay_within_the_tolerance_passes(self) -> None:
        assert verify(BODY, HEADERS, KEY, now=NOW) == verify(BODY, HEADERS, KEY, now=NOW + 10)

    @pytest.mark.parametrize("now", [NOW - 300.0, NOW + 300.0])
    def test_a5_tolerance_is_inclusive(self, now: float) -> None:
        assert NOW == verify(BODY, HEADERS, KEY, now=now).timestamp

    @pytest.mark.parametrize(("now", "kind"), [(NOW + 300.001, "stale"), (NOW - 300.001, "future")])
    def test_a5_just_beyond_the_tolerance_is_refused(self, now: float, kind: str) -> None:
        with pytest.raises(Untimely) as caught:
            verify(BODY, HEADERS, KEY, now=now)

        assert (kind, NOW, TIMESTAMP_HEADER) == (caught.value.kind, caught.value.timestamp, caught.value.header)
        assert caught.value.age_s == pytest.approx(now - NOW)

    def test_a5_message_says_how_long_ago_it_was_signed(self) -> None:
        with pytest.raises(Untimely, match="signed 3600 s ago; allowed: 300 s; a replay, or the clock of this machine"):
            verify(BODY, HEADERS, KEY, now=NOW + 3600)

    def test_a5_forgery_is_no_stale_request(self) -> None:
        with pytest.raises(Unauthentic) as caught:
            verify(BODY + b"!", HEADERS, KEY, now=NOW + 3600)

        assert "wrong-signature" == caught.value.kind

    @pytest.mark.parametrize(("now", "tolerance_s"), [(math.nan, 300.0), (NOW, math.nan), (math.inf, 300.0)])
    def test_time_that_is_no_number_lets_nothing_pass(self, now: float, tolerance_s: float) -> None:
        with pytest.raises(Untimely):
            verify(BODY, HEADERS, KEY, now=now, tolerance_s=tolerance_s)

    def test_a16_what_was_kept_can_be_verified_without_a_clock(self) -> None:
        assert NOW == verify(BODY, HEADERS, KEY, now=0, tolerance_s=math.inf).timestamp

    def test_tolerance_is_that_of_the_platforms_own_package(self) -> None:
        assert 300 == TOLERANCE_S

    @pytest.mark.parametrize("keys", [(), []])
    def test_without_a_key_nothing_is_verified(self, keys: list[PublicKey]) -> None:
        with pytest.raises(InvalidKey, match="no public key to verify with"):
            verify(BODY, HEADERS, keys, now=NOW)

    @pytest.mark.parametrize("body", [b"", b"\xff\xfe\0", b"|", b"x" * 70_000, '{"a": "\u00fc"}'.encode()])
    def test_body_may_be_any_bytes(self, body: bytes) -> None:
        assert NOW == verify(body, sign(body, PRIVATE, timestamp=NOW), KEY, now=NOW).timestamp

    def test_bar_in_the_body_is_no_bar_of_the_scheme(self) -> None:
        headers = sign(b"2|a", PRIVATE, timestamp=1)

        with pytest.raises(Unauthentic, match="does not fit the key"):
            verify(b"a", headers | {TIMESTAMP_HEADER: "12"}, KEY, now=NOW, tolerance_s=math.inf)

    @given(signature=st.text(max_size=100), timestamp=st.text(max_size=20), raw=st.binary(max_size=20))
    def test_any_rubbish_is_refused_and_nothing_else_is_raised(
        self, signature: str, timestamp: str, raw: bytes
    ) -> None:
        with pytest.raises(Unauthentic):
            verify(raw, with_(signature=signature, timestamp=timestamp), KEY, now=NOW)

    @given(
        raw=st.binary(max_size=200), timestamp=st.integers(0, 999_999_999_999), seed=st.binary(min_size=32, max_size=32)
    )
    def test_whatever_is_signed_passes(self, raw: bytes, timestamp: int, seed: bytes) -> None:
        private = PrivateKey(seed)

        headers = sign(raw, private, timestamp=timestamp)

        assert Verified(timestamp, private.public) == verify(raw, headers, private.public, now=timestamp)


class TestSign:
    def test_signature_is_that_of_another_library(self) -> None:
        signed = SigningKey(PRIVATE.seed).sign(f"{NOW}|".encode() + BODY).signature

        assert {"telnyx-timestamp": "1795165200", "telnyx-signature-ed25519": text(signed)} == HEADERS

    @pytest.mark.parametrize("timestamp", [-1, 10**12])
    def test_timestamp_that_no_header_can_carry_is_refused(self, timestamp: int) -> None:
        with pytest.raises(ValueError, match="allowed: 0 to 999999999999"):
            sign(BODY, PRIVATE, timestamp=timestamp)


VECTORS = 10_000 if "TEXML_FUZZ" in os.environ else 1_000


def edges() -> Iterator[tuple[PrivateKey, bytes, bytes]]:
    """Yield key, message and signature at the borders: each bit flipped, sizes, halves, and what is malleable."""
    message = f"{NOW}|".encode() + BODY
    for bit in range(512):
        flipped = int.from_bytes(SIGNATURE, "big") ^ (1 << bit)
        yield PRIVATE, message, flipped.to_bytes(64, "big")
    for times in range(1, 16):
        second = int.from_bytes(SIGNATURE[32:], "little") + times * ORDER
        if second < 2**256:
            yield PRIVATE, message, SIGNATURE[:32] + second.to_bytes(32, "little")
    for first, second in itertools.product((bytes(32), b"\1" + bytes(31), b"\xff" * 32, SIGNATURE[:32]), repeat=2):
        yield PRIVATE, message, first + second
    yield from ((PRIVATE, message, SIGNATURE[:size]) for size in range(64))
    yield from ((PRIVATE, message, SIGNATURE + bytes(size)) for size in range(1, 65))


def vectors(seed: int) -> Iterator[tuple[PrivateKey, bytes, bytes]]:
    """Yield `VECTORS` of them: the edges, then random ones, half of them damaged."""
    yield from (found := list(edges()))
    draw = random.Random(seed)
    for _ in range(VECTORS - len(found)):
        private = PrivateKey(draw.randbytes(32))
        message = str(draw.randrange(10**12)).encode() + b"|" + draw.randbytes(draw.choice((0, 1, 100, 1_000)))
        signature = bytearray(SigningKey(private.seed).sign(message).signature)
        if draw.random() < 0.5:
            signature[draw.randrange(64)] ^= 1 << draw.randrange(8)
        yield private, message, bytes(signature)


def ours(private: PrivateKey, message: bytes, signature: bytes) -> bool:
    timestamp, _, raw = message.partition(b"|")
    headers = {TIMESTAMP_HEADER: timestamp.decode(), SIGNATURE_HEADER: text(signature)}
    try:
        verify(raw, headers, private.public, now=0, tolerance_s=math.inf)
    except Unauthentic:
        return False
    return True


def nacls(private: PrivateKey, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(private.public.raw).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def cryptographys(private: PrivateKey, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(private.public.raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


class TestAgreement:
    def test_three_libraries_say_the_same_of_random_and_edge_vectors(self) -> None:
        counted = {True: 0, False: 0}
        apart = []
        for vector in vectors(seed=25):
            verdicts = {ours(*vector), nacls(*vector), cryptographys(*vector)}
            if len(verdicts) > 1:
                apart.append(vector)
            counted[ours(*vector)] += 1

        assert [] == apart
        assert VECTORS == sum(counted.values())
        assert min(counted.values()) > VECTORS / 20

    def test_signature_whose_first_half_is_of_small_order_is_refused_as_by_pynacl(self) -> None:
        """Only the owner of the key can make it; the other library takes it. No forgery, but nobody's habit."""
        message = f"{NOW}|".encode() + BODY
        scalar = bytearray(hashlib.sha512(PRIVATE.seed).digest()[:32])
        scalar[0] &= 248
        scalar[31] = scalar[31] & 127 | 64
        identity = b"\1" + bytes(31)
        k = int.from_bytes(hashlib.sha512(identity + KEY.raw + message).digest(), "little")
        second = k * int.from_bytes(scalar, "little") % ORDER
        vector = (PRIVATE, message, identity + second.to_bytes(32, "little"))

        assert (False, False, True) == (ours(*vector), nacls(*vector), cryptographys(*vector))

    @pytest.mark.parametrize(("late", "passes"), [(0, True), (300, True), (301, False), (-301, False)])
    @pytest.mark.parametrize("body", [b'{"data": {"event_type": "conference.created"}}', BODY], ids=["JSON", "form"])
    def test_platforms_own_package_agrees(
        self, body: bytes, late: int, passes: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        theirs = pytest.importorskip("telnyx.lib.webhook_verification")
        monkeypatch.setattr(theirs, "time", SimpleNamespace(time=lambda: NOW + late))
        headers = sign(body, PRIVATE, timestamp=NOW)

        def is_taken_by_them() -> bool:
            try:
                theirs.verify_webhook_signature(body, headers, KEY.text)
            except theirs.WebhookVerificationError:
                return False
            return True

        def is_taken_by_us() -> bool:
            try:
                verify(body, headers, KEY, now=NOW + late)
            except Unauthentic:
                return False
            return True

        assert (passes, passes) == (is_taken_by_them(), is_taken_by_us())
