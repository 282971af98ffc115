"""A small HTTP/1.1 load generator: keep-alive connections, spread evenly over the workers, latency of each request."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Sample", "load"]

_HEAD_END = b"\r\n\r\n"


class Sample(NamedTuple):
    """One run: requests per second, and latencies in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    requests: int


class _Connection(asyncio.Protocol):
    """One keep-alive connection that sends its next request when the last one was answered."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answered: Callable[[bytes], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def ask(self, request: bytes, answered: Callable[[bytes], None]) -> None:
        self._answered = answered
        self.transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(_HEAD_END)
        if not end or len(body) < _content_length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        self._buffer = b""
        if self._answered is not None:
            self._answered(body)


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0


def load(
    port: int, make: Callable[[], bytes], *, connections: int, workers: int, seconds: float, most: int | None = None
) -> Sample:
    """Return what *connections* connections achieve in *seconds*, or in *most* requests if that is sooner.

    *make* gives the bytes of the next request. GET /pid must answer with the worker's process id: connections stay
    with the worker that accepted them, so without an even spread one run would have luck and the next one not.
    """
    return asyncio.run(_load(port, make, connections, workers, seconds, most))


async def _load(
    port: int, make: Callable[[], bytes], connections: int, workers: int, seconds: float, most: int | None
) -> Sample:
    chosen = await _spread(port, connections, workers)
    latencies: list[float] = []
    done = asyncio.get_running_loop().create_future()
    running = len(chosen)
    deadline = time.perf_counter() + seconds

    def drive(connection: _Connection) -> None:
        sent = time.perf_counter()

        def answered(_: bytes) -> None:
            nonlocal running, sent
            now = time.perf_counter()
            latencies.append(now - sent)
            if now < deadline and (most is None or len(latencies) < most):
                sent = time.perf_counter()
                connection.ask(make(), answered)
                return
            running -= 1
            if running == 0:
                done.set_result(None)

        connection.ask(make(), answered)

    started = time.perf_counter()
    for connection in chosen:
        drive(connection)
    await done
    elapsed = time.perf_counter() - started
    for connection in chosen:
        connection.transport.close()
    latencies.sort()
    return Sample(
        len(latencies) / elapsed,
        latencies[len(latencies) // 2] * 1e3,
        latencies[int(len(latencies) * 0.99)] * 1e3,
        len(latencies),
    )


async def _spread(port: int, connections: int, workers: int) -> list[_Connection]:
    loop = asyncio.get_running_loop()
    by_worker: dict[bytes, list[_Connection]] = defaultdict(list)
    share = connections // workers
    while len(by_worker) < workers or min(map(len, by_worker.values())) < share:
        _, connection = await loop.create_connection(_Connection, "127.0.0.1", port)
        answer: asyncio.Future[bytes] = loop.create_future()
        connection.ask(b"GET /pid HTTP/1.1\r\nHost: localhost\r\n\r\n", answer.set_result)
        by_worker[await answer].append(connection)
    for spare in [connection for own in by_worker.values() for connection in own[share:]]:
        spare.transport.close()
    return [connection for own in by_worker.values() for connection in own[:share]]
