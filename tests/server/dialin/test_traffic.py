"""Which calls are too many, and that none is both let through and refused."""

import pytest

from server.dialin.traffic import Traffic, is_too_much
from server.rooms.room import Limits

BOTH = Limits(calls_per_caller=3, calls_per_number=10)


@pytest.mark.parametrize(
    ("limits", "traffic", "expected"),
    [
        (BOTH, Traffic(), False),
        (BOTH, Traffic(caller=2, number=9), False),
        (BOTH, Traffic(caller=3), True),
        (BOTH, Traffic(number=10), True),
        (Limits(calls_per_caller=3), Traffic(number=10_000), False),
        (Limits(calls_per_number=3), Traffic(caller=2, number=2), False),
        (Limits(calls_per_number=3), Traffic(caller=0, number=3), True),
        (Limits(), Traffic(caller=10_000, number=10_000), False),
    ],
)
def test_call_is_too_much_from_the_limit_on(limits: Limits, traffic: Traffic, expected: bool) -> None:
    assert expected == is_too_much(limits, traffic)


def test_call_that_was_let_through_is_not_refused_when_it_is_asked_for_again() -> None:
    assert not is_too_much(BOTH, Traffic(caller=100, number=100, is_counted=True))
