"""Record: record the caller until a key, silence or the length ends it."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script, earliest
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.documents import Document, Outcome, Verb
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.hearing import hear
from texml.emulator.engine.messages import Keys, Speech, Tick
from texml.emulator.engine.recordings import Recording, record
from texml.emulator.engine.running import act

__all__ = ["record_call"]

_BEEP_S = 0.5


def record_call(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Record; then the action is asked, or, without one, the next verb follows (TwiML asks this document again)."""
    answer(core, call)
    if verb.get("play_beep"):
        yield from hear(core, call, "beep", "", _BEEP_S)
    channels = 2 if verb.get("channels") == "dual" else 1
    made = record(core, call, call, verb, document, "RecordVerb", form=verb.get("format"), channels=channels)
    call.recorded = made
    call.listens = True
    try:
        key, words = yield from _recording(core, verb)
    finally:
        call.listens = False
        made.stop(core)
    if verb.get("transcription"):
        _transcribe(core, call, verb, document, made, " ".join(words))
    if verb.get("action") is None:
        return None
    digits = (("Digits", key),) if key is not None else ()
    params = (*forms.recording(made, "completed"), *call.base[4:6], *digits)
    return (yield from act(core, call, document, verb.get("action"), verb.get("method"), params, "record_action"))


def _recording(core: Core, verb: Verb) -> Script[tuple[str | None, list[str]]]:
    """Wait for the end; return the key that was pressed, if one was, and what was said."""
    limit_s, silence_s = verb.get("max_length"), verb.get("timeout")
    until = core.now + limit_s if limit_s else None
    silent_at: float | None = None
    words: list[str] = []
    while True:
        message = yield earliest(until, silent_at)
        if isinstance(message, Tick):
            return None, words
        if isinstance(message, Speech):
            words.append(message.text)
            # The silence that ends it counts from the end of the speech; without speech there is none.
            silent_at = message.until + silence_s if silence_s else None
        elif isinstance(message, Keys):
            pressed = next((key for key in message.digits if key in (verb.get("finish_on_key") or "")), None)
            if pressed is not None:
                return pressed, words


def _transcribe(core: Core, call: Call, verb: Verb, document: Document, made: Recording, text: str) -> None:
    reference = verb.get("transcription_callback")
    url = url_of(core, reference, document.url) if reference else None
    if not isinstance(url, str):
        core.warn(call, "result-lost", f"line {verb.line}: Record has transcription but no transcriptionCallback")
        return
    params = (
        *forms.gather(call),
        ("CallStatus", call.status),
        ("RecordingSid", made.sid),
        ("RecordingUrl", made.url),
        ("TranscriptionSid", core.identity.uuid("transcription")),
        ("TranscriptionStatus", "completed"),
        ("TranscriptionText", text),
    )
    arguments = (core, call.sid, call.name, url, "POST", params, "record_transcription")
    core.later(core.profile.recording_ready_s, tell, *arguments)
