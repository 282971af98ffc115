"""Declarations: how the annotations of a verb class become rows."""

from typing import Annotated, Literal

import pytest

from texml.vocabulary import Leaf
from texml.vocabulary.declaration import Row, fields, rows, text_row
from texml.vocabulary.facts import KW_ONLY, Attr, DialDigits, OneOrMore, Text, Url
from texml.vocabulary.kinds import Choice, Choices, Decimal, Flag, Items, Kind, Shaped, Whole, Words

Size = Literal["small", "large"]


class Parcel(Leaf, source="a page"):
    """An invented element with an attribute of every shape."""

    label: Annotated[str, Text("What it is.")]
    _: KW_ONLY
    fragile: Annotated[bool | None, Attr("fragile", "Whether it breaks.", default="false")] = None
    weight: Annotated[int | None, Attr("weightInGrams", "How heavy it is.", min=1, max=9, unit="grams")] = None
    height: Annotated[float | None, Attr("height", "How high it is.", min=0.5)] = None
    sender: Annotated[str | None, Attr("sender", "Who sent it.", source="another page", grade="disputed")] = None
    size: Annotated[Size | None, Attr("size", "How big it is.")] = None
    insured: Annotated[bool | Literal["true", "false", "partly"] | None, Attr("insured", "Whether it is.")] = None
    sizes: Annotated[OneOrMore[Size] | None, Attr("sizes", "All of them.")] = None
    tags: Annotated[OneOrMore[str] | None, Attr("tags", "Words for it.", separator=",")] = None
    track_url: Annotated[Url | None, Attr("trackUrl", "Where it is.")] = None
    code: Annotated[DialDigits | None, Attr("code", "Opens the box.")] = None
    note: str = "no marker, no attribute"


class Letter(Leaf):
    """An invented element whose text may be left out."""

    text: Annotated[str | None, Text("What is in it.")] = None


class Stamp(Parcel):
    """An invented element that derives from another and declares nothing."""


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

    assert ("weight", "weightInGrams", weight.kind, "How heavy it is.", None, "grams", "a page", "documented") == weight


def test_bounds_of_the_marker_bound_the_kind() -> None:
    weight, height = row("weight").kind, row("height").kind

    assert (1, 9, 0.5, None) == (weight.minimum, weight.maximum, height.minimum, height.maximum)


def test_bounds_of_a_whole_number_are_whole() -> None:
    weight = row("weight").kind

    assert (int, int) == (type(weight.minimum), type(weight.maximum))


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


@pytest.mark.parametrize(("name", "separator"), [("sizes", " "), ("tags", ",")])
def test_separator_of_a_list_is_that_of_the_marker(name: str, separator: str) -> None:
    assert separator == row(name).kind.separator


def test_pattern_of_a_shape_is_that_of_the_kind() -> None:
    assert (Url.__metadata__[0], DialDigits.__metadata__[0]) == (
        row("track_url").kind.pattern,
        row("code").kind.pattern,
    )


def test_text_without_a_default_is_required() -> None:
    text = text_row(Parcel)

    assert text is not None
    assert ("label", Words, "What it is.", True) == (text.name, type(text.kind), text.doc, text.required)


def test_text_with_a_default_is_optional() -> None:
    text = text_row(Letter)

    assert text is not None
    assert ("text", Words, False) == (text.name, type(text.kind), text.required)


def test_element_that_declares_nothing_has_no_rows_and_no_text() -> None:
    class Nothing(Leaf):
        """An invented element."""

    assert ((), None) == (rows(Nothing), text_row(Nothing))


def test_subclass_does_not_inherit_a_declaration() -> None:
    rows(Parcel)

    assert () == rows(Stamp)


def test_declaration_is_read_once() -> None:
    assert rows(Parcel) is rows(Parcel)


def test_fields_are_the_marked_names_with_their_markers() -> None:
    found = fields(Letter)

    assert {"text": Text} == {name: type(marker) for name, marker in found.items()}


def test_fields_hold_the_text_and_the_attributes() -> None:
    assert ["label", *KINDS] == list(fields(Parcel))


def test_type_that_no_kind_stands_for_is_refused() -> None:
    class Odd(Leaf):
        """An invented element with an attribute of an impossible type."""

        blob: Annotated[bytes | None, Attr("blob", "Bytes.")] = None

    with pytest.raises(TypeError, match="no kind of value for <class 'bytes'>"):
        rows(Odd)
