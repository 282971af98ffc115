"""Pause: silence."""

from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Verb
from texml.emulator.engine.hearing import hear

__all__ = ["pause"]


def pause(core: Core, call: Call, verb: Verb, document: Document) -> Script[None]:
    """Wait; a call that was not answered rings on meanwhile (assumed: a Pause needs no media)."""
    return hear(core, call, "silence", "", verb.get("length"))
