"""The seat in the room: the document that puts a caller into the conference, and what is said just before. Pure."""

from typing import Any

from server.dialin.facts import Answer, Change, Facts, TakeSeat
from server.dialin.visit import Visit
from server.rooms.room import Role, RoleName, Room
from texml import Conference, Response, Say

__all__ = ["WARNING_S", "has_keypad", "join", "seconds_left"]

WARNING_S = 60
"""How long before the end of its time a call is warned; also the shortest time limit that Dial takes."""


def join(facts: Facts) -> Answer:
    """Return the document that puts the caller into the room that all gates let it into."""
    room, visit = facts.room, facts.visit
    if room is None or visit.role is None:
        raise LookupError("a gate was passed without a room or a role")
    role = room.role(visit.role)
    is_first_time = visit.since is None
    visit = visit._replace(step="after", since=visit.since if visit.since is not None else _seconds(facts))
    said = _said_before(facts, room) if is_first_time else []
    noun = _noun(role, visit, facts, is_first_time=is_first_time)
    document = Response(said).dial(noun, action=facts.links.go_on(visit), **_limits(facts, room))
    return Answer(document, _seats(facts, room, role.name, visit.since))


def _seats(facts: Facts, room: Room, role: RoleName, since: int | None) -> tuple[Change, ...]:
    """Return the note of who sits where, for rooms that do something by themselves about their callers."""
    if room.when_host_leaves != "grace" and not room.asks_name:
        return ()
    over = facts.with_visit(step="over", since=since).visit
    return (TakeSeat(room.key, role, facts.links.go_on(over)),)


def seconds_left(room: Room, visit: Visit, now_s: int) -> int | None:
    """Return how much of its time a call has left, at least 0; None where there is no limit."""
    if room.time_limit_s is None:
        return None
    return max(0, room.time_limit_s - (now_s - (visit.since if visit.since is not None else now_s)))


def has_keypad(room: Room, visit: Visit) -> bool:
    """Return whether ``*`` takes this caller out of the conference into the menu.

    A host whose leaving ends the conference has none: ``*`` is leaving, to the platform.
    """
    return room.has_keypad and not visit.ends_room and not room.role(visit.role).conference.end_conference_on_exit


def _seconds(facts: Facts) -> int:
    return int(facts.now.timestamp())


def _said_before(facts: Facts, room: Room) -> list[Say]:
    speech = facts.speech
    said = []
    welcome = room.welcome.get(speech.tongue.language) or next(iter(room.welcome.values()), None)
    if welcome:
        said.append(speech.say_text(welcome))
    noun = room.roles["participant"].conference
    if noun.record == "record-from-start" and not room.asks_consent:
        said.append(speech.say("This conference is recorded."))
    if count := facts.occupancy.present:
        said.append(speech.say_count("There is one other caller here.", "There are {count} other callers here.", count))
    elif room.asks_pin or room.code:
        said.append(speech.say("You are the first."))
    if has_keypad(room, facts.visit):
        said.append(speech.say("During the conference, press star for the menu."))
    return said


def _noun(role: Role, visit: Visit, facts: Facts, *, is_first_time: bool) -> Conference:
    """Return the conference noun of the role, as this call needs it."""
    changes: dict[str, Any] = {"muted": True} if visit.is_muted else {}
    if not is_first_time:
        changes["beep"] = False  # who comes back from the menu does not disturb
    if visit.ends_room:
        changes["end_conference_on_exit"] = True
    if role.conference.wait_url is None:
        changes["wait_url"] = facts.links.hold(visit)
    noun = role.conference
    fields = zip(noun.fields, noun.values, strict=False)
    given: dict[str, Any] = {name: value for name, value in fields if value is not None}
    return Conference(**given | changes)


def _limits(facts: Facts, room: Room) -> dict[str, Any]:
    limits: dict[str, Any] = {"hangup_on_star": True} if has_keypad(room, facts.visit) else {}
    left = seconds_left(room, facts.visit, _seconds(facts))
    if left is not None:
        # Once up to the warning, then the rest.
        limits["time_limit"] = max(WARNING_S, left - WARNING_S if not facts.visit.is_last else left)
    return limits
