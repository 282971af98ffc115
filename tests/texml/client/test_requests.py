"""Requests: path, query and body of a command (rules 1.7 to 1.9 of the wire, observed with the official SDK)."""

import json
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.client.requests import Request, request_of
from texml.errors import CommandError, InvalidArgument
from texml.vocabulary.control.calls import DialCall
from texml.vocabulary.control.conference_actions import EndConference, JoinConference, MuteConferenceParticipants
from texml.vocabulary.control.conferences import (
    ListConferenceParticipants,
    ListConferences,
    RetrieveConference,
    UpdateConferenceParticipant,
)
from texml.vocabulary.control.queues import DeleteQueue, RemoveQueueCall
from texml.vocabulary.control.texml_calls import GetTexmlCalls, InitiateTexmlCall


def test_post_without_arguments_carries_an_empty_object() -> None:
    assert Request("POST", "/conferences/c1/actions/end", b"{}") == request_of(EndConference("c1"))


def test_patch_without_arguments_carries_an_empty_object() -> None:
    assert b"{}" == request_of(UpdateConferenceParticipant("p", id="c")).content


def test_get_and_delete_carry_nothing() -> None:
    assert Request("GET", "/conferences/c1", None) == request_of(RetrieveConference("c1"))
    assert Request("DELETE", "/queues/support", None) == request_of(DeleteQueue("support"))


def test_path_segments_are_quoted() -> None:
    request = request_of(RemoveQueueCall("v3:a/b=", queue_name="all hands"))

    assert "/queues/all%20hands/calls/v3:a%2Fb=" == request.target


@pytest.mark.parametrize("name", [".", ".."])
def test_segment_that_would_change_the_path_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match="would change the path"):
        request_of(RetrieveConference(name))


@given(st.text(min_size=1))
def test_any_name_comes_back_from_the_path(name: str) -> None:
    try:
        request = request_of(MuteConferenceParticipants(name))
    except CommandError:
        return

    assert ["", "conferences", name, "actions", "mute"] == [unquote(part) for part in request.target.split("/")]


def test_filters_stand_in_brackets_and_flags_are_words() -> None:
    request = request_of(
        ListConferences(
            filter={"name": "a b", "failed": False, "occurred_at": {"gt": "2026"}, "from": "+1"},
            page_size=1,
            region="US",
        )
    )

    assert [
        ("filter[name]", "a b"), ("filter[failed]", "false"), ("filter[occurred_at][gt]", "2026"),
        ("filter[from]", "+1"),
        ("page[size]", "1"), ("region", "US"),
    ] == parse_qsl(request.target.partition("?")[2])  # fmt: skip
    assert "filter%5Bname%5D=a%20b" in request.target


def test_filter_of_participants() -> None:
    request = request_of(ListConferenceParticipants("c", filter={"muted": True}))

    assert "/conferences/c/participants?filter%5Bmuted%5D=true" == request.target


def test_body_has_the_names_of_the_wire() -> None:
    request = request_of(InitiateTexmlCall("acct", application_sid="1", from_="+1", to="+2", timeout_seconds=5))

    assert {"ApplicationSid": "1", "From": "+1", "To": "+2", "Timeout": 5} == json.loads(request.content or b"")


def test_objects_and_lists_are_json() -> None:
    request = request_of(
        DialCall(
            connection_id="1",
            from_="+1",
            to=["+2", "+3"],
            conference_config={"conference_name": "Business", "hold": True},
            custom_headers=[{"name": "X-A", "value": "ü"}],
            webhook_urls={"call.hangup": "https://example.com"},
        )
    )

    assert {
        "connection_id": "1",
        "from": "+1",
        "to": ["+2", "+3"],
        "conference_config": {"conference_name": "Business", "hold": True},
        "custom_headers": [{"name": "X-A", "value": "ü"}],
        "webhook_urls": {"call.hangup": "https://example.com"},
    } == json.loads(request.content or b"")


def test_one_text_alone_stays_one() -> None:
    assert "+2" == json.loads(request_of(DialCall(connection_id="1", from_="+1", to="+2")).content or b"")["to"]


def test_what_is_newer_than_the_library_is_sent_along() -> None:
    post = request_of(JoinConference("c", call_control_id="a").with_extra({"new": [1]}))
    get = request_of(GetTexmlCalls("a").with_extra({"New": "1"}))

    assert {"call_control_id": "a", "new": [1]} == json.loads(post.content or b"")
    assert "/texml/Accounts/a/Calls?New=1" == get.target
