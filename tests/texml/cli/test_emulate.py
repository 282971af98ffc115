"""`texml emulate`, over real HTTP and in real time: typed callers, and a client of its REST API in another process."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from click.testing import CliRunner, Result

from texml.cli import main
from texml.client import Client, Retries

Run = Callable[..., Result]
PATIENCE = 5_000  # questions, each a round trip through a turn of the clock


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    """Return the voice URL of an application that puts everybody who presses a key into one room."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "application/xml")])
        if environ["PATH_INFO"] == "/voice":
            return [b"<Response><Gather action='/room' numDigits='1'><Pause length='60'/></Gather></Response>"]
        return [b"<Response><Dial><Conference>room</Conference></Dial></Response>"]

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/voice"
        server.shutdown()
        thread.join()


def typed(url: str, *lines: str) -> Result:
    return CliRunner().invoke(main, ["emulate", url, "--brief"], input="".join(f"{line}\n" for line in lines))


def test_application_is_told_how_to_reach_the_platform(url: str) -> None:
    told = dict(line.split("=", 1) for line in typed(url).stdout.splitlines() if "=" in line)

    assert told["TELNYX_BASE_URL"].startswith("http://127.0.0.1:")
    assert {"TELNYX_API_KEY", "TELNYX_PUBLIC_KEY", "TEXML_ACCOUNT_SID"} <= set(told)
    assert told["TEXML_TELNYX_API_KEY"] == told["TELNYX_API_KEY"]


def test_callers_do_what_is_typed(url: str) -> None:
    result = typed(url, "anna: press 1", "# a remark", "bert: call from +13125550122", "wait 100ms", "anna: hang up")

    assert result.exit_code == 0
    for words in ("anna", "presses 1", "anna joined", "bert", "hangs up"):
        assert words in result.stdout, words


def test_what_is_no_step_is_told_and_the_rest_is_done(url: str) -> None:
    result = typed(url, "anna: dance", 'anna: hear "x"', "anna: call", "wait 50ms")

    assert ("'dance' is no step" in result.stdout, "is for scripts of `texml call`" in result.stdout) == (True, True)
    assert "anna" in result.stdout.partition("Allowed")[2]


@pytest.mark.parametrize("bad", ["nowhere", "ftp://x/"])
def test_what_is_no_url_ends_with_status_2(bad: str) -> None:
    assert CliRunner().invoke(main, ["emulate", bad]).exit_code == 2


def test_client_in_another_process_ends_the_conference(url: str) -> None:
    command = [sys.executable, "-c", "from texml.cli import main; main()", "emulate", url, "--brief"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        told = dict(process.stdout.readline().strip().split("=", 1) for _ in range(6))
        process.stdin.write("anna: press 1\n")
        process.stdin.flush()
        account = told["TEXML_ACCOUNT_SID"]
        client = Client(told["TELNYX_API_KEY"], base_url=told["TELNYX_BASE_URL"], retries=Retries(attempts=1))
        with client:
            conferences = client.texml.accounts.conferences
            for _ in range(PATIENCE):
                found = list(conferences.retrieve_conferences(account, status="in-progress"))
                if found:
                    break
            ended = conferences.update(str(found[0].sid), account_sid=account, status="completed")
        out, _ = process.communicate("quit\n", timeout=30)

    assert ("completed", 0) == (ended.status, process.returncode)
    assert "by REST: UpdateTexmlConference Status=completed -> 200" in out
