"""The `texml` command."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from texml.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = (ROOT / "schemas" / "texml.xsd").read_text(encoding="utf-8")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the command with its arguments, as a terminal would."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="texml")

    return run


def test_schema_is_printed_and_nothing_else(run: Run) -> None:
    result = run("schema")

    assert (0, SCHEMA, "") == (result.exit_code, result.stdout, result.stderr)


def test_schema_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "texml.xsd"

    result = run("schema", "--output", file)

    assert (0, "", SCHEMA) == (result.exit_code, result.output, file.read_text(encoding="utf-8"))


def test_file_that_is_there_is_replaced(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "texml.xsd"
    file.write_text("x" * 2 * len(SCHEMA), encoding="utf-8")

    run("schema", "--output", file)

    assert SCHEMA == file.read_text(encoding="utf-8")


def test_schema_is_not_written_over_a_folder(run: Run, tmp_path: Path) -> None:
    result = run("schema", "--output", tmp_path)

    assert (2, True) == (result.exit_code, "is a directory" in result.stderr)


def test_schema_takes_no_argument(run: Run) -> None:
    result = run("schema", "extra")

    assert (2, "") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("name", ["verbs.md", "callbacks.md"])
def test_reference_is_written_into_a_folder(name: str, run: Run, tmp_path: Path) -> None:
    result = run("reference", tmp_path)

    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert (0, committed) == (result.exit_code, (tmp_path / name).read_text(encoding="utf-8"))


def test_reference_writes_two_pages_and_says_nothing(run: Run, tmp_path: Path) -> None:
    result = run("reference", tmp_path)

    assert ("", ["callbacks.md", "verbs.md"]) == (result.output, sorted(file.name for file in tmp_path.iterdir()))


def test_reference_makes_the_folders_that_it_needs(run: Run, tmp_path: Path) -> None:
    result = run("reference", tmp_path / "docs" / "reference")

    assert (0, True) == (result.exit_code, (tmp_path / "docs" / "reference" / "verbs.md").exists())


def test_reference_leaves_other_files_in_the_folder_alone(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text("mine", encoding="utf-8")

    run("reference", tmp_path)

    assert "mine" == own.read_text(encoding="utf-8")


def test_reference_is_not_written_into_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    result = run("reference", file)

    assert (2, True) == (result.exit_code, "is a file" in result.stderr)


def test_reference_needs_a_folder(run: Run) -> None:
    result = run("reference")

    assert (2, True) == (result.exit_code, "Missing argument 'FOLDER'" in result.stderr)


def test_version_is_that_of_the_package(run: Run) -> None:
    result = run("--version")

    assert (0, f"texml, version {version('texml')}\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(option: str, run: Run) -> None:
    result = run(option)

    commands = [line.split()[0] for line in result.stdout.partition("Commands:\n")[2].splitlines()]
    assert (0, ["reference", "schema"]) == (result.exit_code, commands)


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize(
    ("command", "summary"),
    [
        ("schema", "Print the XML Schema (XSD 1.0) of the language."),
        ("reference", "Write the reference pages into FOLDER."),
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
    ],
)
def test_what_is_unknown_is_told_with_status_2(arguments: list[str], message: str, run: Run) -> None:
    result = run(*arguments)

    assert (2, "", True) == (result.exit_code, result.stdout, message in result.stderr)
