"""What all parts of the engine share: the clock, the timers, the ids, the effects so far, and how scripts are run.

A script is a generator that says what one call does. It yields the time until which it waits (None: without end) and
is sent what happens meanwhile (texml/emulator/engine/messages.py). Messages wait in one queue until the script that
sent them is done, so no script ever runs inside another.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from texml.emulator.engine import forms
from texml.emulator.engine.effects import Deliver, Effect, Warned
from texml.emulator.engine.events import Application
from texml.emulator.engine.identity import Identity
from texml.emulator.engine.messages import TICK
from texml.emulator.engine.timers import Timer, Timers
from texml.emulator.journal import Journal
from texml.emulator.profiles import Profile

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call, Watcher
    from texml.emulator.engine.conferences import Room
    from texml.emulator.engine.deliveries import Lane
    from texml.emulator.engine.documents import Document, Failure, Outcome, Program, Verb
    from texml.emulator.engine.queues import Line

__all__ = ["Actor", "Core", "Execute", "Script", "Side", "earliest"]

_T = TypeVar("_T")
Script = Generator[float | None, object, _T]


class Execute(Protocol):
    """What runs one kind of verb."""

    def __call__(self, core: "Core", call: "Call", verb: "Verb", document: "Document") -> "Script[Outcome]":
        """Run *verb* of *document* on *call* and return what follows."""
        ...


class Actor:
    """Something with a script: a call, or a conference that is being announced to.

    *deadline* is until when it waits, *turn* the place of that among the timers of its moment, *timer* what was set for
    it when time went on last: most waits are over before it goes on again, as answers take no time. *is_stirred* says
    whether the two may differ: then it is among those that get a timer, or lose theirs, before time goes on.
    """

    __slots__ = ("deadline", "is_stirred", "script", "timer", "turn")

    def __init__(self) -> None:
        self.script: Script[object] | None = None
        self.deadline: float | None = None
        self.turn = 0
        self.timer: Timer | None = None
        self.is_stirred = False


class Core:
    """The engine's state. Its parts are functions that are handed it; nobody outside the engine sees it."""

    __slots__ = (
        "_counts", "_stamp", "_stamped_at", "_tick", "_turn", "account_sid", "calls", "cancelled", "conferences",
        "connection_id", "delivering", "effects", "epoch", "events", "fetches", "identity", "inbox", "journal",
        "lanes", "lines", "media", "now", "organization_id", "probes", "profile", "programs", "queues",
        "recordings_url", "rooms", "stirred", "successes", "timers", "urls", "verbs", "watchers",
    )  # fmt: skip

    def __init__(
        self,
        profile: Profile,
        seed: int,
        epoch: float,
        media: Mapping[str, float],
        recordings_url: str,
        verbs: Mapping[str, Execute],
    ) -> None:
        self.profile = profile
        self.epoch = epoch
        self.now = 0.0
        self.events = 0
        self.identity = Identity(seed)
        self.account_sid = self.identity.uuid("account")
        self.connection_id = self.identity.connection_id()
        self.organization_id = self.identity.uuid("organization")
        self.recordings_url = recordings_url
        self.successes = frozenset({200} if profile.success == "200" else range(200, 300))
        """The statuses of answers that count as success."""
        self.media: dict[str, float | None] = dict(media)
        self.verbs = verbs
        self.timers = Timers()
        self.journal = Journal()
        self.lines = self.journal.entries
        """The journal: a line is a subject, a colon and what happened to it."""
        self.effects: list[Effect] = []
        """What is let out once the event, or the timer, is done."""
        self.stirred: list[Actor] = []
        self.inbox: deque[tuple[Actor, object]] = deque()
        self.calls: dict[str, Call] = {}
        self.rooms: dict[tuple[str, str], Room] = {}
        self.conferences: dict[str, Room] = {}
        self.queues: dict[tuple[str, str], Line] = {}
        self.fetches: dict[str, Actor] = {}
        self.cancelled: set[str] = set()
        self.probes: dict[str, Actor] = {}
        self.lanes: dict[str, Lane] = {}
        self.delivering: dict[str, tuple[Lane, Deliver]] = {}
        self._counts: defaultdict[str, count[int]] = defaultdict(partial(count, 1))
        self.programs: dict[tuple[str, bytes], Program] = {}
        self.watchers: dict[Application, tuple[Watcher, ...]] = {}
        self.urls: dict[tuple[str, str | None], str | Failure] = {}
        self._stamped_at = -1.0
        self._stamp = ""
        self._tick = self._ticked
        self._turn = self.timers.turn

    def number(self, kind: str) -> int:
        """Return the next number of that *kind*, from 1."""
        return next(self._counts[kind])

    def taken(self) -> list[Effect]:
        """Return the effects so far and forget them."""
        effects, self.effects = self.effects, []
        return effects

    def go_on(self, to: float) -> None:
        """Let the clock show another time."""
        self.now = to
        self.journal.go_on(to)

    def warn(self, call: "Call | None", code: str, text: str) -> None:
        """Say what is sloppy or wrong about the application."""
        self.effects.append(Warned(self.now, call.sid if call else None, code, text))
        self.lines.append(f"{call.name if call else 'platform'}: warning {code}: {text}")

    def moment(self) -> datetime:
        """Return the virtual time of day."""
        return datetime.fromtimestamp(self.epoch + self.now, UTC)

    def stamp(self) -> str:
        """Return the virtual time of day as the newer schemas have it; several things ask for the same moment."""
        if self._stamped_at != self.now:
            self._stamped_at = self.now
            self._stamp = forms.stamp(self.moment())
        return self._stamp

    def later(self, delay_s: float, run: Callable[..., None], *arguments: Any) -> Timer:
        """Return a timer that calls *run* after a while."""
        return self.timers.set(self.now + delay_s, run, *arguments)

    def post(self, actor: Actor, message: object) -> None:
        """Tell an actor's script something, once the scripts that run now are done."""
        if actor.script is not None:
            self.inbox.append((actor, message))

    def begin(self, actor: Actor, script: Script[object]) -> None:
        """Start a script on an actor that has none."""
        actor.script = script
        self.resume(actor, None)

    def stop(self, actor: Actor) -> None:
        """End an actor's script where it stands; what it holds is let go by its own ``finally``."""
        script = actor.script
        if script is not None:
            actor.script = None
            self._wait_until(actor, None)
            script.close()

    def settle(self) -> None:
        """Hand out messages until there are none."""
        inbox = self.inbox
        while inbox:
            actor, message = inbox.popleft()
            self.resume(actor, message)

    def resume(self, actor: Actor, message: object) -> None:
        """Let an actor's script go on with *message*, while no script runs."""
        script = actor.script
        if script is None:
            return
        try:
            deadline = script.send(message)
        except StopIteration:
            actor.script = deadline = None
        if deadline != actor.deadline:
            self._wait_until(actor, deadline)

    def _wait_until(self, actor: Actor, deadline: float | None) -> None:
        actor.deadline = deadline
        actor.turn = 0 if deadline is None else self._turn()
        if not actor.is_stirred:
            actor.is_stirred = True
            self.stirred.append(actor)

    def next_at(self) -> float | None:
        """Return when something happens by itself next, or None; who waits otherwise than before gets a timer."""
        timers = self.timers
        for actor in self.stirred:
            actor.is_stirred = False
            timer, turn = actor.timer, actor.turn
            if timer is not None:
                if timer.order == turn:
                    continue
                timers.cancel(timer)
            actor.timer = None if actor.deadline is None else timers.put(actor.deadline, turn, self._tick, actor)
        self.stirred.clear()
        return timers.next_at()

    def _ticked(self, actor: Actor) -> None:
        actor.timer = actor.deadline = None
        self.resume(actor, TICK)


class Side:
    """A script that runs beside what a call does, such as music: its owner hands on what it does not need itself."""

    __slots__ = ("_script", "deadline", "is_over", "outcome")

    def __init__(self, script: Script[object]) -> None:
        self._script = script
        self.deadline: float | None = None
        self.is_over = False
        self.outcome: object = None
        self.send(None)

    def send(self, message: object) -> None:
        """Tell it something, unless it is over; *outcome* is what it returned."""
        if self.is_over:
            return
        try:
            self.deadline = self._script.send(message)
        except StopIteration as stop:
            self.close()
            self.outcome = stop.value

    def tick(self, now: float) -> None:
        """Tell it that its time has come, if it has."""
        if self.deadline is not None and now >= self.deadline:
            self.send(TICK)

    def close(self) -> None:
        """End it where it stands."""
        self.is_over = True
        self.deadline = None
        self._script.close()


def earliest(first: float | None, second: float | None) -> float | None:
    """Return the sooner of two times, of which None is never."""
    if first is None or (second is not None and second < first):
        return second
    return first
