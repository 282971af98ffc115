"""Frozen dataclasses with a fast constructor are what `dataclasses` makes, but for the time that they take."""

import dataclasses
import inspect

import pytest

from texml.emulator.engine.frozen import frozen


@frozen
class Point:
    x: int
    y: int = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    x: int
    y: int = 7


def test_it_is_made_compared_and_shown_as_a_dataclass() -> None:
    assert (Point(1), Point(1, 7), Point(y=2, x=1)) == (Point(1, 7), Point(x=1), Point(1, 2))
    assert repr(Point(1)) == "Point(x=1, y=7)"
    assert hash(Point(1)) == hash(Point(1))
    assert dataclasses.asdict(Point(1)) == dataclasses.asdict(Plain(1))
    assert dataclasses.replace(Point(1), y=3) == Point(1, 3)


def test_it_has_the_signature_of_a_dataclass() -> None:
    own, plain = inspect.signature(Point), inspect.signature(Plain)

    assert [(name, parameter.default) for name, parameter in own.parameters.items()] == [
        (name, parameter.default) for name, parameter in plain.parameters.items()
    ]


def test_it_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).x = 2
    assert not hasattr(Point(1), "__dict__")


@pytest.mark.parametrize("arguments", [(), (1, 2, 3)])
def test_wrong_arguments_are_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(*arguments)
