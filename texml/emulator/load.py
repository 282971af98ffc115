"""Many calls at a steady rate, in real time: how an application stands them."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from texml.emulator.engine.effects import (
    CallChanged,
    ConferenceChanged,
    Deliver,
    Fetch,
    FetchCancelled,
    Heard,
    Probe,
    Warned,
)
from texml.emulator.engine.events import CallArrives, DigitsPressed, HangsUp
from texml.emulator.profiles import PROFILES, Profile
from texml.emulator.realtime import RealTime
from texml.emulator.sending import Exchange
from texml.emulator.timeline import Act, Entry
from texml.emulator.world import World

__all__ = ["Load", "Report", "run_load"]

_PERCENTILES = (50, 90, 99)
_NUMBER = "+13125550100"
_LONGEST_PART = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is asked of an application: *calls* at *rate* a second, each pressing *presses* one after the other.

    A caller hangs up *stay_s* after its last press, or after it called if there is none, in virtual seconds; those are
    *speed* times as short as real ones. *connections* requests are made at the same time at most.
    """

    url: str
    calls: int
    rate: float
    presses: tuple[str, ...] = ()
    stay_s: float = 10.0
    speed: float = 1.0
    connections: int = 64
    contract: str = "documented"
    hosts: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What came of it.

    *latencies_ms* holds those of each URL path, of which long parts are a star, as the platform sees them: what a
    request waited for a free connection is in them, and *queued_s* is the longest of that. *errors* says how often
    each kind of failure came, and where; *failed* how many calls an error of the application ended.
    """

    placed: int = 0
    ended: int = 0
    failed: int = 0
    requests: int = 0
    elapsed_s: float = 0.0
    lag_s: float = 0.0
    queued_s: float = 0.0
    latencies_ms: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)

    def percentiles(self, path: str | None = None) -> dict[str, float]:
        """Return the latencies in milliseconds that 50, 90 and 99 percent of the answers kept to, and the longest."""
        chosen = self.latencies_ms.values() if path is None else [self.latencies_ms.get(path, [])]
        ordered = sorted(item for items in chosen for item in items)
        if not ordered:
            return {}
        last = len(ordered) - 1
        found = {f"p{percent}": ordered[min(len(ordered) * percent // 100, last)] for percent in _PERCENTILES}
        return {**found, "max": ordered[-1]}

    def slowest(self, most: int = 5) -> list[str]:
        """Return the paths whose 99th percentile is the longest."""
        return sorted(self.latencies_ms, key=lambda path: -self.percentiles(path)["p99"])[:most]


class _Crowd:
    """The callers: each presses when it is listened to, and hangs up in the end."""

    world: World

    def __init__(self, load: Load, report: Report, monotonic: Callable[[], float]) -> None:
        self._load = load
        self._report = report
        self._monotonic = monotonic
        self._asked: dict[int, float] = {}
        self._left: dict[str, list[str]] = {}
        self._touched: set[str] = set()

    def watch(self, entry: Entry) -> None:
        """Take note of an entry."""
        report = self._report
        match entry:
            case CallChanged() if entry.parent is None:
                self._changed(entry)
            case Exchange():
                self._answered(entry)
            case Warned():
                report.warnings[entry.code] += 1
            case Deliver() | Probe():
                self._asked[id(entry)] = self._monotonic()
            case Heard() | Fetch() | FetchCancelled() | ConferenceChanged():
                if type(entry) is Fetch:
                    self._asked[id(entry)] = self._monotonic()
                if entry.call is not None:
                    self._touched.add(entry.call)
            case Act():
                pass

    def _answered(self, exchange: Exchange) -> None:
        """Take note of an answer: when it is later than the platform waits for one, its status does not matter."""
        report, effect, answer = self._report, exchange.effect, exchange.answer
        waited_s = self._monotonic() - self._asked.pop(id(effect))
        report.requests += 1
        report.queued_s = max(report.queued_s, waited_s - answer.elapsed_s)
        place = _place(urlsplit(effect.url).path)
        report.latencies_ms.setdefault(place, []).append(waited_s * 1000)
        if waited_s * self._load.speed > effect.timeout_s:
            report.errors[f"too late at {place}"] += 1
        elif answer.failure or answer.status != 200:
            report.errors[f"{answer.failure or f'status {answer.status}'} at {place}"] += 1

    def _changed(self, entry: CallChanged) -> None:
        if entry.call not in self._left:
            self._left[entry.call] = list(self._load.presses)
            if not self._load.presses:
                self.world.driver.later(self._load.stay_s, HangsUp(entry.call))
        if self.world.engine.call(entry.call).is_over:
            self._report.ended += 1
            self._report.failed += entry.cause == "application-error"
            self._left[entry.call] = []

    def press(self) -> None:
        """Let those press who are listened to now."""
        touched, self._touched = self._touched, set()
        for sid in touched:
            left = self._left.get(sid)
            if left and self.world.engine.call(sid).is_gathering:
                self.world.driver.later(0.0, DigitsPressed(sid, left.pop(0)))
                if not left:
                    self.world.driver.later(self._load.stay_s, HangsUp(sid))


def run_load(load: Load, *, monotonic: Callable[[], float] = time.monotonic) -> Iterator[Report]:
    """Place the calls and yield the report again and again as it grows; the last one is complete.

    Nothing of the calls is kept but numbers, so their count is not limited by memory.
    """
    report = Report()
    crowd = _Crowd(load, report, monotonic)
    with (
        ThreadPoolExecutor(load.connections, "texml-load") as pool,
        World(contract=_profile(load), hosts=load.hosts, pool=pool, keeps_timeline=False, watch=crowd.watch) as world,
    ):
        crowd.world = world
        world.serve(_NUMBER, load.url, voice_url=load.url)
        application = world.application(_NUMBER)
        began = monotonic()
        clock = RealTime(world.driver, monotonic=monotonic, speed=load.speed)
        while report.ended < load.calls or world.driver.is_waiting:
            due = min(load.calls, int((monotonic() - began) * load.rate) + 1)
            while report.placed < due:
                report.placed += 1
                world.driver.receive(CallArrives(_NUMBER, f"+1312{report.placed:07d}", application))
            clock.turn()
            crowd.press()
            world.engine.journal.forget()
            report.elapsed_s, report.lag_s = monotonic() - began, clock.lag_s
            yield report


def _place(path: str) -> str:
    """Return a path with a star for what differs from call to call: ids and sealed facts are long."""
    return "/".join("*" if len(part) > _LONGEST_PART else part for part in path.split("/"))


def _profile(load: Load) -> Profile:
    """Return the contract, as patient in real seconds as it is at usual speed."""
    profile = PROFILES[load.contract]
    return replace(
        profile,
        fetch_timeout_s=profile.fetch_timeout_s * load.speed,
        delivery_timeout_s=profile.delivery_timeout_s * load.speed,
    )
