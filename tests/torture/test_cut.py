"""Wherever a request is cut off, nothing of it is stored; sent again, it is there whole and once."""

import json
import random
import socket
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

DEADLINE_S = 20
COMMAND = str(Path(sys.executable).with_name("texml-server"))


def request(number: int, *, is_chunked: bool) -> bytes:
    """Return the bytes of one callback; no two say the same."""
    body = b"CallSid=v3%%3A%d&ConferenceSid=cut&StatusCallbackEvent=participant-join&Padding=%s" % (number, b"x" * 400)
    head = b"POST /callbacks/conference HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    if is_chunked:
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:100], body[100:]))
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    return head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def send(port: int, data: bytes, *, by_reset: bool = False) -> int | None:
    """Send *data* and hang up; return the status of the answer, None where there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_S) as connection:
        connection.sendall(data)
        if by_reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return None
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionResetError):
            while received := connection.recv(65536):
                answer += received
    return int(answer.split()[1]) if answer else None


def logged(database: str) -> Counter[str]:
    """Return how often each call is in the log, as the command tells it."""
    command = [COMMAND, "events", "--json", "--database", database]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return Counter(json.loads(line)["call"] for line in done.stdout.splitlines())


@pytest.mark.timeout(600)
def test_no_request_that_was_cut_off_is_stored_and_each_is_once_when_sent_again(
    short: bool, moments: random.Random, database: str, serve: Callable[..., Any], figure: Callable[..., None]
) -> None:
    count = 50 if short else 500
    requests = [request(number, is_chunked=moments.random() < 0.3) for number in range(count)]
    answers: Counter[int | None] = Counter()
    with serve(database) as server:
        port = int(server.url.rpartition(":")[2])
        for whole in requests:
            # The last bytes of a chunked body say nothing, but without them the body has no end.
            place = moments.choice((moments.randrange(len(whole)), len(whole) - moments.randint(1, 3)))
            answers[send(port, whole[:place], by_reset=moments.random() < 0.3)] += 1
        cut = logged(database)
        again = Counter(send(port, whole) for whole in requests)
        told = logged(database)

    found = f"{cut.total()} of {count}, answered {dict(answers)}"
    is_met = not cut and set(answers) <= {None, 400}
    figure("cut requests stored as events", target=f"0 of {count}", found=found, is_met=is_met)
    is_once = again == {200: count} and set(told.values()) == {1} and len(told) == count
    figure("the same sent again whole", target=f"{count}, once each", found=f"{len(told)}", is_met=is_once)
