"""Commands are frozen values: made of checked arguments, compared, changed by copying, safe to show."""

import copy
import inspect
import pickle
from typing import Any

import pytest

from texml.errors import ArgumentType, CommandError, FrozenRecord, InvalidArgument, MissingArgument, UnknownArgument
from texml.vocabulary.control.calls import DialCall
from texml.vocabulary.control.conference_actions import JoinConference, MuteConferenceParticipants
from texml.vocabulary.control.conferences import CreateConference, ListConferences, RetrieveConferenceParticipant
from texml.vocabulary.control.objects import ConferenceFilter, OccurredAtFilter

JOIN = JoinConference("Business", call_control_id="v3:a", client_state=b"hello")


def test_arguments_are_attributes_as_they_are_stored() -> None:
    assert ("Business", "v3:a", "aGVsbG8=", None) == (JOIN.id, JOIN.call_control_id, JOIN.client_state, JOIN.hold)


def test_only_what_is_given_is_kept() -> None:
    assert {"id": "Business", "call_control_id": "v3:a", "client_state": "aGVsbG8="} == dict(JOIN.given)


def test_none_is_not_given() -> None:
    assert JOIN == JoinConference("Business", call_control_id="v3:a", client_state=b"hello", hold=None)


def test_first_argument_may_be_named() -> None:
    assert JoinConference("c", call_control_id="a") == JoinConference(id="c", call_control_id="a")


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        pytest.param(
            lambda: JoinConference("c"),
            MissingArgument,
            r"conferences\.actions\.join: call_control_id: it is missing; allowed: a text that is not blank",
            id="missing",
        ),
        pytest.param(
            lambda: JoinConference("c", call_control_id="a", supervisor="none"),  # type: ignore[call-arg]
            UnknownArgument,
            r"conferences\.actions\.join: supervisor: there is no such argument; .* did you mean 'supervisor_role'\?",
            id="unknown",
        ),
        pytest.param(
            lambda: JoinConference("c", "a"),  # type: ignore[call-arg, misc]
            ArgumentType,
            r"conferences\.actions\.join: 'a' is one positional argument too many; allowed: the rest by keyword",
            id="positional",
        ),
        pytest.param(
            lambda: JoinConference("c", id="c", call_control_id="a"),  # type: ignore[misc]
            ArgumentType,
            r"conferences\.actions\.join: id: it is given twice; allowed: once",
            id="twice",
        ),
        pytest.param(
            lambda: JoinConference("c", call_control_id="a", mute="yes"),  # type: ignore[arg-type]
            ArgumentType,
            r"conferences\.actions\.join: mute: 'yes' is a str; allowed: True or False",
            id="type",
        ),
        pytest.param(
            lambda: CreateConference(call_control_id="a", name="n", max_participants=801),
            InvalidArgument,
            r"conferences\.create: max_participants: 801 is not allowed; allowed: a whole number from 2 to 800",
            id="range",
        ),
        pytest.param(
            lambda: CreateConference(call_control_id="a", name="n", beep_enabled="onEnter"),  # type: ignore[arg-type]
            InvalidArgument,
            r"conferences\.create: beep_enabled: 'onEnter' is not allowed; .* did you mean 'on_enter'\?",
            id="words of documents",
        ),
        pytest.param(
            lambda: CreateConference(
                call_control_id="a", name="n", hold_audio_url="https://example.com/a.mp3", hold_media_name="m"
            ),
            InvalidArgument,
            r"conferences\.create: hold_audio_url and hold_media_name are given together; allowed: one of",
            id="apart",
        ),
        pytest.param(
            lambda: JoinConference("c", call_control_id="a", whisper_call_control_ids=["b"], supervisor_role="monitor"),
            InvalidArgument,
            r"whisper_call_control_ids is given, but supervisor_role is 'monitor'",
            id="whisper",
        ),
        pytest.param(
            lambda: ListConferences(filter={"status": "in-progress"}),
            InvalidArgument,
            r"conferences\.list: filter\.status: 'in-progress' is not allowed; .* did you mean 'in_progress'\?",
            id="inside",
        ),
        pytest.param(
            lambda: ListConferences(filter={"occurred_at": {"after": "2026"}}),
            UnknownArgument,
            r"conferences\.list: filter\.occurred_at\.after: there is no such argument",
            id="deep inside",
        ),
        pytest.param(
            lambda: MuteConferenceParticipants("c", call_control_ids=[]),
            InvalidArgument,
            r"call_control_ids: the list is empty; .* leave it out",
            id="nobody, who would be everybody",
        ),
    ],
)
def test_wrong_arguments_are_refused_with_what_is_right(make: Any, error: type[CommandError], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_facts_of_a_refusal_are_attributes() -> None:
    with pytest.raises(InvalidArgument) as caught:
        CreateConference(call_control_id="a", name="n", region="us")  # type: ignore[arg-type]

    error = caught.value
    assert ("conferences.create", "region", "us", "US") == (error.command, error.argument, error.found, error.nearest)


def test_mapping_becomes_its_object_under_either_name() -> None:
    moment = OccurredAtFilter(gt="2026")

    by_python = ListConferences(filter={"from_": "+1", "occurred_at": moment})
    by_wire = ListConferences(filter={"from": "+1", "occurred_at": {"gt": "2026"}})

    assert by_python == by_wire
    assert ConferenceFilter(from_="+1", occurred_at=moment) == by_wire.filter


def test_copy_has_changes_and_checks_them() -> None:
    assert JoinConference("Business", call_control_id="v3:a", client_state=b"hello", hold=True) == JOIN.replace(
        hold=True
    )
    with pytest.raises(ArgumentType):
        JOIN.replace(hold="yes")
    with pytest.raises(MissingArgument):
        JOIN.replace(call_control_id=None)


def test_copy_without_an_argument() -> None:
    assert JoinConference("Business", call_control_id="v3:a") == JOIN.replace(client_state=None)


def test_what_is_newer_is_kept_apart() -> None:
    newer = JOIN.with_extra({"new": 1})

    assert {"new": 1} == dict(newer.extra)
    assert {"new": 1} == dict(newer.replace(hold=True).extra)
    assert newer != JOIN


def test_body_has_the_names_of_the_request() -> None:
    call = DialCall(connection_id="1", from_="+1", to="+2").with_extra({"new": 1})

    assert {"connection_id": "1", "from": "+1", "to": "+2", "new": 1} == call.body


def test_equal_commands_have_equal_hashes() -> None:
    assert 1 == len({JOIN, JoinConference("Business", client_state=b"hello", call_control_id="v3:a")})
    assert JOIN != MuteConferenceParticipants("Business")
    assert JOIN != "JOIN"


def test_commands_do_not_change() -> None:
    with pytest.raises(FrozenRecord, match=r"use replace\(hold=...\)"):
        JOIN.hold = True  # type: ignore[misc]
    with pytest.raises(FrozenRecord, match="use replace"):
        del JOIN.hold
    with pytest.raises(TypeError):
        JOIN.given["hold"] = True  # type: ignore[index]


@pytest.mark.parametrize("command", [JOIN, JOIN.with_extra({"new": [1]}), ListConferences(filter={"name": "x"})])
def test_commands_survive_copying_and_pickling(command: Any) -> None:
    assert command == copy.deepcopy(command) == pickle.loads(pickle.dumps(command))


def test_command_shows_how_it_is_made() -> None:
    assert JOIN == eval(repr(JOIN))  # our own repr


def test_secrets_and_phone_numbers_are_not_shown() -> None:
    call = DialCall(connection_id="1", from_="+14155550100", to="+14155550199", sip_auth_password="open sesame")

    assert not any(secret in repr(call) for secret in ("4155550100", "4155550199", "sesame"))


def test_unknown_attribute_is_one() -> None:
    with pytest.raises(AttributeError, match="'JoinConference' has no attribute 'holds'"):
        JOIN.holds  # noqa: B018  # type: ignore[attr-defined]


def test_signature_can_be_inspected() -> None:
    assert "(participant_id, *, id)" == str(inspect.signature(RetrieveConferenceParticipant))
