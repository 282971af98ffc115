"""The reference pages: complete, and drawn from what the engine itself uses."""

from texml.emulator.claims import CLAIMS, REQUESTS
from texml.emulator.engine.transitions import MACHINES
from texml.emulator.profiles import switches
from texml.emulator.reference import coverage_page, profiles_page, states_page


def test_every_transition_is_drawn() -> None:
    page = states_page()

    for machine in MACHINES:
        for state, ways in machine.table.items():
            for happening, following in ways.items():
                assert f"{state.replace('-', '_')} --> {following.replace('-', '_')}: {happening}" in page


def test_every_switch_has_a_row_with_its_evidence() -> None:
    page = profiles_page()

    for name, _, switch, _ in switches():
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{name}` ")]
        assert switch.source in row
        assert f" {switch.grade} " in row


def test_switch_that_a_profile_changes_shows_the_change() -> None:
    [row] = [line for line in profiles_page().splitlines() if line.startswith("| `redirects_followed` ")]

    assert [cell.strip() for cell in row.split("|")[3:7]] == ["`0`", "", "`3`", ""]


def test_every_claim_has_a_row() -> None:
    page = coverage_page()

    assert all(f"| `{name}` |" in page for name in (*CLAIMS, *REQUESTS))
    assert "| `call_cost` | never |" in page
