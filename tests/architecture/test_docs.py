"""What the documentation shows works: its Python runs, its targets and files are there."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest

from server.rooms.directory import read_rooms
from server.urls import Urls
from texml.validation import iter_problems
from texml.vocabulary.documents import CONFERENCE_WAIT

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=name)
def test_python_of_the_page_runs(page: Path) -> None:
    names: dict[str, object] = {"__name__": page.stem}
    for text in blocks(page, "python"):
        if ">>>" in text:
            test = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), 0)
            results = doctest.DocTestRunner(verbose=False).run(test)
            assert results.failed == 0
        else:
            exec(text, names)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "toml")], ids=name)
def test_rooms_of_the_page_can_be_served(page: Path, tmp_path: Path) -> None:
    for text in blocks(page, "toml"):
        (tmp_path / "rooms.toml").write_text(text)
        rooms = read_rooms(tmp_path / "rooms.toml", Urls("https://voice.example.com"))

        assert set(rooms.rooms) == set(tomllib.loads(text)["rooms"])


# The documents on the pages of the elements are of every kind; tests/texml/vocabulary/test_examples.py checks them.
@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "xml") and page.parent.name != "elements"], ids=name
)
def test_hold_scripts_of_the_page_are_valid(page: Path) -> None:
    for text in blocks(page, "xml"):
        document = text.replace("{{ name }}", "x").replace("{{ wait_url }}", "https://voice.example.com/wait")

        assert list(iter_problems(document, kind=CONFERENCE_WAIT)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_of_the_page_lead_somewhere(page: Path) -> None:
    dead = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]

    assert dead == []


def test_every_decision_is_listed() -> None:
    pages = {page.name for page in (ROOT / "docs/explanation/decisions").glob("*.md")}
    index = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\(decisions/([^)]+)", index)

    assert sorted(pages) == listed


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_that_the_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"`?make ([a-z]+)\b(?:`|\s+#)", page.read_text(encoding="utf-8"))) <= targets
