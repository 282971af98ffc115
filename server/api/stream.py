"""Events as they arrive, for whoever listens: server-sent events that can be resumed.

Each listener asks the log for itself, in the order of commits, so that it misses nothing and hears nothing twice,
whichever process or machine took the event, and wherever it goes on after a break.

Source: HTML Living Standard, server-sent events.
"""

from collections.abc import Iterator
from contextlib import ExitStack

from flask import json

from server.api.problems import Problem
from server.errors import LogUnavailable
from server.log.event import event_json
from server.site import Site
from server.streams import TooManyStreams

__all__ = ["HEARTBEAT_S", "POLL_S", "admitted", "server_sent"]

POLL_S = 0.25
HEARTBEAT_S = 15.0  # proxies close what is silent for 30 to 60 s
_RETRY_MS = 2_000  # how long a browser waits before it comes back
_BATCH = 200


def admitted(site: Site) -> ExitStack:
    """Return the place of one more listener; close it when it hangs up.

    Raises: Problem with status 503 where as many listen as may.
    """
    place = ExitStack()
    try:
        place.enter_context(site.streams.place())
    except TooManyStreams:
        raise Problem(503, "as many listen as may; try again later, or ask another server") from None
    site.services.metrics.add_streams(1)
    place.callback(site.services.metrics.add_streams, -1)
    return place


def server_sent(site: Site, *, after: str) -> Iterator[str]:
    """Yield the events after the cursor *after* as text of a stream, until the server stops."""
    yield f"retry: {_RETRY_MS}\n\n"
    quiet_s = 0.0
    while not site.streams.have_ended:
        try:
            events = site.store.tail(after, limit=_BATCH)
        except LogUnavailable:
            return  # the listener comes back, and hears what it missed
        for event in events:
            yield f"id: {event.cursor}\ndata: {json.dumps(event_json(event))}\n\n"
            after = event.cursor
        if events:
            quiet_s = 0.0
            continue
        if quiet_s >= HEARTBEAT_S:
            yield ": still here\n\n"  # which is also how a listener that has gone is noticed
            quiet_s = 0.0
        if site.streams.wait(POLL_S):
            return
        quiet_s += POLL_S
