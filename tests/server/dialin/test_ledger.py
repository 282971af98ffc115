"""What the dial-in remembers, in both databases: what counts, for whom, for how long, and for every node."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.dialin import tables
from server.dialin.budget import Failures
from server.dialin.desk import Caller, Need, Recollection
from server.dialin.facts import (
    Admit,
    AskAdmission,
    CountCall,
    CountEntry,
    CountFailure,
    KeepName,
    Lock,
    Survey,
    TakeSeat,
)
from server.dialin.ledger import Ledger
from server.dialin.traffic import Traffic
from server.errors import LogUnavailable
from server.log import schema
from server.log.arrival import arrive
from server.log.database import database_url
from server.log.engine import make_engine
from server.log.preparation import prepare
from server.log.writer import Writer
from server.rooms.directory import rooms_of
from server.rooms.table import Terms
from server.urls import Urls

ROOMS = rooms_of(
    {
        "rooms": {
            "standup": {"name": "Weekly standup", "callers": {"+13125550142": "participant"}},
            "lounge": {"name": "Lounge"},
        }
    },
    "rooms.toml",
    Terms(Urls("https://voice.example.com")),
).rooms
STANDUP, LOUNGE = ROOMS["standup"], ROOMS["lounge"]
ANNA, BERT = Caller("v3:anna", "+13125550111"), Caller("v3:bert", "+13125550122")
LISTED = Caller("v3:listed", "+13125550142")
WITHHELD = [None, "", "anonymous", "Restricted", "sip:anonymous@anonymous.invalid"]

OpenLedger = Callable[[], Ledger]
Report = Callable[..., None]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a database of today's layout, of either kind, for all tests."""
    if request.param == "sqlite":
        lent = nullcontext(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'log.db'}")
    else:
        lent = request.getfixturevalue("lend_postgres")()
    with lent as url:
        prepare(url)
        yield url


def empty(url: str) -> None:
    """Forget everything that is in the database, but not its layout."""
    engine = make_engine(database_url(url))
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        for metadata in (tables.METADATA, schema.METADATA):
            for table in reversed(metadata.sorted_tables):
                if table.name != "meta":
                    connection.execute(table.delete())
        connection.exec_driver_sql("COMMIT")
    engine.dispose()


@pytest.fixture
def database(migrated: str) -> Iterator[str]:
    """Return the URL of an empty database of either kind."""
    yield migrated

    empty(migrated)


@pytest.fixture
def open_ledger(database: str) -> Iterator[OpenLedger]:
    """Return what opens a ledger as one more node does; all are closed at the end."""
    with ExitStack() as stack:

        def start() -> Ledger:
            return stack.enter_context(closing(Ledger(database)))

        yield start


@pytest.fixture
def ledger(open_ledger: OpenLedger) -> Ledger:
    """Return the ledger of a server that has just been started."""
    return open_ledger()


@pytest.fixture
def report(database: str, callback: Callable[..., dict[str, str]], now: datetime) -> Report:
    """Return what lets the platform tell of a conference of the standup."""

    def tell(event: str, sid: str = "one", **changes: str) -> None:
        fields = callback(StatusCallbackEvent=event, ConferenceSid=sid, **changes)
        raw = urlencode(fields).encode()
        with closing(Writer(database)) as writer:
            assert [None] == writer.write([arrive(raw, method="POST", content_type=None, received_at=now)])

    return tell


@pytest.fixture
def locked(database: str) -> Callable[[], AbstractContextManager[None]]:
    """Return what keeps everybody else from writing, as a backup or an administrator's shell may."""

    @contextmanager
    def lock() -> Iterator[None]:
        engine = make_engine(database_url(database))
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("BEGIN")
                connection.exec_driver_sql("LOCK TABLE pin_failure IN ACCESS EXCLUSIVE MODE")
            else:
                connection.exec_driver_sql("BEGIN EXCLUSIVE")
            yield
            connection.exec_driver_sql("ROLLBACK")
        engine.dispose()

    return lock


@pytest.fixture
def rows(database: str) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Return what reads every row of the dial-in's tables, as anybody with the database could."""

    def read() -> dict[str, list[tuple[Any, ...]]]:
        engine = make_engine(database_url(database))
        with engine.connect() as connection:
            found = {
                table.name: [tuple(row) for row in connection.execute(sa.select(table))]
                for table in tables.METADATA.sorted_tables
            }
        engine.dispose()
        return found

    return read


def fail(
    ledger: Ledger, caller: Caller, now: datetime, *, number: int = 1, room: str | None = "standup", known: bool = False
) -> None:
    ledger.note((CountFailure(room, number, known),), caller, now)


class TestFailures:
    def test_nothing_is_remembered_of_the_first_call(self, ledger: Ledger, now: datetime) -> None:
        assert Recollection() == ledger.recall(ANNA, STANDUP, now)

    def test_failure_counts_for_its_call_its_caller_its_room_and_all(self, ledger: Ledger, now: datetime) -> None:
        fail(ledger, ANNA, now)
        fail(ledger, ANNA, now, number=2)
        fail(ledger, Caller("v3:anna again", ANNA.number), now)
        fail(ledger, BERT, now)
        fail(ledger, BERT, now, number=2, room="lounge")
        fail(ledger, BERT, now, number=3, room=None)

        assert Failures(2, 3, 4, 6) == ledger.recall(ANNA, STANDUP, now).failures

    @pytest.mark.parametrize(("room", "count"), [(STANDUP, 1), (LOUNGE, 2), (None, 3)], ids=["one", "another", "none"])
    def test_room_has_its_own_count_and_so_have_codes_that_lead_nowhere(
        self, room: Any, count: int, ledger: Ledger, now: datetime
    ) -> None:
        for number, key in enumerate(("standup", "lounge", "lounge", None, None, None), 1):
            fail(ledger, BERT, now, number=number, room=key)

        assert count == ledger.recall(ANNA, room, now).failures.room

    def test_failure_that_is_noted_twice_counts_once(self, ledger: Ledger, now: datetime) -> None:
        fail(ledger, ANNA, now)
        fail(ledger, ANNA, now + timedelta(seconds=1))

        assert Failures(1, 1, 1, 1) == ledger.recall(ANNA, STANDUP, now).failures

    def test_failures_of_yesterday_do_not_count(self, ledger: Ledger, now: datetime) -> None:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        fail(ledger, Caller("v3:late", ANNA.number), midnight - timedelta(microseconds=1))
        fail(ledger, Caller("v3:early", ANNA.number), midnight)

        assert Failures(0, 1, 1, 1) == ledger.recall(ANNA, STANDUP, now).failures

    def test_failures_of_the_same_call_count_over_midnight(self, ledger: Ledger, now: datetime) -> None:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        fail(ledger, ANNA, midnight - timedelta(seconds=5))

        assert 1 == ledger.recall(ANNA, STANDUP, midnight + timedelta(seconds=5)).failures.call

    def test_day_is_that_of_utc(self, ledger: Ledger, now: datetime) -> None:
        fail(ledger, BERT, now.replace(hour=23, day=19))
        there = datetime.fromisoformat("2026-11-19T20:00:00-08:00")  # four in the morning of the 20th, in UTC

        assert 0 == ledger.recall(ANNA, STANDUP, there).failures.everywhere

    def test_failures_of_known_callers_count_neither_for_the_room_nor_for_all(
        self, ledger: Ledger, now: datetime
    ) -> None:
        fail(ledger, ANNA, now, known=True)

        assert Failures(1, 1, 0, 0) == ledger.recall(ANNA, STANDUP, now).failures

    @pytest.mark.parametrize("number", WITHHELD)
    def test_callers_who_withhold_their_number_are_not_one_caller(
        self, number: str | None, ledger: Ledger, now: datetime
    ) -> None:
        fail(ledger, Caller("v3:first", number), now)

        assert Failures(0, 0, 1, 1) == ledger.recall(Caller("v3:second", number), STANDUP, now).failures

    def test_callers_are_one_by_the_sip_address(self, ledger: Ledger, now: datetime) -> None:
        fail(ledger, Caller("v3:first", "sip:anna@example.com"), now)

        assert 1 == ledger.recall(Caller("v3:second", "sip:anna@example.com"), STANDUP, now).failures.caller

    def test_failures_that_one_node_counts_are_those_of_every_node(
        self, open_ledger: OpenLedger, now: datetime
    ) -> None:
        first, second = open_ledger(), open_ledger()
        fail(first, ANNA, now)
        fail(second, ANNA, now)  # the platform asked the other node the same again
        fail(second, ANNA, now, number=2)

        assert [Failures(2, 2, 2, 2)] * 2 == [node.recall(ANNA, STANDUP, now).failures for node in (first, second)]


class TestKnown:
    def test_caller_whom_the_room_lists_is_known_there_only(self, ledger: Ledger, now: datetime) -> None:
        assert [True, False] == [ledger.recall(LISTED, room, now).is_known for room in (STANDUP, LOUNGE)]

    def test_caller_who_got_in_is_known_in_later_calls_to_that_room(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((CountEntry("standup"),), ANNA, now)
        later = Caller("v3:later", ANNA.number)

        found = [ledger.recall(later, room, now + timedelta(days=1)).is_known for room in (STANDUP, LOUNGE)]
        assert [True, False] == found

    def test_others_are_not_known(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((CountEntry("standup"),), ANNA, now)

        assert not ledger.recall(BERT, STANDUP, now).is_known

    @pytest.mark.parametrize(("days", "known"), [(30, True), (31, False)])
    def test_caller_is_known_for_thirty_days(self, days: int, known: bool, ledger: Ledger, now: datetime) -> None:
        ledger.note((CountEntry("standup"),), ANNA, now)

        assert known == ledger.recall(ANNA, STANDUP, now + timedelta(days=days)).is_known

    def test_who_gets_in_again_is_known_from_then_on(self, ledger: Ledger, now: datetime) -> None:
        for days in (0, 20):
            ledger.note((CountEntry("standup"),), ANNA, now + timedelta(days=days))

        assert ledger.recall(ANNA, STANDUP, now + timedelta(days=40)).is_known

    @pytest.mark.parametrize("number", WITHHELD)
    def test_caller_who_withholds_the_number_is_never_known(
        self, number: str | None, ledger: Ledger, now: datetime
    ) -> None:
        caller = Caller("v3:hidden", number)
        ledger.note((CountEntry("standup"),), caller, now)

        assert not ledger.recall(caller, STANDUP, now).is_known


class TestOccupancy:
    def test_others_who_are_there_are_counted(self, ledger: Ledger, report: Report, now: datetime) -> None:
        report("conference-start")
        for number, call in enumerate(("v3:anna", "v3:bert", "v3:carl"), 1):
            report("participant-join", CallSid=call, SequenceNumber=str(number))
        report("participant-leave", CallSid="v3:carl", SequenceNumber="4", Timestamp="2026-11-20 10:00:01.250000Z")

        found = [ledger.recall(caller, STANDUP, now).occupancy for caller in (ANNA, Caller("v3:dora", None))]
        assert [("one", 1), ("one", 2)] == [(each.conference, each.present) for each in found]

    def test_conference_of_another_room_is_not_counted(self, ledger: Ledger, report: Report, now: datetime) -> None:
        report("participant-join", CallSid="v3:bert")

        assert (0, None) == ledger.recall(ANNA, LOUNGE, now).occupancy[:2]

    def test_conference_that_has_ended_is_not_counted(self, ledger: Ledger, report: Report, now: datetime) -> None:
        report("conference-start")
        report("participant-join", CallSid="v3:bert", SequenceNumber="1")
        report("conference-end", SequenceNumber="2", Timestamp="2026-11-20 10:00:01.250000Z")

        assert (0, None) == ledger.recall(ANNA, STANDUP, now).occupancy[:2]

    @pytest.mark.parametrize(("hours", "sid"), [(3.9, "one"), (4.1, None)])
    def test_conference_whose_end_was_never_told_is_over_after_the_longest_time(
        self, hours: float, sid: str | None, ledger: Ledger, report: Report, now: datetime
    ) -> None:
        report("conference-start")

        assert sid == ledger.recall(ANNA, STANDUP, now + timedelta(hours=hours)).occupancy.conference


class TestLock:
    @pytest.mark.parametrize("is_locked", [True, False])
    def test_host_decides_for_the_conference_that_goes_on(
        self, is_locked: bool, ledger: Ledger, report: Report, now: datetime
    ) -> None:
        report("conference-start")
        ledger.note((Lock("standup", "one", is_locked),), ANNA, now)

        assert is_locked == ledger.recall(BERT, STANDUP, now).occupancy.is_locked

    def test_nobody_has_decided_for_a_new_conference(self, ledger: Ledger, report: Report, now: datetime) -> None:
        report("conference-start")
        assert ledger.recall(BERT, STANDUP, now).occupancy.is_locked is None

    def test_lock_ends_with_its_conference(self, ledger: Ledger, report: Report, now: datetime) -> None:
        report("conference-start")
        ledger.note((Lock("standup", "one", True),), ANNA, now)
        report("conference-end", SequenceNumber="1", Timestamp="2026-11-20 10:00:01.250000Z")
        nobody_there = ledger.recall(BERT, STANDUP, now).occupancy.is_locked
        report("conference-start", "two", Timestamp="2026-11-20 10:00:01.300000Z")

        assert (None, None) == (nobody_there, ledger.recall(BERT, STANDUP, now).occupancy.is_locked)

    def test_lock_that_names_no_conference_holds_whatever_goes_on(
        self, ledger: Ledger, database: str, report: Report, now: datetime
    ) -> None:
        row = {"room": "standup", "is_locked": True, "conference": None, "who": "moderator", "at": 0}
        engine = make_engine(database_url(database))
        with engine.connect() as connection:
            connection.execute(tables.ROOM_LOCK.insert().values(row))
        engine.dispose()

        nobody_there = ledger.recall(BERT, STANDUP, now).occupancy.is_locked
        report("conference-start")
        somebody_there = ledger.recall(BERT, STANDUP, now).occupancy.is_locked

        assert (True, True, None) == (
            nobody_there,
            somebody_there,
            ledger.recall(BERT, LOUNGE, now).occupancy.is_locked,
        )

    def test_last_decision_holds_on_every_node(self, open_ledger: OpenLedger, report: Report, now: datetime) -> None:
        first, second = open_ledger(), open_ledger()
        report("conference-start")
        first.note((Lock("standup", "one", True),), ANNA, now)
        second.note((Lock("standup", "one", False),), ANNA, now)

        assert [False, False] == [node.recall(BERT, STANDUP, now).occupancy.is_locked for node in (first, second)]


class TestLobby:
    def test_who_came_first_is_first(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((AskAdmission("standup"),), BERT, now)
        ledger.note((AskAdmission("standup"),), ANNA, now + timedelta(seconds=5))
        ledger.note((AskAdmission("standup"),), BERT, now + timedelta(seconds=10))  # heard the programme again

        found = [ledger.recall(caller, STANDUP, now + timedelta(seconds=10)) for caller in (BERT, ANNA)]
        assert [(1, 2), (2, 2)] == [(each.place, each.occupancy.waiting) for each in found]

    def test_each_room_has_a_lobby_of_its_own(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((AskAdmission("standup"),), BERT, now)

        assert 0 == ledger.recall(BERT, LOUNGE, now).occupancy.waiting

    @pytest.mark.parametrize(("seconds", "waiting"), [(90, 1), (91, 0)])
    def test_who_is_not_seen_for_ninety_seconds_is_gone(
        self, seconds: int, waiting: int, ledger: Ledger, now: datetime
    ) -> None:
        ledger.note((AskAdmission("standup"),), BERT, now)

        assert waiting == ledger.recall(ANNA, STANDUP, now + timedelta(seconds=seconds)).occupancy.waiting

    def test_who_is_seen_again_waits_on(self, ledger: Ledger, now: datetime) -> None:
        for seconds in (0, 60):
            ledger.note((AskAdmission("standup"),), BERT, now + timedelta(seconds=seconds))

        assert 1 == ledger.recall(ANNA, STANDUP, now + timedelta(seconds=120)).occupancy.waiting

    def test_host_lets_everybody_in_who_waits_for_that_room(self, ledger: Ledger, now: datetime) -> None:
        carl = Caller("v3:carl", None)
        ledger.note((AskAdmission("standup"),), ANNA, now)
        ledger.note((AskAdmission("standup"),), BERT, now)
        ledger.note((AskAdmission("lounge"),), carl, now)

        ledger.note((Admit("standup"),), LISTED, now)

        found = [
            (ledger.recall(caller, room, now).is_admitted, ledger.recall(caller, room, now).occupancy.waiting)
            for caller, room in ((ANNA, STANDUP), (BERT, STANDUP), (carl, LOUNGE))
        ]
        assert [(True, 0), (True, 0), (False, 1)] == found

    def test_who_comes_later_waits(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((AskAdmission("standup"),), ANNA, now)
        ledger.note((Admit("standup"),), LISTED, now)
        ledger.note((AskAdmission("standup"),), BERT, now)

        assert (False, 1) == (
            ledger.recall(BERT, STANDUP, now).is_admitted,
            ledger.recall(BERT, STANDUP, now).occupancy.waiting,
        )

    def test_who_was_let_in_stays_so_though_the_programme_was_asked_for_once_more(
        self, ledger: Ledger, now: datetime
    ) -> None:
        for change in (AskAdmission("standup"), Admit("standup"), AskAdmission("standup")):
            ledger.note((change,), ANNA, now)

        assert ledger.recall(ANNA, STANDUP, now).is_admitted


class TestNames:
    def test_name_is_kept_with_its_room_and_for_its_call(self, ledger: Ledger, now: datetime) -> None:
        url = "https://recordings.example.com/anna.mp3"
        ledger.note((KeepName("standup", url), TakeSeat("standup", "host", "https://voice.example.com/x")), ANNA, now)

        assert (("standup", url), None) == (ledger.name_of(ANNA.call), ledger.name_of("v3:nobody"))

    def test_who_recorded_none_has_none(self, ledger: Ledger, now: datetime) -> None:
        ledger.note((TakeSeat("standup", "host", "https://voice.example.com/x"),), ANNA, now)

        assert ledger.name_of(ANNA.call) is None


class TestSurvey:
    def test_first_answer_of_a_call_counts(
        self, ledger: Ledger, rows: Callable[[], dict[str, list[tuple[Any, ...]]]], now: datetime
    ) -> None:
        for answer in (5, 1):
            ledger.note((Survey("standup", answer),), ANNA, now)

        assert [("v3:anna", "standup", 5)] == [row[:3] for row in rows()["survey"]]


class TestSealKeys:
    def test_first_key_is_that_of_every_node(self, open_ledger: OpenLedger) -> None:
        assert [(b"first" * 4,)] * 2 == [open_ledger().seal_keys(key * 4) for key in (b"first", b"other")]

    def test_newest_key_is_used_and_the_older_one_still_opens(self, ledger: Ledger, database: str) -> None:
        ledger.seal_keys(b"first" * 4)
        engine = make_engine(database_url(database))
        with engine.connect() as connection:
            connection.execute(tables.SEAL_KEY.insert().values(id=2, key=b"newer" * 4))
        engine.dispose()

        assert (b"newer" * 4, b"first" * 4) == ledger.seal_keys(b"other" * 4)


class TestTraffic:
    LINE, OTHER = Need(line="+13125550100"), Need(line="+13125550101")

    def let_through(self, ledger: Ledger, call: str, number: str | None, now: datetime, need: Need = LINE) -> None:
        ledger.note((CountCall(need.line or ""),), Caller(call, number), now)

    def traffic(self, ledger: Ledger, caller: Caller, now: datetime, need: Need = LINE) -> Traffic:
        """Return what is told where no room is chosen yet, which must be what is told for any room."""
        anywhere, standup = (ledger.recall(caller, room, now, need).traffic for room in (None, STANDUP))
        assert anywhere == standup
        return anywhere

    def test_calls_of_the_caller_and_to_the_number_are_counted(self, ledger: Ledger, now: datetime) -> None:
        self.let_through(ledger, "v3:1", ANNA.number, now)
        self.let_through(ledger, "v3:2", ANNA.number, now, self.OTHER)
        self.let_through(ledger, "v3:3", BERT.number, now)

        assert Traffic(2, 2) == self.traffic(ledger, ANNA, now)
        assert Traffic(2, 1) == self.traffic(ledger, ANNA, now, self.OTHER)

    def test_call_that_was_let_through_is_told_so_and_counts_once(self, ledger: Ledger, now: datetime) -> None:
        for seconds in (0, 1):
            self.let_through(ledger, ANNA.call, ANNA.number, now + timedelta(seconds=seconds))

        assert Traffic(0, 0, is_counted=True) == self.traffic(ledger, ANNA, now)
        assert Traffic(0, 1) == self.traffic(ledger, BERT, now)

    @pytest.mark.parametrize(("seconds", "count"), [(59, 1), (60, 0)])
    def test_calls_count_for_a_minute(self, seconds: int, count: int, ledger: Ledger, now: datetime) -> None:
        self.let_through(ledger, "v3:1", ANNA.number, now)

        assert Traffic(count, count) == self.traffic(ledger, ANNA, now + timedelta(seconds=seconds))

    @pytest.mark.parametrize("number", WITHHELD)
    def test_callers_who_withhold_their_number_are_not_one_caller(
        self, number: str | None, ledger: Ledger, now: datetime
    ) -> None:
        self.let_through(ledger, "v3:1", number, now)

        assert Traffic(0, 1) == self.traffic(ledger, Caller("v3:2", number), now)

    def test_calls_that_one_node_lets_through_count_on_every_node(self, open_ledger: OpenLedger, now: datetime) -> None:
        first, second = open_ledger(), open_ledger()
        self.let_through(first, "v3:1", BERT.number, now)

        assert Traffic(0, 1) == self.traffic(second, ANNA, now)

    def test_old_calls_are_not_kept(
        self, ledger: Ledger, rows: Callable[[], dict[str, list[tuple[Any, ...]]]], now: datetime
    ) -> None:
        for minutes in range(5):
            self.let_through(ledger, f"v3:{minutes}", None, now + timedelta(minutes=minutes))

        assert 3 == len(rows()["admission"])

    def test_nothing_is_told_where_nobody_asks(self, ledger: Ledger, now: datetime) -> None:
        self.let_through(ledger, "v3:1", ANNA.number, now)

        assert Traffic() == ledger.recall(ANNA, STANDUP, now).traffic


class TestPurge:
    CHANGES = (
        CountCall("+13125550100"),
        CountFailure("standup", 1, False),
        CountEntry("standup"),
        Lock("standup", "one", True),
        AskAdmission("standup"),
        Survey("standup", 3),
    )

    @pytest.mark.parametrize(("days", "left"), [(0, [1] * 6), (1, [0] * 6)], ids=["that day", "the day after"])
    def test_what_was_noted_before_a_day_is_removed(
        self, days: int, left: list[int], ledger: Ledger, rows: Callable[[], dict[str, list[tuple[Any, ...]]]],
        now: datetime,
    ) -> None:  # fmt: skip
        ledger.note(self.CHANGES, ANNA, now)

        removed = ledger.purge((now + timedelta(days=days)).date())

        found = [len(rows()[table]) for table in ("admission", "pin_failure", "entry", "room_lock", "lobby", "survey")]
        assert (left, 6) == (found, removed + sum(found))

    def test_lock_that_holds_until_it_is_undone_stays(
        self, ledger: Ledger, database: str, rows: Callable[[], dict[str, list[tuple[Any, ...]]]], now: datetime
    ) -> None:
        row = {"room": "standup", "is_locked": True, "conference": None, "who": "moderator", "at": 0}
        engine = make_engine(database_url(database))
        with engine.connect() as connection:
            connection.execute(tables.ROOM_LOCK.insert().values(row))
        engine.dispose()

        assert (0, 1) == (ledger.purge(now.date()), len(rows()["room_lock"]))

    def test_keys_stay(self, ledger: Ledger, now: datetime) -> None:
        ledger.seal_keys(b"first" * 4)
        ledger.purge(now.date())

        assert (b"first" * 4,) == ledger.seal_keys(b"other" * 4)


class TestAway:
    def test_database_that_is_locked_is_told_and_takes_it_afterwards(
        self, ledger: Ledger, locked: Callable[[], AbstractContextManager[None]], now: datetime
    ) -> None:
        with locked(), pytest.raises(LogUnavailable, match="not written"):
            fail(ledger, ANNA, now)

        fail(ledger, ANNA, now)
        assert 1 == ledger.recall(ANNA, STANDUP, now).failures.call

    def test_tables_that_are_gone_are_told(self, ledger: Ledger, database: str, now: datetime) -> None:
        engine = make_engine(database_url(database))
        tables.METADATA.drop_all(engine)
        try:
            for act in (
                lambda: ledger.recall(ANNA, STANDUP, now),
                lambda: fail(ledger, ANNA, now),
                lambda: ledger.seal_keys(b"k" * 32),
            ):
                with pytest.raises(LogUnavailable):
                    act()
        finally:
            tables.METADATA.create_all(engine)  # for the next test
            engine.dispose()

    @pytest.mark.parametrize("url", ["sqlite:////nowhere/log.db", "postgresql://127.0.0.1:1/nothing"])
    def test_database_that_is_not_there_is_told(self, url: str, now: datetime) -> None:
        with closing(Ledger(url)) as ledger:
            for act in (
                lambda: ledger.recall(ANNA, None, now),
                lambda: fail(ledger, ANNA, now),
                lambda: ledger.seal_keys(b"k" * 32),
            ):
                with pytest.raises(LogUnavailable):
                    act()

    def test_all_that_is_noted_at_once_is_noted_or_nothing(
        self, ledger: Ledger, rows: Callable[[], dict[str, list[tuple[Any, ...]]]], now: datetime
    ) -> None:
        wrong: Any = Survey("standup", None)  # type: ignore[arg-type]  # what no column takes
        with pytest.raises(LogUnavailable):
            ledger.note((CountEntry("standup"), wrong), ANNA, now)

        assert ([], []) == (rows()["entry"], rows()["survey"])
        fail(ledger, ANNA, now)  # and the connection is of use again


def test_no_row_holds_a_callers_number(
    ledger: Ledger, rows: Callable[[], dict[str, list[tuple[Any, ...]]]], now: datetime
) -> None:
    changes = (
        CountFailure("standup", 1, False),
        CountEntry("standup"),
        Lock("standup", "one", True),
        AskAdmission("standup"),
        Survey("standup", 3),
        CountCall("+13125550100"),
        TakeSeat("standup", "host", "https://voice.example.com/voice/sealed"),
    )
    ledger.note(changes, ANNA, now)
    ledger.seal_keys(b"k" * 32)

    found = rows()
    assert [1] * 8 == [len(of_table) for of_table in found.values()]
    assert "3125550111" not in repr(found)


NOTES = st.tuples(
    st.sampled_from([ANNA, BERT, Caller("v3:anna again", ANNA.number), Caller("v3:hidden", None)]),
    st.builds(CountFailure, st.sampled_from(["standup", "lounge", None]), st.integers(1, 3), st.booleans()),
    st.integers(0, 30),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(notes=st.lists(NOTES, max_size=8), caller=st.sampled_from([ANNA, BERT, Caller("v3:other", None)]))
def test_failures_are_those_that_can_be_counted_by_hand(
    notes: list[tuple[Caller, CountFailure, int]], caller: Caller, ledger: Ledger, database: str, now: datetime
) -> None:
    empty(database)  # of the example before
    firsts: dict[tuple[str, int], tuple[Caller, CountFailure, int]] = {}
    for who, failure, hours_ago in notes:
        ledger.note((failure,), who, now - timedelta(hours=hours_ago))
        firsts.setdefault((who.call, failure.number), (who, failure, hours_ago))

    counted = [each for each in firsts.values() if each[2] <= 10 or each[0].call == caller.call]
    strange = [failure for _, failure, _ in counted if not failure.is_known]
    by_hand = Failures(
        call=sum(who.call == caller.call for who, _, _ in counted),
        caller=sum(caller.number is not None and who.number == caller.number for who, _, _ in counted),
        room=sum(failure.room == "standup" for failure in strange),
        everywhere=len(strange),
    )
    assert by_hand == ledger.recall(caller, STANDUP, now).failures
