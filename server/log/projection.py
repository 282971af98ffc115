"""Keep what the events of each conference add up to, in the transaction that inserts them.

What is kept can be made anew from the events at any time.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from server.log.arrival import arrive
from server.log.fact import Fact
from server.log.fold import add_up
from server.log.moment import from_microseconds
from server.log.session import Session, listed, rows_of
from server.log.tally import ConferenceTally, Older, ParticipantTally, is_about_participant

__all__ = [
    "FOLD",
    "OpenConference",
    "Tallies",
    "add_events",
    "add_up_events",
    "open_conferences",
    "put_older",
    "replace_state",
]

FOLD = "2"
"""What is kept is of this shape and meaning; whoever changes either counts on, and all is made anew once."""

Tallies = tuple[ConferenceTally, dict[str, ParticipantTally]]


_ROWS_AT_ONCE = 1_000
_OF_CONFERENCE = ""  # no call has this sid


class OpenConference(NamedTuple):
    """A conference that is being written: its row's id, and its tally as stored."""

    id: int
    state: str


def open_conferences(session: Session, sids: set[str]) -> dict[str, OpenConference]:
    """Return the conferences with these sids, locked against other writers; what is not there is made."""
    if not sids:
        return {}
    ordered = sorted(sids)
    found = _read_conferences(session, ordered)
    missing = [sid for sid in ordered if sid not in found]
    if missing:
        make = f"INSERT INTO conference (sid) VALUES {rows_of(session, len(missing), 1)} ON CONFLICT (sid) DO NOTHING"
        session.run(make, missing)
        found |= _read_conferences(session, missing)
    return found


def _read_conferences(session: Session, sids: list[str]) -> dict[str, OpenConference]:
    query = f"SELECT sid, id, state FROM conference WHERE sid IN ({listed(session, len(sids))})"
    if session.locks_rows:
        # In one order, so that two writers wait for each other and do not deadlock.
        query += " ORDER BY sid FOR UPDATE"
    return {sid: OpenConference(id_, state) for sid, id_, state in session.run(query, sids)}


def add_events(
    session: Session,
    facts: Iterable[tuple[str, Fact]],
    repeats: Iterable[str],
    conferences: dict[str, OpenConference],
) -> None:
    """Add new events to what is stored of *conferences*.

    *facts* are those of the events, each with the sid of its conference; *repeats* are the sids of conferences, once
    for each delivery that told nothing new.
    """
    by_sid: dict[str, list[Fact]] = defaultdict(list)
    for sid, fact in facts:
        by_sid[sid].append(fact)
    repeated = Counter(repeats)
    tallies: dict[str, ConferenceTally] = {}
    searched: dict[str, dict[str, Any]] = {}
    calls: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    for sid in {**by_sid, **repeated}:
        id_, state = conferences[sid]
        tally = _tally(state)
        if tally is None:
            # The log is the truth: what is kept beside it must not keep an event out.
            replace_state(session, id_, add_up_events(session, id_))
            continue
        tallies[sid] = tally
        searched[sid] = _searched_by(tally)
        tally.repeats += repeated[sid]
        for fact in by_sid[sid]:
            _fetch_older(session, id_, tally, fact)
            tally.add(fact)
            if fact.call is not None and is_about_participant(fact):
                calls[id_, fact.call].append(fact)
    _save_conferences(session, {sid: (conferences[sid].id, tally) for sid, tally in tallies.items()}, searched)
    if calls:
        participants = _read_participants(session, list(calls))
        for key, added in calls.items():
            for fact in added:
                participants[key].add(fact)
        _save_participants(session, participants)


def _tally(state: str) -> ConferenceTally | None:
    """Return what is kept, None where it cannot be read."""
    try:
        return ConferenceTally.from_text(state)
    except (ValueError, TypeError):
        return None


def _read_participants(session: Session, keys: list[tuple[int, str]]) -> dict[tuple[int, str], ParticipantTally]:
    found = {key: ParticipantTally() for key in keys}
    query = (
        "SELECT conference_id, call, state FROM participant "
        f"WHERE (conference_id, call) IN (VALUES {rows_of(session, len(keys), 2)})"
    )
    for conference_id, call, state in session.run(query, [value for key in keys for value in key]):
        found[conference_id, call] = ParticipantTally.from_text(state)
    return found


def _searched_by(tally: ConferenceTally) -> dict[str, Any]:
    """Return the columns of a conference that indexes are over."""
    return {"room": tally.room[1] if tally.room else None, "has_ended": tally.end is not None}


def _save_conferences(
    session: Session, tallies: dict[str, tuple[int, ConferenceTally]], searched: dict[str, dict[str, Any]]
) -> None:
    """Store tallies, each with the id of its conference; *searched* is what each conference was searched by before.

    To set a column to what it was would have each index that it is in written anew.
    """
    alike: dict[tuple[str, ...], list[object]] = defaultdict(list)
    for sid, (id_, tally) in tallies.items():
        now = _searched_by(tally)
        changed = tuple(column for column in now if now[column] != searched[sid][column])
        alike[changed] += (id_, sid, *now.values(), tally.to_text())
    for changed, values in alike.items():
        sets = ", ".join(f"{column} = excluded.{column}" for column in (*changed, "state"))
        session.run(
            f"INSERT INTO conference (id, sid, room, has_ended, state) VALUES {rows_of(session, len(values) // 5, 5)} "
            f"ON CONFLICT (id) DO UPDATE SET {sets}",
            values,
        )
    _save_older(session, [(id_, _OF_CONFERENCE, tally.older) for id_, tally in tallies.values()])


def _save_participants(session: Session, tallies: dict[tuple[int, str], ParticipantTally]) -> None:
    values: list[object] = []
    for (conference_id, call), tally in tallies.items():
        values += (conference_id, call, tally.to_text())
    session.run(
        f"INSERT INTO participant (conference_id, call, state) VALUES {rows_of(session, len(tallies), 3)} "
        "ON CONFLICT (conference_id, call) DO UPDATE SET state = excluded.state",
        values,
    )
    _save_older(session, [(id_, call, tally.older) for (id_, call), tally in tallies.items()])


def _fetch_older(session: Session, conference: int, tally: ConferenceTally, fact: Fact) -> None:
    """Have what *fact* will change of the older parts of *tally*; hardly any fact does."""
    wanted = tally.wanted(fact)
    if wanted is None or wanted in tally.older:
        return
    mark = session.mark
    query = f"SELECT content FROM older WHERE conference_id = {mark} AND call = {mark} AND kind = {mark}"
    for (content,) in session.run(f"{query} AND place = {mark}", (conference, _OF_CONFERENCE, *wanted)):
        tally.older[wanted] = json.loads(content)


def _save_older(session: Session, parts: Iterable[tuple[int, str, Older]]) -> None:
    """Store what has become too old for the tallies themselves, each with the id of its conference and its call."""
    rows = [
        (id_, call, kind, place, json.dumps(content, separators=(",", ":")))
        for id_, call, older in parts
        for (kind, place), content in older.items()
    ]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        session.run(
            f"INSERT INTO older (conference_id, call, kind, place, content) VALUES {rows_of(session, len(some), 5)} "
            "ON CONFLICT (conference_id, call, kind, place) DO UPDATE SET content = excluded.content",
            [value for row in some for value in row],
        )


def put_older(
    rows: Iterable[Sequence[str]], conference: ConferenceTally, participants: dict[str, ParticipantTally]
) -> None:
    """Put what was stored apart from the tallies of one conference into them: call, kind, place and content of each.

    Raises: ValueError or KeyError for what is not theirs.
    """
    for call, kind, place, content in rows:
        tally = participants[call] if call else conference
        tally.older[kind, place] = json.loads(content)


def add_up_events(session: Session, conference: int) -> Tallies:
    """Return what the events of the conference with this id add up to, from the log alone."""
    mark = session.mark
    query = (
        "SELECT raw, content_type, method, route, received_at FROM delivery "
        f"WHERE conference_id = {mark} AND event_id IS NULL ORDER BY id"
    )
    facts = [
        arrive(
            bytes(raw),
            content_type=content_type,
            method=method,
            route=route,
            received_at=from_microseconds(received_at),
        ).fact
        for raw, content_type, method, route, received_at in session.run(query, (conference,))
    ]
    tally, participants = add_up(fact for fact in facts if fact is not None)
    ((tally.repeats,),) = session.run(
        "SELECT count(*) FROM delivery WHERE event_id IN "
        f"(SELECT id FROM delivery WHERE conference_id = {mark} AND event_id IS NULL)",
        (conference,),
    )
    return tally, participants


def replace_state(session: Session, conference: int, state: Tallies) -> None:
    """Keep *state* of the conference with this id, in place of whatever is kept; of one without events, nothing."""
    tally, participants = state
    for table in ("older", "participant"):
        session.run(f"DELETE FROM {table} WHERE conference_id = {session.mark}", (conference,))
    if tally.events == 0:
        session.run(f"DELETE FROM conference WHERE id = {session.mark}", (conference,))
        return
    session.run(
        f"UPDATE conference SET (room, has_ended, state) = ({listed(session, 3)}) WHERE id = {session.mark}",
        (*_searched_by(tally).values(), tally.to_text(), conference),
    )
    _save_older(session, [(conference, _OF_CONFERENCE, tally.older)])
    calls = list(participants.items())
    for start in range(0, len(calls), _ROWS_AT_ONCE):
        some = calls[start : start + _ROWS_AT_ONCE]
        _save_participants(session, {(conference, call): participant for call, participant in some})
