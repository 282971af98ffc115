"""What is kept of a conference equals what all its events add up to, in whatever portions they came."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.log.arrival import Arrival
from server.log.fold import Conference, fold
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]

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
