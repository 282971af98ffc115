"""Let callers do what a script says."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from texml.emulator.script import Step
from texml.errors import ExpectationFailed

if TYPE_CHECKING:
    from texml.emulator.caller import Caller
    from texml.emulator.world import World

__all__ = ["Cast", "play"]


class Cast:
    """The callers of a script, who call *to* when they first do something.

    They are called by the names in the script; one without names is for *number* callers.
    """

    def __init__(
        self, world: "World", steps: Iterable[Step], *, to: str, number: int = 1, from_: str | None = None
    ) -> None:
        named = dict.fromkeys(step.who for step in steps if step.who is not None)
        unnamed = ["caller"] if number == 1 else [f"caller {index}" for index in range(1, number + 1)]
        self.names: Sequence[str] = list(named) or unnamed
        self._world = world
        self._to = to
        self._from = from_
        self._callers: dict[str, Caller] = {}

    def caller(self, name: str, from_: str | None = None) -> "Caller":
        """Return the caller of that name, who calls now if it has not."""
        if name not in self._callers:
            is_first = not self._callers
            number = from_ or (self._from if is_first else None)
            self._callers[name] = self._world.call(self._to, from_=number, name=name)
        return self._callers[name]


def play(world: "World", steps: Iterable[Step], cast: Cast) -> None:
    """Do one step after the other, each by whom it is for.

    Raises: ExpectationFailed, which names the line, where something is not as a step says.
    """
    for step in steps:
        if step.verb == "wait":
            world.advance(seconds=step.seconds)
            continue
        for name in cast.names if step.who is None else [step.who]:
            if step.verb == "call":
                cast.caller(name, step.text or None)
                continue
            try:
                _do(cast.caller(name), step)
            except ExpectationFailed as err:
                raise ExpectationFailed(f"line {step.line}: {err}") from err


def _do(caller: "Caller", step: Step) -> None:
    match step.verb:
        case "hear":
            caller.expect_say(step.text)
        case "press":
            caller.press(step.text)
        case "speak":
            caller.speak(step.text)
        case "hang up":
            caller.hang_up()
        case "expect":
            _expect(caller, step)


def _expect(caller: "Caller", step: Step) -> None:
    what, _, room = step.text.partition(" in ")
    match what.strip():
        case "waiting":
            is_so = caller.waiting_in(room)
        case "talking":
            is_so = caller.talking_in(room)
        case "music":
            is_so = caller.hears_music()
        case _:
            is_so = caller.ends()
    if not is_so:
        raise ExpectationFailed(f"{caller.name} is not {step.text}: {caller.place}")
