"""`texml call`: be a caller of an application, or several."""

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import click
from rich.console import Console

from texml.cli.application import host_of
from texml.cli.exits import Unreadable
from texml.emulator.caller import Caller
from texml.emulator.playing import Cast, play
from texml.emulator.profiles import PROFILES
from texml.emulator.realtime import RealTime
from texml.emulator.rendering import Printer
from texml.emulator.script import Step, read_script, read_step
from texml.emulator.telling import summary
from texml.emulator.timeline import Timeline
from texml.emulator.torture import Verdict, torture
from texml.emulator.world import World
from texml.errors import EmulatorError, ExpectationFailed, FaultError, InputRefused, ScriptError

__all__ = ["call"]

_TO = "+13125550100"
_AFTERWARDS_S = 10.0
_MOST_PROBLEMS = 5
_GOODBYES = ("hang up", "bye")
_KEYS = frozenset("0123456789*#")
_FAILURES = ("application-error",)


@click.command()
@click.argument("url")
@click.option("--to", default=_TO, show_default=True, help="The number that is called.")
@click.option("--from", "from_", help="The number that calls.")
@click.option("--method", type=click.Choice(["POST", "GET"]), default="POST", show_default=True)
@click.option("--fallback", metavar="URL", help="What is asked when URL has no good answer.")
@click.option("--press", "presses", multiple=True, metavar="KEYS", help="Press when somebody listens; may be repeated.")
@click.option("--script", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Do what this file says.")
@click.option("--interactive", is_flag=True, help="Talk to the application yourself, in real time.")
@click.option("--callers", type=click.IntRange(1, 800), default=1, show_default=True, help="How many call.")
@click.option(
    "--stay",
    type=click.FloatRange(0, 86_400),
    default=30.0,
    show_default=True,
    help="Virtual seconds until they hang up.",
)
@click.option("--contract", type=click.Choice(list(PROFILES)), default="documented", show_default=True)
@click.option("--fault", "faults", multiple=True, metavar="FAULT", help="Let something go wrong: 'delay callbacks 5s'.")
@click.option("--torture", "is_torture", is_flag=True, help="Play the call under each fault; say which ones break it.")
@click.option("--allow", "hosts", multiple=True, metavar="HOST", help="Fetch from this host as well.")
@click.option("--seed", type=int, default=0, show_default=True, help="Other ids, another key.")
@click.option("--json", "as_json", is_flag=True, help="Print the timeline as JSON at the end.")
@click.option("--brief", is_flag=True, help="Do not print documents.")
def call(url: str, **options: Any) -> None:
    """Call the application at URL and print what the caller hears and every request, with virtual times.

    Ends with status 1 if an expectation of the script fails, a call ends by an error of the application, or a torture
    finds something, and with 2 if the script or an option says nothing.
    """
    try:
        ring = _Ring(url, options)
        sys.exit(ring.torture() if options["is_torture"] else ring.once())
    except (ScriptError, FaultError) as err:
        raise Unreadable(f"{options['script'] or 'options'}: {err}") from err


class _Ring:
    """One run of the command."""

    def __init__(self, url: str, options: dict[str, Any]) -> None:
        host = host_of(url)
        self._url = url
        self._options = options
        fallback = options["fallback"] or ""
        self._hosts = (host, *options["hosts"], *([host_of(fallback)] if "://" in fallback else []))
        self._steps = self._read_steps()
        self._console = Console(highlight=False, stderr=options["as_json"])

    def _read_steps(self) -> tuple[Step, ...]:
        script = self._options["script"]
        if script is None:
            return tuple(read_step(f"press {keys}") for keys in self._options["presses"])
        if self._options["presses"]:
            raise Unreadable("--press and --script exclude each other; write press into the script")
        try:
            return read_script(script.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as err:
            raise Unreadable(f"{script} is not UTF-8: {err.reason} at byte {err.start}") from err

    def _world(self, faults: tuple[str, ...], **more: Any) -> World:
        options = self._options
        world = World(seed=options["seed"], contract=options["contract"], faults=faults, hosts=self._hosts, **more)
        world.serve(
            options["to"],
            self._url,
            voice_url=self._url,
            voice_method=options["method"],
            fallback_url=options["fallback"],
        )
        return world

    def once(self) -> int:
        """Play once and return the exit status."""
        timeline = Timeline()
        printer = Printer(self._console, timeline, documents=not self._options["brief"])
        with ExitStack() as stack:
            more: dict[str, Any] = {"watch": printer.show, "timeline": timeline, "serves_recordings": True}
            if self._options["interactive"]:
                more |= {"pool": stack.enter_context(ThreadPoolExecutor(8, "texml-call")), "epoch": time.time()}
            world = stack.enter_context(self._world(self._options["faults"], **more))
            problem = self._talk(world) if self._options["interactive"] else self._play(world)
            if self._options["as_json"]:
                click.echo(json.dumps(world.timeline.json(), indent=2))
            if problem:
                self._console.print(f"[red]{problem}[/red]", markup=True)
            self._console.print(f"\n{summary(timeline)}", style="bold", markup=False)
            unhappened = [words for words, count in world.faults.counts.items() if not count]
            if unhappened:
                self._console.print(f"never happened: {', '.join(unhappened)}", style="yellow")
            return int(bool(problem) or _has_failed(world))

    def _play(self, world: World) -> str:
        """Play the script to its end; return what was not as expected."""
        try:
            self._scenario(world)
        except (ExpectationFailed, EmulatorError, InputRefused) as err:
            return str(err)
        return ""

    def _scenario(self, world: World) -> None:
        options = self._options
        cast = Cast(world, self._steps, to=options["to"], number=options["callers"], from_=options["from_"])
        for name in cast.names if not options["script"] else []:
            cast.caller(name)
        play(world, self._steps, cast)
        world.advance(seconds=0.0 if options["script"] else options["stay"])
        for caller in world.callers:
            caller.hang_up()
        world.advance(seconds=_AFTERWARDS_S)

    def torture(self) -> int:
        """Play under each fault and return the exit status."""
        is_broken = False
        for verdict in torture(self._scenario, self._world):
            is_broken |= bool(verdict.broken)
            self._show(verdict)
        return int(is_broken)

    def _show(self, verdict: Verdict) -> None:
        """Print what became of one fault, and below it what it broke."""
        if not verdict.broken:
            is_shown = verdict.happened or not verdict.faults
            self._console.print(str(verdict), style="green" if is_shown else "dim", markup=False, soft_wrap=True)
            return
        self._console.print(f"{', '.join(verdict.faults) or 'no fault'}: not stood", style="red", markup=False)
        for problem in verdict.broken[:_MOST_PROBLEMS]:
            self._console.print(f"    {problem}", markup=False, soft_wrap=True)
        if len(verdict.broken) > _MOST_PROBLEMS:
            self._console.print(f"    ... and {len(verdict.broken) - _MOST_PROBLEMS} more", style="dim")

    def _talk(self, world: World) -> str:
        """Let the person at the keyboard be the caller, until the call is over."""
        self._console.print("Press keys by typing them; other words are spoken; an empty line hangs up.", style="dim")
        typed: SimpleQueue[str] = SimpleQueue()
        Thread(target=_listen, args=[typed.put], daemon=True).start()
        caller = world.call(self._options["to"], from_=self._options["from_"], name="caller")
        clock = RealTime(world.driver, monotonic=time.monotonic)
        while not caller.is_over or world.driver.is_waiting:
            clock.turn()
            try:
                words = typed.get_nowait().strip()
            except Empty:
                continue
            if not caller.is_over:
                self._do(caller, words)
        return ""

    def _do(self, caller: Caller, words: str) -> None:
        """Do what was typed."""
        try:
            if not words or words in _GOODBYES:
                caller.hang_up()
            elif set(words) <= _KEYS:
                caller.press(words, at_once=True)
            else:
                caller.speak(words, at_once=True)
        except InputRefused as err:
            self._console.print(str(err), style="yellow", markup=False)


def _listen(take: Callable[[str], None]) -> None:
    """Hand on each line from the keyboard; its end is an empty one."""
    for line in sys.stdin:
        take(line)
    take("")


def _has_failed(world: World) -> bool:
    return any(view.cause in _FAILURES for view in world.engine.calls())
