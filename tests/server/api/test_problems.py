"""Errors as programs read them."""

import json

import pytest

from server.api.problems import Problem, problem_response


def test_problem_is_told_as_rfc_9457_says() -> None:
    response = problem_response(Problem(400, "limit: 0 is not allowed", parameter="limit"))

    assert (400, "application/problem+json") == (response.status_code, response.headers["Content-Type"])
    assert {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "limit: 0 is not allowed",
        "parameter": "limit",
    } == json.loads(response.data)


@pytest.mark.parametrize(
    ("status", "title"), [(404, "Not Found"), (405, "Method Not Allowed"), (503, "Service Unavailable")]
)
def test_problem_without_words_says_what_its_status_means(status: int, title: str) -> None:
    told = json.loads(problem_response(Problem(status)).data)

    assert {"type": "about:blank", "title": title, "status": status} == told


def test_member_that_is_none_is_left_out() -> None:
    assert "parameter" not in json.loads(problem_response(Problem(400, parameter=None)).data)


def test_problem_says_what_it_is_as_an_exception() -> None:
    assert ("too many", "Not Found") == (str(Problem(400, "too many")), str(Problem(404)))
