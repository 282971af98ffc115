"""What stands before the application: it takes the platform's requests as bytes, checks, logs and answers them.

It is a layer of WSGI, so that nothing can take a body apart before its signature was checked; and what the platform
needs is done here, without the framework: verify, write, answer.

The answer to an authentic event is 200 with an empty body, whatever it holds: any 4xx but 408 and 429, and the platform
never sends it again. 503 asks it to; a body that is too long (413) or was cut off (400) is not stored.

Source: Voice API webhooks guide (what is retried), callback pages (exactly 200).
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any, NamedTuple

import structlog
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from server.body import BodyRefused, query, read_body
from server.config import VoiceSignatureMode
from server.errors import LogUnavailable
from server.log.arrival import Arrival, arrive
from server.log.pending import Pending
from server.routes import Place, Routes
from server.signatures import Judgement, signed_headers
from server.site import Site
from server.voice import Voice
from server.worker.promise import Promise
from texml import Response
from texml.callbacks import MAX_FIELDS, read_form

__all__ = ["SECURITY", "Reception"]

_log = structlog.get_logger()

_Environ = dict[str, Any]
_Wsgi = Callable[[_Environ, Callable[..., Any]], Iterable[bytes]]

# Of the requests for documents, those that bring no result: of a stay, a recording, a queue.
_ASKS_ONLY = frozenset(("voice_url", "gather_action"))
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What keeps a browser from making more of an answer than it is."""

_KEPT = {"User-Agent": "HTTP_USER_AGENT"}
_MOST_KEPT = 256  # characters of a header that anybody can write
_MOST_SAMPLED = 10.0


class _Answer(NamedTuple):
    status: int
    line: str
    headers: list[tuple[str, str]]
    body: bytes


def _answer(status: HTTPStatus, text: str | None = None, *headers: tuple[str, str]) -> _Answer:
    """Return an answer made once; it says no more than its status unless there is a *text*."""
    line = f"{status.value} {status.phrase}"
    body = (f"{line}\n" if text is None else text).encode()
    constant = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    return _Answer(status.value, line, [*constant, *headers], body)


_CLOSE = ("Connection", "close")
_TAKEN = _answer(HTTPStatus.OK, "")
_UNTRUSTED = _answer(HTTPStatus.BAD_REQUEST)
_UNAUTHENTIC = _answer(HTTPStatus.UNAUTHORIZED)
_POST_ONLY = _answer(HTTPStatus.METHOD_NOT_ALLOWED, None, ("Allow", "POST"))
_GET_OR_POST = _answer(HTTPStatus.METHOD_NOT_ALLOWED, None, ("Allow", "GET, POST"))
_TOO_MANY_FIELDS = _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a form may have {MAX_FIELDS} fields\n")
_TRY_AGAIN = _answer(HTTPStatus.SERVICE_UNAVAILABLE, "try again\n", ("Retry-After", "1"))
_FAILED = _answer(HTTPStatus.INTERNAL_SERVER_ERROR)


class Reception:
    """Answers what the platform tells and asks, with the body read and the signature checked, and hands on the rest."""

    def __init__(self, site: Site, application: _Wsgi) -> None:
        self._site = site
        self._application = application
        self._voice = Voice(site)
        self._routes = Routes(site.config.path_tokens)
        self._mode: VoiceSignatureMode = site.config.signature_mode
        self._voice_mode: VoiceSignatureMode = site.config.voice_signature_mode
        self._hosts = site.config.hosts or None
        self._is_post_only = self._mode == "strict" and not site.config.allow_get
        self._sample = _Sample()

    def __call__(self, environ: _Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        place = self._routes.find(environ.get("PATH_INFO", ""))
        if place is None:
            return self._application(environ, start_response)
        started = time.perf_counter()
        try:
            answer = self._take(place, environ) if place.kind == "event" else self._fetch(place, environ)
        except Exception as err:  # noqa: BLE001  # the outermost place: anything else would end the connection
            answer = self._failed(place, err)
        if answer is None:
            return self._application(environ, start_response)

        def tell(answer: _Answer) -> Iterable[bytes]:
            self._site.services.metrics.count_request(place.label, answer.status, time.perf_counter() - started)
            start_response(answer.line, answer.headers)
            return (answer.body,) if answer.body else ()

        if isinstance(answer, _Answer):
            return tell(answer)
        waiting = answer
        return Promise(waiting.pending, lambda: tell(self._finish(place, waiting)))

    def _finish(self, place: Place, waiting: "_Waiting") -> _Answer:
        """Return the answer to a request, once it is on the disk or could not be put there."""
        try:
            return waiting.answer()
        except Exception as err:  # noqa: BLE001  # as above
            return self._failed(place, err)

    def _failed(self, place: Place, err: Exception) -> _Answer:
        """Return the answer to a request that was too much for this server."""
        _log.error("request failed", route=place.label, exc_info=err)
        return _FAILED if place.kind == "event" else _xml(self._voice.apology(place.path, {}))

    def _take(self, place: Place, environ: _Environ) -> "_Answer | _Waiting":
        """Begin to log an event, and return that, or the answer where there is nothing to log."""
        method = environ["REQUEST_METHOD"]
        if method != "POST" and (method != "GET" or self._is_post_only):
            return _POST_ONLY if self._is_post_only else _GET_OR_POST
        try:
            body = b"" if method == "GET" else read_body(environ)
        except BodyRefused as refused:
            return _refusal(refused)
        now = self._site.services.now()
        judgement = self._judge(place, body, environ, self._mode, now)
        raw = query(environ) if method == "GET" else body
        if judgement.is_refused:
            return self._set_apart(place, raw, environ, judgement, now)
        if judgement.verdict != "verified" and raw.count(b"&") >= MAX_FIELDS and raw.lstrip()[:1] not in (b"{", b"["):
            return _TOO_MANY_FIELDS
        try:
            pending = self._site.inbox.begin(_arrival(place.route, raw, environ, judgement, now))
        except LogUnavailable as err:
            return _not_stored(place, err)
        return _Waiting(pending, lambda: _stored(place, pending))

    def _fetch(self, place: Place, environ: _Environ) -> "_Answer | _Waiting | None":
        """Answer a request for a document; None where there is none of that path."""
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "POST"):
            return _GET_OR_POST
        try:
            body = b"" if method == "GET" else read_body(environ)
            if self._hosts:
                get_host(environ, self._hosts)
        except BodyRefused as refused:
            return _refusal(refused)
        except SecurityError:
            return _UNTRUSTED
        now = self._site.services.now()
        judgement = self._judge(place, body, environ, self._voice_mode, now)
        raw = query(environ) if method == "GET" else body
        if judgement.is_refused:
            return self._set_apart(place, raw, environ, judgement, now)
        fields = read_form(raw, environ.get("CONTENT_TYPE")).first_values
        document = self._voice.answer(
            place.path, fields, lambda kind: self._record(kind, lambda: _arrival(kind, raw, environ, judgement, now))
        )
        return None if document is None else _xml(document)

    def _record(self, kind: str, make: Callable[[], Arrival]) -> None:
        """Log that the platform asked for a document.

        What tells something that nobody tells again is on the disk when this returns; what only asks will be in a
        moment. Where it cannot be logged, that is said and the call goes on: a caller waits for the answer.
        """
        try:
            if kind in _ASKS_ONLY:
                self._site.inbox.append_soon(make)
            else:
                self._site.inbox.append(make())
        except LogUnavailable as err:
            _log.error("request for a document not logged", route=kind, reason=str(err))

    def _judge(
        self, place: Place, body: bytes, environ: _Environ, mode: VoiceSignatureMode, now: datetime
    ) -> Judgement:
        site = self._site
        judgement = site.signatures.judge(
            body, signed_headers(environ), method=environ["REQUEST_METHOD"], mode=mode, now=now
        )
        site.services.metrics.count_signature(place.label, judgement.reason or judgement.verdict)
        return judgement

    def _set_apart(
        self, place: Place, raw: bytes, environ: _Environ, judgement: Judgement, now: datetime
    ) -> "_Answer | _Waiting":
        """Refuse a request, and keep it where it may turn out to be the platform's, or as a sample."""
        reason = judgement.reason or ""
        if not judgement.is_ours and not self._sample.take(time.monotonic()):
            return _UNAUTHENTIC
        arrival = _arrival(place.route, raw, environ, judgement, now)
        try:
            if judgement.is_ours:
                pending = self._site.inbox.begin_aside(arrival, reason)
                return _Waiting(pending, lambda: self._refuse(place, reason, pending))
            self._site.inbox.quarantine(arrival, reason)
        except LogUnavailable as err:
            return _not_kept(place, err)
        self._site.services.metrics.count_quarantined(reason)
        return _UNAUTHENTIC

    def _refuse(self, place: Place, reason: str, pending: Pending) -> _Answer:
        """Return the answer to a request that is in quarantine, or should be."""
        try:
            pending.finish()
        except LogUnavailable as err:
            return _not_kept(place, err)
        self._site.services.metrics.count_quarantined(reason)
        return _UNAUTHENTIC


class _Waiting(NamedTuple):
    """An answer that hangs on what is on its way to the disk; to ask for it waits for that."""

    pending: Pending
    answer: Callable[[], _Answer]


def _stored(place: Place, pending: Pending) -> _Answer:
    """Return the answer to an event, once it is on the disk or could not be put there."""
    try:
        pending.finish()
    except LogUnavailable as err:
        return _not_stored(place, err)
    return _TAKEN


class _Sample:
    """Lets one in a second pass, and a few at once: under a flood of forged requests a sample is enough."""

    def __init__(self) -> None:
        self._tokens = _MOST_SAMPLED
        self._at = 0.0

    def take(self, now: float) -> bool:
        """Return whether one more passes at *now*, in seconds."""
        self._tokens = min(_MOST_SAMPLED, self._tokens + now - self._at)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


def _not_stored(place: Place, err: LogUnavailable) -> _Answer:
    """Return the answer that has the platform send an event again."""
    _log.error("callback not stored", route=place.label, reason=str(err))
    return _TRY_AGAIN


def _not_kept(place: Place, err: LogUnavailable) -> _Answer:
    _log.error("refused request not kept", route=place.label, reason=str(err))
    return _UNAUTHENTIC


def _xml(document: bytes) -> _Answer:
    headers = [("Content-Type", Response.content_type), ("Content-Length", str(len(document))), *SECURITY.items()]
    return _Answer(HTTPStatus.OK, _TAKEN.line, headers, document)


def _arrival(route: str, raw: bytes, environ: _Environ, judgement: Judgement, now: datetime) -> Arrival:
    kept = [(name, environ[key][:_MOST_KEPT]) for name, key in _KEPT.items() if key in environ]
    return arrive(
        raw,
        route=route,
        method=environ["REQUEST_METHOD"],
        content_type=environ.get("CONTENT_TYPE"),
        received_at=now,
        headers=[*signed_headers(environ).items(), *kept],
        verdict=judgement.verdict,
    )


def _refusal(refused: BodyRefused) -> _Answer:
    # What is left of the body could be taken for the next request.
    return _answer(HTTPStatus(refused.status), f"{refused.reason}\n", _CLOSE)
