"""What is answered when a request cannot be: a status and a line of text; what went wrong inside stays inside."""

import structlog
from flask import Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from server.api.problems import Problem, problem_response

__all__ = ["answer", "log"]

_log = structlog.get_logger()


def answer(error: HTTPException) -> Response:
    """Return the answer for *error*: problem details to programs, and to everybody else a line of text.

    It is the same for every path, so that it does not tell which ones there are.
    """
    headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    if request.path.startswith("/api/"):
        response = problem_response(Problem(error.code or 500))
        response.headers.extend(headers)
        return response
    return Response(f"{error.code} {error.name}\n", status=error.code, mimetype="text/plain", headers=headers)


def log(error: Exception) -> HTTPException:
    """Write an unforeseen *error* to the log, and return what may be said of it."""
    _log.error("request failed", route=str(request.url_rule), exc_info=error)
    return InternalServerError()
