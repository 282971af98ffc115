"""Gaps: how log and platform differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.moderation.gaps import Gap, find_gaps

SIDS = st.dictionaries(st.sampled_from("cdef"), st.sets(st.sampled_from(["a", "b", "x"])), max_size=3)


@pytest.mark.parametrize(
    ("ours", "theirs", "gaps"),
    [
        ({}, {}, []),
        ({"c": ["a"]}, {"c": ["a"]}, []),
        ({"c": ["a"]}, {}, [Gap("c", None, "ended")]),
        ({}, {"c": ["a"]}, [Gap("c", None, "unheard")]),
        ({"c": ["a", "b"]}, {"c": ["b", "x"]}, [Gap("c", "a", "left"), Gap("c", "x", "joined")]),
        ({"d": [], "c": []}, {"e": []}, [Gap("c", None, "ended"), Gap("d", None, "ended"), Gap("e", None, "unheard")]),
    ],
)
def test_difference_is_told(ours: dict[str, list[str]], theirs: dict[str, list[str]], gaps: list[Gap]) -> None:
    assert gaps == find_gaps(ours, theirs)


@given(SIDS, SIDS)
def test_gaps_lead_from_one_to_the_other(ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> None:
    closed = {conference: set(calls) for conference, calls in ours.items()}
    for conference, call, what in find_gaps(ours, theirs):
        if what == "ended":
            del closed[conference]
        elif what == "unheard":
            closed[conference] = set(theirs[conference])
        elif what == "left" and call is not None:
            closed[conference].remove(call)
        elif call is not None:
            closed[conference].add(call)

    assert theirs == closed
