"""The reader: what it parses, and what it refuses before anything looks at it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml.errors import InvalidXml
from texml.reader import MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, parse

BILLION_LAUGHS = (
    "<!DOCTYPE Response [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><Response><Say>&a9;</Say></Response>"
)
QUADRATIC = f"<!DOCTYPE Response [<!ENTITY a '{'x' * 30_000}'>]><Response>{'&a;' * 5_000}</Response>"

DOCTYPES = [
    pytest.param("<!DOCTYPE Response><Response/>", id="bare"),
    pytest.param("<!DOCTYPE Response []><Response/>", id="empty subset"),
    pytest.param("<!DOCTYPE Response SYSTEM 'response.dtd'><Response/>", id="external, relative"),
    pytest.param("<!DOCTYPE Response SYSTEM 'http://127.0.0.1:9/response.dtd'><Response/>", id="external, network"),
    pytest.param("<!DOCTYPE Response PUBLIC 'x' 'response.dtd'><Response/>", id="public"),
    pytest.param("<!DOCTYPE Response [<!ENTITY a 'b'>]><Response/>", id="entity, unused"),
    pytest.param("<!DOCTYPE Response [<!ENTITY a 'b'>]><Response>&a;</Response>", id="entity in text"),
    pytest.param("<!DOCTYPE Response [<!ENTITY a 'b'>]><Response a='&a;'/>", id="entity in an attribute"),
    pytest.param("<!DOCTYPE Response [<!ENTITY % a 'b'> %a;]><Response/>", id="parameter entity"),
    pytest.param("<!DOCTYPE Response [<!ATTLIST Response a CDATA 'b'>]><Response/>", id="attribute default"),
    pytest.param("<!DOCTYPE Response [<!ENTITY a '&a;'>]><Response>&a;</Response>", id="entity in itself"),
    pytest.param(BILLION_LAUGHS, id="billion laughs"),
    pytest.param(BILLION_LAUGHS.replace("<Say>&a9;</Say>", "<Say voice='&a9;'>x</Say>"), id="laughs in an attribute"),
    pytest.param(QUADRATIC, id="quadratic blow-up"),
]

MALFORMED = [
    pytest.param("", id="nothing"),
    pytest.param(" \n ", id="white space"),
    pytest.param("Response", id="no element"),
    pytest.param("<Response>", id="not closed"),
    pytest.param("<Response></response>", id="closed by another"),
    pytest.param("<Response/><Response/>", id="two roots"),
    pytest.param("<Response/>text", id="text after the root"),
    pytest.param("<Response a=1/>", id="attribute without quotes"),
    pytest.param("<Response a='1' a='2'/>", id="attribute twice"),
    pytest.param("<Response a='<'/>", id="bracket in an attribute"),
    pytest.param("<Response>a & b</Response>", id="bare ampersand"),
    pytest.param("<Response>&nbsp;</Response>", id="entity that is not declared"),
    pytest.param("<Response>&#0;</Response>", id="reference to NUL"),
    pytest.param("<Response>&#xD800;</Response>", id="reference to a surrogate"),
    pytest.param("<Response>&#xFFFE;</Response>", id="reference to U+FFFE"),
    pytest.param("<Response>\0</Response>", id="NUL"),
    pytest.param("<Response>\x08</Response>", id="control"),
    pytest.param("<Response>\ud800</Response>", id="lone surrogate"),
    pytest.param("<Response>\ufffe</Response>", id="U+FFFE"),
    pytest.param("<a:Response/>", id="prefix that is not declared"),
    pytest.param(' <?xml version="1.0"?><Response/>', id="space before the declaration"),
    pytest.param("\ufeff\ufeff<Response/>", id="two byte order marks"),
    pytest.param(b"<Response>\xff</Response>", id="byte that is not UTF-8"),
    pytest.param(b"<Response>\xed\xa0\x80</Response>", id="surrogate as bytes"),
    pytest.param(b"<Response>\xc0\xbc</Response>", id="overlong form of a bracket"),
    pytest.param("<Response>é</Response>".encode("latin-1"), id="Latin-1"),
    pytest.param("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".encode("latin-1"), id="Latin-1, declared"),
    pytest.param("<Response/>".encode("utf-16"), id="UTF-16"),
    pytest.param('<?xml version="1.0" encoding="UTF-16"?><Response/>'.encode("utf-16"), id="UTF-16, declared"),
    pytest.param("<Response/>".encode("utf-32"), id="UTF-32"),
    pytest.param(b"+ADw-Response/+AD4-", id="UTF-7"),
]


def nested(depth: int) -> str:
    return "<a>" * (depth - 1) + "<a/>" + "</a>" * (depth - 1)


def flat(elements: int) -> str:
    return f"<a>{'<b/>' * (elements - 1)}</a>"


def attributed(attributes: int) -> str:
    names = " ".join(f"c{n}='1'" for n in range(attributes))
    return f"<a><b {names}/></a>"


def padded(size: int) -> str:
    return f"<a>{'x' * (size - 7)}</a>"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<Response>é</Response>", id="text"),
        pytest.param("<Response>é</Response>".encode(), id="bytes"),
        pytest.param("\ufeff<Response>é</Response>", id="text with byte order mark"),
        pytest.param("\ufeff<Response>é</Response>".encode(), id="bytes with byte order mark"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?><Response>é</Response>', id="declaration"),
        pytest.param('<?xml version="1.0" encoding="UTF-16"?><Response>é</Response>', id="text that says UTF-16"),
        pytest.param(
            '<?xml version="1.0" encoding="ISO-8859-1"?><Response>é</Response>'.encode(), id="UTF-8 that says Latin-1"
        ),
        pytest.param("<Response>&#233;</Response>", id="character reference"),
        pytest.param("<Response><![CDATA[é]]></Response>", id="CDATA"),
        pytest.param("\n<!-- a --><Response>é</Response>\n", id="comment before the root"),
    ],
)
def test_document_is_read_as_utf_8_whatever_it_says(document: str | bytes) -> None:
    root = parse(document)

    assert ("Response", "é") == (root.tag, root.text)


def test_the_five_entities_of_xml_are_read() -> None:
    assert "<>&\"'" == parse("<a>&lt;&gt;&amp;&quot;&apos;</a>").text


def test_comments_and_processing_instructions_are_left_out() -> None:
    root = parse("<?a?><a><!-- x --><b/>one<!-- y -->two<?c d?>three</a>")

    assert (["b"], "onetwothree") == ([child.tag for child in root], root[0].tail)


def test_line_of_an_element_is_known() -> None:
    root = parse("<a>\n<b/>\n\n<c/></a>")

    assert [1, 2, 4] == [node.sourceline for node in root.iter()]


@pytest.mark.parametrize("document", DOCTYPES)
def test_document_type_is_refused(document: str) -> None:
    with pytest.raises(InvalidXml, match=r"^<Response>"):
        parse(document)


def test_document_type_is_called_by_its_name() -> None:
    with pytest.raises(InvalidXml, match="there is a document type; allowed: no DOCTYPE and no entities of its own"):
        parse("<!DOCTYPE Response><Response/>")


@pytest.mark.parametrize("place", ["<Response>&a;</Response>", "<Response/>"], ids=["used", "unused"])
def test_external_entity_is_refused_unread(tmp_path: Path, place: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")

    with pytest.raises(InvalidXml, match=r"^(?!.*the secret)"):
        parse(f"<!DOCTYPE Response [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>{place}")


def test_inclusion_is_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    include = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'

    root = parse(f"<Response>{include}</Response>")

    assert "" == "".join(root.itertext())


@pytest.mark.parametrize("document", MALFORMED)
def test_malformed_document_is_refused(document: str | bytes) -> None:
    with pytest.raises(InvalidXml, match=r"allowed: well-formed XML in UTF-8$"):
        parse(document)


def test_place_of_what_is_malformed_is_told() -> None:
    with pytest.raises(InvalidXml, match=r"^<Response> at line 2: ") as caught:
        parse("<Response>\n<Say></Response>")

    assert ("Response", "/", 2) == (caught.value.element, caught.value.path, caught.value.line)


def test_refusal_is_raised_from_the_parser_error() -> None:
    with pytest.raises(InvalidXml, match="well-formed") as caught:
        parse("<Response>")

    assert isinstance(caught.value.__cause__, etree.XMLSyntaxError)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(padded(MAX_BYTES), id="bytes"),
        pytest.param(flat(MAX_ELEMENTS), id="elements"),
        pytest.param(nested(MAX_DEPTH), id="depth"),
        pytest.param(attributed(MAX_ATTRIBUTES), id="attributes"),
    ],
)
def test_document_at_a_limit_is_read(document: str) -> None:
    assert "a" == parse(document).tag


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        pytest.param(padded(MAX_BYTES + 1), "the document has 65537 bytes; allowed: 65536 bytes", id="bytes"),
        pytest.param(
            "é" * (MAX_BYTES // 2 + 1), "the document has 65538 bytes; allowed: 65536 bytes", id="not letters"
        ),
        pytest.param(flat(MAX_ELEMENTS + 1), "there are too many elements; allowed: 1000 elements", id="elements"),
        pytest.param(nested(MAX_DEPTH + 1), "the elements are nested too deep; allowed: a depth of 32", id="depth"),
        pytest.param(
            attributed(MAX_ATTRIBUTES + 1),
            "there are too many attributes; allowed: 64 on one element",
            id="attributes",
        ),
    ],
)
def test_document_over_a_limit_is_refused(document: str, reason: str) -> None:
    with pytest.raises(InvalidXml, match=f"{reason}$"):
        parse(document)


def test_depth_beyond_that_of_the_parser_is_refused() -> None:
    with pytest.raises(InvalidXml, match="depth"):
        parse(nested(9_000))


def test_line_over_a_limit_is_told() -> None:
    with pytest.raises(InvalidXml, match="at line 2:"):
        parse(attributed(MAX_ATTRIBUTES + 1).replace("<b", "\n<b"))


@given(body=st.binary(max_size=200) | st.text(max_size=100) | st.text("<>/&;!?[]-= \"'aD#x0", max_size=60))
def test_anything_is_read_or_refused(body: bytes | str) -> None:
    try:
        root = parse(body)
    except InvalidXml:
        return

    assert root.getroottree().docinfo.internalDTD is None
