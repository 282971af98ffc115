"""The wait document of who waits for a conference or in a queue: run, asked for again, run again."""

from collections.abc import Callable
from typing import NamedTuple

from texml.emulator.audio import duration_s as audio_s
from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, End, Failure
from texml.emulator.engine.effects import Purpose
from texml.emulator.engine.fetching import Answer, document_of, fetch, is_audio, url_of
from texml.emulator.engine.hearing import hear, hear_on, media_s
from texml.emulator.engine.messages import Tick
from texml.emulator.engine.running import run
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import DocumentKind

__all__ = ["Wait", "play_once", "wait"]

_Pairs = tuple[tuple[str, str], ...]


class Wait(NamedTuple):
    """Where a wait document comes from; *url* None is the platform's own music, an empty one silence."""

    url: str | None
    method: Method
    base: str | None
    kind: DocumentKind
    purpose: Purpose
    gap_s: float
    params: Callable[[], _Pairs]


def wait(core: Core, call: Call, source: Wait) -> Script[End | None]:
    """Let a call hear its wait document, again and again; return LEAVE or HANG_UP if the document says so.

    What cannot be had, or has no verbs, ends the music but not the waiting.
    """
    if source.url is None:
        yield from hear_on(core, call, "music", "")
    if not source.url:
        yield from _silence()
        return None
    url = url_of(core, source.url, source.base)
    while not isinstance(url, Failure):
        answer = yield from fetch(core, call, url, source.method, source.params(), source.purpose)
        if isinstance(answer, Failure):
            core.warn(call, answer.code, f"{answer.text}; the waiting goes on in silence")
            break
        if is_audio(answer):
            yield from _loop(core, call, answer)
            break
        document = document_of(core, call, answer, source.kind)
        if isinstance(document, Document) and not document.verbs:
            core.lines.append(f"{call.name}: the wait document has no verbs; silence")
            break
        end = yield from run(core, call, document)
        if isinstance(end, End):
            return end
        if isinstance(end, Failure):
            core.warn(call, end.code, f"{end.text}; the waiting goes on in silence")
            break
        yield from _pause(core, source.gap_s)
    if isinstance(url, Failure):
        core.warn(call, url.code, f"{url.text}; the waiting goes on in silence")
    yield from _silence()
    return None


def play_once(core: Core, call: Call, source: Wait) -> Script[None]:
    """Let a call hear an announcement: audio or a document, once."""
    url = url_of(core, source.url or "", source.base)
    found: Answer | Failure = (
        url
        if isinstance(url, Failure)
        else (yield from fetch(core, call, url, source.method, source.params(), source.purpose))
    )
    end: object = found
    if isinstance(found, Answer):
        if is_audio(found):
            duration_s = yield from media_s(core, call, found.url)
            if not isinstance(duration_s, Failure):
                yield from hear(core, call, "play", found.url, duration_s)
            end = duration_s
        else:
            end = yield from run(core, call, document_of(core, call, found, source.kind))
    if isinstance(end, Failure):
        core.warn(call, end.code, end.text)


def _loop(core: Core, call: Call, answer: Answer) -> Script[None]:
    """Play audio again and again; what was answered is the audio, so nothing is asked for again."""
    duration_s = core.media.get(answer.url) or audio_s(answer.body)
    while True:
        yield from hear(core, call, "play", answer.url, duration_s or core.profile.unknown_media_s)


def _pause(core: Core, duration_s: float) -> Script[None]:
    until = core.now + duration_s
    while True:
        message = yield until
        if isinstance(message, Tick) and core.now >= until:
            return


def _silence() -> Script[None]:
    while True:
        yield None
