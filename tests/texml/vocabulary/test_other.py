"""Other: an element that the vocabulary does not have, and what keeps it well-formed."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import (
    Conference,
    Connect,
    Dial,
    FrozenElement,
    Gather,
    Hangup,
    HttpRequest,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Mustache,
    Other,
    Pay,
    Prompt,
    Refer,
    Response,
    Say,
    Start,
    Stop,
    Stream,
    WrongType,
)
from texml.vocabulary import Element

WRITTEN = [
    pytest.param(Other("x"), "<x/>", id="name only"),
    pytest.param(Other("x", {"a": "1", "b": ""}), '<x a="1" b=""/>', id="attributes"),
    pytest.param(Other("x", None, "Hi"), "<x>Hi</x>", id="text"),
    pytest.param(Other("x", {}, ""), "<x/>", id="no text"),
    pytest.param(Other("x", {}, []), "<x/>", id="no content"),
    pytest.param(Other("x", {}, Hangup()), "<x><Hangup/></x>", id="element"),
    pytest.param(
        Other("x", {"a": "1"}, ["Hi ", Other("b", {}, "you"), "!", Gather([Say("a")])]),
        '<x a="1">Hi <b>you</b>!<Gather><Say>a</Say></Gather></x>',
        id="mixed content",
    ),
    pytest.param(Other("x", {}, (text for text in "ab")), "<x>ab</x>", id="content of a generator"),
    pytest.param(Other("x", {}, Response([Hangup()])), "<x><Response><Hangup/></Response></x>", id="document"),
    pytest.param(Other("x", {"a": '<&"\n'}, '<&"\r'), '<x a="&lt;&amp;&quot;&#10;">&lt;&amp;"&#13;</x>', id="escapes"),
    pytest.param(Other("x", {"a": "{{b}}"}, "{{c}}"), '<x a="&#123;{b}}">&#123;{c}}</x>', id="braces"),
    pytest.param(
        Other("x", {"a": Mustache("{{b}}")}, [Mustache("{{c}}"), "{{d}}"]),
        '<x a="{{b}}">{{c}}&#123;{d}}</x>',
        id="braces to expand",
    ),
    pytest.param(Other("say-as"), "<say-as/>", id="hyphen in the name"),
    pytest.param(Other("x:y", {"x:z": "1", "xmlns:x": "urn:a"}), '<x:y x:z="1" xmlns:x="urn:a"/>', id="prefixes"),
    pytest.param(Other("é", {"ü": "ß"}), '<é ü="ß"/>', id="beyond ASCII"),
    pytest.param(Other("Say"), "<Say/>", id="known name"),
]


@pytest.mark.parametrize(("other", "written"), WRITTEN)
def test_other_is_written(other: Other, written: str) -> None:
    assert written == str(other)


def test_other_stays_on_one_line() -> None:
    other = Other("x", {}, [" a ", Other("y"), "\n"])

    assert "<Gather>\n  <x> a <y/>\n</x>\n</Gather>" == Gather([other]).to_xml(indent=2)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(["{", "{From}}"], id="two"),
        pytest.param(["{", "{", "{From}}"], id="three"),
        pytest.param(["a{", "", "{From}}"], id="around nothing"),
        pytest.param([Mustache("{"), "{From}}"], id="to expand and not"),
        pytest.param(["{", Mustache("{From}}")], id="not to expand and to"),
    ],
)
def test_braces_of_two_texts_do_not_become_double_braces(content: list[str]) -> None:
    assert "{{" not in str(Other("x", {}, content))


CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=f"{CONTROLS}\ufffe\uffff"), max_size=20)
AWKWARD = st.text("&<>]\"'{}\t\n\r ;#x\x85\u2028\ufeff", max_size=10)


@given(value=TEXTS | AWKWARD, pieces=st.lists(TEXTS | AWKWARD, max_size=3))
def test_any_text_survives_a_parser(value: str, pieces: list[str]) -> None:
    read = etree.fromstring(str(Other("x", {"a": value}, pieces)).encode())

    assert (value, "".join(pieces)) == (read.get("a"), read.text or "")


@given(value=TEXTS | AWKWARD, pieces=st.lists(TEXTS | AWKWARD, max_size=3))
def test_no_text_asks_to_be_expanded(value: str, pieces: list[str]) -> None:
    assert "{{" not in str(Other("x", {"a": value}, pieces))


# --- a value as any other element ---


def test_repr_is_the_code_that_makes_it() -> None:
    other = Other("x", {"a": "1"}, ["Hi ", Other("b", None, "you"), Mustache("{{c}}"), Say("d")])

    assert "Other('x', {'a': '1'}, ['Hi ', Other('b', {}, ['you']), Mustache('{{c}}'), Say('d')])" == repr(other)


def test_repr_makes_it_again() -> None:
    other = Other("x", {"a": Mustache("{{b}}")}, ["Hi ", Other("b", None, "you"), Say("d")])

    assert other == eval(repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Other("x"), Other("x", {}, ()), id="left out and empty"),
        pytest.param(Other("x", {}, "a"), Other("x", {}, ["a"]), id="one and a list of one"),
        pytest.param(Other("x", {}, "ab"), Other("x", {}, ["a", "b"]), id="text and its parts"),
        pytest.param(Other("x", {}, Hangup()), Other("x", {}, Other("Hangup")), id="known element and its likeness"),
    ],
)
def test_others_that_say_the_same_are_equal_and_hash_alike(one: Other, other: Other) -> None:
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Other("x"), Other("y"), id="name"),
        pytest.param(Other("x", {"a": "1"}), Other("x", {"a": "2"}), id="value"),
        pytest.param(Other("x", {}, "a"), Other("x", {}, "b"), id="text"),
        pytest.param(Other("x", {}, "{{a}}"), Other("x", {}, Mustache("{{a}}")), id="whether it is expanded"),
        pytest.param(Other("Hangup"), Hangup(), id="kind"),
    ],
)
def test_others_that_say_something_else_differ(one: Element, other: Element) -> None:
    assert one != other


@pytest.mark.parametrize("content", ["Hi", ["Hi ", Other("b", {}, "you"), Mustache("{{c}}")]], ids=["text", "mixed"])
def test_other_survives_pickling(content: str | list[str | Element]) -> None:
    other = Other("x", {"a": "1"}, content)

    again = pickle.loads(pickle.dumps(other))

    assert (other, repr(other)) == (again, repr(again))


@pytest.mark.parametrize("make_copy", [copy.copy, copy.deepcopy], ids=["copy", "deepcopy"])
def test_copy_is_the_other_itself(make_copy: object) -> None:
    other = Other("x")

    assert make_copy(other) is other  # type: ignore[operator]


def test_other_does_not_change_in_place() -> None:
    with pytest.raises(FrozenElement):
        Other("x").markup = "<y/>"  # type: ignore[misc]


def test_other_does_not_change_with_what_it_was_made_of() -> None:
    attributes, content = {"a": "1"}, ["Hi"]
    other = Other("x", attributes, content)

    attributes["a"] = "2"
    content.append("you")

    assert ('<x a="1">Hi</x>', "Other('x', {'a': '1'}, ['Hi'])") == (str(other), repr(other))


def test_other_is_not_known_and_has_no_children() -> None:
    other = Other("x", {}, [Hangup()])

    assert (False, False, ()) == (other.is_known, other.is_container, other.children)


# --- where it may stand ---


NEEDED = {
    "Stream": {"url": "wss://a"},
    "ConversationRelay": {"url": "wss://a"},
    "Request": {"url": "/a"},
    "Prompt": {"for_": "security-code"},
}


def test_other_stands_in_any_container(elements: tuple[type[Element], ...]) -> None:
    containers = [element for element in elements if element.is_container]

    made = [container(Other("x"), **NEEDED.get(container.__name__, {})) for container in containers]

    assert [(Other("x"),)] * len(containers) == [element.children for element in made]


@pytest.mark.parametrize(
    ("made", "written"),
    [
        pytest.param(Response([Say("a"), Other("x")]), "<Response><Say>a</Say><x/></Response>", id="among others"),
        pytest.param(Dial(Other("x"), timeout=5), '<Dial timeout="5"><x/></Dial>', id="alone"),
        pytest.param(Dial([Other("x"), Other("x")]), "<Dial><x/><x/></Dial>", id="twice"),
        pytest.param(Gather().add(Other("x")).say("a"), "<Gather><x/><Say>a</Say></Gather>", id="before a method"),
        pytest.param(Refer(Other("x")), "<Refer><x/></Refer>", id="where one child is allowed"),
        pytest.param(
            Pay(Prompt(Other("x"), for_="security-code")),
            '<Pay><Prompt for="security-code"><x/></Prompt></Pay>',
            id="deep",
        ),
        pytest.param(Start(Other("Stream")), "<Start><Stream/></Start>", id="under a known name"),
    ],
)
def test_document_with_other_is_written(made: Element, written: str) -> None:
    text = str(made)

    assert written == text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')


def test_other_is_content_enough_for_who_needs_a_child() -> None:
    assert "<Response><Refer><x/></Refer></Response>" in str(Response([Refer(Other("x"))]))


def test_other_stands_for_no_required_child() -> None:
    with pytest.raises(MissingContent, match="there is no Request in it"):
        Response([HttpRequest(Other("x"))])


@pytest.mark.parametrize(
    "content",
    [[Conference("r"), Other("x")], [Other("x"), Conference("r")], [Other("x"), Other("y"), Conference("r")]],
    ids=["after", "before", "two before"],
)
def test_who_bears_no_sibling_bears_no_other(content: list[Element]) -> None:
    with pytest.raises(InvalidNesting, match="a Conference bears no sibling"):
        Dial(content)  # type: ignore[arg-type]


def test_other_is_no_sibling_for_who_is_connected() -> None:
    with pytest.raises(InvalidNesting, match="a Stream bears no sibling"):
        Connect(Stream(url="wss://a")).add(Other("x"))


def test_containers_that_end_with_other_go_on() -> None:
    assert "<Stop><x/><Stream/></Stop>" == str(Stop(Other("x")).stream())


# --- what is refused ---


@pytest.mark.parametrize(
    "name",
    ["", " ", "1x", "-x", ".x", "a b", "a\n", "\na", "a>", "a/", 'a"', "a=", "<a", "a&b", "a\0", "\ud800", "a\x85"],
)
def test_name_that_xml_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match="is no name; allowed: a name of XML: a letter, _ or :"):
        Other(name)


@pytest.mark.parametrize(
    "name",
    ["", " ", "1x", "-x", ".x", "a b", "a\n", "\na", "a>", "a/", 'a"', "a=", "<a", "a&b", "a\0", "\ud800", "a\x85"],
)
def test_name_of_an_attribute_that_xml_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match="is no name") as caught:
        Other("x", {name: "1"})

    assert ("x", name) == (caught.value.element, caught.value.found)


@pytest.mark.parametrize("name", ["x", "_", ":", "x1", "x-y.z", "xmlns", "é", "\u4e2d", "x\xb7", "x\u0301"])
def test_name_that_xml_has_is_taken(name: str) -> None:
    assert f"<{name} {name}=''/>".replace("'", '"') == str(Other(name, {name: ""}))


@given(name=st.text(min_size=1, max_size=4))
def test_any_name_that_is_taken_is_one_of_xml(name: str) -> None:
    try:
        written = str(Other(f"x{name}", {f"y{name}": "1"}))
    except InvalidValue:
        return

    assert 1 == len(etree.fromstring(written.replace(":", "-").encode()).attrib)


@pytest.mark.parametrize("name", [1, None, b"x", Hangup()], ids=repr)
def test_name_of_another_type_is_refused(name: object) -> None:
    with pytest.raises(WrongType, match="is no name"):
        Other(name)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [1, None, b"x"], ids=repr)
def test_name_of_an_attribute_of_another_type_is_refused(name: object) -> None:
    with pytest.raises(WrongType, match="is no name"):
        Other("x", {name: "1"})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [1, None, True, b"x", ["x"]], ids=repr)
def test_attribute_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(WrongType, match=r"^<x> a: .* is no text; allowed: text$"):
        Other("x", {"a": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["a\0", "a\x0b", "a\ud800", "a\uffff"], ids=ascii)
def test_character_that_xml_cannot_carry_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"^<x>: character U\+.* at index 1 cannot stand in XML"):
        Other("x", {}, [Hangup(), text])


def test_character_that_xml_cannot_carry_is_refused_in_an_attribute() -> None:
    with pytest.raises(InvalidValue, match=r"^<x> a: character U\+0000 at index 0 cannot stand in XML"):
        Other("x", {"a": "\0"})


@pytest.mark.parametrize("content", [5, None, [5], [None], b"ab", [b"ab"], ["a", ["b"]], [Hangup]], ids=repr)
def test_content_that_is_neither_text_nor_element_is_refused(content: object) -> None:
    with pytest.raises(InvalidNesting, match=r"^<x>: .* does not belong here; allowed: text and elements$"):
        Other("x", {}, content)  # type: ignore[arg-type]
