"""Text with elements in the midst of it: how it is given, kept and written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import (
    Break,
    Comment,
    DocumentError,
    Emphasis,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Mustache,
    Other,
    Paragraph,
    Prosody,
    Response,
    Say,
    SayAs,
    Sentence,
    Sub,
    WrongType,
    parse,
)
from texml.vocabulary.mixed import take_pieces, text_markup, words_of

GIVEN = [
    pytest.param(["a"], "a", id="text in a list"),
    pytest.param(["a", "", "b"], "ab", id="texts"),
    pytest.param(iter(["a", Break()]), ("a", Break()), id="iterator"),
    pytest.param(Break(), (Break(),), id="element"),
    pytest.param(("", Break(), ""), (Break(),), id="element between nothing"),
    pytest.param([" ", Break(), " "], (" ", Break(), " "), id="element between spaces"),
    pytest.param(["a", "b", Break(), "c", "d"], ("ab", Break(), "cd"), id="texts and an element"),
    pytest.param([Mustache("{{a}}"), "b"], Mustache("{{a}}b"), id="text to expand beside another"),
    pytest.param(["a", Other("mark")], ("a", Other("mark")), id="element that is not known"),
    pytest.param(["a", Comment("b"), "c"], ("a", Comment("b"), "c"), id="comment"),
]


@pytest.mark.parametrize(("given_", "kept"), GIVEN)
def test_pieces_are_taken(given_: Any, kept: Any) -> None:
    taken = take_pieces(Say, given_)

    assert (kept, repr(kept)) == (taken, repr(taken))


@pytest.mark.parametrize(
    ("given_", "error", "said"),
    [
        pytest.param([], MissingContent, "the text is missing", id="nothing"),
        pytest.param(["", " "], MissingContent, "the text is missing", id="blank"),
        pytest.param(["a", Hangup()], InvalidNesting, "a Hangup does not belong here; allowed: text, Break", id="verb"),
        pytest.param([Say("a")], InvalidNesting, "a Say does not belong here", id="itself"),
        pytest.param(["a", None], InvalidNesting, "None does not belong here", id="none"),
        pytest.param([7], InvalidNesting, "7 does not belong here", id="number"),
        pytest.param(["a", "\0"], InvalidValue, "U.0000 at index 0 cannot stand in XML", id="character"),
        pytest.param([Mustache("{{a}}"), "{{b}}"], InvalidValue, "double braces beside a Mustache", id="braces"),
        pytest.param(
            [Mustache("{{a}}{"), "{b"], InvalidValue, "double braces beside a Mustache", id="braces that meet"
        ),
        pytest.param(
            [Mustache("{{a}}"), Comment("c"), "{{b}}"],
            InvalidValue,
            "double braces beside a Mustache",
            id="braces on both sides of a comment",
        ),
    ],
)
def test_what_does_not_fit_is_refused(given_: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        take_pieces(Say, given_)


def test_braces_are_expanded_in_one_text_and_not_in_another() -> None:
    say = Say([Mustache("{{a}}"), Break(), "{{b}}"])

    assert "<Say>{{a}}<break/>&#123;{b}}</Say>" == str(say)


def test_braces_that_meet_in_texts_side_by_side_are_escaped() -> None:
    assert "<Say>&#123;{a}}</Say>" == str(Say(["{", "{a}}"]))


def test_what_was_there_before_comes_first() -> None:
    assert ("ab", Break(), "c") == take_pieces(Say, ["b", Break(), "c"], before=("a",))


def test_markup_is_escaped_text_and_the_elements() -> None:
    assert "a &amp; &lt;b><break/>" == text_markup(("a & <b>", Break())).replace("&gt;", ">")


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        pytest.param("a", "a", id="text"),
        pytest.param(Break(), "", id="pause"),
        pytest.param(Comment("a"), "", id="comment"),
        pytest.param(SayAs("12", interpret_as="digits"), "12", id="text of an element"),
        pytest.param(Sub("Hg", alias="mercury"), "Hg", id="what is written, not what is spoken"),
        pytest.param(Emphasis(["a", Prosody(["b", Break(), "c"])]), "abc", id="nested"),
        pytest.param(Other("voice", {"name": "x"}, ["a", Other("b", {}, "c")]), "ac", id="not known"),
        pytest.param(None, "", id="none"),
    ],
)
def test_words_are_those_between_the_elements(piece: object, words: str) -> None:
    assert words == words_of(piece)


def test_text_of_a_say_is_its_words() -> None:
    say = Say(["Your code is ", SayAs("12", interpret_as="digits"), Break(time="1s"), ". Bye."])

    assert "Your code is 12. Bye." == say.text


def test_children_are_the_elements_and_pieces_all() -> None:
    say = Say(["a", Break(), "b", Comment("c")])

    assert ((Break(),), ("a", Break(), "b", Comment("c"))) == (say.children, say.pieces)


def test_text_alone_is_one_piece() -> None:
    assert (("a",), ()) == (Say("a").pieces, Say("a").children)


def test_fluent_calls_and_a_sequence_make_the_same() -> None:
    fluent = (
        Say("a", voice="alice")
        .break_(time="1s")
        .emphasis("b", level="strong")
        .lang("c", xml_lang="fr")
        .paragraph(["d", Sentence("e")])
        .phoneme("f", alphabet="ipa", ph="g")
        .prosody("h", rate="slow")
        .say_as("i", interpret_as="characters")
        .sentence("j")
        .sub("k", alias="l")
        .add("m", "n")
    )

    again = Say(fluent.pieces, voice="alice")

    assert (fluent, "abcdefhijkmn", 9) == (again, fluent.text, len(fluent.children))


def test_extending_leaves_what_was_extended() -> None:
    say = Say("a", voice="b").with_extra({"c": "d"})

    assert '<Say c="d" voice="b">a<break/></Say>' == str(say.break_())
    assert '<Say c="d" voice="b">a</Say>' == str(say)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Say("a").break_(time="soon"), id="value"),
        pytest.param(lambda: Say("a").say_as("1"), id="missing attribute"),
        pytest.param(lambda: Say("a").say_as("1", interpret_as="currency"), id="word"),
        pytest.param(lambda: Say("a").add(Hangup()), id="verb"),
        pytest.param(lambda: Sentence([Paragraph("a")]), id="paragraph in a sentence"),
        pytest.param(lambda: Response().say(["a", Hangup()]), id="verb in a method"),
        pytest.param(lambda: Response().say(["a"], "b"), id="by position"),
    ],
)
def test_wrong_speech_markup_is_refused(make: Any) -> None:
    with pytest.raises((DocumentError, WrongType)):
        make()


@given(say=st.from_type(Say))
def test_whatever_is_said_comes_back_from_two_parsers(say: Say) -> None:
    node = etree.fromstring(str(say).encode(), etree.XMLParser(remove_comments=True))

    assert say == parse(str(Response([say]))).children[0]
    assert "".join(node.itertext()) == say.text
