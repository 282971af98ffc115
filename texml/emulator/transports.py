"""Ways to an application over the network, to where the guard lets us, and the fork to those in process.

Each is an httpx transport, so that a recording, a proxy or a test's own double can stand in its place.
"""

from contextlib import ExitStack
from threading import Lock

import httpx

from texml.emulator.guard import Guard

__all__ = ["Network", "Origin", "Router", "origin_of"]

Origin = tuple[str, str, int]
"""Scheme, host and port."""

_PORTS = {"http": 80, "https": 443}


def origin_of(url: httpx.URL) -> Origin:
    """Return scheme, host and port, the port that goes without saying included."""
    return url.scheme, url.host, url.port or _PORTS.get(url.scheme, 0)


class Network(httpx.BaseTransport):
    """Requests over real HTTP, each to the one address that *guard* found for its host.

    Connections are kept and used again; what needs them is loaded with the first request.
    """

    def __init__(self, guard: Guard, *, connections: int = 32, verify: bool = True) -> None:
        self._guard = guard
        self._limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._verify = verify
        self._open: dict[str, httpx.HTTPTransport] = {}
        self._opening = Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request*. Raises: FetchRefused where the guard does; httpx.TransportError where the network fails."""
        scheme, host, port = origin_of(request.url)
        try:
            address = self._guard.address(scheme, host, port)
        except OSError as err:
            raise httpx.ConnectError(f"{host} is not found: {err}", request=request) from err
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,  # its Host is the name
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._transport(scheme).handle_request(sent)

    def _transport(self, scheme: str) -> httpx.HTTPTransport:
        """Return the transport for a scheme: without TLS no certificates need be read, which takes long."""
        with self._opening:  # requests of a pool come at once, and each would open one
            if scheme not in self._open:
                verify = self._verify and scheme == "https"
                self._open[scheme] = httpx.HTTPTransport(verify=verify, limits=self._limits, trust_env=False)
            return self._open[scheme]

    def close(self) -> None:
        """Close what is open."""
        for transport in self._open.values():
            transport.close()
        self._open.clear()


class Router(httpx.BaseTransport):
    """One transport for each origin that is served in process, and another for everywhere else."""

    def __init__(self, otherwise: httpx.BaseTransport) -> None:
        self.mounted: dict[Origin, httpx.BaseTransport] = {}
        self._otherwise = otherwise

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* where its origin is served."""
        return self.mounted.get(origin_of(request.url), self._otherwise).handle_request(request)

    def close(self) -> None:
        """Close every transport, those that were mounted first; an error of one does not keep the others open."""
        with ExitStack() as stack:
            for transport in (self._otherwise, *reversed(dict.fromkeys(self.mounted.values()))):
                stack.callback(transport.close)
