"""Declarations become rows: names, kinds and facts of arguments, those of bases first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

import pytest

from texml.errors import UnknownArgument
from texml.vocabulary import kinds
from texml.vocabulary.control import values
from texml.vocabulary.control.argument import OPENAPI, Arg, HttpUrl
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import Nested, arguments
from texml.vocabulary.control.parameters import Fields
from texml.vocabulary.facts import KW_ONLY, OneOrMore

Shared = Annotated[int, Arg("Shared.", min=1, max=3, also=(0,), unit="s", default="1", grade="assumed")]


class Inner(Fields):
    name: Annotated[str, Arg("Name.")]


class _Base(Command[None], path="/a/{some_id}", method="POST", camel=True, source="a page"):
    some_id: Annotated[str, Arg("Id.")]
    _: KW_ONLY
    first_word: Annotated[str | None, Arg("First.", longest=5, source="another page", is_secret=True)] = None


class Everything(_Base, name="tests.everything"):
    from_: Annotated[str | None, Arg("From.")] = None
    other: Annotated[str | None, Arg("Other.", wire="Oth<er")] = None
    shared: Shared | None = None
    flag: Annotated[bool | None, Arg(".")] = None
    number: Annotated[float | None, Arg(".", min=0, max=1)] = None
    word: Annotated[Literal["a", "b"] | None, Arg(".")] = None
    rate: Annotated[Literal[1, 2] | None, Arg(".")] = None
    flag_or_word: Annotated[bool | Literal["true", "false", "on"] | None, Arg(".")] = None
    url: Annotated[HttpUrl | None, Arg(".")] = None
    state: Annotated[str | bytes | Mapping[str, object] | None, Arg(".")] = None
    loop: Annotated[int | Literal["infinity"] | None, Arg(".", min=1)] = None
    moment: Annotated[str | datetime | None, Arg(".")] = None
    items: Annotated[OneOrMore[str] | None, Arg(".")] = None
    events: Annotated[OneOrMore[str] | None, Arg(".", joined=" ")] = None
    to: Annotated[OneOrMore[str] | None, Arg(".", lone_is_text=True)] = None
    inner: Annotated[Inner | Mapping[str, object] | None, Arg(".")] = None
    inners: Annotated[Sequence[Inner | Mapping[str, object]] | None, Arg(".")] = None
    anything: Annotated[Mapping[str, object] | None, Arg(".")] = None


KINDS: dict[str, type[Any]] = {
    "flag": kinds.Flag, "number": kinds.Decimal, "word": kinds.Choice, "rate": values.NumberChoice,
    "flag_or_word": kinds.Choice, "url": values.ShapedText, "state": values.Base64, "loop": values.OneOf,
    "moment": values.Moment, "items": values.Several, "events": values.Spaced, "to": values.Flexible, "inner": Nested,
    "inners": values.Several, "anything": values.Object, "shared": kinds.Whole, "first_word": values.FreeText,
}  # fmt: skip


def test_rows_of_bases_come_first() -> None:
    assert ["some_id", "first_word", "from_", "other"] == list(arguments(Everything))[:4]


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_type_says_the_kind(name: str, kind: type[Any]) -> None:
    assert kind is type(arguments(Everything)[name].kind)


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("some_id", "some_id"), ("first_word", "FirstWord"), ("from_", "From"), ("other", "Oth<er"),
        ("flag_or_word", "FlagOrWord"),
    ],
)  # fmt: skip
def test_wire_name_follows_from_the_python_name(name: str, wire: str) -> None:
    assert wire == arguments(Everything)[name].wire


def test_facts_come_from_the_marker() -> None:
    shared: Any = arguments(Everything)["shared"]

    assert ("Shared.", "1", "s", "a page", "assumed", False) == (
        shared.doc, shared.default, shared.unit, shared.source, shared.grade, shared.required,
    )  # fmt: skip
    assert (1, 3, (0,)) == (shared.kind.minimum, shared.kind.maximum, shared.kind.also)


def test_source_of_a_row_goes_before_that_of_the_command() -> None:
    first = arguments(Everything)["first_word"]

    assert ("another page", True) == (first.source, first.is_secret)


def test_source_is_the_openapi_unless_somebody_says_so() -> None:
    assert OPENAPI == arguments(Inner)["name"].source


def test_field_without_a_default_is_required() -> None:
    assert ["some_id"] == [name for name, argument in arguments(Everything).items() if argument.required]


def test_argument_of_no_known_type_is_refused() -> None:
    class Strange(Command[None]):
        thing: Annotated[complex, Arg(".")]

    with pytest.raises(TypeError, match="no kind of value for <class 'complex'>"):
        arguments(Strange)


def test_object_is_taken_as_it_is_or_as_a_mapping() -> None:
    inner = Inner(name="x")

    assert inner == Everything("1", inner=inner).inner == Everything("1", inner={"name": "x"}).inner


def test_mapping_with_other_keys_is_refused_with_the_place() -> None:
    with pytest.raises(UnknownArgument, match=r"tests\.everything: inners\.1: there is no such argument"):
        Everything("1", inners=[{1: "x"}])  # type: ignore[dict-item]
