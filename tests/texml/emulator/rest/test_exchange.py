"""Requests and answers as values."""

import json

from texml.emulator.rest.exchange import Reply, problem_reply
from texml.emulator.rest.problems import NOT_FOUND


def test_answer_is_json() -> None:
    assert json.loads(Reply(200, {"sid": "x"}).body) == {"sid": "x"}


def test_answer_without_content_has_no_body() -> None:
    assert Reply(204, None).body == b""


def test_problem_is_an_answer() -> None:
    assert problem_reply(NOT_FOUND) == Reply(404, {"errors": [{"detail": "Resource not found"}]})
