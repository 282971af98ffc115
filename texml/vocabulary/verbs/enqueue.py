"""Enqueue and Leave: wait in a queue, and leave it."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Method
from texml.vocabulary.facts import KW_ONLY, Attr, Text, Url

__all__ = ["Enqueue", "Leave"]

_PAGE = "texml-verbs/enqueue, 2026-04"


class Enqueue(Leaf, source=_PAGE, ends="with action"):
    """Put the caller into a named queue, which is created when nobody is in it."""

    # An example of the page has no text; what a queue without a name is, no page says.
    name: Annotated[str | None, Text()] = None
    """Name of the queue."""
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Requested when the call leaves the queue; the document that comes back replaces this one."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""
    wait_url: Annotated[Url | None, Attr("waitUrl")] = None
    """Document for who waits; requested again each time it has run to its end."""
    # Conference spells it waitMethod; here that name would be ignored.
    wait_url_method: Annotated[Method | None, Attr("waitUrlMethod", default="POST")] = None
    """HTTP method of that request."""
    max_wait_time_secs: Annotated[int | None, Attr("maxWaitTimeSecs", min=1, default="14400", unit="seconds")] = None
    """How long to wait before leaving."""


class Leave(Leaf, source="texml-verbs/leave, 2026-08", ends="always"):
    """Take the waiting call out of its queue, in a wait document; the call goes on after its Enqueue."""
