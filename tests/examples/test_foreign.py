"""`texml call` with three callers and two rooms against applications that know nothing of this library."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from texml.cli import main
from texml.testing import World

FOREIGN = Path(__file__).parents[2] / "examples" / "foreign"
SCRIPT = FOREIGN / "rooms.txt"
APPLICATIONS = ("flask_fstrings", "fastapi_async", "django_views")

# Who is where when, in the words of the timeline.
MEETINGS = [
    ("standup", "anna", "waits"), ("support", "ben", "joined"), ("standup", "chris", "joined"),
    ("standup", "anna", "joined"), ("standup", "chris", "left"), ("standup", "anna", "left"),
    ("support", "ben", "left"),
]  # fmt: skip


@contextmanager
def served(name: str) -> Iterator[str]:
    """Run one of the applications as its README says, and give the URL that it prints."""
    with subprocess.Popen(
        [sys.executable, FOREIGN / f"{name}.py"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()


def call(*arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Run `texml call` and return its status, the timeline and what it prints for people."""
    result = CliRunner().invoke(main, ["call", *map(str, arguments), "--json"])
    return result.exit_code, json.loads(result.stdout), result.stderr


@pytest.fixture(scope="module", params=APPLICATIONS)
def called(request: pytest.FixtureRequest) -> tuple[str, int, list[dict[str, Any]], str]:
    with served(request.param) as url:
        return (request.param, *call(url, "--script", SCRIPT))


def test_everybody_meets_whom_they_should(called: tuple[str, int, list[dict[str, Any]], str]) -> None:
    _, status, timeline, _ = called

    met = [
        (entry["name"], entry["who"], entry["change"])
        for entry in timeline
        if entry["kind"] == "ConferenceChanged" and entry["change"] in ("waits", "joined", "left")
    ]
    assert (0, MEETINGS) == (status, met)


def test_timeline_reads_right(called: tuple[str, int, list[dict[str, Any]], str]) -> None:
    *_, printed = called

    positions = [
        printed.index(words)
        for words in (
            "anna            calls +13125550100",
            'anna            hears "Hello +13125550111. For the standup press 1.',
            "anna            presses 1",
            "standup         created by anna",
            'anna            hears "Please hold the line."',
            "support         started by ben",
            "standup         started by chris",
            'chris           says "good morning"',
            "standup         ended (participant-with-end-conference-on-exit-left)",
            'anna            hears "Goodbye."',
            "ben             hangs up",
            "support         ended (last-participant-left)",
        )
    ]
    assert sorted(positions) == positions


SLOPPY = {
    "flask_fstrings": [
        "! the header 'ContentType' means nothing; it is Content-Type",
        "! content-type: /voice: Content-Type is text/html; send application/xml",
        "! unknown-verb: /voice: <Answer> at line 2",
        "! unknown-attribute: /voice: <Gather> numDigit at line 3: there is no such attribute",
        "did you mean 'numDigits'?",
        "! status 204 is a success by the general guide only; the callback pages ask for 200",
    ],
    "fastapi_async": [],
    "django_views": ["! status 403 may throw this callback away for good", "! callback-lost: "],
}


def test_timeline_names_what_is_sloppy_and_nothing_else(called: tuple[str, int, list[dict[str, Any]], str]) -> None:
    name, _, _, printed = called

    assert [True] * len(SLOPPY[name]) == [words in printed for words in SLOPPY[name]]
    assert bool(SLOPPY[name]) is ("  ! " in printed)


def test_files_behind_a_web_server_are_called_by_get() -> None:
    with served("static_files") as url:
        status, timeline, printed = call(url, "--method", "GET", "--callers", "3")

    waits = [entry["who"] for entry in timeline if entry.get("change") == "waits"]
    assert (0, ["caller 1", "caller 2", "caller 3"]) == (status, waits)
    assert "GET /wait.xml for conference_wait_url: 200 " in printed


def test_files_are_two_rooms_for_two_numbers() -> None:
    with served("static_files") as url, World() as world:
        for number, file in (("+1", "standup.xml"), ("+2", "host.xml"), ("+3", "support.xml")):
            world.serve(number, url, voice_url=file, voice_method="GET")
        guest, visitor = world.call("+1"), world.call("+3")
        assert guest.waiting_in("standup")
        host = world.call("+2")
        world.settle()

        assert ({guest, host}, {visitor}) == (world.conference("standup").talkers, world.conference("support").talkers)


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOREIGN / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["flask_fstrings", "fastapi_async"])
def test_application_is_called_in_process_as_well(name: str) -> None:
    with World() as world:
        world.serve("+13125550100", loaded(name).app, voice_url="/voice")
        anna = world.call("+13125550100").press("1")
        assert anna.waiting_in("standup")
        chris = world.call("+13125550100").press("9")
        world.settle()

        assert {anna, chris} == world.conference("standup").talkers
