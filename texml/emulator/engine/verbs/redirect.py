"""Redirect: go on with another document."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Failure, Outcome, Verb
from texml.emulator.engine.fetching import fetch_document

__all__ = ["redirect"]


def redirect(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Fetch the document that replaces this one; one without text has nowhere to go (TwiML's meaning is no page's)."""
    if not verb.text:
        return Failure("redirect-nowhere", f"line {verb.line}: Redirect has no URL")
    return (
        yield from fetch_document(
            core, call, verb.text, document.url, verb.get("method"), forms.fetch(call), "redirect", document.kind
        )
    )
