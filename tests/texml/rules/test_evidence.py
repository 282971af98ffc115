"""What is not sure: braces that the platform expands, programs that paste, facts that pages dispute."""

import pytest

from texml.lint import documents_in, findings_in
from texml.rules import RULES
from texml.rules.evidence import PASTED
from texml.validation import Problem, iter_problems
from texml.vocabulary import Element, rows


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def found(content: str) -> list[str]:
    return [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems(content)]


def codes_in(program: str) -> list[str]:
    """Return the codes of what is found in a Python program."""
    documents = documents_in("program.py", program.encode())
    return [finding.problem.code for document in documents for finding in findings_in(document)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<Say>You called from {{From}}.</Say>", ["TX501 Say[1]"], id="text"),
        pytest.param("<Say>{{</Say>", ["TX501 Say[1]"], id="braces alone"),
        pytest.param("<Say><![CDATA[{{From}}]]></Say>", ["TX501 Say[1]"], id="CDATA"),
        pytest.param("<Say>\n  You called\n  from {{From}}.\n</Say>", ["TX501 Say[1]"], id="second line"),
        pytest.param('<Dial callerId="{{From}}">1</Dial>', ["TX501 Dial[1]/@callerId"], id="attribute"),
        pytest.param("<Dial callerId = '{{From}}'>1</Dial>", ["TX501 Dial[1]/@callerId"], id="apostrophes and spaces"),
        pytest.param(
            '<Say voice="{{Voice}}" language="{{Language}}">{{Words}}</Say>',
            ["TX501 Say[1]", "TX501 Say[1]/@voice", "TX501 Say[1]/@language"],
            id="all of an element",
        ),
        pytest.param("<Redirect>https://a.example/{{CallSid}}</Redirect>", ["TX501 Redirect[1]"], id="URL"),
        pytest.param("<Say>{{#secret}}name{{/secret}}</Say>", ["TX501 Say[1]"], id="secret"),
        pytest.param("<Say>&#123;{From}}</Say>", [], id="first brace escaped"),
        pytest.param("<Say>{&#x7b;From}}</Say>", [], id="second brace escaped"),
        pytest.param('<Dial callerId="&#123;{From}}">1</Dial>', [], id="brace of an attribute escaped"),
        pytest.param("<Say>{From}</Say>", [], id="single braces"),
        pytest.param("<Say>{ {From} }</Say>", [], id="braces apart"),
        pytest.param("<Say>From}}</Say>", [], id="closing braces"),
        pytest.param("<Gather><!-- {{From}} --></Gather>", ["TX501 Gather[1]"], id="comment"),
        pytest.param("<Say>a<!-- {{From}} --></Say>", ["TX501 Say[1]"], id="comment in words"),
        pytest.param("<Gather><!-- {From} --></Gather>", [], id="comment with single braces"),
    ],
)
def test_double_braces_are_expanded(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def test_braces_are_a_note_that_says_how_to_write_them_as_text() -> None:
    [problem] = problems("<Say>{{From}}</Say>")

    assert ("note", "write &#123;{ for braces as text") == (problem.severity, problem.hint)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param('f"<Response><Say>Hello {name}</Say></Response>"', ["TX511"], id="text"),
        pytest.param("f'<Response><Say voice=\"{voice}\">Hello</Say></Response>'", ["TX511"], id="attribute"),
        pytest.param("f'''<Response>\n<Say>Hello {name}</Say>\n</Response>'''", ["TX511"], id="three lines"),
        pytest.param(
            'f"<Response><Say>Hello {name}</Say><Hangup/><Pause/></Response>"', ["TX511", "TX301"], id="and another"
        ),
        pytest.param('f"<Response><Say>Hello</Say></Response>"', [], id="nothing pasted"),
        pytest.param('"<Response><Say>Hello</Say></Response>"', [], id="plain text"),
        pytest.param('Response().say(f"Hello {name}")', [], id="builder"),
        pytest.param('f"Hello {name}"', [], id="no document"),
    ],
)
def test_programs_do_not_paste_documents_together(program: str, expected: list[str]) -> None:
    assert expected == codes_in(program)


def test_bad_example_of_pasting_is_found_once_it_stands_in_a_response() -> None:
    program = PASTED.bad.replace("<Say>", "<Response><Say>").replace("</Say>", "</Say></Response>")

    assert ["TX511"] == codes_in(program)


def test_good_example_of_pasting_has_nothing_to_find() -> None:
    assert [] == codes_in(PASTED.good)


def test_rule_about_programs_has_examples_in_python() -> None:
    assert (True, None) == (PASTED.is_python, PASTED.check)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('<Gather method="POST"/>', ["TX601 Gather[1]/@method"], id="Gather"),
        pytest.param(
            '<AIGather method="POST"><Parameters>{"a":1}</Parameters></AIGather>',
            ["TX601 AIGather[1]/@method"],
            id="AIGather",
        ),
        pytest.param("<Gather/>", [], id="Gather without"),
        pytest.param('<Record method="POST"/>', [], id="Record"),
        pytest.param('<Pay method="POST"/>', [], id="Pay"),
        pytest.param("<Refer action='https://a.example' method='POST'><Sip>sip:a@b.c</Sip></Refer>", [], id="Refer"),
    ],
)
def test_attributes_are_noted_on_which_the_pages_disagree(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def test_dispute_is_a_note_that_names_its_source() -> None:
    [problem] = problems('<Gather method="POST"/>')

    assert ("note", "the platform's pages disagree about it (migration skill, texml-verbs, 2026-04)") == (
        problem.severity,
        problem.reason,
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<Say>Wait <break/> please <break/></Say>", ["TX602 Say[1]/break[1]"], id="once for all"),
        pytest.param("<Say><s>a <sub alias='b'>c</sub></s></Say>", ["TX602 Say[1]/s[1]"], id="once for all inside"),
        pytest.param(
            "<Say><prosody pitch='high'>a</prosody></Say>",
            ["TX602 Say[1]/prosody[1]", "TX602 Say[1]/prosody[1]/@pitch"],
            id="attribute",
        ),
        pytest.param("<Say>a<mark/></Say>", ["TX101 Say[1]/mark[1]"], id="not known at all"),
        pytest.param("<Say>a<!-- b --></Say>", [], id="comment"),
    ],
)
def test_what_is_assumed_is_noted(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def test_note_says_who_holds_what() -> None:
    [problem] = problems("<Say>a<break/>b<s>c</s>d<break/></Say>")

    assert ("note", "no page says that a Say may hold it: break, s") == (problem.severity, problem.reason)


def test_rule_knows_everything_that_is_assumed(elements: tuple[type[Element], ...]) -> None:
    holders = {
        element.tag
        for element in elements
        for child in element.nested
        if child.grade == "assumed" and element.grade != "assumed"
    }
    assumed = {element.tag for element in elements if any(row.grade == "assumed" for row in rows(element))}

    [rule] = [rule for rule in RULES if rule.code == "TX602"]

    assert holders | assumed == set(rule.of)
