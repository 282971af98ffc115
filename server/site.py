"""What one application is made of; each blueprint is given it and takes what it needs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from server.config import Config
from server.dialin.opening import DialIn
from server.log.disk import Space, space_of
from server.log.inbox import Inbox
from server.log.store import Store
from server.metrics import Metrics
from server.moderation.worker import Worker
from server.signatures import Signatures
from server.streams import Streams
from server.urls import Urls

if TYPE_CHECKING:
    from server.moderation.attendant import Attendant
    from server.moderation.service import Moderation
    from texml.client import Client

__all__ = ["Services", "Site"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What an application uses but does not own; pass other ones in to control them.

    *now* is the clock, *monotonic* counts seconds that nobody sets, *space* tells of the space on the disk of a folder,
    *client* is that of the platform's REST API, which is made of the settings where None is given, *metrics* what
    counts.
    """

    now: Callable[[], datetime] = field(default=_now)
    monotonic: Callable[[], float] = field(default=time.monotonic)
    space: Callable[[Path], Space | None] = field(default=space_of)
    client: "Client | None" = None
    metrics: Metrics = field(default_factory=Metrics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The parts of one application, all checked.

    *moderation*, and the *attendant* whom *worker* lets look after the rooms, are None where there is no key of the
    platform's.
    """

    config: Config
    services: Services
    urls: Urls
    dialin: DialIn
    moderation: "Moderation | None" = None
    attendant: "Attendant | None" = None
    worker: Worker | None = None
    inbox: Inbox
    store: Store
    signatures: Signatures
    streams: Streams

    def start(self) -> None:
        """Start what goes on without requests, in each process that serves: after a fork, and once.

        What a killed server has left in the spool goes into the log, and rooms are looked after. Without it, the first
        callback sees to the spool, and `texml-server reconcile` to what is due for rooms.
        """
        self.inbox.start()
        if self.worker is not None:
            self.worker.start()

    def close(self) -> None:
        """End the streams, finish what is on its way into the log, and close its files."""
        self.streams.end()
        if self.worker is not None:
            self.worker.close()
        if self.attendant is not None:
            self.attendant.close()
        if self.moderation is not None:
            self.moderation.close()
        self.inbox.close()
        self.dialin.ledger.close()
        self.store.close()
