"""The commands that keep a log, as a user types them."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.dialin.desk import Caller
from server.dialin.facts import Survey
from server.dialin.ledger import Ledger
from server.log import sqlite
from server.log.arrival import arrive
from server.log.preparation import prepare
from server.log.writer import Writer

Command = Callable[..., Result]


@pytest.fixture
def command(no_settings: dict[str, str | None]) -> Command:
    """Return what runs `texml-server` with nothing set in the environment."""

    def run(*arguments: object, input_: str | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=input_, env=no_settings)

    return run


@pytest.fixture
def log(tmp_path: Path, callback: Callable[..., dict[str, str]]) -> str:
    """Return the URL of a log with three events of one conference, one on each day."""
    from urllib.parse import urlencode  # noqa: PLC0415

    url = f"sqlite:///{tmp_path}/log.db"
    prepare(url)
    with closing(Writer(url)) as writer:
        for number in range(3):
            raw = urlencode(callback(SequenceNumber=str(number), FriendlyName="=1")).encode()
            moment = datetime(2026, 11, 18 + number, tzinfo=UTC)
            writer.write([arrive(raw, method="POST", content_type=None, received_at=moment)])
    return url


def damage(tmp_path: Path) -> None:
    with closing(sqlite.driver().connect(f"{tmp_path}/log.db", isolation_level=None)) as connection:
        connection.execute("UPDATE conference SET room = 'other'")


def test_export_writes_a_line_for_each_delivery(command: Command, log: str) -> None:
    result = command("export", "--database", log)

    assert [1, 2, 3] == [json.loads(line)["delivery"] for line in result.stdout.splitlines()]


def test_export_writes_csv_into_a_file(command: Command, log: str, tmp_path: Path) -> None:
    command("export", "--database", log, "--format", "csv", "--output", tmp_path / "log.csv")

    with (tmp_path / "log.csv").open(newline="") as file:
        assert ["'=1"] * 3 == [row["room"] for row in csv.DictReader(file)]


def test_what_is_exported_is_imported(command: Command, log: str, tmp_path: Path) -> None:
    lines = command("export", "--database", log).stdout

    result = command("import", "--database", f"sqlite:///{tmp_path}/other.db", input_=lines)

    assert "3 deliveries read\n" == result.stdout
    assert lines == command("export", "--database", f"sqlite:///{tmp_path}/other.db").stdout


def test_line_that_cannot_be_imported_is_told(command: Command, tmp_path: Path) -> None:
    result = command("import", "--database", f"sqlite:///{tmp_path}/other.db", input_="Dear diary\n")

    assert (2, True) == (result.exit_code, "Error: line 1: it cannot be read" in result.stderr)


def test_import_that_is_given_up_says_no_more_than_why(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("texml-server"), "import", "--database", f"sqlite:///{tmp_path}/other.db"]

    done = subprocess.run(command, check=False, input="Dear diary\n", capture_output=True, text=True, timeout=60)

    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check",), "3 deliveries, 1 conference, 0 findings\n"),
        (("rebuild",), "1 conference, 0 put right\n"),
        (("rebuild", "--check"), "1 conference, 0 differ\n"),
        (("purge", "--before", "2026-11-20", "--yes"), "2 deliveries removed, 0 notes of the dial-in\n"),
    ],
    ids=["check", "rebuild", "rebuild-check", "purge"],
)
def test_log_that_is_right_is_told_so(command: Command, log: str, arguments: tuple[str, ...], said: str) -> None:
    result = command(*arguments, "--database", log)

    assert (0, said) == (result.exit_code, result.stdout)


def test_wrong_state_is_found_then_put_right(command: Command, log: str, tmp_path: Path) -> None:
    damage(tmp_path)

    results = [
        command(*what, "--database", log) for what in (["rebuild", "--check"], ["check"], ["rebuild"], ["check"])
    ]

    assert [1, 1, 0, 0] == [result.exit_code for result in results]
    assert "1 conference, 1 put right" in results[2].stdout


def test_purge_removes_what_the_dial_in_noted_before_that_day(command: Command, log: str) -> None:
    with closing(Ledger(log)) as ledger:
        for day in (19, 20):
            ledger.note((Survey("a", 5),), Caller(f"v3:{day}", None), datetime(2026, 11, day, 12, tzinfo=UTC))

    result = command("purge", "--before", "2026-11-20", "--yes", "--database", log)

    assert "1 note of the dial-in" in result.stdout


def test_purge_asks_first(command: Command, log: str) -> None:
    result = command("purge", "--before", "2026-11-20", "--database", log, input_="n\n")

    assert (1, True) == (result.exit_code, "Remove what" in result.output)
    assert 3 == len(command("export", "--database", log).stdout.splitlines())


def test_day_to_come_is_refused(command: Command, log: str) -> None:
    result = command("purge", "--before", "9999-01-01", "--database", log, "--yes")

    assert (2, True) == (result.exit_code, "9999-01-01 is to come; allowed: today" in result.stderr)


def test_backup_is_a_log_of_its_own(command: Command, log: str, tmp_path: Path) -> None:
    result = command("backup", "--database", log, tmp_path / "copy.db")

    assert 0 == result.exit_code
    assert 0 == command("check", "--database", f"sqlite:///{tmp_path}/copy.db").exit_code
    assert 2 == command("backup", "--database", log, tmp_path / "copy.db").exit_code


@pytest.mark.parametrize(
    ("name", "options", "status", "reason"),
    [
        ("export", ["--output"], 1, "none/copy cannot be written: No such file or directory"),
        ("backup", [], 2, "backup: there is no folder "),
    ],
    ids=["export", "backup"],
)
def test_place_where_nothing_can_be_written_is_told(
    name: str, options: list[str], status: int, reason: str, command: Command, log: str, tmp_path: Path
) -> None:
    result = command(name, "--database", log, *options, tmp_path / "none" / "copy")

    assert (status, True) == (result.exit_code, reason in result.stderr)


def test_log_is_made_by_migrate(command: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"

    said = [command("migrate", "--database", url).stdout for _ in range(2)]

    assert [f"{tmp_path}/new.db is of today's layout\n", f"{tmp_path}/new.db was of today's layout\n"] == said


@pytest.mark.parametrize("name", ["export", "rebuild", "check", "purge", "backup"])
def test_log_that_is_not_there_is_told(command: Command, name: str, tmp_path: Path) -> None:
    more: dict[str, list[Any]] = {"purge": ["--before", "2026-01-01", "--yes"], "backup": [tmp_path / "copy.db"]}

    result = command(name, "--database", f"sqlite:///{tmp_path}/none.db", *more.get(name, []))

    assert (1, True) == (result.exit_code, "there is no database" in result.stderr)
    assert not (tmp_path / "none.db").exists()
