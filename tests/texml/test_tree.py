"""The parser: nodes with their places, and what it refuses of what somebody sends to harm the reader."""

import pickle
import re
import select
import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import InvalidXml, Mustache
from texml.places import Position
from texml.tree import LIMITS, Comment, Limits, Node, Tree, parse_tree, tree_of

BAD = "well-formed XML in UTF-8$"
DTD = "there is a document type; allowed: no DOCTYPE and no entities of its own$"
PI = "there is a processing instruction .*; allowed: elements, text and comments$"


def laughs(use: str) -> str:
    lines = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE Response [<!ENTITY a0 'ha'>{lines}]>{use}"


def parameter_laughs() -> str:
    lines = "".join(f"<!ENTITY % a{n} '{f'&#37;a{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE Response [<!ENTITY % a0 'ha'>{lines}%a9;]><Response/>"


def nested(depth: int) -> str:
    return "<a>" * (depth - 1) + "<a/>" + "</a>" * (depth - 1)


def flat(elements: int) -> str:
    return f"<a>{'<b/>' * (elements - 1)}</a>"


def attributed(attributes: int) -> str:
    names = " ".join(f"c{n}='1'" for n in range(attributes))
    return f"<a><b {names}/></a>"


def padded(size: int) -> str:
    return f"<a>{'x' * (size - 7)}</a>"


# What somebody sends to harm the reader, and why it is refused.
DOCTYPES = [
    ("bare", "<!DOCTYPE Response><Response/>"),
    ("of HTML", "<!DOCTYPE html><Response/>"),
    ("empty subset", "<!DOCTYPE Response []><Response/>"),
    ("subset that is not closed", "<!DOCTYPE Response [<!ENTITY a 'b'>"),
    ("after a declaration", "<?xml version='1.0' standalone='yes'?><!DOCTYPE Response><Response/>"),
    ("after a comment", "<!-- a --><!DOCTYPE Response><Response/>"),
    ("after a byte order mark", "\ufeff<!DOCTYPE Response><Response/>"),
    ("as bytes", b"<!DOCTYPE Response><Response/>"),
    ("public", "<!DOCTYPE Response PUBLIC 'x' 'response.dtd'><Response/>"),
    ("entity, unused", "<!DOCTYPE Response [<!ENTITY a 'b'>]><Response/>"),
    ("entity in text", "<!DOCTYPE Response [<!ENTITY a 'b'>]><Response>&a;</Response>"),
    ("entity in an attribute", "<!DOCTYPE Response [<!ENTITY a 'b'>]><Response a='&a;'/>"),
    ("entity of elements", "<!DOCTYPE Response [<!ENTITY a '<Hangup/>'>]><Response>&a;</Response>"),
    ("entity in place of a known one", "<!DOCTYPE Response [<!ENTITY lt '&#38;#60;'>]><Response>&lt;</Response>"),
    ("entity in itself", "<!DOCTYPE Response [<!ENTITY a '&a;'>]><Response>&a;</Response>"),
    ("entities in each other", "<!DOCTYPE a [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><a>&a;</a>"),
    ("entity that is no XML", "<!DOCTYPE a [<!ENTITY a SYSTEM 'x.gif' NDATA gif>]><a/>"),
    ("notation", "<!DOCTYPE a [<!NOTATION gif SYSTEM 'viewer'>]><a/>"),
    ("parameter entity", "<!DOCTYPE Response [<!ENTITY % a 'b'> %a;]><Response/>"),
    ("default of an attribute", "<!DOCTYPE Response [<!ATTLIST Response a CDATA 'b'>]><Response/>"),
    ("billion laughs", laughs("<Response>&a9;</Response>")),
    ("billion laughs in an attribute", laughs("<Response a='&a9;'/>")),
    ("billion laughs of parameter entities", parameter_laughs()),
    ("quadratic blow-up", f"<!DOCTYPE a [<!ENTITY a '{'x' * 30_000}'>]><a>{'&a;' * 10_000}</a>"),
    ("quadratic blow-up in an attribute", f"<!DOCTYPE a [<!ENTITY a '{'x' * 30_000}'>]><a b='{'&a;' * 10_000}'/>"),
]
ENCODINGS = [
    ("UTF-32", "<Response/>".encode("utf-32")),
    ("UTF-32, big end first", "\ufeff<Response/>".encode("utf-32-be")),
    ("UTF-7", "<Response/>".encode("utf-7").replace(b"<", b"+ADw-")),
    ("EBCDIC", "<?xml version='1.0' encoding='cp037'?><Response/>".encode("cp037")),
    ("Latin-1", "<Response>é</Response>".encode("latin-1")),
    ("overlong bracket", b"<Response>\xc0\xbca/></Response>"),
    ("overlong bracket of three bytes", b"<Response>\xe0\x80\xbca/></Response>"),
    ("overlong bracket of four bytes", b"<Response>\xf0\x80\x80\xbca/></Response>"),
    ("overlong NUL", b"<Response>\xc0\x80</Response>"),
    ("surrogate as bytes", b"<Response>\xed\xa0\x80</Response>"),
    ("pair of surrogates as bytes", b"<Response>\xed\xa0\xbd\xed\xb8\x80</Response>"),
    ("lone surrogate", "<Response>\ud800</Response>"),
    ("pair of surrogates", "<Response>\ud83d\ude00</Response>"),
    ("surrogate in a name", "<Response \udcff='1'/>"),
    ("beyond U+10FFFF", b"<Response>\xf4\x90\x80\x80</Response>"),
    ("five bytes", b"<Response>\xf8\x88\x80\x80\x80</Response>"),
    ("cut-off character", b"<Response>\xe2\x82</Response>"),
    ("cut-off character at the end", b"<Response/>\xe2\x82"),
    ("byte that starts nothing", b"<Response>\x80</Response>"),
    ("two byte order marks", "\ufeff\ufeff<Response/>"),
    ("byte order mark alone", "\ufeff"),
]
CHARACTERS = [
    ("NUL", "<Response>\0</Response>"),
    ("NUL at the end", "<Response/>\0"),
    ("NUL in a name", "<Respon\0se/>"),
    ("NUL in an attribute", "<Response a='\0'/>"),
    ("NUL in a comment", "<Response><!-- \0 --></Response>"),
    ("control", "<Response>\x08</Response>"),
    ("form feed between attributes", "<Response\x0ca='1'/>"),
    ("control in CDATA", "<Response><![CDATA[\x1b]]></Response>"),
    ("U+FFFE", "<Response>\ufffe</Response>"),
    ("U+FFFF", "<Response>\uffff</Response>"),
    ("reference to NUL", "<Response>&#0;</Response>"),
    ("reference to a control", "<Response a='&#x1b;'/>"),
    ("reference to a surrogate", "<Response>&#xD800;</Response>"),
    ("reference to U+FFFE", "<Response>&#xFFFE;</Response>"),
    ("reference beyond U+10FFFF", "<Response>&#x110000;</Response>"),
    ("reference that overflows", f"<Response>&#{'9' * 60_000};</Response>"),
    ("reference to U+100000041", "<Response>&#x100000041;</Response>"),
    ("reference without digits", "<Response>&#;</Response>"),
    ("reference that is not closed", "<Response>&#65</Response>"),
    ("bare ampersand", "<Response>a & b</Response>"),
    ("entity that is not declared", "<Response>&nbsp;</Response>"),
    ("entity that is not declared, in an attribute", "<Response a='&nbsp;'/>"),
    ("parameter entity in text", "<Response a='&%x;'/>"),
]
STRUCTURES = [
    ("nothing", ""),
    ("no bytes", b""),
    ("white space", " \n "),
    ("no element", "Response"),
    ("comment only", "<!-- Response -->"),
    ("declaration only", "<?xml version='1.0'?>"),
    ("space before the declaration", " <?xml version='1.0'?><Response/>"),
    ("declaration twice", "<?xml version='1.0'?><?xml version='1.0'?><Response/>"),
    ("declaration inside", "<Response><?xml version='1.0'?></Response>"),
    ("declaration without a version", "<?xml encoding='UTF-8'?><Response/>"),
    ("cut off in the start tag", "<Response"),
    ("cut off in an attribute", "<Response a='1"),
    ("cut off in the end tag", "<Response></Response"),
    ("cut off in an entity", "<Response>&am"),
    ("cut off in the document type", "<!DOCTYPE Response"),
    ("not closed", "<Response>"),
    ("closed by another", "<Response></response>"),
    ("closed crosswise", "<a><b></a></b>"),
    ("end tag only", "</Response>"),
    ("two roots", "<Response/><Response/>"),
    ("text after the root", "<Response/>text"),
    ("document type after the root", "<Response/><!DOCTYPE Response>"),
    ("attribute twice", "<Response a='1' a='2'/>"),
    ("attribute many times", "<Response" + " a='1'" * 5_000 + "/>"),
    ("attribute without quotes", "<Response a=1/>"),
    ("attribute without a value", "<Response a/>"),
    ("attributes without space", "<Response a='1'b='2'/>"),
    ("bracket in an attribute", "<Response a='<'/>"),
    ("attribute in an end tag", "<Response></Response a='1'>"),
    ("space before the name", "< Response/>"),
    ("digit before the name", "<1Response/>"),
    ("comment that is not closed", "<Response><!-- </Response>"),
    ("comment that is not closed, long", "<Response><!--" + "-" * 60_000),
    ("hyphens in a comment", "<Response><!-- a -- b --></Response>"),
    ("comment with three hyphens", "<Response><!-- a ---></Response>"),
    ("comment in a tag", "<Response <!-- a -->/>"),
    ("CDATA that is not closed", "<Response><![CDATA[</Response>"),
    ("CDATA in CDATA", "<Response><![CDATA[<![CDATA[a]]>]]></Response>"),
    ("end of CDATA in text", "<Response>a]]>b</Response>"),
    ("CDATA before the root", "<![CDATA[a]]><Response/>"),
    ("CDATA after the root", "<Response/><![CDATA[ ]]>"),
    ("CDATA in lower case", "<Response><![cdata[a]]></Response>"),
    ("CDATA in an attribute", "<Response a='<![CDATA[a]]>'/>"),
    ("conditional section", "<Response><![INCLUDE[a]]></Response>"),
    ("entity declaration inside", "<Response><!ENTITY a 'b'>&a;</Response>"),
    ("instruction that is not closed", "<Response><?php </Response>"),
    ("instruction named XML", "<Response><?XML a?></Response>"),
    ("deep and never closed", "<a>" * 33),
]
INSTRUCTIONS = [
    ("before the root", "<?php a?><Response/>"),
    ("inside", "<Response><?php a?></Response>"),
    ("after the root", "<Response/><?php a?>"),
    ("empty", "<?a?><Response/>"),
    ("style sheet", "<?xml-stylesheet type='text/xsl' href='http://127.0.0.1:9/a.xsl'?><Response/>"),
    ("long", f"<?{'a' * 60_000}?><Response/>"),
]
# Any reason is good: some of these say what they are.
MISTAKEN = [
    ("UTF-16", "<Response/>".encode("utf-16")),
    ("UTF-16 without a mark", "<Response/>".encode("utf-16-le")),
    ("UTF-16 without a mark, big end first", "<Response/>".encode("utf-16-be")),
    ("UTF-16, big end first", "\ufeff<Response/>".encode("utf-16-be")),
    ("UTF-16, declared", "<?xml version='1.0' encoding='UTF-16'?><Response/>".encode("utf-16")),
    ("UTF-16 that says UTF-8", "<?xml version='1.0' encoding='UTF-8'?><Response/>".encode("utf-16")),
    ("Latin-1, declared", "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".encode("latin-1")),
    ("document type in UTF-16", "<!DOCTYPE a [<!ENTITY a 'b'>]><a>&a;</a>".encode("utf-16")),
    ("text that is UTF-16 once it is bytes", "<\0R\0/\0>\0"),
    ("text that is UTF-16 once it is bytes, big end first", "\0<\0R\0/\0>"),
]
SAYS = "the document says that it is in {}; allowed: UTF-8$"
OTHERS = [
    ("UTF-7, declared", b"<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>", SAYS.format("UTF-7")),
    ("UTF-16, declared only", b"<?xml version='1.0' encoding='UTF-16'?><a/>", SAYS.format("UTF-16")),
    ("EBCDIC, declared only", b"<?xml version='1.0' encoding='cp037'?><a/>", SAYS.format("cp037")),
    ("Windows-1252, declared", b"<?xml version='1.0' encoding='windows-1252'?><a/>", SAYS.format("windows-1252")),
    ("invented encoding", b"<?xml version='1.0' encoding='mine'?><a/>", SAYS.format("mine")),
    ("XML 1.1", "<?xml version='1.1'?><a/>", "the document is of XML 1.1; allowed: XML 1.0$"),
    ("XML 1.1 as bytes", b"<?xml version='1.1'?><a>&#1;</a>", "the document is of XML 1.1; allowed: XML 1.0$"),
    ("XML 2.0", "<?xml version='2.0'?><a/>", "the document is of XML 2.0; allowed: XML 1.0$"),
    ("a byte too many", padded(65_537), "the document has 65537 bytes; allowed: 65536 bytes$"),
    ("bytes, not letters", "é" * 32_769, "the document has 65538 bytes; allowed: 65536 bytes$"),
    ("huge text", padded(8_000_000), "the document has 8000000 bytes"),
    ("huge space", b" " * 8_000_000, "the document has 8000000 bytes"),
    ("huge and deep", "<a>" * 1_000_000, "the document has 3000000 bytes"),
    ("huge name", f"<{'a' * 1_000_000}/>", "the document has 1000003 bytes"),
    ("an element too many", flat(1_001), "there are too many elements; allowed: 1000 elements$"),
    ("many elements", flat(16_000), "there are too many elements; allowed: 1000 elements$"),
    ("a level too many", nested(33), "the elements are nested too deep; allowed: a depth of 32$"),
    ("deep", nested(9_000), "the elements are nested too deep; allowed: a depth of 32$"),
    ("deep and not closed", "<a>" * 20_000, "the elements are nested too deep; allowed: a depth of 32$"),
    ("an attribute too many", attributed(65), "there are too many attributes; allowed: 64 on one element$"),
    ("many attributes", attributed(6_000), "there are too many attributes; allowed: 64 on one element$"),
]
ATTACKS = [
    *[pytest.param(document, DTD, id=f"document type, {name}") for name, document in DOCTYPES],
    *[pytest.param(document, BAD, id=name) for name, document in [*ENCODINGS, *CHARACTERS, *STRUCTURES[:-1]]],
    *[pytest.param(document, "; allowed: ", id=name) for name, document in MISTAKEN],
    pytest.param(STRUCTURES[-1][1], "nested too deep", id=STRUCTURES[-1][0]),
    *[pytest.param(document, PI, id=f"instruction, {name}") for name, document in INSTRUCTIONS],
    *[pytest.param(document, reason, id=name) for name, document, reason in OTHERS],
]
# What would be fetched, were it followed; URI stands for the place.
FETCHES = [
    ("document type", "<!DOCTYPE Response SYSTEM 'URI'><Response/>"),
    ("public document type", "<!DOCTYPE Response PUBLIC '-//a//b' 'URI'><Response/>"),
    ("entity, unused", "<!DOCTYPE Response [<!ENTITY a SYSTEM 'URI'>]><Response/>"),
    ("entity in text", "<!DOCTYPE Response [<!ENTITY a SYSTEM 'URI'>]><Response>&a;</Response>"),
    ("public entity", "<!DOCTYPE Response [<!ENTITY a PUBLIC 'b' 'URI'>]><Response>&a;</Response>"),
    ("entity in an attribute", "<!DOCTYPE Response [<!ENTITY a SYSTEM 'URI'>]><Response a='&a;'/>"),
    ("entity in an entity", "<!DOCTYPE a [<!ENTITY a SYSTEM 'URI'><!ENTITY b '&a;'>]><a>&b;</a>"),
    ("parameter entity", "<!DOCTYPE Response [<!ENTITY % a SYSTEM 'URI'> %a;]><Response/>"),
    ("parameter entity that makes another", "<!DOCTYPE a [<!ENTITY % b SYSTEM 'URI'> %b; %c;]><a>&d;</a>"),
    ("style sheet", "<?xml-stylesheet href='URI' type='text/xsl'?><Response/>"),
    ("model", "<?xml-model href='URI'?><Response/>"),
    (
        "inclusion and document type",
        "<!DOCTYPE a><a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='URI'/></a>",
    ),
]
# What is only an element here, and nothing that is followed.
LEFT_ALONE = [
    ("inclusion", "<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='URI'/></a>"),
    ("inclusion of text", "<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='URI' parse='text'/></a>"),
    ("schema", "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:noNamespaceSchemaLocation='URI'/>"),
    ("base", "<a xml:base='URI' href='a'/>"),
]
SECRET = "the secret of the house"


def cases(table: list[tuple[str, str]]) -> list[Any]:
    return [pytest.param(document, id=name) for name, document in table]


def texts_of(node: Node) -> str:
    return node.text + "".join(map(texts_of, node.children))


@pytest.fixture
def file_uri(tmp_path: Path) -> str:
    file = tmp_path / "secret"
    file.write_text(SECRET, encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def http_uri(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/a"


def was_asked(listener: socket.socket) -> bool:
    return bool(select.select([listener], [], [], 0)[0])


# --- what is refused ---


@pytest.mark.parametrize(("document", "reason"), ATTACKS)
def test_attack_is_refused(document: str | bytes, reason: str) -> None:
    with pytest.raises(InvalidXml, match=reason):
        parse_tree(document)


@pytest.mark.parametrize("document", cases(FETCHES))
def test_file_is_not_read(document: str, file_uri: str) -> None:
    with pytest.raises(InvalidXml, match=rf"^(?!.*{SECRET})"):
        parse_tree(document.replace("URI", file_uri))


@pytest.mark.parametrize("document", cases(FETCHES))
def test_network_is_not_asked(document: str, listener: socket.socket) -> None:
    with pytest.raises(InvalidXml, match="there is a"):
        parse_tree(document.replace("URI", http_uri(listener)))

    assert not was_asked(listener)


@pytest.mark.parametrize("document", cases(LEFT_ALONE))
def test_file_is_not_included(document: str, file_uri: str) -> None:
    assert "" == texts_of(parse_tree(document.replace("URI", file_uri)).root)


@pytest.mark.parametrize("document", cases(LEFT_ALONE))
def test_network_is_not_asked_for_what_is_left_alone(document: str, listener: socket.socket) -> None:
    parse_tree(document.replace("URI", http_uri(listener)))

    assert not was_asked(listener)


# Prints how many were refused, if there was a limit.
MEASURE = """
import pickle, resource, sys
from texml.errors import InvalidXml
from texml.tree import parse_tree

documents = pickle.load(sys.stdin.buffer)
with open("/proc/self/statm") as statm:
    start = int(statm.read().split()[0]) * resource.getpagesize()
limit = start + 64 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
refused = 0
for document in documents:
    try:
        parse_tree(document)
    except InvalidXml:
        refused += 1
try:
    bytearray(65 * 2**20)
except MemoryError:
    print(refused)
"""


def test_all_attacks_together_need_little_memory() -> None:
    documents = [case.values[0] for case in ATTACKS] + [document for _, document in FETCHES]

    measured = subprocess.run(
        [sys.executable, "-c", MEASURE], input=pickle.dumps(documents), capture_output=True, check=False
    )

    assert (f"{len(documents)}\n", "") == (measured.stdout.decode(), measured.stderr.decode())


@given(body=st.binary(max_size=200) | st.text(max_size=100) | st.text("<>/&;!?[]-= \"'aD#x0{}\0", max_size=60))
def test_anything_is_read_or_refused(body: bytes | str) -> None:
    try:
        tree = parse_tree(body)
    except InvalidXml:
        return

    assert "<" + tree.root.tag in "\n".join(tree.lines)


@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=4),
    codec=st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
def test_wide_characters_are_refused(name: str, codec: str) -> None:
    with pytest.raises(InvalidXml, match="; allowed: "):
        parse_tree(f"<{name}/>".encode(codec))


# --- what is said of it ---


def test_place_of_what_is_malformed_is_told() -> None:
    with pytest.raises(InvalidXml, match=r"^<Response> at line 2: ") as caught:
        parse_tree("<Response>\n<é></Response>")

    error = caught.value
    assert ("Response", "/", 2, 6) == (error.element, error.path, error.line, error.column)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        pytest.param("<a>\n <?b c?></a>", (2, 2), id="processing instruction"),
        pytest.param("<?xml version='1.1'?><a/>", (1, 1), id="declaration"),
        pytest.param(attributed(65).replace("<b", "\n<b"), (2, 1), id="attributes"),
        pytest.param(nested(32).replace("<a/>", "<a>\n <b/></a>"), (2, 2), id="depth"),
        pytest.param("<a>\n" + "<b/>" * 1_000 + "</a>", (2, 3_997), id="elements"),
        pytest.param(padded(65_537), (None, None), id="bytes"),
    ],
)
def test_place_of_what_is_refused_is_told(document: str, place: tuple[int | None, int | None]) -> None:
    with pytest.raises(InvalidXml, match="allowed") as caught:
        parse_tree(document)

    assert place == (caught.value.line, caught.value.column)


def test_line_of_a_document_type_is_told() -> None:
    with pytest.raises(InvalidXml, match="at line 2: there is a document type"):
        parse_tree("<!-- a -->\n<!DOCTYPE a []><a/>")


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        pytest.param("<a>\n<b>\n</a>", "mismatched tag: <b> of line 2 is open;", id="closed by another"),
        pytest.param("\n<a><b/>", "no element found: <a> of line 2 is open;", id="not closed"),
        pytest.param("<a>b & c</a>", "an & that begins no reference; write &amp;;", id="ampersand in text"),
        pytest.param("<a b='c&'/>", "an & that begins no reference; write &amp;;", id="ampersand in an attribute"),
    ],
)
def test_usual_mistake_is_explained(document: str, problem: str) -> None:
    with pytest.raises(InvalidXml, match=problem):
        parse_tree(document)


def test_refusal_is_raised_from_the_error_of_the_parser() -> None:
    with pytest.raises(InvalidXml, match="well-formed") as caught:
        parse_tree("<Response>")

    assert isinstance(caught.value.__cause__, expat.ExpatError)


def test_long_name_of_an_instruction_is_cut() -> None:
    with pytest.raises(InvalidXml, match=f"'{'a' * 40}';"):
        parse_tree(f"<?{'a' * 1_000}?><Response/>")


# --- limits ---


def test_limits_are_those_of_an_application() -> None:
    assert {"bytes": 65_536, "elements": 1_000, "depth": 32, "attributes": 64} == LIMITS._asdict()


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(padded(65_536), id="bytes"),
        pytest.param(flat(1_000), id="elements"),
        pytest.param(nested(32), id="depth"),
        pytest.param(attributed(64), id="attributes"),
    ],
)
def test_document_at_a_limit_is_read(document: str) -> None:
    assert "a" == parse_tree(document).root.tag


@pytest.mark.parametrize(
    ("limits", "document"),
    [
        pytest.param(Limits(bytes=100_000), padded(100_000), id="bytes"),
        pytest.param(Limits(elements=2_000), flat(2_000), id="elements"),
        pytest.param(Limits(depth=100), nested(100), id="depth"),
        pytest.param(Limits(attributes=100), attributed(100), id="attributes"),
    ],
)
def test_limit_can_be_raised(limits: Limits, document: str) -> None:
    assert "a" == parse_tree(document, limits).root.tag


@pytest.mark.parametrize(
    ("limits", "document", "allowed"),
    [
        pytest.param(Limits(bytes=11), padded(12), "11 bytes", id="bytes"),
        pytest.param(Limits(elements=2), flat(3), "2 elements", id="elements"),
        pytest.param(Limits(depth=2), nested(3), "a depth of 2", id="depth"),
        pytest.param(Limits(attributes=2), attributed(3), "2 on one element", id="attributes"),
    ],
)
def test_limit_can_be_lowered(limits: Limits, document: str, allowed: str) -> None:
    with pytest.raises(InvalidXml, match=f"allowed: {allowed}$"):
        parse_tree(document, limits)


# --- what is read ---


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<a>é</a>", id="text"),
        pytest.param("<a>é</a>".encode(), id="bytes"),
        pytest.param(bytearray("<a>é</a>".encode()), id="bytearray"),
        pytest.param("\ufeff<a>é</a>", id="text with byte order mark"),
        pytest.param("\ufeff<a>é</a>".encode(), id="bytes with byte order mark"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?><a>é</a>', id="declaration"),
        pytest.param('<?xml version="1.0" encoding="utf-8" standalone="yes"?><a>é</a>'.encode(), id="declared bytes"),
        pytest.param(b"<?xml version='1.0' encoding='US-ASCII'?><a>&#233;</a>", id="bytes that say ASCII"),
        pytest.param('<?xml version="1.0" encoding="UTF-16"?><a>é</a>', id="text that says UTF-16"),
        pytest.param('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', id="text that says Latin-1"),
        pytest.param('<?xml version="1.0" encoding="mine"?><a>é</a>', id="text that says what nobody knows"),
        pytest.param("<a>&#233;</a>", id="character reference"),
        pytest.param("<a><![CDATA[é]]></a>", id="CDATA"),
        pytest.param("\n<!-- a --><a>é</a>\n<!-- b -->", id="comments around the root"),
    ],
)
def test_text_is_read_whatever_it_says_of_itself(document: str | bytes) -> None:
    root = parse_tree(document).root

    assert ("a", "é") == (root.tag, root.text)


def test_the_five_entities_of_xml_are_read() -> None:
    root = parse_tree("<a b='&lt;&gt;&amp;&quot;&apos;'>&lt;&gt;&amp;&quot;&apos;</a>").root

    assert ({"b": "<>&\"'"}, "<>&\"'") == (root.attributes, root.text)


def shape(node: Node) -> tuple[str, dict[str, str], list[Any]]:
    """Return what a node holds, texts that follow each other as one, comments left out."""
    content: list[Any] = []
    for piece in node.content:
        if isinstance(piece, Node):
            content.append(shape(piece))
        elif isinstance(piece, str) and content and isinstance(content[-1], str):
            content[-1] += piece
        elif isinstance(piece, str) and piece:
            content.append(str(piece))
    return node.tag, node.attributes, content


def test_content_keeps_its_order() -> None:
    root = parse_tree("<a>x<b>y</b>\nz<!-- c -->&amp;<d e='1'/></a>").root

    assert ("a", {}, ["x", ("b", {}, ["y"]), "\nz&", ("d", {"e": "1"}, [])]) == shape(root)


def test_children_and_text_are_those_of_the_element_itself() -> None:
    root = parse_tree("<a>x<b>y<c/></b>z<d/></a>").root

    assert (["b", "d"], "xz") == ([child.tag for child in root.children], root.text)


def test_attributes_keep_their_order() -> None:
    assert ["c", "a", "b"] == list(parse_tree("<a c='1' a='2' b='3'/>").root.attributes)


def test_comments_are_told_with_their_places() -> None:
    tree = parse_tree("<!-- a -->\n<b>é<!--c--><d/></b>\n\t<!--\ne -->")

    assert ((" a ", (1, 1)), ("c", (2, 5)), ("\ne ", (3, 2))) == tree.comments


def test_comment_stands_in_the_content_of_its_element() -> None:
    root = parse_tree("<!-- a --><b>x<!--c-->y</b>").root

    assert ["x", Comment("c", Position(1, 15)), "y"] == root.content


def test_lines_are_those_that_the_parser_counts() -> None:
    tree = parse_tree("<a>\r\n\x85\u2028\r<b/>\n</a>")

    assert (("<a>", "\x85\u2028", "<b/>", "</a>"), (3, 1)) == (tree.lines, tree.root.children[0].place)


# --- places ---


@pytest.mark.parametrize(
    ("document", "place"),
    [
        pytest.param("<a><b/></a>", (1, 4), id="one line"),
        pytest.param("<a>\n\n  <b/></a>", (3, 3), id="line feeds"),
        pytest.param("<a>\r\n<b/></a>", (2, 1), id="carriage return and line feed"),
        pytest.param("<a>\r <b/></a>", (2, 2), id="carriage return"),
        pytest.param("<a>\t<b/></a>", (1, 5), id="tab"),
        pytest.param("<a>é😀<b/></a>", (1, 6), id="not ASCII"),
        pytest.param("<a><!--\n--><b/></a>", (2, 4), id="after a comment"),
        pytest.param("<a><![CDATA[\n]]><b/></a>", (2, 4), id="after CDATA"),
        pytest.param("<?xml version='1.0'?>\n<a><b/></a>", (2, 4), id="after a declaration"),
    ],
)
def test_place_of_an_element_is_known(document: str, place: tuple[int, int]) -> None:
    assert place == parse_tree(document).root.children[0].place


@pytest.mark.parametrize(
    ("document", "places"),
    [
        pytest.param("<a b='1' c=\"2\"/>", {"b": (1, 4), "c": (1, 10)}, id="one line"),
        pytest.param("<a\n  b='1'\n\n\tc='2'\n/>", {"b": (2, 3), "c": (4, 2)}, id="many lines"),
        pytest.param("<a\r\nb='1'\rc='2'/>", {"b": (2, 1), "c": (3, 1)}, id="carriage returns"),
        pytest.param("<a b='1\n2' c='3'/>", {"b": (1, 4), "c": (2, 4)}, id="value of two lines"),
        pytest.param("<é ü='ß😀' c='2'/>", {"ü": (1, 4), "c": (1, 11)}, id="not ASCII"),
        pytest.param("<a\tb='1'\tc='2'/>", {"b": (1, 4), "c": (1, 10)}, id="tabs"),
        pytest.param("<a b = '1' c\n=\n'2' d='3'/>", {"b": (1, 4), "c": (1, 12), "d": (3, 5)}, id="space around ="),
        pytest.param("<a b=\" c='1' \" c='2'/>", {"b": (1, 4), "c": (1, 16)}, id="attribute in a value"),
        pytest.param("<a b='>' c='/>' d='3'/>", {"b": (1, 4), "c": (1, 10), "d": (1, 17)}, id="bracket in a value"),
        pytest.param("<a b='' c=''></a>", {"b": (1, 4), "c": (1, 9)}, id="no value"),
        pytest.param("<a b='&lt;&#10;' c='2'/>", {"b": (1, 4), "c": (1, 18)}, id="references"),
        pytest.param("<a x:b-c.d='1'/>", {"x:b-c.d": (1, 4)}, id="punctuation in the name"),
        pytest.param("<a/>", {}, id="no attribute"),
    ],
)
def test_places_of_attributes_are_known(document: str, places: dict[str, tuple[int, int]]) -> None:
    assert places == parse_tree(document).root.places


def test_places_of_attributes_inside_are_known() -> None:
    root = parse_tree("<a b='1'>é\n é<c\n d='1'/><e f='2'/></a>").root

    assert [{"d": (3, 2)}, {"f": (3, 12)}] == [child.places for child in root.children]


NAMES = st.sampled_from(["a", "Say", "é", "x-y.z", "ü1"])
SPACE = st.sampled_from([" ", "\n", "\t", "\r\n", "\r", "  \n "])
TEXTS = st.text("aé😀 \n\t{='>", max_size=6)
VALUES = st.text('aé😀 \n\t{=">', max_size=6)


@st.composite
def start_tags(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(NAMES)
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    equals = draw(st.sampled_from(["=", " = ", "\n=\r\n"]))
    attributes = "".join(f"{draw(SPACE)}{key}{equals}'{draw(VALUES)}'" for key in names)
    return name, f"<{name}{attributes}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    name, start = draw(start_tags())
    inside = [draw(TEXTS)]
    for child, child_start in draw(st.lists(start_tags(), max_size=3)):
        inside += [f"{child_start}>{draw(TEXTS)}</{child}>", draw(TEXTS)]
    return f"{start}>{''.join(inside)}</{name}>"


@given(document=documents())
def test_at_each_place_stands_what_was_said_to(document: str) -> None:
    tree = parse_tree(document)
    named = {
        (f"<{node.tag}", node.place, *node.places.items()): [
            tree.lines[line - 1][column - 1 :].startswith(name)
            for name, (line, column) in [(f"<{node.tag}", node.place or (0, 0)), *node.places.items()]
        ]
        for node in [tree.root, *tree.root.children]
    }

    assert [] == [place for place, found in named.items() if not all(found)]


@pytest.mark.parametrize("read", [parse_tree, lambda text: tree_of(etree.fromstring(text))], ids=["text", "lxml"])
def test_elements_are_told_in_their_order(read: Callable[[str], Tree[Node]]) -> None:
    tree = read("<a>x<b><c/></b><!-- d --><e/></a>")

    assert (["a", "b", "c", "e"], "a") == ([node.tag for node in tree.nodes], tree.root.tag)


def test_names_of_many_documents_are_not_all_kept() -> None:
    tracemalloc.start()
    try:
        for number in range(300):
            parse_tree(attributed(60).replace("c", f"c-{'x' * 30}-{number}-"))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 500_000  # all of them would take 2 MB


@given(document=documents())
def test_every_attribute_has_a_place(document: str) -> None:
    root = parse_tree(document).root

    assert [list(node.attributes) for node in (root, *root.children)] == [
        list(node.places) for node in (root, *root.children)
    ]


@given(document=documents())
def test_two_other_parsers_read_the_same(document: str) -> None:
    read = shape(parse_tree(document).root)

    assert [read, read] == [
        shape(tree_of(etree.fromstring(document.encode())).root),
        shape(tree_of(ElementTree.fromstring(document)).root),
    ]


# --- what the platform is to expand ---

BRACES = [
    pytest.param("{{From}}", True, id="written as such"),
    pytest.param("é {{From}}\n", True, id="among others"),
    pytest.param("{{", True, id="not closed"),
    pytest.param("{{{From}}}", True, id="three"),
    pytest.param("&amp;{{From}}", True, id="beside a reference"),
    pytest.param("From", False, id="none"),
    pytest.param("{From}", False, id="single"),
    pytest.param("{ {From} }", False, id="apart"),
    pytest.param("&#123;{From}}", False, id="first escaped"),
    pytest.param("{&#123;From}}", False, id="second escaped"),
    pytest.param("&#x7B;&#x7b;From}}", False, id="both escaped"),
    pytest.param("&#123;&#123;{From}}", False, id="first two of three escaped"),
]


@pytest.mark.parametrize(("written", "is_marked"), BRACES)
def test_text_with_double_braces_is_marked(written: str, is_marked: bool) -> None:
    assert is_marked == isinstance(parse_tree(f"<a>{written}</a>").root.text, Mustache)


@pytest.mark.parametrize(("written", "is_marked"), BRACES)
def test_attribute_with_double_braces_is_marked(written: str, is_marked: bool) -> None:
    root = parse_tree(f"<a b='{{' c='{written}' d='}}'/>").root

    assert [False, is_marked, False] == [isinstance(value, Mustache) for value in root.attributes.values()]


@pytest.mark.parametrize(
    ("written", "is_marked"),
    [
        pytest.param("<![CDATA[{{From}}]]>", True, id="in CDATA"),
        pytest.param("<![CDATA[{]]>{From}}", False, id="beside CDATA"),
        pytest.param("{<!-- a -->{From}}", False, id="around a comment"),
        pytest.param("{<b/>{From}}", False, id="around an element"),
        pytest.param("<b>{{From}}</b>", False, id="in an element inside"),
        pytest.param("<!-- {{From}} -->", False, id="in a comment"),
    ],
)
def test_braces_are_marked_where_they_stand_together(written: str, is_marked: bool) -> None:
    assert is_marked == isinstance(parse_tree(f"<a>{written}</a>").root.text, Mustache)


def test_escaped_braces_are_read_all_the_same() -> None:
    root = parse_tree("<a b='&#123;{c}}'>&#123;{d}}</a>").root

    assert ({"b": "{{c}}"}, "{{d}}") == (root.attributes, root.text)


# --- trees of others ---

PARSERS = [
    pytest.param(etree.fromstring, id="lxml"),
    pytest.param(ElementTree.fromstring, id="standard library"),
]
Parser = Callable[[str], Any]


@pytest.mark.parametrize("parser", PARSERS)
def test_tree_of_another_parser_is_taken_over(parser: Parser) -> None:
    tree = tree_of(parser("<a b='1'>x<c>y</c>z<d/>\n</a>"))

    assert (("a", {"b": "1"}, ["x", ("c", {}, ["y"]), "z", ("d", {}, []), "\n"]), (), ()) == (
        shape(tree.root),
        tree.comments,
        tree.lines,
    )


def test_comments_and_instructions_of_another_parser_are_left_out() -> None:
    tree = tree_of(etree.fromstring("<a>x<!-- b -->y<?c d?>z<e/></a>"))

    assert ("a", {}, ["xyz", ("e", {}, [])]) == shape(tree.root)


def test_comments_that_the_standard_library_kept_are_left_out() -> None:
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True, insert_pis=True))

    tree = tree_of(ElementTree.fromstring("<a>x<!-- b -->y<?c d?>z<e/></a>", parser))

    assert ("a", {}, ["xyz", ("e", {}, [])]) == shape(tree.root)


def test_lines_of_lxml_are_known() -> None:
    root = tree_of(etree.fromstring("<a>\n\n <b c='1'/></a>")).root

    assert [(Position(1, 1), {}), (Position(3, 1), {})] == [
        (node.place, node.places) for node in (root, *root.children)
    ]


@pytest.mark.parametrize(
    "root", [etree.Element("a"), ElementTree.fromstring("<a/>")], ids=["lxml, made", "standard library"]
)
def test_place_that_nobody_knows_is_none(root: Any) -> None:
    assert tree_of(root).root.place is None


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("document", [flat(1_000), nested(32), attributed(64)], ids=["elements", "depth", "attributes"])
def test_tree_at_a_limit_is_taken_over(document: str, parser: Parser) -> None:
    assert "a" == tree_of(parser(document)).root.tag


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("document", "reason"),
    [
        pytest.param(flat(1_001), "allowed: 1000 elements$", id="elements"),
        pytest.param(nested(33), "allowed: 32 levels$", id="depth"),
        pytest.param(nested(200), "allowed: 32 levels$", id="deep"),
        pytest.param(attributed(65), "allowed: 64 ", id="attributes"),
    ],
)
def test_tree_over_a_limit_is_refused(document: str, reason: str, parser: Parser) -> None:
    with pytest.raises(InvalidXml, match=reason):
        tree_of(parser(document))


def test_limits_of_a_tree_can_be_set() -> None:
    with pytest.raises(InvalidXml, match=re.escape("there are too many elements; allowed: 2 elements")):
        tree_of(etree.fromstring(flat(3)), Limits(elements=2))


def test_line_over_a_limit_is_told() -> None:
    with pytest.raises(InvalidXml, match="at line 2:"):
        tree_of(etree.fromstring("<a>\n<b/></a>"), Limits(elements=1))
