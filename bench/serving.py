"""The server against a bare Flask view under the same gunicorn: documents, durable callbacks, tail and memory.

Prints each line as it is measured. Ratios are medians over rounds that are run in turn, so that a machine that slows
down slows both sides. What a visit of the dial-in takes, bench/dialin.py tells.

    python bench/serving.py           the full run, about four minutes
    python bench/serving.py --short   a few seconds, to see that it still works
"""

import argparse
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, request
from load import load

from server import Config, create_app
from server.serving import listen, run
from texml.webhooks import PrivateKey, sign

KEY = PrivateKey(b"the platform of the bench signs!")
WORKERS = 2
CONNECTIONS = 32
ROOM = """
[rooms.bench]
name = "Room 1234"
welcome = "Welcome to the weekly call."
muted = false
start_conference_on_enter = false
end_conference_on_exit = false
max_participants = 50
beep = "onEnter"
participant_label = "caller-1"
record = "record-from-start"
record_beep = true
recording_status_callback = "https://voice.example.com/recordings?room=1234&leg=2"
recording_status_callback_event = ["in-progress", "completed"]
recording_status_callback_method = "POST"
recording_timeout = 60
trim = "trim-silence"
send_recording_url = false
status_callback_method = "POST"
status_callback_event = ["start", "end", "join", "leave", "speaker"]
wait_method = "POST"
"""


def serve(folder: Path, ready: int) -> None:
    """Serve our application with bare views beside it, and write the port to the file descriptor *ready*.

    *folder* holds the rooms.toml, which has a room ``bench``, and takes the log.
    """
    config, listener = listen(
        Config(
            bind="127.0.0.1:0",
            workers=WORKERS,
            database=f"sqlite:///{folder}/bench.db",
            public_key=KEY.public.text,
            voice_signatures="off",
            rooms=str(folder / "rooms.toml"),
        )
    )
    app = create_app(config)
    site = app.extensions["texml"]
    call = {"CallSid": "v3:bench"}
    document = site.dialin.receptionist.welcome(site.dialin.directory, call, site.services.now(), door="bench")
    put_beside(app, _bare(document.to_bytes()))
    run(app, config, listener, when_ready=lambda config: tell(ready, config))


def serve_log(settings: Config, ready: int) -> None:
    """Serve our application, and write its port to the file descriptor *ready*."""
    config, listener = listen(settings)
    app = create_app(config)
    put_beside(app, telling_pid())
    run(app, config, listener, when_ready=lambda config: tell(ready, config))


def _bare(document: bytes) -> Flask:
    """Return an application with bare views and nothing of ours."""
    app = telling_pid()

    @app.route("/bare/document", methods=["GET", "POST"])
    def bare_document() -> Response:
        request.get_data()
        return Response(document, content_type="application/xml; charset=utf-8")

    @app.post("/bare/callback")
    def bare_callback() -> Response:
        request.get_data()
        return Response(status=200, mimetype="text/plain")

    return app


def telling_pid() -> Flask:
    """Return an application that answers GET /pid with the id of the process, which `load` asks for."""
    app = Flask("bare")
    app.add_url_rule("/pid", view_func=lambda: str(os.getpid()))
    return app


def put_beside(app: Flask, bare: Flask) -> None:
    """Have *bare* answer what is below /bare and /pid, and *app* the rest."""
    ours = app.wsgi_app

    def either(environ: dict[str, Any], start_response: Any) -> Any:
        is_bare = environ["PATH_INFO"].startswith(("/bare/", "/pid"))
        return bare(environ, start_response) if is_bare else ours(environ, start_response)

    app.wsgi_app = either  # type: ignore[method-assign]  # as Flask's manual has it


def tell(ready: int, config: Config) -> None:
    """Write the port of *config* to the file descriptor *ready*."""
    os.write(ready, f"{config.address[1]}\n".encode())


@contextmanager
def server(rooms: str = ROOM) -> Iterator[tuple[int, int]]:
    """Run the server in a process of its own; give port and process id of gunicorn's arbiter."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rooms.toml").write_text(rooms)
        with running(__file__, folder) as (port, arbiter):
            _wait_for_workers(port)
            yield port, arbiter


@contextmanager
def running(script: str, *arguments: str) -> Iterator[tuple[int, int]]:
    """Run *script* with ``--serve``, *arguments* and what it is to `tell` its port to; give that and its process id."""
    reading, writing = os.pipe()
    command = [sys.executable, script, "--serve", *arguments, str(writing)]
    process = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            line = pipe.readline()
        if not line:
            raise SystemExit("the server did not start")
        yield int(line), process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for_workers(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        while connection.recv(4096):
            pass


_NUMBERS = itertools.count(1)


def callback_request(path: str) -> bytes:
    """Return the next callback: ten to a conference, each one new, and signed."""
    number = next(_NUMBERS)
    return signed_request(
        path,
        {
            "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
            "CallSid": f"v2:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs{number % 7}",
            "CallSidLegacy": f"v2:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs{number % 7}",
            "ConferenceSid": f"58b4eda9-03de-4bee-9178-{number // 10:012d}",
            "FriendlyName": "Room 1234",
            "From": "+13125550100",
            "SequenceNumber": str(number % 10),
            "StatusCallbackEvent": "participant-join",
            "Timestamp": f"2026-04-28 22:51:29.{number % 1_000_000:06d}Z",
            "To": "+13125550199",
        },
    )


def signed_request(path: str, fields: dict[str, str]) -> bytes:
    """Return a callback with *fields*, as the platform signs and sends it."""
    body = urlencode(fields).encode()
    signature = "".join(f"{name}: {value}\r\n" for name, value in sign(body, KEY, timestamp=int(time.time())).items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"{signature}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def document_request(path: str) -> bytes:
    """Return a request for a document that says nothing of a call."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def call_request(path: str, **fields: str) -> bytes:
    """Return what the platform asks for a call of its own, or with *fields* for that of the ``CallSid`` among them."""
    number = next(_NUMBERS)
    body = urlencode(
        {
            "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
            "CallSid": f"v3:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs{number}",
            "CallStatus": "in-progress",
            "Direction": "inbound",
            "From": f"+1312{number % 10_000_000:07d}",
            "To": "+13125550199",
        }
        | fields
    ).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _ready(make: Callable[[str], bytes], path: str, count: int) -> Callable[[], bytes]:
    """Return what gives one request after another, made before: to make and sign them would take the servers' time."""
    return iter([make(path) for _ in range(count)]).__next__


def compare(
    server: tuple[int, int], make: Callable[[str], bytes], ours: str, bare: str, rounds: int, seconds: float
) -> None:
    """Run *ours* and *bare* in turn and print both with their ratio."""
    port, arbiter = server
    pairs = []
    costs = []
    for number in range(1, rounds + 1):
        pair, cost = [], []
        for path in (bare, ours):
            requests = _ready(make, path, int(8_000 * seconds))
            before = cpu_seconds(arbiter)
            pair.append(load(port, requests, connections=CONNECTIONS, seconds=seconds))
            cost.append((cpu_seconds(arbiter) - before) / pair[-1].requests * 1e6)
        pairs.append(pair)
        costs.append(cost)
        ratio, of_cpu = pair[1].per_second / pair[0].per_second, cost[0] / cost[1]
        say(f"  round {number}: {pair[1].per_second:.0f} of {pair[0].per_second:.0f}/s, {ratio:.2f}; CPU {of_cpu:.2f}")
    ratios = [own.per_second / other.per_second for other, own in pairs]
    for name, samples in ((bare, [pair[0] for pair in pairs]), (ours, [pair[1] for pair in pairs])):
        rate = statistics.median(sample.per_second for sample in samples)
        p50 = statistics.median(sample.p50_ms for sample in samples)
        p99 = statistics.median(sample.p99_ms for sample in samples)
        spreads = ", ".join("+".join(map(str, sample.spread)) for sample in samples)
        say(f"  {name:<28}{rate:>8.0f}/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   connections {spreads}")
    tails = [own.p99_ms / other.p99_ms for other, own in pairs]
    say(f"  ratio {statistics.median(ratios):.2f}   (rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})")
    say(f"  p99   {statistics.median(tails):.2f} times the bare view's")
    of_bare, of_ours = (statistics.median(cost[side] for cost in costs) for side in (0, 1))
    ratio = statistics.median(cost[0] / cost[1] for cost in costs)
    say(f"  CPU   {of_bare:.0f} and {of_ours:.0f} µs of the workers for a request, ratio {ratio:.2f}\n")


def say(line: str = "") -> None:
    """Print a line at once, also where nobody looks on."""
    print(line, flush=True)


def cpu_seconds(arbiter: int) -> float:
    """Return the processor time that the workers of *arbiter* have used, the writers' threads included."""
    pids = Path(f"/proc/{arbiter}/task/{arbiter}/children").read_text().split()
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(user) + int(system) for user, system in (field[11:13] for field in fields)) / os.sysconf(
        "SC_CLK_TCK"
    )


def resident_mib(arbiter: int) -> dict[int, float]:
    """Return the resident memory of each worker of *arbiter*."""
    pids = Path(f"/proc/{arbiter}/task/{arbiter}/children").read_text().split()
    sizes = {}
    for pid in pids:
        fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        sizes[int(pid)] = int(fields["VmRSS"].split()[0]) / 1024
    return sizes


def main() -> None:
    """Run the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "FD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(Path(arguments.serve[0]), int(arguments.serve[1]))
        return
    rounds, seconds, count = (1, 0.5, 1_000) if arguments.short else (7, 3.0, 100_000)
    say(f"{WORKERS} workers, {CONNECTIONS} connections; ratios are ours / bare\n")
    with server() as running:
        say("room document with 19 attributes (target: at least 0.7)")
        compare(running, document_request, "/rooms/bench", "/bare/document", rounds, seconds)
        say("the same, asked by POST for a call of its own each time (target: at least 0.6)")
        compare(running, call_request, "/rooms/bench", "/bare/document", rounds, seconds)
        say("durable callback, signed (target: at least 0.6, goal 0.75; p99 at most 3 times the bare view's)")
        compare(running, callback_request, "/callbacks/conference", "/bare/callback", rounds, seconds)
        say("memory of a worker, before and after callbacks (target: at most 20 MiB more after 100,000)")
        grow(running, lambda: callback_request("/callbacks/conference"), count)
        say("the same for calls, each asking for its document")
        grow(running, lambda: call_request("/rooms/bench"), count)


def grow(server: tuple[int, int], make: Callable[[], bytes], count: int) -> None:
    """Print by how much the workers have grown after so many requests."""
    port, arbiter = server
    while len(before := resident_mib(arbiter)) < WORKERS:
        time.sleep(0.1)
    sample = load(port, make, connections=CONNECTIONS, seconds=600, most=count)
    after = resident_mib(arbiter)
    for pid, size in before.items():
        say(f"  worker {size:6.1f} MiB -> {after[pid]:6.1f} MiB   {after[pid] - size:+.1f} MiB")
    say(f"  over {sample.requests} requests in all, {sample.per_second:.0f}/s\n")


if __name__ == "__main__":
    main()
