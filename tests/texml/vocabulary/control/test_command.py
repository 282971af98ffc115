"""Commands: what a class says of its request, and what may be repeated."""

from typing import Annotated, Any

import httpx
import pytest

from texml.client import Client
from texml.vocabulary.control import (
    call_media,
    calls,
    conference_actions,
    conferences,
    queues,
    texml_calls,
    texml_conferences,
    texml_media,
    texml_queues,
)
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.resources import Conference, ConferenceCommandResult
from texml.vocabulary.control.result import Answer, Page
from texml.vocabulary.control.texml_resources import CallResourceIndex


class Refer(Command[Answer[ConferenceCommandResult]], method="POST", path="/calls/{call}/actions/refer", name="refer"):
    """A command that this library does not have."""

    call: Annotated[str, Arg("Call.")]
    sip_address: Annotated[str, Arg("Where to.")]


class ReferLater(Refer, name="refer_later"):
    """The same under another name."""


def test_class_says_method_and_path() -> None:
    assert ("POST", "/calls/{call}/actions/refer", "refer") == (
        Refer.http_method,
        Refer.http_path,
        Refer.name_of_command,
    )


def test_subclass_keeps_what_it_does_not_say() -> None:
    assert ("POST", "refer_later", Refer.result_type) == (
        ReferLater.http_method, ReferLater.name_of_command, ReferLater.result_type,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "result"),
    [
        (conferences.RetrieveConference, Answer[Conference]),
        (conferences.ListConferences, Page[Conference]),
        (texml_calls.GetTexmlCalls, CallResourceIndex),
        (queues.DeleteQueue, type(None)),
    ],
)
def test_class_knows_what_its_answer_is_read_as(command: type[Command[Any]], result: Any) -> None:
    assert result == command.result_type


def test_list_is_a_command() -> None:
    assert issubclass(conferences.ListConferences, ListCommand)


# State rules, section 7: which commands take a command_id; and no others.
@pytest.mark.parametrize(
    ("command", "takes"),
    [
        (conferences.CreateConference, True),
        (conference_actions.EndConference, True), (conference_actions.JoinConference, True),
        (conference_actions.LeaveConference, True), (conference_actions.UpdateConference, True),
        (conference_actions.SpeakTextToConference, True), (conference_actions.StartConferenceRecording, True),
        (conference_actions.MuteConferenceParticipants, False),
        (conference_actions.UnmuteConferenceParticipants, False),
        (conference_actions.HoldConferenceParticipants, False),
        (conference_actions.UnholdConferenceParticipants, False),
        (conference_actions.PlayConferenceAudio, False), (conference_actions.StopConferenceAudio, False),
        (conference_actions.ConferenceSendDTMF, False), (conference_actions.ConferenceGatherUsingAudio, False),
        (calls.DialCall, True), (queues.CreateQueue, False), (texml_calls.InitiateTexmlCall, False),
    ],
)  # fmt: skip
def test_command_id_is_taken_where_it_is_documented(command: type[Command[Any]], takes: bool) -> None:
    assert takes == command.takes_command_id()


@pytest.mark.parametrize(
    ("command", "is_idempotent"),
    [
        (conferences.RetrieveConference, True), (calls.UpdateClientState, True), (queues.DeleteQueue, True),
        (queues.UpdateQueue, False), (queues.UpdateCallInQueue, False), (conferences.CreateConference, False),
    ],
)  # fmt: skip
def test_method_says_what_is_idempotent(command: type[Command[Any]], is_idempotent: bool) -> None:
    assert is_idempotent == command.is_idempotent()


MODULES = (
    call_media,
    calls,
    conference_actions,
    conferences,
    queues,
    texml_calls,
    texml_conferences,
    texml_media,
    texml_queues,
)
EVERY = [getattr(module, name) for module in MODULES for name in module.__all__]


@pytest.mark.parametrize("command", EVERY)
def test_whatever_changes_something_says_how_to_find_out(command: type[Command[Any]]) -> None:
    assert bool(command.find_out) == (command.http_method != "GET")


def test_command_of_ones_own_can_be_sent() -> None:
    def platform(request: httpx.Request) -> httpx.Response:
        assert ("/v2/calls/v3:a/actions/refer", b'{"sip_address":"sip:a@example.com"}') == (
            request.url.path,
            request.content,
        )
        return httpx.Response(200, json={"data": {"result": "ok"}})

    with Client("KEY", transport=httpx.MockTransport(platform)) as client:
        assert "ok" == client.send(Refer("v3:a", "sip:a@example.com")).data.result
