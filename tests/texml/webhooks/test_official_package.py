"""The platform's own package as a witness of the events: what we write it reads as what we mean, value by value."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args, get_origin

import pytest

from texml.vocabulary.record import Record, params
from texml.webhooks import EVENTS, Webhook, to_json

telnyx = pytest.importorskip("telnyx")

# event_type, and the class that the package of version 4.189 reads it as
MODELS = {
    "call.answered": "CallAnsweredWebhookEvent",
    "call.bridged": "CallBridgedWebhookEvent",
    "call.cost": "CallCostWebhookEvent",
    "call.dequeued": "CallLeftQueueWebhookEvent",
    "call.dtmf.received": "CallDtmfReceivedWebhookEvent",
    "call.enqueued": "CallEnqueuedWebhookEvent",
    "call.gather.ended": "CallGatherEndedWebhookEvent",
    "call.hangup": "CallHangupWebhookEvent",
    "call.hold": "CallHoldWebhookEvent",
    "call.initiated": "CallInitiatedWebhookEvent",
    "call.machine.detection.ended": "CallMachineDetectionEndedWebhookEvent",
    "call.machine.greeting.ended": "CallMachineGreetingEndedWebhookEvent",
    "call.machine.premium.call_screening.detected": "CallMachinePremiumCallScreeningDetectedWebhookEvent",
    "call.machine.premium.detection.ended": "CallMachinePremiumDetectionEndedWebhookEvent",
    "call.machine.premium.detection.started": "CallMachinePremiumDetectionStartedWebhookEvent",
    "call.machine.premium.greeting.ended": "CallMachinePremiumGreetingEndedWebhookEvent",
    "call.playback.ended": "CallPlaybackEndedWebhookEvent",
    "call.playback.started": "CallPlaybackStartedWebhookEvent",
    "call.recording.error": "CallRecordingErrorWebhookEvent",
    "call.recording.saved": "CallRecordingSavedWebhookEvent",
    "call.speak.ended": "CallSpeakEndedWebhookEvent",
    "call.speak.started": "CallSpeakStartedWebhookEvent",
    "call.unhold": "CallUnholdWebhookEvent",
    "conference.created": "ConferenceCreatedWebhookEvent",
    "conference.ended": "ConferenceEndedWebhookEvent",
    "conference.floor.changed": "ConferenceFloorChanged",
    "conference.participant.joined": "ConferenceParticipantJoinedWebhookEvent",
    "conference.participant.left": "ConferenceParticipantLeftWebhookEvent",
    "conference.participant.playback.ended": "ConferenceParticipantPlaybackEndedWebhookEvent",
    "conference.participant.playback.started": "ConferenceParticipantPlaybackStartedWebhookEvent",
    "conference.participant.speak.ended": "ConferenceParticipantSpeakEndedWebhookEvent",
    "conference.participant.speak.started": "ConferenceParticipantSpeakStartedWebhookEvent",
    "conference.playback.ended": "ConferencePlaybackEndedWebhookEvent",
    "conference.playback.started": "ConferencePlaybackStartedWebhookEvent",
    "conference.recording.saved": "ConferenceRecordingSavedWebhookEvent",
    "conference.speak.ended": "ConferenceSpeakEndedWebhookEvent",
    "conference.speak.started": "ConferenceSpeakStartedWebhookEvent",
}
EVERY = pytest.mark.parametrize("event_type", MODELS)

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
VALUES: dict[Any, Any] = {str: "text", int: 7, bool: True, datetime: NINE}


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    with telnyx.Telnyx(api_key="KEY") as client:
        yield client


def filled(cls: type[Record]) -> Record:
    """Return a value of *cls* that holds everything, words from their lists."""
    return cls(**{row.name: row.values[0] if row.values else example(row.shape) for row in params(cls)})


def example(shape: Any) -> Any:
    if get_origin(shape) is tuple:
        return (example(get_args(shape)[0]),)
    return filled(shape) if issubclass(shape, Record) else VALUES[shape]


def whole(event_type: str) -> Webhook:
    return filled(EVENTS[event_type]).replaced(event_type=event_type)


def plain(value: Any) -> Any:
    """Return a body without what the package does not read: the count of deliveries."""
    return {name: part for name, part in value.items() if name != "meta"}


def test_every_event_has_a_class_there() -> None:
    assert set(EVENTS) == set(MODELS)


@EVERY
def test_event_is_read_as_its_class_and_every_value_is_known(event_type: str, package: Any) -> None:
    read = package.webhooks.unsafe_unwrap(to_json(whole(event_type)).decode())

    assert MODELS[event_type] == type(read).__name__
    assert [] == [extra for extra in _extras(read) if extra != "meta"]


@EVERY
def test_event_comes_back_value_by_value(event_type: str, package: Any) -> None:
    written = to_json(whole(event_type))

    read = package.webhooks.unsafe_unwrap(written.decode())

    assert plain(json.loads(written)) == plain(read.to_dict(mode="json", exclude_unset=True))


@EVERY
def test_class_there_has_nothing_that_ours_has_not(event_type: str, package: Any) -> None:
    read = package.webhooks.unsafe_unwrap(to_json(whole(event_type)).decode())

    assert [] == list(_unset(read))


def _parts(model: Any) -> Iterator[Any]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        for part in value if isinstance(value, list) else [value]:
            if hasattr(type(part), "model_fields"):
                yield part


def _extras(model: Any) -> Iterator[str]:
    """Yield what a model was given and does not know, at any depth."""
    yield from model.model_extra or {}
    for part in _parts(model):
        yield from _extras(part)


def _unset(model: Any) -> Iterator[str]:
    """Yield what a model knows and was not given, at any depth."""
    yield from (f"{type(model).__name__}.{name}" for name in set(type(model).model_fields) - model.model_fields_set)
    for part in _parts(model):
        yield from _unset(part)
