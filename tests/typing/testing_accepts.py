"""What must type-check of the emulator for tests: read by mypy --strict and pyright, and run as a test."""

from collections.abc import Callable, Iterable
from typing import Any, assert_type

from texml.testing import Callbacks, Caller, Conference, Phone, Verdict, World, torture


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/xml")])
    return [b"<Response><Say>Please enter your PIN</Say><Gather numDigits='4' action='/'/></Response>"]


async def async_app(scope: Any, receive: Any, send: Any) -> None:
    """Take no part: what type-checks is that it may be served."""


def serve(faults: tuple[str, ...] = ()) -> World:
    world = World(seed=1, contract="strict", faults=faults)
    world.serve("+13125550100", app, voice_url="/voice", voice_method="POST")
    world.serve("+13125550101", async_app)
    world.serve("+13125550102", "http://127.0.0.1:8080/")
    return world


def enter(world: World) -> None:
    world.call("+13125550100").expect_say("PIN").press("1234")


with serve() as world:
    caller = world.call("+13125550100", from_="+13125550111", name="guest")
    assert_type(caller, Caller)
    assert_type(caller.expect_say("enter your PIN").press("1234"), Caller)
    assert_type(caller.waiting_in("standup"), bool)
    assert_type(world.conference("standup"), Conference)
    assert_type(world.conference("standup").talkers, set[Caller])
    assert_type(world.callbacks.of("conference-end"), Callbacks)
    assert_type(world.callbacks.of("conference-end").count, int)
    assert_type(world.phone("+13125550199").answers(after_s=1), Phone)
    world.settle()
    world.advance(minutes=1)
    heard = caller.heard

verdicts = list(torture(enter, serve, faults=[("duplicate fetches",)]))
assert_type(verdicts, list[Verdict])
