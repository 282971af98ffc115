"""Between the pure flows and httpx: what both runners do alike."""

import random
import time
from typing import Any
from uuid import uuid4

import httpx

from texml.client.answers import Answered, Lost
from texml.client.flows import Surroundings
from texml.client.requests import Request
from texml.client.settings import Settings, Timeouts

__all__ = ["WORLD", "answered", "extensions", "http_request", "lost"]

# Nothing of the request can have reached the platform then.
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


def extensions(timeouts: Timeouts) -> dict[str, Any]:
    """Return *timeouts* as httpx hands them to a transport."""
    return {"timeout": httpx.Timeout(timeouts.answer_s, connect=timeouts.connect_s).as_dict()}


def http_request(request: Request, settings: Settings, options: dict[str, Any]) -> httpx.Request:
    """Return *request* as httpx sends it.

    Made here and not by ``Client.build_request``, which merges cookies, parameters and headers that there are none of.
    """
    headers = settings.headers
    # The platform's SDK says it of a DELETE without a body, too.
    headers["content-type"] = "application/json"
    url = settings.base_url + request.target
    return httpx.Request(request.method, url, headers=headers, content=request.content, extensions=options)


def answered(response: httpx.Response) -> Answered:
    """Return what the flow reads of a *response* whose content is there."""
    return Answered(response.status_code, response.headers, response.content)


def lost(error: httpx.RequestError) -> Lost:
    """Return what an *error* says of a request's fate."""
    return Lost(
        f"{type(error).__name__}: {error}",
        was_sent=not isinstance(error, _NEVER_SENT),
        timed_out=isinstance(error, httpx.TimeoutException),
    )


def _new_id() -> str:
    return str(uuid4())


WORLD = Surroundings(time.monotonic, random.random, _new_id)
"""The clock, chance and names that a client uses unless it is given others."""
