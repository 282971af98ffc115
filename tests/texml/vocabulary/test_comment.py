"""Comments: written where they stand, refused where they would be something else, and none of the children."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import (
    Comment,
    Conference,
    Dial,
    Gather,
    HttpRequest,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Mustache,
    Number,
    Other,
    Pause,
    Response,
    Say,
    WrongType,
    parse,
)

TEXTS = ["", " a ", "a - b", "é 字", "<Hangup/>", "a & b", "]]>", "one\ntwo\tthree", "-a", ">", "{ a }"]


@pytest.mark.parametrize("text", TEXTS)
def test_comment_is_written_as_it_is(text: str) -> None:
    assert (f"<!--{text}-->", text) == (str(Comment(text)), Comment(text).text)


@pytest.mark.parametrize("text", TEXTS)
def test_comment_comes_back_from_a_parser(text: str) -> None:
    root = etree.fromstring(Response().comment(text).to_bytes())

    assert [(etree.Comment, text)] == [(node.tag, node.text or "") for node in root]


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        pytest.param("a -- b", InvalidValue, "cannot be a comment", id="two hyphens"),
        pytest.param("a-", InvalidValue, "cannot be a comment", id="hyphen at the end"),
        pytest.param("-", InvalidValue, "cannot be a comment", id="hyphen"),
        pytest.param("--><Hangup/>", InvalidValue, "cannot be a comment", id="end of a comment"),
        pytest.param("a\rb", InvalidValue, "cannot be a comment", id="carriage return, which parsers change"),
        pytest.param("{{From}}", InvalidValue, "would be expanded", id="double braces, which the platform expands"),
        pytest.param("a\0", InvalidValue, "U.0000 at index 1 cannot stand in XML", id="character"),
        pytest.param(b"a", WrongType, "is no text", id="bytes"),
        pytest.param(None, WrongType, "is no text", id="none"),
    ],
)
def test_text_that_would_be_something_else_is_refused(text: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Comment(text)  # type: ignore[arg-type]


def test_double_braces_are_written_where_they_are_asked_for() -> None:
    document = Response().comment(Mustache("{{From}}"))

    assert "<!--{{From}}-->" in str(document)
    assert document == parse(str(document))


def test_comment_has_no_attributes() -> None:
    with pytest.raises(InvalidValue, match="a comment has no attributes"):
        Comment("a").with_extra({"b": "c"})


def test_nothing_added_to_a_comment_is_the_comment() -> None:
    assert Comment("a") == Comment("a").with_extra({})


def test_comments_are_pieces_and_no_children() -> None:
    gather = Gather().comment("a").say("b").comment("c")

    assert (Comment("a"), Say("b"), Comment("c")) == gather.pieces
    assert (Say("b"),) == gather.children


def test_documents_that_differ_in_a_comment_differ() -> None:
    assert len({Response(), Response().comment("a"), Response().comment("b"), Response([Comment("a")])}) == 3


def test_comment_stands_beside_what_bears_no_sibling() -> None:
    dial = Dial().comment("a").conference("Room").comment("b")

    assert "<Dial><!--a--><Conference>Room</Conference><!--b--></Dial>" == str(dial)


def test_comment_makes_no_sibling_bearable() -> None:
    with pytest.raises(InvalidNesting, match="a Conference bears no sibling"):
        Dial([Conference("a"), Comment("b"), Number("1")])


def test_comment_is_not_the_child_that_is_missing() -> None:
    with pytest.raises(MissingContent, match="there is no Request in it"):
        Response([HttpRequest([Comment("a")])])


def test_comment_stands_in_words() -> None:
    say = Say(["a", Comment("b"), "c"])

    assert ("<Say>a<!--b-->c</Say>", "ac", ()) == (str(say), say.text, say.children)


def test_comment_is_not_the_words_that_are_missing() -> None:
    with pytest.raises(MissingContent, match="the text is missing"):
        Say([Comment("a")])


def test_comment_stands_in_an_unknown_element() -> None:
    assert "<x>a<!--b--></x>" == str(Other("x", {}, ["a", Comment("b")]))


def test_document_with_comments_is_laid_out_with_each_on_a_line() -> None:
    document = Response().comment(" a ").add(Gather().comment(" b ").say("c"))

    lines = [line.strip() for line in document.to_xml(indent=2).splitlines()]

    assert ["<!-- a -->", "<Gather>", "<!-- b -->", "<Say>c</Say>", "</Gather>"] == lines[2:-1]


def test_documents_are_joined_with_their_comments() -> None:
    joined = Response().comment("a").pause() + Response().comment("b")

    assert (Comment("a"), Pause(), Comment("b")) == joined.pieces


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copy_is_the_same(copied: object) -> None:
    document = Response().comment("a").say(["b", Comment("c")])

    assert document == copied(document)  # type: ignore[operator]


@given(text=st.text("a-\r\n{}<>&!é\0", max_size=8))
def test_comment_is_refused_or_comes_back_and_nothing_else(text: str) -> None:
    try:
        document = Response([Pause(), Comment(text), Pause()])
    except InvalidValue:
        return

    assert (Pause(), Comment(text), Pause()) == parse(str(document)).pieces
