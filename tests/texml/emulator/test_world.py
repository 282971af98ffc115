"""A world: the platform, an application in it, and who calls."""

import io
import wave
from collections.abc import Callable
from typing import Any

import fastapi
import httpx
import pytest
from flask import Flask

from texml.emulator.engine.events import DigitsPressed
from texml.emulator.profiles import DOCUMENTED
from texml.emulator.timeline import Entry
from texml.emulator.world import World
from texml.errors import EmulatorError, InputRefused
from texml.webhooks import PublicKey, verify

NUMBER = "+13125550100"
Make = Callable[..., World]


def documents(**answers: str) -> Flask:
    """Return an application that answers each path with a document."""
    app = Flask("documents")
    for name, verbs in answers.items():
        app.add_url_rule(
            f"/{name}", name, lambda verbs=verbs: (f"<Response>{verbs}</Response>", {"Content-Type": "text/xml"}),
            methods=["POST"],
        )  # fmt: skip
    return app


def test_guest_waits_for_the_host(world: World) -> None:
    guest = world.call(NUMBER, from_="+13125550111")
    guest.expect_say("enter your PIN").press("1111#")
    assert guest.waiting_in("standup")
    assert guest.hears_music()

    host = world.call(NUMBER, from_="+13125550112").press("9999#")
    world.settle()
    assert {guest, host} == world.conference("standup").talkers

    host.hang_up()
    world.advance(minutes=1)
    assert 1 == world.callbacks.of("conference-end").count


def test_same_seed_and_steps_give_the_same_journal_and_another_seed_other_ids(make_world: Make) -> None:
    def play(seed: int) -> str:
        world = make_world(seed=seed)
        world.call(NUMBER).press("1111#").hang_up()
        world.advance(minutes=5)
        return world.journal

    assert play(1) == play(1)
    assert play(1) != play(2)


def test_time_passes_by_as_much_as_it_is_told(world: World) -> None:
    world.advance(seconds=1, minutes=2, hours=3)

    assert 3 * 3600 + 2 * 60 + 1 == world.now


def test_requests_are_signed_by_the_key_of_the_world_with_the_time_on_the_wall(make_world: Make) -> None:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        names = ("telnyx-timestamp", "telnyx-signature-ed25519")
        headers = {name: environ[f"HTTP_{name.upper().replace('-', '_')}"] for name in names}
        body = environ["wsgi.input"].read()
        verified.append(verify(body, headers, PublicKey(world.public_key), now=1_800_000_000.0).timestamp)
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response/>"]

    verified: list[int] = []
    world = make_world(app)

    world.call(NUMBER)

    assert [1_800_000_000] == verified


def test_events_tell_of_virtual_times(bridge: Any, make_world: Make) -> None:
    world = make_world(epoch=1_767_225_600.0)  # 2026-01-01
    world.advance(hours=1)

    world.call(NUMBER).press("9999#")
    world.settle()

    assert bridge.callbacks[0]["Timestamp"].startswith("2026-01-01T01:00:")


def test_two_worlds_share_nothing(make_world: Make) -> None:
    first, second = make_world(), make_world()

    first.call(NUMBER).press("9999#")
    first.settle()

    assert (set(), 0, 0.0) == (second.conference("standup").participants, len(second.callers), second.now)


def test_asgi_application_is_served() -> None:
    app = fastapi.FastAPI()

    @app.post("/voice")
    async def voice() -> fastapi.Response:
        return fastapi.Response("<Response><Say>Hello</Say></Response>", media_type="application/xml")

    with World() as world:
        world.serve(NUMBER, app, voice_url="/voice")
        world.call(NUMBER).expect_say("hello")


def test_application_behind_a_url_is_reached_over_the_transport() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, text="<Response/>", headers={"Content-Type": "text/xml"})

    asked: list[str] = []
    with World(transport=httpx.MockTransport(handle)) as world:
        world.serve(NUMBER, "http://voice.example.com/app/", voice_url="start?x=1")
        world.call(NUMBER)

    assert ["http://voice.example.com/app/start?x=1"] == asked


def test_url_elsewhere_is_refused_and_named_in_the_timeline() -> None:
    with World() as world:
        world.serve(NUMBER, "http://192.0.2.1/", voice_url="/voice")
        caller = world.call(NUMBER)

    assert caller.is_over
    assert "192.0.2.1 is not this machine; allow the host to fetch from it" in world.report()


def test_second_application_is_elsewhere() -> None:
    with World() as world:
        world.serve("+1", documents(voice="<Say>one</Say>"), voice_url="/voice")
        world.serve("+2", documents(voice="<Say>two</Say>"), voice_url="/voice")

        world.call("+1").expect_say("one")
        world.call("+2").expect_say("two")


def test_one_application_serves_several_numbers() -> None:
    app = documents(first="<Say>one</Say>", second="<Say>two</Say>")
    with World() as world:
        world.serve("+1", app, voice_url="/first")
        world.serve("+2", app, voice_url="/second")

        world.call("+1").expect_say("one")
        world.call("+2").expect_say("two")


def test_application_that_believes_itself_elsewhere_is_reached_there() -> None:
    app = documents(voice="<Redirect>https://voice.example.com/next</Redirect>", next="<Say>here</Say>")
    with World() as world:
        world.serve(NUMBER, app, voice_url="/voice", base_url="https://voice.example.com")

        world.call(NUMBER).expect_say("here")


def test_fallback_is_asked_when_the_voice_url_fails() -> None:
    app = documents(fallback="<Say>sorry</Say>")
    with World() as world:
        world.serve(NUMBER, app, voice_url="/nothing", fallback_url="/fallback")

        world.call(NUMBER).expect_say("sorry")


@pytest.mark.parametrize(
    ("app", "message"),
    [("ftp://x/", "is no URL of http; allowed"), (17, "17 cannot be called; allowed: a WSGI or ASGI application")],
)
def test_what_is_no_application_is_refused(app: Any, message: str) -> None:
    with World() as world, pytest.raises(EmulatorError, match=message):
        world.serve(NUMBER, app)


def test_two_applications_at_one_place_are_refused() -> None:
    with World() as world:
        world.serve("+1", documents(), base_url="http://a.test")
        with pytest.raises(EmulatorError, match=r"another application is at http://a\.test already"):
            world.serve("+2", documents(), base_url="http://a.test")


def test_number_that_nobody_serves_is_refused_with_those_that_are(world: World) -> None:
    with pytest.raises(EmulatorError, match=r"nobody serves \+1; served: \+13125550100"):
        world.call("+1")


def test_contract_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(EmulatorError, match="'loose' is no contract; allowed: documented, strict, lenient, hostile"):
        World(contract="loose")


def test_contract_may_be_a_profile_of_ones_own() -> None:
    with World(contract=DOCUMENTED) as world:
        assert 0.0 == world.now


def test_input_that_cannot_be_is_refused_and_changes_nothing(world: World) -> None:
    caller = world.call(NUMBER).hang_up()
    before = world.journal

    with pytest.raises(InputRefused):
        world.act(DigitsPressed(caller.sid, "1"), "presses 1", caller.sid)
    assert before == world.journal


def test_step_stops_at_what_happens_next_and_tells_whether_it_came_in_time(world: World) -> None:
    world.call(NUMBER)

    assert (True, False) == (world.step(100.0), world.step(world.now))


def test_settle_waits_until_everybody_is_somewhere_or_gone(make_world: Make) -> None:
    world = make_world(documents(voice="<Pause length='10'/><Say>Bye</Say>"))
    caller = world.call(NUMBER)

    world.settle()

    assert (True, True) == (caller.is_over, 10.0 < world.now < 12.0)


def test_settle_gives_up_on_what_has_no_end(make_world: Make) -> None:
    world = make_world(documents(voice="<Say loop='0'>again</Say>"))
    world.call(NUMBER)

    world.settle(within_s=30)

    assert 30.0 == world.now


def test_who_is_watching_is_told_every_entry(make_world: Make) -> None:
    told: list[Entry] = []
    world = make_world(watch=told.append)

    world.call(NUMBER)

    assert world.timeline.entries == told
    assert told


def test_recording_is_a_file_that_plays(make_world: Make) -> None:
    world = make_world(documents(voice="<Say>Speak</Say><Record maxLength='30' action='/done'/>", done="<Hangup/>"))
    caller = world.call(NUMBER).expect_say("speak")
    caller.speak("hello world", duration_s=2.0)
    world.advance(minutes=2)
    (made,) = world.recordings

    with wave.open(io.BytesIO(world.recording(made.url))) as sound:
        assert made.duration_s == pytest.approx(sound.getnframes() / sound.getframerate(), abs=0.001)
        assert any(sound.readframes(sound.getnframes()))


def test_recording_that_is_not_ready_is_refused(world: World) -> None:
    with pytest.raises(EmulatorError, match="no recording is ready at http://x/"):
        world.recording("http://x/")


def test_telephone_that_is_dialed_is_answered_or_does_what_it_is_told(make_world: Make) -> None:
    world = make_world(
        documents(voice="<Dial action='/done'><Number>+13125550199</Number></Dial>", done="<Say>done</Say>")
    )
    world.phone("+13125550199").is_busy()

    caller = world.call(NUMBER).expect_say("done")

    assert any(b"DialCallStatus=busy" in exchange.request.body for exchange in world.timeline.exchanges)
    assert caller.heard == ["done"]


def test_call_is_connected_to_who_answers(make_world: Make) -> None:
    world = make_world(documents(voice="<Dial><Number>+13125550199</Number></Dial>"))
    world.phone("+13125550199").answers(after_s=2)

    caller = world.call(NUMBER)
    world.settle()
    callee = world.callers[1]

    assert (2.0 <= world.now < 3.0, "+13125550199", "in-progress") == (True, callee.number, callee.status)
    callee.hang_up()
    world.settle()
    assert caller.is_over


def test_service_returns_what_it_is_told_to(make_world: Make) -> None:
    world = make_world(
        documents(voice="<Pay action='/paid' chargeAmount='5' paymentConnector='x'/>", paid="<Say>paid</Say>")
    )
    world.service_returns("pay", after_s=3, Result="success")

    world.call(NUMBER).expect_say("paid")

    assert any(b"Result=success" in exchange.request.body for exchange in world.timeline.exchanges)


def test_starting_and_stopping_opens_nothing(make_world: Make) -> None:
    with World() as world:
        world.serve(NUMBER, documents(), voice_url="/voice")
