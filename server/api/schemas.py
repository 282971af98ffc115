"""The shapes of what the API answers, as JSON Schema; tests hold them against what is really sent."""

from typing import Any

__all__ = ["SCHEMAS"]

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_FLAG = {"type": "boolean"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER_OR_NULL = {"type": ["integer", "null"]}
_FLAG_OR_NULL = {"type": ["boolean", "null"]}
_MOMENT = {"type": "string", "format": "date-time"}
_MOMENT_OR_NULL = {"type": ["string", "null"], "format": "date-time"}
_VERDICT = {"type": "string", "enum": ["verified", "unverified", "off"]}


def _list(of: "str | dict[str, Any]") -> dict[str, Any]:
    return {"type": "array", "items": _ref(of) if isinstance(of, str) else of}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = (), is_open: bool = False) -> dict[str, Any]:
    """Return an object with all of *properties* but the *optional* ones, and no others unless it *is_open*."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": is_open,
    }


_EVENT = {
    "id": _NUMBER | {"description": "Grows with the order of arrival."},
    "route": _TEXT | {"description": "The endpoint that took it, such as conference or webhook."},
    "event": _TEXT_OR_NULL | {"description": "What happened; null where it does not say."},
    "conference": _TEXT_OR_NULL,
    "room": _TEXT_OR_NULL,
    "call": _TEXT_OR_NULL,
    "sequence": _NUMBER_OR_NULL,
    "timestamp": _MOMENT_OR_NULL | {"description": "When it happened, as it says itself."},
    "received_at": _MOMENT,
    "verdict": _VERDICT | {"description": "Whether its signature was right; off: nothing was checked."},
    "deliveries": _NUMBER | {"description": "How many times it came."},
    "conflict": _FLAG | {"description": "Whether a later delivery said something else; the first one counts."},
    "problems": _list(_TEXT) | {"description": "What was missing or unreadable."},
    "class": _TEXT | {"description": "What it was read as: a class of texml.callbacks or texml.webhooks."},
    "values": {"type": "object", "description": "What could be read, typed, by the names of that class."},
    "fields": {"type": "object", "additionalProperties": _TEXT, "description": "Every field as it was sent."},
    "repeated": {
        "type": "object",
        "additionalProperties": _list(_TEXT),
        "description": "All values of each name that came more than once.",
    },
    "raw": _TEXT | {"description": "The body as text, where it could not be taken apart."},
}
_EVENT_OPTIONAL = ("repeated", "raw")

SCHEMAS: dict[str, Any] = {
    "Problem": _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": _NUMBER,
            "detail": _TEXT,
            "parameter": _TEXT,
            "allowed": _TEXT,
        },
        optional=("detail", "parameter", "allowed"),
        is_open=True,
    )
    | {"description": "Problem details, RFC 9457."},
    "Event": _object(_EVENT, optional=_EVENT_OPTIONAL),
    "EventWithDeliveries": _object({**_EVENT, "all_deliveries": _list("Delivery")}, optional=_EVENT_OPTIONAL),
    "Events": _object(
        {
            "events": _list("Event"),
            "next": {
                "type": ["object", "null"],
                "additionalProperties": _NUMBER,
                "description": "Parameters that give the next page; null on the last one.",
            },
        }
    ),
    "Delivery": _object(
        {
            "id": _NUMBER,
            "event": _NUMBER | {"description": "Id of the event that it told."},
            "received_at": _MOMENT,
            "route": _TEXT,
            "method": _TEXT,
            "content_type": _TEXT_OR_NULL,
            "headers": _list(_list(_TEXT)) | {"description": "Names and values of those that were kept."},
            "verdict": _VERDICT,
            "sha256": _TEXT,
            "bytes": _NUMBER,
            "raw": _TEXT | {"contentEncoding": "base64"},
        }
    ),
    "Conference": _object(
        {
            "conference": _TEXT,
            "room": _TEXT_OR_NULL,
            "status": {"type": "string", "enum": ["init", "in-progress", "completed"]},
            "started_at": _MOMENT_OR_NULL,
            "ended_at": _MOMENT_OR_NULL,
        },
        is_open=True,
    ),
    "Conferences": _object(
        {
            "conferences": _list("Conference"),
            "next": {
                "type": ["object", "null"],
                "additionalProperties": _TEXT,
                "description": "Parameters that give the next page; null on the last one.",
            },
        }
    ),
    "Room": _object(
        {
            "room": _TEXT | {"description": "Name that callers meet under."},
            "key": _TEXT_OR_NULL | {"description": "Its key in rooms.toml; null where it stands in none."},
            "live": _list("Conference"),
            "conferences": _list("Conference"),
        }
    ),
    "Moderation": _object(
        {
            "entries": _list(
                _object(
                    {
                        "id": _NUMBER,
                        "action": _TEXT,
                        "conference": _TEXT,
                        "call": _TEXT_OR_NULL | {"description": "null: the whole conference."},
                        "who": _TEXT,
                        "state": {
                            "type": "string",
                            "enum": ["intended", "done", "refused", "uncertain", "superseded"],
                        },
                        "attempts": _NUMBER,
                        "problem": _TEXT_OR_NULL,
                        "made_at": _MOMENT,
                        "finished_at": _MOMENT_OR_NULL,
                        "due_at": _MOMENT_OR_NULL | {"description": "not before; null: at once."},
                    }
                )
            )
        }
    ),
    "Gaps": _object(
        {
            "gaps": _list(
                _object(
                    {
                        "conference": _TEXT,
                        "call": _TEXT_OR_NULL | {"description": "null: the whole conference."},
                        "what": {"type": "string", "enum": ["ended", "unheard", "left", "joined"]},
                    }
                )
            )
        }
    ),
}
