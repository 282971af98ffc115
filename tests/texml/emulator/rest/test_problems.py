"""Problems: the shapes that the platform's answers have. Source: error responses, OpenAPI of 2026-07-16."""

from texml.emulator.rest.problems import NOT_FOUND, UNAUTHORIZED, Refused, blank, not_one_of


def test_texml_side_says_no_more_than_that_nothing_was_found() -> None:
    assert {"errors": [{"detail": "Resource not found"}]} == NOT_FOUND.body


def test_refused_key_is_told_with_a_page() -> None:
    assert UNAUTHORIZED.body == {
        "errors": [
            {
                "code": "10009",
                "title": "Authentication failed",
                "detail": "The required authentication headers were either invalid or not included in the request.",
                "meta": {"url": "https://developers.telnyx.com/docs/overview/errors/10009"},
            }
        ]
    }


def test_field_is_pointed_at() -> None:
    [error] = not_one_of("Status", ("completed",)).body["errors"]

    assert error == {
        "code": "10032",
        "title": "Invalid enumerated value",
        "detail": "Status must be one of completed",
        "source": {"pointer": "/Status"},
    }


def test_problem_is_the_message_of_what_carries_it() -> None:
    assert str(Refused(blank("To"))) == "Can't be blank: To"
