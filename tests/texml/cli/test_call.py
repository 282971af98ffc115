"""`texml call`: be a caller of an application, over real HTTP."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from click.testing import CliRunner, Result
from flask import Flask, request

from texml.cli import main

Run = Callable[..., Result]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def bridge() -> Flask:
    app = Flask("bridge")

    def xml(verbs: str) -> tuple[str, dict[str, str]]:
        return f"<Response>{verbs}</Response>", {"Content-Type": "text/xml"}

    @app.post("/voice")
    def voice() -> Any:
        return xml("<Gather numDigits='1' action='/room'><Say>For the standup press 1</Say></Gather>")

    @app.post("/room")
    def room() -> Any:
        host = str(request.form["Digits"] == "9").lower()
        return xml(f"<Dial><Conference startConferenceOnEnter='{host}'>standup</Conference></Dial>")

    @app.get("/voice")
    def by_get() -> Any:
        return xml("<Say>by GET</Say>")

    @app.post("/sorry")
    def sorry() -> Any:
        return xml("<Say>Sorry</Say>")

    return app


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return where the bridge is served."""
    with make_server("127.0.0.1", 0, bridge(), handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_thread_is_left() -> None:
    """Let the server's thread live as long as the module: it is stopped by its own fixture."""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a script and gives its path."""

    def write(text: str) -> Path:
        file = tmp_path / "script.txt"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_call_prints_what_is_heard_and_every_request(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--press", "1")

    assert 0 == result.exit_code
    for words in (
        "calls +13125550100", 'hears "For the standup press 1"', "presses 1", "POST /room for gather_action: 200",
        "<Conference startConferenceOnEnter='false'>", "hears music", "hangs up", "completed (caller)",
    ):  # fmt: skip
        assert words in result.stdout


def test_brief_call_prints_no_documents(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--press", "1", "--brief")

    assert (True, False) == ("POST /room" in result.stdout, "<Conference" in result.stdout)


def test_numbers_are_those_that_are_given(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--to", "+15550100", "--from", "+15550111")

    assert "caller          calls +15550100" in result.stdout


def test_several_callers_meet(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--press", "9", "--callers", "3")

    assert ["caller 1 joined", "caller 2 joined", "caller 3 joined"] == [
        line.split("  ")[-1].strip() for line in result.stdout.splitlines() if line.endswith(" joined")
    ]


def test_script_is_played(run: Run, url: str, write: Callable[[str], Path]) -> None:
    script = write(
        "anna: press 1\nanna: expect waiting in standup\nben: press 9\nanna: expect talking in standup\nall: hang up\n"
    )

    result = run("call", f"{url}/voice", "--script", script)

    assert (0, True) == (result.exit_code, "started by ben" in result.stdout)


def test_script_whose_expectation_fails_ends_with_status_1_and_its_line(
    run: Run, url: str, write: Callable[[str], Path]
) -> None:
    result = run("call", f"{url}/voice", "--script", write("press 1\nexpect talking in standup\n"))

    assert (1, True) == (
        result.exit_code,
        "line 2: caller is not talking in standup: waiting in standup" in result.stdout,
    )


def test_json_is_the_timeline_and_nothing_else(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--press", "1", "--json")

    told = json.loads(result.stdout)
    assert {"CallChanged", "Heard", "Exchange", "ConferenceChanged", "Act"} <= {entry["kind"] for entry in told}
    assert "hears" in result.stderr


def test_method_may_be_get(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--method", "GET")

    assert (0, True) == (result.exit_code, 'hears "by GET"' in result.stdout)


def test_call_that_the_application_breaks_ends_with_status_1(run: Run, url: str) -> None:
    result = run("call", f"{url}/nothing")

    assert (1, True) == (result.exit_code, "! status-404" in result.stdout)


def test_fallback_saves_the_call(run: Run, url: str) -> None:
    result = run("call", f"{url}/nothing", "--fallback", f"{url}/sorry")

    assert (0, True) == (result.exit_code, 'hears "Sorry"' in result.stdout)


def test_fault_goes_wrong_and_one_that_never_happened_is_told(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--fault", "duplicate voice_url", "--fault", "drop conference_end")

    assert "[duplicate voice_url, an extra request]" in result.stdout
    assert "never happened: drop conference_end" in result.stdout


def test_torture_says_what_breaks(run: Run, url: str) -> None:
    result = run("call", f"{url}/voice", "--press", "1", "--torture")

    assert 1 == result.exit_code
    assert "no fault: stood" in result.stdout
    assert "duplicate fetches: stood" in result.stdout
    broken = "forged: not stood\n    POST /voice: a request that was forged was answered with 200; refuse it with 401\n"
    assert broken in result.stdout


def test_interactive_call_is_made_by_who_types(url: str) -> None:
    result = CliRunner().invoke(main, ["call", f"{url}/voice", "--interactive"], input="hello\nhang up\n")

    assert 0 == result.exit_code
    assert ('says "hello"' in result.stdout, "hangs up" in result.stdout) == (True, True)


def test_interactive_call_ends_when_the_keyboard_does(url: str) -> None:
    result = CliRunner().invoke(main, ["call", f"{url}/voice", "--interactive"], input="")

    assert (0, True) == (result.exit_code, "hangs up" in result.stdout)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["ftp://x/"], "'ftp://x/' is no URL of http"),
        (["http://"], "'http://' is no URL of http"),
        (["http://127.0.0.1/", "--press", "x"], "press 'x' says nothing. Allowed: press 1111#"),
        (["http://127.0.0.1/", "--fault", "brake"], "'brake' is no kind of fault; allowed: drop"),
        (["http://127.0.0.1/", "--contract", "loose"], "'loose' is not one of 'documented'"),
        (["http://127.0.0.1/", "--callers", "0"], "0 is not in the range"),
        (["http://127.0.0.1/", "--script", "nothing.txt"], "'nothing.txt' does not exist"),
    ],
)
def test_what_says_nothing_ends_with_status_2(options: list[str], message: str, run: Run) -> None:
    result = run("call", *options)

    assert (2, True) == (result.exit_code, message in " ".join(result.stderr.split()))


def test_press_and_script_exclude_each_other(run: Run, write: Callable[[str], Path]) -> None:
    result = run("call", "http://127.0.0.1/", "--script", write("press 1"), "--press", "1")

    assert (2, True) == (result.exit_code, "exclude each other" in result.stderr)


def test_mistake_in_a_script_names_file_and_line(run: Run, write: Callable[[str], Path]) -> None:
    script = write("\npres 1\n")

    result = run("call", "http://127.0.0.1/", "--script", script)

    message = f"{script}: line 2: 'pres' is no step; did you mean 'press'"
    assert (2, True) == (result.exit_code, message in result.stderr)


def test_script_that_is_not_utf_8_is_told(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(b"hear \xff\n")

    result = run("call", "http://127.0.0.1/", "--script", script)

    assert (2, True) == (result.exit_code, "is not UTF-8: invalid start byte at byte 5" in result.stderr)


def test_script_may_begin_with_a_byte_order_mark(run: Run, url: str, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(b"\xef\xbb\xbfpress 1\r\nexpect waiting in standup\r\n")

    assert 0 == run("call", f"{url}/voice", "--script", script).exit_code
