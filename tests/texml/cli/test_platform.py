"""What the commands that control the platform share: JSON as it came, tables that nothing steers."""

import json
from datetime import UTC, datetime

import pytest

from texml.cli.platform import as_json, print_table
from texml.vocabulary.control.resources import Queue


def test_json_is_what_the_platform_sent() -> None:
    raw = {"name": "Bürö", "new": [1]}

    assert {"queue": raw, "calls": [raw], "result": "ok"} == json.loads(
        as_json({"queue": Queue(raw), "calls": [Queue(raw)], "result": "ok"})
    )


def test_table_shows_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("Things", ("a", "b", "c", "d"), [(1, True, datetime(2026, 11, 25, 20, tzinfo=UTC), None)])

    shown = capsys.readouterr().out

    assert all(word in shown for word in ("Things", "1", "yes", "2026-11-25 20:00:00 UTC"))
    assert "None" not in shown


def test_names_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("Things", ("name",), [("[red]x[/red]\x1b[2J\u202e",)])

    shown = capsys.readouterr().out

    assert "[red]x[/red]?[2J?" in shown
    assert "\x1b" not in shown


def test_long_values_are_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("Things", ("name",), [("v3:" + "x" * 150,)])

    assert "v3:" + "x" * 150 in capsys.readouterr().out
