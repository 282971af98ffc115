"""Calls and legs: their state, their status and who is told of it."""

from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from texml.emulator.engine import forms
from texml.emulator.engine.core import Actor, Core
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.effects import CallChanged, CallStatus
from texml.emulator.engine.events import Application
from texml.emulator.engine.messages import LegOver
from texml.emulator.engine.timers import Timer
from texml.emulator.engine.transitions import CALL, moved
from texml.vocabulary.choices import Method

if TYPE_CHECKING:
    from texml.emulator.engine.conferences import Participant
    from texml.emulator.engine.queues import Entry
    from texml.emulator.engine.recordings import Recording
    from texml.emulator.engine.services import Service

__all__ = ["Call", "Watcher", "answer", "finish", "hang_up", "keys_pressed", "make_call", "release", "ring"]

_Pairs = tuple[tuple[str, str], ...]


class Watcher(NamedTuple):
    """Who is told of something: a URL, and the events that it asked for."""

    url: str
    method: Method
    events: frozenset[str]


_FINAL = CALL.final


class Call(Actor):
    """One call or leg. *base* is what every request about it carries; *direction* says who made it.

    What is asked again and again, such as whether it is over, is kept and not found anew.
    """

    __slots__ = (
        "answered_at", "answered_stamp", "application", "base", "caller_name", "cause", "created_at", "created_stamp",
        "dialer", "direction", "ended_at", "entry", "fetched_at", "fetches", "from_", "is_gathering", "is_inbound",
        "is_over", "keys", "leg_id", "listens", "name", "parent", "participant", "recorded", "recordings", "sequence",
        "services", "session", "sid", "status", "taken", "time_limit", "to", "verb", "watchers",
    )  # fmt: skip

    def __init__(self, core: Core, application: Application, to: str, from_: str, *, is_inbound: bool) -> None:
        super().__init__()
        self.sid = core.identity.call_sid()
        self.name = f"call {core.number('call')}"
        self.application = application
        self.to = to
        self.from_ = from_
        self.is_inbound = is_inbound
        self.direction: Literal["inbound", "outbound"] = "inbound" if is_inbound else "outbound"
        self.status: CallStatus = "ringing" if is_inbound else "initiated"
        self.is_over = False
        self.created_at = core.now
        self.created_stamp = core.stamp()
        self.answered_at: float | None = None
        self.answered_stamp = ""
        self.ended_at: float | None = None
        self.cause: str | None = None
        self.parent: Call | None = None
        self.dialer: Call | None = None
        self.caller_name: str | None = None
        self.base: _Pairs = ()
        self.session = ""
        self.leg_id = ""
        self.sequence = 0
        self.watchers: tuple[Watcher, ...] = ()
        self.verb: str | None = None
        self.keys = ""
        self.listens = False
        self.is_gathering = False
        self.fetched_at = -1.0
        self.fetches = 0
        self.participant: Participant | None = None
        self.entry: Entry | None = None
        self.taken: Entry | None = None
        self.recordings: tuple[Recording, ...] = ()
        self.recorded: Recording | None = None
        self.services: tuple[Service, ...] = ()
        self.time_limit: Timer | None = None


def make_call(
    core: Core,
    application: Application,
    to: str,
    from_: str,
    *,
    is_inbound: bool,
    party: str = "pstn",
    caller_name: str | None = None,
    parent: Call | None = None,
    headers: _Pairs = (),
    watchers: tuple[Watcher, ...] = (),
) -> Call:
    """Return a new call, of which those who watch it are told."""
    call = Call(core, application, to, from_, is_inbound=is_inbound)
    core.calls[call.sid] = call
    call.parent = call.dialer = parent
    call.caller_name = caller_name
    call.session = parent.session if parent else core.identity.uuid("session")
    call.leg_id = core.identity.uuid("leg")
    call.base = forms.base(core, call, party, headers)
    call.watchers = watchers
    core.lines.append(f"{call.name}: {call.direction} from {from_} to {to}, {call.sid}")
    _changed(core, call)
    _progress(core, call, "initiated", "call_initiated", status="initiated")
    if is_inbound:
        _progress(core, call, "ringing", "call_ringing")
    return call


def ring(core: Core, call: Call) -> None:
    """Let an outbound leg ring."""
    _move(core, call, "ring")
    _progress(core, call, "ringing", "call_ringing")


def answer(core: Core, call: Call) -> None:
    """Answer a call, unless it is answered."""
    if call.status != "ringing":
        return
    call.answered_at = core.now
    call.answered_stamp = core.stamp()
    _move(core, call, "answer")
    _progress(core, call, "answered", "call_answered")


def hang_up(core: Core, call: Call, cause: str, happening: str = "hang-up") -> None:
    """End a call from outside its script: what it is in, it leaves first."""
    if call.is_over:
        return
    call.cause = cause
    core.stop(call)
    finish(core, call, cause, happening)


def finish(core: Core, call: Call, cause: str, happening: str = "hang-up") -> None:
    """End a call whose script is done; what was never answered is not completed but, by *happening*, something else."""
    if call.is_over:
        return
    if happening == "hang-up" and call.status != "in-progress":
        happening = "cancel"
    call.cause = cause
    call.ended_at = core.now
    for service in call.services:
        service.stop(core)
    for recording in call.recordings:
        recording.stop(core)
    _move(core, call, happening)
    core.timers.cancel(call.time_limit)
    call.time_limit = None
    _progress(core, call, "completed", "call_completed")
    release(core, call)
    # What an ended call is still asked for is little; there may be many of them.
    call.base = ()
    call.watchers = ()


def release(core: Core, call: Call) -> None:
    """Tell who dialed a leg that it has it no more: the leg is over, or goes its own way."""
    dialer, call.dialer = call.dialer, None
    if dialer is not None:
        core.post(dialer, LegOver(call))


def _move(core: Core, call: Call, happening: str) -> None:
    call.status = cast("CallStatus", moved(CALL, call.status, happening))
    call.is_over = call.status in _FINAL
    _changed(core, call)
    because = "" if call.cause is None else f", {call.cause}"
    core.lines.append(f"{call.name}: {call.status}{because}")


def _changed(core: Core, call: Call) -> None:
    parent = call.parent.sid if call.parent else None
    core.effects.append(
        CallChanged(call.sid, core.now, call.status, call.direction, call.to, call.from_, parent, call.cause)
    )


def _progress(core: Core, call: Call, event: str, callback: str, *, status: str | None = None) -> None:
    """Tell those who asked for *event*; a number is given out only where somebody is told."""
    for watcher in call.watchers:
        if event in watcher.events:
            params = forms.progress(core, call, status or call.status)
            tell(core, call.sid, call.name, watcher.url, watcher.method, params, callback)


def keys_pressed(core: Core, call: Call, digits: str) -> None:
    """Tell those who asked for keys, of each alone."""
    watchers = [watcher for watcher in call.watchers if "dtmf" in watcher.events]
    for digit, watcher in product(digits if watchers else "", watchers):
        params = (*forms.progress(core, call, "dtmf"), ("Digit", digit))
        tell(core, call.sid, call.name, watcher.url, watcher.method, params, "call_dtmf")
