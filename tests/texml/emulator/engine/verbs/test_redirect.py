"""Redirect: another document takes the place of this one."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Fetch

World = Callable[..., Any]


@pytest.mark.parametrize(("attribute", "method"), [("", "POST"), ('method="GET"', "GET")])
def test_verbs_after_it_are_not_reached(world: World, attribute: str, method: str) -> None:
    pages = {
        "/voice": f"<Response><Redirect {attribute}>deeper/page</Redirect><Say>never</Say></Response>",
        "/deeper/page": "<Response><Say>there</Say></Response>",
    }
    there = world(pages)
    call = there.call()
    there.advance(5)

    assert there.said(call) == ["there"]
    assert (there.of(Fetch)[-1].method, there.of(Fetch)[-1].purpose) == (method, "redirect")


def test_redirect_to_nowhere_is_named(world: World) -> None:
    there = world("<Response><Say>a</Say><Redirect/></Response>")
    call = there.call()
    there.advance(5)

    assert there.warnings[-1] == "redirect-nowhere"
    assert there.status(call) == "completed"
