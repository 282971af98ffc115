"""What every desk promises, and what a desk that remembers nothing says of a call."""

import inspect

import pytest

from server.dialin.budget import pause_s, refuses
from server.dialin.desk import Desk, Recollection
from server.dialin.ledger import Ledger


@pytest.mark.parametrize("method", ["name_of", "note", "recall"])
def test_ledger_is_asked_as_every_desk_is(method: str) -> None:
    asked, answers = (inspect.signature(getattr(each, method)) for each in (Desk, Ledger))

    assert asked == answers


def test_desk_promises_nothing_that_the_ledger_has_not() -> None:
    promised = {name for name in vars(Desk) if not name.startswith("_")}

    assert ({"recall", "note", "name_of"}, True) == (promised, promised <= set(vars(Ledger)))


def test_call_of_which_nothing_is_remembered_is_a_stranger_alone_who_may_try() -> None:
    nothing = Recollection()

    assert (False, False, 1, 0, None) == (
        nothing.is_known,
        nothing.is_admitted,
        nothing.place,
        nothing.occupancy.present,
        nothing.occupancy.is_locked,
    )
    assert (False, 0) == (
        refuses(nothing.failures, is_known=nothing.is_known),
        pause_s(nothing.failures, is_known=nothing.is_known),
    )
