"""What is sloppy about an answer beyond its document: what the engine, which sees documents only, cannot tell."""

import re
from collections.abc import Iterator

from texml.emulator.engine.effects import Deliver, Fetch
from texml.emulator.sending import Exchange

__all__ = ["SLOW_S", "iter_notices"]

SLOW_S = 1.5
"""An answer that took longer leaves the platform's 2 s too little room for the way."""

_ALMOST_CONTENT_TYPE = re.compile(r"content.?type", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_UTF_8 = ("utf-8", "utf8", "us-ascii")
_SUCCESS = range(200, 300)
_CLIENT_ERRORS = range(400, 500)
_REPEATED = (408, 429)  # the only ones of them that third parties saw repeated


def iter_notices(exchange: Exchange) -> Iterator[str]:
    """Yield what is wrong with how an application answered, a sentence each; nothing for an answer as it should be."""
    answer = exchange.answer
    # The engine says itself why a fetch brought no document; what an application in process raised, it does not see.
    if answer.failure and (answer.failure == "crashed" or not isinstance(exchange.effect, Fetch)):
        yield f"{answer.failure}: {answer.reason}"
    if exchange.is_extra:
        yield from _about_fault(exchange)
        return
    if answer.elapsed_s > SLOW_S:
        yield f"the answer took {answer.elapsed_s:.1f} s; the platform gives up after {exchange.request.timeout_s:g} s"
    yield from _about_headers(exchange)
    if isinstance(exchange.effect, Deliver):
        yield from _about_callback(exchange)


def _about_headers(exchange: Exchange) -> Iterator[str]:
    answer = exchange.answer
    for name, _ in answer.headers:
        if _ALMOST_CONTENT_TYPE.fullmatch(name) and name.lower() != "content-type":
            yield f"the header {name!r} means nothing; it is Content-Type"
    if not isinstance(exchange.effect, Fetch) or answer.status != 200:
        return
    charset = _CHARSET.search(answer.header("content-type") or "")
    if charset and charset[1].lower() not in _UTF_8:
        yield f"the answer says charset {charset[1]}; documents are read as UTF-8"
    if answer.body.startswith(b"\xef\xbb\xbf"):
        yield "the document begins with a byte order mark; leave it out"
    elif answer.body[:1].isspace() and answer.body.lstrip().startswith(b"<?xml"):
        yield "there is white space before <?xml; an XML declaration stands at the very start"


def _about_callback(exchange: Exchange) -> Iterator[str]:
    status = exchange.answer.status
    if status is None or status == 200:
        return
    if status in _SUCCESS:
        yield f"status {status} is a success by the general guide only; the callback pages ask for 200"
    elif status in _CLIENT_ERRORS and status not in _REPEATED:
        yield f"status {status} may throw this callback away for good: it is not repeated everywhere; answer 200"


def _about_fault(exchange: Exchange) -> Iterator[str]:
    """Yield what the answer to a request gives away that should have been refused."""
    kind = exchange.fault.partition(" ")[0]
    if kind in ("forged", "expired", "unsigned") and exchange.answer.status in _SUCCESS:
        yield f"a request that was {kind} was answered with {exchange.answer.status}; refuse it with 401"
