"""Group commit against a commit in each request: signed callbacks on SQLite, their rate and their tail.

What is compared is what most applications do: each request opens a transaction of its own, waits for SQLite's lock, and
commits. Both run under the same gunicorn, with 2 workers and 32 connections, in turn.

    python bench/commits.py           five rounds
    python bench/commits.py --short   a few seconds, to see that it still works
"""

import argparse
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from load import load
from serving import CONNECTIONS, KEY, WORKERS, callback_request, put_beside, running, tell, telling_pid

from server import Config, create_app
from server.callbacks import Reception
from server.log import sqlite
from server.log.arrival import Arrival
from server.log.inbox import Inbox
from server.log.writer import Writer
from server.serving import listen, run


class EachCommits(Inbox):
    """Commits in the thread of the request, with a connection of its own, and takes no turns."""

    def __init__(self, database: str) -> None:
        super().__init__(database)
        self._database = database
        self._local = threading.local()

    def append(self, arrival: Arrival) -> None:
        """Return when *arrival* is committed, however late that is."""
        if not hasattr(self._local, "writer"):
            self._local.writer = Writer(self._database)
        while True:
            try:
                self._local.writer.write([arrival])
            except sqlite.driver().OperationalError:
                continue  # somebody else has had the lock for a second
            return


def serve(folder: str, kind: str, ready: int) -> None:
    """Serve, and write the port to the file descriptor *ready*."""
    database = f"sqlite:///{folder}/log.db"
    config, listener = listen(
        Config(
            bind="127.0.0.1:0",
            workers=WORKERS,
            database=database,
            public_key=KEY.public.text,
            voice_signatures="off",
        )
    )
    app = create_app(config)
    if kind == "each":
        site = replace(app.extensions["texml"], inbox=EachCommits(database))
        app.wsgi_app = Reception(site, app.wsgi_app)  # type: ignore[method-assign]  # as Flask's manual has it
    put_beside(app, telling_pid())
    run(app, config, listener, when_ready=lambda config: tell(ready, config))


@contextmanager
def server(kind: str) -> Iterator[int]:
    """Run a server in a process of its own; give its port."""
    with tempfile.TemporaryDirectory() as folder, running(__file__, folder, kind) as (port, _):
        yield port


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    parser.add_argument("--serve", nargs=3, metavar=("FOLDER", "KIND", "FD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve[0], arguments.serve[1], int(arguments.serve[2]))
        return
    rounds, seconds = (1, 0.5) if arguments.short else (5, 3.0)
    tails = []
    with ExitStack() as stack:
        ports = {kind: stack.enter_context(server(kind)) for kind in ("group", "each")}
        for _ in range(rounds):
            found = {}
            for kind, port in ports.items():
                requests = iter([callback_request("/callbacks/conference") for _ in range(int(8_000 * seconds))])
                found[kind] = load(port, requests.__next__, connections=CONNECTIONS, seconds=seconds)
                sample = found[kind]
                name = {"group": "group commit", "each": "a commit in each request"}[kind]
                tail = f"p50 {sample.p50_ms:7.1f} ms   p99 {sample.p99_ms:7.1f} ms"
                print(f"  {name:<26}{sample.per_second:>7.0f}/s   {tail}", flush=True)
            tails.append(found["each"].p99_ms / found["group"].p99_ms)
    rounds_shown = ", ".join(f"{tail:.0f}" for tail in tails)
    ratio = statistics.median(tails)
    print(f"p99 of a commit in each request ÷ of group commit: {ratio:.0f} (wanted: 5; rounds: {rounds_shown})")


if __name__ == "__main__":
    main()
