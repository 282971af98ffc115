"""The Reject page of the platform's manual, restated by hand: refuse the call."""

from typing import Any

import pytest

from texml import Dial, Gather, InvalidNesting, InvalidValue, Reject, Response, Say, UnknownAttribute, WrongType
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice

# Python name, wire name, default
ATTRIBUTES = [("reason", "reason", "rejected")]
REASONS = {"rejected", "busy"}


def test_attributes_are_those_of_the_page() -> None:
    assert ATTRIBUTES == [(row.name, row.wire, row.default) for row in rows(Reject)]


def test_closed_sets_are_those_of_the_page() -> None:
    assert {"reason": REASONS} == {
        row.wire: set(row.kind.words) for row in rows(Reject) if isinstance(row.kind, Choice)
    }


def test_every_attribute_is_documented_and_none_is_required() -> None:
    assert {("documented", False)} == {(row.grade, row.required) for row in rows(Reject)}


def test_reject_needs_nothing() -> None:
    assert "<Reject/>" == str(Reject())


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_taken(reason: Any) -> None:
    assert f'<Reject reason="{reason}"/>' == str(Reject(reason=reason))


@pytest.mark.parametrize("document", ["<Response><Reject/></Response>", '<Response><Reject reason="busy"/></Response>'])
def test_document_with_a_reject_is_valid(document: str) -> None:
    assert is_valid(document)


@pytest.mark.parametrize("reason", ["Busy", "declined", "reject", "", "486"])
def test_other_reason_is_refused(reason: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Reject> reason: .*; allowed: 'rejected' or 'busy'"):
        Reject(reason=reason)


@pytest.mark.parametrize("reason", [True, 486, ["busy"]], ids=repr)
def test_reason_of_the_wrong_type_is_refused(reason: Any) -> None:
    with pytest.raises(WrongType, match=r"<Reject> reason: "):
        Reject(reason=reason)


@pytest.mark.parametrize("name", ["Reason", "cause", "code", "action"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Reject> {name}: "):
        Reject(**{name: "busy"})


def test_reject_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Reject), Reject.nested)


@pytest.mark.parametrize("content", ["busy", 486, Say("Busy")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Reject>: "):
        Reject(content)


def test_verbs_after_a_reject_are_never_reached() -> None:
    assert "always" == Reject.ends


def test_response_adds_one() -> None:
    assert Response([Say("No."), Reject(reason="busy")]) == Response(Say("No.")).reject(reason="busy")


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_reject_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Reject does not belong here"):
        parent(Reject())
