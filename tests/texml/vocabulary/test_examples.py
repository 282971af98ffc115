"""The examples of the elements: each shows its element, lints clean, and is what somebody would write."""

import pytest

from texml import Response, parse
from texml.validation import iter_problems
from texml.vocabulary import Element, reachable
from texml.vocabulary.examples import EXAMPLES, example_of

ELEMENTS = reachable(Response)


def inside(element: Element) -> list[type[Element]]:
    """Return the kinds of *element* and of all inside."""
    return [type(element), *(kind for child in element.children for kind in inside(child))]


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
def test_example_shows_its_element(element: type[Element]) -> None:
    assert element in inside(parse(example_of(element)))


@pytest.mark.parametrize("element", EXAMPLES, ids=lambda element: element.__name__)
def test_example_has_no_problem_but_what_is_assumed(element: type[Element]) -> None:
    assert {"TX602"} >= {problem.code for problem in iter_problems(example_of(element))}


@pytest.mark.parametrize("element", EXAMPLES, ids=lambda element: element.__name__)
def test_example_fits_a_page(element: type[Element]) -> None:
    assert 120 >= max(map(len, example_of(element).splitlines()))


def test_every_verb_has_an_example_of_its_own() -> None:
    assert set(Response.nested) <= set(EXAMPLES)


def test_example_of_a_part_is_that_of_what_is_around_it() -> None:
    [conference] = [kind for kind in EXAMPLES if kind.__name__ == "HttpRequest"]
    [key] = [kind for kind in ELEMENTS if kind.__name__ == "Key"]

    assert example_of(conference) == example_of(key)
