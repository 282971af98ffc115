"""`texml emulate`: the platform on this machine, in real time: callers by keyboard, commands by its REST API."""

import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import click
from rich.console import Console

from texml.cli.application import host_of
from texml.cli.exits import Unreadable
from texml.emulator.caller import Caller
from texml.emulator.profiles import PROFILES
from texml.emulator.realtime import RealTime
from texml.emulator.rendering import Printer
from texml.emulator.rest.serving import RestServer
from texml.emulator.script import STEPS, Step, read_step
from texml.emulator.timeline import Timeline
from texml.emulator.world import World
from texml.errors import InputRefused, ScriptError

__all__ = ["emulate"]

_NUMBER = "+13125550100"
_PATIENCE_S = 30.0  # for somebody to listen to keys
_STEPS = ("call", "press", "speak", "wait", "hang up")
_ENDS = ("quit", "exit")


@click.command()
@click.argument("url")
@click.option("--to", default=_NUMBER, show_default=True, help="The number that leads to URL.")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Where the REST API is; 0 takes a free port.")
@click.option("--contract", type=click.Choice(list(PROFILES)), default="documented", show_default=True)
@click.option("--allow", "hosts", multiple=True, metavar="HOST", help="Fetch from this host as well.")
@click.option("--seed", type=int, default=0, show_default=True, help="Other ids, another key.")
@click.option("--brief", is_flag=True, help="Do not print documents.")
def emulate(url: str, **options: Any) -> None:
    """Be the platform for the application at URL, in real time: its REST API, and callers who do what you type.

    Prints what the application needs to know first, then what happens. A line is a step of a script, such as
    'anna: call', 'anna: press 1234#', 'anna: hang up'; the end of the input, or 'quit', hangs everybody up.
    """
    host = host_of(url)
    console = Console(highlight=False)
    timeline = Timeline()
    with ExitStack() as stack:
        world = stack.enter_context(
            World(
                seed=options["seed"],
                contract=options["contract"],
                hosts=(host, *options["hosts"]),
                watch=Printer(console, timeline, documents=not options["brief"]).show,
                timeline=timeline,
                pool=stack.enter_context(ThreadPoolExecutor(8, "texml-emulate")),
                epoch=time.time(),
                serves_recordings=True,
            )
        )
        world.serve(options["to"], url, voice_url=url)
        try:
            server = stack.enter_context(closing(RestServer(world.rest, port=options["port"])))
        except OSError as err:
            raise Unreadable(f"port {options['port']} cannot be had: {err.strerror}") from err
        for name, value in _environment(world, server).items():
            click.echo(f"{name}={value}")
        _Stage(world, console, options["to"]).run()


def _environment(world: World, server: RestServer) -> dict[str, str]:
    """Return what an application needs to know, by the names that the official package and our server read."""
    return {
        "TELNYX_BASE_URL": server.url,
        "TELNYX_API_KEY": world.rest.api_key,
        "TELNYX_PUBLIC_KEY": world.public_key,
        "TEXML_TELNYX_BASE_URL": server.url,
        "TEXML_TELNYX_API_KEY": world.rest.api_key,
        "TEXML_ACCOUNT_SID": world.rest.account_sid,
    }


class _Stage:
    """The callers, and the steps that are to be done, one after the other."""

    def __init__(self, world: World, console: Console, to: str) -> None:
        self._world = world
        self._console = console
        self._to = to
        self._callers: dict[str, Caller] = {}
        self._steps: deque[Step] = deque()
        self._since: float | None = None

    def run(self) -> None:
        """Go on until the input ends and all of it is done, then let everybody hang up."""
        typed: SimpleQueue[str | None] = SimpleQueue()
        Thread(target=_listen, args=[typed.put], daemon=True).start()
        clock = RealTime(self._world.driver, monotonic=time.monotonic)
        is_open = True
        try:
            while is_open or self._steps:
                clock.turn()
                is_open = is_open and self._take(typed)
                self._go_on()
        except KeyboardInterrupt:
            self._console.print("everybody hangs up", style="dim")
        for caller in self._world.callers:
            caller.hang_up()
        while self._world.driver.is_waiting:
            clock.turn()

    def _take(self, typed: "SimpleQueue[str | None]") -> bool:
        """Take a line, if there is one; return whether there may be more."""
        try:
            line = typed.get_nowait()
        except Empty:
            return True
        if line is None or line.strip() in _ENDS:
            return False
        if line.strip() and not line.strip().startswith("#"):
            try:
                step = read_step(line.strip())
            except ScriptError as err:
                self._say(str(err))
            else:
                self._plan(step)
        return True

    def _plan(self, step: Step) -> None:
        if step.verb in _STEPS:
            self._steps.append(step)
        else:
            allowed = ", ".join(STEPS[verb] for verb in _STEPS)
            self._say(f"{step.verb!r} is for scripts of `texml call`. Allowed: {allowed}")

    def _go_on(self) -> None:
        """Do the next step, if its time has come."""
        if not self._steps:
            return
        step, now = self._steps[0], self._world.now
        since = self._since = now if self._since is None else self._since
        if step.verb == "wait" and now - since < step.seconds:
            return
        if step.verb == "press" and now - since < _PATIENCE_S and not all(map(self._listens, self._of(step))):
            return
        self._steps.popleft()
        self._since = None
        for caller in self._of(step):
            try:
                _do(caller, step)
            except InputRefused as err:
                self._say(str(err))

    def _of(self, step: Step) -> list[Caller]:
        """Return who does a step; whoever has not called calls first."""
        if step.verb == "wait":
            return []
        if step.who is None and self._callers:
            return list(self._callers.values())
        name = step.who or "caller"
        found = self._callers.get(name)
        if found is None or (step.verb == "call" and found.is_over):
            found = self._callers[name] = self._world.call(self._to, from_=step.text or None, name=name)
        return [found]

    def _listens(self, caller: Caller) -> bool:
        return caller.is_over or self._world.engine.call(caller.sid).listens

    def _say(self, text: str) -> None:
        self._console.print(text, style="yellow", markup=False)


def _do(caller: Caller, step: Step) -> None:
    if step.verb == "press":
        caller.press(step.text, at_once=True)
    elif step.verb == "speak":
        caller.speak(step.text, at_once=True)
    elif step.verb == "hang up":
        caller.hang_up()


def _listen(take: Callable[[str | None], None]) -> None:
    """Hand on each line from the keyboard; its end is None."""
    for line in sys.stdin:
        take(line)
    take(None)
