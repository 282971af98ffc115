"""Errors as programs read them: problem details, RFC 9457."""

from http import HTTPStatus
from typing import Any

from flask import Response, json

__all__ = ["MEDIA_TYPE", "Problem", "problem_response"]

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Say what a request of the API is refused with: *status*, *detail* in words, and more members by name."""

    def __init__(self, status: int, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail or HTTPStatus(status).phrase)
        self.status = status
        self.detail = detail
        self.members = {name: value for name, value in members.items() if value is not None}


def problem_response(problem: Problem) -> Response:
    """Return *problem* as an answer. It has no type of its own: the status and the words say all."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
    }
    if problem.detail is not None:
        body["detail"] = problem.detail
    return Response(json.dumps(body | problem.members) + "\n", status=problem.status, mimetype=MEDIA_TYPE)
