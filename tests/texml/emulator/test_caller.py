"""Somebody on a call."""

from collections.abc import Callable

import pytest
from flask import Flask

from texml.emulator.caller import Caller
from texml.emulator.world import World
from texml.errors import ExpectationFailed

NUMBER = "+13125550100"
Make = Callable[..., World]


def one_document(verbs: str) -> Flask:
    app = Flask("one")
    app.add_url_rule(
        "/voice", "voice", lambda: (f"<Response>{verbs}</Response>", {"Content-Type": "text/xml"}), methods=["POST"]
    )
    return app


@pytest.fixture
def caller(world: World) -> Caller:
    return world.call(NUMBER, from_="+13125550111", name="anna")


def test_words_are_found_in_whatever_case_and_spacing(caller: Caller) -> None:
    assert caller is caller.expect_say("ENTER  your pin")


def test_what_was_found_is_not_found_again(caller: Caller) -> None:
    caller.expect_say("welcome")

    with pytest.raises(
        ExpectationFailed, match=r'did not hear "welcome", after "Welcome\. Enter your PIN\." was expected'
    ):
        caller.expect_say("welcome")


def test_expectation_follows_what_is_said_later(caller: Caller) -> None:
    caller.expect_say("enter your PIN").expect_say("heard nothing")


def test_expectation_that_fails_says_what_was_said_instead(caller: Caller) -> None:
    with pytest.raises(ExpectationFailed) as caught:
        caller.expect_say("password")

    assert (
        'anna did not hear "password": the call is completed; said were "Welcome. Enter your PIN.", "We heard nothing."'
    ) == str(caught.value)


def test_expectation_gives_up_in_time(world: World, caller: Caller) -> None:
    with pytest.raises(ExpectationFailed, match="3 s have passed"):
        caller.expect_say("password", within_s=3)

    assert 3.0 == world.now


def test_keys_are_pressed_as_soon_as_somebody_listens(make_world: Make) -> None:
    world = make_world(one_document("<Say>A long greeting, to be sure</Say><Gather numDigits='1' action='/voice'/>"))
    caller = world.call(NUMBER)

    caller.press("1")

    assert (2, True) == (len(world.timeline.exchanges), world.now > 1.0)


def test_keys_that_nobody_waits_for_are_an_error_with_its_reason(make_world: Make) -> None:
    caller = make_world(one_document("<Pause length='120'/>")).call(NUMBER)

    with pytest.raises(ExpectationFailed, match="could not press 1: nobody listened for 60 s"):
        caller.press("1")


def test_keys_after_the_end_are_an_error_with_its_reason(make_world: Make) -> None:
    caller = make_world(one_document("<Say>Bye</Say>")).call(NUMBER)

    with pytest.raises(ExpectationFailed, match="could not press 1: the call is completed"):
        caller.press("1")


def test_keys_may_be_pressed_at_once_whoever_listens(world: World, make_world: Make) -> None:
    world = make_world(one_document("<Say>Hello there</Say><Gather numDigits='1' action='/voice'/>"))

    world.call(NUMBER).press("1", at_once=True)

    assert 0.0 == world.now


def test_speech_is_gathered(make_world: Make) -> None:
    world = make_world(one_document("<Gather input='speech' action='/voice' speechTimeout='1'/>"))

    world.call(NUMBER).speak("yes please", confidence=0.5)
    world.advance(seconds=10)

    assert any(b"SpeechResult=yes+please" in item.request.body for item in world.timeline.exchanges)


def test_hanging_up_twice_is_hanging_up_once(caller: Caller) -> None:
    caller.hang_up().hang_up()

    assert (True, "completed") == (caller.is_over, caller.status)


def test_questions_wait_until_what_is_under_way_has_come_to_rest(world: World, caller: Caller) -> None:
    caller.press("9999#")
    before = world.now

    assert caller.talking_in("standup")
    assert world.now > before


def test_caller_is_in_one_place_only(caller: Caller) -> None:
    caller.press("1111#")

    assert (True, False, False, False) == (
        caller.waiting_in(" standup "),
        caller.waiting_in("support"),
        caller.talking_in("standup"),
        caller.queued_in("standup"),
    )


def test_place_is_told_in_words(world: World, caller: Caller) -> None:
    places = [caller.place]
    caller.press("1111#")
    world.settle()
    places.append(caller.place)
    world.call(NUMBER).press("9999#")
    world.settle()
    places.append(caller.place)

    assert ["waiting in standup", "talking in standup"] == places[1:]
    assert places[0].startswith("in-progress, running ")


def test_queued_caller_is_in_its_queue_and_hears_music(make_world: Make) -> None:
    caller = make_world(one_document("<Enqueue>support</Enqueue>")).call(NUMBER)

    assert (True, True, "queued in support") == (caller.queued_in("support"), caller.hears_music(), caller.place)


def test_caller_that_is_asked_something_hears_no_music(caller: Caller) -> None:
    assert not caller.hears_music()


def test_silence_is_nothing_to_hear(world: World, caller: Caller) -> None:
    heard = caller.hears_now()
    world.advance(seconds=3)

    assert heard is not None
    assert ("Welcome. Enter your PIN.", None) == (heard.text, caller.hears_now())


def test_call_ends_by_itself_or_does_not(caller: Caller, world: World) -> None:
    other = world.call(NUMBER).press("9999#")

    assert (True, False) == (caller.ends(), other.ends())


def test_caller_shows_who_it_is_and_how_it_is(caller: Caller) -> None:
    assert "<anna: in-progress>" == repr(caller)
    assert "+13125550111" == caller.number
