"""Enqueue and Leave: wait in a queue until somebody takes the call, or it leaves."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script, Side, earliest
from texml.emulator.engine.documents import HANG_UP, LEAVE, Document, End, Failure, Outcome, Verb
from texml.emulator.engine.fetching import fetch_document
from texml.emulator.engine.messages import Bridged, Dequeued, Greeting, Left, Tick, Unbridged
from texml.emulator.engine.queues import Entry, depart, join
from texml.emulator.engine.running import act, run
from texml.emulator.engine.transitions import QUEUED, moved
from texml.emulator.engine.waiting import Wait, wait
from texml.vocabulary.documents import QUEUE_URL, QUEUE_WAIT

__all__ = ["enqueue", "leave_queue", "whole_s"]


def enqueue(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Wait in the queue; the action is asked once the call left it or what it was connected to is over."""
    answer(core, call)
    entry = join(core, call, verb.text)
    if entry is None:
        return None
    result = "hangup"
    try:
        result = yield from _stay(core, call, verb, document, entry)
    finally:
        depart(core, entry, result)
    if result == "hangup":
        return HANG_UP
    action = verb.get("action")
    if action is None:
        return None
    params = (
        *forms.fetch(call),
        ("QueueResult", result),
        ("QueueSid", entry.line.name),
        ("QueueTime", whole_s(core.now - entry.joined_at)),
    )
    return (yield from act(core, call, document, action, verb.get("method"), params, "enqueue_action"))


def _stay(core: Core, call: Call, verb: Verb, document: Document, entry: Entry) -> Script[str]:
    """Wait until something ends it; return the result, in the platform's words."""
    until = core.now + verb.get("max_wait_time_secs")

    def params() -> tuple[tuple[str, str], ...]:
        line = entry.line
        return (
            *forms.who(call),
            ("QueueSid", line.name),
            ("QueuePosition", str(line.position(entry))),
            ("CurrentQueueSize", str(len(line.tickets))),
            ("QueueTime", whole_s(core.now - entry.joined_at)),
            ("AvgQueueTime", whole_s(line.average_wait_s(core.now))),
        )

    method = verb.get("wait_url_method")
    gap_s = core.profile.queue_gap_s
    url = "" if verb.is_empty("wait_url") else verb.get("wait_url")
    source = Wait(url, method, document.url, QUEUE_WAIT, "enqueue_wait_url", gap_s, params)
    music = Side(wait(core, call, source))
    try:
        while True:
            if music.is_over:
                return "leave" if music.outcome is LEAVE else "hangup"
            message = yield earliest(until, music.deadline)
            if isinstance(message, Tick):
                if core.now >= until:
                    return "timeout"
                music.tick(core.now)
            elif isinstance(message, Dequeued):
                music.close()
                result = yield from _connected(core, call, entry, message)
                if result is not None:
                    return result
                music = Side(wait(core, call, source))
            elif isinstance(message, Left):
                return message.reason
            else:
                music.send(message)
    finally:
        music.close()


def _connected(core: Core, call: Call, entry: Entry, message: Dequeued) -> Script[str | None]:
    """Hear the greeting, then stay with who took the call; None where that one gave it back."""
    greeting = None if message.greeting is None else Side(_greeting(core, call, message.greeting))
    try:
        while True:
            if entry.state == "bridging" and (greeting is None or greeting.is_over):
                if greeting is not None and greeting.outcome is HANG_UP:
                    return "hangup"
                entry.state = moved(QUEUED, entry.state, "connect")
                core.lines.append(f"{call.name}: connected")
                core.post(message.dialer, Bridged(entry))
            told = yield greeting.deadline if greeting else None
            if isinstance(told, Unbridged) and told.subject is message.dialer:
                return None if entry.state == "waiting" else "bridged"
            if greeting is not None:
                if isinstance(told, Tick):
                    greeting.tick(core.now)
                else:
                    greeting.send(told)
    finally:
        if greeting is not None:
            greeting.close()


def _greeting(core: Core, call: Call, greeting: Greeting) -> Script[End | None]:
    found = yield from fetch_document(
        core, call, greeting.url, greeting.base, greeting.method, forms.fetch(call), "queue_url", QUEUE_URL
    )
    end = yield from run(core, call, found)
    if isinstance(end, Failure):
        core.warn(call, end.code, f"{end.text}; the two are connected without it")
        return None
    return end


def leave_queue(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Leave the queue, in a wait document; outside one there is nothing to leave."""
    yield from ()
    if call.entry is not None:
        return LEAVE
    core.warn(call, "nothing-to-leave", f"line {verb.line}: Leave outside a queue's wait document does nothing")
    return None


def whole_s(duration_s: float) -> str:
    """Return a duration in whole seconds that have passed."""
    return str(int(duration_s))
