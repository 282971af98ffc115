"""The guide on SSML tags, restated by hand: the elements that stand in the midst of the words of a Say.

Page: docs/voice/programmable-voice/ssml-tags, of the Voice API, 2026-04. What may stand in what: SSML 1.1 of the W3C.
"""

from typing import Any

import pytest

from texml import (
    Break,
    DocumentError,
    Emphasis,
    InvalidNesting,
    InvalidValue,
    Lang,
    MissingAttribute,
    MissingContent,
    Paragraph,
    Phoneme,
    Prosody,
    Response,
    Say,
    SayAs,
    Sentence,
    Sub,
    UnknownAttribute,
)
from texml.validation import is_valid
from texml.vocabulary import Element, rows
from texml.vocabulary.kinds import Choice

# element: its tag, and its attributes as the page names them
ELEMENTS = {
    Break: ("break", ["time", "strength"]),
    Emphasis: ("emphasis", ["level"]),
    Lang: ("lang", ["xml:lang"]),
    Paragraph: ("p", []),
    Phoneme: ("phoneme", ["alphabet", "ph"]),
    Prosody: ("prosody", ["volume", "rate", "pitch"]),
    Sentence: ("s", []),
    SayAs: ("say-as", ["interpret-as"]),
    Sub: ("sub", ["alias"]),
}

CLOSED_SETS = {
    "strength": {"none", "x-weak", "weak", "medium", "strong", "x-strong"},
    "level": {"strong", "moderate", "reduced"},
    "alphabet": {"ipa", "x-sampa"},
    "interpret-as": {
        *("characters", "spell-out", "cardinal", "number", "digits", "fraction", "unit", "date", "time", "address"),
        "telephone",
    },
}

# One for each of the page's examples, whose quotes are partly wrong.
WRITTEN = [
    pytest.param(
        Say(["Mary had a lamb ", Break(time="3s"), "as white as snow."]),
        '<Say>Mary had a lamb <break time="3s"/>as white as snow.</Say>',
        id="break",
    ),
    pytest.param(
        Say(["We are ", Emphasis("nearly", level="strong"), " there"]),
        '<Say>We are <emphasis level="strong">nearly</emphasis> there</Say>',
        id="emphasis",
    ),
    pytest.param(
        Say(Lang("Hablo español", xml_lang="es")), '<Say><lang xml:lang="es">Hablo español</lang></Say>', id="lang"
    ),
    pytest.param(
        Say([Paragraph("The first."), " ", Paragraph("The second.")]),
        "<Say><p>The first.</p> <p>The second.</p></Say>",
        id="p",
    ),
    pytest.param(
        Say(["Say ", Phoneme("pecan", alphabet="x-sampa", ph="pI'kA:n"), "."]),
        '<Say>Say <phoneme alphabet="x-sampa" ph="pI\'kA:n">pecan</phoneme>.</Say>',
        id="phoneme",
    ),
    pytest.param(
        Say([Prosody("louder", volume="loud"), " and ", Prosody("softer", volume="-6dB", rate="80%")]),
        '<Say><prosody volume="loud">louder</prosody> and <prosody volume="-6dB" rate="80%">softer</prosody></Say>',
        id="prosody",
    ),
    pytest.param(
        Say([Sentence("Round the bush"), Sentence("On a frosty morning")]),
        "<Say><s>Round the bush</s><s>On a frosty morning</s></Say>",
        id="s",
    ),
    pytest.param(
        Say(SayAs("+13125550100", interpret_as="telephone")),
        '<Say><say-as interpret-as="telephone">+13125550100</say-as></Say>',
        id="say-as",
    ),
    pytest.param(
        Say(["My favorite is ", Sub("Hg", alias="Mercury"), "."]),
        '<Say>My favorite is <sub alias="Mercury">Hg</sub>.</Say>',
        id="sub",
    ),
]

PHRASE = {Break, Emphasis, Lang, Phoneme, Prosody, SayAs, Sub}
NESTED = {
    Break: set(),
    Emphasis: PHRASE,
    Lang: PHRASE | {Paragraph, Sentence},
    Paragraph: PHRASE | {Sentence},
    Phoneme: set(),
    Prosody: PHRASE | {Paragraph, Sentence},
    SayAs: set(),
    Sentence: PHRASE,
    Sub: set(),
}


@pytest.mark.parametrize(("say", "xml"), WRITTEN)
def test_example_is_written_as_the_page_has_it(say: Say, xml: str) -> None:
    assert xml == str(say)
    assert is_valid(f"<Response>{xml}</Response>")


@pytest.mark.parametrize("element", ELEMENTS)
def test_element_has_the_name_and_the_attributes_of_the_page(element: type[Element]) -> None:
    assert ELEMENTS[element] == (element.tag, [row.wire for row in rows(element)])


def test_closed_sets_are_those_of_the_page() -> None:
    found = {
        row.wire: set(row.kind.words) for element in ELEMENTS for row in rows(element) if isinstance(row.kind, Choice)
    }

    assert CLOSED_SETS == found


@pytest.mark.parametrize("element", NESTED)
def test_element_holds_what_the_standard_lets_it_hold(element: type[Element]) -> None:
    assert NESTED[element] == set(element.nested)


def test_only_the_pitch_is_not_on_the_page() -> None:
    assumed = [row.wire for element in ELEMENTS for row in rows(element) if row.grade == "assumed"]

    assert ["pitch"] == assumed


def test_page_gives_no_defaults() -> None:
    assert {None} == {row.default for element in ELEMENTS for row in rows(element)}


@pytest.mark.parametrize("element", ELEMENTS)
def test_where_it_stands_is_assumed(element: type[Element]) -> None:
    assert "assumed" == element.grade


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(lambda: Break(time="3 seconds"), InvalidValue, "<break> time", id="time in words"),
        pytest.param(lambda: Break(strength="Pause"), InvalidValue, "<break> strength", id="strength of no standard"),
        pytest.param(lambda: Emphasis("a", level="Strong"), InvalidValue, "<emphasis> level", id="capital"),
        pytest.param(lambda: Lang("a"), MissingAttribute, "<lang> xml_lang", id="no language"),
        pytest.param(lambda: Lang("a", lang="es"), UnknownAttribute, "did you mean 'xml_lang'", id="lang"),
        pytest.param(lambda: Phoneme("a", alphabet="ipa"), MissingAttribute, "<phoneme> ph", id="no pronunciation"),
        pytest.param(lambda: Phoneme("", alphabet="ipa", ph="a"), MissingContent, "<phoneme> text", id="no word"),
        pytest.param(lambda: Prosody("a", volume="6dB"), InvalidValue, "<prosody> volume", id="decibels without sign"),
        pytest.param(lambda: Prosody("a", rate="fastest"), InvalidValue, "<prosody> rate", id="rate of no standard"),
        pytest.param(lambda: SayAs("a"), MissingAttribute, "<say-as> interpret_as", id="nothing to be"),
        pytest.param(lambda: SayAs("a", interpret_as="currency"), InvalidValue, "<say-as>", id="money"),
        pytest.param(lambda: Sub("a"), MissingAttribute, "<sub> alias", id="no alias"),
        pytest.param(lambda: Sentence(Paragraph("a")), InvalidNesting, "a Paragraph does not", id="p in s"),
        pytest.param(lambda: Paragraph(Paragraph("a")), InvalidNesting, "a Paragraph does not", id="p in p"),
        pytest.param(lambda: Response(Break()), InvalidNesting, "a Break does not belong", id="not in a Say"),
    ],
)
def test_what_the_page_does_not_have_is_refused(make: Any, error: type[DocumentError], said: str) -> None:
    with pytest.raises(error, match=said):
        make()
