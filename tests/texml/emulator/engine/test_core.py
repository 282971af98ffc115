"""Scripts: one at a time, resumed by messages and by time, ended where they stand."""

from typing import Any

from texml.emulator.engine.core import Actor, Core, Script, Side, earliest
from texml.emulator.engine.messages import TICK
from texml.emulator.engine.verbs.table import VERBS
from texml.emulator.profiles import DOCUMENTED


def core() -> Core:
    return Core(DOCUMENTED, 0, 0.0, {}, "", VERBS)


def recording(seen: list[Any], *deadlines: float | None) -> Script[str]:
    try:
        for deadline in deadlines:
            message = yield deadline
            seen.append(message)
    finally:
        seen.append("closed")
    return "done"


def test_message_reaches_the_script_after_those_that_run_now() -> None:
    engine, actor, seen = core(), Actor(), []
    engine.begin(actor, recording(seen, None, None))

    engine.post(actor, "a")
    engine.post(actor, "b")
    assert seen == []
    engine.settle()

    assert seen == ["a", "b", "closed"]
    assert actor.script is None


def test_deadline_is_a_timer_that_goes_when_the_script_changes_its_mind() -> None:
    engine, actor, seen = core(), Actor(), []
    engine.begin(actor, recording(seen, 5.0, 7.0, None))
    assert engine.next_at() == 5.0

    engine.post(actor, "a")
    engine.settle()
    assert engine.next_at() == 7.0

    engine.timers.pop()
    engine._ticked(actor)
    assert seen == ["a", TICK]
    assert engine.next_at() is None


def test_stopped_script_lets_go_and_hears_no_more() -> None:
    engine, actor, seen = core(), Actor(), []
    engine.begin(actor, recording(seen, 5.0))

    engine.stop(actor)
    engine.post(actor, "a")
    engine.settle()

    assert seen == ["closed"]
    assert engine.next_at() is None
    assert len(engine.timers) == 0


def test_side_runs_until_its_owner_closes_it() -> None:
    seen: list[Any] = []
    side = Side(recording(seen, 5.0, 9.0))

    side.tick(4.0)
    assert seen == []
    side.tick(5.0)
    assert (seen, side.deadline, side.is_over) == ([TICK], 9.0, False)
    side.close()

    assert (seen, side.deadline, side.is_over) == ([TICK, "closed"], None, True)


def test_side_keeps_what_its_script_returned() -> None:
    side = Side(recording([]))

    assert (side.is_over, side.outcome) == (True, "done")


def test_numbers_count_each_kind_from_one() -> None:
    engine = core()

    assert [engine.number("a"), engine.number("b"), engine.number("a")] == [1, 1, 2]


def test_earliest_takes_none_for_never() -> None:
    assert earliest(None, None) is None
    assert earliest(None, 3.0) == 3.0
    assert earliest(2.0, None) == 2.0
    assert earliest(2.0, 1.0) == 1.0
