"""Signatures and replays, case by case: the answer, and what must be kept or not afterwards.

Which requests are the platform's is known in each case, so each says both: what is answered, and that nothing was lost
and nothing forged got in.
"""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.config import load
from server.errors import ConfigurationError
from texml.webhooks import PrivateKey

Send = Callable[..., TestResponse]
Signed = Callable[..., dict[str, str]]
Keep = Callable[[], Any]

OTHER_KEY = PrivateKey(b"somebody else's key, of 32 bytes")
SIGNATURE, TIMESTAMP = "telnyx-signature-ed25519", "telnyx-timestamp"

# The points of small order in their canonical encodings: under each of them anybody can forge signatures.
# Source: the order of the curve's cofactor group, RFC 8032; the list is in libsodium's and other libraries' sources.
SMALL_ORDER = (
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    b"\xec" + b"\xff" * 30 + b"\x7f",
)
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the base point, RFC 8032, section 5.1


def test_a01_request_without_a_signature_is_refused_and_no_event(send: Send, body: bytes, kept: Keep) -> None:
    answer = send(body, {})

    assert (401, (0, 0, ["missing-header"])) == (answer.status_code, kept())


def test_a01_refusal_is_counted(send: Send, body: bytes, strict: Flask) -> None:
    send(body, {})

    metrics = strict.test_client().get("/metrics").text
    assert 'texml_signatures_total{found="missing-header",route="conference"} 1.0' in metrics


def test_a02_one_bit_of_the_body_flipped(send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    headers = signed(body)

    answers = set()
    for bit in range(0, 8 * len(body), 7):
        flipped = bytearray(body)
        flipped[bit // 8] ^= 1 << bit % 8
        answers.add(send(bytes(flipped), headers).status_code)

    found = kept()
    assert ({401}, 0, {"wrong-signature"}) == (answers, found.deliveries, set(found.refused))


def test_a02_sample_of_what_was_refused_is_bounded(send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    for number in range(50):
        send(body + b"%d" % number, signed(body))

    assert 10 == len(kept().refused)


def test_a03_signature_of_another_key(send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    answer = send(body, signed(body, key=OTHER_KEY))

    assert (401, (0, 0, ["wrong-signature"])) == (answer.status_code, kept())


def test_a03_both_keys_are_right_while_both_are_listed(
    make_app: Callable[..., Flask], platform_key: PrivateKey, signed: Signed, body: bytes
) -> None:
    keys = f"{OTHER_KEY.public.text}, {platform_key.public.text}"
    client = make_app(public_key=keys).test_client()

    answers = [
        client.post("/callbacks/conference", data=body, headers=signed(body, key=key)).status_code
        for key in (platform_key, OTHER_KEY, PrivateKey(bytes(32)))
    ]

    assert [200, 200, 401] == answers


def test_a04_replay_ten_seconds_later_is_one_more_delivery_of_the_same_event(
    send: Send, signed: Signed, body: bytes, kept: Keep, state: Callable[[], str], clock: Any
) -> None:
    headers = signed(body)
    send(body, headers)
    before = state()
    clock.move(seconds=10)

    answer = send(body, headers)

    after = state()
    assert (200, before.replace('"deliveries": 1', '"deliveries": 2')) == (answer.status_code, after)
    assert (2, 1, []) == kept()


@pytest.mark.parametrize(("seconds", "reason"), [(301, "stale"), (-301, "future")])
def test_a05_replay_outside_the_tolerance(
    seconds: int, reason: str, send: Send, signed: Signed, body: bytes, kept: Keep, clock: Any
) -> None:
    headers = signed(body)
    clock.move(seconds=seconds)

    answer = send(body, headers)

    assert (401, (0, 0, [reason])) == (answer.status_code, kept())


@pytest.mark.parametrize("seconds", [299, 298, 0, -299, -300])
def test_a05_request_within_the_tolerance_is_taken(
    seconds: int, send: Send, signed: Signed, body: bytes, kept: Keep, clock: Any
) -> None:
    headers = signed(body)
    clock.move(seconds=seconds)

    assert (200, (1, 1, [])) == (send(body, headers).status_code, kept())


def test_a06_replay_to_another_endpoint_changes_no_state(
    send: Send, signed: Signed, body: bytes, kept: Keep, state: Callable[[], str]
) -> None:
    headers = signed(body)
    send(body, headers)
    before = state()

    for path in ("/callbacks/recording", "/callbacks/call", "/webhooks"):
        send(body, headers, path=path)

    after = state()
    assert before == after.replace('"deliveries": 4', '"deliveries": 1')
    assert (4, 1, []) == kept()


@pytest.mark.parametrize("path", ["/callbacks/conference", "/rooms/demo", "/other/callbacks/conference"])
def test_a06_endpoint_is_tied_by_the_path_token(
    path: str, make_app: Callable[..., Flask], platform_key: PrivateKey, signed: Signed, body: bytes
) -> None:
    client = make_app(public_key=platform_key.public.text, path_token="secret").test_client()

    assert 404 == client.post(path, data=body, headers=signed(body)).status_code


@pytest.mark.parametrize("path", ["/callbacks/conference", "/callbacks/recording", "/webhooks"])
def test_a07_get_with_the_signature_of_an_empty_body(
    path: str, strict: Flask, signed: Signed, body: bytes, kept: Keep
) -> None:
    answer = strict.test_client().get(path, query_string=body.decode(), headers=signed(b""))

    assert (405, "POST", (0, 0, [])) == (answer.status_code, answer.headers["Allow"], kept())


def test_a07_get_is_taken_where_an_operator_allows_it(
    make_app: Callable[..., Flask], platform_key: PrivateKey, signed: Signed, body: bytes
) -> None:
    client = make_app(public_key=platform_key.public.text, allow_get=True).test_client()

    assert 200 == client.get("/callbacks/conference", query_string=body.decode(), headers=signed(b"")).status_code


def test_a08_query_of_a_signed_post_is_not_data(send: Send, signed: Signed, body: bytes, strict: Flask) -> None:
    answer = send(body, signed(body), query_string="ConferenceSid=forged&StatusCallbackEvent=conference-end&Extra=1")

    (event,) = strict.test_client().get("/api/events").json["events"]
    assert (200, False) == (answer.status_code, "forged" in str(event) or "Extra" in str(event))


@pytest.mark.parametrize("header", [SIGNATURE, TIMESTAMP])
def test_a09_header_that_came_twice(header: str, send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    headers = signed(body)

    answer = send(body, headers | {header: f"{headers[header]},{headers[header]}"})

    assert (401, (0, 0, ["repeated-header"])) == (answer.status_code, kept())


LAX_SIGNATURES: dict[str, Callable[[str], str]] = {
    "garbage in front": lambda text: f"!!{text}",
    "garbage behind": lambda text: f"{text}garbage",
    "a blank within": lambda text: f"{text[:40]} {text[40:]}",
    "a padding more": lambda text: f"{text}=",
    "without padding": lambda text: text.rstrip("="),
    "the alphabet of URLs": lambda text: f"{text[:40]}-_{text[42:]}",
    "bits beyond the last byte": lambda text: f"{text[:-3]}{chr(ord(text[-3]) + 1)}==",
    "hexadecimal": lambda text: base64.b64decode(text).hex(),
    "nothing": lambda text: "",
}


@pytest.mark.parametrize("spoil", LAX_SIGNATURES.values(), ids=LAX_SIGNATURES)
def test_a10_signature_that_a_lax_decoder_takes(
    spoil: Callable[[str], str], send: Send, signed: Signed, body: bytes, kept: Keep
) -> None:
    headers = signed(body)

    answer = send(body, headers | {SIGNATURE: spoil(headers[SIGNATURE])})

    assert (401, 0) == (answer.status_code, kept().deliveries)


LAX_TIMESTAMPS: dict[str, Callable[[str], str]] = {
    "a sign": lambda text: f"+{text}",
    "a blank in front": lambda text: f" {text}",
    "a blank behind": lambda text: f"{text} ",
    "an underscore": lambda text: f"{text[:2]}_{text[2:]}",
    "a fraction": lambda text: f"{text}.0",
    "an exponent": lambda text: f"{text}e0",
    "hexadecimal": lambda text: hex(int(text)),
    "Arabic digits, as WSGI carries them": lambda text: "".join(
        chr(0x660 + int(digit)).encode().decode("latin-1") for digit in text
    ),
    "thirteen digits": lambda text: text.rjust(13, "0"),
    "four hundred nines": lambda text: "9" * 400,
    "nothing": lambda text: "",
}


@pytest.mark.parametrize("spoil", LAX_TIMESTAMPS.values(), ids=LAX_TIMESTAMPS)
def test_a11_timestamp_that_a_lax_reader_takes(
    spoil: Callable[[str], str],
    strict: Flask,
    signed: Signed,
    body: bytes,
    kept: Keep,
    send_raw: Callable[..., TestResponse],
) -> None:
    headers = signed(body)
    environ = {
        "HTTP_TELNYX_TIMESTAMP": spoil(headers[TIMESTAMP]),
        "HTTP_TELNYX_SIGNATURE_ED25519": headers[SIGNATURE],
        "CONTENT_LENGTH": str(len(body)),
    }

    answer = send_raw(strict, "POST", "/callbacks/conference", body, **environ)

    assert (401, (0, 0, ["malformed-timestamp"])) == (answer.status_code, kept())


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 128])
def test_a12_signature_of_another_length(length: int, send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    signature = base64.b64encode(bytes(length)).decode()

    answer = send(body, signed(body) | {SIGNATURE: signature})

    assert (401, 0) == (answer.status_code, kept().deliveries)


def test_a13_malleable_signature(send: Send, signed: Signed, body: bytes, kept: Keep) -> None:
    headers = signed(body)
    signature = base64.b64decode(headers[SIGNATURE])
    # The same point, and a scalar that means the same.
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    malleable = signature[:32] + scalar.to_bytes(32, "little")

    answer = send(body, headers | {SIGNATURE: base64.b64encode(malleable).decode()})

    assert (401, (0, 0, ["wrong-signature"])) == (answer.status_code, kept())


@pytest.mark.parametrize("key", SMALL_ORDER, ids=lambda key: key.hex()[:8])
def test_a14_key_of_small_order_refuses_the_start(key: bytes) -> None:
    with pytest.raises(ConfigurationError, match="no key of any pair"):
        load({"public_key": base64.b64encode(key).decode()}, environ={})


WRONG_KEYS = {
    "too short": base64.b64encode(bytes(31)).decode(),
    "too long": base64.b64encode(bytes(33)).decode(),
    "no point of the curve": base64.b64encode(hashlib.sha256(b"3").digest()).decode(),
    "hexadecimal": "ab" * 32,
    "PEM": "-----BEGIN PUBLIC KEY-----",
    "blank": " ",
}


@pytest.mark.parametrize("text", WRONG_KEYS.values(), ids=WRONG_KEYS)
def test_a14_key_that_is_none_refuses_the_start(text: str) -> None:
    with pytest.raises(ConfigurationError, match="public_key"):
        load({"public_key": text}, environ={})


def test_a15_event_signed_for_another_account(
    make_app: Callable[..., Flask],
    platform_key: PrivateKey,
    signed: Signed,
    body: bytes,
    stored: Callable[[], list[bytes]],
) -> None:
    client = make_app(public_key=platform_key.public.text, account_sid="ours").test_client()

    answers = [
        client.post("/callbacks/conference", data=each, headers=signed(each)).status_code
        for each in (body, b"AccountSid=ours&CallSid=1")
    ]

    assert ([401, 200], [b"AccountSid=ours&CallSid=1"]) == (answers, stored())


def test_a16_wrong_clock_rejects_all_says_so_and_keeps_them(
    send: Send, signed: Signed, strict: Flask, kept: Keep, clock: Any
) -> None:
    bodies = [b"CallSid=%d" % number for number in range(5)]
    requests = [(body, signed(body)) for body in bodies]
    clock.move(minutes=10)

    answers = [send(body, headers).status_code for body, headers in requests]

    ready = strict.test_client().get("/readyz")
    assert ([401] * 5, 503, True) == (answers, ready.status_code, "clock" in ready.text)
    assert (0, 0, ["stale"] * 5) == kept()


def test_a17_nothing_can_read_a_body_before_its_signature_was_checked(
    make_app: Callable[..., Flask], platform_key: PrivateKey, signed: Signed, body: bytes
) -> None:
    app = make_app(public_key=platform_key.public.text)
    # The most eager extension there can be: it takes the form apart before any view and any other hook.
    seen: list[str] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(_form_of_request()))
    client = app.test_client()

    answers = [
        client.post(path, data=body, headers=headers, content_type="application/x-www-form-urlencoded").status_code
        for path in ("/callbacks/conference", "/rooms/demo")
        for headers in (signed(body), signed(b"forged"))
    ]

    assert ([200, 401, 200, 401], []) == (answers, seen)


def _form_of_request() -> str:
    from flask import request  # noqa: PLC0415

    return request.form["StatusCallbackEvent"]
