"""Who answered: each event, restated from its schema, has its class."""

import pytest

from texml.vocabulary.record import params
from texml.webhooks import (
    CallScreeningDetectedEvent,
    MachineDetectionEndedEvent,
    MachineGreetingEndedEvent,
    PremiumDetectionEndedEvent,
    PremiumDetectionStartedEvent,
    PremiumGreetingEndedEvent,
)

# event_type, class, what the payload holds (name, and type where it is no text); ^ marks what stands beside the payload
EVENTS = [
    pytest.param(
        "call.machine.detection.ended",
        MachineDetectionEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from
            result to
        """,
        id="call.machine.detection.ended",
    ),
    pytest.param(
        "call.machine.greeting.ended",
        MachineGreetingEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from
            result to
        """,
        id="call.machine.greeting.ended",
    ),
    pytest.param(
        "call.machine.premium.detection.started",
        PremiumDetectionStartedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from to
        """,
        id="call.machine.premium.detection.started",
    ),
    pytest.param(
        "call.machine.premium.detection.ended",
        PremiumDetectionEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from
            result to
        """,
        id="call.machine.premium.detection.ended",
    ),
    pytest.param(
        "call.machine.premium.greeting.ended",
        PremiumGreetingEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from
            result to
        """,
        id="call.machine.premium.greeting.ended",
    ),
    pytest.param(
        "call.machine.premium.call_screening.detected",
        CallScreeningDetectedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from
            result to
        """,
        id="call.machine.premium.call_screening.detected",
    ),
]

# class, parameter, the words that are listed for it
WORDS = [
    (MachineDetectionEndedEvent, "result", ["human", "machine", "not_sure"]),
    (MachineGreetingEndedEvent, "result", ["beep_detected", "ended", "not_sure"]),
    (
        PremiumDetectionEndedEvent,
        "result",
        ["human_residence", "human_business", "machine", "silence", "fax_detected", "not_sure"],
    ),
    (PremiumGreetingEndedEvent, "result", ["beep_detected", "no_beep_detected", "prompt_ended"]),
    (CallScreeningDetectedEvent, "result", ["screening"]),
]


@pytest.mark.parametrize(("event_type", "cls", "fields"), EVENTS)
def test_class_holds_what_the_schema_lists(event_type, cls, fields, witness) -> None:
    witness(event_type, cls, fields.split())


@pytest.mark.parametrize(("cls", "name", "words"), WORDS)
def test_words_are_those_that_the_schema_lists(cls, name, words) -> None:
    (row,) = [row for row in params(cls) if row.name == name]

    assert tuple(words) == row.values
