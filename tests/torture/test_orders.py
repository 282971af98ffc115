"""Whatever order a conference's events come in, and however often, its state is the same."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import permutations
from urllib.parse import urlencode

import pytest

from server.log.arrival import arrive
from server.log.fact import Fact
from server.log.fold import fold

NAMES = (
    ("conference-start", "anna"), ("participant-join", "anna"), ("participant-join", "ben"),
    ("participant-speech-start", "anna"), ("participant-speech-stop", "anna"), ("participant-leave", "ben"),
    ("participant-leave", "anna"), ("conference-end", "anna"),
)  # fmt: skip


def fact(number: int, name: str, call: str) -> Fact:
    fields = {
        "ConferenceSid": "c",
        "CallSid": call,
        "StatusCallbackEvent": name,
        "SequenceNumber": str(number),
        "Timestamp": f"2026-11-20T10:{number // 60 % 60:02}:{number % 60:02}Z",
    }
    found = arrive(
        urlencode(fields).encode(), method="POST", content_type=None, received_at=datetime(2026, 11, 20, tzinfo=UTC)
    ).fact
    assert found is not None
    return found


@pytest.mark.timeout(600)
def test_c2_every_order_of_eight_events_gives_one_state(figure: Callable[..., None]) -> None:
    facts = [fact(number, *each) for number, each in enumerate(NAMES)]

    orders = list(permutations(facts))
    states = {fold("c", order) for order in orders}

    figure(
        "all orders of an 8-event conference",
        target="one state",
        found=f"{len(states)} of {len(orders)} orders",
        is_met=len(states) == 1,
    )


@pytest.mark.timeout(600)
def test_c2_random_orders_with_duplicates_of_a_longer_conference_give_one_state(
    figure: Callable[..., None], moments: random.Random, short: bool
) -> None:
    calls = [f"call-{number}" for number in range(6)]
    names = [name for name, _ in NAMES[1:7]]
    facts = [fact(0, "conference-start", calls[0])]
    facts += [fact(number, moments.choice(names), moments.choice(calls)) for number in range(1, 60)]
    facts += [fact(60, "conference-end", calls[0])]

    states = set()
    orders = 1_000 if short else 10_000
    for _ in range(orders):
        sent = facts + moments.choices(facts, k=20)
        moments.shuffle(sent)
        # What the index does: the first delivery of each event counts.
        states.add(fold("c", {each.order: each for each in sent}.values()))

    figure(
        "random orders with duplicates of 61 events",
        target="one state",
        found=f"{len(states)} of {orders} orders",
        is_met=len(states) == 1,
    )
