"""Put the application together; nothing happens at import."""

import hmac
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, abort, g, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from server import api, faults, health, voice
from server.body import MAX_BYTES
from server.callbacks import SECURITY, Reception
from server.config import Config, load
from server.dialin.ledger import Ledger
from server.dialin.opening import DialIn, House, open_dialin, read_house
from server.errors import ConfigurationError
from server.log.inbox import Inbox
from server.log.store import Store
from server.moderation.worker import Worker
from server.signatures import Signatures
from server.site import Services, Site
from server.streams import Streams
from server.urls import Urls

if TYPE_CHECKING:
    from server.moderation.attendant import Attendant
    from server.moderation.service import Moderation

__all__ = ["attending", "create_app", "moderation_of"]


def create_app(config: Config | Mapping[str, Any] | None = None, *, services: Services | None = None) -> Flask:
    """Return the WSGI application.

    *config* is a `Config`, or settings by name; what it leaves out comes from the environment and the defaults (see
    docs/reference/settings.md). *services* replaces the clock. Rooms, hold scripts and database are checked here, so
    an application that was made can serve; no connection or thread is open yet, so it may be forked.

    Call ``app.extensions["texml"].close()`` when it is no longer needed.

    Raises: ConfigurationError for what it cannot start with; LogUnavailable or LogIncompatible for its database.
    """
    settings = config if isinstance(config, Config) else load(config)
    site = _site(settings, services or Services())
    app = Flask("server", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.config["TRUSTED_HOSTS"] = list(settings.hosts) or None
    app.extensions["texml"] = site
    app.json = _InOrder(app)
    _register_for_platform(app, voice.blueprint(), settings.path_tokens)
    app.register_blueprint(api.blueprint(site))
    app.register_blueprint(health.blueprint(site))
    app.register_error_handler(Exception, _fault)
    _watch(app, site)
    _put_in_front(app, site)
    return app


def _site(settings: Config, services: Services) -> Site:
    """Return the parts of an application, checked and put together."""
    tokens = settings.path_tokens
    urls = Urls(settings.base_url, tokens[0] if tokens else None)
    # Before the database, which is not made for a server that cannot start.
    house = read_house(settings, urls)
    store = Store(settings.database)
    dialin = _dialin(settings, house, urls)
    moderation = moderation_of(settings, services, store)
    attendant = _attendant(settings, services, store, dialin, moderation) if moderation is not None else None
    return Site(
        config=settings,
        services=services,
        urls=urls,
        dialin=dialin,
        moderation=moderation,
        attendant=attendant,
        worker=Worker(attendant.look) if attendant is not None else None,
        inbox=Inbox(settings.database, spool=settings.spool, space=services.space),
        store=store,
        signatures=Signatures(settings),
        streams=Streams(settings.stream_places),
    )


def moderation_of(settings: Config, services: Services, store: Store) -> "Moderation | None":
    """Return the moderation of an application, None where nothing says how to reach the platform."""
    client = services.client
    if client is None and settings.telnyx_api_key is None:
        return None
    # An HTTP client takes long to load, and most servers do without.
    from server.moderation.outbox import Outbox  # noqa: PLC0415
    from server.moderation.service import Moderation  # noqa: PLC0415
    from texml.client import BASE_URL, Client  # noqa: PLC0415
    from texml.errors import ApiError  # noqa: PLC0415

    if client is None:
        try:
            client = Client(settings.telnyx_api_key, base_url=settings.telnyx_base_url or BASE_URL)
        except (ApiError, ValueError) as err:
            key = "telnyx_base_url" if isinstance(err, ValueError) else "telnyx_api_key"
            raise ConfigurationError(str(err), place="setting", key=key) from err
    outbox = Outbox(settings.database)
    return Moderation(client, outbox, store, account=settings.account, now=services.now)


def _dialin(settings: Config, house: House, urls: Urls) -> DialIn:
    return open_dialin(house, urls, Ledger(settings.database), fresh_key=secrets.token_bytes(32))


@contextmanager
def attending(settings: Config, services: Services, store: Store, moderation: "Moderation") -> Iterator["Attendant"]:
    """Give who looks after the rooms of *settings* where no application runs, such as in a command.

    Raises: ConfigurationError for what is wrong with the rooms; LogUnavailable.
    """
    urls = Urls(settings.base_url, settings.path_tokens[0] if settings.path_tokens else None)
    dialin = _dialin(settings, read_house(settings, urls), urls)
    with closing(dialin.ledger), closing(_attendant(settings, services, store, dialin, moderation)) as attendant:
        yield attendant


def _attendant(
    settings: Config, services: Services, store: Store, dialin: DialIn, moderation: "Moderation"
) -> "Attendant":
    from server.moderation.attendant import Attendant  # noqa: PLC0415  # as above
    from server.moderation.seating import Seating  # noqa: PLC0415

    return Attendant(
        moderation,
        store,
        Seating(settings.database),
        directory=lambda: dialin.directory,
        name_url=dialin.receptionist.name_url,
        now=services.now,
    )


def _put_in_front(app: Flask, site: Site) -> None:
    """Have the reception see every request first, and before it only who says where a request came from."""
    app.wsgi_app = Reception(site, app.wsgi_app)  # type: ignore[method-assign]  # as Flask's manual has it
    hops = site.config.proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # as above


def _watch(app: Flask, site: Site) -> None:
    """Count the requests, and have each answer carry what keeps a browser from making more of it than it is."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        site.services.metrics.count_request(_route(), response.status_code, seconds)
        return response


def _route() -> str:
    """Return the route of the request as it was declared, without what stands in it: one of a closed set."""
    return "none" if request.url_rule is None else str(request.url_rule).removeprefix("/<path_token>")


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
