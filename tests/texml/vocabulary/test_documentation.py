"""What elements mean, in words: every fact of the declaration is in what help() shows, and no word is lost."""

import inspect
import pydoc
import subprocess
import sys
from typing import Annotated

import pytest

from texml import Break, Conference, Gather, Prosody, Response, Say, Sip
from texml.vocabulary import Element, Leaf, Row, reachable, rows, text_row
from texml.vocabulary.documentation import described, facts, meaning, summary
from texml.vocabulary.facts import KW_ONLY, Attr, Text

ELEMENTS = reachable(Response)
ROWS = [pytest.param(kind, row, id=f"{kind.__name__}.{row.name}") for kind in ELEMENTS for row in rows(kind)]
TEXTS = [kind for kind in ELEMENTS if text_row(kind) is not None]


class Parcel(Leaf, source="page"):
    """Send a parcel."""

    label: Annotated[str, Text()]
    """What it is."""
    _: KW_ONLY
    weight: Annotated[int | None, Attr("weightInGrams", min=1, max=9, default="5", unit="grams")] = None
    """How heavy it is,
    with what is around it."""
    sender: Annotated[str | None, Attr("sender", source="another page", grade="disputed")] = None
    owner: Annotated[str, Attr("owner")]
    """Whose it is."""


class Letter(Parcel, source="page"):
    weight: Annotated[int | None, Attr("weight", grade="assumed")] = None
    """How heavy the letter is."""


@pytest.mark.parametrize(("element", "row"), ROWS)
def test_every_attribute_means_something_in_one_sentence(element: type[Element], row: Row) -> None:
    words = meaning(element, row.name)

    assert (True, True, False) == (words[:1].isupper() or words[:1].isdigit(), words.endswith("."), "\n" in words)


@pytest.mark.parametrize("element", TEXTS, ids=lambda element: element.__name__)
def test_every_text_means_something_in_one_sentence(element: type[Element]) -> None:
    assert meaning(element, text_row(element).name).endswith(".")


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
def test_every_element_is_summed_up_in_one_sentence(element: type[Element]) -> None:
    assert summary(element).partition("\n")[0].endswith(".")


def test_meaning_is_the_string_below_the_field_on_one_line() -> None:
    assert ("What it is.", "How heavy it is, with what is around it.") == (
        meaning(Parcel, "label"),
        meaning(Parcel, "weight"),
    )


def test_meaning_is_empty_where_there_is_none() -> None:
    assert ("", "") == (meaning(Parcel, "sender"), meaning(Parcel, "nothing"))


def test_meaning_of_a_base_is_that_of_the_class() -> None:
    assert ("How heavy the letter is.", "Whose it is.") == (meaning(Letter, "weight"), meaning(Letter, "owner"))


def test_attribute_of_a_dialed_leg_has_the_meaning_of_its_base() -> None:
    assert "Where the platform tells about" in meaning(Sip, "status_callback")


def test_facts_are_what_is_allowed_the_default_and_how_sure_it_is() -> None:
    weight, sender, owner = rows(Parcel)

    assert [
        ["a whole number from 1 to 9 (grams)", "default 5"],
        ["a text that is not blank", "disputed: another page"],
        ["a text that is not blank", "required"],
    ] == [list(facts(row, Parcel)) for row in (weight, sender, owner)]


def test_grade_is_said_where_it_is_not_documented() -> None:
    assert "assumed" in list(facts(rows(Letter)[0], Letter)) + list(facts(rows(Letter)[-1], Letter))


@pytest.mark.parametrize(("element", "row"), ROWS)
def test_docstring_has_every_attribute_with_its_facts(element: type[Element], row: Row) -> None:
    lines = inspect.getdoc(element).splitlines()

    at = lines.index(f"    {row.name}: {meaning(element, row.name)}")
    assert f"        {row.wire}; {'; '.join(facts(row, element))}." == lines[at + 1]


def test_docstring_begins_as_it_was_written() -> None:
    assert inspect.getdoc(Conference).startswith(f"{summary(Conference)}\n\n")


def test_docstring_says_what_an_element_holds_and_where_it_comes_from() -> None:
    lines = described(Gather).splitlines()

    assert ("Holds: Say, Play.", "Source: texml-verbs/gather, 2026-04 and 2026-08 (documented).") == (
        next(line for line in lines if line.startswith("Holds")),
        lines[-1],
    )


def test_docstring_says_what_is_assumed() -> None:
    assert described(Break).endswith("(assumed).")
    assert "assumed: SSML 1.1, 3.2.4" in described(Prosody)


def test_help_shows_it() -> None:
    shown = pydoc.plain(pydoc.render_doc(Say))

    assert "api_key_ref: Name of the stored key for the voice's provider; ElevenLabs needs one." in shown


def test_instance_has_the_docstring_of_its_class() -> None:
    assert Say("a").__doc__ == Say.__doc__


def test_class_without_a_docstring_has_the_facts_alone() -> None:
    assert described(Letter).startswith("Text, label (required): What it is.")


def test_sources_are_not_read_before_somebody_asks() -> None:
    code = "import sys, texml; texml.Say('a', voice='b'); print('texml.vocabulary.documentation' in sys.modules)"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == result.stdout.strip()


def test_python_that_forgets_docstrings_still_knows_the_attributes() -> None:
    code = "import texml; print('How many times to speak' in texml.Say.__doc__, str(texml.Say('a', loop=2)))"

    result = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)

    assert 'True <Say loop="2">a</Say>' == result.stdout.strip()
