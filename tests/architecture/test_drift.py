"""What is generated equals what is committed; `make docs` writes it anew."""

from pathlib import Path

import pytest

from server.reference import openapi_text, settings_page
from texml.control_pages import coverage_page, rest_page
from texml.emulator import reference as emulator
from texml.message_pages import callbacks_page, webhooks_page
from texml.reference import element_pages, rules_page, twiml_page, verbs_page
from texml.schema import xsd

ROOT = Path(__file__).parents[2]

GENERATED = {
    "schemas/texml.xsd": xsd,
    "schemas/texml-1.1.xsd": lambda: xsd("1.1"),
    "docs/reference/verbs.md": verbs_page,
    "docs/reference/twiml.md": twiml_page,
    "docs/reference/callbacks.md": callbacks_page,
    "docs/reference/webhooks.md": webhooks_page,
    "docs/reference/rules.md": rules_page,
    "docs/reference/rest.md": rest_page,
    "docs/reference/rest-coverage.md": coverage_page,
    "docs/reference/emulator-states.md": emulator.states_page,
    "docs/reference/emulator-profiles.md": emulator.profiles_page,
    "docs/reference/emulator-coverage.md": emulator.coverage_page,
    "docs/reference/settings.md": settings_page,
    "docs/reference/openapi.json": openapi_text,
}
ELEMENTS = ROOT / "docs" / "reference" / "elements"


def test_committed_pages_of_elements_are_what_would_be_generated() -> None:
    assert element_pages() == {page.name: page.read_text(encoding="utf-8") for page in ELEMENTS.iterdir()}


@pytest.mark.parametrize("name", GENERATED)
def test_committed_file_is_what_would_be_generated(name: str) -> None:
    assert GENERATED[name]() == (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in GENERATED if name.endswith(".md")])
def test_generated_page_says_so_in_its_first_line(name: str) -> None:
    assert "do not edit" in (ROOT / name).read_text(encoding="utf-8").splitlines()[0]
