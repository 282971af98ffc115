"""Complete conference calls in process, our server and its durable log behind them: how many, and who takes the time.

A call fetches a PIN menu, presses, fetches the room's document, joins, stays a minute and leaves; its callbacks go into
the log. Prints calls per second, and the shares of the engine, of what is around it, and of the application, each the
median over rounds; once with our server, whose every callback waits for the disk, and once with bare Flask views.

    python bench/emulator.py           the full run, about half a minute
    python bench/emulator.py --short   a few seconds, to see that it still works
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, Response, request

from server import create_app
from texml.emulator.engine.effects import Effect
from texml.emulator.engine.engine import Engine
from texml.emulator.engine.events import Event
from texml.testing import World

NUMBER = "+13125550100"
BASE = "http://localhost"
ROOMS = """
[rooms.standup]
name = "Weekly standup"
start_conference_on_enter = true
status_callback_event = ["start", "end", "join", "leave"]
"""
MENU = "<Response><Gather finishOnKey='#' action='/pin'><Say>Please enter your PIN</Say></Gather></Response>"


class Clock:
    """Adds up how long something takes."""

    def __init__(self) -> None:
        self.s = 0.0

    def time(self, run: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(*arguments)
        finally:
            self.s += time.perf_counter() - began


class TimedEngine:
    """The engine with a clock on what it does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.clock = Clock()

    def receive(self, event: Event) -> Sequence[Effect]:
        return self.clock.time(self._engine.receive, event)  # type: ignore[no-any-return]  # what it runs, it returns

    def advance(self, to: float) -> Sequence[Effect]:
        return self.clock.time(self._engine.advance, to)  # type: ignore[no-any-return]  # what it runs, it returns

    def next_deadline(self) -> float | None:
        return self._engine.next_deadline()

    @property
    def now(self) -> float:
        return self._engine.now


class Round(NamedTuple):
    """What one round came to: calls a second, CPU in ms a call, and the shares of the time in percent."""

    calls_per_s: float
    cpu_ms: float
    engine: float
    around: float
    application: float
    requests_per_call: float


def application(folder: Path) -> Flask:
    """Return our server with a room and a log, and a PIN menu before it."""
    (folder / "rooms.toml").write_text(ROOMS)
    settings = {"database": f"sqlite:///{folder}/bench.db", "rooms": str(folder / "rooms.toml"), "public_url": BASE}
    app = create_app(settings)

    @app.post("/menu")
    def menu() -> Response:
        return Response(MENU, content_type="application/xml")

    @app.post("/pin")
    def pin() -> Response:
        target = "/rooms/standup" if request.form["Digits"] == "1234" else "/menu"
        return Response(f"<Response><Redirect>{target}</Redirect></Response>", content_type="application/xml")

    return app


def bare() -> Flask:
    """Return the same in bare views: a room's document, and callbacks that nobody keeps."""
    app = Flask("bare")
    room = (
        "<Response><Dial><Conference statusCallback='/callbacks' statusCallbackEvent='start end join leave'>"
        "Weekly standup</Conference></Dial></Response>"
    )
    for path, body in (("/menu", MENU), ("/pin", room), ("/callbacks", "")):
        app.add_url_rule(path, path, lambda body=body: Response(body, content_type="application/xml"), methods=["POST"])
    return app


def measure_server(calls: int) -> Round:
    """Measure with our server behind the calls."""
    with tempfile.TemporaryDirectory() as folder:
        app = application(Path(folder))
        with closing(app.extensions["texml"]):
            return measure(app, calls)


def measure(app: Flask, calls: int) -> Round:
    """Place so many calls, ten in the room at a time, and return what it took."""
    clock = Clock()

    def timed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer: Iterable[bytes] = clock.time(app.wsgi_app, environ, start_response)
        return answer

    with World() as world:
        engine = TimedEngine(world.engine)
        world.driver.engine = engine
        world.serve(NUMBER, timed, voice_url="/menu", base_url=BASE)
        began, worked = time.perf_counter(), time.process_time()
        for _ in range(calls // 10):
            callers = [world.call(NUMBER).press("1234#") for _ in range(10)]
            world.advance(minutes=1)
            for caller in callers:
                caller.hang_up()
            world.advance(seconds=5)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        if [callback.status for callback in world.callbacks.of("participant-join")] != [200] * calls:
            raise SystemExit("not every call joined the conference")
        requests = len(world.timeline.exchanges) / calls
    shares = [100 * part / took for part in (engine.clock.s, took - engine.clock.s - clock.s, clock.s)]
    return Round(calls / took, 1000 * worked / calls, *shares, requests)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    is_short = parser.parse_args().short
    calls, rounds = (20, 2) if is_short else (200, 7)
    found: dict[str, list[Round]] = {"our server": [], "bare Flask": []}
    for _ in range(rounds):  # in turn, so that a machine that slows down slows both
        found["our server"].append(measure_server(calls))
        found["bare Flask"].append(measure(bare(), calls))
    for name, measured in found.items():
        middle = Round(*(statistics.median(column) for column in zip(*measured, strict=True)))
        print(
            f"{name}: {middle.calls_per_s:.0f} complete conference calls/s of {middle.requests_per_call:.1f} requests"
        )
        print(f"  CPU a call                                  {middle.cpu_ms:5.1f} ms")
        print(f"  engine                                      {middle.engine:5.1f} %")
        print(f"  driver, signatures, httpx, timeline         {middle.around:5.1f} %")
        print(f"  application                                 {middle.application:5.1f} %")


if __name__ == "__main__":
    main()
