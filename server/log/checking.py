"""Find out whether a log is whole: its file, each delivery, the chains over them, and what is kept of conferences."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from server.errors import LogUnavailable
from server.log.arrival import arrive
from server.log.chain import NO_LINK, link
from server.log.database import database_path, database_url
from server.log.moment import from_microseconds
from server.log.rebuilding import rebuild
from server.log.scanning import count, deliveries, snapshot
from server.log.schema import CHAIN

__all__ = ["Checked", "check_log"]

_MOST_FINDINGS = 100


class Checked(NamedTuple):
    """How many deliveries and conferences were looked at, and in words what is wrong; nothing: all is as it was."""

    deliveries: int
    conferences: int
    findings: tuple[str, ...]


def check_log(database: str, *, on_progress: Callable[[int, int], None] = lambda _done, _all: None) -> Checked:
    """Look at everything; *on_progress* is told how many deliveries are done, of how many.

    No more than a hundred findings are told.

    Raises: LogUnavailable.
    """
    findings: list[str] = []
    if database_path(database_url(database)) is not None:
        with snapshot(database) as connection:
            findings += _file(connection)
    try:
        return _contents(database, findings, on_progress)
    except LogUnavailable as err:
        if not findings:
            raise
        return Checked(0, 0, (*findings, f"what it holds: {err}"))


def _contents(database: str, findings: list[str], on_progress: Callable[[int, int], None]) -> Checked:
    """Return the *findings* with what is wrong with what the log holds.

    Raises: LogUnavailable.
    """
    with snapshot(database) as connection:
        total = count(connection)
        chains = _Chains(connection)
        done = 0
        for rows in deliveries(connection):
            for row in rows:
                findings += _delivery(row)
                chains.add(row)
            done += len(rows)
            on_progress(done, total)
            if len(findings) > _MOST_FINDINGS:
                break
        else:
            findings += chains.findings()
    rebuilt = rebuild(database, is_check=True)
    findings += [f"conference {sid}: what is kept is not what its events add up to" for sid in rebuilt.differing]
    return Checked(done, rebuilt.conferences, tuple(findings[:_MOST_FINDINGS]))


def _file(connection: sa.Connection) -> Iterator[str]:
    try:
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield f"file: {said}"
    except OperationalError:
        raise  # it is locked, or away
    except DatabaseError as err:
        yield f"file: {err.orig}"


def _delivery(row: Any) -> Iterator[str]:
    raw = row.raw if isinstance(row.raw, bytes) else b""
    if raw is not row.raw or sha256(raw).digest() != row.sha256:
        yield f"delivery {row.id}: its bytes are not those that came"
        return
    arrival = arrive(
        raw,
        route=row.route,
        method=row.method,
        content_type=row.content_type,
        received_at=from_microseconds(row.received_at),
        verdict=row.verdict,
    )
    copies = (arrival.key, arrival.kind, arrival.call, arrival.room)
    # A repeat whose event was purged has lost its conference, if that was purged as well.
    is_its = row.conference == arrival.conference or (row.conference is None and row.event_id is not None)
    if copies != (bytes(row.key), row.kind, row.call, row.room) or not is_its:
        yield f"delivery {row.id}: what it is searched by is not what it says"


class _Chains:
    """The heads of all chains, as the deliveries make them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._stored = {row.id: row for row in connection.execute(sa.select(CHAIN))}
        self._found: dict[int, tuple[int, bytes]] = {}

    def add(self, row: Any) -> None:
        number, head = self._found.get(row.chain_id, (0, NO_LINK))
        self._found[row.chain_id] = (number + 1, link(head, [(row.received_at, bytes(row.sha256))]))

    def findings(self) -> Iterator[str]:
        for id_, row in self._stored.items():
            number, head = self._found.get(id_, (0, NO_LINK))
            if row.purged_at is not None:
                if number:
                    yield f"chain {id_}: {number} deliveries are left of a day that was purged; purge again"
            elif number != row.deliveries:
                yield f"chain {id_}: it had {row.deliveries} deliveries, {number} are there"
            elif head != bytes(row.head):
                yield f"chain {id_}: its deliveries are not those that came"
