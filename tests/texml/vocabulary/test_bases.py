"""What a verb class gets from what it derives from: facts about itself, readable fields, children and methods."""

import inspect
from typing import Annotated

import pytest

from texml import InvalidNesting
from texml.vocabulary import Container, Leaf, rows
from texml.vocabulary.bases import nests
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, OneOrMore, Text


class Egg(Leaf, source="a page"):
    """An invented leaf."""

    name: Annotated[str, Text("What it is called.")]
    _: KW_ONLY
    size: Annotated[int | None, Attr("eggSize", "How big it is.", min=1)] = None


class Chick(Leaf, one_of=("food", "water")):
    """An invented leaf that needs one of two."""

    _: KW_ONLY
    food: Annotated[str | None, Attr("food", "What it eats.")] = None
    water: Annotated[str | None, Attr("water", "What it drinks.")] = None


class Nest(Container, source="another page", bare_text=Egg):
    """An invented container: any number of eggs, or one chick."""

    content: InitVar[str | OneOrMore[Egg | Chick]] = ()
    _: KW_ONLY
    height: Annotated[int | None, Attr("height", "How high it is.")] = None

    egg = nests(Egg)
    chick = nests(Chick, alone=True)


def test_class_says_its_tag_and_source() -> None:
    assert [("Egg", "a page"), ("Chick", ""), ("Nest", "another page")] == [
        (element.tag, element.source) for element in (Egg, Chick, Nest)
    ]


def test_class_says_what_it_may_hold() -> None:
    assert [(False, {}), (False, {}), (True, {Egg: False, Chick: True})] == [
        (element.is_container, element.nested) for element in (Egg, Chick, Nest)
    ]


def test_class_says_which_fields_may_be_left_out() -> None:
    assert [{"size"}, {"food", "water"}, {"height"}] == [element.optional for element in (Egg, Chick, Nest)]


def test_row_has_the_source_of_its_class() -> None:
    assert ["a page"] == [row.source for row in rows(Egg)]


def test_field_can_be_read() -> None:
    egg = Egg("Emma", size=3)

    assert ("Emma", 3) == (egg.name, egg.size)


def test_field_is_documented_on_the_class() -> None:
    assert ["What it is called.", "How big it is."] == [inspect.getdoc(Egg.name), inspect.getdoc(Egg.size)]


def test_content_is_a_parameter_and_no_field() -> None:
    assert not hasattr(Nest(), "content")


def test_method_adds_a_child_to_a_copy() -> None:
    empty = Nest(height=2)

    full = empty.egg("Emma").egg("Ida", size=2)

    assert (Nest(height=2), Nest([Egg("Emma"), Egg("Ida", size=2)], height=2)) == (empty, full)


def test_method_gives_the_kind_of_container_it_was_called_on() -> None:
    assert Nest is type(Nest().egg("Emma"))


def test_method_is_named_and_documented() -> None:
    assert ("egg", "Nest.egg", "Return this Nest with a Egg added; takes what Egg takes.") == (
        Nest.egg.__name__,
        Nest.egg.__qualname__,
        Nest.egg.__doc__,
    )


def test_text_stands_for_one_child() -> None:
    assert Nest([Egg("Emma")]) == Nest("Emma")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Nest([Chick(food="corn"), Egg("Emma")]), id="given together"),
        pytest.param(lambda: Nest([Chick(food="corn"), Chick(food="corn")]), id="given twice"),
        pytest.param(lambda: Nest("Emma").chick(food="corn"), id="added to others"),
        pytest.param(lambda: Nest(Chick(food="corn")).egg("Emma"), id="others added to it"),
    ],
)
def test_child_that_stands_alone_bears_no_sibling(make: object) -> None:
    with pytest.raises(InvalidNesting, match="a Chick bears no sibling, and there are 2 children"):
        make()  # type: ignore[operator]


def test_signature_shows_content_first_and_the_rest_by_keyword() -> None:
    assert ["(name, *, size=None)", "(*, food=None, water=None)", "(content=(), *, height=None)"] == [
        str(inspect.signature(element)) for element in (Egg, Chick, Nest)
    ]


@pytest.mark.parametrize("name", ["tag", "children", "fields", "to_xml", "values"])
def test_field_may_not_bear_a_name_that_every_element_needs(name: str) -> None:
    facts = {"__annotations__": {name: Annotated[str | None, Attr(name, "Taken.")]}, "__module__": __name__}

    with pytest.raises(TypeError, match=f"Clash cannot have a field '{name}'"):
        type("Clash", (Leaf,), facts)
