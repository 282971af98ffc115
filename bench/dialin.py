"""The dial-in: what a visit with code and PIN takes, how long callers wait, and how fast a thousand rooms are read.

Prints each line as it is measured.

    python bench/dialin.py           about a minute
    python bench/dialin.py --short   a few seconds, to see that it still works
"""

import argparse
import html
import re
import statistics
import subprocess
import sys
import tempfile
from base64 import b64encode
from functools import partial
from itertools import count
from pathlib import Path

from load import Ask, Sample, pace
from serving import CONNECTIONS, ROOM, WORKERS, call_request, callback_request, cpu_seconds, say, server

from server.rooms.pins import hash_pin

ROOMS = f"""{ROOM}
[rooms.pin]
name = "Room with a PIN"
code = "1234"
keypad = true
[rooms.pin.host]
pin = "{hash_pin("993311", b"salt of the bench")}"
[rooms.pin.participant]
pin = "{hash_pin("114477", b"salt of the bench")}"
"""
STEPS = 4
FETCHES = 100
MANY = 1_000
START = """
import sys, time
from server import Config, create_app
config = Config(database=f"sqlite:///{sys.argv[1]}/log.db", rooms=sys.argv[2])
create_app(config).extensions["texml"].close()  # the database is made, everything is imported
wall, cpu = time.perf_counter(), time.process_time()
app = create_app(config)
print(time.perf_counter() - wall, time.process_time() - cpu)
app.extensions["texml"].close()
"""

_CALLS = count(1)
_ACTION = re.compile(rb'<(?:Gather|Dial) [^>]*?action="([^"]*)"')


async def fetch_bare(ask: Ask) -> None:
    """Ask for a document that is always the same."""
    await ask(call_request("/bare/document"))


async def visit(ask: Ask) -> None:
    """Call, type the code, type the PIN, and come back from the conference."""
    call = f"v3:visit-{next(_CALLS)}"
    answer = await ask(call_request("/voice", CallSid=call))
    for digits in ("1234", "114477"):
        answer = await ask(call_request(_action(answer), CallSid=call, Digits=digits))
    if b"<Conference" not in answer:
        raise SystemExit(f"not let in: {answer!r}")
    await ask(call_request(_action(answer), CallSid=call, DialCallStatus="completed"))


async def visit_while_callbacks_come(ask: Ask) -> None:
    """Make a visit, and have the platform tell of something meanwhile."""
    await ask(callback_request("/callbacks/conference"))
    await visit(ask)


def _action(answer: bytes) -> str:
    found = _ACTION.search(answer)
    if found is None:
        raise SystemExit(f"no question in {answer!r}")
    return "/" + html.unescape(found[1].decode()).split("/", 3)[3]


def show(sample: Sample) -> None:
    """Print what callers waited."""
    rate = f"{sample.requests} requests, {sample.per_second:.0f}/s"
    say(f"  {rate}   p50 {sample.p50_ms:.1f} ms   p99 {sample.p99_ms:.1f} ms")


def visits(seconds: float) -> None:
    """Print how visits fare at a pace, alone and with callbacks between them, and what one costs."""
    per_second = FETCHES / STEPS
    with server(ROOMS) as (port, arbiter):
        paced = partial(pace, port, connections=CONNECTIONS, per_second=per_second, visits=int(seconds * per_second))
        say(f"a bare view, {FETCHES} fetches a second: what this machine does at this moment")
        show(pace(port, fetch_bare, connections=CONNECTIONS, per_second=FETCHES, visits=int(seconds * FETCHES / 2)))
        say(f"visits of {STEPS} fetches, {FETCHES} fetches a second, on SQLite (target: p99 below 50 ms)")
        before = cpu_seconds(arbiter)
        sample = paced(visit)
        cost = (cpu_seconds(arbiter) - before) / (sample.requests / STEPS) * 1e3
        show(sample)
        say(f"  CPU   {cost:.1f} ms of the workers for a visit; most of it hashes the PIN\n")
        say("the same, and a callback for each visit")
        show(paced(visit_while_callbacks_come))
        say()


def start(rounds: int) -> None:
    """Print how long it takes to make an application with one room, and with a thousand."""
    say(f"an application is made of its rooms.toml, all with PINs as hashes (target: {MANY} rooms in 1 s)")
    for rooms in (1, MANY):
        found = []
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rooms.toml"
            file.write_text("".join(map(_room, range(rooms))))
            for _ in range(rounds):
                done = subprocess.run(
                    [sys.executable, "-c", START, folder, str(file)], check=True, stdout=subprocess.PIPE, text=True
                )
                found.append([float(figure) for figure in done.stdout.split()])
        wall, cpu = (statistics.median(each[side] for each in found) for side in (0, 1))
        say(f"  {rooms:>5} rooms   {wall:.2f} s, {cpu:.2f} s of the processor")


def _room(number: int) -> str:
    pin = f"scrypt${b64encode(number.to_bytes(16)).decode()}${b64encode(number.to_bytes(16)).decode()}"
    return f"""
[rooms.r{number}]
name = "Room {number}"
code = "{100_000 + number}"
welcome = "Welcome to room {number}."
lobby = true
hours = ["mon-fri 08:00-18:00"]
[rooms.r{number}.host]
pin = "{pin}"
[rooms.r{number}.participant]
pin = "{pin}"
"""


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    arguments = parser.parse_args()
    say(f"{WORKERS} workers, {CONNECTIONS} connections\n")
    visits(1.0 if arguments.short else 20.0)
    start(1 if arguments.short else 5)


if __name__ == "__main__":
    main()
