"""What constructors and methods check beside the kinds of values."""

from typing import Any

import pytest

from texml import (
    Conference,
    Connect,
    Dial,
    Gather,
    Hangup,
    HttpRequest,
    Number,
    Other,
    Pause,
    Play,
    Refer,
    Request,
    Response,
    Say,
)
from texml.errors import (
    DocumentError,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    UnknownAttribute,
    WrongType,
)
from texml.vocabulary import Element, rows
from texml.vocabulary.checks import (
    MISSING,
    admit,
    check_complete,
    check_one_of,
    check_siblings,
    modest,
    refuse_arguments,
    take_children,
)

LENGTH = [row.name for row in rows(Pause)].index("length")


def test_what_is_missing_calls_itself_so() -> None:
    assert "MISSING" == repr(MISSING)


def test_value_is_admitted_as_its_field_stores_it() -> None:
    events = [row.name for row in rows(Conference)].index("status_callback_event")

    assert (3, ("join",), "Hi") == (admit(Pause, LENGTH, 3), admit(Conference, events, "join"), admit(Say, -1, "Hi"))


@pytest.mark.parametrize(
    ("cls", "index", "value", "error", "attribute"),
    [
        pytest.param(Pause, LENGTH, 181, InvalidValue, "length", id="value"),
        pytest.param(Say, -1, MISSING, MissingContent, None, id="text that is missing"),
        pytest.param(Request, 0, MISSING, MissingAttribute, "url", id="attribute that is missing"),
        pytest.param(Say, -1, " ", MissingContent, "content", id="blank text"),
    ],
)
def test_value_that_is_not_admitted_is_refused_at_its_place(
    cls: type[Element], index: int, value: object, error: type[DocumentError], attribute: str | None
) -> None:
    with pytest.raises(error) as caught:
        admit(cls, index, value)

    assert (cls.tag, attribute) == (caught.value.element, caught.value.attribute)


@pytest.mark.parametrize(
    ("cls", "content", "children"),
    [
        pytest.param(Gather, Say("a"), (Say("a"),), id="one"),
        pytest.param(Gather, [Say("a"), Play("/b")], (Say("a"), Play("/b")), id="list"),
        pytest.param(Gather, (), (), id="none"),
        pytest.param(Dial, "+13125550100", (Number("+13125550100"),), id="text for a noun"),
        pytest.param(Gather, Other("x"), (Other("x"),), id="element outside the vocabulary"),
    ],
)
def test_children_are_taken_as_a_tuple(cls: type[Element], content: object, children: tuple[Element, ...]) -> None:
    assert children == take_children(cls, content)


def test_children_are_taken_after_those_that_are_there() -> None:
    assert (Say("a"), Say("b")) == take_children(Gather, [Say("b")], (Say("a"),))


@pytest.mark.parametrize(
    ("cls", "content", "error"),
    [
        pytest.param(Gather, Hangup(), InvalidNesting, id="child of another"),
        pytest.param(Gather, "text", InvalidNesting, id="text"),
        pytest.param(Gather, ["text"], InvalidNesting, id="text in a list"),
        pytest.param(Gather, 0, InvalidNesting, id="number"),
        pytest.param(Gather, None, InvalidNesting, id="none"),
        pytest.param(Gather, Say, InvalidNesting, id="class"),
        pytest.param(Dial, [Number("1"), Conference("r")], InvalidNesting, id="sibling"),
        pytest.param(HttpRequest, [Request(url="/a"), Request(url="/b")], InvalidNesting, id="twice"),
    ],
)
def test_content_that_does_not_belong_is_refused(cls: type[Element], content: Any, error: type[DocumentError]) -> None:
    with pytest.raises(error) as caught:
        take_children(cls, content)

    assert cls.tag == caught.value.element


def test_sibling_is_refused_whichever_came_first() -> None:
    for children in ([Conference("r"), Number("1")], [Number("1"), Conference("r")]):
        with pytest.raises(InvalidNesting, match="a Conference bears no sibling"):
            check_siblings(Dial, children)


@pytest.mark.parametrize("element", [Connect(), Refer(), HttpRequest()], ids=lambda element: element.tag)
def test_element_that_lacks_a_child_is_not_complete(element: Element) -> None:
    with pytest.raises(MissingContent) as caught:
        check_complete(element)

    assert (element.tag, element) == (caught.value.element, caught.value.found)


def test_one_of_several_is_enough() -> None:
    check_one_of(Play, (None, "12", None))


@pytest.mark.parametrize(
    ("values", "error"), [((None, None, None), MissingContent), (("/a", "12", None), InvalidValue)], ids=["none", "two"]
)
def test_other_than_one_of_several_is_refused(values: tuple[object, ...], error: type[DocumentError]) -> None:
    with pytest.raises(error, match="allowed: one of url, digits, ring_tone"):
        check_one_of(Play, values)


def test_argument_by_name_is_refused_before_one_by_position() -> None:
    with pytest.raises(UnknownAttribute, match="did you mean 'voice'"):
        refuse_arguments(Say, "woman", {"voise": "woman"})


def test_argument_by_position_is_refused() -> None:
    with pytest.raises(WrongType, match="'woman' is one positional argument too many"):
        refuse_arguments(Say, "woman", {})


def test_children_that_need_no_child_themselves_are_modest() -> None:
    kinds = modest(Response)

    assert (True, True, False, False) == (Say in kinds, Gather in kinds, Refer in kinds, Number in kinds)


@pytest.mark.parametrize("given", [Refer(), [Say("a"), Refer()], (Refer(),)], ids=["alone", "in a list", "in a tuple"])
def test_child_that_lacks_its_own_is_found_however_it_is_given(given: object) -> None:
    with pytest.raises(MissingContent, match="<Refer>: there is nothing in it"):
        take_children(Response, given)
    with pytest.raises(MissingContent, match="<Refer>: there is nothing in it"):
        Response(given)  # type: ignore[arg-type]
