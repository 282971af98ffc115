"""Make the XML Schema of the language from the vocabulary.

The committed schemas/texml.xsd is the output of `xsd` in XSD 1.0, which editors and lxml read; schemas/texml-1.1.xsd is
in XSD 1.1, which can also say what goes together.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from texml.vocabulary import Element, Row, TextRow, reachable, rows, text_row
from texml.vocabulary.documentation import meaning, summary
from texml.vocabulary.kinds import (
    Choice,
    Choices,
    Decimal,
    Flag,
    Items,
    JsonText,
    Kind,
    Numbers,
    Shaped,
    Whole,
    Words,
)
from texml.vocabulary.verbs import Response
from texml.writer import escape_attribute, escape_text

__all__ = ["Version", "xsd"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Generated from the vocabulary by `texml schema`; do not edit. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">"""

# Deterministic on purpose: libxml2 tries every split of an ambiguous pattern.
_JSON_OBJECT = r"[ \t\r\n]*\{[\s\S]*\}[ \t\r\n]*"  # what is inside, a schema cannot check
_BLANK = r"[ \t\r\n]*"
_NOT_BLANK = r"[ \t\r\n]*[^ \t\r\n][\s\S]*"


Version = Literal["1.0", "1.1"]


def xsd(version: Version = "1.0") -> str:
    """Return the schema as text, one declaration a line, the same for the same vocabulary."""
    elements = sorted(reachable(Response), key=_type_name)
    parts = [_HEAD, f'  <xs:element name="Response" type={_quoted(_type_name(Response))}/>']
    for element in elements:
        parts.append("")
        parts += _indented(_element_type(element, version), 1)
    return "\n".join([*parts, "</xs:schema>", ""])


def _type_name(element: type[Element]) -> str:
    # Not the tag: some elements differ from a namesake elsewhere.
    return element.__name__


def _quoted(value: str) -> str:
    return f'"{escape_attribute(value)}"'


def _indented(lines: Iterable[str], depth: int) -> Iterator[str]:
    return ("  " * depth + line for line in lines)


def _element_type(element: type[Element], version: Version) -> Iterator[str]:
    """Yield the complex type of *element*."""
    first = summary(element).partition("\n")[0]
    text = text_row(element)
    attributes = [line for row in rows(element) if not _is_prefixed(row) for line in _attribute(element, row)]
    if any(map(_is_prefixed, rows(element))):
        attributes.append(_PREFIXED)
    if version == "1.1":
        attributes += [f"<xs:assert test={_quoted(test)}/>" for test in _assertions(element)]
    if text is not None and not element.is_mixed:
        # A simple type of its own carries the restriction on the text; the complex type adds the attributes.
        name = f"{_type_name(element)}.text"
        yield f"<xs:simpleType name={_quoted(name)}>"
        yield from _indented(_text(text), 1)
        yield "</xs:simpleType>"
        content = [
            "<xs:simpleContent>",
            *_indented([f"<xs:extension base={_quoted(name)}>", *_indented(attributes, 1), "</xs:extension>"], 1),
            "</xs:simpleContent>",
        ]
    elif element.is_container or element.is_mixed:
        content = [*_children(element), *attributes]
    else:
        content = attributes
    mixed = ' mixed="true"' if element.bare_text or element.is_mixed else ""
    yield f"<xs:complexType name={_quoted(_type_name(element))}{mixed}>"
    yield from _indented([_documentation(first), *content], 1)
    yield "</xs:complexType>"


# By class: rules of texml/rules/together.py, in the words of XPath.
_ASSERTIONS = {
    "Gather": ("not(@minDigits > @maxDigits)", "not(@transcriptionEngine = 'Azure') or @region", "not(Play/@ringTone)"),
    "Transcription": ("not(@transcriptionEngine = 'Azure') or @region",),
    "ConversationRelay": ("count((@backgroundAudioType, @backgroundAudioValue)) != 1",),
    "Language": ("count((@backgroundAudioType, @backgroundAudioValue)) != 1",),
    "Pay": ("not(@transactionType = 'charge') or @chargeAmount",),
    "Suppression": ("not(@size = 'vf') or @family = 'quail'",),
    "Lang": ("@xml:lang",),
}


def _assertions(element: type[Element]) -> Iterator[str]:
    """Yield what must hold of an element beyond its parts, as XPath."""
    if element.one_of:
        wires = [f"@{row.wire}" for row in rows(element) if row.name in element.one_of]
        text = " + (if (normalize-space(.)) then 1 else 0)" if text_row(element) else ""
        yield f"count(({', '.join(wires)})){text} = 1"
    if element.is_mixed:
        yield "normalize-space(.) or *"
    yield from _ASSERTIONS.get(_type_name(element), ())


def _documentation(text: str) -> str:
    return f"<xs:annotation><xs:documentation>{escape_text(text)}</xs:documentation></xs:annotation>"


def _children(element: type[Element]) -> Iterator[str]:
    """Yield the model of an element's children.

    Any mix of the sociable, or one of those who stand alone; where some may come only once, all do, in any order.
    """
    least = 1 if element.needs_child else 0
    if any(place.once for place in element.nested.values()):
        yield from _each_once(element)
        return
    together = [_child(child) for child, place in element.nested.items() if not place.alone]
    apart = [_child(child) for child, place in element.nested.items() if place.alone]
    if not apart:
        yield f'<xs:choice minOccurs="{least}" maxOccurs="unbounded">'
        yield from _indented(together, 1)
    else:
        yield f'<xs:choice minOccurs="{least}">'
        if together:
            yield from _indented(['<xs:choice maxOccurs="unbounded">', *_indented(together, 1), "</xs:choice>"], 1)
        yield from _indented(apart, 1)
    yield "</xs:choice>"


def _each_once(element: type[Element]) -> Iterator[str]:
    yield "<xs:all>"
    for child, place in element.nested.items():
        yield "  " + _child(child, "" if place.required else ' minOccurs="0"')
    yield "</xs:all>"


def _child(element: type[Element], occurs: str = "") -> str:
    return f"<xs:element name={_quoted(element.tag)} type={_quoted(_type_name(element))}{occurs}/>"


# To say more of an attribute with a prefix, a schema would need the schema of its namespace beside it.
_PREFIXED = '<xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="lax"/>'


def _is_prefixed(row: Row) -> bool:
    return row.wire.startswith("xml:")


def _attribute(element: type[Element], row: Row) -> Iterator[str]:
    use = ' use="required"' if row.required else ""
    yield f"<xs:attribute name={_quoted(row.wire)}{use}>"
    yield from _indented([_documentation(meaning(element, row.name)), "<xs:simpleType>"], 1)
    yield from _indented(_restriction(row.kind), 2)
    yield from _indented(["</xs:simpleType>"], 1)
    yield "</xs:attribute>"


def _restriction(kind: Kind) -> Iterator[str]:
    """Yield what stands in the simple type of a kind of value."""
    match kind:
        case Choices():
            yield from _list(_simple("xs:string", _enumeration(kind.words)))
        case Numbers():
            yield from _list(_simple(*_facets(kind.one)))
        case Whole() if kind.also:
            yield from _union([_simple(*_facets(kind)), _simple("xs:string", _enumeration(map(str, kind.also)))])
        case _:
            yield from _simple(*_facets(kind))


def _text(row: TextRow) -> list[str]:
    """Return what stands in the simple type of a text; white space around a URL or a code is layout."""
    match row.kind:
        case Words():
            return _simple("xs:string", [_pattern(_NOT_BLANK)] if row.required else [])
        case Shaped():
            patterns = [f"{_BLANK}({row.kind.pattern.regex}){_BLANK}"]
        case _:
            patterns = [_JSON_OBJECT]
    # Of patterns side by side, one must match.
    return _simple("xs:string", [_pattern(regex) for regex in (*patterns, *([] if row.required else [_BLANK]))])


def _simple(base: str, facets: list[str]) -> list[str]:
    if not facets:
        return [f'<xs:restriction base="{base}"/>']
    return [f'<xs:restriction base="{base}">', *_indented(facets, 1), "</xs:restriction>"]


def _list(item: list[str]) -> Iterator[str]:
    """Yield a list of items, which holds one at least.

    XSD lists are parted by white space, as every closed list of the platform is.
    """
    yield "<xs:restriction>"
    items = ["<xs:list>", "  <xs:simpleType>", *_indented(item, 2), "  </xs:simpleType>", "</xs:list>"]
    yield from _indented(["<xs:simpleType>", *_indented(items, 1), "</xs:simpleType>", '<xs:minLength value="1"/>'], 1)
    yield "</xs:restriction>"


def _union(members: list[list[str]]) -> Iterator[str]:
    yield "<xs:union>"
    for member in members:
        yield from _indented(["<xs:simpleType>", *_indented(member, 1), "</xs:simpleType>"], 1)
    yield "</xs:union>"


def _facets(kind: Kind) -> tuple[str, list[str]]:
    """Return the base type and the facets that restrict it to a kind of value."""
    match kind:
        case Whole():
            # The pattern keeps out signs and leading zeros, which xs:integer would let pass.
            return "xs:integer", [_pattern("0|-?[1-9][0-9]*"), *_range(kind.minimum, kind.maximum)]
        case Decimal():
            return "xs:decimal", [_pattern(r"-?[0-9]+(\.[0-9]+)?"), *_range(kind.minimum, kind.maximum)]
        case _:
            return "xs:string", _text_facets(kind)


def _text_facets(kind: Kind) -> list[str]:
    match kind:
        case Flag():
            facets = _enumeration(("true", "false"))
        case Choice():
            facets = _enumeration(kind.words)
        case Shaped():
            facets = [_pattern(kind.pattern.regex)]
        case JsonText():
            facets = [_pattern(_JSON_OBJECT)]
        case Items():
            facets = [_pattern(_items_pattern(kind.separator))]
        case Words():
            facets = [_pattern(_NOT_BLANK)]
        case _:
            raise TypeError(f"no schema for {kind!r}")
    return facets


def _enumeration(words: Iterable[str]) -> list[str]:
    return [f"<xs:enumeration value={_quoted(word)}/>" for word in words]


def _pattern(regex: str) -> str:
    return f"<xs:pattern value={_quoted(regex)}/>"


def _range(minimum: float | None, maximum: float | None) -> list[str]:
    facets = {"minInclusive": minimum, "maxInclusive": maximum}
    return [f'<xs:{facet} value="{bound}"/>' for facet, bound in facets.items() if bound is not None]


def _items_pattern(separator: str) -> str:
    item = rf"[ \t\r\n]*[^ \t\r\n{separator}][^{separator}]*"
    return f"{item}({separator}{item})*"
