"""The Hangup page of the platform's manual, restated by hand: it ends the call, and there is nothing to set."""

from typing import Any

import pytest

from texml import Dial, Gather, Hangup, InvalidNesting, Response, Say, UnknownAttribute, WrongType
from texml.validation import is_valid
from texml.vocabulary import rows, text_row


def test_page_lists_no_attributes() -> None:
    assert () == rows(Hangup)


def test_hangup_is_a_self_closing_tag() -> None:
    assert "<Hangup/>" == str(Hangup())


def test_document_with_a_hangup_is_valid() -> None:
    assert is_valid("<Response><Hangup/></Response>")


@pytest.mark.parametrize("name", ["reason", "length", "callSid"])
def test_attribute_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Hangup> {name}: .*; allowed: no attributes"):
        Hangup(**{name: "busy"})


def test_hangup_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Hangup), Hangup.nested)


@pytest.mark.parametrize("content", ["bye", 1, Say("bye")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Hangup>: "):
        Hangup(content)


def test_response_adds_one() -> None:
    assert Response([Say("Bye."), Hangup()]) == Response(Say("Bye.")).hangup()


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_hangup_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Hangup does not belong here"):
        parent(Hangup())
