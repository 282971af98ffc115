"""What events add up to is the same in any order, and what is stored is what was added."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.fact import Fact
from server.log.tally import ConferenceTally, ParticipantTally, is_about_participant


def fact(order: str = "1", **changes: Any) -> Fact:
    return Fact(**({"order": order, "happening": "other", "name": "x", "is_callback": True} | changes))


def tally(*facts: Fact) -> ConferenceTally:
    found = ConferenceTally()
    for each in facts:
        found.add(each)
    return found


def numbered(*numbers: int) -> ConferenceTally:
    return tally(*(fact(str(place), number=number) for place, number in enumerate(numbers)))


@pytest.mark.parametrize(
    ("numbers", "ranges", "shared"),
    [
        pytest.param([], [], 0, id="none"),
        pytest.param([5], [[5, 5]], 0, id="one"),
        pytest.param([1, 2, 3], [[1, 3]], 0, id="in-order"),
        pytest.param([3, 2, 1], [[1, 3]], 0, id="backwards"),
        pytest.param([1, 3], [[1, 1], [3, 3]], 0, id="gap"),
        pytest.param([1, 3, 2], [[1, 3]], 0, id="gap-filled"),
        pytest.param([1, 2, 2], [[1, 2]], 1, id="shared-last"),
        pytest.param([2, 3, 2], [[2, 3]], 1, id="shared-first"),
        pytest.param([1, 2, 3, 2], [[1, 3]], 1, id="shared-within"),
        pytest.param([5, 1, 9, 5], [[1, 1], [5, 5], [9, 9]], 1, id="shared-between-gaps"),
        pytest.param([7, 0, 6], [[0, 0], [6, 7]], 0, id="joins-the-one-after"),
    ],
)
def test_numbers_are_kept_as_ranges(numbers: list[int], ranges: list[list[int]], shared: int) -> None:
    found = numbered(*numbers)

    assert (ranges, shared) == (found.numbers, found.shared)


@given(numbers=st.lists(st.integers(0, 12), max_size=20))
def test_ranges_hold_each_number_once_and_no_other(numbers: list[int]) -> None:
    found = numbered(*numbers)

    kept = [number for first, last in found.numbers for number in range(first, last + 1)]
    assert (sorted(set(numbers)), len(numbers) - len(set(numbers))) == (kept, found.shared)


HAPPENINGS = st.sampled_from(["start", "join", "speech-start", "speech-stop", "leave", "end", "recording", "other"])
FACTS = st.lists(
    st.builds(
        fact,
        order=st.text("0123456789", min_size=1, max_size=3),
        happening=HAPPENINGS,
        name=st.sampled_from(["a", "b"]),
        number=st.none() | st.integers(0, 5),
        at=st.none() | st.integers(0, 9),
        call=st.sampled_from(["anna", "ben"]),
        room=st.none() | st.sampled_from(["blue", "red"]),
        label=st.none() | st.just("host"),
        is_muted=st.none() | st.booleans(),
        recording=st.none() | st.tuples(st.just("r"), st.just("completed"), st.integers(0, 3)),
    ),
    max_size=8,
    unique_by=lambda each: each.order,
)


@given(facts=FACTS, random=st.randoms(use_true_random=False))
def test_facts_add_up_to_the_same_in_any_order(facts: list[Fact], random: Any) -> None:
    shuffled = random.sample(facts, len(facts))

    assert tally(*facts) == tally(*shuffled)


@given(facts=FACTS)
def test_what_is_stored_goes_on_where_it_stopped(facts: list[Fact]) -> None:
    stored = ConferenceTally()
    participant = ParticipantTally()
    for each in facts:
        stored.add(each)
        participant.add(each)
        stored = ConferenceTally.from_text(stored.to_text())
        participant = ParticipantTally.from_text(participant.to_text())

    at_once = ParticipantTally()
    for each in facts:
        at_once.add(each)
    assert (tally(*facts), at_once) == (stored, participant)


def test_empty_text_is_an_empty_tally() -> None:
    assert (ConferenceTally(), ParticipantTally()) == (ConferenceTally.from_text(""), ParticipantTally.from_text(""))


def test_unknown_events_are_told_apart_up_to_a_number_whatever_came_first() -> None:
    names = [f"{number:02}" for number in range(60)]

    found = [tally(*(fact(name, name=name) for name in order)).others for order in (names, names[::-1])]

    assert found[0] == found[1]
    assert ({*names[:50], "\0"}, 10, 60) == (set(found[0]), found[0]["\0"], sum(found[0].values()))


def test_steps_of_a_participant_are_sorted_by_order() -> None:
    steps = [fact(str(place), happening="join", at=place) for place in range(4)]

    for order in permutations(steps):
        found = ParticipantTally()
        for each in order:
            found.add(each)
        assert [["0", True, 0, True], ["1", True, 1, True], ["2", True, 2, True], ["3", True, 3, True]] == found.steps


@pytest.mark.parametrize(
    ("changes", "is_about"),
    [
        ({"happening": "join", "call": "anna"}, True),
        ({"happening": "join"}, False),
        ({"happening": "start", "call": "anna"}, False),
        ({"call": "anna", "is_muted": False}, True),
        ({"call": "anna", "is_held": True}, True),
        ({"call": "anna"}, False),
    ],
)
def test_fact_is_about_a_participant_where_it_says_something_of_one(changes: dict[str, Any], is_about: bool) -> None:
    assert is_about == is_about_participant(fact(**changes))
