"""Events: plain frozen values, all of them named as inputs of the engine."""

import dataclasses
from typing import get_args

import pytest

from texml.emulator.engine import events

KINDS = [*get_args(events.Event)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_event_is_a_frozen_value_without_a_dictionary(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)


def test_every_class_of_the_module_is_an_input_or_the_settings_of_one() -> None:
    classes = {name for name in events.__all__ if dataclasses.is_dataclass(getattr(events, name))}

    assert classes - {"Application"} == {kind.__name__ for kind in KINDS}


def test_commands_are_events() -> None:
    assert set(get_args(events.Command)) <= set(KINDS)
