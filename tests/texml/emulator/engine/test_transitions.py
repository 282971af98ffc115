"""The tables: closed, and each state can be reached and left."""

import pytest

from texml.emulator.engine.transitions import CALL, CONFERENCE, MACHINES, QUEUED, Machine, moved


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_way_leads_to_a_state_of_the_table(machine: Machine) -> None:
    targets = {target for ways in machine.table.values() for target in ways.values()}

    assert targets | set(machine.initial) == set(machine.table)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_leads_to_a_final_one(machine: Machine) -> None:
    ending = set(machine.final)
    while True:
        more = {state for state, ways in machine.table.items() if ending & set(ways.values())} - ending
        if not more:
            break
        ending |= more

    assert ending == set(machine.table)


@pytest.mark.parametrize(
    ("machine", "state", "happening", "expected"),
    [
        (CALL, "initiated", "ring", "ringing"),
        (CALL, "in-progress", "hang-up", "completed"),
        (CONFERENCE, "init", "start", "in-progress"),
        (QUEUED, "bridging", "give-back", "waiting"),
    ],
)
def test_table_says_what_follows(machine: Machine, state: str, happening: str, expected: str) -> None:
    assert moved(machine, state, happening) == expected


@pytest.mark.parametrize(
    ("machine", "state"), [(machine, state) for machine in MACHINES for state in sorted(machine.final)]
)
def test_nothing_leads_out_of_a_final_state(machine: Machine, state: str) -> None:
    with pytest.raises(ValueError, match=f"a {machine.name} that is {state} knows no answer"):
        moved(machine, state, "answer")
