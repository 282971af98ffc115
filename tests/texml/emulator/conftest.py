"""What the tests around the engine share: applications that behave badly, in process and over a socket."""

import gzip
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask, request
from flask import Response as Answer

from texml.testing import World

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

XML = "application/xml; charset=utf-8"
HELLO = b"<Response><Say>hello</Say></Response>"


@pytest.fixture
def answering() -> Callable[..., Wsgi]:
    """Return what makes a WSGI application that always answers alike."""
    return _answering


@pytest.fixture
def bomb() -> bytes:
    """Return a document that is small on the wire and not when it is unpacked."""
    return gzip.compress(b"<Response>" + b" " * 50_000_000 + b"</Response>")


def _answering(
    body: bytes | Iterable[bytes] = HELLO, *, status: str = "200 OK", headers: dict[str, str] | None = None
) -> Wsgi:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response(status, list({"Content-Type": XML, **(headers or {})}.items()))
        return [body] if isinstance(body, bytes) else body

    return app


class Socket:
    """A server of bytes: for each connection it reads what came and does what it was told to."""

    def __init__(self, behave: Callable[[socket.socket, Event], None]) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stop = Event()
        self._behave = behave
        self._threads: list[Thread] = []
        self._accepting = Thread(target=self._accept)
        self._accepting.start()
        self.received: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._stop.is_set():
                connection.close()
                return
            thread = Thread(target=self._serve, args=[connection])
            thread.start()
            self._threads.append(thread)

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                self.received.append(connection.recv(65_536))
                self._behave(connection, self._stop)
            except OSError:
                pass  # the other side had enough

    def close(self) -> None:
        self._stop.set()
        socket.create_connection(self._listener.getsockname()).close()
        for thread in (self._accepting, *self._threads):
            thread.join()
        self._listener.close()


@pytest.fixture
def listen() -> Iterator[Callable[[Callable[[socket.socket, Event], None]], Socket]]:
    """Return what starts a server of bytes; all are stopped at the end."""
    with ExitStack() as stack:

        def listen(behave: Callable[[socket.socket, Event], None]) -> Socket:
            server = Socket(behave)
            stack.callback(server.close)
            return server

        yield listen


class Bridge:
    """A dial-in conference in plain Flask: 1111# waits in the standup, 9999# starts and ends it."""

    def __init__(self) -> None:
        self.app = Flask("bridge")
        self.callbacks: list[dict[str, str]] = []
        self.app.post("/voice")(self.voice)
        self.app.post("/pin")(self.pin)
        self.app.post("/left")(self.left)
        self.app.post("/events")(self.events)

    def voice(self) -> Answer:
        return _xml(
            '<Gather finishOnKey="#" timeout="5" action="/pin"><Say>Welcome. Enter your PIN.</Say></Gather>'
            "<Say>We heard nothing.</Say>"
        )

    def pin(self) -> Answer:
        starts = str(request.form["Digits"] == "9999").lower()
        return _xml(
            f'<Say>Thank you.</Say><Dial action="/left"><Conference startConferenceOnEnter="{starts}" '
            f'endConferenceOnExit="{starts}" statusCallback="/events" statusCallbackEvent="start end join leave">'
            "standup</Conference></Dial>"
        )

    def left(self) -> Answer:
        return _xml("<Say>Goodbye.</Say>")

    def events(self) -> Answer:
        self.callbacks.append(request.form.to_dict())
        return Answer(status=200, mimetype="text/plain")


def _xml(verbs: str) -> Answer:
    return Answer(f"<Response>{verbs}</Response>", content_type=XML)


@pytest.fixture
def bridge() -> Bridge:
    """Return a dial-in conference that keeps the callbacks that it gets."""
    return Bridge()


@pytest.fixture
def make_world(bridge: Bridge) -> Iterator[Callable[..., World]]:
    """Return what makes a world in which +13125550100 leads to the bridge, or to another application."""
    with ExitStack() as stack:

        def make(app: Any = None, **options: Any) -> World:
            world = stack.enter_context(World(wall=lambda: 1_800_000_000.0, **options))
            world.serve("+13125550100", app or bridge.app, voice_url="/voice")
            return world

        yield make


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """Return a world in which +13125550100 leads to the bridge."""
    return make_world()
