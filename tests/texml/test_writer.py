"""The writer: what is escaped, how a node is laid out, and that a parser gives back what was written."""

import copy
import pickle
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml.writer import (
    DECLARATION,
    Mustache,
    clean,
    escape_attribute,
    escape_printable,
    escape_text,
    illegal_character,
    write,
    write_indented,
)

_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
LEGAL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=f"{_CONTROLS}\ufffe\uffff"))
# Where escaping goes wrong, if it does: marks, references, line ends, and what Python and XML call space.
AWKWARD = st.text("{}&<>\"'\t\n\r ;#x\x7f\x85\xa0\u2028\ufeff]é\U0001f600", max_size=20)

PLANES = [
    pytest.param(range(0x20, 0xD800), id="basic plane below the surrogates"),
    pytest.param(range(0xE000, 0xFFFE), id="basic plane above the surrogates"),
    pytest.param(range(0x10000, 0x90000), id="planes 1 to 8"),
    pytest.param(range(0x90000, 0x110000), id="planes 9 to 16"),
    pytest.param((9, 10, 13), id="tab, line feed and carriage return"),
]


@dataclass
class Leaf:
    _markup: str
    tag: str = "Say"
    pieces: tuple["Leaf | Box", ...] = ()


@dataclass
class Box:
    _markup: str
    pieces: tuple["Leaf | Box", ...] = ()
    tag: str = "Gather"


SAY = Leaf("<Say>one</Say>")
PAUSE = Leaf("<Pause/>", tag="Pause")

NODES = st.recursive(
    (LEGAL | AWKWARD).map(lambda text: Leaf(f"<Say>{escape_text(text)}</Say>")),
    lambda inner: st.lists(inner, max_size=3).map(lambda children: Box("<Gather", tuple(children))),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("", "", id="empty"),
        pytest.param("a & b", "a &amp; b", id="ampersand"),
        pytest.param("&amp;", "&amp;amp;", id="entity"),
        pytest.param("<b>", "&lt;b>", id="brackets"),
        pytest.param('say "hi"', "say &quot;hi&quot;", id="double quotes"),
        pytest.param("it's", "it's", id="single quote"),
        pytest.param("a\tb", "a&#9;b", id="tab"),
        pytest.param("a\nb", "a&#10;b", id="line feed"),
        pytest.param("a\rb", "a&#13;b", id="carriage return"),
        pytest.param("é \U0001f600", "é \U0001f600", id="beyond ASCII"),
    ],
)
def test_attribute_is_escaped(value: str, written: str) -> None:
    assert written == escape_attribute(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("", "", id="empty"),
        pytest.param("a & b", "a &amp; b", id="ampersand"),
        pytest.param("<b>", "&lt;b&gt;", id="brackets"),
        pytest.param("]]>", "]]&gt;", id="end of a CDATA section"),
        pytest.param('say "hi"', 'say "hi"', id="double quotes"),
        pytest.param("a\tb\nc", "a\tb\nc", id="tab and line feed"),
        pytest.param("a\r\nb", "a&#13;\nb", id="carriage return"),
    ],
)
def test_text_is_escaped(value: str, written: str) -> None:
    assert written == escape_text(value)


# value, as it is written of a str, as it is written of a Mustache
BRACES = [
    pytest.param("{a}", "{a}", "{a}", id="single"),
    pytest.param("{ {a} }", "{ {a} }", "{ {a} }", id="apart"),
    pytest.param("a}}", "a}}", "a}}", id="closing only"),
    pytest.param("{{a}}", "&#123;{a}}", "{{a}}", id="double"),
    pytest.param("{{{a}}}", "&#123;&#123;{a}}}", "{{{a}}}", id="triple"),
    pytest.param("{{{{", "&#123;&#123;&#123;{", "{{{{", id="four"),
    pytest.param("{{a}} {{b}}", "&#123;{a}} &#123;{b}}", "{{a}} {{b}}", id="twice"),
    pytest.param("a{{", "a&#123;{", "a{{", id="at the end"),
    pytest.param("&{{a}}", "&amp;&#123;{a}}", "&amp;{{a}}", id="after an ampersand"),
    pytest.param("<{{a&b}}", "&lt;&#123;{a&amp;b}}", "&lt;{{a&amp;b}}", id="among marks"),
    pytest.param("&#123;{a}}", "&amp;#123;{a}}", "&amp;#123;{a}}", id="written as if escaped"),
]


@pytest.mark.parametrize(("value", "escaped", "expanded"), BRACES)
def test_double_braces_of_an_attribute_are_escaped_unless_asked_for(value: str, escaped: str, expanded: str) -> None:
    assert (escaped, expanded) == (escape_attribute(value), escape_attribute(Mustache(value)))


@pytest.mark.parametrize(("value", "escaped", "expanded"), BRACES)
def test_double_braces_of_a_text_are_escaped_unless_asked_for(value: str, escaped: str, expanded: str) -> None:
    assert (escaped, expanded) == (escape_text(value), escape_text(Mustache(value)))


def test_line_ends_are_escaped_beside_double_braces() -> None:
    value = "{{a}}\t\r\n"

    assert ("&#123;{a}}&#9;&#13;&#10;", "&#123;{a}}\t&#13;\n") == (escape_attribute(value), escape_text(value))


@pytest.mark.parametrize("value", [Mustache("{{a}}").upper(), Mustache("{{a}}") + "{{b}}", f"{Mustache('{{a}}')}{{{{b"])
def test_what_is_made_of_an_expanded_text_is_not_expanded(value: str) -> None:
    assert "{{" not in escape_text(value)


@given(value=LEGAL | AWKWARD)
def test_nobody_can_ask_to_be_expanded(value: str) -> None:
    assert "{{" not in escape_attribute(value) + " " + escape_text(value)


@given(value=LEGAL | AWKWARD)
def test_expanded_text_survives_a_parser(value: str) -> None:
    written = f'<a b="{escape_attribute(Mustache(value))}">{escape_text(Mustache(value))}</a>'

    read = etree.fromstring(written.encode())

    assert (value, value) == (read.get("b"), read.text or "")


def test_mustache_is_a_text() -> None:
    assert ("{{a}}", hash("{{a}}"), 5) == (Mustache("{{a}}"), hash(Mustache("{{a}}")), len(Mustache("{{a}}")))


def test_repr_of_a_mustache_makes_it_again() -> None:
    assert ("Mustache('{{a}}')", Mustache) == (repr(Mustache("{{a}}")), type(eval(repr(Mustache("{{a}}")))))


@pytest.mark.parametrize(
    "again", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))], ids=["copied", "pickled"]
)
def test_mustache_stays_one(again: Callable[[Mustache], Mustache]) -> None:
    assert "Mustache('{{a}}')" == repr(again(Mustache("{{a}}")))


# XML 1.0, section 2.2: all but these can stand in a document.
ILLEGAL = [
    *(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
]


def test_illegal_characters_are_those_of_xml() -> None:
    assert ILLEGAL == [code for code in range(0x110000) if illegal_character(chr(code))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("a\t\r\n\x7f\x85\u2028\ufeff\U0001f600\U0010ffff", None, id="unusual but legal"),
        pytest.param("\0", ("\0", 0), id="first"),
        pytest.param("ab\x0bc", ("\x0b", 2), id="between"),
        pytest.param("é\U0001f600\ud800", ("\ud800", 2), id="last"),
        pytest.param("a\x01\x00", ("\x01", 1), id="the first of two"),
    ],
)
def test_illegal_character_is_found_with_its_place(text: str, found: tuple[str, int] | None) -> None:
    assert found == illegal_character(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("é\t\r\n\x7f\x85\U0001f600", "é\t\r\n\x7f\x85\U0001f600", id="legal"),
        pytest.param("a\0b", "a\ufffdb", id="NUL"),
        pytest.param("\x01\x02\ud800\uffff", "\ufffd\ufffd\ufffd\ufffd", id="each"),
        pytest.param("{{a}}<&", "{{a}}<&", id="what is escaped"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert cleaned == clean(text)


@pytest.mark.parametrize(
    ("replacement", "cleaned"), [("", "ab"), ("?", "a?b"), (r"\1", r"a\1b"), (r"\g<0>", r"a\g<0>b")]
)
def test_what_replaces_can_be_chosen(replacement: str, cleaned: str) -> None:
    assert cleaned == clean("a\0b", replacement)


def test_replacement_is_the_character_for_it() -> None:
    assert "REPLACEMENT CHARACTER" == unicodedata.name(clean("\0"))


@given(text=st.text() | st.text("\0\x1f a\ud800\ufffe"))
def test_cleaned_text_can_stand_in_xml(text: str) -> None:
    cleaned = clean(text)

    assert (None, len(text), cleaned) == (illegal_character(cleaned), len(cleaned), clean(cleaned))


@pytest.mark.parametrize("codes", PLANES)
def test_every_legal_character_survives_in_an_attribute(codes: range) -> None:
    value = "".join(map(chr, codes))

    read = etree.fromstring(f'<a b="{escape_attribute(value)}"/>'.encode()).get("b")

    assert value == read


@pytest.mark.parametrize("codes", PLANES)
def test_every_legal_character_survives_in_text(codes: range) -> None:
    value = "".join(map(chr, codes))

    read = etree.fromstring(f"<a>{escape_text(value)}</a>".encode()).text

    assert value == read


@given(value=LEGAL | AWKWARD)
def test_any_attribute_survives_a_parser(value: str) -> None:
    read = etree.fromstring(f'<a b="{escape_attribute(value)}"/>'.encode()).get("b")

    assert value == read


@given(value=LEGAL | AWKWARD)
def test_any_text_survives_a_parser(value: str) -> None:
    read = etree.fromstring(f"<a>{escape_text(value)}</a>".encode()).text or ""

    assert value == read


def test_declaration_names_version_and_encoding() -> None:
    assert '<?xml version="1.0" encoding="UTF-8"?>' == DECLARATION


@pytest.mark.parametrize(
    ("node", "written"),
    [
        pytest.param(SAY, "<Say>one</Say>", id="leaf"),
        pytest.param(Box("<Gather"), "<Gather/>", id="empty container"),
        pytest.param(Box('<Gather numDigits="4"'), '<Gather numDigits="4"/>', id="empty container, attribute"),
        pytest.param(Box("<Gather", (SAY,)), "<Gather><Say>one</Say></Gather>", id="one child"),
        pytest.param(
            Box('<Gather numDigits="4"', (SAY, PAUSE)),
            '<Gather numDigits="4"><Say>one</Say><Pause/></Gather>',
            id="two children",
        ),
        pytest.param(
            Box("<Response", (Box("<Gather", (SAY,)), PAUSE), tag="Response"),
            "<Response><Gather><Say>one</Say></Gather><Pause/></Response>",
            id="nested",
        ),
    ],
)
def test_node_is_written_on_one_line(node: Leaf | Box, written: str) -> None:
    assert written == write(node)


@pytest.mark.parametrize(
    ("node", "indent", "written"),
    [
        pytest.param(SAY, 2, "<Say>one</Say>", id="leaf"),
        pytest.param(Box("<Gather"), 2, "<Gather/>", id="empty container"),
        pytest.param(Box("<Gather", (SAY,)), 2, "<Gather>\n  <Say>one</Say>\n</Gather>", id="two spaces"),
        pytest.param(Box("<Gather", (SAY,)), 4, "<Gather>\n    <Say>one</Say>\n</Gather>", id="four spaces"),
        pytest.param(Box("<Gather", (SAY,)), 0, "<Gather>\n<Say>one</Say>\n</Gather>", id="no space"),
        pytest.param(
            Box("<Response", (Box("<Gather", (SAY,)), PAUSE), tag="Response"),
            2,
            "<Response>\n  <Gather>\n    <Say>one</Say>\n  </Gather>\n  <Pause/>\n</Response>",
            id="nested",
        ),
        pytest.param(
            Box("<Gather", (Leaf("<Say> a\n b </Say>"),)),
            2,
            "<Gather>\n  <Say> a\n b </Say>\n</Gather>",
            id="text with space of its own",
        ),
    ],
)
def test_node_is_written_with_indentation(node: Leaf | Box, indent: int, written: str) -> None:
    assert written == write_indented(node, indent)


@given(node=NODES, indent=st.integers(0, 8))
def test_indentation_changes_no_text_and_no_order(node: Leaf | Box, indent: int) -> None:
    plain, indented = (
        [(element.tag, element.text) for element in etree.fromstring(text.encode()).iter() if element.tag == "Say"]
        for text in (write(node), write_indented(node, indent))
    )

    assert plain == indented


@given(node=NODES, indent=st.integers(0, 8))
def test_indentation_is_all_that_is_added(node: Leaf | Box, indent: int) -> None:
    root = etree.fromstring(write_indented(node, indent).encode())
    for element in root.iter("Gather"):
        element.text = None
        for child in element:
            child.tail = None

    assert etree.canonicalize(write(node)) == etree.canonicalize(root)


@given(text=st.text("{}&<>\"' ;#xé\U0001f600", max_size=20))
def test_printable_text_is_escaped_in_one_go_as_in_two(text: str) -> None:
    assert (escape_attribute(text), escape_text(text)) == (escape_printable(text, '"'), escape_printable(text, ">"))
