"""What one event says about its conference."""

import pytest

from server.log.fact import Fact, callback_fact, recording_of, webhook_fact
from server.log.webhook import Webhook

DIGEST = bytes(range(16))
FIELDS = {
    "CallSid": "v3:anna",
    "ConferenceSid": "conference",
    "FriendlyName": "Room 1234",
    "From": "+13125550100",
    "ParticipantLabel": "host",
    "SequenceNumber": "7",
    "StatusCallbackEvent": "participant-join",
    "Timestamp": "2026-11-20 10:00:00.250000Z",
    "To": "+13125550199",
}


def fact(**changes: str) -> Fact:
    return callback_fact(FIELDS | changes, DIGEST)


def webhook(event: str, **payload: object) -> Fact:
    found = Webhook(id="1", event=event, occurred_at=None, conference="c", call="v3:anna", payload=payload)
    return webhook_fact(found, DIGEST)


def test_everything_that_a_callback_says_is_told() -> None:
    found = fact()

    assert ("join", "participant-join", True, 7, 1_795_168_800_250_000) == (
        found.happening,
        found.name,
        found.is_callback,
        found.number,
        found.at,
    )
    assert ("v3:anna", "Room 1234", "host", "+13125550100", "+13125550199") == (
        found.call,
        found.room,
        found.label,
        found.from_,
        found.to,
    )


@pytest.mark.parametrize(
    ("name", "happening"),
    [
        ("conference-start", "start"),
        ("start", "start"),
        ("participant-join", "join"),
        ("participant-speech-start", "speech-start"),
        ("speaker", "speech-start"),
        ("participant-speech-stop", "speech-stop"),
        ("participant-leave", "leave"),
        ("conference-end", "end"),
        ("participant-sings", "other"),
        ("", "other"),
    ],
)
def test_event_is_what_its_name_says(name: str, happening: str) -> None:
    assert happening == fact(StatusCallbackEvent=name).happening


@pytest.mark.parametrize("number", ["", "one", "-1", "1.5", "\N{FULLWIDTH DIGIT NINE}", "9" * 19])
def test_number_that_is_none_is_unknown(number: str) -> None:
    assert fact(SequenceNumber=number).number is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"SequenceNumber": "9"}, {"SequenceNumber": "10"}, id="number"),
        pytest.param({"SequenceNumber": "9" * 18}, {"SequenceNumber": ""}, id="no-number-comes-last"),
        pytest.param({"Timestamp": "2026-01-01T00:00:00Z"}, {"Timestamp": "2026-01-01T00:00:01Z"}, id="time"),
        pytest.param({"Timestamp": "9999-12-31T23:59:59Z"}, {"Timestamp": ""}, id="no-time-comes-last"),
        pytest.param({}, {"StatusCallbackEvent": "participant-leave"}, id="what-must-come-first"),
        pytest.param(
            {"SequenceNumber": "1", "Timestamp": "2026-01-02T00:00:00Z"},
            {"SequenceNumber": "2", "Timestamp": "2026-01-01T00:00:00Z"},
            id="number-before-time",
        ),
    ],
)
def test_facts_are_sorted_by_number_then_time_then_what_must_come_first(
    before: dict[str, str], after: dict[str, str]
) -> None:
    assert fact(**before).order < fact(**after).order


def test_facts_that_are_alike_in_all_that_are_told_apart_by_what_was_sent() -> None:
    assert callback_fact(FIELDS, b"1" * 16).order < callback_fact(FIELDS, b"2" * 16).order


@pytest.mark.parametrize(
    ("fields", "muted", "held"),
    [
        ({}, None, None),
        ({"Muted": "true", "Hold": "false"}, True, False),
        ({"Muted": "maybe"}, None, None),
        ({"StatusCallbackEvent": "participant-mute"}, True, None),
        ({"StatusCallbackEvent": "participant-unmute"}, False, None),
        ({"StatusCallbackEvent": "participant-hold"}, None, True),
        ({"StatusCallbackEvent": "participant-unhold"}, None, False),
    ],
)
def test_mute_and_hold_are_told_where_they_were_sent(
    fields: dict[str, str], muted: bool | None, held: bool | None
) -> None:
    assert (muted, held) == (fact(**fields).is_muted, fact(**fields).is_held)


def test_recording_is_told_with_status_and_seconds() -> None:
    fields = {"RecordingSid": "r", "RecordingStatus": "completed", "RecordingDuration": "12"}

    assert ("r", "completed", 12) == recording_of(fields)
    assert ("recording", ("r", "completed", 12)) == (
        fact(StatusCallbackEvent="", **fields).happening,
        fact(StatusCallbackEvent="", **fields).recording,
    )


@pytest.mark.parametrize("duration", ["", "long", "-1", "٣"])
def test_duration_that_is_no_number_is_unknown(duration: str) -> None:
    assert ("r", None, None) == recording_of({"RecordingSid": "r", "RecordingDuration": duration})


def test_callback_of_no_recording_tells_of_none() -> None:
    assert recording_of(FIELDS) is None


@pytest.mark.parametrize(
    ("event", "happening"),
    [
        ("conference.created", "start"),
        ("conference.participant.joined", "join"),
        ("conference.participant.left", "leave"),
        ("conference.ended", "end"),
        ("conference.floor.changed", "other"),
    ],
)
def test_webhook_says_what_its_event_type_says(event: str, happening: str) -> None:
    found = webhook(event)

    assert (happening, False, "v3:anna", None) == (found.happening, found.is_callback, found.call, found.number)


def test_webhook_says_why_a_conference_ended() -> None:
    assert "host_left" == webhook("conference.ended", reason="host_left").reason


def test_webhook_tells_of_a_recording_with_its_length() -> None:
    times = {"recording_started_at": "2026-11-20T10:00:00Z", "recording_ended_at": "2026-11-20T10:01:05Z"}

    assert ("r", "completed", 65) == webhook("conference.recording.saved", recording_id="r", **times).recording


@pytest.mark.parametrize("payload", [{"reason": 1}, {"recording_id": 1}, {"recording_id": ""}])
def test_rubbish_in_a_webhook_says_nothing(payload: dict[str, object]) -> None:
    found = webhook("conference.recording.saved", **payload)

    assert (None, None) == (found.reason, found.recording)
