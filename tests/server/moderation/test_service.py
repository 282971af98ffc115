"""Moderation: written down before it is asked for, never done twice blindly, and settled after a crash."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from server.log.store import Store
from server.moderation.action import Action, Entry
from server.moderation.gaps import Gap
from server.moderation.outbox import Outbox
from server.moderation.service import Moderation, UnknownAccount
from texml.errors import CommandError, ServerFailed

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
ACCOUNT = "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b"
ANNA = f"/{CONFERENCE}/Participants/v3:anna"
URL = "https://voice.example.com/a.xml"

SENT: list[tuple[Action, dict[str, Any], tuple[str, str, dict[str, Any]]]] = [
    ("mute", {"call": "v3:anna"}, ("POST", ANNA, {"Muted": True})),
    ("unmute", {"call": "v3:anna"}, ("POST", ANNA, {"Muted": False})),
    ("hold", {"call": "v3:anna"}, ("POST", ANNA, {"Hold": True})),
    ("unhold", {"call": "v3:anna"}, ("POST", ANNA, {"Hold": False})),
    ("kick", {"call": "v3:anna"}, ("DELETE", ANNA, {})),
    ("announce", {"call": "v3:anna", "url": URL}, ("POST", ANNA, {"AnnounceUrl": URL})),
    ("announce", {"url": URL}, ("POST", f"/{CONFERENCE}", {"AnnounceUrl": URL})),
    ("end", {}, ("POST", f"/{CONFERENCE}", {"Status": "completed"})),
]


@pytest.mark.parametrize(("action", "given", "request_"), SENT)
def test_action_is_asked_for_once_and_done(
    action: Action, given: dict[str, Any], request_: Any, moderation: Moderation, platform: Any
) -> None:
    entry = moderation.act(action, CONFERENCE, **given, who="console")

    assert ("done", 1, [request_]) == (entry.state, entry.attempts, platform.seen)
    assert [entry] == moderation.outbox.entries()


def test_intent_is_on_the_disk_before_it_is_asked_for(moderation: Moderation, platform: Any, database: str) -> None:
    found: list[Entry] = []

    def look() -> None:
        with closing(Outbox(database)) as other:
            found.extend(other.open_entries())

    platform.between = look
    moderation.act("mute", CONFERENCE, "v3:anna", who="console")

    assert [("mute", "intended")] == [(entry.action, entry.state) for entry in found]


@pytest.mark.parametrize("action", ["mute", "hold", "end", "kick"])
def test_lost_answer_to_what_was_done_is_seen_and_not_repeated(
    action: Action, moderation: Moderation, platform: Any
) -> None:
    platform.fates = ["lost after"]

    entry = moderation.act(action, CONFERENCE, None if action == "end" else "v3:anna", who="console")

    assert ("done", 1, 1) == (entry.state, entry.attempts, len(platform.seen))


@pytest.mark.parametrize("action", ["mute", "hold", "end", "kick"])
def test_lost_command_is_seen_not_to_be_done_and_repeated(
    action: Action, moderation: Moderation, platform: Any
) -> None:
    platform.fates = ["lost before"]

    entry = moderation.act(action, CONFERENCE, None if action == "end" else "v3:anna", who="console")

    assert ("done", 2, 2) == (entry.state, entry.attempts, len(platform.seen))


def test_repeats_have_an_end(moderation: Moderation, platform: Any) -> None:
    platform.fates = ["lost before"] * 10

    entry = moderation.act("mute", CONFERENCE, "v3:anna", who="console")

    assert ("uncertain", 3, 3) == (entry.state, entry.attempts, len(platform.seen))


@pytest.mark.parametrize("fate", ["lost before", "lost after"])
def test_announcement_is_never_repeated_as_nothing_shows_it(fate: str, moderation: Moderation, platform: Any) -> None:
    platform.fates = [fate]

    entry = moderation.act("announce", CONFERENCE, url=URL, who="console")
    moderation.resume()

    assert ("uncertain", 1) == (entry.state, len(platform.seen))
    assert entry.problem is not None
    assert "whether it was done is uncertain" in entry.problem


def test_uncertain_stays_uncertain_while_the_platform_does_not_tell(moderation: Moderation, platform: Any) -> None:
    platform.fates = ["lost after"]
    platform.reads_fail = True

    entry = moderation.act("mute", CONFERENCE, "v3:anna", who="console")

    assert ("uncertain", 1) == (entry.state, len(platform.seen))


def test_what_was_uncertain_is_settled_when_the_platform_tells_again(moderation: Moderation, platform: Any) -> None:
    platform.fates = ["lost after"]
    platform.reads_fail = True
    moderation.act("mute", CONFERENCE, "v3:anna", who="console")
    platform.reads_fail = False

    settled = moderation.resume()

    assert [("mute", "done")] == [(entry.action, entry.state) for entry in settled]
    assert ([], 1) == (moderation.outbox.open_entries(), len(platform.seen))


def test_what_somebody_has_undone_since_is_not_done_again(moderation: Moderation, platform: Any) -> None:
    platform.fates = ["lost before"]
    platform.reads_fail = True
    moderation.act("mute", CONFERENCE, "v3:anna", who="console")
    moderation.act("unmute", CONFERENCE, "v3:anna", who="host")
    platform.reads_fail = False

    (settled,) = moderation.resume()

    assert ("superseded", False, 2) == (settled.state, platform.participants["v3:anna"]["muted"], len(platform.seen))


@pytest.mark.parametrize("fate", [404, 422, 401, 403, 429, "unreached"])
def test_refusal_is_told_with_its_reason(fate: str | int, moderation: Moderation, platform: Any) -> None:
    platform.fates = [fate]

    entry = moderation.act("mute", CONFERENCE, "v3:anna", who="console")

    assert ("refused", 1) == (entry.state, len(platform.seen))
    assert entry.problem is not None
    assert entry.problem.startswith("texml.accounts.conferences.participants.update: ")


def test_what_a_dead_process_left_is_settled(moderation: Moderation, outbox: Outbox, platform: Any, clock: Any) -> None:
    # It died between the intent and the answer; nobody knows whether the command went out.
    left = outbox.add(
        Entry(made_at=clock(), who="console", action="mute", account=ACCOUNT, conference=CONFERENCE, call="v3:anna")
    )
    clock.pass_(minutes=3)

    settled = moderation.resume()

    assert [replace(left, state="done", attempts=1, finished_at=clock())] == settled
    assert platform.participants["v3:anna"]["muted"]


def test_what_a_process_is_at_is_left_to_it(moderation: Moderation, outbox: Outbox, platform: Any, clock: Any) -> None:
    outbox.add(Entry(made_at=clock(), who="c", action="mute", account=ACCOUNT, conference=CONFERENCE, call="v3:anna"))
    clock.pass_(seconds=119)

    assert ([], []) == (moderation.resume(), platform.seen)


@pytest.mark.parametrize(
    ("action", "given", "error"),
    [
        ("mute", {}, ValueError),
        ("end", {"call": "v3:anna"}, ValueError),
        ("announce", {}, ValueError),
        ("mute", {"call": "v3:anna", "url": URL}, ValueError),
        ("announce", {"url": "no url"}, CommandError),
        ("mute", {"call": ""}, CommandError),
    ],
)
def test_what_cannot_be_asked_for_is_not_written_down(
    action: Action, given: dict[str, Any], error: type[Exception], moderation: Moderation, platform: Any
) -> None:
    with pytest.raises(error):
        moderation.act(action, CONFERENCE, **given, who="console")

    assert ([], []) == (moderation.outbox.entries(), platform.seen)


def test_room_is_locked_until_it_is_unlocked(moderation: Moderation) -> None:
    moderation.lock("demo", who="host")
    moderation.lock("demo", who="console")

    assert (True, False) == (moderation.is_locked("demo"), moderation.is_locked("other"))
    moderation.unlock("demo")
    assert not moderation.is_locked("demo")


Deliver = Callable[..., None]


@pytest.fixture
def deliver(make_app: Callable[..., Flask], callback: Callable[..., dict[str, str]], store: Store) -> Deliver:
    """Return what lets the platform tell the server something."""
    app = make_app()

    def deliver(event: str, **changes: str) -> None:
        fields = callback(StatusCallbackEvent=event, ConferenceSid=CONFERENCE, AccountSid=ACCOUNT, **changes)
        assert 200 == app.test_client().post("/callbacks/conference", data=fields).status_code

    return deliver


def test_account_is_that_of_the_events(moderation: Moderation, deliver: Deliver, platform: Any) -> None:
    moderation._account = None
    deliver("participant-join", CallSid="v3:anna")

    assert "done" == moderation.act("mute", CONFERENCE, "v3:anna", who="console").state


def test_without_events_the_account_must_be_set(moderation: Moderation) -> None:
    moderation._account = None

    with pytest.raises(UnknownAccount, match="set account_sid"):
        moderation.act("mute", CONFERENCE, "v3:anna", who="console")


def test_log_and_platform_that_agree_have_no_gap(moderation: Moderation, deliver: Deliver) -> None:
    deliver("participant-join", CallSid="v3:anna", SequenceNumber="1")
    deliver("participant-join", CallSid="v3:bert", SequenceNumber="2")

    assert ([], []) == (moderation.reconcile(), moderation.outbox.gaps())


def test_what_an_outage_left_behind_is_found_and_kept(
    moderation: Moderation, deliver: Deliver, platform: Any, clock: Any
) -> None:
    deliver("participant-join", CallSid="v3:anna", SequenceNumber="1")
    deliver("participant-join", CallSid="v3:carl", SequenceNumber="2")

    gaps = moderation.reconcile()

    assert [Gap(CONFERENCE, "v3:carl", "left"), Gap(CONFERENCE, "v3:bert", "joined")] == gaps
    assert gaps == moderation.outbox.gaps()


def test_gaps_that_are_closed_are_gone(moderation: Moderation, deliver: Deliver, platform: Any) -> None:
    moderation.reconcile()
    deliver("participant-join", CallSid="v3:anna", SequenceNumber="1")
    deliver("participant-join", CallSid="v3:bert", SequenceNumber="2")

    assert ([], []) == (moderation.reconcile(), moderation.outbox.gaps())


def test_conference_that_is_over_is_a_gap(moderation: Moderation, deliver: Deliver, platform: Any) -> None:
    deliver("participant-join", CallSid="v3:anna")
    platform.status = "completed"

    assert [Gap(CONFERENCE, None, "ended")] == moderation.reconcile()


def test_gaps_stay_as_they_were_while_the_platform_does_not_tell(
    moderation: Moderation, deliver: Deliver, platform: Any
) -> None:
    before = moderation.reconcile()
    platform.reads_fail = True

    with pytest.raises(ServerFailed):
        moderation.reconcile()

    assert before == moderation.outbox.gaps() == [Gap(CONFERENCE, None, "unheard")]


def test_patience_is_longer_than_any_request_takes(moderation: Moderation, outbox: Outbox, clock: Any) -> None:
    # Three attempts of 25 s with their pauses, and the look in between.
    assert timedelta(seconds=3 * 25 + 2 * 8) < timedelta(minutes=2)
