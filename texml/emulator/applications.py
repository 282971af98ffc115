"""The applications of a world: which number leads where, and how they are reached."""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import cast
from urllib.parse import urljoin, urlsplit

import httpx

from texml.emulator.engine.events import Application
from texml.emulator.guard import Guard
from texml.emulator.in_process import App, AsgiTransport, EventLoop, WSGIApp, WsgiTransport, is_asgi
from texml.emulator.patience import IN_PROCESS_TIMEOUT_S, Patience
from texml.emulator.transports import Network, Router, origin_of
from texml.errors import EmulatorError
from texml.vocabulary.choices import Method

__all__ = ["Applications"]

_MOST_BYTES = 1_048_576  # of an answer in process; what the platform takes is less under every profile


class Applications:
    """Applications in process and over the network, by the numbers that lead to them.

    Only this machine and *hosts* are reached over the network, which *transport* stands in for. Those in process may
    take *app_timeout_s* real seconds for an answer.
    """

    def __init__(
        self,
        *,
        hosts: Iterable[str],
        transport: httpx.BaseTransport | None,
        app_timeout_s: float = IN_PROCESS_TIMEOUT_S,
    ) -> None:
        self.transport = Router(transport or Network(Guard(hosts)))
        self._loop = EventLoop()
        self._patience = Patience(app_timeout_s)
        self._of: dict[str, Application] = {}
        self._bases: dict[int, str] = {}
        self._transports: dict[int, httpx.BaseTransport] = {}
        self._apps: list[App] = []

    @property
    def origins(self) -> set[str]:
        """Return where the applications are, as the beginning of their URLs."""
        return {"{0.scheme}://{0.netloc}".format(urlsplit(item.voice_url)) for item in self._of.values()}

    def add(
        self,
        number: str,
        app: App | str,
        *,
        voice_url: str,
        voice_method: Method,
        fallback_url: str | None,
        status_callback: str | None,
        base_url: str | None,
    ) -> Application:
        """Let *number* lead to *app*; return it as the engine knows it.

        Raises: EmulatorError where *app* is neither an application nor a URL of http.
        """
        base = self._base(app, base_url, voice_url)
        application = Application(
            voice_url=urljoin(base, voice_url),
            voice_method=voice_method,
            fallback_url=None if fallback_url is None else urljoin(base, fallback_url),
            status_callback=None if status_callback is None else urljoin(base, status_callback),
        )
        self._of[number] = application
        return application

    def _base(self, app: App | str, base_url: str | None, voice_url: str) -> str:
        """Return the URL that the application's own are relative to, and mount it there if it is in process."""
        if isinstance(app, str):
            if not app.startswith(("http://", "https://")):
                raise EmulatorError(f"{app!r} is no URL of http; allowed: http://127.0.0.1:8080/, or an application")
            return app
        if not callable(app):
            raise EmulatorError(f"{app!r} cannot be called; allowed: a WSGI or ASGI application, or a URL")
        base = base_url or (voice_url if "://" in voice_url else self._bases.get(id(app), self._free_base()))
        origin = origin_of(httpx.URL(base))
        transport = self._transport(app)
        if self.transport.mounted.setdefault(origin, transport) is not transport:
            raise EmulatorError(f"another application is at {base} already; give this one a base_url of its own")
        self._bases[id(app)] = base
        return base

    def _free_base(self) -> str:
        number = len(set(self._bases.values()))
        return "http://localhost/" if not number else f"http://app{number + 1}.localhost/"

    def _transport(self, app: App) -> httpx.BaseTransport:
        found = self._transports.get(id(app))
        if found is None:
            if is_asgi(app):
                limit_s = self._patience.limit_s
                found = AsgiTransport(app, self._loop, most_bytes=_MOST_BYTES, timeout_s=limit_s)
            else:
                found = WsgiTransport(cast("WSGIApp", app), self._patience, most_bytes=_MOST_BYTES)
            self._transports[id(app)] = found
            self._apps.append(app)  # kept, so that no other application gets its id
        return found

    def of(self, number: str) -> Application:
        """Return the application that *number* leads to.

        Raises: EmulatorError where there is none.
        """
        found = self._of.get(number)
        if found is None:
            served = ", ".join(self._of) or "none yet; say world.serve(number, app)"
            raise EmulatorError(f"nobody serves {number}; served: {served}")
        return found

    def for_number(self, number: str) -> Application | None:
        """Return the application that *number* leads to, of any number where there is only one; else None."""
        found = self._of.get(number)
        apps = set(self._of.values())
        return found if found is not None or len(apps) != 1 else next(iter(apps))

    def close(self) -> None:
        """Let ASGI applications shut down, and close connections and the loop."""
        with ExitStack() as stack:
            for part in (self._patience, self._loop, self.transport):
                stack.callback(part.close)
