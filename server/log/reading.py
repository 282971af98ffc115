"""Read what an event carried by the platform's own vocabulary: of which class it is, and its typed values. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.log.moment import moment_text
from texml.callbacks import (
    KINDS,
    AIConversation,
    AnsweringMachineDetected,
    Callback,
    CallProgress,
    DeepfakeDetected,
    PartialSpeech,
    PayStatus,
    RecordingCallback,
    SiprecCallback,
    StreamCallback,
    conference_callback,
    read_callback,
    read_form,
)
from texml.vocabulary.record import Record, params
from texml.webhooks import Webhook, parse

__all__ = ["read_message", "values_json"]

# What is sent to each route; to those that are not here, whatever comes.
_SENT_TO: Mapping[str, type[Callback]] = {
    "call": CallProgress,
    "recording": RecordingCallback,
    "gather": PartialSpeech,
    "amd": AnsweringMachineDetected,
    "deepfake": DeepfakeDetected,
    "stream": StreamCallback,
    "siprec": SiprecCallback,
    "pay": PayStatus,
    "conversation": AIConversation,
}


def read_message(route: str, raw: bytes, content_type: str | None) -> Callback | Webhook:
    """Return what *raw*, sent to *route*, says: a callback of the class that is expected there, or a webhook.

    A route that is the name of a kind, such as ``dial_action``, expects that kind. Whatever *raw* holds, it is read:
    what its class does not know is in *extra*, what is wrong in *problems*.
    """
    if route == "webhook":
        return parse(raw)
    form = read_form(raw, content_type)
    if route == "conference":
        return conference_callback(form)
    if route in KINDS:
        return read_callback(route, form)
    expected = _SENT_TO.get(route)
    return read_callback(None, form) if expected is None else read_callback(expected, form)


def values_json(message: Record) -> dict[str, Any]:
    """Return the typed values of *message* by their Python names, as JSON shows them; none that is missing."""
    found = {row.name: _json(getattr(message, row.name)) for row in params(type(message))}
    return {name: value for name, value in found.items() if value is not None}


def _json(value: Any) -> Any:
    match value:
        case datetime():
            return moment_text(value)
        case Record():
            return values_json(value)
        case tuple() | list():
            return [_json(item) for item in value]
        case _:
            return value
