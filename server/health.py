"""Whether the process lives, and whether it can do its work."""

from flask import Blueprint, Response

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
        found = site.inbox.health()
        if not found.is_ready:
            return Response(f"not ready: {found.reason}\n", status=503, mimetype="text/plain")
        return Response("ready\n", mimetype="text/plain")

    return health
