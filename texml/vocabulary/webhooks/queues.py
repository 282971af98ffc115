"""What happens to calls in queues."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.record import Param
from texml.vocabulary.webhooks.calls import CallEvent

__all__ = ["CallDequeuedEvent", "CallEnqueuedEvent"]

_PAGE = "conference commands, webhooks; OpenAPI of 2026-07; telnyx-python 4.189"
_Queue = Annotated[str | None, Param("payload.queue", "Name of the queue.")]


class CallEnqueuedEvent(CallEvent, event="call.enqueued", source=_PAGE):
    """A call was put in a queue."""

    queue: _Queue = None
    current_position: Annotated[int | None, Param("payload.current_position", "Place of the call in the queue.")] = None
    queue_avg_wait_time_secs: Annotated[
        int | None,
        Param("payload.queue_avg_wait_time_secs", "How long calls wait on average.", unit="seconds"),
    ] = None


class CallDequeuedEvent(CallEvent, event="call.dequeued", source=_PAGE):
    """A call left a queue; the pages call the webhook callLeftQueue."""

    queue: _Queue = None
    queue_position: Annotated[int | None, Param("payload.queue_position", "Place that the call had in the queue.")] = (
        None
    )
    reason: Annotated[
        str | None,
        Param(
            "payload.reason",
            "How it left.",
            values=("bridged", "bridging-in-process", "hangup", "leave", "timeout"),
        ),
    ] = None
    wait_time_secs: Annotated[int | None, Param("payload.wait_time_secs", "How long it waited.", unit="seconds")] = None
