"""Connect: the call belongs to one service until that is over."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Outcome, Verb
from texml.emulator.engine.running import act
from texml.emulator.engine.services import hand_over

__all__ = ["connect"]


def connect(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Hand the call over and wait; then the action is asked, or the next verb follows."""
    answer(core, call)
    if not verb.children:
        core.warn(call, "nothing-to-connect", f"line {verb.line}: Connect names no service")
        return None
    noun = verb.children[0]
    fields = yield from hand_over(core, call, "connect", (("noun", noun.tag), *noun.node.attributes.items()))
    if verb.get("action") is None:
        return None
    params = (*forms.fetch(call), *(fields or ()))
    return (yield from act(core, call, document, verb.get("action"), verb.get("method"), params, "connect_action"))
