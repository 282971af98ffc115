"""Claims: one for each element and request, and no more is claimed than the engine reads."""

from pathlib import Path

import pytest

from texml.callbacks import KINDS
from texml.emulator.claims import CLAIMS, REQUESTS, Claim
from texml.vocabulary import Element, reachable, rows
from texml.vocabulary.verbs import Response

ROOT = Path(__file__).parents[3]
ENGINE = ROOT / "texml/emulator/engine"
SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(ENGINE.rglob("*.py"))
    if path.name not in {"events.py", "effects.py", "snapshots.py"}
)
ELEMENTS = list(reachable(Response))


def test_every_element_has_a_claim() -> None:
    assert {element.__name__ for element in ELEMENTS} == set(CLAIMS)


def test_every_request_has_a_claim() -> None:
    assert set(REQUESTS) == set(KINDS)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
def test_attributes_that_are_not_left_out_are_read_by_the_engine(element: type[Element]) -> None:
    left_out = CLAIMS[element.__name__].left_out
    names = {row.name for row in rows(element)}

    assert set(left_out) <= names
    assert [name for name in names - set(left_out) if f'"{name}"' not in SOURCE] == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.element)
def test_tests_that_a_claim_names_are_there(claim: Claim) -> None:
    assert (ROOT / "tests/texml/emulator/engine" / f"{claim.shown_by}.py").exists()
