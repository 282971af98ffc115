"""What happens in a conference: events, words that subscribe to them, and parameters."""

from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pytest

from texml.callbacks import read_form, to_form
from texml.errors import FrozenRecord
from texml.vocabulary.callbacks import (
    CONFERENCE_CALLBACKS,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    Param,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
)
from texml.vocabulary.choices import ConferenceEvent

EVENTS = [
    (ConferenceStart, "conference-start", "start"),
    (ParticipantJoin, "participant-join", "join"),
    (ParticipantSpeechStart, "participant-speech-start", "speaker"),
    (ParticipantSpeechStop, "participant-speech-stop", "speaker"),
    (ParticipantLeave, "participant-leave", "leave"),
    (ConferenceEnd, "conference-end", "end"),
]

KINDS = [
    ("conference_start", ConferenceStart, "conference-start"),
    ("conference_join", ParticipantJoin, "participant-join"),
    ("conference_speaker", ParticipantSpeechStart, "participant-speech-start"),
    ("conference_speaker", ParticipantSpeechStop, "participant-speech-stop"),
    ("conference_leave", ParticipantLeave, "participant-leave"),
    ("conference_end", ConferenceEnd, "conference-end"),
]


def params() -> dict[str, Param]:
    return {
        name: hint.__metadata__[0]
        for name, hint in get_type_hints(ConferenceCallback, include_extras=True).items()
        if hasattr(hint, "__metadata__")
    }


@pytest.mark.parametrize(("callback", "event", "word"), EVENTS, ids=[event for _, event, _ in EVENTS])
def test_class_stands_for_an_event_and_the_word_that_subscribes_to_it(
    callback: type[ConferenceCallback], event: str, word: str
) -> None:
    assert (event, word) == (callback.event, callback.subscribed_as)


def test_known_events_come_in_the_order_in_which_they_happen() -> None:
    assert tuple(callback for callback, _, _ in EVENTS) == CONFERENCE_CALLBACKS


def test_every_word_of_the_status_callback_event_subscribes_to_an_event() -> None:
    assert set(get_args(ConferenceEvent)) == {callback.subscribed_as for callback in CONFERENCE_CALLBACKS}


def test_callback_of_no_known_event_has_neither_name_nor_word() -> None:
    assert (None, None) == (ConferenceCallback.event, ConferenceCallback.subscribed_as)


@pytest.mark.parametrize(
    "callback", [ConferenceCallback, *CONFERENCE_CALLBACKS], ids=lambda callback: callback.__name__
)
def test_everything_is_optional(callback: type[ConferenceCallback]) -> None:
    made = callback()

    assert dict.fromkeys(params()) == {name: getattr(made, name) for name in params()}
    assert ((), (), ()) == (made.fields, made.extra, made.problems)


def test_callback_is_frozen() -> None:
    callback = ParticipantJoin(call_sid="v3:a")

    with pytest.raises(FrozenRecord, match="call_sid"):
        callback.call_sid = "v3:b"


def test_callback_of_2021_is_written_without_what_came_later() -> None:
    """The Conference page of 2021 lists ten parameters, and shows CallSidLegacy beside them."""
    rows = [
        ("AccountSid", "account_sid", "11111111-2222-4333-8444-555555555555"),
        ("CallSid", "call_sid", "v2:EXAMPLE_call_control_id_0001"),
        ("CallSidLegacy", "call_sid_legacy", "v2:EXAMPLE_call_control_id_0001"),
        ("ConferenceSid", "conference_sid", "66666666-7777-4888-9999-000000000000"),
        ("FriendlyName", "friendly_name", "Room 1234"),
        ("From", "from_", "+15550100001"),
        ("SequenceNumber", "sequence_number", "1", 1),
        ("StatusCallbackEvent", "status_callback_event", "participant-join"),
        ("To", "to", "+15550100002"),
    ]
    moment = datetime(2026, 3, 4, 5, 6, 7, 890_123, tzinfo=UTC)
    made = ParticipantJoin(timestamp=moment, **{name: value for _, name, *_, value in rows})
    newer = made.replaced(connection_id="1", participant_label="host")

    assert to_form(made, contract="2021") == to_form(newer, contract="2021")
    assert {wire: text for wire, _, text, *_ in rows} | {"Timestamp": "2026-03-04 05:06:07.890123Z"} == dict(
        read_form(to_form(newer, contract="2021")).pairs
    )


@pytest.mark.parametrize(("kind", "cls", "event"), KINDS)
def test_newest_page_is_read_whole(kind: str, cls: type[ConferenceCallback], event: str, witness) -> None:
    """callbacks/texml-conference-*: all five pages list the same fifteen; we ask for those of 2021 only."""
    rows = [
        ("AccountSid", "account_sid", "11111111-2222-4333-8444-555555555555"),
        ("CallSid", "call_sid", "v3:EXAMPLE_call_control_id_0001"),
        ("CallSidLegacy", "call_sid_legacy", "v3:EXAMPLE_call_control_id_0001"),
        ("ConferenceSid", "conference_sid", "66666666-7777-4888-9999-000000000000"),
        ("FriendlyName", "friendly_name", "room-7"),
        ("SequenceNumber", "sequence_number", "0", 0),
        ("StatusCallbackEvent", "status_callback_event", event),
        ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", datetime(2026, 3, 4, 5, 6, 9, tzinfo=UTC)),
        ("From", "from_", "+15550100001"),
        ("To", "to", "+15550100002"),
        ("ConnectionId", "connection_id", "1000000000000000001"),
        ("CallingPartyType", "calling_party_type", "customer"),
        ("FromSipUri", "from_sip_uri", "sip:alice@example.com"),
        ("ToSipUri", "to_sip_uri", "sip:room@example.com"),
        ("ParticipantLabel", "participant_label", "agent-1"),
    ]
    always = "AccountSid CallSid ConferenceSid FriendlyName SequenceNumber StatusCallbackEvent Timestamp"

    witness(kind, cls, rows, always.split())


def test_callbacks_of_two_events_differ_though_their_fields_are_alike() -> None:
    assert ParticipantJoin(call_sid="v3:a") != ParticipantLeave(call_sid="v3:a")


def test_callbacks_of_one_event_compare_and_hash_by_value() -> None:
    assert 1 == len({ParticipantJoin(call_sid="v3:a"), ParticipantJoin(call_sid="v3:a")})


def test_fields_are_given_by_keyword_only() -> None:
    with pytest.raises(TypeError, match="positional"):
        ParticipantJoin("account")


def test_wire_names_differ() -> None:
    wires = [param.wire for param in params().values()]

    assert len(set(wires)) == len(wires)


def test_every_parameter_says_what_it_means() -> None:
    assert [] == [name for name, param in params().items() if not param.doc.endswith(".")]
