"""Ways to an application in process: WSGI and ASGI, each an httpx transport.

An application in process runs in the thread that asks, so that a test's database transaction, thread-local state and
patches hold for it, too. One that never returns is cut off there.
"""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import httpx

from texml.emulator.patience import InProcessTimeout, Overdue, Patience
from texml.emulator.transports import origin_of

__all__ = ["ASGIApp", "App", "AsgiTransport", "EventLoop", "WSGIApp", "WsgiTransport", "is_asgi"]

WSGIApp = Callable[..., Any]
ASGIApp = Callable[..., Coroutine[Any, Any, None]]
App = WSGIApp | ASGIApp
"""A WSGI or ASGI application."""

_T = TypeVar("_T")
_Message = MutableMapping[str, Any]


def is_asgi(app: App) -> bool:
    """Return whether *app* is called as an ASGI application: its call is a coroutine."""
    return inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(getattr(app, "__call__", None))  # noqa: B004  # not whether, but what


class WsgiTransport(httpx.BaseTransport):
    """Requests to a WSGI application, which may try our *patience*.

    At most *most_bytes* of an answer are kept, and one more, which tells that there were more; so an endless answer
    ends.
    """

    def __init__(self, app: WSGIApp, patience: Patience, *, most_bytes: int) -> None:
        self._transport = httpx.WSGITransport(app)
        self._patience = patience
        self._most = most_bytes

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* and return the whole answer, or what of it is kept.

        Raises: InProcessTimeout where it takes too long; what the application raises.
        """
        try:
            return self._patience.run(lambda: self._whole(request))
        except Overdue:
            raise InProcessTimeout(self._patience.limit_s) from None

    def _whole(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        body = bytearray()
        try:
            for piece in cast("httpx.SyncByteStream", response.stream):
                body += piece[: self._most + 1 - len(body)]
                if len(body) > self._most:
                    break
        finally:
            response.close()
        return httpx.Response(response.status_code, headers=response.headers.raw, stream=_Whole(bytes(body)))


class EventLoop:
    """One event loop for all ASGI applications of a world; it stands still between requests."""

    def __init__(self) -> None:
        self._runner: asyncio.Runner | None = None
        self._helper: ThreadPoolExecutor | None = None

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Return what *work* comes to, having run the loop that long."""
        if self._runner is None:
            self._runner = asyncio.Runner()
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return self._runner.run(work)
        # An async test called us: a second loop cannot run in its thread.
        if self._helper is None:
            self._helper = ThreadPoolExecutor(1, "texml-asgi")
        return self._helper.submit(self._runner.run, work).result()

    def close(self) -> None:
        """Cancel what still runs and close the loop."""
        if self._runner is not None:
            if self._helper is None:
                self._runner.close()
            else:
                self._helper.submit(self._runner.close).result()
        if self._helper is not None:
            self._helper.shutdown()
        self._runner = self._helper = None


class _TooMuch(Exception):
    """Cut an application off that sends more than anyone reads."""


class AsgiTransport(httpx.BaseTransport):
    """Requests to an ASGI application in *loop*, its start-up and shut-down included.

    At most *most_bytes* of an answer are kept, and one more, which tells that there were more; so an endless answer
    ends. *timeout_s* bounds one request.
    """

    def __init__(self, app: ASGIApp, loop: EventLoop, *, most_bytes: int, timeout_s: float) -> None:
        self._app = app
        self._loop = loop
        self._most = most_bytes
        self._timeout_s = timeout_s
        self._limit_s = None if timeout_s == float("inf") else timeout_s
        self._lifespan: _Lifespan | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* and return the whole answer, or what of it is kept.

        Raises: InProcessTimeout where it takes too long; what the application raises before it answered.
        """
        if self._lifespan is None:
            self._lifespan = _Lifespan(self._app)
            self._loop.run(self._lifespan.start())
        answer = _Answer(self._most)
        scope = {**_scope(request), "state": dict(self._lifespan.state)}
        try:
            self._loop.run(asyncio.wait_for(self._app(scope, _receiver(request, answer), answer.send), self._limit_s))
        except _TooMuch:
            pass
        except TimeoutError:
            raise InProcessTimeout(self._timeout_s) from None
        return httpx.Response(answer.status, headers=answer.headers, stream=_Whole(bytes(answer.body)))

    def close(self) -> None:
        """Let the application shut down."""
        if self._lifespan is not None:
            self._loop.run(self._lifespan.stop())
            self._lifespan = None


class _Whole(httpx.SyncByteStream):
    """A body as the application encoded it: httpx would otherwise decode it on the way."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


class _Answer:
    """What an application has sent."""

    def __init__(self, most: int) -> None:
        self.status = 500  # of an application that ends without a word, as servers answer
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = bytearray()
        self.is_whole = asyncio.Event()
        self._most = most

    async def send(self, message: _Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")[: self._most + 1 - len(self.body)]
            if len(self.body) > self._most:
                raise _TooMuch
            if not message.get("more_body", False):
                self.is_whole.set()
            await asyncio.sleep(0)  # an application that only ever sends must let the clock be looked at


def _scope(request: httpx.Request) -> _Message:
    scheme, host, port = origin_of(request.url)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "server": (host, port),
        "client": ("127.0.0.1", 0),
        "root_path": "",
    }


def _receiver(request: httpx.Request, answer: _Answer) -> Callable[[], Coroutine[Any, Any, _Message]]:
    waiting = [{"type": "http.request", "body": request.read(), "more_body": False}]

    async def receive() -> _Message:
        if waiting:
            return waiting.pop()
        await answer.is_whole.wait()  # the platform stays on the line until it has its answer
        return {"type": "http.disconnect"}

    return receive


class _Lifespan:
    """Start-up and shut-down of an ASGI application; one that knows neither is served all the same."""

    def __init__(self, app: ASGIApp) -> None:
        self.state: dict[str, Any] = {}
        """What the application keeps from its start-up for its requests."""
        self._app = app
        self._task: asyncio.Future[None]

    async def start(self) -> None:
        """Return when the application has started.

        Raises: RuntimeError with its own words where it says that it cannot.
        """
        self._inbox: asyncio.Queue[_Message] = asyncio.Queue()
        self._told: asyncio.Queue[_Message] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
        self._task = asyncio.create_task(self._app(scope, self._inbox.get, self._take))
        await self._tell("lifespan.startup")

    async def _take(self, message: _Message) -> None:
        if not message["type"].startswith("lifespan."):  # it does not look at what it is asked
            raise RuntimeError(f"{message['type']} is no answer to lifespan")
        await self._told.put(message)

    async def stop(self) -> None:
        """Return when the application has shut down, or at once where it takes no part in this."""
        if not self._task.done():
            await self._tell("lifespan.shutdown")

    async def _tell(self, word: str) -> None:
        await self._inbox.put({"type": word})
        told = asyncio.create_task(self._told.get())
        await asyncio.wait((told, self._task), return_when=asyncio.FIRST_COMPLETED)
        if told.done():
            message = told.result()
            if message["type"] == f"{word}.failed":
                raise RuntimeError(f"the application says {word}.failed: {message.get('message') or 'no reason given'}")
        else:
            told.cancel()
            self._task.exception()  # it does not take part: looked at, so that nobody warns of it
