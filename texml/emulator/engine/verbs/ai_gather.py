"""AIGather: a conversation whose result a script tells."""

from base64 import b64encode

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Outcome, Verb
from texml.emulator.engine.running import act
from texml.emulator.engine.services import hand_over

__all__ = ["ai_gather"]

_EMPTY = (
    ("Base64Result", b64encode(b"{}").decode()),
    ("Base64MessageHistory", b64encode(b"[]").decode()),
    ("Status", "valid"),
)


def ai_gather(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Let the conversation take place; without a script it finds out nothing, which the action is told."""
    answer(core, call)
    greeting = next((part.text for part in verb.children if part.tag == "Greeting"), "")
    schema = next((part.text for part in verb.children if part.tag == "Parameters"), "")
    facts = (("greeting", greeting), ("parameters", schema))
    fields = (yield from hand_over(core, call, "ai-gather", facts)) or _EMPTY
    if verb.get("action") is None:
        return None
    method = verb.get("method") if "method" in verb.given else call.application.voice_method
    params = (*forms.who(call), *fields)
    return (yield from act(core, call, document, verb.get("action"), method, params, "ai_gather_action"))
