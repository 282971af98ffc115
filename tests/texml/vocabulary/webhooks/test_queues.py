"""Calls in queues: each event, restated from its schema, has its class."""

import pytest

from texml.vocabulary.record import params
from texml.webhooks import (
    CallDequeuedEvent,
    CallEnqueuedEvent,
)

# event_type, class, what the payload holds (name, and type where it is no text); ^ marks what stands beside the payload
EVENTS = [
    pytest.param(
        "call.enqueued",
        CallEnqueuedEvent,
        """
            ^occurred_at:moment call_control_id connection_id call_leg_id call_session_id client_state queue
            current_position:int queue_avg_wait_time_secs:int
        """,
        id="call.enqueued",
    ),
    pytest.param(
        "call.dequeued",
        CallDequeuedEvent,
        """
            ^occurred_at:moment call_control_id connection_id call_leg_id call_session_id client_state queue
            queue_position:int reason wait_time_secs:int
        """,
        id="call.dequeued",
    ),
]

# class, parameter, the words that are listed for it
WORDS = [
    (CallDequeuedEvent, "reason", ["bridged", "bridging-in-process", "hangup", "leave", "timeout"]),
]


@pytest.mark.parametrize(("event_type", "cls", "fields"), EVENTS)
def test_class_holds_what_the_schema_lists(event_type, cls, fields, witness) -> None:
    witness(event_type, cls, fields.split())


@pytest.mark.parametrize(("cls", "name", "words"), WORDS)
def test_words_are_those_that_the_schema_lists(cls, name, words) -> None:
    (row,) = [row for row in params(cls) if row.name == name]

    assert tuple(words) == row.values
