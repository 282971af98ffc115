"""A look at the tables: what is not needed is not looked for, and what is remembered is never older than the log."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from server.dialin.budget import Failures
from server.dialin.desk import Caller, Need, Recollection
from server.dialin.facts import AskAdmission, CountFailure
from server.dialin.glance import Glance, Presence, digest
from server.dialin.ledger import Ledger
from server.log.arrival import arrive
from server.log.preparation import prepare
from server.log.session import Session
from server.log.sessions import Sessions
from server.log.writer import Writer
from server.rooms.directory import rooms_of
from server.rooms.table import Terms
from server.urls import Urls

ROOM = rooms_of(
    {"rooms": {"standup": {"name": "Weekly standup", "lobby": True, "participant": {"pin": "271828"}}}},
    "rooms.toml",
    Terms(Urls("https://voice.example.com")),
).rooms["standup"]
ANNA = Caller("v3:anna", "+13125550111")
NOTHING = Need(failures=False, lobby=False)

Tell = Callable[..., None]


class Counting:
    """A session that counts the statements that it runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.mark = session.mark
        self.statements: list[str] = []

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        self.statements.append(statement)
        return self._session.run(statement, values)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Return the URL of an empty log."""
    url = f"sqlite:///{tmp_path}/log.db"
    prepare(url)
    return url


@pytest.fixture
def session(database: str) -> Iterator[Any]:
    """Return a session that counts."""
    with closing(Sessions(database)) as sessions, sessions.reading() as session:
        yield Counting(session)


@pytest.fixture
def ledger(database: str) -> Iterator[Ledger]:
    """Return who writes what is looked for."""
    with closing(Ledger(database)) as ledger:
        yield ledger


@pytest.fixture
def tell(database: str, callback: Callable[..., dict[str, str]], now: datetime) -> Tell:
    """Return what lets the platform tell of a conference in the room."""

    def tell(event: str, sid: str = "one", **changes: str) -> None:
        raw = urlencode(callback(StatusCallbackEvent=event, ConferenceSid=sid, **changes)).encode()
        with closing(Writer(database)) as writer:
            assert [None] == writer.write([arrive(raw, method="POST", content_type=None, received_at=now)])

    return tell


class TestNeed:
    def test_room_alone_takes_one_statement(self, session: Any, now: datetime) -> None:
        Glance(session, Presence(), ANNA, now).recall(ROOM, NOTHING)

        assert 1 == len(session.statements)

    def test_what_is_not_needed_is_not_told(self, session: Any, ledger: Ledger, now: datetime) -> None:
        ledger.note((CountFailure("standup", 1, False), AskAdmission("standup")), ANNA, now)
        glance = Glance(session, Presence(), ANNA, now)

        told = glance.recall(ROOM, Need())

        assert (Failures(1, 1, 1, 1), 1) == (told.failures, told.occupancy.waiting)
        assert Recollection() == glance.recall(ROOM, NOTHING)

    def test_attempt_that_is_being_made_does_not_count(self, session: Any, ledger: Ledger, now: datetime) -> None:
        for number in (1, 2):
            ledger.note((CountFailure("standup", number, False),), ANNA, now)

        found = [
            Glance(session, Presence(), ANNA, now).recall(ROOM, Need(attempt=number)).failures for number in (2, 3)
        ]

        assert [Failures(1, 1, 1, 1), Failures(2, 2, 2, 2)] == found

    def test_attempts_of_others_count(self, session: Any, ledger: Ledger, now: datetime) -> None:
        ledger.note((CountFailure("standup", 1, False),), Caller("v3:bert", None), now)

        found = Glance(session, Presence(), ANNA, now).recall(ROOM, Need(attempt=1)).failures

        assert Failures(0, 0, 1, 1) == found


class TestPresence:
    def test_participants_are_read_once_while_nothing_happens(self, session: Any, tell: Tell, now: datetime) -> None:
        tell("conference-start")
        tell("participant-join", CallSid="v3:bert", SequenceNumber="1")
        presence = Presence()

        found = [Glance(session, presence, ANNA, now).recall(ROOM, NOTHING).occupancy.present for _ in range(3)]

        assert ([1] * 3, 4) == (found, len(session.statements))

    def test_everything_that_happens_is_seen_at_once(self, session: Any, tell: Tell, now: datetime) -> None:
        presence = Presence()

        def present() -> tuple[int, str | None]:
            return Glance(session, presence, ANNA, now).recall(ROOM, NOTHING).occupancy[:2]

        steps = [present()]
        for number, (event, call) in enumerate(
            (("conference-start", ""), ("participant-join", "v3:bert"), ("participant-join", "v3:carl"),
             ("participant-leave", "v3:bert"), ("conference-end", ""))
        ):  # fmt: skip
            tell(event, CallSid=call, SequenceNumber=str(number), Timestamp=f"2026-11-20 10:00:0{number}.000000Z")
            steps.append(present())
        tell("conference-start", "two", Timestamp="2026-11-20 10:00:09.000000Z")
        steps.append(present())

        assert [(0, None), (0, "one"), (1, "one"), (2, "one"), (1, "one"), (0, None), (0, "two")] == steps

    def test_older_conference_of_which_the_log_heard_late_hides_none(
        self, session: Any, tell: Tell, now: datetime
    ) -> None:
        tell("conference-start", "now")
        tell("conference-end", "before", Timestamp="2026-11-20 09:00:00.000000Z")

        assert "now" == Glance(session, Presence(), ANNA, now).recall(ROOM, NOTHING).occupancy.conference

    def test_caller_is_not_counted_among_the_others(self, session: Any, tell: Tell, now: datetime) -> None:
        tell("participant-join", CallSid=ANNA.call)

        assert 0 == Glance(session, Presence(), ANNA, now).recall(ROOM, NOTHING).occupancy.present


def test_digest_tells_who_is_the_same_and_not_who_it_is() -> None:
    assert (True, False) == (digest("+1") == digest("+1"), digest("+1") == digest("+2"))
    assert b"+1" not in digest("+1")
