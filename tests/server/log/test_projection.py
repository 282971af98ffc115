"""What is kept of a conference equals what all its events add up to, in whatever portions they came."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.log.arrival import Arrival
from server.log.fold import Conference, fold
from server.log.rebuilding import rebuild
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]

OF_CONFERENCES = {"conference_room", "conference_live"}

STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "StatusCallbackEvent": st.sampled_from(
                ["conference-start", "participant-join", "participant-leave", "participant-speech-start", "odd"]
            ),
            "CallSid": st.sampled_from(["anna", "ben"]),
            "SequenceNumber": st.integers(1, 9).map(str),
            "ConferenceSid": st.sampled_from(["one", "two"]),
        }
    ),
    max_size=12,
)


def folded(sid: str, arrivals: list[Arrival]) -> Conference | None:
    events = {arrival.key: arrival.fact for arrival in arrivals if arrival.conference == sid and arrival.fact}
    if not events:
        return None
    return fold(sid, events.values())


@given(steps=STEPS, portions=st.integers(1, 5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_state_that_is_kept_equals_the_fold_of_all_events(
    steps: list[dict[str, str]], portions: int, tmp_path_factory: pytest.TempPathFactory, make_arrival: MakeArrival
) -> None:
    database = f"sqlite:///{tmp_path_factory.mktemp('kept')}/log.db"
    arrivals = [make_arrival(**step) for step in steps]
    with closing(Store(database)) as store, closing(Writer(database)) as writer:
        for start in range(0, len(arrivals), portions):
            assert [] == [each for each in writer.write(arrivals[start : start + portions]) if each]

        for sid in ("one", "two"):
            assert folded(sid, arrivals) == without_repeats(store.conference(sid))


def without_repeats(conference: Conference | None) -> Any:
    if conference is None:
        return None
    return Conference(
        **{name: getattr(conference, name) for name in conference.__slots__ if name != "deliveries"},
        deliveries=conference.events,
    )


def test_repeats_are_counted(store: Store, database: str, make_arrival: MakeArrival) -> None:
    with closing(Writer(database)) as writer:
        writer.write([make_arrival(), make_arrival()])
        writer.write([make_arrival()])

    conference = store.conference("conference")

    assert conference is not None
    assert (1, 3) == (conference.events, conference.deliveries)


@pytest.fixture
def long(make_arrival: MakeArrival) -> list[Arrival]:
    """Return the events of a conference that is too long for one row: visits, recordings, and numbers with gaps."""
    names = ("participant-join", "participant-leave", "")
    return [
        make_arrival(
            StatusCallbackEvent=names[number % 3],
            CallSid=f"call-{number % 2}",
            SequenceNumber=str(number * 31),
            RecordingSid=f"r{number}" if number % 3 == 2 else None,
        )
        for number in range(180)
    ]


@pytest.mark.parametrize("portions", [1, 7, 180])
def test_long_conference_is_kept_whole_in_any_order(
    portions: int, long: list[Arrival], store: Store, database: str
) -> None:
    shuffled = long[::2] + long[1::2][::-1]
    with closing(Writer(database)) as writer:
        for start in range(0, len(shuffled), portions):
            assert [] == [each for each in writer.write(shuffled[start : start + portions]) if each]

    found = store.conference("conference")
    assert folded("conference", long) == found
    assert found is not None
    assert (60, True) == (len(found.recordings), all(len(each.visits) > 20 for each in found.participants))
    assert ((), 1) == (rebuild(database, is_check=True).differing, len(store.conferences()))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM older WHERE kind = 'step'",
        "DELETE FROM older WHERE kind = 'numbers'",
        "UPDATE older SET content = 'rubbish'",
        "UPDATE older SET call = 'somebody else' WHERE kind = 'step'",
    ],
)
def test_what_is_kept_apart_is_compared_and_made_anew(
    statement: str, long: list[Arrival], store: Store, database: str, damage: Callable[[str], None]
) -> None:
    with closing(Writer(database)) as writer:
        writer.write(long)
    damage(statement)

    found = [rebuild(database, is_check=is_check).differing for is_check in (True, False, True)]

    assert [("conference",), ("conference",), ()] == found
    assert folded("conference", long) == store.conference("conference")


def test_event_writes_those_indexes_of_conferences_only_that_it_moves_one_in(
    store: Store, database: str, path: Path, query: Callable[[str], list[Any]], make_arrival: MakeArrival
) -> None:
    names = {page: name for name, page in query("SELECT name, rootpage FROM sqlite_schema WHERE type = 'index'")}
    found = []
    with closing(Writer(database)) as writer:
        for number, event in enumerate(("participant-join", "participant-leave", "conference-end"), start=1):
            query("PRAGMA wal_checkpoint(TRUNCATE)")
            assert [None] == writer.write([make_arrival(SequenceNumber=str(number), StatusCallbackEvent=event)])
            found.append({names[page] for page in written_pages(path) if page in names} & OF_CONFERENCES)

    assert [OF_CONFERENCES, set(), {"conference_live"}] == found
    assert ["conference"] == [each.sid for each in store.conferences(rooms=["Room 1234"], is_live=False)]


def written_pages(path: Path) -> set[int]:
    """Return the numbers of the pages in the write-ahead log; what is as small as this has each index in one page."""
    log = Path(f"{path}-wal").read_bytes()
    frame = 24 + int.from_bytes(log[8:12], "big")
    return {int.from_bytes(log[start : start + 4], "big") for start in range(32, len(log), frame)}
