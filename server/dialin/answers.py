"""What the platform brings back, by the step it answers: digits, a recording, the end of a stay. Pure.

Each function takes what was said into the visit, or says what was wrong with it, and lets the call go on to the gates.
The same answer twice gives the same document: what it changes is counted once, and says what it wants, not "the other".
"""

from collections.abc import Callable, Mapping

from server.dialin import keypad
from server.dialin.budget import LIMITS, refuses
from server.dialin.facts import Answer, CountCall, CountEntry, CountFailure, Facts, KeepName, Survey
from server.dialin.gates import ask, go_on, hear_out
from server.dialin.seat import WARNING_S, has_keypad, seconds_left
from server.dialin.traffic import is_too_much
from server.dialin.visit import Step
from server.rooms.pins import match
from server.rooms.room import Limits, RoleName
from texml import Response, Say

__all__ = ["ANSWERS", "answer"]

_SILENCES = 3


def answer(facts: Facts) -> Answer:
    """Return what the caller hears next, and what has to be on the disk before."""
    return ANSWERS[facts.visit.step](facts)


def _start(facts: Facts) -> Answer:
    """Greet; a line or URL that leads to one room has chosen it, a number that it knows has its role.

    Of a flood of calls those that are too many are not even answered.
    """
    if is_too_much(facts.line.limits, facts.traffic):
        return Answer(Response().reject(reason="busy"))
    greeting = facts.line.greeting
    said = [facts.speech.say_text(greeting)] if greeting else []
    greeted = go_on(_recognized(facts), *said)
    if facts.line.limits == Limits():
        return greeted
    return Answer(greeted.document, (CountCall(facts.line.number), *greeted.changes))


def _recognized(facts: Facts) -> Facts:
    """Return the facts with the role that needs no PIN, if there is one: by the caller's number, or for everybody."""
    room = facts.room
    if room is None or facts.visit.role is not None:
        return facts
    role: RoleName | None = room.callers.get(facts.caller or "")
    if role is None and not room.asks_pin:
        role = "participant"
    return facts.with_visit(role=role)


def _language(facts: Facts) -> Answer:
    tongues = [tongue for tongue in facts.tongues if tongue.language]
    chosen = _choice(facts.digits, len(tongues))
    if chosen is None:
        # Nobody is kept out for want of a language: after three times the first one is taken.
        if facts.visit.silences + 1 < _SILENCES:
            return go_on(facts.with_visit(silences=facts.visit.silences + 1))
        chosen = 1
    return go_on(facts.with_visit(language=tongues[chosen - 1].language, silences=0))


def _code(facts: Facts) -> Answer:
    if not facts.digits:
        return _silence(facts)
    room = facts.directory.by_code(facts.digits)
    facts = facts.with_visit(room=room.key if room is not None else "", silences=0)
    return go_on(_recognized(facts))


def _pin(facts: Facts) -> Answer:
    if not facts.digits:
        return _silence(facts)
    if refuses(facts.failures, is_known=facts.is_known):
        return go_on(facts)
    room = facts.room
    role = match(facts.digits, room.pins if room is not None else ())
    if room is not None and role is not None:
        passed = go_on(facts.with_visit(role=role, silences=0))
        return Answer(passed.document, (CountEntry(room.key), *passed.changes))
    return _wrong(facts)


def _wrong(facts: Facts) -> Answer:
    """Count a wrong code or PIN, which are told alike, and ask again from the code on."""
    number = facts.visit.tries + 1
    failure = CountFailure(facts.visit.room or None, number, facts.is_known)
    sorry = facts.speech.say("The room number or the PIN is not right.")
    left = LIMITS.call - number
    if left <= 0:
        ended = hear_out(facts, sorry, facts.speech.say("There were too many wrong entries."))
        return Answer(ended.document, (failure,))
    remaining = facts.speech.say_count("You have one more try.", "You have {count} more tries.", left)
    again = facts.with_visit(tries=number, silences=0, room=facts.line.room)
    asked = go_on(again, sorry, remaining)
    return Answer(asked.document, (failure, *asked.changes))


def _silence(facts: Facts) -> Answer:
    silences = facts.visit.silences + 1
    if silences >= _SILENCES:
        return hear_out(facts, facts.speech.say("We did not hear anything."))
    return go_on(facts.with_visit(silences=silences), facts.speech.say("We did not hear anything."))


def _consent(facts: Facts) -> Answer:
    match facts.digits:
        case "1":
            return go_on(facts.with_visit(has_consented=True, silences=0))
        case "2":
            return hear_out(facts, facts.speech.say("You are not recorded, and not connected."))
        case _:
            return _silence(facts)


def _name(facts: Facts) -> Answer:
    room, passed = facts.room, go_on(facts.with_visit(has_named=True))
    if room is None or facts.recording is None:
        return passed
    return Answer(passed.document, (KeepName(room.key, facts.recording), *passed.changes))


def _lobby(facts: Facts) -> Answer:
    """Go on after the lobby: whoever left it was let in, or waited for too long."""
    if not facts.visit.is_admitted and not facts.is_admitted:
        return hear_out(facts, facts.speech.say("Nobody let you in. Please try again later."))
    return go_on(facts.with_visit(is_admitted=True))


def _after(facts: Facts) -> Answer:
    """Say what follows the stay: the menu after a star, a warning, or the end."""
    room, visit = facts.room, facts.visit
    if room is None:
        return hear_out(facts)
    left = seconds_left(room, visit, int(facts.now.timestamp()))
    if left is not None and left <= WARNING_S and not visit.is_last:
        return go_on(facts.with_visit(is_last=True), facts.speech.say("One minute is left."))
    if left == 0:
        return _farewell(facts, facts.speech.say("Your time is over."))
    if has_keypad(room, visit) and facts.occupancy.conference:
        return keypad.menu(facts)
    return _farewell(facts, facts.speech.say("The conference has ended."))


def _over(facts: Facts) -> Answer:
    """Say goodbye to a caller who was dismissed from the room."""
    return _farewell(facts, facts.speech.say("The conference has ended."))


def _farewell(facts: Facts, *said: Say) -> Answer:
    room = facts.room
    if room is None or not room.asks_survey:
        return hear_out(facts, *said, facts.speech.say("Thank you for taking part."))
    question = facts.speech.say("How was the conference? Press a key from 1, poor, to 5, very good.")
    asked = ask(facts.with_visit(step="survey", silences=0), question, digits=1)
    return Answer(Response(said) + asked.document, asked.changes)


def _survey(facts: Facts) -> Answer:
    room = facts.room
    chosen = _choice(facts.digits, 5)
    thanks = hear_out(facts, facts.speech.say("Thank you for taking part."))
    if room is None or chosen is None:
        return thanks
    return Answer(thanks.document, (Survey(room.key, chosen),))


def _choice(digits: str | None, most: int) -> int | None:
    """Return the number from 1 to *most* that was typed, or None."""
    return int(digits) if digits and len(digits) == 1 and digits in "123456789"[:most] else None


ANSWERS: Mapping[Step, Callable[[Facts], Answer]] = {
    "start": _start,
    "language": _language,
    "code": _code,
    "pin": _pin,
    "consent": _consent,
    "name": _name,
    "lobby": _lobby,
    "after": _after,
    "menu": keypad.chosen,
    "over": _over,
    "survey": _survey,
}
