"""The plugin for pytest, in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

APP = """
import pytest
from flask import Flask

@pytest.fixture
def app():
    app = Flask("app")
    verbs = "<Gather numDigits='4' action='/voice'><Say>Please enter your PIN</Say></Gather>"
    app.add_url_rule("/voice", "voice", lambda: f"<Response>{verbs}</Response>", methods=["POST"])
    return app
"""

TESTS = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_passes(texml_emulator, app, number):
    texml_emulator.serve("+1", app, voice_url="/voice")
    assert texml_emulator.callers == []
    texml_emulator.call("+1").expect_say("enter your PIN")

def test_fails(texml_emulator, app):
    texml_emulator.serve("+1", app, voice_url="/voice")
    texml_emulator.call("+1", name="anna").expect_say("password", within_s=1)

@pytest.mark.texml(seed=7, contract="strict", faults=["duplicate voice_url"])
def test_marked(texml_emulator, app):
    texml_emulator.serve("+1", app, voice_url="/voice")
    caller = texml_emulator.call("+1")
    assert texml_emulator.faults.counts == {"duplicate voice_url": 1}
    assert caller.is_over  # text/html is no document under the strict contract

@pytest.mark.texml(7)
def test_mark_without_names(texml_emulator):
    pass

@pytest.mark.texml(sede=7)
def test_mark_that_is_none(texml_emulator):
    pass

def test_fails_without_the_fixture():
    assert False
"""


def run(folder: Path, *options: str) -> str:
    """Run pytest in a folder, in a process of its own with no other plugins, and return what it prints."""
    (folder / "conftest.py").write_text(APP)
    (folder / "test_it.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "texml._pytest_plugin", "-rA", "--strict-markers", *options]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    return run(tmp_path_factory.mktemp("plugin"), "-p", "no:cacheprovider")


def test_fixture_is_a_new_world_for_each_test(printed: str) -> None:
    assert [f"PASSED test_it.py::test_passes[{number}]" in printed for number in range(4)] == [True] * 4


def test_test_that_fails_shows_the_timeline(printed: str) -> None:
    assert 'ExpectationFailed: anna did not hear "password": 1 s have passed' in printed
    assert '0.00  anna  hears "Please enter your PIN" (1.6 s)' in printed
    assert "Content-Type is text/html; send application/xml" in printed


def test_timeline_is_shown_only_where_a_world_failed(printed: str) -> None:
    assert 1 == printed.count("texml timeline")


def test_traceback_ends_in_the_test(printed: str) -> None:
    assert "def expect_say" not in printed


def test_mark_says_how_the_world_is_made(printed: str) -> None:
    assert "PASSED test_it.py::test_marked" in printed


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("test_mark_without_names", "the mark texml takes keywords only, as in texml(seed=1)"),
        ("test_mark_that_is_none", "unexpected keyword argument 'sede'"),
    ],
)
def test_mark_that_says_nothing_is_an_error_with_its_reason(test: str, message: str, printed: str) -> None:
    assert (True, True) == (f"ERROR test_it.py::{test}" in printed, message in printed)


def test_worlds_are_isolated_from_each_other_in_processes_at_once(tmp_path: Path) -> None:
    printed = run(tmp_path, "-p", "xdist", "-n", "2", "-k", "passes")

    assert "4 passed" in printed


def test_plugin_loads_nothing_of_the_emulator_before_its_fixture_is_used() -> None:
    code = (
        "import sys, texml._pytest_plugin; "
        "heavy = ('texml.emulator', 'texml.testing', 'httpx', 'rich'); "
        "print(*(name for name in sys.modules if name.startswith(heavy)))"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert [] == result.stdout.split()
