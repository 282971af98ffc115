"""What a rule is made of, and how a function becomes one."""

from collections.abc import Iterator

from texml.grammar import Checked, check
from texml.rules.rule import Report, rule
from texml.tree import parse_tree
from texml.vocabulary.documents import VOICE


@rule("TX999", "warning", "Pauses have a length", why="A length is clearer.", bad="<Pause/>", good="<Hangup/>")
def pauses_have_a_length(checked: Checked) -> Iterator[Report]:
    """Yield a report for a Pause without one."""
    if checked.tag == "Pause" and checked.get("length") is None:
        yield Report("it has no length")


def test_function_becomes_the_rule_that_is_written_above_it() -> None:
    assert ("TX999", "warning", "Pauses have a length", "A length is clearer.", "<Pause/>", "<Hangup/>") == (
        pauses_have_a_length.code,
        pauses_have_a_length.severity,
        pauses_have_a_length.title,
        pauses_have_a_length.why,
        pauses_have_a_length.bad,
        pauses_have_a_length.good,
    )


def test_rule_checks_one_element_with_its_function() -> None:
    root = check(parse_tree('<Response><Pause/><Pause length="2"/></Response>', of=Checked), VOICE)
    assert pauses_have_a_length.check is not None

    found = [list(pauses_have_a_length.check(element)) for element in root.walk()]

    assert [[], [Report("it has no length")], []] == found


def test_examples_are_voice_documents_unless_said_otherwise() -> None:
    assert (VOICE, False) == (pauses_have_a_length.kind, pauses_have_a_length.is_python)


def test_report_is_about_the_element_that_was_checked_unless_said_otherwise() -> None:
    assert ("it has no length", None, None, None) == Report("it has no length")
