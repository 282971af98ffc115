"""Fetch a document that is to be checked: whole, in a bounded time, or not at all."""

import time
from base64 import b64encode
from collections.abc import Callable
from http.client import HTTPResponse, IncompleteRead
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from texml.tree import LIMITS

__all__ = ["TIMEOUT_S", "fetched"]

TIMEOUT_S = 10.0
_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]"


def fetched(url: str, *, timeout_s: float = TIMEOUT_S, monotonic: Callable[[], float] = time.monotonic) -> bytes:
    """Return what is at *url*, but no more than a byte over what a document may have.

    The answer must be there within *timeout_s*, however slowly it comes. A name and a password in the URL are sent as
    Basic authentication, to its own host only.

    Raises: OSError with the reason in words if nobody answers, the status is no success, or the time is over;
    HTTPException if the answer is broken off or none; ValueError if *url* is none.
    """
    ends_at = monotonic() + timeout_s
    try:
        with urlopen(_request(url), timeout=timeout_s) as response:  # noqa: S310  # http and https only
            return _body(response, lambda: monotonic() > ends_at)
    except HTTPError as err:
        err.close()  # it is an answer, too
        raise OSError(str(err).partition("\n")[0]) from err
    except URLError as err:
        reason = err.reason
        raise OSError(reason.strerror or str(reason) if isinstance(reason, OSError) else reason) from err


def _request(url: str) -> Request:
    parts = urlsplit(url)
    login, _, host = parts.netloc.rpartition("@")
    path, query = (quote(part, safe=_AS_IT_IS) for part in (parts.path, parts.query))
    # As a browser does it: what people read in an address is more than what can be sent.
    netloc = host if host.isascii() else host.encode("idna").decode()
    request = Request(urlunsplit((parts.scheme, netloc, path, query, "")))  # noqa: S310
    if login:
        request.add_unredirected_header("Authorization", f"Basic {b64encode(unquote(login).encode()).decode()}")
    return request


def _body(response: HTTPResponse, is_over: Callable[[], bool]) -> bytes:
    body = bytearray()
    while len(body) <= LIMITS.bytes and (piece := response.read1(LIMITS.bytes + 1 - len(body))):
        body += piece
        if is_over():
            raise TimeoutError("no whole answer in time")
    if len(body) <= LIMITS.bytes and response.length:
        raise IncompleteRead(bytes(body), response.length)
    return bytes(body)
