"""A small HTTP/1.1 load generator: keep-alive connections, latency of each request; at full speed or at a pace."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from typing import NamedTuple

__all__ = ["Ask", "Sample", "load", "pace"]

_HEAD_END = b"\r\n\r\n"


class Sample(NamedTuple):
    """One run: requests per second, and latencies in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    requests: int
    spread: tuple[int, ...] = ()


Ask = Callable[[bytes], Coroutine[None, None, bytes]]
"""Sends one request, and returns the body of the answer."""


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


def load(port: int, make: Callable[[], bytes], *, connections: int, seconds: float, most: int | None = None) -> Sample:
    """Return what *connections* connections, opened at once and kept, achieve in *seconds* or *most* requests.

    *make* gives the bytes of the next request. GET /pid must answer with the worker's process id: the sample tells
    how the connections were spread, most of them first.
    """
    return asyncio.run(_load(port, make, connections, seconds, most))


async def _load(port: int, make: Callable[[], bytes], connections: int, seconds: float, most: int | None) -> Sample:
    chosen, spread = await _connect(port, connections)
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
    return _sample(latencies, elapsed, spread)


def pace(
    port: int,
    visit: Callable[[Ask], Coroutine[None, None, None]],
    *,
    connections: int,
    per_second: float,
    visits: int,
) -> Sample:
    """Return the latencies of the requests of so many visits, begun at a steady pace however long each one takes.

    *visit* makes the requests of one visit, each with the function that it is given. A request that finds all
    connections taken waits for one, and its time counts from when it began to wait.
    """
    return asyncio.run(_pace(port, visit, connections, per_second, visits))


async def _pace(
    port: int, visit: Callable[[Ask], Coroutine[None, None, None]], connections: int, per_second: float, visits: int
) -> Sample:
    opened, spread = await _connect(port, connections)
    idle: asyncio.Queue[_Connection] = asyncio.Queue()
    for connection in opened:
        idle.put_nowait(connection)
    latencies: list[float] = []

    async def ask(request: bytes) -> bytes:
        asked = time.perf_counter()
        connection = await idle.get()
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        connection.ask(request, answer.set_result)
        body = await answer
        latencies.append(time.perf_counter() - asked)
        idle.put_nowait(connection)
        return body

    started = time.perf_counter()
    running = []
    for number in range(visits):
        await asyncio.sleep(max(0.0, started + number / per_second - time.perf_counter()))
        running.append(asyncio.ensure_future(visit(ask)))
    await asyncio.gather(*running)
    elapsed = time.perf_counter() - started
    for connection in opened:
        connection.transport.close()
    return _sample(latencies, elapsed, spread)


def _sample(latencies: Sequence[float], elapsed: float, spread: tuple[int, ...]) -> Sample:
    ordered = sorted(latencies)
    return Sample(
        len(ordered) / elapsed,
        ordered[len(ordered) // 2] * 1e3,
        ordered[int(len(ordered) * 0.99)] * 1e3,
        len(ordered),
        spread,
    )


async def _connect(port: int, count: int) -> tuple[list[_Connection], tuple[int, ...]]:
    """Return so many connections, opened at once, and how many of them each worker has."""
    loop = asyncio.get_running_loop()
    opened = await asyncio.gather(*(loop.create_connection(_Connection, "127.0.0.1", port) for _ in range(count)))
    connections = [connection for _, connection in opened]
    answers: list[asyncio.Future[bytes]] = [loop.create_future() for _ in connections]
    for connection, answer in zip(connections, answers, strict=True):
        connection.ask(b"GET /pid HTTP/1.1\r\nHost: localhost\r\n\r\n", answer.set_result)
    spread = Counter(await asyncio.gather(*answers))
    return connections, tuple(sorted(spread.values(), reverse=True))
