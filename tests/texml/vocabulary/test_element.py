"""Elements as values: equality, hashing, freezing, copying, and how they show themselves."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml import (
    AIGather,
    Break,
    Comment,
    Conference,
    Connect,
    Dial,
    FrozenElement,
    Gather,
    Hangup,
    HttpRequest,
    HttpResponse,
    Message,
    Other,
    Parameters,
    Pause,
    Pay,
    Play,
    Prompt,
    Refer,
    ReferSip,
    Request,
    Response,
    Say,
    Sip,
    Start,
    Stop,
    StopStream,
    StopTranscription,
    Stream,
    Suppression,
    Transcription,
)
from texml.vocabulary import Element
from texml.vocabulary.element import assemble

# A pair of elements that say the same on the wire, made in two ways.
SAME = [
    pytest.param(Pause(length=2), Pause(length=2), id="attribute"),
    pytest.param(Say("a", loop=1, language="en-GB"), Say("a", language="en-GB", loop=1), id="order of keywords"),
    pytest.param(Response([Say("a")]), Response().say("a"), id="content and method"),
    pytest.param(Dial(Conference("r")), Dial([Conference("r")]), id="one and a list of one"),
    pytest.param(Conference("r", beep=True), Conference("r", beep="true"), id="bool and its word"),
    pytest.param(
        Conference("r", status_callback_event="join"),
        Conference("r", status_callback_event=("join",)),
        id="word and a list of it",
    ),
    pytest.param(Say("a", voice_speed=1), Say("a", voice_speed=1.0), id="whole and decimal"),
    pytest.param(Refer(ReferSip("sip:a@b")), Refer().sip("sip:a@b"), id="content and method of one noun"),
    pytest.param(Parameters({"a": 1}), Parameters('{"a":1}'), id="mapping and its JSON"),
    pytest.param(Prompt(for_="postal-code", attempt=1), Prompt(for_="postal-code", attempt=[1]), id="number and list"),
    pytest.param(Say(["a", "b"]), Say("ab"), id="texts side by side and one"),
    pytest.param(Say(["a", Break(), "", "b"]), Say("a").break_().add("b"), id="pieces and methods"),
    pytest.param(Response([Comment("a")]), Response().comment("a"), id="comment and method"),
    pytest.param(Pay(postal_code=True), Pay(postal_code="true"), id="flag and its word"),
]
OTHER = [
    pytest.param(Pause(length=2), Pause(length=3), id="value"),
    pytest.param(Pause(length=1), Pause(), id="default written out"),
    pytest.param(Response([Say("a"), Pause()]), Response([Pause(), Say("a")]), id="order of children"),
    pytest.param(Response([Say("a")]), Response([Say("a"), Say("a")]), id="number of children"),
    pytest.param(Response(), Gather(), id="kind"),
    pytest.param(Response(), HttpResponse(), id="namesakes, containers"),
    pytest.param(Transcription(), StopTranscription(), id="namesakes, leaves"),
    pytest.param(Sip("sip:a@b"), ReferSip("sip:a@b"), id="namesakes with a text"),
    pytest.param(Parameters({"a": 1}), Parameters('{"a": 1}'), id="space in JSON"),
    pytest.param(Response([Pause()]), Response([Comment("a"), Pause()]), id="comment"),
    pytest.param(Say("ab"), Say(["a", Break(), "b"]), id="speech markup"),
    pytest.param(Say(["a", Comment("c"), "b"]), Say("ab"), id="comment between texts"),
]

REPRS = [
    ("Hangup()", Hangup()),
    ("Say('Hi', language='en-GB', loop=2)", Say("Hi", loop=2, language="en-GB")),
    ("Play('/a.mp3')", Play("/a.mp3")),
    ("Play(digits='12w')", Play(digits="12w")),
    ("Gather(num_digits=4)", Gather(num_digits=4)),
    ("Gather([Say('PIN?')], num_digits=4)", Gather(num_digits=4).say("PIN?")),
    ("Conference('r', status_callback_event=('join',))", Conference("r", status_callback_event=["join"])),
    ("Response([Dial([Conference('r')], action='/after')])", Response().dial(Conference("r"), action="/after")),
    ("Stop([StopStream(name='a')])", Stop(StopStream(name="a"))),
    ("Refer([ReferSip('sip:a@b')])", Refer(ReferSip("sip:a@b"))),
    (
        "HttpRequest([Request(url='/a'), HttpResponse()], async_=False)",
        HttpRequest(Request(url="/a"), async_=False).response(),
    ),
    ("Message('Hi', role='user')", Message("Hi", role="user")),
    ("Sip('sip:a@b', url='/a', username='b')", Sip("sip:a@b", username="b", url="/a")),
    ("Parameters('{\"a\":1}')", Parameters({"a": 1})),
    ("Prompt([Say('a')], for_='postal-code', attempt=(2,))", Prompt(Say("a"), attempt=2, for_="postal-code")),
    ("Response([Comment(' a '), Pause()])", Response().comment(" a ").pause()),
    (
        "Say(['Code ', SayAs('12', interpret_as='digits'), Break()], voice='alice')",
        Say("Code ", voice="alice").say_as("12", interpret_as="digits").break_(),
    ),
    ("Suppression(enhancement_level=1.0)", Suppression(enhancement_level=1)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_elements_that_say_the_same_are_equal_and_hash_alike(one: Element, other: Element) -> None:
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_elements_that_say_something_else_differ(one: Element, other: Element) -> None:
    assert one != other


def test_element_is_not_equal_to_its_text() -> None:
    assert Hangup() != "<Hangup/>"


def test_elements_can_be_kept_in_a_set() -> None:
    assert {Hangup(), Pause()} == {Pause(), Hangup(), Pause()}


@pytest.mark.parametrize("name", ["length", "markup", "children", "pieces", "values"])
def test_element_does_not_change_in_place(name: str) -> None:
    with pytest.raises(FrozenElement, match=f"make a new Pause with another {name}"):
        setattr(Pause(length=2), name, 3)


@pytest.mark.parametrize("element", [Pause(), Response(), Say("a"), Other("x"), Comment("a")], ids=lambda one: one.tag)
@pytest.mark.parametrize("name", ["tag", "say", "anything"])
def test_element_takes_no_other_attribute(element: Element, name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        setattr(element, name, 3)


@pytest.mark.parametrize("name", ["length", "markup"])
def test_nothing_can_be_taken_from_an_element(name: str) -> None:
    with pytest.raises(FrozenElement, match=f"make a new Pause without {name}"):
        delattr(Pause(length=2), name)


def test_children_cannot_be_changed_through_the_list_they_were_given_in() -> None:
    verbs = [Say("a")]
    document = Response(verbs)

    verbs.append(Say("b"))

    assert Response([Say("a")]) == document


def test_element_that_waits_for_its_children_is_a_value_as_any_other() -> None:
    empty = AIGather(action="/after")

    full = empty.parameters({})

    assert ((), 1, '<AIGather action="/after"/>') == (empty.children, len(full.children), str(empty))


def test_children_are_shared_and_not_copied() -> None:
    stream = Stream(url="wss://example.com")

    assert Start(stream).children[0] is Connect(stream).children[0]


@pytest.mark.parametrize("make_copy", [copy.copy, copy.deepcopy], ids=["copy", "deepcopy"])
def test_copy_of_an_element_is_the_element(make_copy: object) -> None:
    document = Response().say("a")

    assert make_copy(document) is document  # type: ignore[operator]


@given(document=st.from_type(Response))
def test_element_survives_pickling(document: Response) -> None:
    again = pickle.loads(pickle.dumps(document))

    assert (document, document.values, repr(document)) == (again, again.values, repr(again))


@pytest.mark.parametrize(("text", "element"), REPRS, ids=[text for text, _ in REPRS])
def test_repr_is_the_code_that_makes_the_element(text: str, element: Element) -> None:
    assert text == repr(element)


@given(document=st.from_type(Response))
def test_repr_of_any_document_makes_it_again(document: Response, elements: tuple[type[Element], ...]) -> None:
    names = {element.__name__: element for element in (*elements, Comment)}

    assert document == eval(repr(document), names)


def test_str_is_the_element_on_one_line() -> None:
    assert '<Gather numDigits="4"><Say>PIN?</Say></Gather>' == str(Gather(num_digits=4).say("PIN?"))


def test_element_can_be_laid_out() -> None:
    assert "<Gather>\n  <Say>PIN?</Say>\n</Gather>" == Gather([Say("PIN?")]).to_xml(indent=2)


def test_values_come_in_the_order_of_the_fields() -> None:
    pause = Pause(length=2)

    assert (("length",), (2,)) == (tuple(pause.fields), pause.values)


def test_text_is_the_first_value() -> None:
    message = Message("Hi", role="user")

    assert (("text", "role"), ("Hi", "user")) == (tuple(message.fields), message.values)


def test_value_that_was_not_given_is_none() -> None:
    assert Say("a").voice is None


def test_element_is_assembled_of_its_parts() -> None:
    gather = Gather(num_digits=4).say("PIN?")

    assert gather == assemble(Gather, gather.markup, gather.values, gather.children)
