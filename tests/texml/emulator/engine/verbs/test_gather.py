"""Gather: keys and speech, prompts that stop for them, and what is asked then."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Cut, Fetch
from texml.emulator.profiles import DOCUMENTED

World = Callable[..., Any]


def menu(attributes: str = "", inside: str = "<Say>one two three four five</Say>") -> dict[str, str]:
    return {
        "/voice": f'<Response><Gather action="/act" {attributes}>{inside}</Gather><Say>nothing</Say></Response>',
        "/act": "<Response><Say>thanks</Say></Response>",
        "/bad": "<Response><Say>invalid</Say></Response>",
    }


def digits(there: Any) -> list[str | None]:
    return [sent.get("Digits") for sent in there.asked("gather_action")]


@pytest.mark.parametrize(
    ("attributes", "pressed", "expected"),
    [
        pytest.param("", "12#", "12", id="the key that ends it is not part of it"),
        pytest.param('numDigits="4"', "1234", "1234", id="so many keys"),
        pytest.param('finishOnKey="*"', "1#2*", "1#2", id="another key ends it"),
        pytest.param('finishOnKey="" numDigits="3"', "1#*", "1#*", id="no key ends it"),
        pytest.param('maxDigits="2"', "12", "12", id="the most that is valid ends it"),
    ],
)
def test_keys_that_end_it(world: World, attributes: str, pressed: str, expected: str) -> None:
    there = world(menu(attributes))
    call = there.call()
    there.press(call, pressed)

    assert digits(there) == [expected]
    assert there.said(call)[-1] == "thanks"


def test_first_key_cuts_the_prompts(world: World) -> None:
    there = world(menu())
    call = there.call()
    there.advance(1)
    there.press(call, "1")

    assert there.of(Cut) == [Cut(call, 1.0)]


def test_timeout_counts_from_the_end_of_the_prompts_and_from_each_key(world: World) -> None:
    there = world(menu('timeout="3"'))
    call = there.call()
    there.advance(4.9)
    there.press(call, "1")
    there.advance(2.9)
    there.press(call, "2")
    there.advance(2.9)
    assert digits(there) == []

    there.advance(0.1)

    assert digits(there) == ["12"]


def test_without_input_the_next_verb_follows(world: World) -> None:
    there = world(menu('timeout="3"'))
    call = there.call()
    there.advance(5)

    assert digits(there) == []
    assert there.said(call)[-1] == "nothing"


def test_profile_may_ask_the_action_without_input(world: World) -> None:
    there = world(menu('timeout="3"'), profile=dataclasses.replace(DOCUMENTED, gather_without_input="action"))
    there.call()
    there.advance(5)

    assert digits(there) == [""]


def test_key_that_ends_it_alone_is_no_input(world: World) -> None:
    there = world(menu())
    call = there.call()
    there.press(call, "#")

    assert there.said(call)[-1] == "nothing"


def test_speech_is_told_once_it_was_followed_by_silence(world: World) -> None:
    there = world(menu('input="speech" speechTimeout="2"'))
    call = there.call()
    there.speak(call, "billing please", confidence=0.91, duration_s=1.0)
    there.advance(2.9)
    assert there.asked("gather_action") == []

    there.advance(0.1)

    [sent] = there.asked("gather_action")
    assert (sent["SpeechResult"], sent["Confidence"], "Digits" in sent) == ("billing please", "0.91", False)


@pytest.mark.parametrize(
    ("input_", "keys", "speech"), [("dtmf", True, False), ("speech", False, True), ("dtmf speech", True, True)]
)
def test_only_what_is_listened_for_is_taken(world: World, input_: str, keys: bool, speech: bool) -> None:
    for does, taken in ((lambda there, call: there.press(call, "1#"), keys),
                        (lambda there, call: there.speak(call, "yes"), speech)):  # fmt: skip
        there = world(menu(f'input="{input_}" timeout="3"'))
        does(there, there.call())
        there.advance(30)
        assert (len(there.asked("gather_action")) == 1) is taken


def test_partial_results_are_told_where_asked_for(world: World) -> None:
    there = world(menu('input="speech" partialResultCallback="/part"'))
    call = there.call()
    there.speak(call, "bill", is_final=False)

    [sent] = there.told("gather_partial_result")
    assert sent["UnstableSpeechResult"] == "bill"
    assert there.asked("gather_action") == []


@pytest.mark.parametrize(
    ("attributes", "pressed", "is_valid"),
    [
        ('validDigits="123"', "12#", True),
        ('validDigits="123"', "19#", False),
        ('minDigits="2"', "1#", False),
        ('minDigits="2"', "12#", True),
    ],
)
def test_keys_that_are_not_valid_are_told_elsewhere(
    world: World, attributes: str, pressed: str, is_valid: bool
) -> None:
    there = world(menu(f'{attributes} invalidDigitsAction="/bad"'))
    call = there.call()
    there.press(call, pressed)

    assert there.said(call)[-1] == ("thanks" if is_valid else "invalid")
    assert len(there.asked("gather_invalid_digits")) == (not is_valid)


def test_invalid_keys_without_an_address_are_no_input(world: World) -> None:
    there = world(menu('validDigits="1"'))
    call = there.call()
    there.press(call, "9#")

    assert there.said(call)[-1] == "nothing"


@pytest.mark.parametrize(("setting", "method"), [("application", "GET"), ("attribute", "POST")])
def test_method_of_the_action(world: World, setting: Any, method: str) -> None:
    there = world(menu('method="POST"'), profile=dataclasses.replace(DOCUMENTED, gather_method=setting))
    there.press(there.call(voice_method="GET"), "1#")

    assert [fetch.method for fetch in there.of(Fetch, purpose="gather_action")] == [method]


def test_without_an_action_the_document_s_own_url_is_asked(world: World) -> None:
    there = world("<Response><Gather numDigits='1'/></Response>")
    there.press(there.call(), "1")

    assert there.of(Fetch)[-1].url == "https://app.example/voice"
    assert there.asked("gather_action")[0]["Digits"] == "1"


def test_profile_may_lose_a_result_without_an_action(world: World) -> None:
    profile = dataclasses.replace(DOCUMENTED, gather_without_action="next-verb")
    there = world("<Response><Gather numDigits='1'/><Say>next</Say></Response>", profile=profile)
    call = there.call()
    there.press(call, "1")

    assert (there.said(call), there.warnings) == (["next"], ["result-lost"])


def test_result_carries_the_five_names_of_the_schema(world: World) -> None:
    there = world(menu())
    there.press(there.call(), "1#")

    assert set(there.asked("gather_action")[0]) == {"AccountSid", "CallSid", "CallSidLegacy", "From", "To", "Digits"}


def test_keys_pressed_before_are_dropped_or_kept_as_the_profile_says(world: World) -> None:
    page = menu(inside="")
    page["/voice"] = page["/voice"].replace("<Response>", "<Response><Say>one two three four five</Say>")
    for setting, expected in (("dropped", []), ("kept", ["12"])):
        there = world(page, profile=dataclasses.replace(DOCUMENTED, keys_before_gather=setting))
        there.press(there.call(), "12#")
        there.advance(3)
        assert digits(there) == expected


def test_keys_after_the_end_of_the_input_are_dropped_or_kept(world: World) -> None:
    pages = menu('numDigits="1"')
    pages["/act"] = "<Response><Gather numDigits='1' action='/second'/></Response>"
    for setting, expected in (("dropped", []), ("kept", ["2"])):
        there = world(pages, profile=dataclasses.replace(DOCUMENTED, keys_before_gather=setting))
        there.press(there.call(), "12")
        assert digits(there)[1:] == expected


def test_prompt_that_cannot_be_played_ends_the_document(world: World) -> None:
    there = world({**menu(inside="<Play>/no.mp3</Play>"), "/no.mp3": "missing"})
    call = there.call()

    assert there.warnings == ["media"]
    assert there.status(call) == "completed"
