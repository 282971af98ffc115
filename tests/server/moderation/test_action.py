"""Actions: how each is asked for, what shows it, and what undoes it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from server.moderation.action import ACTIONS, Action, Entry, is_done, probe_of, undoes
from texml.vocabulary.control.texml_resources import ConferenceResource, ParticipantResource

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def entry(action: Action, id_: int = 1, call: str | None = "v3:a", conference: str = "c") -> Entry:
    return Entry(id=id_, made_at=NOW, who="host", action=action, account="acct", conference=conference, call=call)


@pytest.mark.parametrize(
    ("action", "raw", "done"),
    [
        ("mute", {"muted": True}, True), ("mute", {"muted": False}, False), ("mute", {}, None), ("mute", None, True),
        ("unmute", {"muted": False}, True), ("unmute", {"muted": True}, False),
        ("hold", {"hold": True}, True), ("unhold", {"hold": True}, False),
        ("kick", {"status": "connected"}, False), ("kick", {"status": "completed"}, True), ("kick", None, True),
        ("announce", {"muted": True}, None), ("announce", None, None),
    ],
)  # fmt: skip
def test_answer_shows_whether_it_was_done(action: Action, raw: dict[str, Any] | None, done: bool | None) -> None:
    assert done == is_done(entry(action), None if raw is None else ParticipantResource(raw))


@pytest.mark.parametrize(("status", "done"), [("completed", True), ("in-progress", False)])
def test_conference_shows_whether_it_was_ended(status: str, done: bool) -> None:
    assert done == is_done(entry("end", call=None), ConferenceResource({"status": status}))


@pytest.mark.parametrize("action", ACTIONS)
def test_whatever_shows_is_asked_of_the_one_it_is_about(action: Action) -> None:
    probe = probe_of(entry(action, call=None if action == "end" else "v3:a"))

    expected = {"announce": None, "end": "GetTexmlConference"}.get(action, "GetTexmlConferenceParticipant")
    assert expected == (None if probe is None else type(probe).__name__)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (entry("mute"), entry("unmute", 2), True),
        (entry("hold"), entry("unhold", 2), True),
        (entry("mute"), entry("kick", 2), True),
        (entry("mute"), entry("end", 2, call=None), True),
        (entry("kick"), entry("end", 2, call=None), True),
        (entry("mute"), entry("mute", 2), False),
        (entry("mute"), entry("hold", 2), False),
        (entry("mute"), entry("unmute", 2, call="v3:b"), False),
        (entry("mute"), entry("unmute", 2, conference="d"), False),
        (entry("mute", 2), entry("unmute", 1), False),
    ],
)
def test_later_wish_may_undo_an_earlier_one(earlier: Entry, later: Entry, expected: bool) -> None:
    assert expected == undoes(later, earlier)


def test_entry_becomes_another_one() -> None:
    after = entry("mute").became("refused", at=NOW, problem="no")

    assert ("refused", NOW, "no", "mute") == (after.state, after.finished_at, after.problem, after.action)
