"""Pay: a script tells how the payment went; it goes well without one."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Fetch
from texml.emulator.engine.events import ServiceReturned

World = Callable[..., Any]


def pages(attributes: str) -> dict[str, str]:
    return {"/voice": f"<Response><Pay {attributes}/></Response>", "/done": "<Response><Say>thanks</Say></Response>"}


@pytest.mark.parametrize(("attributes", "name"), [('chargeAmount="12.50"', "ChargeId"), ("", "TokenId")])
def test_payment_goes_well_without_a_script(world: World, attributes: str, name: str) -> None:
    there = world(pages(f'action="/done" {attributes}'))
    there.call()
    there.advance(5)

    [sent] = there.asked("pay_action")
    assert (sent["PayResult"], sent["Result"], sent["PaymentMethod"]) == ("success", "success", "credit-card")
    assert sent[name]


def test_script_may_let_it_fail(world: World) -> None:
    there = world(pages('action="/done" statusCallback="/pay"'))
    call = there.call()
    there.receive(ServiceReturned(call, (("PayResult", "failed"), ("Result", "too-many-failed-attempts"))))

    assert there.asked("pay_action")[0]["Result"] == "too-many-failed-attempts"
    told = [(sent["Status"], sent["Result"]) for sent in there.told("pay_status")]
    assert told == [("processing", "pending"), ("completed", "failed")]


def test_without_an_action_the_document_s_own_url_is_asked(world: World) -> None:
    there = world(pages(""))
    there.call()
    there.advance(5)

    assert there.of(Fetch, purpose="pay_action")[0].url == "https://app.example/voice"
