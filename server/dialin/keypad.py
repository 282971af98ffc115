"""The keypad in the room: what ``*`` opens, and what its keys do. Pure.

A star takes the caller out of the conference to the menu, and every key but the end brings it back in: muting is
joining again muted. Hosts also lock the room and let the lobby in.
"""

from server.dialin.facts import Admit, Answer, Change, Facts, Lock
from server.dialin.gates import ask, go_on
from texml import Response, Say

__all__ = ["chosen", "menu"]


def menu(facts: Facts, *heard_first: Say) -> Answer:
    """Return the menu that a star opens, as the caller's role and the room's state make it."""
    speech, visit = facts.speech, facts.visit
    prompts = [
        speech.say("To unmute yourself, press 1.") if visit.is_muted else speech.say("To mute yourself, press 1."),
        speech.say("To hear how many callers are here, press 2."),
    ]
    if visit.role == "host":
        prompts.append(
            speech.say("To open the room, press 3.") if facts.is_locked else speech.say("To lock the room, press 3.")
        )
        prompts.append(speech.say("To end the conference for everyone, press 4."))
        if facts.occupancy.waiting:
            prompts.append(speech.say("To let in those who wait, press 5."))
    prompts.append(speech.say("To go back, press star."))
    # What the keys mean is sealed with them, so that the same answer twice does not lock and open.
    asking = facts.with_visit(step="menu", saw_locked=facts.is_locked)
    asked = ask(asking, *prompts, digits=1)
    return Answer(Response(heard_first) + asked.document, asked.changes)


def chosen(facts: Facts) -> Answer:
    """Do what the key says, then bring the caller back into the room."""
    room, visit, speech = facts.room, facts.visit, facts.speech
    said: list[Say] = []
    changes: tuple[Change, ...] = ()
    back = facts
    match facts.digits, visit.role:
        case "1", "listener":
            said.append(speech.say("You can only listen in this room."))
        case "1", _:
            back = facts.with_visit(is_muted=not visit.is_muted)
            said.append(speech.say("You are muted." if back.visit.is_muted else "You are not muted."))
        case "2", _:
            said.append(_count(facts))
        case "3", "host" if room is not None and facts.occupancy.conference is not None:
            changes = (Lock(room.key, facts.occupancy.conference, not visit.saw_locked),)
            said.append(speech.say("The room is open." if visit.saw_locked else "The room is locked."))
        case "4", "host":
            back = facts.with_visit(ends_room=True)
            said.append(speech.say("Hang up to end the conference for everyone."))
        case "5", "host" if room is not None:
            changes = (Admit(room.key),)
            said.append(speech.say("They are let in."))
    answer = go_on(back.with_visit(saw_locked=False), *said)
    return Answer(answer.document, (*changes, *answer.changes))


def _count(facts: Facts) -> Say:
    # The caller is out of the conference while the menu speaks.
    return facts.speech.say_count(
        "There is one other caller here.", "There are {count} other callers here.", facts.occupancy.present
    )
