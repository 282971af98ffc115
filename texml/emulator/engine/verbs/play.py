"""Play: audio for its length, keys for theirs, a ringing tone by its cadence."""

from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Failure, Verb
from texml.emulator.engine.effects import Sound
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.hearing import hear_times, keys_s, media_s

__all__ = ["play"]

_CADENCE_S = 6.0
"""A ringing tone sounds for two seconds of six in the United States; other countries are not told apart."""


def play(core: Core, call: Call, verb: Verb, document: Document) -> Script[Failure | None]:
    """Play; what cannot be played ends the document unless continueOnError is true (texml-verbs/play, 2026-08)."""
    answer(core, call)
    digits, tone = verb.get("digits"), verb.get("ring_tone")
    if digits is None and tone is None:
        source = yield from _source(core, call, verb, document)
        if isinstance(source, Failure):
            if verb.get("continue_on_error") or core.profile.play_failure == "next-verb":
                core.warn(call, source.code, f"{source.text}; the document goes on")
                return None
            return source
        text, duration_s = source
        sound: Sound = "play"
    elif digits is not None:
        sound, text, duration_s = "digits", digits, keys_s(digits)
    else:
        sound, text, duration_s = "ringing", tone, _CADENCE_S
    yield from hear_times(core, call, sound, text, duration_s, verb.get("loop"))
    return None


def _source(core: Core, call: Call, verb: Verb, document: Document) -> Script[tuple[str, float] | Failure]:
    """Return what is played and for how long: the file, or, once it failed, its failover."""
    failure = Failure("media", "there is nothing to play")
    for reference in (verb.text, verb.get("failover_url")):
        if not reference:
            continue
        if verb.get("media_storage"):
            return reference, core.media.get(reference) or core.profile.unknown_media_s
        url = url_of(core, reference, document.url)
        if isinstance(url, Failure):
            failure = Failure("media", url.text)
            continue
        duration_s = yield from media_s(core, call, url)
        if not isinstance(duration_s, Failure):
            return url, duration_s
        failure = duration_s
    return failure
