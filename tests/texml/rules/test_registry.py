"""All rules: their codes, their words, and the two examples that each one carries."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texml import Dial, Gather, Mustache, Pause, Record, Redirect, Response
from texml.grammar import Checked, check
from texml.rules import RULES, Prepared, Questions, Report, Rule, questions_about
from texml.rules.registry import Breaches
from texml.tree import parse_tree
from texml.usage import table_of
from texml.validation import iter_problems
from texml.vocabulary import Element
from texml.vocabulary.documents import VOICE
from texml.writer import DECLARATION

ON_DOCUMENTS = [pytest.param(rule, id=rule.code) for rule in RULES if not rule.is_python]
ALL = [pytest.param(rule, id=rule.code) for rule in RULES]

# What an example cannot break without breaking these, too.
ALSO = {
    # The document holds text and nothing else.
    "TX104": {"TX303"},
    # A GET without a URL is what people write, as GET is not the default; so both rules have something to say.
    "TX211": {"TX403"},
    # The method that is meant most often is that of a Gather, which the pages dispute.
    "TX403": {"TX601"},
}

# Restated: a code is a promise, so one can be added here, but none can change its meaning.
CODES = [
    "TX001",
    "TX101", "TX102", "TX103", "TX104", "TX105", "TX111", "TX112", "TX113", "TX121", "TX122", "TX123", "TX131", "TX132",
    "TX201", "TX202", "TX203", "TX204", "TX205", "TX206", "TX207",
    "TX211", "TX212", "TX213", "TX214", "TX215", "TX216", "TX217", "TX218", "TX219", "TX220", "TX221", "TX222", "TX223",
    "TX224",
    "TX231", "TX232", "TX233",
    "TX301", "TX302", "TX303",
    "TX401", "TX402", "TX403",
    "TX501", "TX511",
    "TX601", "TX602",
]  # fmt: skip


def document(example: str) -> str:
    """Return an example as a document: it is one, or it is what stands in a Response."""
    return example if example.startswith(("<Response", "<VoiceResponse")) else f"<Response>{example}</Response>"


def codes(rule: Rule, example: str) -> set[str]:
    return {problem.code for problem in iter_problems(document(example), kind=rule.kind)}


def test_codes_are_the_promised_ones_in_their_order() -> None:
    assert CODES == [rule.code for rule in RULES]


def test_codes_are_unique_and_in_order() -> None:
    assert sorted({rule.code for rule in RULES}) == [rule.code for rule in RULES]


@pytest.mark.parametrize("rule", ALL)
def test_code_is_tx_and_three_digits(rule: Rule) -> None:
    assert re.fullmatch(r"TX[0-9]{3}", rule.code)


@pytest.mark.parametrize("rule", ALL)
def test_severity_is_one_of_three(rule: Rule) -> None:
    assert rule.severity in {"error", "warning", "note"}


@pytest.mark.parametrize("rule", ALL)
def test_title_is_a_headline_without_a_full_stop(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Za-z][^\n]*[a-zA-Z]", rule.title)


def test_titles_are_unique() -> None:
    assert len(RULES) == len({rule.title for rule in RULES})


@pytest.mark.parametrize("rule", ALL)
def test_why_is_whole_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^\n]*[^.]\.", rule.why)


@pytest.mark.parametrize("rule", ON_DOCUMENTS)
def test_bad_example_breaks_the_rule(rule: Rule) -> None:
    assert rule.code in codes(rule, rule.bad)


@pytest.mark.parametrize("rule", ON_DOCUMENTS)
def test_bad_example_breaks_no_other_rule(rule: Rule) -> None:
    assert ALSO.get(rule.code, set()) == codes(rule, rule.bad) - {rule.code}


@pytest.mark.parametrize("rule", ON_DOCUMENTS)
def test_breach_in_the_bad_example_is_of_the_severity_of_the_rule(rule: Rule) -> None:
    problems = [problem for problem in iter_problems(document(rule.bad), kind=rule.kind) if problem.code == rule.code]

    assert {rule.severity} == {problem.severity for problem in problems}


@pytest.mark.parametrize("rule", ON_DOCUMENTS)
def test_good_example_breaks_no_rule_but_notes(rule: Rule) -> None:
    problems = iter_problems(document(rule.good), kind=rule.kind)

    assert [] == [problem for problem in problems if problem.severity != "note"]


@pytest.mark.parametrize("rule", ON_DOCUMENTS)
def test_good_example_keeps_to_its_own_rule(rule: Rule) -> None:
    assert rule.code not in codes(rule, rule.good)


def test_rules_of_the_grammar_are_checked_by_the_grammar() -> None:
    assert [code for code in CODES if code < "TX200" or code == "TX511"] == [
        rule.code for rule in RULES if rule.check is None
    ]


def test_only_errors_are_what_the_platform_would_not_understand() -> None:
    assert {"error"} == {rule.severity for rule in RULES if rule.code < "TX200"}


# --- which rules are asked about an element ---


def questions_of(element: type[Element], *wires: str) -> Questions:
    return questions_about(table_of(element)[wires])


def asked(element: type[Element], *wires: str, has_braces: bool = False) -> set[str]:
    questions = questions_of(element, *wires)
    tested = {prepared.code for _, breaches in questions.values for _, prepared in breaches.tests}
    rest = {question.rule.code for question in questions.rest[has_braces]}
    return {prepared.code for prepared in questions.answered} | tested | rest


def test_rule_is_asked_where_what_it_is_about_is_given() -> None:
    assert (set(), {"TX211", "TX403"}, {"TX401", "TX402"}) == (
        asked(Pause, "length"),
        asked(Dial, "method") - asked(Dial),
        asked(Record, "action") - asked(Record),
    )


def test_rule_about_texts_is_asked_where_there_may_be_one() -> None:
    assert {"TX401", "TX402"} == asked(Redirect)


def test_rule_about_one_element_is_not_asked_about_another() -> None:
    assert ("TX201" in asked(Gather, "minDigits"), "TX201" in asked(Record, "minDigits")) == (True, False)


def test_rule_about_braces_is_asked_where_there_are_some() -> None:
    assert {"TX501"} == asked(Pause, has_braces=True) - asked(Pause)


def test_questions_are_asked_for_once() -> None:
    assert questions_of(Record, "action") is questions_of(Record, "action")


def test_rules_about_one_value_are_answered_in_the_order_of_their_codes() -> None:
    breaches = Breaches(
        *((str.isdigit, Prepared(rule, Report("no"), table_of(Pause)[()])) for rule in RULES if rule.says)
    )

    assert [rule.code for rule in RULES if rule.says] == [prepared.code for prepared in breaches.of("1")]


def _called(questions: Questions, checked: Checked, *, has_braces: bool) -> set[str]:
    """Return the codes of the rules that find something about an element, or are asked whether they do."""
    values = checked.values
    tested = {
        prepared.code for name, breaches in questions.values if name in values for prepared in breaches.of(values[name])
    }
    rest = {
        asked.rule.code
        for asked in questions.rest[has_braces]
        if asked.inside in {None, bool(checked.children)}
        and (asked.when is None or any(asked.when(values[name]) for name in asked.names if name in values))
    }
    return {prepared.code for prepared in questions.answered} | tested | rest


@settings(max_examples=25)
@given(
    document=st.from_type(Response),
    is_wrong=st.booleans(),
    more=st.sampled_from([Response(), Response().say(Mustache("{{From}}"), voice=Mustache("{{To}}"))]),
)
def test_rule_that_is_not_asked_would_find_nothing(document: Response, is_wrong: bool, more: Response) -> None:
    text = (document + more).to_xml().removeprefix(DECLARATION)
    tree = parse_tree(text.replace('="', '="x') if is_wrong else text, of=Checked)

    for checked in check(tree, VOICE).walk():
        assert checked.usage is not None
        called = _called(questions_about(checked.usage), checked, has_braces=tree.has_braces)
        for rule in RULES:
            if rule.check is not None and rule.code not in called:
                assert [] == list(rule.check(checked))


# --- what is remembered of values ---


def breaches_of_digits(asked: list[str]) -> Breaches:
    """Return what tells that digits are wrong, and notes in *asked* what it had to look at."""

    def is_wrong(value: str) -> bool:
        asked.append(value)
        return value.isdigit()

    rule = next(rule for rule in RULES if rule.says)
    return Breaches((is_wrong, Prepared(rule, Report("it is a number"), table_of(Pause)[()])))


def test_value_is_looked_at_once() -> None:
    asked: list[str] = []
    breaches = breaches_of_digits(asked)

    found = [[prepared.reason for prepared in breaches.of(value)] for value in ("1", "b", "1", "b")]

    assert ([["it is a number"], []] * 2, ["1", "b"]) == (found, asked)


@pytest.mark.parametrize(
    "values", [[str(number) for number in range(1_000)], ["1" * 257]], ids=["not too many", "not too long"]
)
def test_values_that_are_kept_are_few_and_short(values: list[str]) -> None:
    breaches = breaches_of_digits([])

    found = [bool(breaches.of(value)) for value in values]

    assert ([True] * len(values), True) == (found, len(breaches) <= 128)
    assert all(len(value) <= 256 for value in breaches)
