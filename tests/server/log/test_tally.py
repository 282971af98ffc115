"""What events add up to is the same in any order, and what is stored is what was added."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
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


def kept_apart(facts: list[Fact]) -> tuple[ConferenceTally, ParticipantTally]:
    """Return what adds up when nothing stays in memory: what is stored apart is read only where it is wanted."""
    conference, participant = ConferenceTally(), ParticipantTally()
    stored: tuple[Any, Any] = ({}, {})
    for each in facts:
        wanted = conference.wanted(each)
        if wanted in stored[0]:
            conference.older[wanted] = json.loads(stored[0][wanted])
        conference.add(each)
        participant.add(each)
        for tally_, apart in zip((conference, participant), stored, strict=True):
            apart |= {place: json.dumps(content) for place, content in tally_.older.items()}
        conference = ConferenceTally.from_text(conference.to_text())
        participant = ParticipantTally.from_text(participant.to_text())
    for tally_, apart in zip((conference, participant), stored, strict=True):
        tally_.older.update({place: json.loads(content) for place, content in apart.items()})
    return conference, participant


MANY = [
    fact(
        f"{number:04}",
        number=number * 7 % 4_001,  # over eight blocks of numbers, with gaps, some of them twice
        happening=("join", "leave", "recording")[number % 3],
        at=number,
        call="anna",
        recording=(f"r{number}", "completed", number) if number % 3 == 2 else None,
    )
    for number in range(600)
]


@given(random=st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_what_is_stored_apart_is_the_same_in_any_order_and_all_of_it_is_there(random: Any) -> None:
    conference, participant = kept_apart(random.sample(MANY, len(MANY)))

    at_once, of_anna = tally(*MANY), ParticipantTally()
    for each in MANY:
        of_anna.add(each)
    assert (at_once, of_anna) == (conference, participant)
    numbers = {each.number for each in MANY}
    assert (len(numbers), 600 - len(numbers)) == (conference.distinct, conference.shared)
    assert max(number or 0 for number in numbers) + 1 - len(numbers) == conference.missing
    assert [each.at for each in MANY if each.happening != "recording"] == [step[2] for step in participant.all_steps()]
    assert [f"r{number}" for number in range(2, 600, 3)] == [mark[1] for mark in conference.all_recordings()]


def test_text_of_a_tally_grows_no_longer_after_some_events() -> None:
    conference, participant = ConferenceTally(), ParticipantTally()
    lengths = []
    for number in range(20_000):
        happening = ("join", "leave", "recording")[number % 3]
        each = fact(f"{number:09}", number=number * 2, happening=happening, at=10**6 + number, call="anna",
                    recording=("r", "completed", 1))  # fmt: skip
        conference.add(each)
        participant.add(each)
        if number in (1_000, 19_999):
            lengths.append((len(conference.to_text()), len(participant.to_text())))

    assert all(last < 2 * first for first, last in zip(*lengths, strict=True))


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([0, 1], 0, id="from-0"),
        pytest.param([1, 2], 0, id="from-1"),
        pytest.param([3], 2, id="the-first-ones"),
        pytest.param([0, 2, 5], 3, id="some-between"),
        pytest.param([1, 2_000], 1_998, id="blocks"),
        pytest.param([2_000, 1, 1_000, 1_000], 1_997, id="blocks-backwards"),
    ],
)
def test_missing_are_the_numbers_up_to_the_highest_that_did_not_come(numbers: list[int], missing: int) -> None:
    assert missing == numbered(*numbers).missing


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
