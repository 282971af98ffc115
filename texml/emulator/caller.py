"""Somebody on a call: hears, presses, speaks, hangs up.

Whatever has to be waited for is waited for in virtual time. A question about a caller first lets what is under way come
to rest, so ``caller.press("1#")`` and then ``caller.waiting_in("standup")`` needs no guess how long a greeting takes.
"""

from typing import TYPE_CHECKING

from texml.emulator.engine.effects import Heard
from texml.emulator.engine.events import DigitsPressed, HangsUp, SpeechHeard
from texml.errors import ExpectationFailed

if TYPE_CHECKING:
    from texml.emulator.engine.snapshots import CallView
    from texml.emulator.world import World

__all__ = ["PATIENCE_S", "Caller"]

PATIENCE_S = 60.0
"""How much virtual time is waited for something that is expected, unless told otherwise."""


class Caller:
    """One side of one call. *sid* is its CallSid, *name* what the timeline calls it, *number* where it calls from."""

    def __init__(self, world: "World", sid: str, number: str) -> None:
        self._world = world
        self._listened = 0
        self.sid = sid
        self.number = number

    @property
    def name(self) -> str:
        """Return what the timeline calls it."""
        return self._world.timeline.name(self.sid)

    @property
    def status(self) -> str:
        """Return the call's status, in the words of CallStatus."""
        return self._state.status

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended."""
        return self._state.is_over

    @property
    def heard(self) -> list[str]:
        """Return what was said to this caller so far, oldest first."""
        return [item.text for item in self._world.heard(self.sid) if item.sound == "say"]

    def expect_say(self, text: str, *, within_s: float = PATIENCE_S) -> "Caller":
        """Wait until *text* is said to this caller: a part of what is said, in whatever case; return the caller.

        What was found is not found again, so one expectation after the other follows what is said.

        Raises: ExpectationFailed if it is not said within so many seconds of virtual time, with what was said instead.
        """
        __tracebackhide__ = True
        wanted = _plain(text)
        deadline = self._world.now + within_s
        while True:
            sounds = self._world.heard(self.sid)
            for index in range(self._listened, len(sounds)):
                if sounds[index].sound == "say" and wanted in _plain(sounds[index].text):
                    self._listened = index + 1
                    return self
            if self.is_over or not self._world.step(deadline):
                raise ExpectationFailed(self._not_said(text, within_s))

    def _not_said(self, text: str, within_s: float) -> str:
        heard = [f'"{words}"' for words in self.heard] or ["nothing"]
        so_far = [f'"{item.text}"' for item in self._world.heard(self.sid)[: self._listened] if item.sound == "say"]
        when = f"the call is {self.status}" if self.is_over else f"{within_s:g} s have passed"
        found = f", after {so_far[-1]} was expected" if so_far else ""
        return f'{self.name} did not hear "{text}"{found}: {when}; said were {", ".join(heard)}'

    def press(self, digits: str, *, at_once: bool = False, within_s: float = PATIENCE_S) -> "Caller":
        """Press keys as soon as somebody listens, or *at_once*; return the caller.

        Raises: ExpectationFailed if nobody listens within so many seconds of virtual time, or the call is over.
        """
        __tracebackhide__ = True
        if not at_once:
            self._wait_for_ear(f"press {digits}", within_s)
        self._do(DigitsPressed(self.sid, digits), f"presses {digits}")
        return self

    def speak(
        self, text: str, *, confidence: float = 0.9, duration_s: float | None = None, at_once: bool = False
    ) -> "Caller":
        """Speak, and be recognized with *confidence*, as soon as somebody listens, or *at_once*; return the caller.

        In a conference there is always somebody.

        Raises: ExpectationFailed if nobody listens within a minute of virtual time, or the call is over.
        """
        __tracebackhide__ = True
        if not at_once:
            self._wait_for_ear("speak", PATIENCE_S)
        event = SpeechHeard(self.sid, text, confidence=confidence, duration_s=duration_s)
        self._do(event, f'says "{text}"')
        return self

    def hang_up(self) -> "Caller":
        """Hang up; return the caller. A call that is over stays as it is."""
        if not self.is_over:
            self._do(HangsUp(self.sid), "hangs up")
        return self

    def waiting_in(self, room: str) -> bool:
        """Return whether this caller has come to wait in the conference *room*."""
        state = self._settled()
        return state.is_waiting and self._world.room_of(state) == _name(room)

    def talking_in(self, room: str) -> bool:
        """Return whether this caller has joined the conference *room*, which has started."""
        state = self._settled()
        return not state.is_waiting and self._world.room_of(state) == _name(room)

    def queued_in(self, queue: str) -> bool:
        """Return whether this caller has come to wait in *queue*."""
        return self._settled().queue == queue

    def hears_music(self, *, within_s: float = PATIENCE_S) -> bool:
        """Return whether this caller hears music, or any other audio, while it waits: now or soon."""
        state = self._settled()
        deadline = self._world.now + within_s
        while True:
            sound = self._world.hears_now(self.sid)
            if sound is not None and sound.sound in ("music", "play"):
                return True
            if not (state.is_waiting or state.queue) or not self._world.step(deadline):
                return False
            state = self._state

    def ends(self, *, within_s: float = PATIENCE_S) -> bool:
        """Return whether the call ends by itself within so many seconds of virtual time."""
        deadline = self._world.now + within_s
        while not self.is_over and self._world.step(deadline):
            pass
        return self.is_over

    @property
    def place(self) -> str:
        """Return where the call is, in words."""
        state = self._state
        room = self._world.room_of(state)
        if room is not None:
            return f"{'waiting' if state.is_waiting else 'talking'} in {room}"
        if state.queue is not None:
            return f"queued in {state.queue}"
        return f"{state.status}, running {state.verb}" if state.verb and not state.is_over else state.status

    def hears_now(self) -> Heard | None:
        """Return what this caller hears at this moment, None for silence."""
        return self._world.hears_now(self.sid)

    @property
    def _state(self) -> "CallView":
        return self._world.engine.call(self.sid)

    def _settled(self) -> "CallView":
        deadline = self._world.now + PATIENCE_S
        while not self._world.is_settled(self._state) and self._world.step(deadline):
            pass
        return self._state

    def _wait_for_ear(self, what: str, within_s: float) -> None:
        __tracebackhide__ = True
        deadline = self._world.now + within_s
        while not self._state.listens:
            if self.is_over or not self._world.step(deadline):
                why = f"the call is {self.status}" if self.is_over else f"nobody listened for {within_s:g} s"
                raise ExpectationFailed(f"{self.name} could not {what}: {why}")

    def _do(self, event: DigitsPressed | SpeechHeard | HangsUp, words: str) -> None:
        self._world.act(event, words, self.sid)

    def __repr__(self) -> str:
        return f"<{self.name}: {self.status}>"


def _name(room: str) -> str:
    return " ".join(room.split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
