"""What happens to a call that waits in a queue."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.fetches import Fetch
from texml.vocabulary.callbacks.parameters import (
    AccountSid,
    CallSid,
    CallSidLegacy,
    ConnectionId,
    From,
    QueueSid,
    To,
)
from texml.vocabulary.record import Param

__all__ = ["EnqueueAction", "EnqueueWaitFetch", "QueueFetch"]

_TWIML = "TwiML, by analogy"
_QueueTime = Annotated[
    int | None, Param("QueueTime", "How long the call waited.", unit="seconds", source=_TWIML, grade="assumed")
]


class EnqueueWaitFetch(
    Callback,
    kind="enqueue_wait_url",
    role="fetch",
    sent_to={"Enqueue.waitUrl": "Enqueue.waitUrlMethod"},
    is_run=True,
    signed="documented",
    source="callbacks/texml-queue; OpenAPI of 2026-10; texml-verbs/enqueue, 2026-08",
    told_by=({"QueueSid": ANY, "QueuePosition": ANY}, {"QueuePosition": ANY}),
):
    """A call waits in a queue, and what it hears is asked for; again, when the document that it heard is over.

    The document may hold Play, Say, Gather, Pause, Hangup, Redirect and Leave.
    """

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    queue_sid: QueueSid = None
    queue_position: Annotated[int | None, Param("QueuePosition", "Place of the call in the queue.", required=True)] = (
        None
    )
    current_queue_size: Annotated[int | None, Param("CurrentQueueSize", "How many calls wait.", required=True)] = None
    # The older page says that this is always 0.
    queue_time: Annotated[
        int | None, Param("QueueTime", "How long the call has waited.", unit="seconds", required=True)
    ] = None
    avg_queue_time: Annotated[
        int | None, Param("AvgQueueTime", "How long calls wait on average.", unit="seconds", required=True)
    ] = None


class EnqueueAction(
    Fetch,
    kind="enqueue_action",
    role="action",
    sent_to={"Enqueue.action": "Enqueue.method"},
    told_by=({"QueueSid": ANY, "QueueResult": ANY}, {"QueueResult": ANY}),
):
    """A call left the queue, or the call that took it out is over."""

    queue_result: Annotated[
        str | None,
        Param(
            "QueueResult",
            "How the call left the queue.",
            values=("bridged", "bridging-in-process", "hangup", "leave", "timeout"),
            source="name: TwiML, by analogy; values: Call Control, call.dequeued",
        ),
    ] = None
    queue_sid: Annotated[str | None, Param("QueueSid", "The queue.", source=_TWIML)] = None
    queue_time: _QueueTime = None


class QueueFetch(
    Fetch,
    kind="queue_url",
    sent_to={"Queue.url": "Queue.method"},
    told_by=({"QueueSid": ANY},),
):
    """A waiting call is about to be connected, and what it hears before is asked for; it runs on its side."""

    queue_sid: Annotated[str | None, Param("QueueSid", "The queue.", source=_TWIML)] = None
    queue_time: _QueueTime = None
