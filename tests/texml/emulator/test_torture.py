"""One scenario under each fault."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from texml.emulator.faults import TORTURES
from texml.emulator.torture import Verdict, torture
from texml.emulator.world import World
from texml.webhooks import PublicKey, Unauthentic, verify

NUMBER = "+13125550100"
Make = Callable[..., World]


def meet(world: World) -> None:
    """Let a guest wait for a host and hear goodbye in the end."""
    guest = world.call(NUMBER).press("1111#")
    assert guest.waiting_in("standup")
    host = world.call(NUMBER).press("9999#")
    assert host.talking_in("standup")
    host.hang_up()
    guest.expect_say("goodbye")


def verdicts(make: Callable[[tuple[str, ...]], World], *faults: tuple[str, ...]) -> list[Verdict]:
    return list(torture(meet, make, faults=faults))


def test_careless_application_is_told_what_it_does_not_stand(make_world: Make) -> None:
    found = {verdict.faults: verdict for verdict in torture(meet, lambda faults: make_world(faults=faults))}

    assert () == found[()].broken
    assert "a request that was forged was answered with 200" in found["forged",].broken[0]
    assert "did not" in found["error voice_url x1",].broken[0] or "could not" in found["error voice_url x1",].broken[0]
    assert () == found["duplicate callbacks",].broken
    assert set(TORTURES) <= set(found)


def test_careful_application_stands_forgery(make_world: Make, bridge: Any) -> None:
    def check() -> Any:
        try:
            verify(request.get_data(), request.headers, PublicKey(world.public_key), now=1_800_000_000.0)
        except Unauthentic:
            return "", 401
        return None

    def make(faults: tuple[str, ...]) -> World:
        nonlocal world
        world = make_world(faults=faults)
        return world

    bridge.app.before_request(check)
    world: World

    found = verdicts(make, ("forged",), ("expired",), ("unsigned",))

    assert [()] * 4 == [verdict.broken for verdict in found]
    assert all(verdict.happened for verdict in found[1:])


def test_application_that_answers_500_is_broken_whatever_the_scenario_says(make_world: Make) -> None:
    app = Flask("broken")
    app.add_url_rule("/voice", "voice", lambda: ("oh no", 500), methods=["POST"])

    (verdict,) = torture(lambda world: world.call(NUMBER), lambda faults: make_world(app, faults=faults))

    assert ("POST /voice: status 500",) == verdict.broken


def test_application_that_raises_is_broken_with_its_error(make_world: Make) -> None:
    def app(environ: Any, start_response: Any) -> Any:
        raise ZeroDivisionError("by zero")

    (verdict,) = torture(lambda world: world.call(NUMBER), lambda faults: make_world(app, faults=faults))

    assert "POST /voice: the application raised ZeroDivisionError: by zero" in verdict.broken


def test_scenario_that_fails_without_faults_ends_the_torture(make_world: Make) -> None:
    def fail(world: World) -> None:
        world.call(NUMBER).expect_say("password", within_s=1)

    (verdict,) = torture(fail, lambda faults: make_world(faults=faults))

    assert "did not hear" in verdict.broken[0]


def test_fault_that_has_no_occasion_is_told_from_one_that_was_stood(make_world: Make) -> None:
    found = verdicts(lambda faults: make_world(faults=faults), ("drop callbacks",), ("drop pay_status",))

    assert ["no fault: stood", "drop callbacks: stood", "drop pay_status: no occasion"] == list(map(str, found))


def test_verdict_has_the_timeline(make_world: Make) -> None:
    (verdict,) = verdicts(lambda faults: make_world(faults=faults))

    assert "hears" in verdict.timeline
