"""The emulator's engine alone: events a second, cost per event as calls grow, memory of a call, a day of a bridge.

An event is one input (`Engine.receive`) or one timer that runs. Answers to fetches and callbacks are given at once, as
a driver would, so they are inputs too. For the rate, a run with an application is recorded and its inputs are replayed,
so that the engine alone is measured. Times are those of the processor, as others use it as well. Targets: 50,000 events
a second; the cost per event flat from 10 to 100,000 live calls; 20 KiB for a live call; a day of 10,000 calls in 20 s.

    python bench/engine.py [--short]
"""

import argparse
import gc
import heapq
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from urllib.parse import urlencode

from texml.emulator.engine.effects import CallChanged, Deliver, Fetch
from texml.emulator.engine.engine import Engine
from texml.emulator.engine.events import (
    Application,
    CallArrives,
    DeliveryReturned,
    DigitsPressed,
    FetchReturned,
    HangsUp,
    SpeechHeard,
)

APP = Application("https://app.example/voice", status_callback="https://app.example/status")
MENU = b"""<Response>
<Gather action="/pin" numDigits="4" timeout="20"><Say>Please enter your PIN, then wait.</Say></Gather>
<Redirect>/voice</Redirect>
</Response>"""
IDLE = Application("https://app.example/idle")
WAIT = b"<Response><Say>The conference has not started yet.</Say><Pause length='30'/></Response>"
EVENTS = "start end join leave speaker"


def room(name: str, starts: str) -> bytes:
    """Return the document of a room."""
    conference = (
        f'<Conference startConferenceOnEnter="{starts}" endConferenceOnExit="{starts}" waitUrl="/wait" beep="false" '
        f'statusCallback="/callbacks" statusCallbackEvent="{EVENTS}">{name}</Conference>'
    )
    return f"<Response><Dial>{conference}</Dial></Response>".encode()


class Bridge:
    """An engine and the application behind it; counts what happens. *rooms* names them, *host* says who starts."""

    def __init__(self, rooms: int) -> None:
        self.engine = Engine()
        self.inputs: list[object] = []
        self.rooms = rooms
        self.documents = {
            (number, role): room(f"room-{number}", role) for number in range(rooms) for role in ("true", "false")
        }
        self.idle = 0

    def receive(self, event: object) -> None:
        """Hand in an event, and the answers to what comes of it."""
        pending: list[object] = [event]
        while pending:
            event = pending.pop()
            self.inputs.append(event)
            for effect in self.engine.receive(event):  # type: ignore[arg-type]
                answer = self.answer(effect)
                if answer is not None:
                    pending.append(answer)

    def answer(self, effect: object) -> object:
        """Return what the application says."""
        if type(effect) is Deliver:
            return DeliveryReturned(effect.delivery, 200)
        if type(effect) is Fetch:
            return FetchReturned(effect.fetch, 200, self.document(effect), "application/xml")
        return None

    def document(self, fetch: Fetch) -> bytes:
        """Return the menu, a wait document, or the room that the keys say: three digits, then 9 for a host."""
        if fetch.url == IDLE.voice_url:
            self.idle += 1
            name = f"idle-{self.idle // 200}"
            noun = f'<Conference startConferenceOnEnter="false">{name}</Conference>'
            return f"<Response><Dial>{noun}</Dial></Response>".encode()
        if fetch.purpose == "gather_action":
            digits = dict(fetch.params)["Digits"]
            return self.documents[int(digits[:3]) % self.rooms, "true" if digits[3] == "9" else "false"]
        return WAIT if fetch.purpose == "conference_wait_url" else MENU

    def advance(self, to: float) -> None:
        """Let time pass, answering what comes up."""
        engine = self.engine
        while engine.now < to:
            self.inputs.append(to)
            for effect in engine.advance(to):
                answer = self.answer(effect)
                if answer is not None:
                    self.receive(answer)

    def call(self, number: int, application: Application = APP) -> str:
        """Let somebody call; return the call."""
        engine = self.engine
        event = CallArrives("+13125550100", f"+1312{number:07d}", application)
        self.inputs.append(event)
        effects = engine.receive(event)
        sid = next(effect.call for effect in effects if type(effect) is CallChanged)
        for effect in effects:
            answer = self.answer(effect)
            if answer is not None:
                self.receive(answer)
        return sid

    def enter(self, number: int, room_number: int, *, host: bool) -> str:
        """Let somebody call and enter a room."""
        sid = self.call(number)
        self.receive(DigitsPressed(sid, f"{room_number:03d}{9 if host else 1}"))
        return sid


def meeting(bridge: Bridge, number: int, offset: int) -> None:
    """Let three meet in a room: two wait, the host comes and speaks, all leave."""
    now = bridge.engine.now
    calls = [bridge.enter(offset + 3 * number + place, number % bridge.rooms, host=place == 2) for place in range(3)]
    bridge.receive(SpeechHeard(calls[2], "welcome everybody", duration_s=1.0))
    bridge.advance(now + 5)
    for call in reversed(calls):
        if not bridge.engine.call(call).is_over:
            bridge.receive(HangsUp(call))


def churn(bridge: Bridge, rounds: int, offset: int = 0) -> float:
    """Let meetings of three come and go; return seconds per event."""
    bridge.engine.journal.forget()
    gc.collect()
    before, start = bridge.engine.events, time.process_time()
    for number in range(rounds):
        meeting(bridge, number, offset)
        bridge.engine.journal.forget()
    took = time.process_time() - start
    bridge.inputs.clear()
    return took / (bridge.engine.events - before)


def idle(bridge: Bridge, calls: int) -> None:
    """Add live calls that wait, with music, for conferences that nobody starts."""
    for number in range(calls):
        bridge.call(number, IDLE)
    bridge.inputs.clear()
    bridge.engine.journal.forget()


def replay(inputs: list[object]) -> float:
    """Hand recorded inputs to a new engine; return seconds per event."""
    engine = Engine()
    gc.collect()
    # The inputs are ours: to look through them again and again is no work of the engine's.
    gc.freeze()
    start = time.process_time()
    for event in inputs:
        if type(event) is float:
            engine.advance(event)
        else:
            engine.receive(event)  # type: ignore[arg-type]
    took = time.process_time() - start
    gc.unfreeze()
    return took / engine.events


def form_cost() -> float:
    """Return the seconds that it takes to encode the form of a conference callback: a measure of the machine now."""
    params = [("ConferenceSid", "90f21a7d-6548-43ca-8604-cdcccb23c1dd")] * 15
    start = time.process_time()
    for _ in range(2_000):
        urlencode(params)
    return (time.process_time() - start) / 2_000


def rate(rounds: int) -> None:
    """Print how many events a second."""
    bridge = Bridge(100)
    recorded: list[object] = []
    bridge.inputs = recorded
    for number in range(rounds):
        meeting(bridge, number, 0)
    pairs = [(replay(recorded), form_cost()) for _ in range(5)]
    best = min(cost for cost, _ in pairs)
    ratio = statistics.median(cost / form for cost, form in pairs)
    print(
        f"events a second: {1 / best:,.0f} ({best * 1e6:.1f} us each; {len(recorded) / rounds / 3:.0f} inputs a call; "
        f"target 50,000 a second); an event costs {ratio:.2f} times as much as to encode the form of one callback"
    )


def growth(sizes: list[int], rounds: int) -> None:
    """Print the cost of an event beside more and more live calls, in turn so that the machine's mood is shared."""
    bridges = {}
    for size in sizes:
        bridges[size] = Bridge(100)
        gc.disable()
        idle(bridges[size], size)
        gc.enable()
        gc.freeze()
    costs: dict[int, list[float]] = {size: [] for size in sizes}
    for round_ in range(3):
        for size, bridge in bridges.items():
            costs[size].append(churn(bridge, rounds, offset=1_000_000 * (round_ + 1)))
    first = min(costs[sizes[0]])
    for size in sizes:
        cost = min(costs[size])
        print(f"beside {size:>7,} live calls: {cost * 1e6:.1f} us an event, ratio {cost / first:.2f}")


def memory(calls: int) -> None:
    """Print how much a live call takes: one in a menu, one in a conference."""
    for what, enter in _ENTERS.items():
        bridge = Bridge(100)
        bridge.enter(0, 0, host=True)
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(calls):
            enter(bridge, number)
        gc.collect()
        with_journal = tracemalloc.get_traced_memory()[0] - before
        bridge.engine.journal.forget()
        gc.collect()
        without = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        print(
            f"memory of a call {what}: {without / calls / 1024:.1f} KiB, with its journal "
            f"{with_journal / calls / 1024:.1f} KiB (target 20)"
        )


_ENTERS: dict[str, Callable[[Bridge, int], str]] = {
    "in a menu": lambda bridge, number: bridge.call(number),
    "in a conference": lambda bridge, number: bridge.enter(number, number % 100, host=False),
}


def day(calls: int, rooms: int, peak: int) -> None:
    """Play a day: *rooms* meetings whose callers come and go, and at noon four of them with *peak* callers at once."""
    chance = random.Random(2026)
    bridge = Bridge(rooms)
    agenda: list[tuple[float, int, str, int]] = []
    per_room = (calls - peak) // (rooms - 4)
    hosts = {*range(4)}
    for number in range(calls):
        # A room holds 250 at most, so the peak is one of four rooms.
        meeting = number % 4 if number < peak else min(4 + (number - peak) // per_room, rooms - 1)
        start = 12 * 3600.0 if number < peak else meeting * 84_000 / rooms
        if number >= peak and (number - peak) % per_room == 0:
            hosts.add(number)
        at = start + chance.random() * 600
        heapq.heappush(agenda, (at, number, "call", meeting))
    live: dict[int, str] = {}
    most = 0
    begun = time.process_time()
    while agenda:
        at, number, what, meeting = heapq.heappop(agenda)
        bridge.advance(max(at, bridge.engine.now))
        if what == "call":
            live[number] = bridge.call(number)
            heapq.heappush(agenda, (at + 5, number, "pin", meeting))
        elif bridge.engine.call(live[number]).is_over:
            del live[number]
        elif what == "pin":
            bridge.receive(DigitsPressed(live[number], f"{meeting:03d}{9 if number in hosts else 1}"))
            heapq.heappush(agenda, (at + 60 + chance.random() * 600, number, "speak", meeting))
        elif what == "speak":
            bridge.receive(SpeechHeard(live[number], "as I was saying", duration_s=3.0))
            heapq.heappush(agenda, (at + 900 + chance.random() * 900, number, "leave", meeting))
        else:
            bridge.receive(HangsUp(live.pop(number)))
        most = max(most, len(live))
    bridge.advance(86_400.0)
    took = time.process_time() - begun
    ended = [view for view in bridge.engine.conferences() if view.status == "completed"]
    print(
        f"a day of {calls:,} calls in {len(ended):,} conferences, {most:,} calls at once at most: {took:.1f} s, "
        f"{bridge.engine.events:,} events, {bridge.engine.events / took:,.0f} a second (target 20 s)"
    )


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="only see that it runs")
    short = parser.parse_args().short
    rate(20 if short else 1_000)
    growth([10, 100] if short else [10, 1_000, 100_000], 20 if short else 300)
    memory(100 if short else 3_000)
    day(*((300, 15, 50) if short else (10_000, 500, 800)))


if __name__ == "__main__":
    main()
