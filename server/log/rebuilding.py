"""Make what is kept of each conference anew from its events, or see whether it is what they add up to."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import NamedTuple

from server.log.database import database_url
from server.log.engine import opening
from server.log.projection import FOLD, add_up_events, put_older, replace_state
from server.log.session import Session
from server.log.tally import ConferenceTally, ParticipantTally
from server.log.writer import Writer

__all__ = ["Rebuilt", "rebuild"]

_AT_ONCE = 50


class Rebuilt(NamedTuple):
    """How many conferences there are, and the sids of those of which something else was kept."""

    conferences: int
    differing: tuple[str, ...]


def rebuild(
    database: str, *, is_check: bool = False, on_progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Rebuilt:
    """Go over all conferences, some in each transaction, while others may write; *is_check* leaves all as it is.

    *on_progress* is told how many are done, of how many.

    Raises: LogUnavailable.
    """
    url = database_url(database)
    differing: list[str] = []
    done = 0
    with opening(url), closing(Writer(database, is_patient=True)) as writer:
        count = writer.transact(lambda session: session.run("SELECT count(*) FROM conference")[0][0])
        last = 0
        while True:
            found, wrong = writer.transact(partial(_some, last=last, is_check=is_check))
            differing += wrong
            done += len(found)
            if not found:
                break
            last = found[-1]
            on_progress(done, max(done, count))
        if not is_check:
            writer.transact(_note)
    return Rebuilt(done, tuple(differing))


def _some(session: Session, *, last: int, is_check: bool) -> tuple[list[int], list[str]]:
    """Do the next few conferences after the one with the id *last*; return their ids, and the sids that differ."""
    lock = " FOR UPDATE" if session.locks_rows else ""
    mark = session.mark
    rows = session.run(
        f"SELECT id, sid, room, has_ended, state FROM conference WHERE id > {mark} ORDER BY id LIMIT {_AT_ONCE}{lock}",
        (last,),
    )
    differing = []
    for id_, sid, room, has_ended, state in rows:
        tally, participants = add_up_events(session, id_)
        kept = _kept(session, id_, state)
        wanted = (tally, participants, tally.room[1] if tally.room else None, tally.end is not None)
        if kept is None or (*kept, room, bool(has_ended)) != wanted or tally.events == 0:
            differing.append(sid)
            if not is_check:
                replace_state(session, id_, (tally, participants))
    return [id_ for id_, *_ in rows], differing


def _kept(session: Session, id_: int, state: str) -> tuple[ConferenceTally, dict[str, ParticipantTally]] | None:
    """Return what is kept of a conference, None where it cannot be read."""
    is_its = f"WHERE conference_id = {session.mark}"
    states = session.run(f"SELECT call, state FROM participant {is_its}", (id_,))
    older = session.run(f"SELECT call, kind, place, content FROM older {is_its}", (id_,))
    try:
        tally = ConferenceTally.from_text(state)
        participants = {call: ParticipantTally.from_text(text) for call, text in states}
        put_older(older, tally, participants)
    except (ValueError, TypeError, KeyError):
        return None
    return tally, participants


def _note(session: Session) -> None:
    session.run(
        f"INSERT INTO meta (name, value) VALUES ('fold', {session.mark}) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (FOLD,),
    )
