"""A server on a log of ten million events against one on an empty log: callbacks, readings over HTTP, and memory.

The servers are started anew for each round and measured in turn, so that the empty log is an empty one each time.
Conferences are told of as they are: many at once, each in one of fifty rooms, with ids that nobody could foresee.

    python bench/aged.py              10,000,000 events, some minutes to make
    python bench/aged.py --events N   another size
    python bench/aged.py --folder F   keep the log in the folder F, or use the one that is there
    python bench/aged.py --short      a few seconds, to see that it still works
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from random import Random
from uuid import UUID

from load import Sample, load
from log import NAMES, make_log
from serving import (
    CONNECTIONS,
    KEY,
    WORKERS,
    cpu_seconds,
    document_request,
    resident_mib,
    running,
    say,
    serve_log,
    signed_request,
)

from server import Config
from server.log.store import Store

LIVE = 40  # conferences that are held at once


def serve(folder: str, ready: int) -> None:
    """Serve the log in *folder*, and write the port to the file descriptor *ready*."""
    settings = Config(
        bind="127.0.0.1:0",
        workers=WORKERS,
        database=f"sqlite:///{folder}/log.db",
        public_key=KEY.public.text,
        voice_signatures="off",
    )
    serve_log(settings, ready)


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, int]]:
    """Run a server in a process of its own; give its port, and the process id of its arbiter, once all workers run."""
    with running(__file__, str(folder)) as (port, arbiter):
        while len(resident_mib(arbiter)) < WORKERS:
            time.sleep(0.1)
        yield port, arbiter


def callbacks(random: Random) -> Iterator[bytes]:
    """Yield callbacks of conferences that are held at the same time, as the platform signs and sends them."""

    def sid() -> str:
        return str(UUID(int=random.getrandbits(128), version=4))

    def meeting() -> Iterator[dict[str, str]]:
        conference, calls, room = sid(), [f"v3:{sid()}" for _ in "ab"], f"Room {random.randrange(50)}"
        for number, name in enumerate(NAMES):
            yield {
                "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
                "CallSid": calls[number % 2],
                "CallSidLegacy": calls[number % 2],
                "ConferenceSid": conference,
                "FriendlyName": room,
                "From": "+13125550100",
                "SequenceNumber": str(number),
                "StatusCallbackEvent": name,
                "Timestamp": datetime.now(UTC).isoformat(),
                "To": "+13125550199",
            }

    meetings = [meeting() for _ in range(LIVE)]
    while True:
        place = random.randrange(LIVE)
        fields = next(meetings[place], None)
        if fields is None:
            meetings[place] = meeting()
            continue
        yield signed_request("/callbacks/conference", fields)


def take_callbacks(server: tuple[int, int], seconds: float) -> tuple[Sample, float]:
    """Return how many callbacks a server takes, and the processor time of its workers for one, in microseconds."""
    port, arbiter = server
    made = callbacks(Random())
    # Made before: to sign them would take the server's time.
    ready = iter([next(made) for _ in range(int(6_000 * seconds))])
    before = cpu_seconds(arbiter)
    sample = load(port, ready.__next__, connections=CONNECTIONS, seconds=seconds)
    return sample, (cpu_seconds(arbiter) - before) / sample.requests * 1e6


def show_callbacks(folder: Path, rounds: int, seconds: float) -> None:
    """Print callbacks per second on the log in *folder* against those on an empty one, in turn."""
    found: list[list[tuple[Sample, float]]] = []
    grown: list[float] = []
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory() as empty, server(Path(empty)) as fresh, server(folder) as aged:
            before = resident_mib(aged[1])
            # Each is the first one in every other round.
            taken = {each: take_callbacks(each, seconds) for each in ((fresh, aged) if number % 2 else (aged, fresh))}
            found.append([taken[fresh], taken[aged]])
            after = resident_mib(aged[1])
        grown += [after[pid] - size for pid, size in before.items()]
        of_empty, of_log = found[-1]
        say(
            f"  round {number}: {of_log[0].per_second:.0f} of {of_empty[0].per_second:.0f}/s, "
            f"{of_log[0].per_second / of_empty[0].per_second:.2f}; CPU {of_empty[1] / of_log[1]:.2f}"
        )
    for name, side in (("empty log", 0), ("large log", 1)):
        rate = statistics.median(pair[side][0].per_second for pair in found)
        p99 = statistics.median(pair[side][0].p99_ms for pair in found)
        cost = statistics.median(pair[side][1] for pair in found)
        say(f"  {name}   {rate:6.0f}/s   p99 {p99:6.1f} ms   {cost:.0f} µs of the workers for one")
    rates = statistics.median(pair[1][0].per_second / pair[0][0].per_second for pair in found)
    costs = statistics.median(pair[0][1] / pair[1][1] for pair in found)
    say(f"  large ÷ empty {rates:.2f} (wanted: 0.9); CPU, empty ÷ large {costs:.2f}")
    say(f"  a worker on the large log has grown by {statistics.median(grown):.1f} MiB, at most {max(grown):.1f}\n")


def show_reading(folder: Path, count: int) -> None:
    """Print how long the API takes to tell of the log in *folder*, asked by one client at a time."""
    with closing(Store(f"sqlite:///{folder}/log.db", create=False)) as store:
        sids = [conference.sid for conference in store.conferences(limit=100)]
    reads: dict[str, list[str]] = {
        "newest page of events": ["/api/events"],
        "newest page of a room": [f"/api/events?room=Room%20{number}" for number in range(50)],
        "one conference's state": [f"/api/conferences/{sid}" for sid in sids],
        "list of live conferences": ["/api/conferences?status=live"],
        "hundred live conferences": ["/api/conferences?status=live&limit=100"],
    }
    with server(folder) as (port, arbiter):
        before = resident_mib(arbiter)
        for name, paths in reads.items():
            ask = _asking(paths)
            load(port, ask, connections=WORKERS, seconds=60, most=20)
            began = cpu_seconds(arbiter)
            sample = load(port, ask, connections=1, seconds=60, most=count)
            cost = (cpu_seconds(arbiter) - began) / sample.requests * 1e3
            say(f"  {name:<26} p50 {sample.p50_ms:5.1f}   p99 {sample.p99_ms:6.1f} ms   CPU {cost:5.1f} ms")
        after = resident_mib(arbiter)
    for pid, size in before.items():
        say(f"  worker {size:6.1f} MiB -> {after[pid]:6.1f} MiB")


def _asking(paths: list[str]) -> Callable[[], bytes]:
    turns = cycle(paths)
    return lambda: document_request(next(turns))


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    parser.add_argument("--events", type=int, default=10_000_000, help="how large the log is")
    parser.add_argument("--folder", type=Path, help="where the log stays, to be used again if it is there already")
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "FD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve[0], int(arguments.serve[1]))
        return
    rounds, seconds, count = (1, 0.5, 50) if arguments.short else (7, 4.0, 500)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        path = folder / "log.db"
        if not path.exists():
            make_log(f"sqlite:///{path}", path, 20_000 if arguments.short else arguments.events)
        say(f"{WORKERS} workers; a log of {path.stat().st_size >> 20:,} MiB\n")
        say("readings by HTTP (wanted: each p99 below 50 ms)")
        show_reading(folder, count)
        say(f"\nsigned callbacks, {CONNECTIONS} connections")
        show_callbacks(folder, rounds, seconds)


if __name__ == "__main__":
    main()
