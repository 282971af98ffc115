"""What the log needs to know of a JSON webhook: its id, its event, and whom it is about. Pure."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from texml.callbacks import read_timestamp

__all__ = ["Webhook", "read_webhook"]


class Webhook(NamedTuple):
    """A webhook's envelope, with what its payload says for the log; *payload* holds text and nested values."""

    id: str
    event: str
    occurred_at: datetime | None
    conference: str | None
    call: str | None
    payload: dict[str, Any]


def read_webhook(raw: bytes) -> Webhook | None:
    """Return the webhook in *raw*, or None where there is no id or no event type in it.

    Most are wrapped in ``data``; ``conference.floor.changed`` is not.

    Source: OpenAPI of 2026-07, webhooks.
    """
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    data = found.get("data", found)
    if not isinstance(data, dict):
        return None
    payload = data.get("payload")
    if not isinstance(payload, dict):
        payload = {}
    name, event = _text(data, "id"), _text(data, "event_type")
    if name is None or event is None:
        return None
    occurred_at = _text(data, "occurred_at") or _text(payload, "occurred_at")
    return Webhook(
        id=name,
        event=event,
        occurred_at=read_timestamp(occurred_at or ""),
        conference=_text(payload, "conference_id"),
        call=_text(payload, "call_control_id"),
        payload=payload,
    )


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        return None
    # As any store can hold it: no NUL, no half of a surrogate pair.
    return value.replace("\0", "\u2400").encode("utf-8", "replace").decode("utf-8")
