"""Conference in a Dial: wait, talk, be held, leave, and go on with the action or the next verb."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.conferences import Participant, enter, leave
from texml.emulator.engine.core import Core, Script, Side, earliest
from texml.emulator.engine.documents import HANG_UP, Document, Outcome, Verb
from texml.emulator.engine.messages import Held, Keys, Left, Play, Started, Tick, Unheld
from texml.emulator.engine.running import act
from texml.emulator.engine.waiting import Wait, play_once, wait
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import CONFERENCE_WAIT

__all__ = ["conference"]


def conference(core: Core, call: Call, dial: Verb, noun: Verb, document: Document) -> Script[Outcome]:
    """Stay in a conference until it is over for this call; what follows is asked from the Dial's action."""
    participant = enter(core, call, noun, document)
    if participant is None:
        return None
    call.listens = True
    try:
        left = yield from _stay(core, call, dial, participant, document)
    finally:
        call.listens = False
        leave(core, participant, "hung-up")
    if left is not None and left.hang_up:
        call.cause = "command"
        return HANG_UP
    action = dial.get("action")
    if action is None:
        return None
    status = core.profile.conference_dial_status
    params = forms.dial_result(core, call, status, None, core.now - participant.entered_at)
    return (yield from act(core, call, document, action, dial.get("method"), params, "dial_action"))


def _stay(core: Core, call: Call, dial: Verb, participant: Participant, document: Document) -> Script[Left | None]:
    """Stay until the time is up or something ends it; return what took the call out, None if it left by itself."""
    until = core.now + dial.get("time_limit")
    beside = _Beside(core, participant, document)
    try:
        while True:
            message = yield earliest(until, beside.deadline)
            if isinstance(message, Left):
                if message.subject is participant.room:
                    return message
            elif isinstance(message, Tick) and core.now >= until:
                leave(core, participant, "time-limit")
                return None
            elif isinstance(message, Keys):
                if "*" in message.digits and dial.get("hangup_on_star") and core.profile.star_leaves_conference:
                    leave(core, participant, "star")
                    return None
            else:
                beside.send(message)
    finally:
        beside.close()


_CHANGES = (Started, Held, Unheld, Play)


class _Beside:
    """What a participant hears beside the room: the wait document, the music of hold, an announcement."""

    __slots__ = ("_core", "_document", "_held", "_participant", "_side")

    def __init__(self, core: Core, participant: Participant, document: Document) -> None:
        self._core = core
        self._participant = participant
        self._document = document
        self._held: Held | None = None
        self._side: Side | None = None
        self._change(None)

    @property
    def deadline(self) -> float | None:
        return self._side.deadline if self._side else None

    def send(self, message: object) -> None:
        """Change what is heard, or hand a message on to it."""
        if isinstance(message, _CHANGES):
            self._change(message)
        elif self._side is not None:
            if isinstance(message, Tick):
                self._side.tick(self._core.now)
            else:
                self._side.send(message)
            if self._side.is_over:
                # An announcement; what was heard before goes on, from its beginning.
                self._change(None)

    def _change(self, message: Started | Held | Unheld | Play | None) -> None:
        self.close()
        if isinstance(message, (Held, Unheld)):
            self._held = message if isinstance(message, Held) else None
        core, call = self._core, self._participant.call
        if isinstance(message, Play):
            source = _source(core, call, message.url, message.method, self._document.url)
            self._side = Side(play_once(core, call, source._replace(purpose="announce_url")))
        elif self._held is not None:
            source = _source(core, call, self._held.url, self._held.method, self._document.url)
            self._side = Side(wait(core, call, source._replace(purpose="hold_url")))
        elif self._participant.state == "waiting":
            self._side = Side(wait(core, call, self._wait()))

    def _wait(self) -> Wait:
        """Return where the wait document comes from: the participant's own, or the room's."""
        verb, document = self._participant.verb, self._document
        if self._core.profile.wait_document == "room":
            room = self._participant.room
            verb, document = room.verb, room.document
        url, method = "" if verb.is_empty("wait_url") else verb.get("wait_url"), verb.get("wait_method")
        return _source(self._core, self._participant.call, url, method, document.url)

    def close(self) -> None:
        """End what is heard beside the room."""
        if self._side is not None:
            self._side.close()
            self._side = None


def _source(core: Core, call: Call, url: str | None, method: Method, base: str | None) -> Wait:
    gap_s = core.profile.wait_gap_s
    return Wait(url, method, base, CONFERENCE_WAIT, "conference_wait_url", gap_s, lambda: forms.fetch(call))
