"""However a request is forged, it is refused, and never by a fault of the server."""

import base64
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import run_wsgi_app

from server import create_app
from server.config import load
from server.log import sqlite
from texml.webhooks import PrivateKey, sign

KEY, OTHER = PrivateKey(b"the platform of the tests signs!"), PrivateKey(b"somebody else's key, of 32 bytes")
BODY = urlencode(
    {
        "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        "CallSid": "v3:anna",
        "ConferenceSid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
        "FriendlyName": "Room 1234",
        "SequenceNumber": "1",
        "StatusCallbackEvent": "participant-join",
        "Timestamp": "2026-11-20 10:00:00.250000Z",
    }
).encode()

Request = tuple[str, bytes, str, str]  # method, body, timestamp, signature
Forge = Callable[[random.Random, Request], Request]


def genuine() -> Request:
    headers = sign(BODY, KEY, timestamp=int(time.time()))
    return "POST", BODY, headers["telnyx-timestamp"], headers["telnyx-signature-ed25519"]


def flip_body(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    bit = luck.randrange(8 * len(body))
    flipped = bytearray(body)
    flipped[bit // 8] ^= 1 << bit % 8
    return method, bytes(flipped), timestamp, signature


def add_to_body(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    place = luck.choice((0, len(body), luck.randrange(len(body))))
    more = luck.choice((b"&Extra=1", b"&ConferenceSid=other", b"&", b"\0", b"\n", b" ", b"{", luck.randbytes(3)))
    return method, body[:place] + more + body[place:], timestamp, signature


def cut_body(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    first, last = sorted(luck.sample(range(len(body) + 1), 2))
    return method, body[:first] + body[last:], timestamp, signature


def swap_body(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    parts = body.split(b"&")
    first, second = luck.sample(range(len(parts)), 2)
    parts[first], parts[second] = parts[second], parts[first]
    return method, b"&".join(parts), timestamp, signature


def move_timestamp(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    return method, body, str(int(timestamp) + luck.choice((-1, 1)) * luck.randint(1, 400)), signature


def spell_timestamp(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    lax = (f"+{timestamp}", f" {timestamp}", f"{timestamp} ", f"{timestamp}.0", f"{timestamp[:3]}_{timestamp[3:]}")
    other = ("", "-1", "0", f"0{timestamp}", "9" * luck.randint(12, 500), "\xd9\xa1\xd9\xa2", hex(int(timestamp)))
    spelt = luck.choice((*lax, *other, f"{timestamp},{timestamp}"))
    return method, body, spelt, signature


def flip_signature(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    raw = bytearray(base64.b64decode(signature))
    bit = luck.randrange(8 * len(raw))
    raw[bit // 8] ^= 1 << bit % 8
    return method, body, timestamp, base64.b64encode(raw).decode()


def spell_signature(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, signature = request
    place = luck.randrange(len(signature))
    lax = (f"!!{signature}", f"{signature}=", signature.rstrip("="), f"{signature}{signature}", "=" * 88, "")
    broken = (f"{signature[:place]} {signature[place:]}", f"{signature[:place]}\xff{signature[place + 1 :]}")
    other = (base64.b64encode(luck.randbytes(luck.randint(0, 130))).decode(), base64.b64decode(signature).hex())
    spelt = luck.choice((*lax, *broken, *other, f"{signature},{signature}"))
    return method, body, timestamp, spelt


def sign_with_another_key(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, _ = request
    headers = sign(body, OTHER, timestamp=int(timestamp))
    return method, body, timestamp, headers["telnyx-signature-ed25519"]


def replay_too_late(luck: random.Random, request: Request) -> Request:
    method, body, timestamp, _ = request
    then = int(timestamp) + luck.choice((-1, 1)) * luck.randint(310, 10**8)
    headers = sign(body, KEY, timestamp=then)
    return method, body, headers["telnyx-timestamp"], headers["telnyx-signature-ed25519"]


def say_it_in_the_query(luck: random.Random, request: Request) -> Request:
    headers = sign(b"", KEY, timestamp=int(request[2]))
    return "GET", request[1], headers["telnyx-timestamp"], headers["telnyx-signature-ed25519"]


FORGES: tuple[Forge, ...] = (
    *(flip_body, add_to_body, cut_body, swap_body, move_timestamp, spell_timestamp),
    *(flip_signature, spell_signature, sign_with_another_key, replay_too_late, say_it_in_the_query),
)


def environ(request: Request, path: str) -> dict[str, Any]:
    method, body, timestamp, signature = request
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": body.decode("latin-1") if method == "GET" else "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": "" if method == "GET" else str(len(body)),
        "HTTP_HOST": "localhost",
        "HTTP_TELNYX_TIMESTAMP": timestamp,
        "HTTP_TELNYX_SIGNATURE_ED25519": signature,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": BytesIO(b"" if method == "GET" else body),
        "wsgi.url_scheme": "http",
    }


@pytest.mark.timeout(1200)
def test_no_forged_request_is_accepted_and_none_is_a_fault(
    tmp_path: Path, short: bool, moments: random.Random, figure: Callable[..., None]
) -> None:
    file = tmp_path / "log.db"
    settings = {"database": f"sqlite:///{file}", "public_key": KEY.public.text, "voice_signatures": "strict"}
    app = create_app(load(settings, environ={}))
    paths = ("/callbacks/conference", "/callbacks/recording", "/webhooks", "/rooms/demo")
    answers: Counter[str] = Counter()
    request = genuine()
    for number in range(5_000 if short else 100_000):
        if number % 1_000 == 0:
            request = genuine()  # so that each is forged of one that would pass
        forged = moments.choice(FORGES)(moments, request)
        if forged == request:
            continue
        _, status, _ = run_wsgi_app(app, environ(forged, moments.choice(paths)), buffered=True)
        answers[status[:3]] += 1
    _, taken, _ = run_wsgi_app(app, environ(genuine(), paths[0]), buffered=True)
    app.extensions["texml"].close()
    with closing(sqlite.driver().connect(str(file))) as connection:
        ((stored,),) = connection.execute("SELECT count(*) FROM delivery").fetchall()

    accepted = answers["200"] + stored - 1
    found = f"{accepted} accepted of {answers.total():,}; {answers['401']:,} times 401, {answers['405']:,} times 405"
    is_met = accepted == 0 and set(answers) <= {"200", "401", "405"} and taken == "200 OK"
    figure("forged requests", target="0 accepted, no 5xx", found=found, is_met=is_met)
