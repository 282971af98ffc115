"""The gates between the ring and the room, in their order: each lets a caller through or says what is heard instead.

Pure. A gate asks a question (the answer comes back to server/dialin/answers.py), or tells why the way ends here. It is
asked again at every request of the call, so what closes in the meantime is closed.
"""

from collections.abc import Callable

from server.dialin.budget import pause_s, refuses
from server.dialin.desk import Need
from server.dialin.facts import Answer, AskAdmission, Facts
from server.dialin.seat import join
from server.dialin.visit import Visit
from server.dialin.words import later
from server.rooms.room import Limits, Line, Room
from texml import Enqueue, Pause, Play, Record, Response, Say

__all__ = ["GATES", "ask", "go_on", "hear_out", "need_of"]

_PATIENCE_S = 8
_PIN_DIGITS = 12
_NAME_S = 5
_WEEKDAYS = (
    later("Monday"), later("Tuesday"), later("Wednesday"), later("Thursday"), later("Friday"), later("Saturday"),
    later("Sunday"),
)  # fmt: skip


def go_on(facts: Facts, *heard_first: Say | Play | Pause) -> Answer:
    """Return what the caller hears next: the first gate that stops, or the room."""
    answer = _first_stop(facts) or join(facts)
    return Answer(Response(heard_first) + answer.document, answer.changes) if heard_first else answer


def _first_stop(facts: Facts) -> Answer | None:
    for gate in GATES:
        answer = gate(facts)
        if answer is not None:
            return answer
    return None


def need_of(visit: Visit, room: Room | None, number: str | None, line: Line) -> Need:
    """Return what the rules may ask for at this step, *room* being the one that it is about."""
    return Need(
        failures=_may_ask_pin(visit, room, number),
        # Who waits in a lobby that rooms.toml has given up meanwhile is let in all the same.
        lobby=room is not None and (room.has_lobby or visit.step == "lobby"),
        attempt=visit.tries + 1 if visit.step == "pin" else None,
        line=line.number if visit.step == "start" and line.limits != Limits() else None,
    )


def _may_ask_pin(visit: Visit, room: Room | None, number: str | None) -> bool:
    if visit.role is not None:
        return False
    if visit.step in ("start", "code") and room is not None:
        return room.asks_pin and number not in room.callers
    # Without a room the code is asked for first; one that leads nowhere is followed by the PIN.
    return visit.room is not None or visit.step == "code"


def ask(facts: Facts, *prompts: Say | Play, digits: int = _PIN_DIGITS, before: tuple[Pause, ...] = ()) -> Answer:
    """Return a question: prompts that digits interrupt, an answer that comes back, and silence that is asked again."""
    action = facts.links.go_on(facts.visit)
    return Answer(
        Response(before)
        .gather(prompts, action=action, num_digits=digits, finish_on_key="#", timeout=_PATIENCE_S)
        # A Gather without digits goes on with the next verb: the same request without digits counts the silence.
        .redirect(action)
    )


def hear_out(facts: Facts, *said: Say) -> Answer:
    """Return what is heard before the call is hung up on, politely."""
    return Answer(Response([*said, facts.speech.say("Goodbye.")]).hangup())


def _language(facts: Facts) -> Answer | None:
    tongues = [tongue for tongue in facts.tongues if tongue.language]
    if facts.visit.language is not None or len(tongues) < 2:
        return None
    facts = facts.with_visit(step="language")
    prompts = [
        # Each in its own language, as it is for who speaks no other.
        facts.words.speech(tongue).say("For English, press {key}.", key=number)
        for number, tongue in enumerate(tongues, 1)
    ]
    return ask(facts, *prompts, digits=1)


def _code(facts: Facts) -> Answer | None:
    if facts.visit.room is not None:
        return None
    return ask(
        facts.with_visit(step="code"),
        facts.speech.say("Please enter the room number, then press the pound key."),
    )


def _pin(facts: Facts) -> Answer | None:
    room = facts.room
    if facts.visit.role is not None:
        return None
    # A code that leads nowhere is asked for a PIN as any other, and refused in the same words.
    if refuses(facts.failures, is_known=facts.is_known):
        return hear_out(facts, facts.speech.say("PINs cannot be checked now. Please try again later."))
    pause = pause_s(facts.failures, is_known=facts.is_known) if room is not None else 0
    return ask(
        facts.with_visit(step="pin"),
        facts.speech.say("Please enter your PIN, then press the pound key."),
        before=(Pause(length=pause),) if pause else (),
    )


def _hours(facts: Facts) -> Answer | None:
    room = facts.room
    if room is None or room.hours is None or room.hours.is_open(facts.now) or facts.visit.since is not None:
        return None
    said = [facts.speech.say("This room is closed now.")]
    opening = room.hours.next_opening(facts.now)
    if opening is not None:
        day = facts.speech.text(_WEEKDAYS[opening.weekday()])
        said.append(facts.speech.say("It opens on {day} at {time}.", day=day, time=f"{opening:%H:%M}"))
    return hear_out(facts, *said)


def _lock(facts: Facts) -> Answer | None:
    if not facts.is_locked or facts.visit.role == "host" or facts.visit.since is not None:
        return None
    return hear_out(facts, facts.speech.say("This room is locked. Nobody else can join now."))


def _capacity(facts: Facts) -> Answer | None:
    room = facts.room
    if room is None or facts.occupancy.present < room.capacity or facts.visit.role == "host":
        return None
    return hear_out(facts, facts.speech.say("This room is full. Please try again later."))


def _consent(facts: Facts) -> Answer | None:
    room = facts.room
    if room is None or not room.asks_consent or facts.visit.has_consented:
        return None
    question = facts.speech.say("This conference is recorded. To agree and join, press 1. To leave, press 2.")
    return ask(facts.with_visit(step="consent"), question, digits=1)


def _name(facts: Facts) -> Answer | None:
    room = facts.room
    if room is None or not room.asks_name or facts.visit.has_named:
        return None
    facts = facts.with_visit(step="name")
    prompt = facts.speech.say("Please say your name after the tone, then press the pound key.")
    # The length ends it, as to end it by silence is billed transcription; who says nothing is not kept out.
    record = Record(action=facts.links.go_on(facts.visit), max_length=_NAME_S, finish_on_key="#", play_beep=True)
    return Answer(Response([prompt, record]))


def _lobby(facts: Facts) -> Answer | None:
    room = facts.room
    if room is None or not room.has_lobby or facts.visit.role == "host" or facts.visit.is_admitted:
        return None
    facts = facts.with_visit(step="lobby")
    waits = Enqueue(f"lobby-{room.key}", wait_url=facts.links.hold(facts.visit), action=facts.links.go_on(facts.visit))
    return Answer(Response([waits]), (AskAdmission(room.key),))


GATES: tuple[Callable[[Facts], Answer | None], ...] = (
    _language, _code, _pin, _hours, _lock, _capacity, _consent, _name, _lobby,
)  # fmt: skip
