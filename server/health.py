"""Whether the process lives, whether it can do its work, and what it counts of itself."""

from flask import Blueprint, Response, request

from server.api.access import why_not
from server.metrics import CONTENT_TYPE
from server.site import Site

__all__ = ["blueprint"]


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that answers a supervisor's questions."""
    health = Blueprint("health", __name__)

    @health.get("/livez")
    def livez() -> Response:
        """Answer without touching anything: the process serves requests."""
        return _plain("alive", 200)

    @health.get("/readyz")
    def readyz() -> Response:
        """Answer 200 if events would be stored, with 503 and the reason if not."""
        if site.streams.have_ended:
            return _plain("not ready: stopping", 503)
        if site.signatures.is_clock_suspect:
            return _plain("not ready: all signatures are of another time; is this machine's clock right?", 503)
        found = site.inbox.health()
        if not found.is_ready:
            return _plain(f"not ready: {found.reason}", 503)
        if not found.is_storing:
            return _plain(f"ready: {found.spooled} bytes wait for the database, which is away: {found.reason}", 200)
        return _plain("ready", 200)

    @health.get("/metrics")
    def metrics() -> Response:
        """Tell Prometheus what was counted; who may read the API may read it."""
        reason = why_not(request, site.config.api_token)
        if reason is not None:
            return _plain(reason, 401, {"WWW-Authenticate": "Bearer"})
        found = site.inbox.health()
        gauges = {
            "texml_log_ready": ("Whether an event would be stored now.", float(found.is_ready)),
            "texml_log_storing": ("Whether the database takes events.", float(found.is_storing)),
            "texml_log_spooled_bytes": ("What waits on the local disk for the database.", float(found.spooled)),
            "texml_clock_suspect": (
                "Whether this process has lately seen signatures of another time only.",
                float(site.signatures.is_clock_suspect),
            ),
        }
        return Response(site.services.metrics.text(gauges), content_type=CONTENT_TYPE)

    return health


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{text}\n", status=status, mimetype="text/plain", headers=headers)
