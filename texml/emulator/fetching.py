"""Send one request as the platform does, and bring back what an application answered, whatever that was.

Nothing that the other side does raises, hangs or fills the memory: each outcome has a word in `Failure`.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import httpx

from texml.emulator.patience import IN_PROCESS_TIMEOUT_S, InProcessTimeout
from texml.errors import FetchRefused

__all__ = ["Answer", "Failure", "Fetcher", "Outgoing"]

Failure = Literal["refused", "unreachable", "timed out", "broken off", "undecodable", "crashed"]
"""Why there is no answer to go by: the guard refused the URL; nobody is there; no whole answer came in time; the
connection ended too early; a content encoding that is none; the application in process raised."""

_USER_AGENT = "telnyx-webhooks"  # documented for Voice API webhooks
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # window bits of zlib: gzip only, or either header
_OVER_NETWORK = "network_stream"  # what httpx adds to an answer that came through a socket


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request to be sent, signature included. *most_bytes* is what is read of its answer, *timeout_s* for how long.

    Where *sent_bytes* is given, the body is cut there, though its length was promised whole.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    sent_bytes: int | None = None
    most_bytes: int = 65_536
    timeout_s: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: a status and a body, or a failure and its reason.

    The body is unpacked; *is_cut* says that there was more than was to be read.
    """

    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    is_cut: bool = False
    failure: Failure | None = None
    reason: str = ""
    elapsed_s: float = 0.0

    def header(self, name: str) -> str | None:
        """Return the value of the first header of this name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Fetcher:
    """Requests over *transport*; *monotonic* measures them, in seconds. In process they may take *app_timeout_s*."""

    def __init__(
        self,
        transport: httpx.BaseTransport,
        *,
        monotonic: Callable[[], float],
        app_timeout_s: float = IN_PROCESS_TIMEOUT_S,
    ) -> None:
        self._transport = transport
        self._monotonic = monotonic
        self._app_timeout_s = app_timeout_s

    def fetch(self, outgoing: Outgoing) -> Answer:
        """Return the answer to *outgoing*, or why there is none. A redirect is an answer; it is not followed."""
        started = self._monotonic()
        try:
            answer = self._answer(outgoing, started)
        except Exception as err:  # noqa: BLE001  # an application in process is the outside world
            answer = _failed(err, outgoing)
        return replace(answer, elapsed_s=self._monotonic() - started)

    def _answer(self, outgoing: Outgoing, started: float) -> Answer:
        response = self._transport.handle_request(_request(outgoing))
        try:
            body, is_cut = self._body(response, outgoing, started)
        finally:
            response.close()
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
        return Answer(status=response.status_code, headers=headers, body=body, is_cut=is_cut)

    def _body(self, response: httpx.Response, outgoing: Outgoing, started: float) -> tuple[bytes, bool]:
        """Return the body, unpacked, read no further than is allowed, and whether there was more."""
        most = outgoing.most_bytes
        is_far = _OVER_NETWORK in response.extensions
        timeout_s = outgoing.timeout_s if is_far else self._app_timeout_s
        packed = bytearray()
        if not isinstance(response.stream, httpx.SyncByteStream):
            raise TypeError("the transport is one for async clients")
        for piece in response.stream:
            packed += piece[: most + 1 - len(packed)]
            if len(packed) > most or self._monotonic() - started > timeout_s:
                break
        if self._monotonic() - started > timeout_s:
            raise httpx.ReadTimeout("") if is_far else InProcessTimeout(timeout_s)
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding in ("", "identity"):
            return bytes(packed[:most]), len(packed) > most
        body = _unpacked(bytes(packed), encoding, most)
        return body[:most], len(body) > most


class _Undecodable(Exception):
    """Say why a body cannot be unpacked."""


_parsed = lru_cache(1024)(httpx.URL)


def _request(outgoing: Outgoing) -> httpx.Request:
    headers = [("User-Agent", _USER_AGENT), ("Accept", "*/*"), ("Accept-Encoding", "gzip"), *outgoing.headers]
    if outgoing.body:
        headers.append(("Content-Length", str(len(outgoing.body))))
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), outgoing.timeout_s)
    content = outgoing.body[: outgoing.sent_bytes]
    return httpx.Request(
        outgoing.method, outgoing.url, headers=headers, content=content, extensions={"timeout": timeout}
    )


def _unpacked(packed: bytes, encoding: str, most: int) -> bytes:
    """Return at most one byte more than *most*."""
    if encoding not in _PACKED:
        raise _Undecodable(f"Content-Encoding {encoding!r} was not asked for; gzip was")
    unpacker = zlib.decompressobj(_PACKED[encoding])
    try:
        body = unpacker.decompress(packed, most + 1)
    except zlib.error as err:
        raise _Undecodable(f"the body is not {encoding}: {err}") from err
    if len(body) <= most and not unpacker.eof:
        raise _Undecodable(f"the {encoding} body ends in the middle")
    return body


def _failed(err: Exception, outgoing: Outgoing) -> Answer:
    """Return what an error means."""
    if outgoing.sent_bytes is not None:  # our own doing
        return Answer(failure="broken off", reason="the body was cut")
    for kinds, failure, reason in _MEANINGS:
        if isinstance(err, kinds):
            words = reason.format(error=err, kind=type(err).__name__, url=outgoing.url[:200], limit=outgoing.timeout_s)
            return Answer(failure=failure, reason=words)
    return Answer(status=500, failure="crashed", reason=f"the application raised {type(err).__name__}: {err}")


# The first row that fits counts.
_MEANINGS: tuple[tuple[tuple[type[Exception], ...], Failure, str], ...] = (
    ((FetchRefused,), "refused", "{error}"),
    ((httpx.InvalidURL, UnicodeError), "refused", "{url!r} is no URL: {error}"),
    ((InProcessTimeout,), "timed out", "{error}"),
    ((httpx.TimeoutException,), "timed out", "no whole answer within {limit:g} s"),
    ((httpx.ConnectError,), "unreachable", "{error}"),
    ((httpx.TransportError,), "broken off", "{kind}: {error}"),
    ((_Undecodable,), "undecodable", "{error}"),
)
