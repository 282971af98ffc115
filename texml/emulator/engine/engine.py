"""The engine: events and time in, effects out, and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import isfinite

from texml.emulator.engine.commands import COMMANDS
from texml.emulator.engine.core import Core
from texml.emulator.engine.effects import Effect
from texml.emulator.engine.events import Event
from texml.emulator.engine.inputs import INPUTS
from texml.emulator.engine.snapshots import (
    CallView,
    ConferenceView,
    QueueView,
    view_call,
    view_conference,
    view_queue,
)
from texml.emulator.engine.verbs.table import VERBS
from texml.emulator.journal import Journal
from texml.emulator.profiles import DOCUMENTED, Profile
from texml.errors import ClockError, InputRefused, UnknownSubject

__all__ = ["Engine"]

_INPUTS = {**INPUTS, **COMMANDS}


class Engine:
    """One emulated platform: calls, conferences, queues and a clock that moves only when it is told to.

    The same *profile*, *seed*, *epoch* and inputs give the same effects and the same journal. *epoch* is the moment of
    the engine's second 0, in seconds of Unix time. *media* says how long audio lasts, in seconds by URL. Recordings
    are named below *recordings_url*; serve them there as `Recorded` says.
    """

    def __init__(
        self,
        *,
        profile: Profile = DOCUMENTED,
        seed: int = 0,
        epoch: float = 1_767_225_600.0,
        media: Mapping[str, float] | None = None,
        recordings_url: str = "https://recordings.emulator.invalid/",
    ) -> None:
        self._core = Core(profile, seed, epoch, media or {}, recordings_url, VERBS)

    def receive(self, event: Event) -> list[Effect]:
        """Return what comes of *event*, which happens now.

        Perform every effect that awaits it, and report each result with `receive`, in any order, or never: the engine
        has its own time-outs for fetches. An answer that comes too late is discarded.

        Raises: InputRefused if it cannot happen as things stand, UnknownSubject if it names what never was; the
        engine is as it was then.
        """
        handle = _INPUTS.get(type(event))
        if handle is None:
            raise InputRefused(type(event).__name__, "it is no event", "those of texml.emulator.engine.events")
        core = self._core
        handle(core, event)
        core.events += 1
        if core.inbox:
            core.settle()
        return core.taken()

    def advance(self, to: float) -> list[Effect]:
        """Let time go on to *to* and return what comes of it, oldest first.

        *to* is in seconds on the engine's clock. The clock stops early, right after the first moment whose effects
        await to be performed: perform them, report, and call again until `now` is *to*. Timers for one moment run in
        the order in which they were set.

        Raises: ClockError if *to* is before `now`, or is no number.
        """
        core = self._core
        if not isfinite(to) or to < core.now:
            raise ClockError("advance", f"the time {to} is before {core.now}", "a time from now on")
        while (at := core.next_at()) is not None and at <= to:
            core.go_on(at)
            while core.next_at() == at:
                timer = core.timers.pop()
                run, timer.run = timer.run, None
                if run is not None:
                    core.events += 1
                    run(*timer.arguments)
                    if core.inbox:
                        core.settle()
            if any(effect.awaits for effect in core.effects):
                return core.taken()
        core.go_on(to)
        return core.taken()

    @property
    def now(self) -> float:
        """Return the time on the engine's clock, in seconds from 0."""
        return self._core.now

    def next_deadline(self) -> float | None:
        """Return the time of the next timer, or None where nothing happens by itself anymore."""
        return self._core.next_at()

    @property
    def events(self) -> int:
        """Return how many inputs were taken and timers ran so far."""
        return self._core.events

    @property
    def journal(self) -> Journal:
        """Return what happened so far, in text."""
        return self._core.journal

    @property
    def account_sid(self) -> str:
        """Return the account of calls whose application names none."""
        return self._core.account_sid

    @property
    def connection_id(self) -> str:
        """Return the application's id in requests, where the application names none of its own."""
        return self._core.connection_id

    def moment(self, at: float) -> datetime:
        """Return the virtual time of day, UTC, at *at* on the engine's clock."""
        return datetime.fromtimestamp(self._core.epoch + at, UTC)

    def call(self, sid: str) -> CallView:
        """Return a call as it is now.

        Raises: UnknownSubject if there never was one of that id.
        """
        found = self._core.calls.get(sid)
        if found is None:
            raise UnknownSubject("call", f"there is no call {sid[:20]!r}", "the id of a CallChanged")
        return view_call(found)

    def calls(self) -> Iterator[CallView]:
        """Yield all calls so far, in the order in which they were made."""
        return map(view_call, self._core.calls.values())

    def conference(self, sid: str) -> ConferenceView:
        """Return a conference as it is now, or as it ended.

        Raises: UnknownSubject if there never was one of that id.
        """
        found = self._core.conferences.get(sid)
        if found is None:
            raise UnknownSubject("conference", f"there is no conference {sid[:40]!r}", "the id of a ConferenceChanged")
        return view_conference(found)

    def conferences(self) -> Iterator[ConferenceView]:
        """Yield all conferences so far, in the order in which they were made."""
        return map(view_conference, self._core.conferences.values())

    def room(self, name: str, account: str | None = None) -> ConferenceView | None:
        """Return the conference that bears a name now, or None."""
        found = self._core.rooms.get((account or self.account_sid, name))
        return None if found is None else view_conference(found)

    def queue(self, name: str, account: str | None = None) -> QueueView | None:
        """Return the queue of that name, or None where there never was one."""
        found = self._core.queues.get((account or self.account_sid, name))
        return None if found is None else view_queue(found, self._core.now)
