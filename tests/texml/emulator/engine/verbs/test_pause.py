"""Pause: silence for its length."""

from collections.abc import Callable
from typing import Any

import pytest

World = Callable[..., Any]


@pytest.mark.parametrize(("pause", "expected"), [("<Pause/>", 1.0), ('<Pause length="7"/>', 7.0)])
def test_pause_takes_its_length(world: World, pause: str, expected: float) -> None:
    there = world(f"<Response><Say>a b c d e</Say>{pause}<Say>f</Say></Response>")
    call = there.call()

    there.advance(2 + expected - 0.1)
    assert there.said(call) == ["a b c d e"]
    there.advance(0.1)

    assert there.said(call) == ["a b c d e", "f"]
