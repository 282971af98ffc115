"""The declarations of the platform's requests: events, words that subscribe to them, and parameters."""

import dataclasses
from typing import get_args, get_type_hints

import pytest

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

    assert dict.fromkeys(params()) | {"fields": (), "problems": ()} == dataclasses.asdict(made)


def test_callback_is_frozen() -> None:
    callback = ParticipantJoin(call_sid="v3:a")

    with pytest.raises(dataclasses.FrozenInstanceError, match="call_sid"):
        callback.call_sid = "v3:b"


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


def test_parameter_carries_its_facts() -> None:
    param = Param("To", "Who was called.", required=True, source="a page", grade="assumed")

    assert ("To", "Who was called.", True, "a page", "assumed") == (
        param.wire,
        param.doc,
        param.required,
        param.source,
        param.grade,
    )


def test_parameter_is_optional_and_documented_unless_told_otherwise() -> None:
    param = Param("To", "Who was called.")

    assert (False, "documented") == (param.required, param.grade)
