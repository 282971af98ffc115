"""The demo that `make demo` runs ends well, says what it should, and can be run again."""

import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "examples" / "demo.py"


@pytest.fixture(scope="module")
def output() -> str:
    return subprocess.run([sys.executable, DEMO], capture_output=True, text=True, check=True, timeout=60).stdout


def test_callers_hear_what_the_dial_in_says(output: str) -> None:
    said = [
        'Anna            hears "You are the first."',
        'Ben             hears "The room number or the PIN is not right."',
        'Anna            hears "Please hold the line. The conference has not started yet."',
        "Weekly standup  Host joined",
        'Ben             hears "The conference has ended."',
    ]

    assert [line for line in said if line not in output] == []


def test_demo_shows_each_event_once_in_the_table(output: str) -> None:
    table = output.partition("texml-server events")[2].partition("GET /api")[0]

    assert [1, 3, 1, 3, 1] == [
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

    assert ('"status": "completed"' in state, '"events": 10' in state, '"missing": 0' in state) == (True, True, True)


def test_demo_can_be_run_twice_in_a_row(output: str) -> None:
    again = subprocess.run([sys.executable, DEMO], capture_output=True, text=True, check=True, timeout=60).stdout

    assert output.splitlines()[-1] == again.splitlines()[-1]
