"""Conferences on the terminal; events are tried in tests/server/test_cli.py."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.log.arrival import arrive
from server.log.preparation import prepare
from server.log.writer import Writer

Command = Callable[..., Result]


@pytest.fixture
def conferences(tmp_path: Path, callback: Callable[..., dict[str, str]], no_settings: dict[str, str | None]) -> Command:
    """Return what runs `texml-server conferences` on a log of two, one of which has ended."""
    url = f"sqlite:///{tmp_path}/log.db"
    prepare(url)
    with closing(Writer(url)) as writer:
        for sid, event in (("over", "conference-end"), ("live", "conference-start")):
            fields = callback(ConferenceSid=sid, StatusCallbackEvent=event, FriendlyName=f"Room\x1b[31m {sid}")
            raw = urlencode(fields).encode()
            moment = datetime(2026, 11, 20, tzinfo=UTC)
            writer.write([arrive(raw, method="POST", content_type=None, received_at=moment)])

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["conferences", "--database", url, *arguments], env=no_settings)

    return run


def test_newest_conference_is_told_first(conferences: Command) -> None:
    told = [json.loads(line)["conference"] for line in conferences("--json").stdout.splitlines()]

    assert ["live", "over"] == told


@pytest.mark.parametrize(
    ("arguments", "sids"),
    [(("--live",), ["live"]), (("--limit", "1"), ["live"]), (("--room", "Room\x1b[31m over"), ["over"])],
    ids=["live", "limit", "room"],
)
def test_conferences_are_told_by_filters(conferences: Command, arguments: tuple[str, ...], sids: list[str]) -> None:
    told = [json.loads(line)["conference"] for line in conferences("--json", *arguments).stdout.splitlines()]

    assert sids == told


def test_table_shows_control_characters_as_their_code(conferences: Command) -> None:
    result = conferences()

    assert (0, False, True) == (result.exit_code, "\x1b" in result.stdout, "\\x1b[31m" in result.stdout)
