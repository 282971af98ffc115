"""Plans: they follow from the log and the seats, and are the same at every look."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.fold import Conference, Participant, Visit
from server.moderation.plans import Plan, Rules, Seat, plans

T0 = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
GRACE = Rules(grace=timedelta(seconds=60))
NAMES = Rules(announces_names=True)


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def stay(call: str, joined: float | None = 0, left: float | None = None) -> Participant:
    visit = Visit(
        joined_at=None if joined is None else at(joined),
        left_at=None if left is None else at(left),
    )
    return Participant(call=call, visits=(visit,), has_left=left is not None)


def seat(call: str, role: str = "participant", room: str = "standup", **more: Any) -> Seat:
    return Seat(call, room, role, f"https://voice.example.com/voice/{call}", **more)


def wanted(
    *participants: Participant, seats: list[Seat], rules: Rules = GRACE, now: float = 0, **changes: Any
) -> list[Plan]:
    facts: dict[str, Any] = {"status": "in-progress", "started_at": T0} | changes
    conference = Conference(sid="c", room="standup", participants=participants, **facts)
    return list(
        plans(
            conference, {each.call: each for each in seats}, {"standup": rules}, now=at(now),
            name_url=lambda call: f"https://voice.example.com/names/{call}",
        )
    )  # fmt: skip


HOST, GUEST = seat("host", "host"), seat("guest")


def test_room_ends_a_grace_time_after_the_last_host_left() -> None:
    [plan] = wanted(stay("host", 0, 10), stay("guest"), seats=[HOST, GUEST], now=20)

    assert ("end", at(73), None) == (plan.action, plan.due_at, plan.call)


def test_when_it_is_due_each_who_is_there_goes_to_the_goodbye_before_the_end() -> None:
    found = wanted(stay("host", 0, 10), stay("guest"), stay("gone", 0, 5), seats=[HOST, GUEST, seat("gone")], now=70)

    assert [("dismiss", "guest", at(70)), ("end", None, at(73))] == [
        (plan.action, plan.call, plan.due_at) for plan in found
    ]
    assert found[0].url == "https://voice.example.com/voice/guest"


def test_who_has_no_seat_is_left_to_the_end() -> None:
    assert ["end"] == [plan.action for plan in wanted(stay("host", 0, 10), stay("x"), seats=[HOST], now=70)]


def test_latest_of_several_hosts_counts() -> None:
    [plan] = wanted(stay("host", 0, 10), stay("other", 0, 30), seats=[HOST, seat("other", "host")], now=40)

    assert at(93) == plan.due_at


NOTHING = {
    "a host is there": ((stay("host", 0, 10), stay("other")), [HOST, seat("other", "host")], GRACE, {}),
    "no host came": ((stay("guest"),), [GUEST], GRACE, {}),
    "the room has no grace": ((stay("host", 0, 10),), [HOST], Rules(), {}),
    "another room's host": ((stay("host", 0, 10),), [seat("host", "host", "lounge")], GRACE, {}),
    "nobody is known": ((stay("host", 0, 10),), [], GRACE, {}),
    "it has not begun": ((stay("host", 0, 10),), [HOST], GRACE, {"status": "init"}),
    "it is over": ((stay("host", 0, 10),), [HOST], GRACE, {"status": "completed"}),
    "when the host left was not told": ((Participant(call="host", has_left=True),), [HOST], GRACE, {}),
}


@pytest.mark.parametrize(("participants", "seats", "rules", "changes"), NOTHING.values(), ids=NOTHING)
def test_nothing_is_wanted(
    participants: tuple[Participant, ...], seats: list[Seat], rules: Rules, changes: dict[str, Any]
) -> None:
    assert [] == wanted(*participants, seats=seats, rules=rules, now=1_000, **changes)


def test_host_who_came_back_and_left_again_makes_another_end() -> None:
    first = wanted(stay("host", 0, 10), seats=[HOST], now=20)
    again = wanted(
        Participant(
            call="host", visits=(*stay("host", 0, 10).visits, *stay("host", 30, 40).visits), has_left=True
        ),
        seats=[HOST], now=50,
    )  # fmt: skip

    assert first[0].key != again[0].key
    assert at(103) == again[0].due_at


def named(call: str) -> Seat:
    return seat(call, has_name=True)


def test_name_is_told_when_somebody_comes_into_what_goes_on() -> None:
    [plan] = wanted(stay("anna"), stay("bert", 30), seats=[named("anna"), named("bert")], rules=NAMES, now=31)

    assert ("announce", None, at(32), "https://voice.example.com/names/bert") == (
        plan.action, plan.call, plan.due_at, plan.url
    )  # fmt: skip


def test_names_are_told_one_after_the_other() -> None:
    came = [stay("a"), stay("b", 30), stay("c", 31), stay("d", 60)]

    found = wanted(*came, seats=[named(each.call) for each in came], rules=NAMES, now=50)

    assert [at(32), at(40), at(62)] == [plan.due_at for plan in found]


UNHEARD = {
    "nobody recorded one": (stay("bert", 30), [GUEST, seat("bert")], NAMES, 31),
    "the room does not ask": (stay("bert", 30), [named("bert")], GRACE, 31),
    "it started with this one": (stay("bert", 0), [named("bert")], NAMES, 1),
    "it is no news anymore": (stay("bert", 30), [named("bert")], NAMES, 63),
    "who came is gone": (stay("bert", 30, 31), [named("bert")], NAMES, 31),
    "when it came was not told": (stay("bert", None), [named("bert")], NAMES, 31),
}


@pytest.mark.parametrize(("who", "seats", "rules", "now"), UNHEARD.values(), ids=UNHEARD)
def test_no_name_is_told(who: Participant, seats: list[Seat], rules: Rules, now: float) -> None:
    assert [] == wanted(stay("guest"), who, seats=seats, rules=rules, now=now)


stays = st.tuples(st.integers(0, 50), st.none() | st.integers(51, 90), st.sampled_from(["host", "participant"]))


@given(st.lists(stays, max_size=6), st.integers(0, 200))
def test_keys_are_different_and_the_same_at_every_look(found: list[tuple[int, int | None, str]], now: int) -> None:
    came = [stay(f"call-{number}", joined, left) for number, (joined, left, _) in enumerate(found)]
    seats = [seat(f"call-{number}", role, has_name=True) for number, (_, _, role) in enumerate(found)]
    rules = Rules(timedelta(seconds=60), announces_names=True)

    first = wanted(*came, seats=seats, rules=rules, now=now)
    later = wanted(*came, seats=seats, rules=rules, now=now + 1)

    keys = [plan.key for plan in first]
    assert len(keys) == len(set(keys))
    assert {plan.key: plan.due_at for plan in first}.items() <= {
        **{plan.key: plan.due_at for plan in later},
        # News grow old.
        **{plan.key: plan.due_at for plan in first if plan.action == "announce"},
    }.items()
