"""What a verb class gets from what it derives from: facts about itself, readable fields, children and methods."""

import inspect
from collections.abc import Callable
from typing import Annotated

import pytest

from texml import InvalidNesting, MissingAttribute, MissingContent
from texml.vocabulary import Container, Element, Leaf, rows
from texml.vocabulary.bases import nests
from texml.vocabulary.declaration import prepare
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, OneOrMore, Place, Text

Make = Callable[[], Element]


class Egg(Leaf, source="a page"):
    """An invented leaf."""

    name: Annotated[str, Text()]
    _: KW_ONLY
    size: Annotated[int | None, Attr("eggSize", min=1)] = None


class Chick(Leaf, one_of=("food", "water")):
    """An invented leaf that needs one of two."""

    _: KW_ONLY
    food: Annotated[str | None, Attr("food")] = None
    water: Annotated[str | None, Attr("water")] = None


class Nest(Container, source="another page", bare_text=Egg):
    """An invented container: any number of eggs, or one chick."""

    content: InitVar[str | OneOrMore[Egg | Chick]] = ()
    _: KW_ONLY
    height: Annotated[int | None, Attr("height")] = None

    egg = nests(Egg)
    chick = nests(Chick, alone=True)


class _Owned(Leaf, source="a page on owners"):
    """An invented base of others."""

    _: KW_ONLY
    age: Annotated[int | None, Attr("age", min=0)] = None
    owner: Annotated[str, Attr("owner")]


class Hen(_Owned, source="a page on hens"):
    """An invented leaf with a required attribute, which it has from its base."""

    name: Annotated[str, Text()]
    _: KW_ONLY
    color: Annotated[str | None, Attr("color")] = None


class WildEgg(Leaf, tag="Egg", source="a page on the woods", ends="always"):
    """An invented leaf that differs from its namesake, and that nothing follows."""

    _: KW_ONLY
    spots: Annotated[int | None, Attr("spots")] = None


class Basket(Container, needs_child=True, ends="with action"):
    """An invented container that is nothing without an egg."""

    content: InitVar[OneOrMore[Egg]] = ()

    egg = nests(Egg)


class Coop(Container, tag="House"):
    """An invented container of one hen and one egg; there may be a basket too."""

    content: InitVar[OneOrMore[Hen | Egg | Basket]] = ()

    hen = nests(Hen, once=True, required=True)
    egg = nests(Egg, once=True, required=True)
    basket = nests(Basket, once=True)


class Farm(Container):
    """An invented container of containers."""

    content: InitVar[OneOrMore[Coop | Basket | WildEgg]] = ()

    coop = nests(Coop)
    basket = nests(Basket)
    egg = nests(WildEgg)


HEN = Hen("Berta", owner="Anna")
FULL = Coop([HEN, Egg("Emma")])

for _element in (Egg, Chick, Nest, _Owned, Hen, WildEgg, Basket, Coop, Farm):
    prepare(_element)  # as the first constructor does


def test_class_says_its_tag_and_source() -> None:
    assert [("Egg", "a page"), ("Chick", ""), ("Nest", "another page")] == [
        (element.tag, element.source) for element in (Egg, Chick, Nest)
    ]


def test_class_says_what_it_may_hold() -> None:
    assert [(False, {}), (False, {}), (True, {Egg: Place(), Chick: Place(alone=True)})] == [
        (element.is_container, element.nested) for element in (Egg, Chick, Nest)
    ]


def test_class_says_which_fields_may_be_left_out() -> None:
    assert [{"size"}, {"food", "water"}, {"height"}] == [element.optional for element in (Egg, Chick, Nest)]


def test_row_has_the_source_of_its_class() -> None:
    assert ["a page"] == [row.source for row in rows(Egg)]


def test_field_can_be_read() -> None:
    egg = Egg("Emma", size=3)

    assert ("Emma", 3) == (egg.name, egg.size)


def test_content_is_a_parameter_and_no_field() -> None:
    assert not hasattr(Nest(), "content")


def test_method_adds_a_child_to_a_copy() -> None:
    empty = Nest(height=2)

    full = empty.egg("Emma").egg("Ida", size=2)

    assert (Nest(height=2), Nest([Egg("Emma"), Egg("Ida", size=2)], height=2)) == (empty, full)


def test_method_gives_the_kind_of_container_it_was_called_on() -> None:
    assert Nest is type(Nest().egg("Emma"))


def test_method_is_named_and_documented() -> None:
    assert ("egg", "Nest.egg", "Return this Nest with an Egg added; takes what Egg takes.") == (
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


def test_signature_shows_which_keywords_are_required() -> None:
    assert "(name, *, age=None, owner, color=None)" == str(inspect.signature(Hen))


# --- a wire name of its own, and what comes after ---


def test_tag_is_the_name_of_the_class_unless_another_is_given() -> None:
    assert ["Egg", "Egg", "House"] == [element.tag for element in (Egg, WildEgg, Coop)]


def test_element_with_another_tag_is_written_under_it() -> None:
    assert '<Farm><Egg spots="3"/><House><Hen owner="Anna">Berta</Hen><Egg>Emma</Egg></House></Farm>' == str(
        Farm([WildEgg(spots=3), FULL])
    )


def test_namesakes_are_not_equal() -> None:
    class EmptyEgg(Leaf, tag="Egg"):
        """An invented leaf."""

    assert (str(EmptyEgg()), False) == (str(WildEgg()), EmptyEgg() == WildEgg())


def test_namesake_does_not_belong_where_the_other_does() -> None:
    with pytest.raises(InvalidNesting, match="does not belong here"):
        Nest(WildEgg())


def test_class_says_whether_anything_follows_it() -> None:
    assert ["never", "always", "with action", "never"] == [element.ends for element in (Egg, WildEgg, Basket, Farm)]


# --- fields of a base ---


def test_fields_of_a_base_come_first_and_the_text_before_them() -> None:
    assert ["name", "age", "owner", "color"] == list(Hen.fields)


def test_values_come_in_the_order_of_the_fields() -> None:
    assert ("Berta", 3, "Anna", None) == Hen("Berta", age=3, owner="Anna").values


def test_inherited_field_can_be_read() -> None:
    assert 3 == Hen("Berta", age=3, owner="Anna").age


def test_base_keeps_its_own_fields() -> None:
    assert (["age", "owner"], (None, "Anna")) == (list(_Owned.fields), _Owned(owner="Anna").values)


def test_inherited_field_that_may_be_left_out_may_be_left_out() -> None:
    assert [{"age"}, {"age", "color"}] == [element.optional for element in (_Owned, Hen)]


def test_method_of_a_base_gives_the_kind_of_container_it_was_called_on() -> None:
    class BigNest(Nest):
        """An invented container that adds nothing to its base."""

    assert BigNest is type(BigNest().egg("Emma"))


# --- required attributes, and children that come once or must come ---


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Hen("Berta"), id="constructor"),
        pytest.param(lambda: Hen("Berta", age=3), id="others given"),
        pytest.param(lambda: Coop().hen("Berta"), id="method"),
    ],
)
def test_required_attribute_is_missed(make: Make) -> None:
    with pytest.raises(MissingAttribute) as caught:
        make()

    assert ("it is missing", "Hen", "owner", "a text that is not blank") == (
        caught.value.problem,
        caught.value.element,
        caught.value.attribute,
        caught.value.allowed,
    )


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Coop([HEN, Egg("Emma"), HEN]), id="given"),
        pytest.param(lambda: Coop([HEN, HEN]), id="given side by side"),
        pytest.param(lambda: FULL.hen("Berta", owner="Anna"), id="method"),
        pytest.param(lambda: FULL.add(HEN), id="added"),
    ],
)
def test_child_that_comes_once_does_not_come_twice(make: Make) -> None:
    with pytest.raises(InvalidNesting) as caught:
        make()

    assert ("there is more than one Hen", "House", HEN, "one Hen") == (
        caught.value.problem,
        caught.value.element,
        caught.value.found,
        caught.value.allowed,
    )


def test_children_that_come_once_come_in_any_order() -> None:
    assert '<House><Egg>Emma</Egg><Hen owner="Anna">Berta</Hen></House>' == str(Coop([Egg("Emma"), HEN]))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(Coop, id="required children"),
        pytest.param(lambda: Coop(HEN), id="some required children"),
        pytest.param(Basket, id="any child"),
    ],
)
def test_element_alone_may_wait_for_its_children(make: Make) -> None:
    assert "<" == str(make())[0]


INCOMPLETE = [
    pytest.param(Coop(), "there is no Hen in it", "House", "Hen and Egg", id="both children missing"),
    pytest.param(Coop(HEN), "there is no Egg in it", "House", "Egg", id="one child missing"),
    pytest.param(Basket(), "there is nothing in it", "Basket", "Egg", id="any child missing"),
]


@pytest.mark.parametrize(
    "put",
    [
        pytest.param(Farm, id="given"),
        pytest.param(lambda child: Farm([FULL, child]), id="given after a complete one"),
        pytest.param(lambda child: Farm().add(child), id="added"),
    ],
)
@pytest.mark.parametrize(("child", "problem", "element", "allowed"), INCOMPLETE)
def test_element_is_complete_when_it_is_put_into_a_parent(
    child: Element, problem: str, element: str, allowed: str, put: Callable[[Element], Element]
) -> None:
    with pytest.raises(MissingContent) as caught:
        put(child)

    assert (problem, element, child, allowed) == (
        caught.value.problem,
        caught.value.element,
        caught.value.found,
        caught.value.allowed,
    )


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Farm().coop(), id="required children"),
        pytest.param(lambda: Farm().coop(HEN), id="one of them"),
        pytest.param(lambda: Farm().basket([]), id="any child"),
    ],
)
def test_method_adds_no_incomplete_child(make: Make) -> None:
    with pytest.raises(MissingContent, match="in it"):
        make()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Farm(FULL), id="given"),
        pytest.param(lambda: Farm().coop([HEN, Egg("Emma")]), id="method"),
        pytest.param(lambda: Farm().add(FULL), id="added"),
        pytest.param(lambda: Farm(Coop().egg("Emma").hen("Berta", owner="Anna")), id="completed by methods"),
        pytest.param(lambda: Farm(Basket().egg("Emma")), id="any child"),
    ],
)
def test_complete_element_can_be_put_into_a_parent(make: Make) -> None:
    assert 1 == len(make().children)


def test_child_that_is_added_must_belong() -> None:
    with pytest.raises(InvalidNesting, match="a Hen does not belong here"):
        Farm().add(HEN)


def test_several_children_can_be_added() -> None:
    assert Nest([Egg("Emma"), Egg("Ida")], height=2) == Nest(height=2).add(Egg("Emma"), Egg("Ida"))


@pytest.mark.parametrize("name", ["tag", "children", "fields", "to_xml", "values", "nested", "ends"])
def test_field_may_not_bear_a_name_that_every_element_needs(name: str) -> None:
    facts = {"__annotations__": {name: Annotated[str | None, Attr(name)]}, "__module__": __name__}

    with pytest.raises(TypeError, match=f"Clash cannot have a field '{name}'"):
        rows(type("Clash", (Leaf,), facts))
