"""The commands that print what is made of the vocabulary."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

ROOT = Path(__file__).parents[3]
SCHEMA = (ROOT / "schemas" / "texml.xsd").read_text(encoding="utf-8")

Run = Callable[..., Result]


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


@pytest.mark.parametrize("command", [("schema", "--output"), ("reference",)], ids=["schema", "reference"])
def test_place_where_nothing_can_be_written_is_told(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    result = run(*command, tmp_path / "file" / "page")

    assert (2, "", True) == (result.exit_code, result.stdout, "cannot be written: Not a directory" in result.stderr)


def test_schema_takes_no_argument(run: Run) -> None:
    result = run("schema", "extra")

    assert (2, "") == (result.exit_code, result.stdout)


@pytest.mark.parametrize(
    "name",
    [
        *("verbs.md", "callbacks.md", "webhooks.md", "rules.md", "rest.md", "rest-coverage.md", "twiml.md"),
        "elements/conference.md",
    ],
)
def test_reference_is_written_into_a_folder(name: str, run: Run, tmp_path: Path) -> None:
    result = run("reference", tmp_path)

    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert (0, committed) == (result.exit_code, (tmp_path / name).read_text(encoding="utf-8"))


PAGES = [
    "callbacks.md", "elements", "emulator-coverage.md", "emulator-profiles.md", "emulator-states.md",
    "rest-coverage.md", "rest.md", "rules.md", "twiml.md", "verbs.md", "webhooks.md",
]  # fmt: skip


def test_reference_writes_its_pages_and_says_nothing(run: Run, tmp_path: Path) -> None:
    result = run("reference", tmp_path)

    names = sorted(file.name for file in tmp_path.iterdir())
    assert ("", PAGES) == (result.output, names)


def test_reference_writes_the_pages_that_are_committed_and_no_other(run: Run, tmp_path: Path) -> None:
    run("reference", tmp_path)

    committed = ROOT / "docs" / "reference" / "elements"
    assert {page.name for page in committed.iterdir()} == {page.name for page in (tmp_path / "elements").iterdir()}


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
