"""The demo that `make demo` runs ends well, says what it should, and can be run again."""

import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "examples" / "demo.py"


@pytest.fixture(scope="module")
def output() -> str:
    return subprocess.run([sys.executable, DEMO], capture_output=True, text=True, check=True, timeout=60).stdout


def test_demo_prints_the_document_of_the_room(output: str) -> None:
    assert "<Conference startConferenceOnEnter=" in output


def test_demo_prints_the_hold_script(output: str) -> None:
    assert "<Redirect>http://127.0.0.1:" in output


def test_demo_shows_each_event_once_in_the_table(output: str) -> None:
    table = output.partition("texml-server events")[2].partition("GET /api")[0]

    assert [1, 2, 1, 2, 1] == [
        table.count(event)
        for event in (
            "conference-start",
            "participant-join",
            "participant-speech-start",
            "participant-leave",
            "conference-end",
        )
    ]


def test_demo_shows_the_state_of_the_ended_conference(output: str) -> None:
    state = output.partition("GET /api/conferences/")[2]

    assert ('"status": "completed"' in state, '"events": 7' in state, '"deliveries": 8' in state) == (True, True, True)


def test_demo_can_be_run_twice_in_a_row(output: str) -> None:
    again = subprocess.run([sys.executable, DEMO], capture_output=True, text=True, check=True, timeout=60).stdout

    assert output.splitlines()[-1] == again.splitlines()[-1]
