"""Let requests out of quarantine that are the platform's after all: their signature is right, only the time was not."""

import math
from collections.abc import Iterator
from contextlib import closing

from server.config import Config
from server.log.arrival import arrive
from server.log.database import database_url
from server.log.engine import opening
from server.log.event import Refused
from server.log.inbox import Inbox
from server.log.store import Store
from server.log.writer import Writer
from server.signatures import Reason, why_not_ours

__all__ = ["release", "why_not_released"]

_BATCH = 200


def why_not_released(refused: Refused, config: Config) -> Reason | None:
    """Return what speaks against *refused* whatever the time was, None where nothing does."""
    if refused.method != "POST" and not config.allow_get:
        return "method"
    body = refused.raw if refused.method == "POST" else b""
    return why_not_ours(
        body,
        dict(refused.headers),
        config.public_keys,
        now=refused.received_at,
        accounts=config.accounts,
        tolerance_s=math.inf,
    )


def release(config: Config, store: Store) -> Iterator[tuple[Refused, Reason | None]]:
    """Yield what is in quarantine with what speaks against it; put into the log what nothing speaks against.

    It is let go of only once it is in the log: a release that is broken off can be begun again.

    Raises: LogUnavailable.
    """
    with closing(Inbox(config.database, spool=config.spool)) as inbox, closing(Writer(config.database)) as writer:
        after = 0
        while batch := store.refused(after=after, limit=_BATCH):
            after = batch[-1].id
            released = []
            for refused in batch:
                reason = why_not_released(refused, config)
                if reason is None:
                    inbox.append(
                        arrive(
                            refused.raw,
                            route=refused.route,
                            method=refused.method,
                            content_type=refused.content_type,
                            received_at=refused.received_at,
                            headers=refused.headers,
                            verdict="verified",
                        )
                    )
                    released.append(refused.id)
                yield refused, reason
            if released:
                with opening(database_url(config.database)), writer.turn():
                    writer.let_go(released)
