"""Running: one verb after the other, documents that replace each other, and the end."""

import dataclasses
from collections.abc import Callable
from typing import Any

from texml.emulator.profiles import DOCUMENTED, STRICT

World = Callable[..., Any]


def test_verbs_run_from_top_to_bottom_then_the_call_is_over(world: World) -> None:
    there = world("<Response><Say>one</Say><Say>two</Say></Response>")
    call = there.call()
    there.advance(5)

    assert there.said(call) == ["one", "two"]
    assert there.status(call) == "completed"


def test_document_without_verbs_ends_the_call(world: World) -> None:
    there = world("<Response/>")

    assert there.status(there.call()) == "failed"


def test_document_that_fails_later_sends_the_call_to_the_fallback(world: World) -> None:
    pages = {"/voice": "<Response><Say>a</Say><Redirect>/gone</Redirect></Response>",
             "/fallback": "<Response><Say>sorry</Say></Response>"}  # fmt: skip
    there = world(pages)
    call = there.call(fallback_url="https://app.example/fallback")
    there.advance(5)

    assert there.said(call) == ["a", "sorry"]


def test_fallback_is_asked_once(world: World) -> None:
    there = world({"/voice": (500, ""), "/fallback": "<Response><Pause/><Redirect>/gone</Redirect></Response>"})
    call = there.call(fallback_url="https://app.example/fallback")
    there.advance(600)

    assert there.warnings == ["status-500", "status-404"]
    assert there.status(call) == "failed"


def test_broken_document_goes_to_the_fallback_unless_the_profile_says_no(world: World) -> None:
    pages = {"/voice": "<html>", "/fallback": "<Response><Say>sorry</Say></Response>"}
    for profile, said in ((DOCUMENTED, ["sorry"]), (STRICT, [])):
        there = world(pages, profile=profile)
        assert there.said(there.call(fallback_url="https://app.example/fallback")) == said


def test_action_document_without_verbs_ends_the_call(world: World) -> None:
    pages = {"/voice": "<Response><Gather numDigits='1' action='/a'/><Say>next</Say></Response>", "/a": "<Response/>"}
    there = world(pages)
    call = there.call()
    there.press(call, "1")

    assert there.status(call) == "completed"
    assert there.said(call) == []


def test_profile_may_go_on_after_an_action_without_verbs(world: World) -> None:
    pages = {"/voice": "<Response><Gather numDigits='1' action='/a'/><Say>next</Say></Response>", "/a": "<Response/>"}
    there = world(pages, profile=dataclasses.replace(DOCUMENTED, empty_action_document="next-verb"))
    call = there.call()
    there.press(call, "1")

    assert there.said(call) == ["next"]


def test_call_that_hangs_up_while_its_document_is_fetched_runs_nothing(world: World) -> None:
    there = world({"/voice": None})
    call = there.call()
    there.hang_up(call)

    there.answer(there.held[0], "<Response><Say>late</Say></Response>")

    assert there.said(call) == []
