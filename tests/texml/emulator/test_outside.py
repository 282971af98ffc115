"""Telephones that are dialed, and services."""

import pytest

from texml.emulator.driver import Reaction
from texml.emulator.engine.effects import Ring, ServiceStarted
from texml.emulator.engine.events import CalleeAnswers, CalleeFails, CalleeIsBusy, CalleeIsSilent, ServiceReturned
from texml.emulator.outside import Outside, Phone

RING = Ring("v3:leg", 0.0, "v3:call", "+13125550199", "+13125550100", 30.0)
PAY = ServiceStarted("v3:call", 0.0, "pay", (), None)


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        (Phone("+1"), Reaction(CalleeAnswers("v3:leg"), 3.0)),
        (Phone("+1").answers(after_s=1), Reaction(CalleeAnswers("v3:leg"), 1)),
        (Phone("+1").is_busy(), Reaction(CalleeIsBusy("v3:leg"), 0.5)),
        (Phone("+1").is_silent(), Reaction(None)),
        (Phone("+1").is_silent(after_s=20), Reaction(CalleeIsSilent("v3:leg"), 20)),
        (Phone("+1").fails("call_rejected"), Reaction(CalleeFails("v3:leg", "call_rejected"), 0.5)),
        (Phone("+1").is_busy().answers(), Reaction(CalleeAnswers("v3:leg"), 3.0)),
    ],
    ids=["unless told", "answers", "busy", "rings on", "network gives up", "fails", "changes its mind"],
)
def test_telephone_does_what_it_is_told(phone: Phone, expected: Reaction) -> None:
    assert expected == phone.rings("v3:leg")


def test_telephone_is_found_by_the_number_that_is_dialed() -> None:
    outside = Outside()
    outside.phone("+13125550199").is_busy()

    assert CalleeIsBusy("v3:leg") == outside.react(RING).event
    assert outside.phone("+13125550199") is outside.phone("+13125550199")


def test_service_ends_by_itself_unless_it_is_told_what_to_return() -> None:
    outside = Outside()
    before = outside.react(PAY)

    outside.returns("pay", (("Result", "success"),), 2.0)

    assert (Reaction(None), Reaction(ServiceReturned("v3:call", (("Result", "success"),)), 2.0)) == (
        before,
        outside.react(PAY),
    )
