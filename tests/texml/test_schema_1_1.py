"""The schema in XSD 1.1: what goes together."""

from functools import cache

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from texml import Response
from texml.rules import RULES
from texml.schema import xsd
from texml.validation import iter_problems

# What an assertion can say, of all that lint says.
ASSERTED = {"TX123", "TX201", "TX202", "TX203", "TX204", "TX205", "TX206"}


@cache
def schema(version: str) -> xmlschema.XMLSchemaBase:
    kind = xmlschema.XMLSchema11 if version == "1.1" else xmlschema.XMLSchema
    return kind(xsd("1.1" if version == "1.1" else "1.0"))


def accepted(inside: str, version: str = "1.1") -> bool:
    return schema(version).is_valid(f"<Response>{inside}</Response>")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code in ASSERTED], ids=lambda rule: rule.code)
def test_rule_is_an_assertion(rule: object) -> None:
    bad, good = rule.bad, rule.good  # type: ignore[attr-defined]

    assert (True, False, True) == (accepted(bad, "1.0"), accepted(bad), accepted(good))


def test_every_rule_that_is_asserted_exists() -> None:
    assert {rule.code for rule in RULES} >= ASSERTED


@pytest.mark.parametrize(
    ("inside", "is_right"),
    [
        pytest.param("<Play>/a.mp3</Play>", True, id="text"),
        pytest.param('<Play digits="1"/>', True, id="digits"),
        pytest.param('<Play ringTone="de"/>', True, id="tone"),
        pytest.param("<Play/>", False, id="nothing"),
        pytest.param("<Play> </Play>", False, id="space"),
        pytest.param('<Play digits="1" ringTone="de"/>', False, id="both"),
        pytest.param('<Play digits="1">/a.mp3</Play>', False, id="digits and text"),
        pytest.param('<Connect><AIAssistant id="a"/></Connect>', True, id="id"),
        pytest.param('<Connect><AIAssistant id="a" join="b"/></Connect>', False, id="id and join"),
        pytest.param('<Gather minDigits="4" maxDigits="4"/>', True, id="equal"),
        pytest.param('<Gather minDigits="10" maxDigits="9"/>', False, id="compared as numbers"),
        pytest.param('<Gather minDigits="9"/>', True, id="one alone"),
    ],
)
def test_assertion_holds_or_not(inside: str, is_right: bool) -> None:
    assert is_right == accepted(inside)


@settings(max_examples=40)
@given(document=st.from_type(Response))
def test_schema_agrees_with_the_rules_on_whatever_is_built(document: Response) -> None:
    codes = {problem.code for problem in iter_problems(document)}

    # An Azure voice of Say is checked by lint only.
    assert schema("1.1").is_valid(document.to_xml()) == (not codes & (ASSERTED - {"TX202"})) or "TX202" in codes
