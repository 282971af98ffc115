"""Start and Stop: services beside the call. They are recorded and told of; a recording does run."""

from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Verb
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.recordings import record
from texml.emulator.engine.services import Service

__all__ = ["start", "stop"]

_CALLBACKS = {
    "Stream": ("status_callback", "status_callback_method"),
    "Siprec": ("status_callback", "status_callback_method"),
    "Transcription": ("transcription_callback", "transcription_callback_method"),
}


def start(core: Core, call: Call, verb: Verb, document: Document) -> Script[None]:
    """Start what is inside, and go on at once."""
    yield from ()
    answer(core, call)
    for noun in verb.children:
        if noun.tag == "Recording":
            channels = 2 if noun.get("channels") == "dual" else 1
            record(
                core, call, call, noun, document, "StartCallRecordingAPI", form=noun.get("format"), channels=channels
            )
        else:
            _start(core, call, noun, document)


def _start(core: Core, call: Call, noun: Verb, document: Document) -> None:
    reference, method = (noun.get(name) for name in _CALLBACKS.get(noun.tag, ("", "")))
    url = url_of(core, reference, document.url) if reference else None
    if url is not None and not isinstance(url, str):
        core.warn(call, url.code, url.text)
        url = None
    facts = tuple(noun.node.attributes.items())
    Service(core, call, noun.tag.lower(), noun.get("name"), facts, url, method or "POST")


def stop(core: Core, call: Call, verb: Verb, document: Document) -> Script[None]:
    """Stop the services inside: the one of the name that is given, else the last of its kind."""
    yield from ()
    for noun in verb.children:
        name = noun.get("name")
        running = [
            service
            for service in call.services
            if service.kind == noun.tag.lower() and (name is None or service.name == name)
        ]
        if running:
            running[-1].stop(core)
        else:
            what = noun.tag if name is None else f"{noun.tag} named {name!r}"
            core.warn(call, "nothing-to-stop", f"line {noun.line}: no {what} is running")
