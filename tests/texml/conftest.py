"""Random values, elements and documents, made from the vocabulary's own rows.

Once this file is loaded, ``st.from_type(Response)`` gives documents, and ``st.from_type(Say)`` and its like elements:
every element that a document can hold, complete, and small enough to be made by the hundred.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from texml import Comment, Response
from texml.vocabulary import Element, reachable, rows, text_row
from texml.vocabulary.kinds import (
    Choice,
    Choices,
    Decimal,
    Flag,
    FlagOrWords,
    Items,
    JsonText,
    Kind,
    Numbers,
    Shaped,
    Whole,
    Words,
)
from texml.writer import escape_attribute, escape_printable

# XML 1.0, section 2.2, restated: everything but the other controls, surrogates, U+FFFE and U+FFFF.
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=f"{_CONTROLS}\ufffe\uffff")
TEXTS = st.text(CHARACTERS, max_size=30)
_NOT_BLANK = TEXTS.filter(str.strip)
_COMMENTS = TEXTS.map(lambda text: text.replace("-", "").replace("\r", "").replace("{", ""))
_LEAVES = st.none() | st.booleans() | st.integers() | TEXTS
_OBJECTS = st.dictionaries(TEXTS, _LEAVES | st.lists(_LEAVES, max_size=2), max_size=2)

_OPEN_END = 10**9
_MOST_ATTRIBUTES = 5
_MOST_CHILDREN = 5


@cache
def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Return Python values that *kind* takes."""
    match kind:
        case Flag():
            return st.booleans()
        case Choice():
            return st.sampled_from([*kind.words, *([True, False] if kind.flags else [])])
        case Choices():
            return st.lists(st.sampled_from(kind.words), min_size=1, max_size=4).map(tuple)
        case Whole() | Numbers() | Decimal():
            return _numbers(kind)
        case _:
            return _texts(kind)


def _numbers(kind: Kind) -> st.SearchStrategy[Any]:
    match kind:
        case Whole():
            upper = _OPEN_END if kind.maximum is None else kind.maximum
            within = st.integers(-_OPEN_END if kind.minimum is None else kind.minimum, upper)
            return within | st.sampled_from(kind.also) if kind.also else within
        case Numbers():
            return values(kind.one) | st.lists(values(kind.one), min_size=1, max_size=4).map(tuple)
        case Decimal():
            return st.floats(kind.minimum, kind.maximum, allow_nan=False)
    raise TypeError(f"no numbers for {kind!r}")


def _texts(kind: Kind) -> st.SearchStrategy[Any]:
    match kind:
        case Items():
            item = _NOT_BLANK.map(lambda text: text.replace(kind.separator, ".")).filter(str.strip)
            return st.lists(item, min_size=1, max_size=4).map(tuple)
        case Shaped():
            return st.from_regex(kind.pattern.regex, fullmatch=True, alphabet=CHARACTERS)
        case JsonText():
            return _OBJECTS | _OBJECTS.map(json.dumps)
        case FlagOrWords():
            return st.booleans() | _NOT_BLANK
        case Words():
            return _NOT_BLANK
    raise TypeError(f"no texts for {kind!r}")


@st.composite
def _elements(draw: st.DrawFn, element: type[Element]) -> Element:
    text = text_row(element)
    content: list[Any] = []
    chosen = draw(st.sampled_from(element.one_of)) if element.one_of else None
    if element.is_container:
        content = [draw(_with_comments(draw(_children(element))))]
    elif element.is_mixed:
        content = [draw(values(text_row(element).kind) | _mixed(element))]
    elif text is not None and (text.required or chosen == text.name or (chosen is None and draw(st.booleans()))):
        content = [draw(values(text.kind))]
    return element(*content, **draw(_attributes(element, chosen)))


@st.composite
def _attributes(draw: st.DrawFn, element: type[Element], chosen: str | None) -> dict[str, Any]:
    """Return the required and some other attributes of *element*, of its `one_of` the *chosen* one only."""
    kinds = {row.name: row.kind for row in rows(element)}
    needed = [row.name for row in rows(element) if row.required or row.name == chosen]
    free = [name for name in kinds if name not in {*needed, *element.one_of}]
    given = draw(st.lists(st.sampled_from(free), max_size=_MOST_ATTRIBUTES, unique=True)) if free else []
    return {name: draw(values(kinds[name])) for name in [*needed, *given]}


@st.composite
def _with_comments(draw: st.DrawFn, children: list[Element]) -> list[Element]:
    """Return *children*, now and then with a comment among them."""
    if not draw(st.integers(0, 7)):
        children.insert(draw(st.integers(0, len(children))), Comment(draw(_COMMENTS)))
    return children


@st.composite
def _mixed(draw: st.DrawFn, element: type[Element]) -> list[Any]:
    """Return texts and elements in some order; few, as elements of speech hold each other."""
    kinds = draw(st.lists(st.sampled_from([None, None, *element.nested]), min_size=1, max_size=3))
    pieces = [draw(st.from_type(kind) if kind else TEXTS) for kind in kinds]
    return [*draw(_with_comments(pieces)), draw(_NOT_BLANK)]


@st.composite
def _children(draw: st.DrawFn, element: type[Element]) -> list[Element]:
    """Return children that *element* is complete with: one that bears no sibling, or some that bear each other."""
    places = element.nested
    least = 1 if element.needs_child else 0
    alone = [kind for kind, place in places.items() if place.alone]
    together = [kind for kind, place in places.items() if not place.alone]
    if alone and (not together or draw(st.booleans())):
        return [draw(st.from_type(draw(st.sampled_from(alone))))]
    needed = [kind for kind, place in places.items() if place.required]
    others = draw(st.lists(st.sampled_from(together), min_size=least, max_size=_MOST_CHILDREN))
    kinds = draw(st.permutations([*needed, *others]))
    kinds = [kind for index, kind in enumerate(kinds) if not places[kind].once or kind not in kinds[:index]]
    return [draw(st.from_type(kind)) for kind in kinds]


ELEMENTS = reachable(Response)
for _element in ELEMENTS:
    st.register_type_strategy(_element, _elements(_element))


@pytest.fixture(scope="session")
def elements() -> tuple[type[Element], ...]:
    """Return every element of the language."""
    return ELEMENTS


@pytest.fixture(scope="session")
def values_of() -> Callable[[Kind], st.SearchStrategy[Any]]:
    """Return the function that gives a strategy for the values of a kind."""
    return values


@pytest.fixture(scope="session")
def legal_texts() -> st.SearchStrategy[str]:
    """Return texts of the characters that XML can carry."""
    return TEXTS


@pytest.fixture(scope="session")
def compiled() -> Callable[[Kind], Callable[[object], tuple[object, str]]]:
    """Return the function that runs the lines that a kind puts into a constructor.

    It gives a function of one value, which returns the value as it is stored and the markup of an attribute ``a``.
    """

    def compiled(kind: Kind) -> Callable[[object], tuple[object, str]]:
        lines, names = kind.source("value", 0, "a")
        body = "\n    ".join(["def write(value):", "_markup = ''", *lines, "return value, _markup"])
        scope: dict[str, Any] = {
            **names,
            "_admit": lambda _, value: kind.admit(value),
            "_escape": escape_attribute,
            "_escape_printable": escape_printable,
            "_type": type,
        }
        exec(body, scope)
        return scope["write"]

    return compiled
