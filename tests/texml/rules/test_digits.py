"""The digits that a Gather waits for: what cannot be, and what only comes near to that."""

from typing import Any

import pytest

from texml.validation import Problem, iter_problems

GATHER = '<Gather input="speech" action="https://a.example/x" %s/>'


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def case(name: str, content: str, *found: str) -> Any:
    """Return a document and what is found: the code, and the path below the Response."""
    return pytest.param(content, list(found), id=name)


DIGITS = [
    case("wrong: one too many", '<Gather minDigits="5" maxDigits="4"/>', "TX201 Gather[1]/@minDigits"),
    case("wrong: most and least", '<Gather minDigits="128" maxDigits="1"/>', "TX201 Gather[1]/@minDigits"),
    case("right: equal", '<Gather minDigits="4" maxDigits="4"/>'),
    case("right: minimum only", '<Gather minDigits="128"/>'),
    case("right: maximum only", '<Gather maxDigits="1"/>'),
    case("wrong: refused by the grammar", '<Gather minDigits="129" maxDigits="4"/>', "TX112 Gather[1]/@minDigits"),
]

NUMBER_OF_DIGITS = [
    case("wrong: too few", GATHER % 'numDigits="4" minDigits="5"', "TX222 Gather[1]/@numDigits"),
    case("wrong: too many", GATHER % 'numDigits="6" maxDigits="5"', "TX222 Gather[1]/@numDigits"),
    case("right: just enough", GATHER % 'numDigits="4" minDigits="4" maxDigits="4"'),
    case("right: alone", GATHER % 'numDigits="4"'),
    case("right: no number", GATHER % 'minDigits="2" maxDigits="4"'),
]

ONE_KEY = [
    case("wrong: two", '<Gather finishOnKey="#*"/>', "TX231 Gather[1]/@finishOnKey"),
    case("right: one", '<Gather finishOnKey="*"/>'),
    case("right: none", '<Gather finishOnKey=""/>'),
    case("right: Record may have several", '<Record finishOnKey="1234567890*#"/>'),
]

CASES = [*DIGITS, *NUMBER_OF_DIGITS, *ONE_KEY]


@pytest.mark.parametrize(("content", "found"), CASES)
def test_digits_go_together(content: str, found: list[str]) -> None:
    assert found == [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems(content)]
