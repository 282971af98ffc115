"""Effects performed and reported back, with what goes wrong on request."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from texml.emulator.engine.events import HangsUp, UpdateCall
from texml.emulator.sending import Exchange
from texml.emulator.world import World

NUMBER = "+13125550100"
Make = Callable[..., World]


def host(world: World) -> World:
    """Let a host call and be in the room."""
    world.call(NUMBER).press("9999#")
    world.settle()
    return world


def events(bridge: Any) -> list[str]:
    return [item["StatusCallbackEvent"] for item in bridge.callbacks]


def sent(world: World, purpose: str) -> list[Exchange]:
    return [item for item in world.timeline.exchanges if getattr(item.effect, "purpose", "") == purpose]


def test_callbacks_arrive_in_their_order(make_world: Make, bridge: Any) -> None:
    host(make_world())

    assert ["conference-start", "participant-join"] == events(bridge)


def test_dropped_callback_never_arrives_and_is_not_repeated(make_world: Make, bridge: Any) -> None:
    host(make_world(faults=["drop conference-start"])).advance(minutes=5)

    assert ["participant-join"] == events(bridge)


def test_delayed_callback_arrives_so_much_later(make_world: Make, bridge: Any) -> None:
    world = host(make_world(faults=["delay conference-start 30s"]))
    began = world.now
    assert ["participant-join"] == events(bridge)

    world.advance(seconds=29)
    assert ["participant-join"] == events(bridge)
    world.advance(seconds=2)

    assert ["participant-join", "conference-start"] == events(bridge)
    assert 29 < world.now - began


def test_duplicate_callback_arrives_twice_and_alike(make_world: Make, bridge: Any) -> None:
    host(make_world(faults=["duplicate conference-start"]))

    assert ["conference-start", "conference-start", "participant-join"] == events(bridge)
    assert bridge.callbacks[0] == bridge.callbacks[1]


def test_reordered_callback_is_overtaken_by_the_next(make_world: Make, bridge: Any) -> None:
    host(make_world(faults=["reorder conference-start"]))

    assert ["participant-join", "conference-start"] == events(bridge)


def test_reordered_callbacks_change_places_in_pairs(make_world: Make, bridge: Any) -> None:
    world = host(make_world(faults=["reorder callbacks"]))
    world.callers[0].hang_up()
    world.advance(minutes=1)

    assert ["participant-join", "conference-start", "conference-end", "participant-leave"] == events(bridge)


def test_callback_that_nothing_overtakes_arrives_all_the_same(make_world: Make, bridge: Any) -> None:
    world = host(make_world(faults=["reorder participant-join"]))

    world.advance(seconds=10)

    assert ["conference-start", "participant-join"] == events(bridge)


@pytest.mark.parametrize("kind", ["error", "timeout"])
def test_callback_whose_answer_is_lost_is_repeated(kind: str, make_world: Make, bridge: Any) -> None:
    host(make_world(faults=[f"{kind} conference-start"])).advance(seconds=30)

    assert 2 == events(bridge).count("conference-start")


def test_cut_callback_arrives_without_its_end_and_then_whole(make_world: Make) -> None:
    def app(environ: dict[str, Any], start_response: Any) -> Any:
        body = environ["wsgi.input"].read()
        lengths.append((environ["PATH_INFO"], len(body), int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [("Content-Type", "text/xml")])
        attributes = 'statusCallback="/cb" statusCallbackEvent="start"'
        return [f"<Response><Dial><Conference {attributes}>x</Conference></Dial></Response>".encode()]

    lengths: list[tuple[str, int, int]] = []
    world = make_world(app, faults=["cut callbacks"])
    world.call(NUMBER)
    world.advance(seconds=30)

    cut, whole = [item for item in lengths if item[0] == "/cb"]
    assert (True, True, cut[2]) == (cut[1] < cut[2], whole[1] == whole[2], whole[2])


@pytest.mark.parametrize("kind", ["forged", "expired", "unsigned"])
def test_copy_with_a_bad_signature_goes_before_the_genuine_one(kind: str, make_world: Make) -> None:
    world = make_world(faults=[f"{kind} voice_url"])

    world.call(NUMBER)
    copy, genuine = sent(world, "voice_url")

    signatures = [dict(item.request.headers).get("telnyx-signature-ed25519") for item in (copy, genuine)]
    stamps = [dict(item.request.headers).get("telnyx-timestamp") for item in (copy, genuine)]
    assert (True, False, f"{kind} voice_url") == (copy.is_extra, genuine.is_extra, copy.fault)
    assert (copy.request.body, None) == (genuine.request.body, None)
    assert signatures[0] != signatures[1]
    assert {"forged": True, "expired": False, "unsigned": False}[kind] is (stamps[0] == stamps[1])


def test_error_of_a_fetch_is_one_for_the_platform_only(make_world: Make) -> None:
    world = make_world(faults=["error voice_url"])

    caller = world.call(NUMBER)

    assert (200, True) == (sent(world, "voice_url")[0].answer.status, caller.is_over)
    assert "status-503" in world.report()


def test_answer_that_comes_later_is_waited_for(make_world: Make) -> None:
    world = make_world(faults=["delay voice_url 1s"])

    caller = world.call(NUMBER)
    assert [] == caller.heard
    world.advance(seconds=1)

    assert ["Welcome. Enter your PIN."] == caller.heard


def test_answer_that_comes_too_late_is_not(make_world: Make) -> None:
    world = make_world(faults=["delay voice_url 5s"])

    caller = world.call(NUMBER)
    world.advance(seconds=10)

    assert ([], True) == (caller.heard, caller.is_over)


@pytest.mark.parametrize("of", ["gather_action", "say after 1"])
def test_caller_hangs_up_while_a_document_is_fetched_or_a_sound_begins(of: str, make_world: Make) -> None:
    world = make_world(faults=[f"hang-up {of}"])

    caller = world.call(NUMBER).press("1111#")
    world.advance(seconds=10)

    assert (True, set()) == (caller.is_over, world.conference("standup").participants)


def test_faults_are_named_in_the_timeline(make_world: Make) -> None:
    world = host(make_world(faults=["duplicate conference-start"]))

    assert "[duplicate conference-start, an extra request]" in world.report()
    assert {"duplicate conference-start": 1} == world.faults.counts


def test_requests_are_made_at_the_same_time_by_a_pool(make_world: Make) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        both.wait(timeout=5.0)  # neither is answered before the other one is there
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Say>Hello</Say></Response>"]

    both = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        world = make_world(app, pool=pool)
        callers = [world.call(NUMBER), world.call(NUMBER)]
        while world.driver.is_waiting:
            world.driver.collect(5.0)

    assert [["Hello"], ["Hello"]] == [caller.heard for caller in callers]


def test_collect_gives_up_in_time(make_world: Make) -> None:
    world = make_world()

    world.driver.collect(0.0)

    assert 0.0 == world.now


def test_what_is_set_for_later_happens_then_unless_it_no_longer_can(make_world: Make) -> None:
    world = make_world()
    caller = world.call(NUMBER)
    world.driver.later(2.0, HangsUp(caller.sid))
    world.driver.later(3.0, HangsUp(caller.sid))

    world.advance(seconds=1)
    before = caller.is_over
    world.advance(seconds=5)

    assert (False, True) == (before, caller.is_over)


def test_tail_of_the_document_that_a_command_replaces_is_asked_for_before_the_new_one(make_world: Make) -> None:
    documents = {
        "/voice": b"<Response><Pause length='60'/><Redirect>/tail</Redirect></Response>",
        "/tail": b"<Response/>",
        "/new": b"<Response><Say>hello</Say></Response>",
    }

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [documents[environ["PATH_INFO"]]]

    world = make_world(app, faults=["tail"])
    caller = world.call(NUMBER)
    world.act(UpdateCall(caller.sid, url="http://localhost/new"), "a command", caller.sid)
    world.settle()

    assert [("/voice", False), ("/tail", True), ("/new", False)] == [
        (item.request.url.removeprefix("http://localhost"), item.is_extra) for item in world.timeline.exchanges
    ]
    assert ["hello"] == caller.heard
