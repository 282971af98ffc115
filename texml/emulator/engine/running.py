"""Run documents: one verb after the other, and what follows the last one or the lack of one."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, End, Failure, Outcome
from texml.emulator.engine.effects import Purpose
from texml.emulator.engine.fetching import fetch_document
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import VOICE

__all__ = ["act", "run", "run_call"]

_Pairs = tuple[tuple[str, str], ...]


def run(core: Core, call: Call, outcome: Outcome) -> Script[Failure | End | None]:
    """Run a document and those that follow it; return how it all ended, None for a last verb."""
    while isinstance(outcome, Document):
        document, outcome = outcome, None
        for verb in document.verbs:
            call.verb = verb.tag
            outcome = yield from core.verbs[verb.tag](core, call, verb, document)
            if outcome is not None:
                break
    return outcome


def run_call(core: Core, call: Call, outcome: Outcome) -> Script[str]:
    """Run a call's documents until there are none, the fallback's included; return the cause of its end.

    The fallback is asked once a call: what it leads to and fails as well has had its chance (assumed).
    """
    fallback = call.application.fallback_url
    while True:
        end = yield from run(core, call, outcome)
        if not isinstance(end, Failure):
            core.lines.append(f"{call.name}: {'end of the document' if end is None else 'hang-up by the document'}")
            return "document"
        core.warn(call, end.code, end.text)
        is_broken = end.code in _BROKEN and core.profile.broken_document == "hang-up"
        if fallback is None or is_broken or end.code in _FINAL:
            return "application-error"
        method = call.application.voice_method
        outcome = yield from fetch_document(
            core, call, fallback, call.application.voice_url, method, forms.fetch(call), "voice_fallback", VOICE
        )
        fallback = None


# What an answer of 200 may be that is no document; whether the fallback is asked for then is a switch.
_BROKEN = {"html", "not-xml", "not-texml", "half-document", "empty-body", "invalid-document", "content-type"}
# No other document could help: audio that cannot be played, and asking without end.
_FINAL = {"endless", "media", "media-timeout"}


def act(
    core: Core, call: Call, document: Document, url: str, method: Method, params: _Pairs, purpose: Purpose
) -> Script[Outcome]:
    """Ask an action URL what is next: its document replaces the running one."""
    found = yield from fetch_document(core, call, url, document.url, method, params, purpose, document.kind)
    if isinstance(found, Document) and not found.verbs:
        core.lines.append(f"{call.name}: the action's document has no verbs")
        if core.profile.empty_action_document == "next-verb":
            return None
    return found
