"""Play one scenario under each fault, and say which of them the application does not stand."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from texml.emulator.faults import TORTURES
from texml.emulator.notices import iter_notices
from texml.errors import EmulatorError, InputRefused

if TYPE_CHECKING:
    from texml.emulator.world import World

__all__ = ["Verdict", "torture"]

_NO_CALLER = "hang-up"
_AFTERWARDS_S = 300.0


class Verdict(NamedTuple):
    """What came of a scenario under some faults.

    *broken* says in words what the application did wrong; nothing where it stood them. *happened* counts the faults:
    with none the scenario gave no occasion for them. *timeline* is what happened, as text.
    """

    faults: tuple[str, ...]
    happened: int
    broken: tuple[str, ...]
    timeline: str

    def __str__(self) -> str:
        said = "; ".join(self.broken) or ("stood" if self.happened or not self.faults else "no occasion")
        return f"{', '.join(self.faults) or 'no fault'}: {said}"


def torture(
    scenario: "Callable[[World], object]",
    make_world: "Callable[[tuple[str, ...]], World]",
    *,
    faults: Iterable[tuple[str, ...]] = TORTURES,
) -> Iterator[Verdict]:
    """Yield a verdict without faults, then one for each of *faults*.

    *scenario* plays in the world that it is given and raises AssertionError where the application does wrong;
    *make_world* makes a world with the faults that it is given, its application served, with nothing left from before.
    Where the scenario fails without any fault, nothing more is tried.
    """
    plain = _play(scenario, make_world, ())
    yield plain
    if not plain.broken:
        for kinds in faults:
            yield _play(scenario, make_world, tuple(kinds))


def _play(
    scenario: "Callable[[World], object]", make_world: "Callable[[tuple[str, ...]], World]", kinds: tuple[str, ...]
) -> Verdict:
    broken: list[str] = []
    with make_world(kinds) as world:
        try:
            scenario(world)
        except (AssertionError, EmulatorError, InputRefused) as err:
            # Somebody whose call was cut off hears no more: that is the fault's work, not the application's.
            if not any(kind.startswith(_NO_CALLER) for kind in kinds):
                broken.append(str(err))
        for caller in world.callers:
            caller.hang_up()
        world.advance(seconds=_AFTERWARDS_S)
        broken += dict.fromkeys(_misbehavior(world))
        return Verdict(kinds, sum(world.faults.counts.values()), tuple(broken), world.report())


def _misbehavior(world: "World") -> Iterator[str]:
    """Yield what no application should do, whatever goes wrong around it."""
    for exchange in world.timeline.exchanges:
        answer = exchange.answer
        where = f"{exchange.request.method} {world.timeline.url(exchange.effect.url)}"
        if answer.failure == "crashed":
            yield f"{where}: {answer.reason}"
        elif answer.status is not None and answer.status >= 500:
            yield f"{where}: status {answer.status}"
        elif exchange.is_extra:
            yield from (f"{where}: {notice}" for notice in iter_notices(exchange))
