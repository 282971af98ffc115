"""Random values, elements and documents, made from the vocabulary's own rows.

Once this file is loaded, ``st.from_type(Response)`` gives documents, and ``st.from_type(Say)`` and its like elements.
"""

from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from texml import Conference, Dial, Gather, Hangup, Number, Pause, Play, Redirect, Response, Say
from texml.vocabulary import Container, Element, rows, text_row
from texml.vocabulary.kinds import Choice, Choices, Decimal, Flag, Items, Kind, Shaped, Whole, Words

ELEMENTS = (Conference, Dial, Gather, Hangup, Number, Pause, Play, Redirect, Response, Say)

# XML 1.0, section 2.2, restated: everything but the other controls, surrogates, U+FFFE and U+FFFF.
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=f"{_CONTROLS}\ufffe\uffff")
TEXTS = st.text(CHARACTERS, max_size=30)
_NOT_BLANK = TEXTS.filter(str.strip)

_OPEN_END = 10**9


@cache
def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Return Python values that *kind* takes."""
    match kind:
        case Flag():
            return st.booleans()
        case Whole():
            upper = _OPEN_END if kind.maximum is None else kind.maximum
            return st.integers(-_OPEN_END if kind.minimum is None else kind.minimum, upper)
        case Decimal():
            return st.floats(kind.minimum, kind.maximum, allow_nan=False)
        case Choice():
            return st.sampled_from([*kind.words, *([True, False] if kind.flags else [])])
        case Choices():
            return st.lists(st.sampled_from(kind.words), min_size=1, max_size=4).map(tuple)
        case Items():
            item = _NOT_BLANK.map(lambda text: text.replace(kind.separator, ".")).filter(str.strip)
            return st.lists(item, min_size=1, max_size=4).map(tuple)
        case Shaped():
            return st.from_regex(kind.pattern.regex, fullmatch=True, alphabet=CHARACTERS)
        case Words():
            return _NOT_BLANK
    raise TypeError(f"no values for {kind!r}")


@cache
def _attributes(element: type[Element], leave_out: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Return some of the attributes of *element*, by their Python names."""
    optional = {row.name: values(row.kind) for row in rows(element) if row.name not in leave_out}
    return st.fixed_dictionaries({}, optional=optional)


@st.composite
def _elements(draw: st.DrawFn, element: type[Element]) -> Element:
    text = text_row(element)
    content: list[Any] = []
    given: dict[str, Any] = {}
    if element.one_of:
        chosen = draw(st.sampled_from(element.one_of))
        kinds = {row.name: row.kind for row in rows(element)} | ({text.name: text.kind} if text else {})
        given[chosen] = draw(values(kinds[chosen]))
    elif text is not None:
        content = [draw(values(text.kind))]
    if issubclass(element, Container):
        content = [draw(_children(element))]
    return element(*content, **given, **draw(_attributes(element, element.one_of)))


@cache
def _children(element: type[Container]) -> st.SearchStrategy[list[Element]]:
    sociable = [st.from_type(child) for child, alone in element.nested.items() if not alone]
    lonely = [st.from_type(child) for child, alone in element.nested.items() if alone]
    return st.one_of(st.lists(st.one_of(sociable), max_size=3), *(st.lists(child, max_size=1) for child in lonely))


for _element in ELEMENTS:
    st.register_type_strategy(_element, _elements(_element))


@pytest.fixture(scope="session")
def elements() -> tuple[type[Element], ...]:
    """Return every element of the language."""
    return ELEMENTS


@pytest.fixture(scope="session")
def values_of() -> Any:
    """Return the function that gives a strategy for the values of a kind."""
    return values


@pytest.fixture(scope="session")
def legal_texts() -> st.SearchStrategy[str]:
    """Return texts of the characters that XML can carry."""
    return TEXTS
