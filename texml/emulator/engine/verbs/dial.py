"""Dial: ring numbers and addresses, take somebody from a queue, or enter a conference."""

from typing import NamedTuple

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer, hang_up
from texml.emulator.engine.core import Core, Script, Side, earliest
from texml.emulator.engine.documents import Document, Failure, Outcome, Verb
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.hearing import hear_on
from texml.emulator.engine.legs import begin_leg
from texml.emulator.engine.messages import Answered, Keys, LegOver, LegReady, Tick, Unbridged
from texml.emulator.engine.recordings import Recording, record
from texml.emulator.engine.running import act
from texml.emulator.engine.verbs.conference import conference
from texml.emulator.engine.verbs.dial_queue import dial_queue

__all__ = ["dial"]


class _Result(NamedTuple):
    """What became of a Dial."""

    status: str
    leg: Call | None = None
    duration_s: float | None = None


def dial(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Connect the call; then the action is asked, or, without one, the next verb follows."""
    # Whoever stands beside a room or a queue is not dialed; no page says what the platform does then.
    place = next((noun for noun in verb.children if noun.tag in {"Conference", "Queue"}), None)
    if place is not None or not verb.get("answer_on_bridge"):
        answer(core, call)
    if place is not None:
        enter = conference if place.tag == "Conference" else dial_queue
        return enter(core, call, verb, place, document)
    return _dialed(core, call, verb, document)


def _dialed(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Dial what a Dial names."""
    nouns = verb.children
    if not nouns and not verb.text:
        core.warn(call, "nothing-to-dial", f"line {verb.line}: Dial names nobody")
        return None
    result = yield from _dial_legs(core, call, verb, nouns or (verb,), document)
    core.lines.append(f"{call.name}: dial over, {result.status}")
    if verb.get("action") is None:
        return None
    params = forms.dial_result(core, call, result.status, result.leg, result.duration_s)
    if call.recorded is not None:
        recorded = call.recorded
        params = (
            *params, ("RecordingUrl", recorded.url), ("RecordingDuration", forms.seconds(recorded.duration_s))
        )  # fmt: skip
    return (yield from act(core, call, document, verb.get("action"), verb.get("method"), params, "dial_action"))


def _dial_legs(core: Core, call: Call, verb: Verb, nouns: tuple[Verb, ...], document: Document) -> Script[_Result]:
    """Ring all together, or one after the other; the first who answers is connected."""
    groups = [(noun,) for noun in nouns] if verb.get("sequential") else [nouns]
    result = _Result("no-answer")
    made = _record(core, call, verb, document, "record-from-ringing")
    call.listens = True
    legs: list[Call] = []
    try:
        for group in groups:
            legs = [begin_leg(core, call, verb, noun, document) for noun in group]
            result = yield from _attempt(core, call, verb, legs, document)
            if result.status == "completed":
                break
    finally:
        call.listens = False
        for leg in legs:
            if leg.dialer is call:
                hang_up(core, leg, "dial-over")
        if made is not None:
            made.stop(core)
    return result


def _attempt(core: Core, call: Call, verb: Verb, legs: list[Call], document: Document) -> Script[_Result]:
    """Ring *legs* until one is answered or none is left, and stay with it."""
    alive = list(legs)
    ringing = Side(_ringing(core, call, verb, document))
    try:
        while alive:
            message = yield ringing.deadline
            if isinstance(message, Answered) and message.subject in alive:
                for other in alive[:]:
                    if other is not message.subject:
                        alive.remove(other)
                        hang_up(core, other, "dial-over")
            elif isinstance(message, LegReady) and message.subject in alive:
                ringing.close()
                return (yield from _bridge(core, call, verb, alive[0], document))
            elif isinstance(message, LegOver):
                alive = [leg for leg in alive if leg is not message.subject]
            elif isinstance(message, Keys) and _is_star(verb, message):
                return _Result("canceled", alive[0])
            elif isinstance(message, Tick):
                ringing.tick(core.now)
            else:
                ringing.send(message)
    finally:
        ringing.close()
    return _Result(_worst(legs), legs[-1])


def _worst(legs: list[Call]) -> str:
    """Return what to say of several legs of which none was connected; who never answered counts most (assumed)."""
    statuses = [leg.status for leg in legs]
    return next((status for status in ("no-answer", "busy", "failed", "completed") if status in statuses), "canceled")


def _ringing(core: Core, call: Call, verb: Verb, document: Document) -> Script[None]:
    """Let the caller hear ringing, or the audio that is wanted instead, unless the network rings it still."""
    if call.answered_at is None:
        while True:
            yield None
    reference = verb.get("audio_url")
    url = url_of(core, reference, document.url) if reference else None
    if isinstance(url, Failure):
        core.warn(call, url.code, url.text)
    is_audio = isinstance(url, str)
    yield from hear_on(
        core, call, "play" if is_audio else "ringing", url if isinstance(url, str) else verb.get("ring_tone")
    )


def _bridge(core: Core, call: Call, verb: Verb, leg: Call, document: Document) -> Script[_Result]:
    """Stay with a leg until either side hangs up, the caller presses * where that counts, or the time is up."""
    answer(core, call)
    since = core.now
    until = since + verb.get("time_limit")
    made = _record(core, call, verb, document, "record-from-answer")
    core.lines.append(f"{call.name}: connected with {leg.name}")
    try:
        while True:
            message = yield earliest(until, None)
            if isinstance(message, LegOver) and message.subject is leg:
                break
            if isinstance(message, Keys) and _is_star(verb, message):
                break
            if isinstance(message, Tick) and core.now >= until:
                core.lines.append(f"{call.name}: the time limit of the Dial is up")
                break
    finally:
        core.post(leg, Unbridged(call))
        if made is not None:
            made.stop(core)
    return _Result("completed", leg, core.now - since)


def _is_star(verb: Verb, message: Keys) -> bool:
    return bool(verb.get("hangup_on_star")) and "*" in message.digits


def _record(core: Core, call: Call, verb: Verb, document: Document, when: str) -> Recording | None:
    """Record the two, if the Dial says so and this is the time."""
    wanted = verb.get("record")
    if wanted not in {when, f"{when}-dual"}:
        return None
    is_dual = wanted.endswith("-dual") or verb.get("recording_channels") == "dual"
    made = record(core, call, call, verb, document, "DialVerb", channels=2 if is_dual else 1)
    call.recorded = made
    if verb.get("record_max_length"):
        core.later(verb.get("record_max_length"), made.stop, core)
    return made
