"""Run the application under gunicorn."""

import errno
import gc
import os
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from server.application import create_app
from server.config import Config
from server.errors import ConfigurationError
from server.fallback import Fallback, make_fallback
from server.logs import GunicornLogger
from server.metrics import shared_metrics
from server.routes import Routes
from server.site import Services, Site
from server.worker.board import Board
from server.worker.worker import EvenWorker

__all__ = ["listen", "run", "serve", "serve_fallback"]

_BACKLOG = 2048
_BIND_TRIES = 30
_BIND_WAIT_S = 0.1


def listen(config: Config) -> tuple[Config, socket.socket | None]:
    """Return the settings with the address that is really listened on, and its socket (None for a Unix socket).

    Port 0 becomes the port that was free, so that the URLs in documents are right.

    Raises: ConfigurationError if the address cannot be had.
    """
    if config.is_unix:
        return config, None
    host, port = config.address
    try:
        listener = _bound(host, port)
    except (OSError, UnicodeError) as err:
        reason = err.strerror if isinstance(err, OSError) else "it can be no host's name"
        raise ConfigurationError(
            f"{config.bind} cannot be listened on: {reason}",
            place="setting",
            key="bind",
            allowed="an address of this machine with a port that nobody else has; port 0 takes a free one",
        ) from err
    listener.listen(_BACKLOG)
    listener.set_inheritable(True)
    shown = f"[{host}]" if ":" in host else host
    return replace(config, bind=f"{shown}:{listener.getsockname()[1]}"), listener


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for patience in range(_BIND_TRIES, 0, -1):
        try:
            listener.bind(address)
            break
        except OSError as err:
            # The workers of a server that was killed a moment ago hold the port until they notice.
            if err.errno != errno.EADDRINUSE or patience == 1:
                listener.close()
                raise
            time.sleep(_BIND_WAIT_S)
    return listener


def serve(config: Config, *, when_ready: Callable[[Config], None]) -> None:
    """Serve until told to stop; *when_ready* is called once connections are accepted, in the process of the caller.

    Raises: ConfigurationError, LogUnavailable or LogIncompatible before anything is served.
    """
    _check_exposed(config)
    _check_spool(config)
    config, listener = listen(config)
    with shared_metrics() as metrics:
        try:
            app = create_app(config, services=Services(metrics=metrics))
        except Exception:
            if listener is not None:
                listener.close()
            raise
        run(app, config, listener, when_ready=when_ready)


def serve_fallback(config: Config, *, when_ready: Callable[[Config], None]) -> None:
    """Serve the fallback URL until told to stop; *when_ready* as for `serve`.

    Raises: ConfigurationError if the address cannot be had.
    """
    config, listener = listen(config)
    _Gunicorn(make_fallback(config), _options(config, listener, when_ready)).run()


def _check_exposed(config: Config) -> None:
    """Refuse to serve everybody what is for few.

    Raises: ConfigurationError.
    """
    if config.is_loopback:
        return
    if config.api_token is None:
        raise ConfigurationError(
            f"{config.bind} can be reached from elsewhere, and /api would be open to everybody",
            place="setting",
            key="api_token",
            allowed="a secret text in the environment variable TEXML_API_TOKEN, or an address of this machine only",
        )
    if not config.public_keys and config.signatures is None:
        raise ConfigurationError(
            f"{config.bind} can be reached from elsewhere, and anybody could send events",
            place="setting",
            key="public_key",
            allowed="the account's public key in the environment variable TELNYX_PUBLIC_KEY; an address of this machine"
            "; or TEXML_SIGNATURES=off, to do without on purpose",
        )


def _check_spool(config: Config) -> None:
    """Make the folder of the spool, if one is named: where it cannot be had, that is to be known before it is needed.

    Raises: ConfigurationError.
    """
    if config.spool is None:
        return
    folder = Path(config.spool)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        reason = None if os.access(folder, os.W_OK | os.X_OK) else "not ours to write"
    except OSError as err:
        reason = err.strerror
    if reason is not None:
        raise ConfigurationError(
            f"{config.spool} cannot be used: {reason}",
            place="setting",
            key="spool",
            allowed="a folder on a local disk that the server may write to; it is made if it is not there",
        )


def run(app: Flask, config: Config, listener: socket.socket | None, *, when_ready: Callable[[Config], None]) -> None:
    """Serve *app* on what `listen` returned, until told to stop."""
    site: Site = app.extensions["texml"]
    routes = Routes(config.path_tokens)

    def is_event(path: str) -> bool:
        place = routes.find(path)
        return place is not None and place.kind == "event"

    board = Board(2 * config.workers)  # a worker may still be ending while the next one starts

    def pre_fork(_: Any, worker: Any) -> None:
        worker.board, worker.place, worker.end_streams = board, board.take(), site.streams.end
        worker.is_brief = is_event

    def child_exit(_: Any, worker: Any) -> None:
        if worker.place is not None:
            board.give_back(worker.place)
        site.services.metrics.forget_process(worker.pid)

    options = _options(config, listener, when_ready) | {
        "worker_class": EvenWorker,
        "pre_fork": pre_fork,
        "child_exit": child_exit,
        "post_worker_init": lambda _: site.start(),
        "worker_exit": lambda _, __: site.close(),
    }
    # All that is there by now stays. To look through it again and again for what nobody uses any more takes the
    # collector a twentieth of a second each time, in which a worker answers nobody.
    gc.collect()
    gc.freeze()
    try:
        _Gunicorn(app, options).run()
    finally:
        board.close()


def _options(config: Config, listener: socket.socket | None, when_ready: Callable[[Config], None]) -> dict[str, Any]:
    """Return what every application of ours is served with."""
    return {
        "bind": config.bind if listener is None else f"fd://{listener.fileno()}",
        "workers": config.workers,
        "worker_class": "gthread",
        "threads": config.threads,
        "preload_app": True,
        "when_ready": lambda _: when_ready(config),
        "control_socket_disable": True,
        "keepalive": 5,
        "graceful_timeout": 10,
        "backlog": _BACKLOG,
        "logger_class": GunicornLogger,
        "proc_name": "texml-server",
    }


class _Gunicorn(BaseApplication):
    """gunicorn with the options given here and none from its command line or environment."""

    def __init__(self, app: Flask | Fallback, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options that this version of gunicorn knows."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made before the workers are forked."""
        return self._app
