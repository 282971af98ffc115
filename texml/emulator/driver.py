"""Perform the engine's effects: fetch, deliver, let telephones ring, and report back what came of it.

The engine is pure; here are the network, the keys and the faults. Time passes when `Driver.advance` is called, and in
no other way, so a day of calls takes as long as its requests do.
"""

import heapq
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from itertools import count
from queue import Empty, SimpleQueue
from threading import get_ident
from typing import NamedTuple, Protocol, TypeVar

from texml.emulator.engine.effects import Deliver, Effect, Fetch, Heard, Probe, Ring, ServiceStarted
from texml.emulator.engine.events import DeliveryReturned, Event, HangsUp
from texml.emulator.faults import Faults
from texml.emulator.fetching import Answer, Fetcher
from texml.emulator.sending import Exchange, Job, Sender
from texml.errors import InputRefused

_T = TypeVar("_T")

__all__ = ["Driver", "Machine", "Reaction"]

_LONGEST_TURN_S = 20.0  # longer than anything that is driven in real time does at one moment
_HELD_S = 5.0  # how long a callback waits for another one to overtake it


class Machine(Protocol):
    """The engine, as far as it is driven."""

    def receive(self, event: Event) -> Sequence[Effect]:
        """Return what comes of *event*. Raises: InputRefused where it cannot happen."""
        ...

    def advance(self, to: float) -> Sequence[Effect]:
        """Return what comes of time passing, up to *to* or to the first moment at which something is to be done."""
        ...

    def next_deadline(self) -> float | None:
        """Return when something happens by itself."""
        ...

    @property
    def now(self) -> float:
        """Return the virtual time in seconds."""
        ...


class Reaction(NamedTuple):
    """What the world outside does about a ring or a service after *delay_s*; *event* None is nothing."""

    event: Event | None
    delay_s: float = 0.0


class Driver:
    """Drives *engine*: *sender* makes its requests, *fetcher* performs them.

    *react* says what the world outside does about a ring or a service. *watch* is told every effect and exchange, in
    order. With a *pool* requests are made at the same time, each in a thread of it, and `collect` takes their answers;
    without one they are made one after the other in the thread that asks.
    """

    def __init__(
        self,
        engine: Machine,
        fetcher: Fetcher,
        sender: Sender,
        *,
        faults: Faults,
        react: Callable[[Ring | ServiceStarted], Reaction],
        watch: Callable[[Effect | Exchange], None],
        pool: Executor | None = None,
    ) -> None:
        self.engine = engine
        self._fetcher = fetcher
        self._sender = sender
        self._faults = faults
        self._react = react
        self._watch = watch
        self._pool = pool
        self._effects: deque[Effect] = deque()
        self._jobs: deque[Job] = deque()
        self._answers: SimpleQueue[tuple[Job, Answer] | Callable[[], None]] = SimpleQueue()
        self._thread: int | None = None
        self._under_way = 0
        self._later: list[tuple[float, int, Event | Job]] = []
        self._numbers = count()

    @property
    def now(self) -> float:
        """Return the virtual time in seconds."""
        return self.engine.now

    @property
    def is_waiting(self) -> bool:
        """Return whether requests are under way in the pool."""
        return self._under_way > 0

    def next_deadline(self) -> float | None:
        """Return when something happens next by itself, or None."""
        mine = self._later[0][0] if self._later else None
        return min((at for at in (self.engine.next_deadline(), mine) if at is not None), default=None)

    def receive(self, event: Event) -> Sequence[Effect]:
        """Let *event* happen, with all that comes of it at the same moment; return what came of it first.

        Raises: InputRefused where it cannot happen; nothing has changed then.
        """
        effects = self.engine.receive(event)
        self._effects.extend(effects)
        self._work()
        return effects

    def advance(self, to: float) -> None:
        """Let time pass up to *to*, with everything that is due on the way, in order."""
        self._thread = get_ident()
        while True:
            mine = self._later[0][0] if self._later else to
            self._effects.extend(self.engine.advance(max(min(mine, to), self.now)))
            self._work()
            while self._later and self._later[0][0] <= self.now:
                what = heapq.heappop(self._later)[2]
                if isinstance(what, Job):
                    self._jobs.append(what)
                else:
                    self._happen(what)
                self._work()
            if self.now >= to:
                return

    def collect(self, timeout_s: float) -> None:
        """Wait at most so long for an answer from the pool, and go on with what has arrived."""
        self._thread = get_ident()
        try:
            arrived = self._answers.get(timeout=max(timeout_s, 0.0))
        except Empty:
            return
        self._arrive(arrived)
        self._work()

    def in_turn(self, work: Callable[[], _T]) -> _T:
        """Return what *work* gives, which commands the engine: at once, or, from another thread, in the driver's turn.

        Raises: TimeoutError where nobody drives.
        """
        if self._pool is None or self._thread in {None, get_ident()}:
            return work()
        done: Future[_T] = Future()

        def run() -> None:
            if done.set_running_or_notify_cancel():
                try:
                    done.set_result(work())
                except Exception as err:  # noqa: BLE001  # for whoever waits for it
                    done.set_exception(err)

        self._answers.put(run)
        try:
            return done.result(timeout=_LONGEST_TURN_S)
        except TimeoutError:
            done.cancel()
            raise

    def _work(self) -> None:
        """Perform what is to be performed, and what comes of that, until only the pool is busy."""
        while True:
            if self._effects:
                self._perform(self._effects.popleft())
            elif self._jobs:
                self._start(self._jobs.popleft())
            elif not self._answers.empty():
                self._arrive(self._answers.get())
            else:
                return

    def _perform(self, effect: Effect) -> None:
        self._watch(effect)
        match effect:
            case Fetch() | Deliver() | Probe():
                self._ask(effect)
            case Ring() | ServiceStarted():
                reaction = self._react(effect)
                if reaction.event is not None:
                    self.later(reaction.delay_s, reaction.event)
            case Heard() if self._faults and self._faults.of(effect):
                self._happen(HangsUp(effect.call))

    def _ask(self, effect: Fetch | Deliver | Probe) -> None:
        is_awaited = False
        for job in self._sender.jobs(effect):
            is_awaited |= not job.is_extra
            if job.delay_s:
                self.later(job.delay_s, job)
            elif job.yields and not self._holds_one():
                self.later(_HELD_S, job)
            else:
                self._jobs.append(job)
                if isinstance(effect, Deliver):
                    self._jobs.extend(self._overtaken())
        if isinstance(effect, Deliver) and not is_awaited:
            self._happen(DeliveryReturned(effect.delivery, 200))  # as far as the platform knows

    def later(self, delay_s: float, what: Event | Job) -> None:
        """Let something happen, or a request be made, after so many virtual seconds."""
        heapq.heappush(self._later, (self.now + delay_s, next(self._numbers), what))

    def _holds_one(self) -> bool:
        return any(isinstance(what, Job) and what.yields for _, _, what in self._later)

    def _overtaken(self) -> list[Job]:
        """Return the callbacks that waited for another one, which no longer wait."""
        if not self._later:
            return []
        found = [what for _, _, what in sorted(self._later) if isinstance(what, Job) and what.yields]
        self._later = [item for item in self._later if item[2] not in found]
        heapq.heapify(self._later)
        return found

    def _happen(self, event: Event) -> None:
        """Let something happen, unless it no longer can: the world outside does not know what the platform does."""
        try:
            self._effects.extend(self.engine.receive(event))
        except InputRefused:
            return

    def _start(self, job: Job) -> None:
        if self._pool is None:
            self._answered(job, self._fetcher.fetch(job.request))
        else:
            self._under_way += 1
            self._pool.submit(self._run, job)

    def _run(self, job: Job) -> None:
        self._answers.put((job, self._fetcher.fetch(job.request)))

    def _arrive(self, arrived: tuple[Job, Answer] | Callable[[], None]) -> None:
        if callable(arrived):
            arrived()
        else:
            self._take(*arrived)

    def _take(self, job: Job, answer: Answer) -> None:
        self._under_way -= 1
        self._answered(job, answer)

    def _answered(self, job: Job, answer: Answer) -> None:
        effect = job.effect
        words = ", ".join(map(str, job.faults))
        self._watch(
            Exchange(at=self.now, effect=effect, request=job.request, answer=answer, fault=words, is_extra=job.is_extra)
        )
        if job.is_extra:
            return
        kinds = {fault.kind: fault for fault in job.faults}
        if isinstance(effect, Fetch) and "hang-up" in kinds:
            self._happen(HangsUp(effect.call))
        event = self._sender.answered(job, answer)
        if "delay" in kinds:
            self.later(kinds["delay"].seconds, event)
        else:
            self._happen(event)
