"""Hangup and Reject: end the call."""

from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import HANG_UP, Document, End, Verb

__all__ = ["hangup", "reject"]


def hangup(core: Core, call: Call, verb: Verb, document: Document) -> Script[End]:
    """End the call."""
    yield from ()
    return HANG_UP


def reject(core: Core, call: Call, verb: Verb, document: Document) -> Script[End]:
    """Refuse an unanswered call; one that was answered is hung up, which the platform bills."""
    if call.answered_at is None:
        call.cause = "user_busy" if verb.get("reason") == "busy" else "call_rejected"
    else:
        core.warn(call, "late-reject", f"line {verb.line}: Reject after the call was answered hangs up, and is billed")
    yield from ()
    return HANG_UP
