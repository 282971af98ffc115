"""Outbound legs: they ring, are answered or not, run the document that is for them, and wait to be connected."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, Watcher, answer, finish, make_call, ring
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Failure, Verb
from texml.emulator.engine.effects import Ring
from texml.emulator.engine.fetching import fetch_document, url_of
from texml.emulator.engine.hearing import hear, keys_s
from texml.emulator.engine.messages import Answered, LegReady, Tick, Unbridged
from texml.emulator.engine.running import run
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import NUMBER_URL

__all__ = ["begin_leg", "ring_out"]


def ring_out(core: Core, call: Call, timeout_s: float) -> Script[bool]:
    """Let a leg ring until it is answered; False where nobody did in time. Other ends come from outside the script."""
    parent = call.parent.sid if call.parent else None
    core.effects.append(Ring(call.sid, core.now, parent, call.to, call.from_, timeout_s))
    rings_at, until = core.now + core.profile.ring_delay_s, core.now + timeout_s
    while True:
        message = yield rings_at if call.status == "initiated" and rings_at < until else until
        if isinstance(message, Answered):
            if call.status == "initiated":
                ring(core, call)
            answer(core, call)
            return True
        if isinstance(message, Tick):
            if core.now >= until:
                return False
            if call.status == "initiated" and core.now >= rings_at:
                ring(core, call)


def begin_leg(core: Core, parent: Call, dial: Verb, noun: Verb, document: Document) -> Call:
    """Dial *noun* for a call that runs a Dial; the parent is told what becomes of the leg."""
    to = noun.text
    from_ = dial.get("caller_id") or parent.from_
    leg = make_call(
        core,
        parent.application,
        to,
        from_,
        is_inbound=False,
        party="sip" if noun.tag == "Sip" else "pstn",
        caller_name=dial.get("from_display_name"),
        parent=parent,
        watchers=_watchers(core, parent, noun, document),
    )
    core.begin(leg, _leg(core, leg, parent, dial, noun, document))
    return leg


def _watchers(core: Core, parent: Call, noun: Verb, document: Document) -> tuple[Watcher, ...]:
    """Return who is told of the leg: its status callback, and the one for machine detection."""
    asked: tuple[tuple[str | None, Method, tuple[str, ...]], ...] = (
        (noun.get("status_callback"), noun.get("status_callback_method"), noun.get("status_callback_event") or ()),
        # No attribute names the method; POST is assumed.
        (noun.get("amd_status_callback"), "POST", ("amd",)),
    )
    watchers = []
    for reference, method, events in asked:
        url = None if reference is None else url_of(core, reference, document.url)
        if isinstance(url, Failure):
            core.warn(parent, url.code, url.text)
        elif url is not None:
            watchers.append(Watcher(url, method, frozenset(events)))
    return tuple(watchers)


def _leg(core: Core, leg: Call, parent: Call, dial: Verb, noun: Verb, document: Document) -> Script[None]:
    is_answered = yield from ring_out(core, leg, dial.get("timeout"))
    if not is_answered:
        finish(core, leg, "no_answer", "no-answer")
        return
    core.post(parent, Answered(leg))
    if noun.get("send_digits"):
        yield from hear(core, leg, "digits", noun.get("send_digits"), keys_s(noun.get("send_digits")))
    if noun.get("url") is not None:
        params = (*forms.fetch(leg), ("ParentCallSid", parent.sid))
        found = yield from fetch_document(
            core, leg, noun.get("url"), document.url, noun.get("method"), params, "number_url", NUMBER_URL
        )
        end = yield from run(core, leg, found)
        if isinstance(end, Failure):
            core.warn(leg, end.code, f"{end.text}; the two are connected without it")
        elif end is not None:
            finish(core, leg, "document")
            return
    core.post(parent, LegReady(leg))
    while True:
        message = yield None
        if isinstance(message, Unbridged) and message.subject is parent:
            finish(core, leg, "dial-over")
            return
