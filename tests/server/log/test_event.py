"""An event as the API and the terminal show it."""

from datetime import UTC, datetime
from typing import Any

from server.log.arrival import arrive
from server.log.event import Event, event_json

JOIN = (
    b"AccountSid=account&CallSid=v3%3Aanna&ConferenceSid=conference&FriendlyName=Room+1234&From=%2B13125550100"
    b"&SequenceNumber=1&StatusCallbackEvent=participant-join&Timestamp=2021-04-28+22%3A51%3A29.993535Z&To=%2B12132045020"
)


def event(raw: bytes, **changes: Any) -> Event:
    received_at = datetime(2026, 11, 20, 10, 0, 1, 250_000, tzinfo=UTC)
    arrival = arrive(raw, method="POST", content_type=None, received_at=received_at)
    copied = ("received_at", "route", "method", "content_type", "raw", "verdict", "kind", "conference", "call", "room",
              "problem")  # fmt: skip
    found: dict[str, Any] = {name: getattr(arrival, name) for name in copied} | {
        "id": 7,
        "cursor": "7",
        "deliveries": 1,
        "is_conflicting": False,
    }
    return Event(**(found | changes))


def test_event_is_shown_with_every_field_that_was_sent() -> None:
    shown = event_json(event(JOIN))

    assert {
        "id": 7,
        "route": "conference",
        "event": "participant-join",
        "conference": "conference",
        "room": "Room 1234",
        "call": "v3:anna",
        "sequence": 1,
        "timestamp": "2021-04-28T22:51:29.993535Z",
        "received_at": "2026-11-20T10:00:01.250000Z",
        "verdict": "off",
        "deliveries": 1,
        "conflict": False,
        "problems": [],
        "class": "ParticipantJoin",
        "values": {
            "account_sid": "account",
            "call_sid": "v3:anna",
            "conference_sid": "conference",
            "friendly_name": "Room 1234",
            "from_": "+13125550100",
            "sequence_number": 1,
            "status_callback_event": "participant-join",
            "timestamp": "2021-04-28T22:51:29.993535Z",
            "to": "+12132045020",
        },
        "fields": {
            "AccountSid": "account",
            "CallSid": "v3:anna",
            "ConferenceSid": "conference",
            "FriendlyName": "Room 1234",
            "From": "+13125550100",
            "SequenceNumber": "1",
            "StatusCallbackEvent": "participant-join",
            "Timestamp": "2021-04-28 22:51:29.993535Z",
            "To": "+12132045020",
        },
    } == shown


def test_event_shows_how_often_it_came_and_that_it_said_something_else() -> None:
    shown = event_json(event(JOIN, deliveries=3, is_conflicting=True))

    assert (3, True) == (shown["deliveries"], shown["conflict"])


def test_event_shows_a_field_that_nobody_has_documented() -> None:
    shown = event_json(event(JOIN + b"&Mood=sunny"))

    assert "sunny" == shown["fields"]["Mood"]


def test_event_shows_an_empty_field() -> None:
    shown = event_json(event(JOIN + b"&Mood="))

    assert "" == shown["fields"]["Mood"]  # missing and empty differ


def test_name_that_came_more_than_once_is_shown_with_its_first_value() -> None:
    shown = event_json(event(b"a=1&b=2&a=3&a=1"))

    assert {"a": "1", "b": "2"} == shown["fields"]


def test_name_that_came_more_than_once_is_shown_with_all_of_them() -> None:
    shown = event_json(event(b"a=1&b=2&a=3&a=1"))

    assert {"a": ["1", "3", "1"]} == shown["repeated"]


def test_nothing_is_shown_as_repeated_where_nothing_was() -> None:
    assert "repeated" not in event_json(event(JOIN))


def test_event_that_nobody_knows_is_shown_under_its_own_name() -> None:
    shown = event_json(event(b"StatusCallbackEvent=participant-sings"))

    assert "participant-sings" == shown["event"]


def test_event_that_came_under_its_short_name_is_shown_under_its_wire_name() -> None:
    shown = event_json(event(b"StatusCallbackEvent=join"))

    assert "participant-join" == shown["event"]


def test_body_that_cannot_be_taken_apart_is_shown_raw() -> None:
    shown = event_json(event(b"[1, 2"))

    assert ("[1, 2", {}) == (shown["raw"], shown["fields"])


def test_bytes_that_are_no_text_are_shown_replaced() -> None:
    shown = event_json(event(b"[\xff"))

    assert "[\N{REPLACEMENT CHARACTER}" == shown["raw"]


def test_body_that_was_taken_apart_is_not_shown_raw() -> None:
    assert "raw" not in event_json(event(JOIN))


def test_event_shows_what_is_wrong_with_it() -> None:
    shown = event_json(event(JOIN.replace(b"SequenceNumber=1", b"SequenceNumber=one")))

    assert (None, ["SequenceNumber is unreadable"]) == (shown["sequence"], shown["problems"])
