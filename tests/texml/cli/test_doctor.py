"""`texml doctor`, over real HTTP."""

import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from click.testing import Result

Run = Callable[..., Result]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    """Return where a careless application is served; its path decides on the status."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        status = "200 OK" if environ["PATH_INFO"] == "/voice" else "500 OH NO"
        start_response(status, [("Content-Type", "text/html")])
        return [b"<Response><Say>Hello</Say></Response>"]

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_findings_are_explained_with_what_to_do(run: Run, url: str) -> None:
    result = run("doctor", f"{url}/voice")

    assert 0 == result.exit_code
    assert "      ok  POST: status 200, 37 bytes in " in result.stdout
    assert " warning  Content-Type is text/html\n          send application/xml; charset=utf-8\n" in result.stdout


def test_error_ends_with_status_1(run: Run, url: str) -> None:
    result = run("doctor", f"{url}/broken")

    assert (1, True) == (result.exit_code, "   error  POST: status 500" in result.stdout)


def test_json_is_one_finding_a_line(run: Run, url: str) -> None:
    result = run("doctor", f"{url}/voice", "--json")

    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"severity", "text", "advice"} == set(found[0])
    assert {"fine", "warning"} <= {item["severity"] for item in found}


@pytest.mark.parametrize("url", ["voice", "ftp://x/", "http://"])
def test_what_is_no_url_ends_with_status_2(url: str, run: Run) -> None:
    result = run("doctor", url)

    assert (2, True) == (result.exit_code, "is no URL of http" in result.stderr)
