"""The attendant: what rooms want is written down once, done once, and withdrawn when it is not wanted anymore.

Whole calls with it are in tests/server/dialin/test_moderated.py.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from server.dialin.desk import Caller
from server.dialin.facts import TakeSeat
from server.dialin.ledger import Ledger
from server.log.store import Store
from server.moderation.attendant import Attendant, rules_of
from server.moderation.plans import Rules
from server.moderation.seating import Seating
from server.moderation.service import Moderation
from server.rooms.directory import read_rooms
from server.rooms.room import Directory
from server.urls import Urls

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
GOODBYE = "https://voice.example.com/voice/goodbye"
ROOMS = """
[rooms.standup]
name = "Weekly standup"
when_host_leaves = "grace"
grace_s = 30
[rooms.standup.host]
pin = "993311"
[rooms.lounge]
code = "22"
announce_name = true
[rooms.plain]
code = "33"
"""


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    file = tmp_path / "rooms.toml"
    file.write_text(ROOMS, encoding="utf-8")
    return read_rooms(file, Urls("https://voice.example.com"))


@pytest.fixture
def ledger(database: str, store: Store) -> Iterator[Ledger]:
    with closing(Ledger(database)) as ledger:
        yield ledger


@pytest.fixture
def attendant(
    moderation: Moderation, store: Store, database: str, directory: Directory, ledger: Ledger, clock: Any
) -> Iterator[Attendant]:
    with closing(
        Attendant(
            moderation, store, Seating(database), directory=lambda: directory, name_url=lambda call: call, now=clock
        )
    ) as attendant:
        yield attendant


@pytest.fixture
def deliver(make_app: Callable[..., Flask], callback: Callable[..., dict[str, str]], clock: Any) -> Callable[..., None]:
    """Return what lets the platform tell the server something."""
    app = make_app()

    def send(**changes: str) -> None:
        moment = f"{clock():%Y-%m-%d %H:%M:%S}.000000Z"
        fields = callback(**{"Timestamp": moment, "SequenceNumber": str(send.number), **changes})  # type: ignore[attr-defined]
        send.number += 1  # type: ignore[attr-defined]
        assert app.test_client().post("/callbacks/conference", data=fields).status_code == 200

    send.number = 0  # type: ignore[attr-defined]
    return send


@pytest.fixture
def standup(deliver: Callable[..., None], ledger: Ledger, clock: Any) -> Callable[..., None]:
    """Let a conference begin with its host, anna, and a guest, bert; return what delivers more of it."""
    deliver(StatusCallbackEvent="conference-start")
    for call, role in (("v3:anna", "host"), ("v3:bert", "participant")):
        ledger.note((TakeSeat("standup", role, GOODBYE),), Caller(call, None), clock())
        deliver(StatusCallbackEvent="participant-join", CallSid=call)
    return deliver


def entries(moderation: Moderation) -> list[tuple[str, str]]:
    return [(entry.action, entry.state) for entry in reversed(moderation.outbox.entries())]


def test_rules_are_those_of_rooms_that_want_something(directory: Directory) -> None:
    assert {
        "standup": Rules(grace=timedelta(seconds=30)),
        "lounge": Rules(announces_names=True),
    } == rules_of(directory)


def test_nothing_is_done_while_the_host_is_there(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, platform: Any
) -> None:
    assert ([], [], []) == (attendant.look(), entries(moderation), platform.seen)


def test_end_is_announced_in_the_outbox_as_soon_as_the_host_left(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, platform: Any
) -> None:
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")

    for _ in range(3):
        attendant.look()

    [entry] = moderation.outbox.entries()
    assert ("end", "intended", "server", clock() + timedelta(seconds=33)) == (
        entry.action, entry.state, entry.who, entry.due_at
    )  # fmt: skip
    assert [] == platform.seen


def test_host_who_is_back_withdraws_it(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, platform: Any
) -> None:
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")
    attendant.look()
    clock.pass_(seconds=20)

    standup(StatusCallbackEvent="participant-join", CallSid="v3:anna")
    clock.pass_(seconds=20)
    attendant.look()

    assert ([("end", "superseded")], []) == (entries(moderation), platform.seen)


def test_grace_that_is_over_sends_everybody_to_the_goodbye_and_then_ends_it(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, platform: Any
) -> None:
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")
    clock.pass_(seconds=30)
    attendant.look()
    clock.pass_(seconds=3)
    attendant.look()

    assert [("dismiss", "done"), ("end", "done")] == entries(moderation)
    assert [{"Url": GOODBYE}, {"Status": "completed"}] == [body for _, _, body in platform.seen]


@pytest.mark.parametrize("fate", ["lost after", "lost before"])
def test_goodbye_whose_answer_is_lost_is_looked_for_and_not_said_twice(
    fate: str, attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, platform: Any
) -> None:
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")
    clock.pass_(seconds=30)
    platform.fates = [fate]

    attendant.look()

    assert ("dismiss", "done") in entries(moderation)
    assert (2 if fate == "lost before" else 1) == len(platform.seen)


def test_who_takes_over_from_a_process_that_died_looks_first(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, platform: Any
) -> None:
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")
    attendant.look()
    [entry] = moderation.outbox.open_entries()
    clock.pass_(seconds=33)
    # It claimed the end, sent it, and died before it wrote down the answer.
    assert moderation.outbox.claim(entry, now=clock(), until=clock() + timedelta(minutes=2))
    platform.do("POST", f"/{CONFERENCE}", {"Status": "completed"})

    attendant.look()
    clock.pass_(minutes=2)
    attendant.look()

    assert ("end", "done") in entries(moderation)
    assert {} not in [body for _, _, body in platform.seen]
    assert [] == [body for _, _, body in platform.seen if body == {"Status": "completed"}]


def test_room_that_wants_nothing_is_not_looked_at(
    attendant: Attendant, deliver: Callable[..., None], moderation: Moderation
) -> None:
    deliver(StatusCallbackEvent="conference-start", FriendlyName="plain")
    deliver(StatusCallbackEvent="participant-join", FriendlyName="plain")
    deliver(StatusCallbackEvent="participant-leave", FriendlyName="plain")

    attendant.look()

    assert [] == entries(moderation)


def test_conference_of_which_nothing_was_heard_is_not_read_again(
    attendant: Attendant, standup: Callable[..., None], moderation: Moderation, clock: Any, store: Store
) -> None:
    attendant.look()
    standup(StatusCallbackEvent="participant-leave", CallSid="v3:anna")
    attendant.look()
    statements: list[str] = []
    sa.event.listen(store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    clock.pass_(seconds=10)
    attendant.look()

    assert ["intended"] == [state for _, state in entries(moderation)]
    assert [] == [statement for statement in statements if "FROM participant" in statement]
