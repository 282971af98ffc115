"""A visit travels in a URL: what was sealed comes back, for the call it was sealed for, and nothing else does."""

import re
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.dialin.visit import Step, Visit, seal, unseal
from server.rooms.room import ROLES

KEY, OTHER = b"k" * 32, b"o" * 32
TEXT = st.none() | st.text(max_size=20)
VISITS = st.builds(
    Visit,
    step=st.sampled_from(get_args(Step)),
    door=TEXT,
    language=TEXT,
    room=TEXT,
    role=st.none() | st.sampled_from(ROLES),
    tries=st.integers(0, 9),
    silences=st.integers(0, 9),
    since=st.none() | st.integers(0, 2**33),
    **{name: st.booleans() for name, kind in get_type_hints(Visit).items() if kind is bool},
)


@given(visit=VISITS, call=st.text(max_size=80))
def test_visit_that_is_sealed_is_read_again(visit: Visit, call: str) -> None:
    assert visit == unseal(seal(visit, call, KEY), call, (KEY,))


@given(visit=VISITS)
def test_sealed_visit_can_stand_in_a_url(visit: Visit) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", seal(visit, "v3:a", KEY))


@given(visit=VISITS, call=st.text(max_size=20), other=st.text(max_size=20))
def test_seal_holds_for_its_own_call_only(visit: Visit, call: str, other: str) -> None:
    found = unseal(seal(visit, call, KEY), other, (KEY,))

    assert (call == other) == (found is not None)


@given(visit=VISITS, data=st.data())
def test_changed_text_is_refused(visit: Visit, data: st.DataObject) -> None:
    sealed = seal(visit, "v3:a", KEY)
    index = data.draw(st.integers(0, len(sealed) - 2))
    letter = "A" if sealed[index] != "A" else "B"

    assert unseal(f"{sealed[:index]}{letter}{sealed[index + 1 :]}", "v3:a", (KEY,)) is None


@pytest.mark.parametrize(
    "text", ["", ".", "a.b", "e30", "e30.", ".e30", "\u00fc.\u00fc", "e30.AAAAAAAAAAAAAAAAAAAAAA", "=" * 99]
)
def test_text_that_nobody_sealed_is_refused(text: str) -> None:
    assert unseal(text, "v3:a", (KEY,)) is None


def test_key_that_was_replaced_still_opens() -> None:
    sealed = seal(Visit(room="a"), "v3:a", OTHER)

    assert Visit(room="a") == unseal(sealed, "v3:a", (KEY, OTHER))


def test_key_that_was_taken_away_does_not_open() -> None:
    assert unseal(seal(Visit(), "v3:a", OTHER), "v3:a", (KEY,)) is None


def test_new_visit_takes_few_characters() -> None:
    assert len(seal(Visit(step="pin", room="standup"), "v3:a", KEY)) < 80
