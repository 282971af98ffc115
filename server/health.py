"""Whether the process lives, and whether it can do its work."""

from flask import Blueprint, Response

from server.errors import LogUnavailable
from server.log.writer import check_writable
from server.site import Site

__all__ = ["blueprint"]


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that answers a supervisor's questions."""
    health = Blueprint("health", __name__)

    @health.get("/livez")
    def livez() -> Response:
        """Answer without touching anything: the process serves requests."""
        return Response("alive\n", mimetype="text/plain")

    @health.get("/readyz")
    def readyz() -> Response:
        """Answer 200 if the log can be written, 503 with the reason if not."""
        try:
            check_writable(site.inbox.path)
        except LogUnavailable as err:
            return Response(f"not ready: {err}\n", status=503, mimetype="text/plain")
        return Response("ready\n", mimetype="text/plain")

    return health
