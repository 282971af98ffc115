"""Declarations: how the annotations of a verb class become rows."""

from typing import Annotated, Literal

import pytest

from texml.vocabulary import Leaf
from texml.vocabulary.declaration import Row, fields, per_class, rows, text_row
from texml.vocabulary.facts import (
    KW_ONLY,
    Attr,
    DialDigits,
    JsonObject,
    OneOrMore,
    SipUri,
    StatusNumber,
    Text,
    Url,
    WebSocketUrl,
)
from texml.vocabulary.kinds import (
    Choice,
    Choices,
    Decimal,
    Flag,
    FlagOrWords,
    Items,
    JsonText,
    Kind,
    Numbers,
    Shaped,
    Whole,
    Words,
)

Size = Literal["small", "large"]


class Parcel(Leaf, source="a page"):
    """An invented element with an attribute of every shape."""

    label: Annotated[str, Text()]
    _: KW_ONLY
    fragile: Annotated[bool | None, Attr("fragile", default="false")] = None
    weight: Annotated[int | None, Attr("weightInGrams", min=1, max=9, unit="grams")] = None
    height: Annotated[float | None, Attr("height", min=0.5)] = None
    sender: Annotated[str | None, Attr("sender", source="another page", grade="disputed")] = None
    size: Annotated[Size | None, Attr("size")] = None
    insured: Annotated[bool | Literal["true", "false", "partly"] | None, Attr("insured")] = None
    sizes: Annotated[OneOrMore[Size] | None, Attr("sizes")] = None
    tags: Annotated[OneOrMore[str] | None, Attr("tags", separator=",")] = None
    track_url: Annotated[Url | None, Attr("trackUrl")] = None
    code: Annotated[DialDigits | None, Attr("code")] = None
    owner: Annotated[str, Attr("owner")]
    feed_url: Annotated[WebSocketUrl, Attr("feedUrl")]
    shelf: Annotated[int | None, Attr("shelf", min=5, max=9, also=(0, 2))] = None
    floors: Annotated[OneOrMore[int] | None, Attr("floors", min=1, max=3, separator=",")] = None
    customs: Annotated[bool | str | None, Attr("customs")] = None
    contents: Annotated[JsonObject | None, Attr("contents")] = None
    note: str = "no marker, no attribute"


class Letter(Leaf):
    """An invented element whose text may be left out."""

    text: Annotated[str | None, Text()] = None


class Status(Leaf):
    """An invented element whose text is of a shape and may be left out."""

    status: Annotated[StatusNumber | None, Text()] = None


class Invoice(Leaf):
    """An invented element whose text is JSON."""

    lines: Annotated[JsonObject, Text()]


class Stamp(Parcel):
    """An invented element that derives from another and declares nothing."""


class Animal(Leaf, source="a page on animals"):
    """An invented base of others, without a text."""

    _: KW_ONLY
    age: Annotated[int | None, Attr("age", min=0)] = None
    owner: Annotated[str, Attr("owner")]


class Horse(Animal, source="a page on horses"):
    """An invented element with more fields than its base."""

    address: Annotated[SipUri, Text()]
    _: KW_ONLY
    color: Annotated[str | None, Attr("color")] = None


KINDS = {
    "fragile": Flag,
    "weight": Whole,
    "height": Decimal,
    "sender": Words,
    "size": Choice,
    "insured": Choice,
    "sizes": Choices,
    "tags": Items,
    "track_url": Shaped,
    "code": Shaped,
    "owner": Words,
    "feed_url": Shaped,
    "shelf": Whole,
    "floors": Numbers,
    "customs": FlagOrWords,
    "contents": JsonText,
}


def row(name: str) -> Row:
    return next(row for row in rows(Parcel) if row.name == name)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_type_of_an_attribute_becomes_its_kind(name: str, kind: type[Kind]) -> None:
    assert kind is type(row(name).kind)


def test_rows_come_in_the_order_of_the_declaration_without_text_and_unmarked_names() -> None:
    assert list(KINDS) == [row.name for row in rows(Parcel)]


def test_row_carries_every_fact() -> None:
    weight = row("weight")

    assert (
        "weight",
        "weightInGrams",
        weight.kind,
        None,
        "grams",
        "a page",
        "documented",
        False,
    ) == weight


def test_attribute_without_a_default_is_required() -> None:
    assert ["owner", "feed_url"] == [row.name for row in rows(Parcel) if row.required]


def test_bounds_of_the_marker_bound_the_kind() -> None:
    weight, height = row("weight").kind, row("height").kind

    assert (1, 9, 0.5, None) == (weight.minimum, weight.maximum, height.minimum, height.maximum)


def test_bounds_of_a_whole_number_are_whole() -> None:
    weight = row("weight").kind

    assert (int, int) == (type(weight.minimum), type(weight.maximum))


def test_numbers_beside_the_bounds_are_those_of_the_marker() -> None:
    assert ((0, 2), ()) == (row("shelf").kind.also, row("weight").kind.also)


def test_bounds_of_a_list_of_numbers_bound_each() -> None:
    floors = row("floors").kind

    assert (1, 3, ()) == (floors.one.minimum, floors.one.maximum, floors.one.also)


def test_default_is_that_of_the_marker() -> None:
    assert ("false", None) == (row("fragile").default, row("sender").default)


def test_source_and_grade_of_the_row_win_over_those_of_the_element() -> None:
    assert ("another page", "disputed") == (row("sender").source, row("sender").grade)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("size", ("small", "large"), id="one"),
        pytest.param("sizes", ("small", "large"), id="list"),
        pytest.param("insured", ("true", "false", "partly"), id="bool or word"),
    ],
)
def test_words_of_a_literal_are_those_of_the_kind(name: str, words: tuple[str, ...]) -> None:
    assert words == row(name).kind.words


@pytest.mark.parametrize(("name", "separator"), [("sizes", " "), ("tags", ","), ("floors", ",")])
def test_separator_of_a_list_is_that_of_the_marker(name: str, separator: str) -> None:
    assert separator == row(name).kind.separator


def test_pattern_of_a_shape_is_that_of_the_kind() -> None:
    assert (Url.__metadata__[0], DialDigits.__metadata__[0], WebSocketUrl.__metadata__[0]) == (
        row("track_url").kind.pattern,
        row("code").kind.pattern,
        row("feed_url").kind.pattern,
    )


def test_text_without_a_default_is_required() -> None:
    text = text_row(Parcel)

    assert text is not None
    assert ("label", Words, True) == (text.name, type(text.kind), text.required)


def test_text_with_a_default_is_optional() -> None:
    text = text_row(Letter)

    assert text is not None
    assert ("text", Words, False) == (text.name, type(text.kind), text.required)


def test_element_that_declares_nothing_has_no_rows_and_no_text() -> None:
    class Nothing(Leaf):
        """An invented element."""

    assert ((), None) == (rows(Nothing), text_row(Nothing))


@pytest.mark.parametrize(
    ("element", "kind", "required"),
    [
        pytest.param(Letter, Words, False, id="words"),
        pytest.param(Status, Shaped, False, id="shape"),
        pytest.param(Invoice, JsonText, True, id="JSON"),
        pytest.param(Horse, Shaped, True, id="shape of a subclass"),
    ],
)
def test_text_may_be_of_any_kind(element: type[Leaf], kind: type[Kind], required: bool) -> None:
    text = text_row(element)

    assert text is not None
    assert (kind, required) == (type(text.kind), text.required)


def test_subclass_that_declares_nothing_has_the_rows_and_the_text_of_its_base() -> None:
    text = text_row(Stamp)

    assert text is not None
    assert (list(KINDS), "label") == ([row.name for row in rows(Stamp)], text.name)


def test_rows_of_a_base_come_first() -> None:
    assert ["age", "owner", "color"] == [row.name for row in rows(Horse)]


def test_field_that_a_base_requires_is_required() -> None:
    assert [False, True, False] == [row.required for row in rows(Horse)]


def test_inherited_row_has_the_source_of_the_subclass() -> None:
    assert {"a page on horses"} == {row.source for row in rows(Horse)}


def test_base_does_not_have_what_its_subclass_declares() -> None:
    rows(Horse)

    assert (["age", "owner"], None, {"a page on animals"}) == (
        [row.name for row in rows(Animal)],
        text_row(Animal),
        {row.source for row in rows(Animal)},
    )


def test_declaration_is_read_once() -> None:
    assert rows(Parcel) is rows(Parcel)


def test_fields_are_the_marked_names_with_their_markers() -> None:
    found = fields(Letter)

    assert {"text": Text} == {name: type(marker) for name, marker in found.items()}


def test_fields_hold_the_text_and_the_attributes() -> None:
    assert ["label", *KINDS] == list(fields(Parcel))


def test_text_is_the_first_field_also_before_those_of_a_base() -> None:
    assert ["address", "age", "owner", "color"] == list(fields(Horse))


def test_type_that_no_kind_stands_for_is_refused() -> None:
    class Odd(Leaf):
        """An invented element with an attribute of an impossible type."""

        blob: Annotated[bytes | None, Attr("blob")] = None

    with pytest.raises(TypeError, match="no kind of value for <class 'bytes'>"):
        rows(Odd)


def test_function_of_a_class_is_asked_once_for_each() -> None:
    asked = []

    @per_class
    def name_of(cls: type) -> str:
        asked.append(cls)
        return cls.__name__

    assert ["Parcel", "Leaf", "Parcel"] == [name_of(cls) for cls in (Parcel, Leaf, Parcel)]
    assert [Parcel, Leaf] == asked
