"""What the API answers where it does not do what was asked: status, code and words, as a table."""

from typing import Any, Final, NamedTuple

__all__ = [
    "CALL_ENDED",
    "CALL_NOT_ANSWERED",
    "CONFERENCE_ENDED",
    "NOT_FOUND",
    "UNAUTHORIZED",
    "UNDECODABLE",
    "Problem",
    "Refused",
    "blank",
    "not_answered_here",
    "not_one_of",
    "not_taken",
    "out_of_range",
    "wrong_type",
    "wrong_value",
]

_PAGES = "https://developers.telnyx.com/docs/overview/errors/"


class Problem(NamedTuple):
    """One error: *field* is the name in the request that it is about, *code* and *title* None where there are none."""

    status: int
    detail: str
    code: str | None = None
    title: str | None = None
    field: str | None = None
    has_page: bool = False

    @property
    def body(self) -> dict[str, Any]:
        """Return the answer. Source: error shapes, OpenAPI of 2026-07-16."""
        error: dict[str, Any] = {"detail": self.detail}
        if self.code is not None:
            error = {"code": self.code, "title": self.title, **error}
        if self.field is not None:
            error["source"] = {"pointer": f"/{self.field}"}
        if self.has_page:
            error["meta"] = {"url": f"{_PAGES}{self.code}"}
        return {"errors": [error]}


class Refused(Exception):
    """Carry a problem to where the request is answered; nothing has changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


# Source: responses of the operations and their error codes, OpenAPI of 2026-07-16.
NOT_FOUND: Final = Problem(404, "Resource not found")
UNAUTHORIZED: Final = Problem(
    401,
    "The required authentication headers were either invalid or not included in the request.",
    "10009",
    "Authentication failed",
    has_page=True,
)
UNDECODABLE: Final = Problem(400, "Invalid characters in the request.", "10015", "Bad Request")
# The TeXML operations list no error for what is over; these are those of the other side of the API (assumed).
CALL_ENDED: Final = Problem(
    422, "This call is no longer active and can't receive commands.", "90018", "Call has already ended"
)
CALL_NOT_ANSWERED: Final = Problem(
    422,
    "This call can't receive this command because it has not been answered yet.",
    "90034",
    "Call not answered yet",
)
CONFERENCE_ENDED: Final = Problem(
    422, "This conference is no longer active and can't receive commands.", "90019", "Conference has already ended"
)


def blank(field: str) -> Problem:
    """Return the problem that *field* is missing, or has no text."""
    return Problem(422, f"Can't be blank: {field}", "10004", "Missing required parameter", field)


def not_one_of(field: str, words: tuple[str, ...]) -> Problem:
    """Return the problem that *field* is none of *words*."""
    return Problem(422, f"{field} must be one of {', '.join(words)}", "10032", "Invalid enumerated value", field)


def out_of_range(field: str, allowed: str) -> Problem:
    """Return the problem that *field* is a number outside of what is *allowed*."""
    return Problem(422, f"The value is outside of what is allowed: {allowed}", "10033", "Value outside of range", field)


def wrong_type(field: str, allowed: str) -> Problem:
    """Return the problem that *field* is of a type that it does not take."""
    return Problem(422, f"The {field!r} parameter must be {allowed}", "10026", "Invalid parameter type", field)


def wrong_value(field: str, allowed: str) -> Problem:
    """Return the problem that *field* is of the right type, and not allowed all the same. The title is assumed."""
    return Problem(422, f"The {field!r} parameter must be {allowed}", "10015", "Invalid value", field)


def not_taken(detail: str) -> Problem:
    """Return the problem that the request as a whole cannot be carried out. Code and title are assumed."""
    return Problem(422, detail, "10015", "Invalid value")


def not_answered_here(what: str) -> Problem:
    """Return the problem that the platform knows *what*, and the emulator does not: no status of the platform's."""
    return Problem(501, f"the emulator does not answer {what}; see docs/reference/emulator-coverage.md")
