"""Announcements to a whole conference: audio, or a document of Say, Play and Pause, heard by everybody once."""

from texml.emulator.audio import duration_s as audio_s
from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.conferences import Room, heard
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Failure
from texml.emulator.engine.effects import Sound
from texml.emulator.engine.fetching import document_of, fetch, is_audio, url_of
from texml.emulator.engine.hearing import MIN_AUDIO_S, media_s
from texml.emulator.engine.messages import Tick
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import CONFERENCE_WAIT

__all__ = ["announce"]


def announce(core: Core, room: Room, url: str, method: Method) -> None:
    """Let a room hear what is at *url*, instead of what is announced now; the request is for its first participant."""
    core.stop(room)
    core.begin(room, _announcement(core, room, next(iter(room.participants.values())).call, url, method))


def _announcement(core: Core, room: Room, call: Call, url: str, method: Method) -> Script[None]:
    found = yield from fetch(core, call, url, method, forms.fetch(call), "announce_url", actor=room)
    if isinstance(found, Failure):
        core.warn(call, found.code, found.text)
        return
    if is_audio(found):
        duration_s = core.media.get(found.url) or audio_s(found.body) or core.profile.unknown_media_s
        yield from _all_hear(core, room, "play", found.url, duration_s)
        return
    document = document_of(core, call, found, CONFERENCE_WAIT)
    if isinstance(document, Failure):
        core.warn(call, document.code, document.text)
        return
    for verb in document.verbs:
        if verb.tag == "Say" and verb.speech is not None:
            duration_s = verb.speech.words / core.profile.words_per_second + verb.speech.pause_s
            yield from _all_hear(core, room, "say", verb.speech.text, duration_s)
        elif verb.tag == "Play":
            failure = yield from _play(core, room, call, url_of(core, verb.text, document.url))
            if failure is not None:
                core.warn(call, failure.code, failure.text)
                if not verb.get("continue_on_error") and core.profile.play_failure == "end":
                    return
        elif verb.tag == "Pause":
            yield from _all_hear(core, room, "silence", "", verb.get("length"))


def _play(core: Core, room: Room, call: Call, url: str | Failure) -> Script[Failure | None]:
    """Let all hear the audio at *url*, if it can be played."""
    if isinstance(url, Failure):
        return Failure("media", url.text)
    duration_s = yield from media_s(core, call, url, actor=room)
    if isinstance(duration_s, Failure):
        return duration_s
    yield from _all_hear(core, room, "play", url, duration_s)
    return None


def _all_hear(core: Core, room: Room, sound: Sound, text: str, duration_s: float) -> Script[None]:
    heard(core, room, sound, text, duration_s, None)
    for recording in room.recordings:
        recording.sounds(core, "audio", duration_s)
    until = core.now + max(duration_s, MIN_AUDIO_S)
    while True:
        message = yield until
        if isinstance(message, Tick) and core.now >= until:
            return
