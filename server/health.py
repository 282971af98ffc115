"""Whether the process lives, whether it can do its work, and what it counts of itself."""

import math
import threading
from collections.abc import Iterator

from flask import Blueprint, Response, request

from server.api.access import why_not
from server.log.disk import Space
from server.log.inbox import Health
from server.metrics import CONTENT_TYPE
from server.site import Site

__all__ = ["blueprint"]

_FRESH_S = 1.0


class _Lately:
    """How the log does, asked anew once what was last found is a second old: each question takes the writer's turn."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._found = Health(is_ready=False, is_storing=False)
        self._until = -math.inf

    def health(self) -> Health:
        """Return what was found within the last second; who asks while somebody looks waits for that."""
        with self._lock:
            if self._site.services.monotonic() >= self._until:
                self._found = self._site.inbox.health()
                self._until = self._site.services.monotonic() + _FRESH_S
            return self._found


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that answers a supervisor's questions."""
    health = Blueprint("health", __name__)
    lately = _Lately(site)

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
        found = lately.health()
        if not found.is_ready:
            return _plain(f"not ready: {found.reason}", 503)
        return _plain("; ".join(("ready", *_worries(site, found))), 200)

    @health.get("/metrics")
    def metrics() -> Response:
        """Tell Prometheus what was counted; who may read the API may read it."""
        reason = why_not(request, site.config.api_token)
        if reason is not None:
            return _plain(reason, 401, {"WWW-Authenticate": "Bearer"})
        found = lately.health()
        gauges = {
            "texml_log_ready": ("Whether an event would be stored now.", float(found.is_ready)),
            "texml_log_storing": ("Whether the database takes events.", float(found.is_storing)),
            "texml_log_spooled_bytes": ("What waits on the local disk for the database.", float(found.spooled)),
            **_space(found.space),
            "texml_clock_suspect": (
                "Whether this process has lately seen signatures of another time only.",
                float(site.signatures.is_clock_suspect),
            ),
        }
        return Response(site.services.metrics.text(gauges), content_type=CONTENT_TYPE)

    return health


def _worries(site: Site, found: Health) -> Iterator[str]:
    """Yield what somebody should see to, though callbacks are stored."""
    if not found.is_storing:
        yield f"{found.spooled} bytes wait for the database, which is away: {found.reason}"
    if found.space is not None and found.space.is_low:
        yield f"the disk is nearly full: {found.space.free >> 20} MiB are left"
    if site.dialin.rooms.problem is not None:
        # Anybody may ask; what is wrong may quote the file.
        yield "the rooms are those from before their file was broken; the server's log says how"


def _space(space: Space | None) -> dict[str, tuple[str, float]]:
    if space is None:
        return {}
    return {
        "texml_disk_free_bytes": ("Room on the disk of the log or its spool, whichever has less.", float(space.free)),
        "texml_disk_low": ("Whether less than a gibibyte of it is left, or than a tenth.", float(space.is_low)),
    }


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{text}\n", status=status, mimetype="text/plain", headers=headers)
