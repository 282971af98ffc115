"""Refer: hand the call over by SIP and hear what became of it."""

from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import HANG_UP, Document, Outcome, Verb
from texml.emulator.engine.running import act
from texml.emulator.engine.services import hand_over

__all__ = ["refer"]

_DONE = (("ReferCallStatus", "in-progress"), ("ReferSipResponseCode", "202"), ("NotifySipResponseCode", "200"))


def refer(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Hand the call over; without an action it is over then, as the caller is with somebody else (assumed)."""
    answer(core, call)
    if not verb.children:
        core.warn(call, "nothing-to-refer-to", f"line {verb.line}: Refer names no Sip address")
        return None
    fields = (yield from hand_over(core, call, "refer", (("uri", verb.children[0].text),))) or _DONE
    if verb.get("action") is not None:
        params = (*call.base[:3], *fields, ("Timestamp", core.stamp()))
        return (yield from act(core, call, document, verb.get("action"), verb.get("method"), params, "refer_action"))
    if dict(fields).get("ReferCallStatus") == "in-progress":
        call.cause = "referred"
        return HANG_UP
    return None
