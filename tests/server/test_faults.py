"""What is answered when a request cannot be."""

from collections.abc import Iterator

import pytest
import structlog
from flask import Flask
from structlog.testing import LogCapture
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from server import faults


@pytest.fixture
def in_request() -> Iterator[None]:
    with Flask("test").test_request_context("/rooms/secret?pin=1234"):
        yield


@pytest.fixture
def said() -> Iterator[list[dict[str, object]]]:
    """Return what is written to the log."""
    capture = LogCapture()
    structlog.configure(processors=[capture])

    yield capture.entries

    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("error", "status", "body"),
    [
        pytest.param(NotFound("no such room: secret"), 404, "404 Not Found\n", id="not found"),
        pytest.param(MethodNotAllowed(["GET"]), 405, "405 Method Not Allowed\n", id="method"),
        pytest.param(InternalServerError("boom"), 500, "500 Internal Server Error\n", id="inside"),
    ],
)
def test_answer_is_the_status_and_nothing_of_what_happened(
    in_request: None, error: HTTPException, status: int, body: str
) -> None:
    response = faults.answer(error)

    assert (status, body, "text/plain; charset=utf-8") == (
        response.status_code,
        response.get_data(as_text=True),
        response.headers["Content-Type"],
    )


def test_answer_keeps_what_the_client_may_do_instead(in_request: None) -> None:
    assert "GET, POST" == faults.answer(MethodNotAllowed(["GET", "POST"])).headers["Allow"]


def test_unforeseen_error_may_be_told_as_one_of_the_server(in_request: None, said: list[dict[str, object]]) -> None:
    assert 500 == faults.log(ValueError("pin 1234")).code


def test_unforeseen_error_is_logged_without_what_the_request_said(
    in_request: None, said: list[dict[str, object]]
) -> None:
    error = ValueError("pin 1234")

    faults.log(error)

    assert [{"event": "request failed", "route": "None", "exc_info": error, "log_level": "error"}] == said
