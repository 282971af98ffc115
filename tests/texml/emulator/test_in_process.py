"""Ways to an application in process: ASGI with its start-up and shut-down, WSGI; neither without end."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import fastapi
import httpx
import pytest

from texml.emulator.in_process import AsgiTransport, EventLoop, WsgiTransport, is_asgi
from texml.emulator.patience import Patience

URL = "http://localhost/voice"
Make = Callable[..., AsgiTransport]


@pytest.fixture
def serve() -> Iterator[Make]:
    """Return what serves an ASGI application; application and loop are closed at the end."""
    loop = EventLoop()
    served = []

    def serve(app: Any, timeout_s: float = 5.0) -> AsgiTransport:
        served.append(AsgiTransport(app, loop, most_bytes=100, timeout_s=timeout_s))
        return served[-1]

    yield serve
    for transport in served:
        transport.close()
    loop.close()


def post(transport: httpx.BaseTransport, url: str = URL, **options: Any) -> httpx.Response:
    response = transport.handle_request(httpx.Request("POST", url, **options))
    response.read()
    return response


async def echo(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    message = await receive()
    facts = [scope["method"], scope["path"], scope["query_string"].decode(), scope["server"], message["body"].decode()]
    await send({"type": "http.response.start", "status": 201, "headers": [(b"x-own", b"1")]})
    await send({"type": "http.response.body", "body": json.dumps(facts).encode()})


def test_request_and_answer_pass_through(serve: Make) -> None:
    response = post(serve(echo), "http://localhost:8080/a%20b?x=1", data={"Digits": "1"})

    assert ["POST", "/a b", "x=1", ["localhost", 8080], "Digits=1"] == response.json()
    assert (201, "1") == (response.status_code, response.headers["x-own"])


def test_fastapi_starts_up_once_and_shuts_down_when_it_is_closed(serve: Make) -> None:
    said: list[str] = []

    @asynccontextmanager
    async def lifespan(app: fastapi.FastAPI) -> Any:
        said.append("up")
        yield {"kept": "from the start"}
        said.append("down")

    app = fastapi.FastAPI(lifespan=lifespan)

    @app.post("/voice")
    async def voice(request: fastapi.Request) -> str:
        return str(request.state.kept)

    transport = serve(app)
    answers = [post(transport).json(), post(transport).json()]
    before = list(said)
    transport.close()

    assert (["from the start"] * 2, ["up"], ["up", "down"]) == (answers, before, said)


def test_application_that_cannot_start_says_why(serve: Make) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no database"})

    with pytest.raises(RuntimeError, match=r"lifespan\.startup\.failed: no database"):
        post(serve(app))


def test_streamed_answer_is_put_together(serve: Make) -> None:
    app = fastapi.FastAPI()

    @app.post("/voice")
    async def voice() -> fastapi.responses.StreamingResponse:
        return fastapi.responses.StreamingResponse(iter([b"<Response>", b"</Response>"]))

    assert b"<Response></Response>" == post(serve(app)).content


def test_endless_answer_is_cut_one_byte_after_what_is_kept(serve: Make) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"x" * 33, "more_body": True})

    assert b"x" * 101 == post(serve(app)).content


@pytest.mark.parametrize("is_sending", [False, True], ids=["is silent", "sends nothing, all the time"])
def test_application_that_never_ends_is_cut_off(is_sending: bool, serve: Make) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while is_sending:
            await send({"type": "http.response.body", "body": b"", "more_body": True})
        await asyncio.Event().wait()

    with pytest.raises(httpx.ReadTimeout, match=r"did not answer within 0\.05 s, and was cut off"):
        post(serve(app, timeout_s=0.05))


def test_application_that_ends_without_a_word_has_answered_500(serve: Make) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"

    assert 500 == post(serve(app)).status_code


def test_error_of_the_application_comes_through(serve: Make) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise ZeroDivisionError(scope["type"])

    with pytest.raises(ZeroDivisionError, match="http"):
        post(serve(app))


def test_application_learns_that_the_platform_is_gone_once_it_has_answered(serve: Make) -> None:
    told = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        told.append(await receive())

    post(serve(app))

    assert [{"type": "http.disconnect"}] == told


def test_requests_from_an_async_test_are_served_as_well(serve: Make) -> None:
    transport = serve(echo)

    async def test() -> int:
        return post(transport).status_code

    assert [201, 201] == [asyncio.run(test()), post(transport).status_code]


def flask_like(environ: Any, start_response: Any) -> list[bytes]:
    return []


class AsgiObject:
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("app", "expected"),
    [(flask_like, False), (echo, True), (AsgiObject(), True), (fastapi.FastAPI(), True)],
    ids=["WSGI", "coroutine", "object", "FastAPI"],
)
def test_asgi_is_told_from_wsgi(app: Any, expected: bool) -> None:
    assert expected is is_asgi(app)


def test_wsgi_answer_is_kept_as_far_as_it_is_read_and_closed() -> None:
    closed: list[bool] = []

    def app(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/xml"), ("Content-Encoding", "gzip")])
        try:
            while True:
                yield b"x" * 60
        finally:
            closed.append(True)

    patience = Patience(float("inf"))
    response = WsgiTransport(app, patience, most_bytes=100).handle_request(httpx.Request("POST", URL))

    assert (200, "gzip", 101) == (
        response.status_code,
        response.headers["content-encoding"],
        len(b"".join(response.stream)),  # type: ignore[arg-type]
    )
    assert closed == [True]
