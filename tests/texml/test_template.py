"""Templates: a document with slots gives what the builder would have given with the values."""

import json
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml import (
    AIGather,
    Break,
    Comment,
    Conference,
    Dial,
    Emphasis,
    Gather,
    Mustache,
    Other,
    Parameters,
    Redirect,
    Response,
    Say,
    Slot,
    Sub,
    Template,
    parse,
)
from texml.errors import DocumentError, InvalidValue, MissingContent, UnknownAttribute, WrongType
from texml.vocabulary import Element


def greeting(name: str, voice: str = "alice") -> Response:
    return Response().say(f"Hello {name}", voice=voice).hangup()


def into(room: str) -> Response:
    return Response().dial(Conference(room, status_callback=f"https://voice.example.com/rooms/{room}"), action="/after")


def test_slot_is_filled_in() -> None:
    assert str(greeting("Anna")) == Template(greeting(Slot("name"))).fill(name="Anna")


def test_slot_that_stands_in_several_places_is_filled_in_everywhere() -> None:
    assert str(into("1234")) == Template(into(Slot("room"))).fill(room="1234")


def test_several_slots_in_one_text_are_filled_in() -> None:
    template = Template(greeting(f"{Slot('first')} and {Slot('second')}, {Slot('first')}"))

    assert str(greeting("Anna and Ben, Anna")) == template.fill(first="Anna", second="Ben")


def test_template_can_be_filled_in_again() -> None:
    template = Template(greeting(Slot("name")))

    assert [str(greeting(name)) for name in ("Anna", "Ben")] == [template.fill(name=name) for name in ("Anna", "Ben")]


def test_template_knows_its_slots() -> None:
    assert {"name", "voice"} == Template(greeting(Slot("name"), Slot("voice"))).names


@given(name=st.text(min_size=1, max_size=30), voice=st.text(min_size=1, max_size=10))
def test_any_text_is_written_as_the_builder_writes_it_or_refused_alike(name: str, voice: str) -> None:
    template = Template(greeting(Slot("name"), Slot("voice")))
    try:
        expected: str | type = str(greeting(name, voice))
    except DocumentError as err:
        expected = type(err)

    try:
        filled: str | type = template.fill(name=name, voice=voice)
    except DocumentError as err:
        filled = type(err)

    assert expected == filled


@pytest.mark.parametrize("value", ["</Say><Hangup/>", '" loop="0', "{{#secret}}key{{/secret}}", "{", "\ue000x\ue001"])
def test_value_never_becomes_markup(value: str) -> None:
    assert str(greeting(value)) == Template(greeting(Slot("name"))).fill(name=value)


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        pytest.param({}, MissingContent, "<Template> name: it is not filled in", id="missing"),
        pytest.param({"name": "a", "nane": "b"}, UnknownAttribute, "nane: there is no such slot", id="unknown"),
        pytest.param({"nane": "b"}, UnknownAttribute, "did you mean 'name'?", id="typo"),
        pytest.param({"name": 1}, WrongType, "1 is no text", id="number"),
        pytest.param({"name": "a\0"}, InvalidValue, "<Say> content: character U+0000", id="character"),
    ],
)
def test_values_that_do_not_fit_are_refused(values: dict[str, str], error: type[DocumentError], said: str) -> None:
    with pytest.raises(error, match=said.replace("?", r"\?").replace("+", r"\+")):
        Template(greeting(Slot("name"))).fill(**values)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b"])
def test_value_is_held_to_the_shape_of_its_attribute(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Redirect> url: .* is not allowed"):
        Template(Response().redirect(Slot("url"))).fill(url=url)


def test_document_without_a_slot_is_no_template() -> None:
    with pytest.raises(MissingContent, match="there is no slot in it"):
        Template(greeting("Anna"))


EVERYWHERE = [
    pytest.param(lambda a, b: Gather(hints=(a, "no", f"{b} please"), keyterms=b), id="lists"),
    pytest.param(lambda a, b: Say("x", voice=a).with_extra({"future": b}).with_extra({"later": a}), id="extra"),
    pytest.param(lambda a, b: Gather([Say(b)]).with_extra({"future": a}), id="extra attribute of a container"),
    pytest.param(lambda a, b: Other("Future", {"x": a}, ["1", b, Other("y", {}, a), Say(b)]), id="unknown element"),
    pytest.param(lambda a, b: Say(["Hello ", a, Break(), b]), id="words with speech markup"),
    pytest.param(lambda a, b: Say([Emphasis(["a", a]), Sub(b, alias=a)], voice=b), id="speech markup"),
    pytest.param(lambda a, b: AIGather(Parameters({"title": f"for {a}", "enum": [b]})), id="strings of JSON"),
    pytest.param(lambda a, b: Dial(a, action=f"/{b}"), id="text that stands for an element"),
]


@pytest.mark.parametrize("make", EVERYWHERE)
@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("1", "2", id="plain"),
        pytest.param("1", "1", id="the same"),
        pytest.param('&<">', "{{x}}", id="marks"),
        pytest.param("\ue000a\ue001", "\ue000b\ue001", id="what looks like a slot"),
    ],
)
def test_slot_is_filled_in_wherever_a_text_stands(make: Callable[[str, str], Element], a: str, b: str) -> None:
    template = Template(Response().add(make(Slot("a"), Slot("b"))))
    try:
        expected: str | type = str(Response().add(make(a, b)))
    except DocumentError as err:
        expected = type(err)

    try:
        filled: str | type = template.fill(a=a, b=b)
    except DocumentError as err:
        filled = type(err)

    assert expected == filled


def test_item_of_a_list_stays_one() -> None:
    with pytest.raises(InvalidValue, match="<Gather> hints: 'a,b' is not allowed"):
        Template(Response().gather(hints=(Slot("hint"), "c"))).fill(hint="a,b")


@pytest.mark.parametrize("value", ['", "required": ["x"], "a": "', "\\", "\n", '"', "</Parameters>"])
def test_value_never_becomes_a_part_of_json_but_a_string(value: str) -> None:
    filled = Template(Response().ai_gather(Parameters({"title": Slot("title")}))).fill(title=value)

    [parameters] = parse(filled).children[0].children
    assert {"title": value} == json.loads(parameters.values[0])


def test_slot_in_a_comment_is_refused() -> None:
    with pytest.raises(InvalidValue, match="the slot 'b' cannot be filled in where it stands"):
        Template(Response([Say(Slot("a")), Comment(Slot("b"))]))


@pytest.mark.parametrize(
    "element",
    [
        pytest.param(Say(Mustache(f"{{{{From}}}} {Slot('a')}")), id="text"),
        pytest.param(Say([Mustache(f"{{{{From}}}} {Slot('a')}"), Break()]), id="words with speech markup"),
        pytest.param(Say("x").with_extra({"y": Mustache(Slot("a"))}), id="extra"),
        pytest.param(Gather(hints=[Mustache("{{From}}"), Slot("a")]), id="list"),
    ],
)
def test_slot_in_what_is_expanded_is_refused(element: Element) -> None:
    with pytest.raises(InvalidValue, match="the slot 'a' stands in a Mustache"):
        Template(Response().add(element))


@pytest.mark.parametrize("name", ["", "a b", "1", "größe", "\ue000"])
def test_slot_has_a_name_as_python_has(name: str) -> None:
    with pytest.raises(InvalidValue, match="is no name"):
        Slot(name)


def test_slot_shows_itself_as_the_code_that_makes_it() -> None:
    assert "Slot('room')" == repr(Slot("room"))


def test_template_is_the_same_after_pickling_its_document() -> None:
    document = pickle.loads(pickle.dumps(Response([Redirect(Slot("url"))])))

    assert "<Redirect>/a</Redirect>" in Template(document).fill(url="/a")


def test_value_that_was_filled_in_before_is_written_the_same() -> None:
    template = Template(Response().say(Slot("text"), voice=Slot("text")))

    assert template.fill(text="a & b") == template.fill(text="a & b") == str(Response().say("a & b", voice="a & b"))


@pytest.mark.parametrize("texts", [["{{To}}", Mustache("{{To}}")], [Mustache("{{To}}"), "{{To}}"]])
def test_value_to_expand_and_its_plain_twin_stay_apart(texts: list[str]) -> None:
    template = Template(Response().say(Slot("text")))

    assert [str(Response().say(text)) for text in texts] == [template.fill(text=text) for text in texts]


def test_value_that_is_refused_is_refused_again() -> None:
    template = Template(Response().redirect(Slot("url")))

    for _ in range(2):
        with pytest.raises(InvalidValue, match="Redirect"):
            template.fill(url="tel:911")


def test_ever_new_values_are_written_as_the_builder_writes_them() -> None:
    template = Template(Response().say(Slot("text")))

    filled = [template.fill(text=f"Call {number}") for number in range(1_000)]

    assert [str(Response().say(f"Call {number}")) for number in range(1_000)] == filled
