"""Fetches: what each kind of answer comes to, redirects, time-outs, and answers that come too late."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Fetch, FetchCancelled
from texml.emulator.engine.events import FetchReturned
from texml.emulator.engine.fetching import absolute
from texml.emulator.profiles import LENIENT, STRICT, Profile
from texml.errors import UnknownSubject

World = Callable[..., Any]
SAY = "<Response><Say>hello</Say></Response>"
FALLBACK = "<Response><Say>sorry</Say></Response>"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param((500, "oops"), "status-500", id="500"),
        pytest.param((404, ""), "status-404", id="404"),
        pytest.param((204, ""), "status-204", id="204"),
        pytest.param("timeout", "timeout", id="nothing in time"),
        pytest.param("connection", "connection", id="no connection"),
        pytest.param("too-large", "too-large", id="too large"),
        pytest.param((302, "", "text/html", "/else"), "redirect", id="a redirect"),
        pytest.param((302, "", "text/html"), "status-302", id="a redirect to nowhere"),
        pytest.param("<html>", "html", id="HTML"),
        pytest.param("<Response><Say>hel", "half-document", id="half a document"),
        pytest.param("", "empty-body", id="nothing in it"),
    ],
)
def test_bad_answer_is_named_and_the_fallback_is_asked(world: World, answer: Any, code: str) -> None:
    there = world({"/voice": answer, "/fallback": FALLBACK})

    call = there.call(fallback_url="https://app.example/fallback")

    assert there.warnings == [code]
    assert there.said(call) == ["sorry"]
    assert [fetch.purpose for fetch in there.of(Fetch)] == ["voice_url", "voice_fallback"]


@pytest.mark.parametrize("answer", [(500, ""), "timeout", "<html>"])
def test_without_a_fallback_a_bad_answer_ends_the_call(world: World, answer: Any) -> None:
    there = world({"/voice": answer})

    call = there.call()

    assert there.status(call) == "failed"
    assert there.engine.call(call).cause == "application-error"


def test_failing_fallback_ends_the_call_and_names_both(world: World) -> None:
    there = world({"/voice": (500, ""), "/fallback": (503, "")})

    call = there.call(fallback_url="https://app.example/fallback")

    assert there.warnings == ["status-500", "status-503"]
    assert there.status(call) == "failed"


def test_silence_is_a_time_out_of_the_engine_itself_and_a_late_answer_is_discarded(world: World) -> None:
    there = world({"/voice": None})
    call = there.call()

    there.advance(2)
    there.receive(FetchReturned("fetch-1", 200, SAY.encode(), "application/xml"))

    assert there.warnings == ["timeout"]
    assert there.of(FetchCancelled, fetch="fetch-1")
    assert there.said(call) == []
    assert "late answer discarded" in there.engine.journal.text()


def test_late_answer_comes_once(world: World) -> None:
    there = world({"/voice": None})
    there.hang_up(there.call())
    there.receive(FetchReturned("fetch-1", 200, SAY.encode()))

    with pytest.raises(UnknownSubject, match="no answer to 'fetch-1' is due"):
        there.receive(FetchReturned("fetch-1", 200, SAY.encode()))


def test_answer_to_a_fetch_that_was_answered_is_refused(world: World) -> None:
    there = world(SAY)
    there.call()
    before = there.engine.journal.text()

    with pytest.raises(UnknownSubject, match="no answer to 'fetch-1' is due"):
        there.receive(FetchReturned("fetch-1", 200, SAY.encode()))
    assert there.engine.journal.text() == before


@pytest.mark.parametrize(
    ("profile", "status", "expected"), [(LENIENT, 204, ["empty-body"]), (LENIENT, 200, []), (STRICT, 200, [])]
)
def test_profile_says_which_status_is_success(world: World, profile: Profile, status: int, expected: list[str]) -> None:
    there = world({"/voice": (status, SAY if status == 200 else "")}, profile=profile)
    there.call()

    assert there.warnings == expected


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_redirect_is_followed_where_the_profile_says_so(world: World, status: int, method: str) -> None:
    there = world({"/voice": (status, "", "", "/new"), "/new": SAY}, profile=LENIENT)

    call = there.call()

    assert there.said(call) == ["hello"]
    assert [(fetch.url, fetch.method) for fetch in there.of(Fetch)] == [
        ("https://app.example/voice", "POST"),
        ("https://app.example/new", method),
    ]


def test_redirects_without_end_are_named(world: World) -> None:
    there = world({"/voice": (307, "", "", "/voice")}, profile=LENIENT)

    there.call()

    assert there.warnings == ["redirect-loop"]
    assert len(there.of(Fetch)) == 4


def test_relative_reference_is_resolved_against_the_answer_after_redirects(world: World) -> None:
    pages = {
        "/voice": (307, "", "", "https://other.example/deep/page"),
        "/deep/page": "<Response><Redirect>next</Redirect></Response>",
        "/deep/next": SAY,
    }
    there = world(pages, profile=LENIENT)

    there.call()

    assert there.of(Fetch)[-1].url == "https://other.example/deep/next"


def test_documents_without_end_that_take_no_time_are_named(world: World) -> None:
    there = world("<Response><Redirect>/voice</Redirect></Response>")

    call = there.call()

    assert there.warnings == ["endless"]
    assert len(there.of(Fetch)) == 20
    assert there.status(call) == "failed"


def test_documents_without_end_that_take_time_go_on(world: World) -> None:
    there = world("<Response><Pause/><Redirect>/voice</Redirect></Response>")
    call = there.call()

    there.advance(100)

    assert there.warnings == []
    assert there.status(call) == "ringing"


def test_text_html_with_a_good_document_is_run_and_told(world: World) -> None:
    there = world({"/voice": (200, SAY, "text/html; charset=utf-8")})

    call = there.call()

    assert there.said(call) == ["hello"]
    assert there.warnings == ["content-type"]


def test_strict_profile_wants_the_content_type_of_xml(world: World) -> None:
    there = world({"/voice": (200, SAY, "text/html")}, profile=STRICT)

    there.call()

    assert there.warnings == ["content-type"]
    assert there.of(Fetch)[0].call
    assert there.said(there.of(Fetch)[0].call) == []


@pytest.mark.parametrize(
    ("reference", "base", "expected"),
    [
        ("https://a.example/x", "https://b.example/y", "https://a.example/x"),
        ("/x", "https://b.example/y/z", "https://b.example/x"),
        ("x?a=1", "https://b.example/y/z", "https://b.example/y/x?a=1"),
        ("//a.example/x", "https://b.example/y", "https://a.example/x"),
    ],
)
def test_reference_is_resolved_as_rfc_3986_says(reference: str, base: str, expected: str) -> None:
    assert absolute(reference, base) == expected


@pytest.mark.parametrize(
    ("reference", "base", "code"),
    [
        ("/x", None, "relative-url"),
        ("ftp://a.example/x", "https://b.example", "bad-url"),
        ("javascript:alert(1)", "https://b.example", "bad-url"),
        ("http://[", "https://b.example", "bad-url"),
    ],
)
def test_reference_that_is_not_fetched_is_named(reference: str, base: str | None, code: str) -> None:
    assert absolute(reference, base).code == code  # type: ignore[union-attr]
