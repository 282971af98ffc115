"""Answers: what each status is, what an error says, and what it never says."""

import pytest

from texml.client.answers import Answered, Lost, error_of, result_of
from texml.errors import (
    ApiError,
    ApiProblem,
    ConnectionFailed,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    NotValid,
    RateLimited,
    ServerFailed,
    StatusError,
    TimedOut,
    UnexpectedAnswer,
)
from texml.vocabulary.control.conference_actions import MuteConferenceParticipants
from texml.vocabulary.control.conferences import ListConferences, RetrieveConference
from texml.vocabulary.control.queues import DeleteQueue
from texml.vocabulary.control.texml_calls import GetTexmlCalls

RETRIEVE = RetrieveConference("c1")

# Error catalogue of the OpenAPI of 2026-07-16, restated: an unknown call, and what the TeXML side says of nothing.
UNKNOWN_CALL = (
    b'{"errors": [{"code": "90015", "title": "Invalid Call Control ID", "detail": "The call control ID is not valid",'
    b' "source": {"pointer": "/call_control_id"}, "meta": {"url": "https://example.com/90015"}}]}'
)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (302, UnexpectedAnswer), (400, NotValid), (401, NotAuthenticated), (403, NotPermitted), (404, NotFound),
        (405, StatusError), (408, ServerFailed), (409, StatusError), (422, NotValid), (429, RateLimited),
        (500, ServerFailed), (503, ServerFailed), (599, ServerFailed),
    ],
)  # fmt: skip
def test_each_status_has_its_error(status: int, error: type[ApiError]) -> None:
    assert error is type(error_of(RETRIEVE, Answered(status, {}, b""), attempts=1))


def test_error_carries_what_the_platform_says() -> None:
    answer = Answered(422, {"x-request-id": "r1"}, UNKNOWN_CALL)

    error = error_of(RETRIEVE, answer, attempts=2)

    assert (
        "90015", "Invalid Call Control ID", "The call control ID is not valid", "/call_control_id", 422, "r1", 2,
        "conferences.retrieve", UNKNOWN_CALL,
    ) == (
        error.code, error.title, error.detail, error.pointer, error.status, error.request_id, error.attempts,
        error.command, error.body,
    )  # fmt: skip


def test_message_says_command_status_problem_place_and_request() -> None:
    error = error_of(RETRIEVE, Answered(422, {"x-request-id": "r1"}, UNKNOWN_CALL), attempts=1)

    assert (
        "conferences.retrieve: the platform answers 422, 90015 Invalid Call Control ID: The call control ID is not"
        " valid (/call_control_id); request r1"
    ) == str(error)


def test_texml_side_says_no_more_than_a_detail() -> None:
    error = error_of(RETRIEVE, Answered(404, {}, b'{"errors": [{"detail": "Resource not found"}]}'), attempts=1)

    assert (None, "Resource not found") == (error.code, error.detail)
    assert "conferences.retrieve: the platform answers 404, Resource not found" == str(error)


def test_several_problems_are_all_kept() -> None:
    body = b'{"errors": [{"code": 1, "title": "a"}, {"code": "2", "source": {"parameter": "page[size]"}}, "no object"]}'

    error = error_of(RETRIEVE, Answered(400, {}, body), attempts=1)

    assert (
        ApiProblem("1", "a", None, None, None, None),
        ApiProblem("2", None, None, None, "page[size]", None),
    ) == error.problems
    assert str(error).endswith(", 1 a (and 1 more)")


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad gateway</html>", b"[]", b"null", b'{"errors": {}}', b'{"errors": [1]}', b"\xff",
     b'{"errors": [{"source": 1, "meta": []}]}', b"[" * 5000],
)  # fmt: skip
def test_error_without_readable_problems_is_still_an_error(body: bytes) -> None:
    error = error_of(RETRIEVE, Answered(502, {}, body), attempts=1)

    assert (502, body, None) == (error.status, error.body, error.code)


def test_phone_numbers_are_masked_in_the_message_and_kept_beside_it() -> None:
    body = b'{"errors": [{"detail": "+14155550199 is busy"}]}'

    error = error_of(RETRIEVE, Answered(422, {}, body), attempts=1)

    assert "4155550199" not in str(error)
    assert "+14155550199 is busy" == error.detail


@pytest.mark.parametrize(
    ("lost", "error"),
    [
        (Lost("ConnectError: refused", was_sent=False), ConnectionFailed),
        (Lost("ReadTimeout: ", was_sent=True), TimedOut),
    ],
)
def test_lost_answer_says_whether_it_was_sent(lost: Lost, error: type[ApiError]) -> None:
    found = error_of(RETRIEVE, lost, attempts=1)

    assert error is type(found)
    assert f"conferences.retrieve: {lost.reason}" == str(found)


@pytest.mark.parametrize("body", [b"", b"ok", b"[]", b"null", b"\xff\xfe", b"{", b"[" * 5000])
def test_success_that_is_no_object_is_unexpected(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswer, match="the answer is no JSON object") as caught:
        result_of(RETRIEVE, Answered(200, {"x-request-id": "r1"}, body), attempts=1)

    assert (200, "r1", body) == (caught.value.status, caught.value.request_id, caught.value.body)


def test_success_without_a_result_needs_no_body() -> None:
    assert result_of(DeleteQueue("support"), Answered(204, {}, b""), attempts=1) is None


def test_answer_without_its_data_says_so_when_it_is_read() -> None:
    answer = result_of(MuteConferenceParticipants("c"), Answered(200, {}, b'{"other": 1}'), attempts=1)

    with pytest.raises(UnexpectedAnswer, match="promises 'data', and it is not there; there is other"):
        answer.data  # noqa: B018


def test_pages_know_what_is_on_them() -> None:
    flat = result_of(ListConferences(), Answered(200, {}, b'{"data": [{"id": "c1"}, 7]}'), attempts=1)
    texml = result_of(GetTexmlCalls("a"), Answered(200, {}, b'{"calls": [{"sid": "s1"}], "page": 0}'), attempts=1)

    assert ("c1", 1) == (flat.data[0].id, len(flat))
    assert ("s1", 0) == (texml.data[0].sid, texml.page)
