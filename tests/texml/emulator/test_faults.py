"""What goes wrong on request: said in words, done to what was meant, counted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.emulator.engine.effects import Deliver, Fetch, Heard
from texml.emulator.faults import KINDS, TORTURES, Fault, Faults, fault
from texml.errors import FaultError

JOIN = (("StatusCallbackEvent", "participant-join"),)


def deliver(callback: str = "conference_join", attempt: int = 1) -> Deliver:
    return Deliver("delivery-1", 0.0, "v3:a", "http://localhost/cb", "POST", JOIN, callback, attempt, 2.0)


def fetch(purpose: str = "voice_url") -> Fetch:
    return Fetch("fetch-1", 0.0, "v3:a", "http://localhost/", "POST", (), purpose, 2.0, 65_536)  # type: ignore[arg-type]


SAY = Heard("v3:a", 0.0, "say", "hello", 1.0)

WRITTEN = [
    ("drop", Fault(kind="drop")),
    ("delay conference_join 5s", Fault(kind="delay", of="conference_join", seconds=5.0)),
    ("delay 0.5s", Fault(kind="delay", seconds=0.5)),
    ("error voice_url x2", Fault(kind="error", of="voice_url", times=2)),
    ("hang-up say x1 after 3", Fault(kind="hang-up", of="say", times=1, after=3)),
    ("duplicate callbacks", Fault(kind="duplicate", of="callbacks")),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_fault_is_read(text: str, expected: Fault) -> None:
    assert expected == fault(text)


@given(
    st.builds(
        Fault,
        kind=st.sampled_from(list(KINDS)),
        of=st.sampled_from(["", "callbacks", "fetches", "voice_url", "conference_end"]),
        times=st.none() | st.integers(0, 99),
        after=st.integers(0, 99),
    )
)
def test_what_a_fault_is_written_as_is_read_back(item: Fault) -> None:
    assert item == fault(str(item))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is no kind of fault; allowed: drop, delay"),
        ("dupplicate", "did you mean 'duplicate'"),
        ("drop callbacks b", "'b' is one word too many; allowed: KIND WHAT 5s x2 after 3"),
        ("drop conference-jion", "'conference-jion' is no request; did you mean 'conference_join'"),
        ("drop after", "after what number"),
        ("drop after x", "after what number"),
    ],
)
def test_words_that_are_no_fault_are_refused_with_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(FaultError, match=message):
        fault(text)


@pytest.mark.parametrize("kinds", TORTURES, ids=", ".join)
def test_every_torture_is_made_of_faults(kinds: tuple[str, ...]) -> None:
    assert list(kinds) == list(Faults(kinds).counts)


@pytest.mark.parametrize(
    ("text", "is_delivery", "is_fetch", "is_sound"),
    [
        ("duplicate", True, True, False),
        ("duplicate callbacks", True, False, False),
        ("duplicate fetches", False, True, False),
        ("duplicate conference_join", True, False, False),
        ("duplicate participant-join", True, False, False),
        ("duplicate conference-end", False, False, False),
        ("duplicate voice_url", False, True, False),
        ("drop", True, False, False),
        ("reorder", True, False, False),
        ("hang-up", False, True, False),
        ("hang-up say", False, False, True),
        ("hang-up music", False, False, False),
        ("tail", False, False, False),
    ],
)
def test_fault_concerns_what_it_names(text: str, is_delivery: bool, is_fetch: bool, is_sound: bool) -> None:
    item = fault(text)

    assert (is_delivery, is_fetch, is_sound) == (item.concerns(deliver()), item.concerns(fetch()), item.concerns(SAY))


def test_tail_has_its_occasion_where_a_command_names_a_document() -> None:
    assert [True, False] == [fault("tail").concerns(fetch(purpose)) for purpose in ("update", "redirect")]


def test_fault_spares_the_first_and_happens_as_often_as_it_says() -> None:
    faults = Faults(["drop x2 after 1"])

    happened = [bool(faults.of(deliver())) for _ in range(5)]

    assert ([False, True, True, False, False], {"drop x2 after 1": 2}) == (happened, faults.counts)


def test_callback_that_is_repeated_is_not_met_again() -> None:
    assert [] == Faults(["error"]).of(deliver(attempt=2))


def test_several_faults_happen_at_once() -> None:
    faults = Faults(["drop", "duplicate voice_url", "delay 1s"])

    assert ["drop", "delay"] == [item.kind for item in faults.of(deliver())]


def test_no_faults_are_false() -> None:
    assert (False, True) == (bool(Faults()), bool(Faults(["drop"])))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_in_the_documentation(kind: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "test-without-a-phone.md"

    assert f"`{kind}" in page.read_text(encoding="utf-8")
