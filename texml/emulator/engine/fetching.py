"""Ask the application for a document: redirects, time-outs and bad answers included, each with its outcome."""

from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Actor, Core, Script
from texml.emulator.engine.documents import Document, Failure, program_of
from texml.emulator.engine.effects import Fetch, FetchCancelled, Purpose
from texml.emulator.engine.events import FetchFailed, FetchReturned
from texml.emulator.engine.messages import Tick
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import DocumentKind

__all__ = ["Answer", "absolute", "document_of", "fetch", "fetch_document", "is_audio", "send_off", "url_of"]

_Pairs = tuple[tuple[str, str], ...]
_XML = ("application/xml", "text/xml", "application/texml+xml")
_AUDIO_SUFFIXES = (".mp3", ".wav")
_KEPT = 1024
_REDIRECTS = {301, 302, 303, 307, 308}


class Answer:
    """An answer of success, and the URL that gave it after redirects."""

    __slots__ = ("body", "content_type", "is_cut", "url")

    def __init__(self, url: str, event: FetchReturned) -> None:
        self.url = url
        self.body = event.body
        self.content_type = _media_type(event.content_type)
        self.is_cut = event.is_cut


@lru_cache(256)
def _media_type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


def url_of(core: Core, reference: str, base: str | None) -> str | Failure:
    """Return `absolute` of the two, remembered: documents name the same few places again and again."""
    key = (reference, base)
    found = core.urls.get(key)
    if found is None:
        if len(core.urls) >= _KEPT:
            core.urls.clear()
        found = core.urls[key] = absolute(reference, base)
    return found


def absolute(reference: str, base: str | None) -> str | Failure:
    """Return *reference* as a URL, resolved against the document that holds it (RFC 3986)."""
    try:
        url = reference if reference.startswith(("https://", "http://")) else urljoin(base or "", reference)
        parts = urlsplit(url)
    except ValueError:
        return Failure("bad-url", f"{reference!r} is no URL")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return url
    if not parts.scheme:
        return Failure("relative-url", f"{reference!r} is relative, but the document came inline and has no URL")
    return Failure("bad-url", f"{reference!r} is not fetched: http and https only")


def fetch(
    core: Core,
    call: Call,
    url: str,
    method: Method,
    params: _Pairs,
    purpose: Purpose,
    *,
    actor: Actor | None = None,
    headers: _Pairs = (),
    body: str | None = None,
) -> Script[Answer | Failure]:
    """Ask for what is at *url* and return the answer, or why there is none worth the name."""
    hops = 0
    while not _is_spinning(core, call):
        name = _ask(core, call, actor or call, url, method, params, purpose, headers, body)
        until = core.now + core.profile.fetch_timeout_s
        try:
            while True:
                message = yield until
                if isinstance(message, (FetchReturned, FetchFailed)) and message.fetch == name:
                    break
                if isinstance(message, Tick) and core.now >= until:
                    return Failure("timeout", f"{method} {url}: no answer in {core.profile.fetch_timeout_s:g} s")
        finally:
            if name in core.fetches:
                _cancel(core, call, name)
        if isinstance(message, FetchFailed):
            core.lines.append(f"{call.name}: {name} failed, {message.error}")
            return Failure(message.error, f"{method} {url}: {message.detail or message.error}")
        core.lines.append(f"{call.name}: {name} {message.status}, {len(message.body)} bytes")
        if message.status in core.successes:
            return Answer(url, message)
        following = _following(core, url, method, message, hops)
        if isinstance(following, Failure):
            return following
        hops += 1
        url = following
        if message.status not in {307, 308} and method != "GET":
            method, params = "GET", ()
    return Failure("endless", f"{core.profile.fetches_at_once} documents were asked for while no time passed")


def _following(core: Core, url: str, method: Method, event: FetchReturned, hops: int) -> str | Failure:
    """Return where a redirect leads, if it is one that is followed."""
    status = event.status
    if status not in _REDIRECTS or event.location is None:
        return Failure(f"status-{status}", f"{method} {url}: status {status}")
    following = absolute(event.location, url)
    if isinstance(following, str) and hops >= core.profile.redirects_followed:
        code = "redirect-loop" if hops else "redirect"
        return Failure(code, f"{method} {url}: {status} to {following}, after {hops} redirects that were followed")
    return following


def _is_spinning(core: Core, call: Call) -> bool:
    if call.fetched_at != core.now:
        call.fetched_at = core.now
        call.fetches = 0
    call.fetches += 1
    return call.fetches > core.profile.fetches_at_once


def _ask(
    core: Core,
    call: Call,
    actor: Actor,
    url: str,
    method: Method,
    params: _Pairs,
    purpose: Purpose,
    headers: _Pairs,
    body: str | None,
) -> str:
    """Make a request whose answer *actor* is told; return its id."""
    profile = core.profile
    name = f"fetch-{core.number('fetch')}"
    timeout_s, most = profile.fetch_timeout_s, profile.max_document_bytes
    is_signed = profile.are_fetches_signed and purpose != "http_request"
    core.fetches[name] = actor
    core.effects.append(
        Fetch(name, core.now, call.sid, url, method, params, purpose, timeout_s, most, is_signed, headers, body)
    )
    core.lines.append(f"{call.name}: fetch {purpose} {name} {method} {url}")
    return name


def _cancel(core: Core, call: Call, name: str) -> None:
    """Let nobody wait for an answer anymore."""
    del core.fetches[name]
    core.cancelled.add(name)
    core.effects.append(FetchCancelled(name, core.now, call.sid))
    core.lines.append(f"{call.name}: {name} cancelled")


def send_off(core: Core, call: Call, url: str, method: Method, headers: _Pairs, body: str | None) -> None:
    """Make a request whose answer nobody waits for."""
    name = f"fetch-{core.number('fetch')}"
    core.cancelled.add(name)
    most, timeout_s = core.profile.max_document_bytes, core.profile.fetch_timeout_s
    core.effects.append(
        Fetch(name, core.now, call.sid, url, method, (), "http_request", timeout_s, most, False, headers, body)
    )
    core.lines.append(f"{call.name}: request {name} {method} {url}, not waited for")


def is_audio(answer: Answer) -> bool:
    """Return whether an answer is audio: by what it says, or, where it says nothing useful, by its URL."""
    if answer.content_type.startswith("audio/"):
        return True
    if answer.content_type in _XML or answer.body.lstrip()[:1] == b"<":
        return False
    return urlsplit(answer.url).path.lower().endswith(_AUDIO_SUFFIXES) or answer.body[:4] in {b"RIFF", b"ID3\x03"}


def document_of(core: Core, call: Call, answer: Answer, kind: DocumentKind) -> Document | Failure:
    """Return the document in an answer; what is sloppy about it is told once."""
    if answer.is_cut:
        return Failure("too-large", f"{answer.url}: more than {core.profile.max_document_bytes} bytes")
    said = answer.content_type or "missing"
    sloppy = "" if said in _XML else f"{answer.url}: Content-Type is {said}; send application/xml"
    if sloppy and core.profile.content_type == "xml":
        return Failure("content-type", sloppy)
    program = program_of(core, answer.body, kind)
    if program.failure is not None:
        return Failure(program.failure.code, f"{answer.url}: {program.failure.text}")
    if not program.is_told:
        program.is_told = True
        if sloppy:
            core.warn(call, "content-type", sloppy)
        for code, problem in program.warnings:
            core.warn(call, code, f"{answer.url}: {problem}")
    return Document(program.verbs, answer.url, kind)


def fetch_document(
    core: Core,
    call: Call,
    reference: str,
    base: str | None,
    method: Method,
    params: _Pairs,
    purpose: Purpose,
    kind: DocumentKind,
) -> Script[Document | Failure]:
    """Ask for the document at *reference* and return it, or why there is none."""
    url = url_of(core, reference, base)
    if isinstance(url, Failure):
        return url
    answer = yield from fetch(core, call, url, method, params, purpose)
    if isinstance(answer, Failure):
        return answer
    return document_of(core, call, answer, kind)
