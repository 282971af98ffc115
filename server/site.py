"""What one application is made of; each blueprint is given it and takes what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from server.config import Config
from server.hold import HoldScripts
from server.log.inbox import Inbox
from server.log.store import Store
from server.room import Rooms
from server.urls import Urls

__all__ = ["Services", "Site"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What an application uses but does not own: the clock. Pass other ones in to control them."""

    now: Callable[[], datetime] = field(default=_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The parts of one application, all checked."""

    config: Config
    services: Services
    urls: Urls
    rooms: Rooms
    hold: HoldScripts
    inbox: Inbox
    store: Store

    def close(self) -> None:
        """Finish what is on its way into the log, and close its files."""
        self.inbox.close()
        self.store.close()
