"""The platform's callbacks: into the log first, then 200.

The answer to an authentic request is 200 with an empty body, whatever it holds: any other 4xx and the platform never
sends it again. 503 asks it to; a body that is too long (413) or was cut off (400) is not stored.
"""

from typing import Any

import structlog
from flask import Blueprint, Response, request

from server.body import BodyRefused, read_body
from server.errors import LogUnavailable
from server.log.arrival import arrive
from server.site import Site

__all__ = ["blueprint"]

_log = structlog.get_logger()


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that takes callbacks into the log of *site*."""
    callbacks = Blueprint("callbacks", __name__)

    @callbacks.route("/callbacks/conference", methods=["GET", "POST"], provide_automatic_options=False)
    def conference() -> Response:
        """Take a conference status callback."""
        environ = request.environ
        method = environ["REQUEST_METHOD"]
        if method == "HEAD":
            return Response(status=405, headers={"Allow": "GET, POST"})
        try:
            raw = _query(environ) if method == "GET" else read_body(environ)
        except BodyRefused as refused:
            return _refusal(refused.status, refused.reason)
        arrival = arrive(raw, method=method, content_type=environ.get("CONTENT_TYPE"), received_at=site.services.now())
        try:
            site.inbox.append(arrival)
        except LogUnavailable as err:
            _log.error("callback not stored", reason=str(err))
            return _refusal(503, "try again", {"Retry-After": "1"})
        return Response(status=200, mimetype="text/plain")

    return callbacks


def _query(environ: dict[str, Any]) -> bytes:
    # WSGI carries bytes in str, one for one.
    return str(environ.get("QUERY_STRING", "")).encode("latin-1")


def _refusal(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{reason}\n", status=status, mimetype="text/plain", headers=headers)
