"""What is sloppy about an answer beyond its document."""

from typing import Any

import pytest

from texml.emulator.engine.effects import Deliver, Fetch
from texml.emulator.fetching import Answer, Outgoing
from texml.emulator.notices import iter_notices
from texml.emulator.sending import Exchange

FETCH = Fetch("fetch-1", 0.0, "v3:a", "http://localhost/voice", "POST", (), "voice_url", 2.0, 1_000)
DELIVER = Deliver("delivery-1", 0.0, "v3:a", "http://localhost/cb", "POST", (), "call_completed", 1, 2.0)
XML = (("Content-Type", "application/xml; charset=UTF-8"),)


def notices(effect: Any, fault: str = "", is_extra: bool = False, **answer: Any) -> list[str]:
    given = {"status": 200, "body": b"<Response/>", "headers": XML, **answer}
    request = Outgoing(method="POST", url=effect.url)
    exchange = Exchange(at=0.0, effect=effect, request=request, answer=Answer(**given), fault=fault, is_extra=is_extra)
    return list(iter_notices(exchange))


@pytest.mark.parametrize("effect", [FETCH, DELIVER])
def test_answer_as_it_should_be_is_not_noticed(effect: Any) -> None:
    assert [] == notices(effect)


SLOPPY = [
    (FETCH, {"headers": (("ContentType", "text/xml"),)}, "the header 'ContentType' means nothing; it is Content-Type"),
    (
        FETCH,
        {"headers": (("content_type", "text/xml"),)},
        "the header 'content_type' means nothing",
    ),
    (FETCH, {"headers": (("Content-Type", 'text/xml; charset="ISO-8859-1"'),)}, "the answer says charset ISO-8859-1"),
    (FETCH, {"body": b"\xef\xbb\xbf<Response/>"}, "begins with a byte order mark"),
    (FETCH, {"body": b"\n<?xml version='1.0'?><Response/>"}, "white space before <?xml"),
    (FETCH, {"elapsed_s": 1.8}, "the answer took 1.8 s; the platform gives up after 2 s"),
    (FETCH, {"status": 500, "failure": "crashed", "reason": "why"}, "crashed: why"),
    (DELIVER, {"status": None, "failure": "timed out", "reason": "why"}, "timed out: why"),
    (DELIVER, {"status": 204}, "status 204 is a success by the general guide only"),
    (DELIVER, {"status": 404}, "status 404 may throw this callback away for good"),
]


@pytest.mark.parametrize(("effect", "answer", "expected"), SLOPPY)
def test_what_is_sloppy_is_noticed(effect: Any, answer: dict[str, Any], expected: str) -> None:
    (notice,) = notices(effect, **answer)

    assert expected in notice


def test_failure_that_the_platform_tells_of_is_not_told_twice() -> None:
    assert [] == notices(FETCH, status=None, failure="timed out", reason="why")


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_status_that_is_repeated_throws_nothing_away(status: int) -> None:
    assert [] == notices(DELIVER, status=status)


@pytest.mark.parametrize("kind", ["forged", "expired", "unsigned"])
def test_request_that_should_have_been_refused_is_noticed(kind: str) -> None:
    (notice,) = notices(DELIVER, fault=f"{kind} callbacks", is_extra=True)

    assert f"a request that was {kind} was answered with 200; refuse it with 401" == notice


def test_refusal_of_a_forged_request_is_as_it_should_be() -> None:
    assert [] == notices(DELIVER, fault="forged", is_extra=True, status=401)
