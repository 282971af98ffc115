"""What one transaction does: insert arrivals, tell events from repeats, and keep the state that they add up to.

The statements are those of both databases; a session (server/log/sqlite.py, server/log/postgres.py) runs them. Which of
two arrivals is the event and which its repeat, the unique index decides, whoever else writes at the moment.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from server.log.arrival import Arrival
from server.log.chain import NO_LINK, day_of, link
from server.log.moment import microseconds
from server.log.projection import add_events, open_conferences
from server.log.session import Session, listed, rows_of

__all__ = [
    "MOST_REFUSED",
    "MOST_UNTIMELY",
    "Chains",
    "LostChain",
    "delete_refused",
    "insert_arrivals",
    "insert_refused",
]

MOST_REFUSED = 1_000
MOST_UNTIMELY = 100_000
"""How many refused requests are kept: that anybody may have sent, and that were signed rightly at another time."""

_UNTIMELY = ("stale", "future")

_COLUMNS = (
    "event_id", "conference_id", "chain_id", "received_at", "route", "method", "content_type", "headers", "raw",
    "sha256", "verdict", "key", "kind", "call", "room", "problem",
)  # fmt: skip
_INSERT = f"INSERT INTO delivery ({', '.join(_COLUMNS)}) VALUES "
_ONLY_EVENTS = " ON CONFLICT (key) WHERE event_id IS NULL DO NOTHING"
_MOST_ROWS = 32  # of a statement: a connection keeps one for each number of rows, and such of hundreds take megabytes
_TOLD = "id, key, received_at, sha256"
_TELL = f" RETURNING {_TOLD}"


class _Chain(NamedTuple):
    id: int
    deliveries: int
    head: bytes


class Chains:
    """The chains of one writer, by day; forget them after a transaction that did not commit."""

    def __init__(self) -> None:
        self._by_day: dict[int, _Chain] = {}

    def open(self, session: Session, day: int) -> int:
        """Return the id of the writer's chain of *day*, which is begun if there is none."""
        if day not in self._by_day:
            begin = f"INSERT INTO chain (day, deliveries, head) VALUES {rows_of(session, 1, 3)} RETURNING id"
            ((id_,),) = session.run(begin, (day, 0, NO_LINK))
            self._by_day[day] = _Chain(id_, 0, NO_LINK)
        return self._by_day[day].id

    def extend(self, session: Session, day: int, deliveries: Iterable[tuple[int, int, bytes]]) -> None:
        """Take *deliveries* of that day into its chain: of each id, time of receipt and digest."""
        chain = self._by_day[day]
        ordered = [(received_at, bytes(digest)) for _, received_at, digest in sorted(deliveries)]
        longer = _Chain(chain.id, chain.deliveries + len(ordered), link(chain.head, ordered))
        mark = session.mark
        # If somebody purged or restored it meanwhile, this writer's idea of it is no good any more.
        found = session.run(
            f"UPDATE chain SET deliveries = {mark}, head = {mark} "
            f"WHERE id = {mark} AND deliveries = {mark} AND purged_at IS NULL RETURNING id",
            (longer.deliveries, longer.head, chain.id, chain.deliveries),
        )
        if not found:
            raise LostChain(f"chain {chain.id} was changed by somebody else")
        self._by_day[day] = longer

    def forget(self) -> None:
        """Begin new chains from now on."""
        self._by_day.clear()


class LostChain(Exception):
    """Say that a chain is not as its writer left it."""


def insert_arrivals(session: Session, arrivals: Sequence[Arrival], chains: Chains, *, is_again: bool = False) -> None:
    """Insert *arrivals*, within a transaction; what is an event already becomes a delivery of it.

    *is_again* says that some may be there already, of an attempt whose end nobody saw; they are left out.
    """
    if is_again:
        arrivals = _without_known(session, arrivals)
        if not arrivals:
            return
    conferences = open_conferences(session, {arrival.conference for arrival in arrivals if arrival.conference})
    ids = {sid: conference.id for sid, conference in conferences.items()}
    days = {day_of(microseconds(arrival.received_at)) for arrival in arrivals}
    batch = _Batch(session, ids, {day: chains.open(session, day) for day in sorted(days)})
    # A statement does not see its own rows, so the repeats within it wait for the second one.
    candidates, repeats = _parted(arrivals)
    if session.locks_rows:
        # In the order of their keys, so that two nodes with the same events wait for each other and do not deadlock.
        candidates.sort(key=lambda arrival: arrival.key)
    events = {key: id_ for id_, key in batch.insert([(None, arrival) for arrival in candidates], _ONLY_EVENTS)}
    repeats += [arrival for arrival in candidates if arrival.key not in events]
    if repeats:
        known = events | _known(session, {arrival.key for arrival in repeats if arrival.key not in events})
        batch.insert([(known[arrival.key], arrival) for arrival in repeats], "")
    for day, deliveries in batch.by_day.items():
        chains.extend(session, day, deliveries)
    new = [arrival for arrival in candidates if arrival.key in events]
    facts = [(arrival.conference, arrival.fact) for arrival in new if arrival.conference and arrival.fact]
    add_events(session, facts, [arrival.conference for arrival in repeats if arrival.conference], conferences)


def _without_known(session: Session, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return those that are not in the log: one of the same event, the same bytes and the same microsecond is it."""
    events = _known(session, {arrival.key for arrival in arrivals})
    if not events:
        return list(arrivals)
    ids = list(events.values())
    select = f"SELECT id, event_id, received_at, sha256 FROM delivery WHERE %s IN ({listed(session, len(ids))})"
    query = f"{select.replace('%s', 'id', 1)} UNION ALL {select.replace('%s', 'event_id', 1)}"
    known = {
        (id_ if event_id is None else event_id, received_at, bytes(digest))
        for id_, event_id, received_at, digest in session.run(query, ids * 2)
    }
    return [
        arrival
        for arrival in arrivals
        if (events.get(arrival.key), microseconds(arrival.received_at), arrival.sha256) not in known
    ]


def _parted(arrivals: Sequence[Arrival]) -> tuple[list[Arrival], list[Arrival]]:
    """Return the first arrival of each key, and the others."""
    first: list[Arrival] = []
    others: list[Arrival] = []
    seen: set[bytes] = set()
    for arrival in arrivals:
        (others if arrival.key in seen else first).append(arrival)
        seen.add(arrival.key)
    return first, others


class _Batch:
    """The rows of one transaction; *by_day* is what was inserted: id, time of receipt and digest."""

    def __init__(self, session: Session, conferences: dict[str, int], chains: dict[int, int]) -> None:
        self._session = session
        self._conferences = conferences
        self._chains = chains
        self.by_day: dict[int, list[tuple[int, int, bytes]]] = defaultdict(list)

    def insert(self, rows: Sequence[tuple[int | None, Arrival]], ending: str) -> list[tuple[int, bytes]]:
        """Insert arrivals, each with the event it repeats or None; return id and key of those that are in now."""
        portions = (rows[start : start + _MOST_ROWS] for start in range(0, len(rows), _MOST_ROWS))
        return [told for portion in portions for told in self._insert(portion, ending)]

    def _insert(self, rows: Sequence[tuple[int | None, Arrival]], ending: str) -> list[tuple[int, bytes]]:
        values = [value for event_id, arrival in rows for value in self._row(event_id, arrival)]
        statement = _INSERT + rows_of(self._session, len(rows), len(_COLUMNS)) + ending
        inserted = []
        for id_, key, received_at, digest in self._inserted(statement, values, [arrival for _, arrival in rows]):
            inserted.append((id_, bytes(key)))
            self.by_day[day_of(received_at)].append((id_, received_at, digest))
        return inserted

    def _inserted(self, statement: str, values: list[Any], arrivals: Sequence[Arrival]) -> Iterable[tuple[Any, ...]]:
        """Insert, and return id, key, time of receipt and digest of what is in now."""
        ids = self._session.insert(statement, values) if arrivals else range(0)
        if ids is None:
            return self._session.run(statement + _TELL, values)
        if len(ids) == len(arrivals):
            told = ((each.key, microseconds(each.received_at), each.sha256) for each in arrivals)
            return [(id_, *row) for id_, row in zip(ids, told, strict=True)]
        mark = self._session.mark
        new = f"SELECT {_TOLD} FROM delivery WHERE id BETWEEN {mark} AND {mark}"
        return self._session.run(new, (ids.start, ids.stop - 1))

    def _row(self, event_id: int | None, arrival: Arrival) -> tuple[Any, ...]:
        received_at = microseconds(arrival.received_at)
        return (
            event_id,
            self._conferences[arrival.conference] if arrival.conference else None,
            self._chains[day_of(received_at)],
            received_at,
            arrival.route,
            arrival.method,
            arrival.content_type,
            json.dumps(arrival.headers) if arrival.headers else "[]",
            arrival.raw,
            arrival.sha256,
            arrival.verdict,
            arrival.key,
            arrival.kind,
            arrival.call,
            arrival.room,
            arrival.problem,
        )


def _known(session: Session, keys: set[bytes]) -> dict[bytes, int]:
    """Return the ids of the events with these keys."""
    if not keys:
        return {}
    query = f"SELECT id, key FROM delivery WHERE event_id IS NULL AND key IN ({listed(session, len(keys))})"
    return {bytes(key): id_ for id_, key in session.run(query, list(keys))}


def insert_refused(session: Session, refused: Sequence[tuple[Arrival, str]]) -> None:
    """Keep requests that were not taken for the platform's, each with the reason; the oldest beyond a limit go.

    What was signed rightly, but at another time, is the platform's own and stays longer than what anybody may send.
    """
    columns = "received_at, reason, route, method, content_type, headers, raw"
    values: list[Any] = []
    for arrival, reason in refused:
        values += (
            microseconds(arrival.received_at),
            reason,
            arrival.route,
            arrival.method,
            arrival.content_type,
            json.dumps(arrival.headers),
            arrival.raw,
        )
    session.run(f"INSERT INTO quarantine ({columns}) VALUES {rows_of(session, len(refused), 7)}", values)
    oldest = "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - " + session.mark
    session.run(oldest, (MOST_UNTIMELY,))
    if any(reason not in _UNTIMELY for _, reason in refused):
        session.run(f"{oldest} AND reason NOT IN ({listed(session, len(_UNTIMELY))})", (MOST_REFUSED, *_UNTIMELY))


def delete_refused(session: Session, ids: Sequence[int]) -> None:
    """Let go of requests that were kept apart, by their ids."""
    session.run(f"DELETE FROM quarantine WHERE id IN ({listed(session, len(ids))})", ids)
