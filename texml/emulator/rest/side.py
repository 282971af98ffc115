"""The API of one world: a WSGI application, and the ways for a client to reach it in process."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from texml.emulator.rest.api import Api
from texml.emulator.rest.exchange import Asked, Reply, problem_reply
from texml.emulator.rest.platform import Platform
from texml.emulator.rest.problems import NOT_FOUND, UNDECODABLE
from texml.emulator.rest.reading import Read

__all__ = ["BASE_PATH", "IN_PROCESS_URL", "RestSide"]

BASE_PATH = "/v2"
IN_PROCESS_URL = f"https://api.emulator.invalid{BASE_PATH}"
"""Where the API is when it is not served over HTTP: a name that no network has."""

_MOST_BYTES = 1_048_576
_AS_IN_URLS = "!$&'()*+,;=:@/"
_InTurn = Callable[[Callable[[], Reply]], Reply]


class RestSide:
    """The TeXML side of the REST API of one world, as a WSGI application below `BASE_PATH`.

    Give a client its *api_key* and, in process, its *url* and *transport*. Commands happen at the moment of the virtual
    clock; *in_turn* is the driver's. What the emulator does of it is in docs/reference/emulator-coverage.md.
    """

    def __init__(
        self, platform: Platform, *, api_key: str, in_turn: _InTurn, watch: Callable[[Read, Reply], None]
    ) -> None:
        self.api_key = api_key
        self.url = IN_PROCESS_URL
        self._engine = platform.engine
        self._api = Api(platform, api_key, watch)
        self._in_turn = in_turn

    @property
    def account_sid(self) -> str:
        """Return the account, which stands in every path."""
        return self._engine.account_sid

    @property
    def transport(self) -> httpx.WSGITransport:
        """Return what carries a client's requests here without a socket, whatever host they name."""
        return httpx.WSGITransport(self)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request as WSGI has it."""
        reply = self._answer(environ)
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(reply.body)))]
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers if reply.content else headers[1:])
        return [reply.body]

    def _answer(self, environ: dict[str, Any]) -> Reply:
        path = _path(environ)
        if not path.startswith(f"{BASE_PATH}/"):
            return problem_reply(NOT_FOUND)
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return problem_reply(UNDECODABLE)
        asked = Asked(
            environ["REQUEST_METHOD"],
            path.removeprefix(BASE_PATH),
            environ.get("QUERY_STRING", ""),
            environ["wsgi.input"].read(int(length)),
            environ.get("CONTENT_TYPE", ""),
            environ.get("HTTP_AUTHORIZATION", ""),
        )
        return self._in_turn(lambda: self._api.answer(asked))


def _path(environ: dict[str, Any]) -> str:
    """Return the path as it was sent, where the server tells, else with what is decoded already encoded again."""
    raw = environ.get("RAW_URI") or environ.get("REQUEST_URI")
    if raw:
        return str(raw).partition("?")[0]
    # httpx hands over text here, not bytes in a str as WSGI has it.
    return quote(str(environ.get("PATH_INFO", "")), safe=_AS_IN_URLS)
