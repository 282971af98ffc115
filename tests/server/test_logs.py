"""What the server says of itself: facts as JSON lines, and nothing that a request said."""

import json
import logging
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from gunicorn.config import Config

from server import logs
from server.logs import GunicornLogger

Lines = Callable[[], list[dict[str, Any]]]

SECRET = "hush-token"
NUMBER = "+13125550100"

# What a program says, and what it must not: each runs in a process of its own, after logs.configure().
SAYERS = {
    "structlog": "import structlog; structlog.get_logger().error('it failed', reason='disk', exc_info=error)",
    "structlog in a handler": "import structlog; structlog.get_logger().exception('it failed', reason='disk')",
    "logging": "import logging; logging.getLogger('any').error('it failed', exc_info=error)",
    "logging in a handler": "import logging; logging.getLogger('any').exception('it failed')",
}
PROGRAM = """
from server import logs
logs.configure()

def fail():
    raise ValueError("{secret}")

try:
    fail()
except ValueError as caught:
    error = caught
    {say}
"""

# A server with a clock that fails, or a log that is locked, is told of a caller.
REQUEST = """
import sys
from server import Services, create_app, logs
from server.config import load
from server.log import sqlite

def now():
    raise ValueError("{secret}")

logs.configure()
config = load({{"database": "sqlite:///" + sys.argv[1], "spool": "/dev/null", "path_token": "{secret}"}}, environ={{}})
app = create_app(config, services=Services({clock}))
locked = sqlite.driver().connect(sys.argv[1], isolation_level=None)
{lock}
answer = app.test_client().post("/{secret}/callbacks/conference?a={secret}", data={{"From": "{number}"}})
print(answer.status_code)
locked.close()
app.extensions["texml"].close()
"""


@pytest.fixture
def lines(own_logging: None) -> Lines:
    """Configure logging on a standard error of its own; return what reads what was said there."""
    with redirect_stderr(StringIO()) as said:
        logs.configure()
    return lambda: [json.loads(line) for line in said.getvalue().splitlines()]


@pytest.fixture
def gunicorn(own_logging: None) -> GunicornLogger:
    """Return the logger of a gunicorn whose access log is asked for."""
    config = Config()
    config.set("accesslog", "-")
    return GunicornLogger(config)


@pytest.fixture
def raised() -> Exception:
    """Return an exception that has been raised, and quotes what somebody sent."""
    with pytest.raises(LookupError) as caught:
        raise LookupError(f"{SECRET} {NUMBER}")
    return caught.value


def run(program: str, *arguments: object, **pipes: Any) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, timeout=60, **pipes)
    assert 0 == done.returncode, done.stderr
    return done


def without_place(line: str) -> dict[str, str]:
    """Return what a line says, but for the time and the lines of code."""
    return {key: said for key, said in json.loads(line).items() if key not in ("timestamp", "trace", "level")}


class TestProcess:
    @pytest.mark.parametrize("say", SAYERS.values(), ids=SAYERS)
    def test_exception_is_told_by_type_and_place_without_its_message(self, say: str) -> None:
        done = run(PROGRAM.format(secret=SECRET, say=say), stderr=subprocess.PIPE)

        (line,) = done.stderr.splitlines()
        said = json.loads(line)
        assert ("error", "it failed", "ValueError") == (said["level"], said["event"], said["exception"])
        assert ["<string>:9", "<string>:6"] == said["trace"]
        assert ("", False) == (done.stdout, SECRET in done.stderr)

    def test_terminal_is_told_in_plain_lines(self) -> None:
        with ExitStack() as stack:
            ours, theirs = (stack.enter_context(os.fdopen(end, "rb+", buffering=0)) for end in pty.openpty())

            run(PROGRAM.format(secret=SECRET, say=SAYERS["structlog"]), stderr=theirs)
            said = ours.read(65536).decode()

        assert (True, True, False) == ("it failed" in said, "ValueError" in said, said.startswith("{"))
        assert SECRET not in said

    def test_import_configures_nothing(self) -> None:
        program = "import logging, server.logs, structlog; print(logging.root.handlers, structlog.is_configured())"

        assert "[] False\n" == run(program).stdout


class TestRequest:
    @pytest.mark.parametrize(
        ("clock", "lock", "status", "told"),
        [
            pytest.param(
                "now=now",
                "",
                "500",
                {"event": "request failed", "route": "conference", "exception": "ValueError"},
                id="fault",
            ),
            pytest.param(
                "",
                "locked.execute('BEGIN EXCLUSIVE')",
                "503",
                {
                    "event": "callback not stored",
                    "route": "conference",
                    "reason": "not written: no commit within 0.7 s; not spooled: File exists",
                },
                id="not stored",
            ),
        ],
    )
    def test_nothing_that_the_request_said_is_told(
        self, clock: str, lock: str, status: str, told: dict[str, str], tmp_path: Path
    ) -> None:
        program = REQUEST.format(secret=SECRET, number=NUMBER, clock=clock, lock=lock)

        done = run(program, tmp_path / "log.db", stderr=subprocess.PIPE)

        (line,) = [line for line in done.stderr.splitlines() if told["event"] in line]
        assert (f"{status}\n", told) == (done.stdout, without_place(line))
        assert (False, False) == (SECRET in done.stderr, "13125550100" in done.stderr)


class TestConfigure:
    def test_structlog_says_one_json_object_a_line(self, lines: Lines) -> None:
        structlog.get_logger().warning("not stored", reason="two\nlines", count=2)

        (said,) = lines()
        assert said.pop("timestamp").endswith("Z")
        assert {"event": "not stored", "level": "warning", "reason": "two\nlines", "count": 2} == said

    def test_standard_library_says_one_json_object_a_line(self, lines: Lines) -> None:
        logging.getLogger("any.library").warning("%s of %d\nlines", "one", 2)

        (said,) = lines()
        assert said.pop("timestamp").endswith("Z")
        assert {"event": "one of 2\nlines", "level": "warning"} == said

    @pytest.mark.parametrize(("level", "count"), [("debug", 0), ("info", 1), ("warning", 1), ("critical", 1)])
    def test_standard_library_is_heard_from_info_on(self, level: str, count: int, lines: Lines) -> None:
        getattr(logging.getLogger("any"), level)("said")

        assert count == len(lines())

    def test_handlers_that_were_there_are_replaced(self, lines: Lines) -> None:
        with redirect_stderr(StringIO()) as later:
            logs.configure()

        logging.getLogger("any").info("said")

        assert (0, 1) == (len(lines()), len(later.getvalue().splitlines()))

    @pytest.mark.parametrize("given", ["exception", "triple"])
    def test_exception_is_told_however_it_is_given(self, given: str, raised: Exception, lines: Lines) -> None:
        info = raised if given == "exception" else (type(raised), raised, raised.__traceback__)

        structlog.get_logger().error("it failed", exc_info=info)

        (said,) = lines()
        assert ("LookupError", [f"{__file__}:{raised.__traceback__.tb_lineno}"]) == (said["exception"], said["trace"])

    @pytest.mark.parametrize("given", [None, False, True, (None, None, None)], ids=repr)
    def test_no_exception_is_told_where_there_is_none(self, given: object, lines: Lines) -> None:
        structlog.get_logger().error("it failed", exc_info=given)

        assert {"event", "level", "timestamp"} == lines()[0].keys()

    def test_exception_behind_an_exception_stays_unsaid(self, raised: Exception, lines: Lines) -> None:
        outer = RuntimeError(SECRET)
        outer.__cause__ = raised
        outer.add_note(NUMBER)

        logging.getLogger("any").error("it failed", exc_info=outer)

        (said,) = lines()
        assert ("RuntimeError", False, False) == (said["exception"], SECRET in str(said), NUMBER in str(said))


class TestGunicornLogger:
    @pytest.mark.parametrize("level", ["info", "warning", "error", "critical"])
    def test_message_is_among_ours(self, level: str, lines: Lines, gunicorn: GunicornLogger) -> None:
        getattr(gunicorn, level)("Booting worker with pid: %s", 42)

        assert [("Booting worker with pid: 42", level)] == [(said["event"], said["level"]) for said in lines()]

    def test_message_for_debugging_is_left_out(self, lines: Lines, gunicorn: GunicornLogger) -> None:
        gunicorn.debug("Ignored premature client disconnection. %s", SECRET)

        assert [] == lines()

    @pytest.mark.parametrize(
        ("message", "arguments", "said"),
        [
            pytest.param(f"Invalid request from ip=192.0.2.1: {SECRET}", (), "Invalid request", id="rubbish"),
            pytest.param(f"Invalid request from ip=192.0.2.1: %s %d {SECRET}", (), "Invalid request", id="percent"),
            pytest.param(
                "Error handling request %s %s", ("POST", f"/{SECRET}?From={NUMBER}"), "Error handling request", id="URI"
            ),
            pytest.param("Error handling request %s", (f"/{SECRET}",), "Error handling request", id="no method"),
            pytest.param("Error handling request (no URI read)", (), "Error handling request", id="no URI"),
        ],
    )
    def test_what_a_request_said_is_cut(
        self, message: str, arguments: tuple[str, ...], said: str, lines: Lines, gunicorn: GunicornLogger
    ) -> None:
        gunicorn.warning(message, *arguments)

        assert [said] == [line["event"] for line in lines()]

    def test_exception_of_a_request_is_told_without_its_message(
        self, lines: Lines, gunicorn: GunicornLogger, raised: Exception
    ) -> None:
        gunicorn.exception("Error handling request %s", f"/{SECRET}", exc_info=raised)

        (said,) = lines()
        assert ("Error handling request", "LookupError") == (said["event"], said["exception"])
        assert (False, False) == (SECRET in str(said), NUMBER in str(said))

    def test_there_is_no_access_log(
        self, lines: Lines, gunicorn: GunicornLogger, capsys: pytest.CaptureFixture[str]
    ) -> None:
        gunicorn.access_log.info("GET /%s", SECRET)

        assert ([], "") == (lines(), capsys.readouterr().out)

    def test_being_set_up_again_repeats_nothing(self, lines: Lines, gunicorn: GunicornLogger) -> None:
        gunicorn.setup(gunicorn.cfg)

        gunicorn.warning("Invalid request from ip=192.0.2.1: x")

        assert ["Invalid request"] == [said["event"] for said in lines()]


FULL = """
import os, sys
from server import logs
sys.stderr = open("/dev/full", "w", buffering=1)
logs.configure()
import logging, structlog
for number in range(3):
    structlog.get_logger().error("it failed", reason="disk")
    logging.getLogger("any").error("it failed")
print("goes on", flush=True)
os._exit(0)  # what waits for the full disk cannot be written at the end either
"""


def test_full_disk_for_messages_breaks_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=False, timeout=60)

    assert ("goes on\n", 0) == (done.stdout, done.returncode)
