"""What a vocabulary cannot foresee: attributes and children from outside, and documents that are joined."""

import copy
import pickle
from collections.abc import Callable, MutableMapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from texml import (
    Conference,
    Dial,
    Gather,
    Hangup,
    HttpRequest,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Mustache,
    Number,
    Other,
    Pause,
    Play,
    Refer,
    ReferSip,
    Request,
    Response,
    Say,
    Start,
    Stream,
    WrongType,
)
from texml.vocabulary import Element

# --- attributes ---

WRITTEN = [
    pytest.param(Hangup(), '<Hangup x="1"/>', id="empty element"),
    pytest.param(Pause(length=2), '<Pause x="1" length="2"/>', id="known attribute"),
    pytest.param(Say("a"), '<Say x="1">a</Say>', id="text"),
    pytest.param(Gather(), '<Gather x="1"/>', id="container"),
    pytest.param(Gather([Say("a")], timeout=2), '<Gather x="1" timeout="2"><Say>a</Say></Gather>', id="children"),
    pytest.param(ReferSip("sip:a@b"), '<Sip x="1">sip:a@b</Sip>', id="tag of another name"),
    pytest.param(Other("y"), '<y x="1"/>', id="other, short name"),
    pytest.param(Other("longer", {"b": "2"}), '<longer b="2" x="1"/>', id="other, attribute"),
    pytest.param(Other("longer", {}, "c"), '<longer x="1">c</longer>', id="other, text"),
]


@pytest.mark.parametrize(("element", "written"), WRITTEN)
def test_extra_is_written(element: Element, written: str) -> None:
    assert etree.canonicalize(written) == etree.canonicalize(str(element.with_extra({"x": "1"})))


@pytest.mark.parametrize(
    ("extra", "written"),
    [
        pytest.param({"x": "1", "y": "2"}, '<Say x="1" y="2">a</Say>', id="two"),
        pytest.param({"x": '<&"\t'}, '<Say x="&lt;&amp;&quot;&#9;">a</Say>', id="escapes"),
        pytest.param({"x": "{{b}}"}, '<Say x="&#123;{b}}">a</Say>', id="braces"),
        pytest.param({"x": Mustache("{{b}}")}, '<Say x="{{b}}">a</Say>', id="braces to expand"),
        pytest.param({"xml:lang": "en"}, '<Say xml:lang="en">a</Say>', id="prefix"),
        pytest.param({"x": ""}, '<Say x="">a</Say>', id="no value"),
    ],
)
def test_extra_is_escaped(extra: dict[str, str], written: str) -> None:
    assert written == str(Say("a").with_extra(extra))


def test_extra_of_a_document_is_written() -> None:
    document = Response([Hangup()]).with_extra({"version": "2"})

    assert '<?xml version="1.0" encoding="UTF-8"?><Response version="2"><Hangup/></Response>' == str(document)


def test_extra_can_be_read() -> None:
    assert {"x": "1", "y": "2"} == Say("a", voice="b").with_extra({"x": "1", "y": "2"}).extra


@pytest.mark.parametrize(
    "element", [Hangup(), Say("a", voice="b"), Gather([Say("a")]), Other("x", {"a": "1"}, "b")], ids=repr
)
def test_extra_of_an_element_without_any_is_empty(element: Element) -> None:
    assert {} == element.extra


def test_extra_is_added_to_a_copy() -> None:
    say = Say("a")

    longer = say.with_extra({"x": "1"})

    assert ("<Say>a</Say>", {}, Say) == (str(say), say.extra, type(longer))


def test_nothing_added_is_the_element_itself() -> None:
    say = Say("a")

    assert say.with_extra({}) is say


def test_known_values_stay_readable() -> None:
    say = Say("a", voice="b").with_extra({"x": "1"})

    assert ("a", "b", None) == (say.text, say.voice, say.loop)


@pytest.mark.parametrize("element", [Say("a"), Gather()], ids=repr)
def test_extra_can_be_added_to(element: Element) -> None:
    twice = element.with_extra({"x": "1"}).with_extra({"y": "2"})

    assert {"x": "1", "y": "2"} == twice.extra


@pytest.mark.parametrize("element", [Say("a"), Other("x"), Gather()], ids=repr)
def test_extra_added_bit_by_bit_is_extra_added_at_once(element: Element) -> None:
    assert element.with_extra({"x": "1", "y": "2"}) == element.with_extra({"x": "1"}).with_extra({"y": "2"})


def test_extra_makes_a_difference() -> None:
    assert Say("a") != Say("a").with_extra({"x": "1"})


def test_extra_cannot_be_changed() -> None:
    assert not isinstance(Say("a").with_extra({"x": "1"}).extra, MutableMapping)


def test_extra_does_not_change_with_the_mapping_that_it_was_given_in() -> None:
    attributes = {"x": "1"}
    say = Say("a").with_extra(attributes)

    attributes["y"] = "2"

    assert {"x": "1"} == say.extra


def test_repr_shows_what_was_added() -> None:
    assert "Say('a', voice='b').with_extra({'x': '1'})" == repr(Say("a", voice="b").with_extra({"x": "1"}))


@pytest.mark.parametrize(
    "element",
    [
        pytest.param(Say("a"), id="text"),
        pytest.param(Say("a").with_extra({"y": Mustache("{{b}}")}), id="more"),
        pytest.param(Gather([Say("a").with_extra({"z": "2"})]), id="inside"),
        pytest.param(Other("y", {"a": "1"}), id="other"),
    ],
)
def test_repr_makes_it_again(element: Element) -> None:
    longer = element.with_extra({"x": "1"})

    assert longer == eval(repr(longer))


@pytest.mark.parametrize("element", [Say("a"), Gather([Say("a")], timeout=2), Other("x", {"a": "1"}, "b")], ids=repr)
def test_extra_survives_pickling(element: Element) -> None:
    longer = element.with_extra({"x": "1"})

    again = pickle.loads(pickle.dumps(longer))

    assert (longer, longer.extra, repr(longer)) == (again, again.extra, repr(again))


def test_copy_of_an_element_with_extra_is_the_element() -> None:
    say = Say("a").with_extra({"x": "1"})

    assert copy.deepcopy(say) is say


@pytest.mark.parametrize(
    "added",
    [
        pytest.param(lambda gather: gather.say("a"), id="method"),
        pytest.param(lambda gather: gather.say("a").play("/b"), id="two methods"),
        pytest.param(lambda gather: gather.add(Say("a")), id="add"),
        pytest.param(lambda gather: gather.add(), id="add of nothing"),
    ],
)
def test_extra_is_kept_when_children_are_added(added: Callable[[Gather], Gather]) -> None:
    gather = added(Gather(timeout=2).with_extra({"x": "1"}))

    assert ({"x": "1"}, '<Gather x="1" timeout="2"') == (gather.extra, gather.markup)


def test_children_are_kept_when_extra_is_added() -> None:
    gather = Gather().say("a").with_extra({"x": "1"}).say("b")

    assert '<Gather x="1"><Say>a</Say><Say>b</Say></Gather>' == str(gather)


@pytest.mark.parametrize(
    ("element", "name"),
    [
        pytest.param(Say("a"), "voice", id="not given"),
        pytest.param(Say("a", voice="b"), "voice", id="given"),
        pytest.param(Gather(), "numDigits", id="wire name"),
        pytest.param(HttpRequest(), "async", id="word of Python"),
        pytest.param(Number("+1"), "statusCallback", id="of a base"),
        pytest.param(Say("a").with_extra({"x": "1"}), "x", id="added before"),
        pytest.param(Other("x", {"a": "1"}), "a", id="other's own"),
    ],
)
def test_name_that_the_element_has_is_refused(element: Element, name: str) -> None:
    with pytest.raises(InvalidValue, match="allowed: a name that the element does not have yet") as caught:
        element.with_extra({"y": "1", name: "2"})

    assert (name, name) == (caught.value.attribute, caught.value.found)


def test_name_that_was_added_to_an_other_is_refused() -> None:
    other = Other("x").with_extra({"a": "1"})

    with pytest.raises(InvalidValue, match="allowed: a name that the element does not have yet"):
        other.with_extra({"a": "2"})


@pytest.mark.parametrize(("element", "name"), [(Gather(), "num_digits"), (Gather(), "numdigits"), (Say("a"), "text")])
def test_name_that_only_looks_like_one_is_taken(element: Element, name: str) -> None:
    assert {name: "1"} == element.with_extra({name: "1"}).extra


@pytest.mark.parametrize("name", ["", "1x", "a b", "a\n", "a>", "a=b", 'a"', "a/", "a\0"])
def test_name_that_xml_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match=r"^<Say>.* is no name"):
        Say("a").with_extra({name: "1"})


@pytest.mark.parametrize("name", [1, None, b"x"], ids=repr)
def test_name_of_another_type_is_refused(name: object) -> None:
    with pytest.raises(WrongType, match="is no name"):
        Say("a").with_extra({name: "1"})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [1, None, True, b"x"], ids=repr)
def test_value_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(WrongType, match=r"^<Say> x: .* is no text; allowed: text$"):
        Say("a").with_extra({"x": value})  # type: ignore[dict-item]


def test_character_that_xml_cannot_carry_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"^<Say> x: character U\+0000 at index 1 cannot stand in XML"):
        Say("a").with_extra({"x": "a\0"})


NAMES = st.from_regex("x[A-Za-z0-9.é_-]{0,5}", fullmatch=True)
CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=f"{CONTROLS}\ufffe\uffff"), max_size=20)


@settings(max_examples=30)
@given(document=st.from_type(Response), extra=st.dictionaries(NAMES, TEXTS, max_size=3))
def test_any_element_takes_extra(document: Response, extra: dict[str, str]) -> None:
    for child in document.children:
        longer = child.with_extra(extra)
        read, plain = etree.fromstring(str(longer)), etree.fromstring(str(child))
        assert {**plain.attrib, **extra} == dict(read.attrib)
        assert longer.values[: len(longer.fields)] == child.values


# --- children ---


def test_children_are_added_in_their_order() -> None:
    document = Response([Say("a")]).add(Say("b"), Other("x")).add(Hangup())

    assert Response([Say("a"), Say("b"), Other("x"), Hangup()]) == document


def test_children_are_added_to_a_copy_of_the_same_kind() -> None:
    gather = Gather(timeout=2)

    longer = gather.add(Say("a"))

    assert (Gather(timeout=2), Gather([Say("a")], timeout=2)) == (gather, longer)


def test_no_child_added_changes_nothing() -> None:
    assert Gather([Say("a")]) == Gather([Say("a")]).add()


@pytest.mark.parametrize(
    ("add", "found"),
    [
        pytest.param(lambda: Gather().add(Hangup()), "a Hangup does not belong here", id="known child of others"),  # type: ignore[arg-type]
        pytest.param(lambda: Response().add(Number("+1")), "a Number does not belong here", id="noun"),
        pytest.param(lambda: Dial().add("+1"), "'.1' does not belong here", id="text"),  # type: ignore[arg-type]
        pytest.param(lambda: Response().add([Hangup()]), "does not belong here", id="list"),  # type: ignore[arg-type]
        pytest.param(lambda: Response().add(None), "None does not belong here", id="None"),  # type: ignore[arg-type]
        pytest.param(lambda: Dial(Conference("r")).add(Number("+1")), "a Conference bears no sibling", id="sibling"),
        pytest.param(lambda: Dial("+1").add(Conference("r")), "a Conference bears no sibling", id="bears none"),
        pytest.param(
            lambda: HttpRequest().add(Request(url="/a"), Request(url="/b")), "there is more than one Request", id="once"
        ),
        pytest.param(
            lambda: HttpRequest(Request(url="/a")).add(Request(url="/b")), "there is more than one Request", id="again"
        ),
    ],
)
def test_child_that_does_not_belong_is_refused(add: Callable[[], Element], found: str) -> None:
    with pytest.raises(InvalidNesting, match=found):
        add()


def test_child_that_is_not_complete_is_refused() -> None:
    with pytest.raises(MissingContent, match="there is nothing in it"):
        Response().add(Refer())


# --- documents ---


def test_documents_are_joined() -> None:
    first, second = Response([Say("a"), Pause()]), Response([Play("/b"), Other("x")])

    assert Response([Say("a"), Pause(), Play("/b"), Other("x")]) == first + second


def test_joined_documents_stay_as_they_were() -> None:
    first, second = Response([Say("a")]), Response([Say("b")])

    assert Response([Say("a"), Say("b"), Say("a")]) == first + second + first
    assert (Response([Say("a")]), Response([Say("b")])) == (first, second)


def test_empty_document_adds_nothing() -> None:
    document = Response([Say("a")])

    assert [document, document] == [document + Response(), Response() + document]


def test_joined_document_keeps_the_attributes_of_the_first() -> None:
    first = Response([Say("a")]).with_extra({"x": "1"})

    assert Response([Say("a"), Hangup()]).with_extra({"x": "1"}) == first + Response([Hangup()])


@pytest.mark.parametrize("other", [Say("a"), Gather(), "text", [Hangup()], None], ids=repr)
def test_only_documents_are_joined(other: object) -> None:
    with pytest.raises(TypeError):
        Response() + other  # type: ignore[operator]


def test_other_containers_are_not_joined() -> None:
    with pytest.raises(TypeError):
        Start(Stream(url="wss://a")) + Start()  # type: ignore[operator]


@settings(max_examples=30)
@given(first=st.from_type(Response), second=st.from_type(Response))
def test_any_documents_can_be_joined(first: Response, second: Response) -> None:
    assert (*first.children, *second.children) == (first + second).children


def test_value_to_expand_stands_for_one_that_is_no_text() -> None:
    gather = Gather(timeout=3).with_extra({"numDigits": Mustache("{{Digits}}")})

    assert '<Gather numDigits="{{Digits}}" timeout="3"/>' == str(gather)
    assert (None, {"numDigits": "{{Digits}}"}) == (gather.num_digits, dict(gather.extra))


@pytest.mark.parametrize(
    ("gather", "value"),
    [
        pytest.param(Gather(), "{{Digits}}", id="not to expand"),
        pytest.param(Gather(), Mustache("4"), id="nothing to expand"),
        pytest.param(Gather(num_digits=4), Mustache("{{Digits}}"), id="given"),
        pytest.param(Gather().with_extra({"numDigits": Mustache("{{a}}")}), Mustache("{{b}}"), id="given so"),
    ],
)
def test_attribute_of_the_vocabulary_is_not_added_otherwise(gather: Gather, value: str) -> None:
    with pytest.raises(InvalidValue, match="it is there already"):
        gather.with_extra({"numDigits": value})
