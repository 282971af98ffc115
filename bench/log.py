"""The log: how fast events are folded, that one more costs the same after many, and reading from a large log.

python bench/log.py              10,000,000 events, some minutes to make
python bench/log.py --events N   another size
python bench/log.py --folder F   keep the log in the folder F, or use the one that is there
python bench/log.py --short      a few seconds, to see that it still works
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from server.log import sqlite
from server.log.arrival import Arrival, arrive
from server.log.fold import fold
from server.log.preparation import prepare
from server.log.store import Store
from server.log.writer import Writer

START = datetime(2026, 11, 1, tzinfo=UTC)
NAMES = ("conference-start", "participant-join", "participant-join", *("participant-speech-start",) * 3,
         "participant-speech-stop", "participant-leave", "participant-leave", "conference-end")  # fmt: skip
TEMPLATES = 1_000  # conferences that are really written; the rest of a large log are copies under other names


def body(conference: int, number: int, name: str, call: str) -> bytes:
    """Return one callback of a conference."""
    moment = START + timedelta(seconds=conference * 10 + number)
    return urlencode(
        {
            "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
            "CallSid": f"v3:{conference:08d}-{call}",
            "ConferenceSid": f"58b4eda9-03de-4bee-9178-{conference:012d}",
            "FriendlyName": f"Room {conference % 50}",
            "SequenceNumber": str(number),
            "StatusCallbackEvent": name,
            "Timestamp": moment.isoformat(),
        }
    ).encode()


def conversation(count: int, *, stride: int = 1) -> Iterator[Arrival]:
    """Yield so many events of one conference with 200 participants who come, speak and go, again and again.

    Only every *stride* th sequence number is used, as where some kinds of events are not subscribed to.
    """
    for number in range(count):
        name = NAMES[1 + number // 200 % 8]
        yield arrive(
            body(1, number * stride, name, f"c{number % 200}"), method="POST", content_type=None, received_at=START
        )


def show_fold(count: int) -> None:
    """Print how fast so many events are folded."""
    found = [arrival.fact for arrival in conversation(count) if arrival.fact is not None]
    rates = []
    for _ in range(5):
        began = time.process_time()
        fold("c", found)
        rates.append(count / (time.process_time() - began))
    print(f"fold: {statistics.median(rates):,.0f} events per second of processor time (wanted: 100,000)")


def show_long_conference(count: int, stride: int) -> None:
    """Print what one more event of a conference costs the writer, early and late; it commits 16 at once."""
    costs: dict[int, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/log.db"
        prepare(database)
        with closing(Writer(database)) as writer:
            events = conversation(count, stride=stride)
            done = 0
            while batch := list(islice(events, 16)):
                began = time.process_time()
                writer.write(batch)
                took = time.process_time() - began
                done += len(batch)
                for size in (count // 100, count):
                    if size * 0.8 < done <= size:  # the last fifth before it
                        costs.setdefault(size, []).append(took / len(batch) * 1e6)
    early, late = (statistics.median(costs[size]) for size in (count // 100, count))
    print(
        f"one more event of a conference, every {stride}. number used: {early:.0f} µs after {count // 100:,}, "
        f"{late:.0f} µs after {count:,}, {late / early:.2f} times (wanted: at most 2)"
    )


def make_log(database: str, path: Path, events: int) -> None:
    """Write some conferences in earnest, then copies of them by statements: the reader sees no difference."""
    prepare(database)
    with closing(Writer(database)) as writer:
        for conference in range(min(TEMPLATES, events // 10)):
            received_at = START + timedelta(seconds=conference * 10)
            batch = [
                arrive(body(conference, number, name, "ab"[number % 2]), method="POST", content_type=None,
                       received_at=received_at)
                for number, name in enumerate(NAMES)
            ]  # fmt: skip
            writer.write(batch[:-1] if conference % 100 == 0 else batch)
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        ((rows, conferences),) = connection.execute("SELECT max(d.id), max(conference_id) FROM delivery d").fetchall()
        for copy in range(1, max(1, events // max(1, rows))):
            connection.execute("BEGIN")
            connection.execute(
                "INSERT INTO conference SELECT id + ?, sid || '-' || ?, room, has_ended, state FROM conference "
                "WHERE id <= ?", (copy * conferences, copy, conferences))  # fmt: skip
            connection.execute(
                "INSERT INTO participant SELECT conference_id + ?, call || '-' || ?, state FROM participant "
                "WHERE conference_id <= ?", (copy * conferences, copy, conferences))  # fmt: skip
            connection.execute(
                "INSERT INTO delivery SELECT id + ?, event_id, conference_id + ?, chain_id, received_at, route, "
                "method, content_type, headers, raw, sha256, verdict, CAST(? || key AS BLOB), kind, call, "
                "room, problem FROM delivery WHERE id <= ?", (copy * rows, copy * conferences, copy, rows))  # fmt: skip
            connection.execute("COMMIT")


def p99_ms(read: Callable[[int], object], times: int) -> float:
    """Return the 99th percentile of the time that a reading takes."""
    took = []
    for number in range(times):
        began = time.perf_counter()
        read(number)
        took.append((time.perf_counter() - began) * 1_000)
    return sorted(took)[int(times * 0.99) - 1]


def show_reading(database: str, times: int) -> None:
    """Print how long readings of a log take."""
    with closing(Store(database)) as store:
        newest = store.conferences(limit=100)
        sids = [conference.sid for conference in newest]
        print(f"log of {store.cursor()} events (wanted: each p99 below 50 ms)")
        reads: dict[str, Callable[[int], object]] = {
            "newest page of events": lambda _: store.events(limit=100, newest_first=True),
            "newest page of a room": lambda n: store.events(rooms=[f"Room {n % 50}"], limit=100, newest_first=True),
            "one conference's state": lambda n: store.conference(sids[n % 100]),
            "list of live conferences": lambda _: store.conferences(is_live=True, limit=100),
        }
        for name, read in reads.items():
            read(0)
            print(f"  {name:<26} p99 {p99_ms(read, times):6.1f} ms")


def committed_per_second(database: str, first: int, count: int) -> float:
    """Return how many new events a second of processor time are committed, 16 at once, of ten to a conference."""
    batches = []
    for start in range(first, first + count, 16):
        numbers = range(start, start + 16)
        batches.append(
            [
                arrive(body(number // 10, number % 10, NAMES[number % 10], "ab"[number % 2]), method="POST",
                       content_type=None, received_at=START)
                for number in numbers
            ]
        )  # fmt: skip
    with closing(Writer(database)) as writer:
        began = time.process_time()
        for batch in batches:
            with writer.turn():
                writer.write(batch)
        return count / (time.process_time() - began)


def show_writing(database: str, rounds: int, count: int) -> None:
    """Print how many events are committed into a log, against an empty one, in turn."""
    ratios = []
    first = 1_000_000_000 + int(time.time()) % 100_000 * 10_000  # so that a log that is kept gets new ones each time
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            empty = f"sqlite:///{folder}/log.db"
            prepare(empty)
            pair = [committed_per_second(each, first + number * count, count) for each in (empty, database)]
        ratios.append(pair[1] / pair[0])
    shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"events committed per second, into it ÷ into an empty log: {statistics.median(ratios):.2f} (wanted: 0.9)")
    print(f"  rounds: {shown}; processor time, 16 to a commit")
    print(f"  memory of this process at its most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")


def main() -> None:
    """Run the benches."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    parser.add_argument("--events", type=int, default=10_000_000, help="how large the log is")
    parser.add_argument("--folder", type=Path, help="where the log stays, to be used again if it is there already")
    arguments = parser.parse_args()
    count = 5_000 if arguments.short else 100_000
    show_fold(count)
    for stride in (1, 2):
        show_long_conference(count, stride)
    with tempfile.TemporaryDirectory() as temporary:
        path = (arguments.folder or Path(temporary)) / "log.db"
        database = f"sqlite:///{path}"
        if not path.exists():
            make_log(database, path, 20_000 if arguments.short else arguments.events)
        show_reading(database, 100 if arguments.short else 500)
        show_writing(database, 3 if arguments.short else 7, 800 if arguments.short else 4_000)


if __name__ == "__main__":
    main()
