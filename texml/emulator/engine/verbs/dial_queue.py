"""Queue in a Dial: connect with who waits longest, or wait for somebody to come."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Outcome, Verb
from texml.emulator.engine.messages import Bridged, Greeting, Keys, Taken, Tick, Unbridged
from texml.emulator.engine.queues import Line, dequeue, let_go, line_of
from texml.emulator.engine.running import act

__all__ = ["dial_queue"]


def dial_queue(core: Core, call: Call, verb: Verb, noun: Verb, document: Document) -> Script[Outcome]:
    """Take the first of the queue; an empty one is waited for as long as a Dial rings (assumed)."""
    line = line_of(core, call.base[0][1], noun.text)
    greeting = None if noun.get("url") is None else Greeting(noun.get("url"), noun.get("method"), document.url)
    call.listens = True
    try:
        other, connected_at = yield from _connected(core, call, verb, line, greeting)
    finally:
        call.listens = False
        let_go(core, line, call)
    status = "no-answer" if connected_at is None else "completed"
    core.lines.append(f"{call.name}: dial over, {status}")
    if verb.get("action") is None:
        return None
    duration_s = None if connected_at is None else core.now - connected_at
    params = (*forms.dial_result(core, call, status, other, duration_s), ("QueueSid", line.name))
    return (yield from act(core, call, document, verb.get("action"), verb.get("method"), params, "dial_action"))


def _connected(
    core: Core, call: Call, verb: Verb, line: Line, greeting: Greeting | None
) -> Script[tuple[Call | None, float | None]]:
    """Wait for somebody and stay with them; return who it was, and since when the two were connected."""
    entry = dequeue(core, line, call, greeting)
    if entry is None:
        core.lines.append(f"{call.name}: waits for somebody in queue {line.name}")
    until = core.now + verb.get("timeout")
    since: float | None = None
    while True:
        message = yield until
        entry = call.taken
        if isinstance(message, Taken):
            # The greeting takes as long as it takes.
            until = core.now + verb.get("time_limit")
        elif isinstance(message, Bridged) and message.subject is entry:
            since = core.now
            until = since + verb.get("time_limit")
        elif isinstance(message, Unbridged) and message.subject is entry and entry is not None:
            return entry.call, since
        elif (isinstance(message, Keys) and verb.get("hangup_on_star") and "*" in message.digits) or (
            isinstance(message, Tick) and core.now >= until
        ):
            return entry.call if entry else None, since
