"""The chain of digests notices what is missing, changed or slipped in."""

import pytest

from server.log.chain import NO_LINK, day_of, link

DELIVERIES = [(1_000, b"\1" * 32), (1_001, b"\2" * 32), (1_001, b"\3" * 32)]
DAY_US = 86_400_000_000


def test_chain_of_nothing_is_its_beginning() -> None:
    assert NO_LINK == link(NO_LINK, [])


def test_chain_may_be_made_in_parts() -> None:
    assert link(NO_LINK, DELIVERIES) == link(link(NO_LINK, DELIVERIES[:1]), DELIVERIES[1:])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(DELIVERIES[1:], id="first-missing"),
        pytest.param(DELIVERIES[:2], id="last-missing"),
        pytest.param([DELIVERIES[0], DELIVERIES[2]], id="one-missing-between"),
        pytest.param([*DELIVERIES, DELIVERIES[0]], id="one-more"),
        pytest.param(DELIVERIES[::-1], id="another-order"),
        pytest.param([(1_000, b"\1" * 31 + b"\0"), *DELIVERIES[1:]], id="another-body"),
        pytest.param([(1_001, b"\1" * 32), *DELIVERIES[1:]], id="another-time"),
    ],
)
def test_other_deliveries_have_another_head(other: list[tuple[int, bytes]]) -> None:
    assert link(NO_LINK, DELIVERIES) != link(NO_LINK, other)


@pytest.mark.parametrize(("received_at", "day"), [(0, 0), (DAY_US - 1, 0), (DAY_US, 1), (-1, -1)])
def test_day_begins_at_midnight_utc(received_at: int, day: int) -> None:
    assert day == day_of(received_at)
