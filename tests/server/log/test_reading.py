"""What arrives at each endpoint is read as what is expected there; whatever it holds, it is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.reading import read_message, values_json

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("route", "body", "name"),
    [
        ("conference", b"StatusCallbackEvent=participant-join", "ParticipantJoin"),
        ("conference", b"StatusCallbackEvent=of-tomorrow", "ConferenceCallback"),
        ("call", b"CallStatus=completed&CallbackSource=call-progress-events", "CallCompleted"),
        ("call", b"CallStatus=of-tomorrow", "CallProgress"),
        ("recording", b"RecordingStatus=completed", "RecordingCompleted"),
        ("gather", b"UnstableSpeechResult=hello", "PartialSpeech"),
        ("amd", b"AnsweredBy=human", "AnsweringMachineDetected"),
        ("stream", b"StreamEvent=stream-started", "StreamCallback"),
        ("siprec", b"SiprecEvent=siprec-started", "SiprecCallback"),
        ("pay", b"Result=success", "PayStatus"),
        ("dial_action", b"DialCallStatus=completed", "DialAction"),
        ("of-tomorrow", b"Anything=1", "UnknownCallback"),
        ("webhook", b'{"data": {"event_type": "conference.participant.joined", "id": "1"}}', "ParticipantJoinedEvent"),
        ("webhook", b'{"data": {"event_type": "of.tomorrow", "id": "1"}}', "Webhook"),
    ],
)
def test_message_is_of_the_class_that_is_expected(route: str, body: bytes, name: str) -> None:
    assert name == type(read_message(route, body, FORM)).__name__


def test_values_are_typed_and_those_that_are_missing_left_out() -> None:
    body = b"CallSid=v3%3A1&RecordingSid=r1&RecordingStatus=completed&RecordingDuration=12"

    found = values_json(read_message("recording", body, FORM))

    assert {
        "call_sid": "v3:1",
        "recording_sid": "r1",
        "recording_status": "completed",
        "recording_duration": 12,
    } == found


def test_moments_are_told_as_everywhere() -> None:
    body = b"StatusCallbackEvent=conference-start&Timestamp=Fri, 20 Nov 2026 10:00:00 +0000"

    assert "2026-11-20T10:00:00.000000Z" == values_json(read_message("conference", body, FORM))["timestamp"]


@given(
    route=st.sampled_from(["conference", "call", "recording", "amd", "pay", "webhook", "dial_action", "x"]),
    body=st.binary(max_size=80) | st.text(st.sampled_from('{}[]":,=&%datvenypi1 '), max_size=60).map(str.encode),
)
def test_any_bytes_are_read_and_can_be_shown(route: str, body: bytes) -> None:
    json.dumps(values_json(read_message(route, body, None)))
