"""What every JSON webhook has: which event, its id, when it happened, and how often it was sent."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypedDict, Unpack

from texml.vocabulary.facts import Grade
from texml.vocabulary.record import Param, Record

__all__ = ["Webhook"]

_ENVELOPE = "OpenAPI of 2026-07, webhooks"


class _Facts(TypedDict, total=False):
    """What the declaration of a class may say beside its parameters: the class variables of `Webhook`."""

    event: str
    expected_by: tuple[str, ...]
    is_flat: bool
    source: str
    grade: Grade


class Webhook(Record):
    """One event that the platform sends as JSON; its subclasses are the events that are known.

    Everything is optional here, because a server must not lose an event over a field. *extra* holds what the class does
    not know, or cannot read, by JSON pointer (``/data/payload/news``); *problems* says in words what was unreadable.
    The payload of an event that nobody has documented is all in *extra*.

    An event may come more than once, and its id stays the same; events may come in any order.
    """

    event: ClassVar[str | None] = None
    """The event_type; None for an event that nobody has documented."""
    expected_by: ClassVar[tuple[str, ...]] = ()
    """The commands whose pages announce it."""
    source = _ENVELOPE

    def __init_subclass__(cls, **facts: Unpack[_Facts]) -> None:
        """Take the facts of an event: those that are not given are those of its base."""
        for name, fact in facts.items():
            setattr(cls, name, fact)
        if "event" in facts:
            cls.event_type = facts["event"]

    record_type: Annotated[str | None, Param("record_type", "What this is.", values=("event",), source=_ENVELOPE)] = (
        "event"
    )
    event_type: Annotated[str | None, Param("event_type", "What happened.", source=_ENVELOPE)] = None
    id: Annotated[str | None, Param("id", "The event; the same however often it is sent.", source=_ENVELOPE)] = None
    attempt: Annotated[
        int | None, Param("meta.attempt", "How often it was sent, this time included.", source=_ENVELOPE)
    ] = None
    delivered_to: Annotated[str | None, Param("meta.delivered_to", "URL it was sent to.", source=_ENVELOPE)] = None
    is_flat: bool = False
    """Whether it came, or is to be sent, without the envelope ``data``; by default as it is documented."""
    extra: Mapping[str, Any] = MappingProxyType({})
    problems: tuple[str, ...] = ()

    @property
    def decoded_state(self) -> bytes | None:
        """Return what a command gave as *client_state*, decoded; None where there is none, or it is not Base64."""
        text = getattr(self, "client_state", None)
        try:
            return b64decode(text, validate=True) if text else None
        except ValueError:
            return None
