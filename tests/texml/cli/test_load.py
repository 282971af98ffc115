"""`texml load`, over real HTTP."""

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
    """Return where an application is served that knows one path."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK" if environ["PATH_INFO"] == "/voice" else "404 NO", [("Content-Type", "text/xml")])
        return [b"<Response><Pause length='60'/></Response>"]

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


FAST = ["--calls", "5", "--rate", "200", "--stay", "5", "--speed", "50"]


def test_report_is_a_table_of_latencies(run: Run, url: str) -> None:
    result = run("load", f"{url}/voice", *FAST)

    assert 0 == result.exit_code
    assert "5 calls, 5 requests in " in result.stdout
    assert ("p99 ms" in result.stdout, "/voice" in result.stdout) == (True, True)


def test_errors_end_with_status_1_and_are_told(run: Run, url: str) -> None:
    result = run("load", f"{url}/nothing", *FAST)

    assert (1, True) == (result.exit_code, "errors: status 404 at /nothing: 5" in result.stdout)


def test_json_is_the_report_and_nothing_else(run: Run, url: str) -> None:
    result = run("load", f"{url}/voice", *FAST, "--json")

    report = json.loads(result.stdout)
    assert (5, 5, {}) == (report["calls"], report["requests"], report["errors"])
    assert {"p50", "p90", "p99", "max"} == set(report["latency_ms"])
    assert ["/voice"] == list(report["slowest"])


@pytest.mark.parametrize("url", ["voice", "ftp://x/", "http://"])
def test_what_is_no_url_ends_with_status_2(url: str, run: Run) -> None:
    result = run("load", url)

    assert (2, True) == (result.exit_code, "is no URL of http" in result.stderr)
