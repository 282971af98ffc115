"""Put the application together; nothing happens at import."""

import hmac
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from server import api, callbacks, faults, health, voice
from server.config import Config, load
from server.hold import HoldScripts
from server.log.inbox import Inbox
from server.log.store import Store
from server.rooms import demo_rooms, read_rooms
from server.site import Services, Site
from server.urls import Urls

__all__ = ["create_app"]


def create_app(config: Config | Mapping[str, Any] | None = None, *, services: Services | None = None) -> Flask:
    """Return the WSGI application.

    *config* is a `Config`, or settings by name; what it leaves out comes from the environment and the defaults (see
    docs/reference/settings.md). *services* replaces the clock. Rooms, hold scripts and database are checked here, so
    an application that was made can serve; no connection or thread is open yet, so it may be forked.

    Call ``app.extensions["texml"].close()`` when it is no longer needed.

    Raises: ConfigurationError for what it cannot start with; LogUnavailable or LogIncompatible for its database.
    """
    settings = config if isinstance(config, Config) else load(config)
    tokens = settings.path_tokens
    urls = Urls(settings.base_url, tokens[0] if tokens else None)
    rooms = read_rooms(Path(settings.rooms), urls) if settings.rooms else demo_rooms(urls)
    site = Site(
        config=settings,
        services=services or Services(),
        urls=urls,
        rooms=rooms,
        hold=HoldScripts(rooms, Path(settings.templates) if settings.templates else None),
        inbox=Inbox(settings.database),
        store=Store(settings.database),
    )
    app = Flask("server", static_folder=None)
    app.extensions["texml"] = site
    app.json = _InOrder(app)
    for blueprint in (voice.blueprint(site), callbacks.blueprint(site)):
        _register_for_platform(app, blueprint, tokens)
    app.register_blueprint(api.blueprint(site))
    app.register_blueprint(health.blueprint(site))
    app.register_error_handler(Exception, _fault)
    return app


class _InOrder(DefaultJSONProvider):
    """JSON with its keys in the order in which they were written, the telling ones first."""

    sort_keys = False


def _register_for_platform(app: Flask, blueprint: Blueprint, tokens: tuple[str, ...]) -> None:
    """Mount a blueprint where the platform calls it: at the root, or below the secret path token.

    A signature covers neither path nor method, so the token is what ties a request to this server's endpoints.
    """
    if not tokens:
        app.register_blueprint(blueprint)
        return

    @blueprint.before_request
    def check_token() -> None:
        given = str((request.view_args or {}).pop("path_token", "")).encode()
        # All are compared, so that the time does not tell which one it was.
        matches = sum(hmac.compare_digest(given, token.encode()) for token in tokens)
        if not matches:
            abort(404)

    app.register_blueprint(blueprint, url_prefix="/<path_token>")


def _fault(error: Exception) -> Response:
    return faults.answer(error if isinstance(error, HTTPException) else faults.log(error))
