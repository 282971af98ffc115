"""An event as the API and the terminal show it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from server.log.event import Event, event_json, moment_text
from texml.callbacks import conference_callback, read_form

JOIN = (
    b"AccountSid=account&CallSid=v3%3Aanna&ConferenceSid=conference&FriendlyName=Room+1234&From=%2B13125550100"
    b"&SequenceNumber=1&StatusCallbackEvent=participant-join&Timestamp=2021-04-28+22%3A51%3A29.993535Z&To=%2B12132045020"
)


def event(raw: bytes, **changes: Any) -> Event:
    found: dict[str, Any] = {
        "id": 7,
        "received_at": datetime(2026, 11, 20, 10, 0, 1, 250_000, tzinfo=UTC),
        "method": "POST",
        "raw": raw,
        "callback": conference_callback(read_form(raw)),
        "deliveries": 1,
        "is_conflicting": False,
    }
    return Event(**(found | changes))


def test_event_is_shown_with_every_field_that_was_sent() -> None:
    shown = event_json(event(JOIN))

    assert {
        "id": 7,
        "event": "participant-join",
        "conference": "conference",
        "room": "Room 1234",
        "call": "v3:anna",
        "sequence": 1,
        "timestamp": "2021-04-28T22:51:29.993535Z",
        "received_at": "2026-11-20T10:00:01.250000Z",
        "deliveries": 1,
        "conflict": False,
        "problems": [],
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


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05.000000Z", id="whole-second"),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2))),
            "2026-01-02T01:04:05.000006Z",
            id="another-zone",
        ),
    ],
)
def test_moment_is_told_in_utc_with_microseconds(moment: datetime | None, text: str | None) -> None:
    assert text == moment_text(moment)
