"""The `texml` command as a whole."""

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import Result

ROOT = Path(__file__).parents[3]

Run = Callable[..., Result]


def test_version_is_that_of_the_package(run: Run) -> None:
    result = run("--version")

    assert (0, f"texml, version {version('texml')}\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(option: str, run: Run) -> None:
    result = run(option)

    commands = [line.split()[0] for line in result.stdout.partition("Commands:\n")[2].splitlines()]
    assert 0 == result.exit_code
    assert [
        "call", "conferences", "convert", "doctor", "emulate", "fmt", "lint", "load", "participants", "queues",
        "reference", "schema",
    ] == commands  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize(
    ("command", "summary"),
    [
        ("schema", "Print the XML Schema of the language"),
        ("reference", "Write the reference pages into FOLDER, those of the elements into its folder"),
        ("lint", "Check documents: XML files, strings in Python files, folders of both,"),
        ("convert", "Print the Python that builds the document in FILE"),
        ("fmt", "Format documents in place: each element on a line of its own."),
        ("call", "Call the application at URL and print what the caller hears and every"),
        ("doctor", "Fetch the document at URL as the platform would, and explain everything"),
        ("emulate", "Be the platform for the application at URL, in real time: its REST API, and"),
        ("load", "Place many calls at a steady rate on the application at URL, and report"),
    ],
)
def test_help_of_a_command_says_what_it_does(command: str, summary: str, option: str, run: Run) -> None:
    result = run(command, option)

    assert (0, True) == (result.exit_code, summary in result.stdout)


def test_help_of_a_command_names_its_options(run: Run) -> None:
    assert "--output FILE" in run("schema", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["scheme"], "No such command 'scheme'", id="command"),
        pytest.param(["SCHEMA"], "No such command 'SCHEMA'", id="command in capitals"),
        pytest.param(["--verbose"], "No such option", id="option"),
        pytest.param(["schema", "--indent"], "No such option", id="option of a command"),
        pytest.param(["schema", "--output"], "Option '--output' requires an argument", id="option without its value"),
        pytest.param(["lint"], "Missing argument 'PATH|-|URL...'", id="nothing to lint"),
        pytest.param(["lint", "-", "--format", "html"], "'html' is not one of 'text', 'json', 'sarif'", id="format"),
        pytest.param(["lint", "-", "--as", "wait"], "'wait' is not one of 'voice', 'conference-wait'", id="kind"),
        pytest.param(["lint", "-", "--select", "TX9"], "no rule begins with 'TX9'", id="rule to select"),
        pytest.param(["lint", "-", "--ignore", "E501"], "no rule begins with 'E501'", id="rule to ignore"),
        pytest.param(["convert"], "Missing argument 'FILE'", id="nothing to convert"),
        pytest.param(["fmt"], "Missing argument 'FILES...'", id="nothing to format"),
    ],
)
def test_what_is_unknown_is_told_with_status_2(arguments: list[str], message: str, run: Run) -> None:
    result = run(*arguments)

    assert (2, "", True) == (result.exit_code, result.stdout, message in result.stderr)


@pytest.mark.parametrize("command", ["call", "doctor", "emulate", "load"])
def test_every_option_stands_in_the_documentation(command: str, run: Run) -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    section = page.partition(f"## texml {command} URL")[2].partition("\n## texml")[0]

    options = set(re.findall(r"--[a-z]+", run(command, "--help").stdout)) - {"--help"}

    assert options == set(re.findall(r"^\| `(--[a-z]+)", section, re.MULTILINE))


def without(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where *module* is not installed."""
    code = f"import sys; sys.modules[{module!r}] = None; from texml.cli import main; main({list(arguments)})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("command", "module", "extra"),
    [("call", "httpx", "emulator"), ("load", "rich", "emulator"), ("queues", "httpx", "client")],
)
def test_command_says_what_it_needs_where_that_is_not_installed(command: str, module: str, extra: str) -> None:
    result = without(module, command, "http://127.0.0.1/", "--press", "1")

    assert (2, "") == (result.returncode, result.stdout)
    assert f"texml {command} needs {module}, which is not installed; run: pip install 'texml[{extra}]'" in result.stderr


def test_other_commands_and_help_work_without_it() -> None:
    listed, schema = without("httpx", "--help"), without("httpx", "schema")

    assert (0, 0, True) == (listed.returncode, schema.returncode, "  call " in listed.stdout)
