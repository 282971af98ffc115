"""What happened, in order: entries, names, plain values."""

import json
from collections.abc import Callable

from texml.emulator.timeline import Act, Timeline
from texml.emulator.world import World

NUMBER = "+13125550100"
Make = Callable[..., World]


def test_calls_are_called_by_their_number_or_their_name(world: World) -> None:
    callers = [
        world.call(NUMBER, from_="+1"), world.call(NUMBER, from_="+1"), world.call(NUMBER, from_="+2", name="anna")
    ]  # fmt: skip

    assert ["+1", "+1 (2)", "anna"] == [caller.name for caller in callers]
    assert ["+1", "+1", "+2"] == [caller.number for caller in callers]


def test_name_is_for_the_next_call_only(world: World) -> None:
    world.call(NUMBER, name="anna")

    assert "+13125550002" == world.call(NUMBER).name


def test_what_has_no_name_goes_by_its_id() -> None:
    timeline = Timeline()

    assert ("", "v3:a", "conference-1") == (timeline.name(None), timeline.name("v3:a"), timeline.room("conference-1"))


def test_urls_lose_the_origin_of_the_application_only(world: World) -> None:
    timeline = world.timeline

    assert ["/voice?x=1", "http://elsewhere/voice"] == [
        timeline.url("http://localhost/voice?x=1"),
        timeline.url("http://elsewhere/voice"),
    ]
    assert "/a: see /b" == timeline.shortened("http://localhost/a: see http://localhost/b")


def test_request_is_about_its_call_or_its_room(world: World) -> None:
    world.call(NUMBER, name="host").press("9999#")
    world.settle()

    subjects = [world.timeline.subject(exchange) for exchange in world.timeline.exchanges]

    assert ["host", "host", "standup", "standup"] == subjects


def test_json_tells_everything_in_plain_values(world: World) -> None:
    world.call(NUMBER, name="host").press("9999#")
    world.settle()

    told = json.loads(json.dumps(world.timeline.json()))

    kinds = [entry["kind"] for entry in told]
    voice = next(entry for entry in told if entry["kind"] == "Exchange")
    assert {"CallChanged", "Exchange", "Heard", "Act", "ConferenceChanged"} <= set(kinds)
    assert {"Fetch", "Deliver"}.isdisjoint(kinds)
    assert ("host", "voice_url", 200, [], "") == tuple(
        voice[key] for key in ("who", "for", "status", "notices", "fault")
    )
    assert "&From=%2B13125550001&" in voice["sent"]
    assert "<Gather" in voice["body"]


def test_what_a_test_does_is_an_entry() -> None:
    timeline = Timeline()

    timeline.add(Act(1.0, None, "turns the clock"))

    assert [{"kind": "Act", "who": "", "at": 1.0, "call": None, "text": "turns the clock"}] == timeline.json()
