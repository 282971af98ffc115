"""The witness of the platform's events: what a schema lists, held against the class that reads it."""

from collections.abc import Callable
from datetime import datetime
from typing import get_origin

import pytest

from texml.vocabulary.record import Record, params
from texml.webhooks import EVENTS, Webhook

_ENVELOPE = {"record_type", "event_type", "id", "meta.attempt", "meta.delivered_to"}


def _type_of(shape: type) -> str:
    if get_origin(shape) is tuple:
        return "list"
    if issubclass(shape, Record):
        return "object"
    return {str: "", int: "int", bool: "flag", datetime: "moment"}[shape]


@pytest.fixture
def witness() -> Callable[[str, type[Webhook], list[str]], None]:
    """Return what checks a class against a schema: event_type, class, names with their types."""

    def check(event_type: str, cls: type[Webhook], fields: list[str]) -> None:
        listed = {}
        for field in fields:
            name, _, kind = field.partition(":")
            listed[name[1:] if name[0] == "^" else f"payload.{name}"] = kind

        ours = {row.wire: _type_of(row.shape) for row in params(cls) if row.wire not in _ENVELOPE}

        assert listed == ours
        assert (cls, event_type) == (EVENTS[event_type], cls.event)
        assert _ENVELOPE <= {row.wire for row in params(cls)}

    return check
