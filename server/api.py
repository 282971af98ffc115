"""The API: events as they were sent, and conferences as they are folded from them; JSON."""

import hmac
import ipaddress

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from server.errors import LogUnavailable
from server.log.event import event_json
from server.log.fold import conference_json
from server.site import Site
from texml.vocabulary import nearest

__all__ = ["blueprint"]

_DEFAULT_LIMIT = 100
_MAX_LIMIT = 1_000


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that reads the log of *site*."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.before_request
    def authorize() -> Response | None:
        """Let pass who may read: with the token, or from this machine where there is none."""
        reason = _why_not(site.config.api_token)
        if reason is None:
            return None
        response = _error(401, reason)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    @api.get("/events")
    def events() -> Response:
        """List events, the newest first."""
        _allow("conference", "room", "event", "after", "before", "limit")
        room = request.args.get("room")
        found = site.store.events(
            conference=request.args.get("conference"),
            rooms=_names_of(room, site) if room is not None else (),
            event=request.args.get("event"),
            after=_number("after") or 0,
            before=_number("before"),
            limit=_limit(),
            newest_first=True,
        )
        return jsonify({"events": [event_json(event) for event in found]})

    @api.get("/conferences")
    def conferences() -> Response:
        """List conferences, the one that was first heard of last in front."""
        _allow("limit")
        found = site.store.conferences(limit=_limit())
        return jsonify({"conferences": [conference_json(conference) for conference in found]})

    @api.get("/conferences/<sid>")
    def conference(sid: str) -> Response:
        """Tell the state of one conference."""
        found = site.store.conference(sid)
        if found is None:
            return _error(404, "no event of this conference was received")
        return jsonify(conference_json(found))

    @api.errorhandler(LogUnavailable)
    def unavailable(error: LogUnavailable) -> Response:
        """Ask to try again."""
        response = _error(503, str(error))
        response.headers["Retry-After"] = "1"
        return response

    @api.errorhandler(BadRequest)
    def bad_request(error: BadRequest) -> Response:
        """Say which parameter is wrong and what is allowed."""
        return _error(400, error.description or "bad request")

    return api


def _why_not(token: str | None) -> str | None:
    """Return why the request may not read, or None if it may."""
    if token is not None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        is_right = scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
        return None if is_right else "send the header Authorization: Bearer TOKEN, with the setting api_token"
    # Without a token the server listens on loopback only. What names another host, or came through a proxy, came from
    # elsewhere all the same: a tunnel, or a web page that had its name point here.
    forwarded = any(
        name.lower() == "forwarded" or name.lower().startswith("x-forwarded-") for name, _ in request.headers
    )
    if forwarded or not _is_local(request.host):
        return "set api_token to read the API through another name or a proxy"
    return None


def _is_local(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def _names_of(room: str, site: Site) -> tuple[str, ...]:
    """Return the conference names that a room stands for: as the platform knows it, and as rooms.toml does."""
    configured = site.rooms.get(room)
    return (room,) if configured is None else (room, configured.conference.name)


def _limit() -> int:
    given = _number("limit")
    limit = _DEFAULT_LIMIT if given is None else given
    if not 1 <= limit <= _MAX_LIMIT:
        raise BadRequest(f"limit: {limit} is not allowed; allowed: 1 to {_MAX_LIMIT}")
    return limit


def _number(name: str) -> int | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadRequest(f"{name}: {text[:80]!r} is not allowed; allowed: a whole number")
    return int(text)


def _allow(*names: str) -> None:
    for name in request.args:
        if name not in names:
            near = nearest(name, names)
            hint = f"; did you mean {near!r}?" if near else ""
            raise BadRequest(f"{name[:80]!r} is not a parameter; allowed: {', '.join(names)}{hint}")


def _error(status: int, reason: str) -> Response:
    response = jsonify({"error": reason})
    response.status_code = status
    return response
