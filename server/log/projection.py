"""Keep what the events of each conference add up to, in the transaction that inserts them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from server.log.fact import Fact
from server.log.session import Session, listed, rows_of
from server.log.tally import ConferenceTally, ParticipantTally, is_about_participant

__all__ = ["OpenConference", "add_events", "open_conferences"]


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
    for sid in repeated:
        by_sid[sid] += ()
    if not by_sid:
        return
    tallies = {sid: ConferenceTally.from_text(conferences[sid].state) for sid in by_sid}
    calls: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    for sid, added in by_sid.items():
        tallies[sid].repeats += repeated[sid]
        for fact in added:
            tallies[sid].add(fact)
            if fact.call is not None and is_about_participant(fact):
                calls[conferences[sid].id, fact.call].append(fact)
    _save_conferences(session, {sid: (conferences[sid].id, tally) for sid, tally in tallies.items()})
    if calls:
        participants = _read_participants(session, list(calls))
        for key, added in calls.items():
            for fact in added:
                participants[key].add(fact)
        _save_participants(session, participants)


def _read_participants(session: Session, keys: list[tuple[int, str]]) -> dict[tuple[int, str], ParticipantTally]:
    found = {key: ParticipantTally() for key in keys}
    query = (
        "SELECT conference_id, call, state FROM participant "
        f"WHERE (conference_id, call) IN (VALUES {rows_of(session, len(keys), 2)})"
    )
    for conference_id, call, state in session.run(query, [value for key in keys for value in key]):
        found[conference_id, call] = ParticipantTally.from_text(state)
    return found


def _save_conferences(session: Session, tallies: dict[str, tuple[int, ConferenceTally]]) -> None:
    values: list[object] = []
    for sid, (id_, tally) in tallies.items():
        values += (id_, sid, tally.room[1] if tally.room else None, tally.end is not None, tally.to_text())
    session.run(
        f"INSERT INTO conference (id, sid, room, has_ended, state) VALUES {rows_of(session, len(tallies), 5)} "
        "ON CONFLICT (id) DO UPDATE SET room = excluded.room, has_ended = excluded.has_ended, state = excluded.state",
        values,
    )


def _save_participants(session: Session, tallies: dict[tuple[int, str], ParticipantTally]) -> None:
    values: list[object] = []
    for (conference_id, call), tally in tallies.items():
        values += (conference_id, call, tally.to_text())
    session.run(
        f"INSERT INTO participant (conference_id, call, state) VALUES {rows_of(session, len(tallies), 3)} "
        "ON CONFLICT (conference_id, call) DO UPDATE SET state = excluded.state",
        values,
    )
