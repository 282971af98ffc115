"""Remove what is older than a day: whole days, so that the chains of digests over the rest stay as they are."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from typing import NamedTuple

from server.log.database import database_url
from server.log.engine import opening
from server.log.projection import add_up_events, replace_state
from server.log.session import Session, listed
from server.log.writer import Writer

__all__ = ["Purged", "purge"]

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_DAY_US = 24 * 60 * 60 * 1_000_000
# Each transaction keeps callbacks waiting for so long: so many are removed, or so many looked at that may stay.
_AT_ONCE = 200
_LOOKED_AT = 20_000


class Purged(NamedTuple):
    """How many deliveries were removed, and how many chains closed; the chains' heads stay."""

    deliveries: int
    chains: int


def purge(
    database: str,
    before: date,
    *,
    now_us: int,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Purged:
    """Remove what was received before the day *before* (UTC); an event goes with its first delivery.

    What is kept of conferences is made anew for those that lost events. Whoever is killed leaves a log that is right;
    purge again to go on. *now_us* is noted in the chains; *on_progress* is told how many are done, of how many.

    Raises: LogUnavailable.
    """
    day = before.toordinal() - _EPOCH_ORDINAL
    done = 0
    with opening(database_url(database)), closing(Writer(database, is_patient=True)) as writer:
        chains, closed, total = writer.transact(partial(_close_chains, day=day, now_us=now_us))
        last, end = writer.transact(_range)
        while chains and last < end:
            last, removed = writer.transact(partial(_remove_some, chains=chains, last=last))
            done += removed
            on_progress(done, max(done, total))
            if done == total and closed == len(chains):
                break  # nothing of them can be left
        writer.transact(partial(_remove_refused, day=day))
    return Purged(done, closed)


def _close_chains(session: Session, *, day: int, now_us: int) -> tuple[list[int], int, int]:
    """Let no writer go on with a chain of an older day; return all of them, and of those closed now number and size."""
    mark = session.mark
    closed = session.run(
        f"UPDATE chain SET purged_at = {mark} WHERE day < {mark} AND purged_at IS NULL RETURNING deliveries",
        (now_us, day),
    )
    chains = [id_ for (id_,) in session.run(f"SELECT id FROM chain WHERE day < {mark}", (day,))]
    return chains, len(closed), sum(size for (size,) in closed)


def _range(session: Session) -> tuple[int, int]:
    """Return the id before the first delivery, and that of the last one."""
    # Asked for together, they are looked for in all rows.
    edges = [session.run(f"SELECT {edge}(id) FROM delivery")[0][0] for edge in ("min", "max")]
    return (0, 0) if edges[0] is None else (edges[0] - 1, edges[1])


def _remove_some(session: Session, *, chains: list[int], last: int) -> tuple[int, int]:
    """Remove the next deliveries after the id *last*; return up to which id that is done, and how many they were."""
    mark = session.mark
    rows = session.run(
        f"SELECT id, conference_id FROM delivery WHERE id > {mark} AND id <= {mark} "
        f"AND chain_id IN ({listed(session, len(chains))}) ORDER BY id LIMIT {_AT_ONCE}",
        (last, last + _LOOKED_AT, *chains),
    )
    done = rows[-1][0] if len(rows) == _AT_ONCE else last + _LOOKED_AT
    if not rows:
        return done, 0
    conferences = sorted({conference for _, conference in rows if conference is not None})
    if conferences and session.locks_rows:
        places = listed(session, len(conferences))
        session.run(f"SELECT id FROM conference WHERE id IN ({places}) ORDER BY sid FOR UPDATE", conferences)
    session.run(f"DELETE FROM delivery WHERE id IN ({listed(session, len(rows))})", [id_ for id_, _ in rows])
    for conference in conferences:
        left = session.run(f"SELECT 1 FROM delivery WHERE conference_id = {mark} LIMIT 1", (conference,))
        state = add_up_events(session, conference)
        if state[0].events == 0 and left:
            # A repeat of an event that is gone still names the conference.
            session.run(f"UPDATE delivery SET conference_id = NULL WHERE conference_id = {mark}", (conference,))
        replace_state(session, conference, state)
    return done, len(rows)


def _remove_refused(session: Session, *, day: int) -> None:
    session.run(f"DELETE FROM quarantine WHERE received_at < {session.mark}", (day * _DAY_US,))
