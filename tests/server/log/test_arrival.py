"""Which event a request is."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.arrival import Arrival, arrive

FORM = "application/x-www-form-urlencoded"
NOW = datetime(2026, 11, 20, 10, 0, 1, 250_000, tzinfo=UTC)
IDENTITY = ("AccountSid", "ConferenceSid", "CallSid", "StatusCallbackEvent", "SequenceNumber", "Timestamp")
FIELDS = {
    "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
    "CallSid": "v2:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs6Fw",
    "ConferenceSid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
    "FriendlyName": "Room 1234",
    "From": "telephonyappssquad24104@sip.telnyx.com",
    "SequenceNumber": "1",
    "StatusCallbackEvent": "participant-join",
    "Timestamp": "2021-04-28 22:51:29.993535Z",
    "To": "+12132045020",
}


def form(fields: dict[str, str]) -> Arrival:
    return arrive(urlencode(fields).encode(), method="POST", content_type=FORM, received_at=NOW)


def test_arrival_keeps_what_came_byte_for_byte() -> None:
    raw = b"ConferenceSid=%63&FriendlyName=a+b&StatusCallbackEvent=x\r\n"

    arrival = arrive(raw, method="POST", content_type=FORM, received_at=NOW)

    assert (raw, "POST", FORM, NOW) == (arrival.raw, arrival.method, arrival.content_type, arrival.received_at)


def test_arrival_is_searchable_by_conference_event_and_room() -> None:
    arrival = form(FIELDS)

    assert ("58b4eda9-03de-4bee-9178-d0e10d83e519", "participant-join", "Room 1234") == (
        arrival.conference,
        arrival.kind,
        arrival.room,
    )


def test_arrival_without_fields_has_no_conference_event_or_room() -> None:
    arrival = arrive(b"", method="POST", content_type=None, received_at=NOW)

    assert (None, "conference", None, None) == (arrival.conference, arrival.kind, arrival.room, arrival.fact)


def test_event_sent_again_has_the_same_key() -> None:
    assert form(FIELDS).key == form(dict(FIELDS)).key


def test_event_sent_later_has_the_same_key() -> None:
    later = arrive(
        urlencode(FIELDS).encode(), method="POST", content_type=FORM, received_at=datetime(2027, 1, 1, tzinfo=UTC)
    )

    assert form(FIELDS).key == later.key


def test_event_sent_by_get_has_the_same_key() -> None:
    by_get = arrive(urlencode(FIELDS).encode(), method="GET", content_type=None, received_at=NOW)

    assert form(FIELDS).key == by_get.key


def test_event_sent_as_json_has_the_same_key() -> None:
    fields = FIELDS | {"SequenceNumber": 1}  # a number, as JSON has them

    as_json = arrive(json.dumps(fields).encode(), method="POST", content_type="application/json", received_at=NOW)

    assert form(FIELDS).key == as_json.key


def test_event_with_its_fields_in_another_order_has_the_same_key() -> None:
    assert form(FIELDS).key == form(dict(reversed(FIELDS.items()))).key


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in IDENTITY])
def test_field_that_is_no_part_of_the_identity_does_not_change_the_key(name: str) -> None:
    assert form(FIELDS).key == form(FIELDS | {name: "other"}).key


@pytest.mark.parametrize("name", IDENTITY)
def test_field_of_the_identity_changes_the_key(name: str) -> None:
    assert form(FIELDS).key != form(FIELDS | {name: "other"}).key


@pytest.mark.parametrize("name", IDENTITY)
def test_whole_body_decides_where_a_part_of_the_identity_is_missing(name: str) -> None:
    fields = {key: value for key, value in FIELDS.items() if key != name}

    assert form(fields).key != form(fields | {"To": "+12132045021"}).key


@pytest.mark.parametrize("name", IDENTITY)
def test_whole_body_decides_where_a_part_of_the_identity_is_empty(name: str) -> None:
    fields = FIELDS | {name: ""}

    assert form(fields).key != form(fields | {"To": "+12132045021"}).key


@pytest.mark.parametrize("name", IDENTITY)
def test_same_body_is_one_event_also_where_a_part_of_the_identity_is_missing(name: str) -> None:
    fields = {key: value for key, value in FIELDS.items() if key != name}

    assert form(fields).key == form(fields).key


def test_text_that_moves_from_one_part_of_the_identity_to_the_next_changes_the_key() -> None:
    one = form(FIELDS | {"AccountSid": "ab", "ConferenceSid": "c"})

    other = form(FIELDS | {"AccountSid": "a", "ConferenceSid": "bc"})

    assert one.key != other.key


def test_nul_in_a_part_of_the_identity_cannot_stand_for_the_next_part() -> None:
    one = form(FIELDS | {"AccountSid": "a\0b", "ConferenceSid": "c"})

    other = form(FIELDS | {"AccountSid": "a", "ConferenceSid": "b\0c"})

    assert one.key != other.key


@pytest.mark.parametrize("name", IDENTITY)
def test_first_value_of_a_repeated_name_counts_for_the_key(name: str) -> None:
    raw = urlencode([*FIELDS.items(), (name, "other")]).encode()

    repeated = arrive(raw, method="POST", content_type=FORM, received_at=NOW)

    assert form(FIELDS).key == repeated.key


def test_first_value_of_a_repeated_name_counts_for_searching() -> None:
    raw = b"ConferenceSid=first&FriendlyName=one&ConferenceSid=second&FriendlyName=two"

    arrival = arrive(raw, method="POST", content_type=FORM, received_at=NOW)

    assert ("first", "one") == (arrival.conference, arrival.room)


def test_key_is_short_whatever_came() -> None:
    assert [24, 24] == [
        len(arrive(raw, method="POST", content_type=None, received_at=NOW).key) for raw in (b"", b"a" * 65_536)
    ]


@given(
    raw=st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.dictionaries(st.text(), st.text()).map(lambda fields: urlencode(fields).encode())
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(lambda value: json.dumps(value).encode()),
    content_type=st.none() | st.sampled_from([FORM, "application/json", "text/plain; charset=x", ""]),
)
def test_any_bytes_are_an_arrival_that_a_database_can_take(raw: bytes, content_type: str | None) -> None:
    arrival = arrive(raw, method="POST", content_type=content_type, received_at=NOW)

    copies = (arrival.conference, arrival.kind, arrival.call, arrival.room)
    texts = [text for text in copies if text is not None]
    assert [text.replace("\0", "").encode() for text in texts] == [text.encode() for text in texts]


@given(fields=st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(min_size=1)), seed=st.randoms())
def test_key_of_a_whole_event_never_depends_on_the_order_of_its_fields(fields: dict[str, str], seed: object) -> None:
    pairs = list((FIELDS | fields).items())

    seed.shuffle(pairs)  # type: ignore[attr-defined]

    assert form(FIELDS | fields).key == form(dict(pairs)).key
