"""The Enqueue and Leave pages of the platform's manual, restated by hand: wait in a queue, and leave it."""

from typing import Any

import pytest

from texml import (
    Dial,
    Enqueue,
    Gather,
    InvalidNesting,
    InvalidValue,
    Leave,
    MissingContent,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import QUEUE_WAIT
from texml.vocabulary.kinds import Choice, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("action", "action", "/left", "/left", None),
    ("method", "method", "GET", "GET", "POST"),
    ("wait_url", "waitUrl", "/wait", "/wait", None),
    ("wait_url_method", "waitUrlMethod", "GET", "GET", "POST"),
    ("max_wait_time_secs", "maxWaitTimeSecs", 600, "600", "14400"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# wire name: least, most, unit
RANGES = {"maxWaitTimeSecs": (1, None, "seconds")}
CLOSED_SETS = {"method": {"GET", "POST"}, "waitUrlMethod": {"GET", "POST"}}
URLS = ["action", "wait_url"]

EVERYTHING = (
    '<Enqueue action="/left" method="GET" waitUrl="/wait" waitUrlMethod="GET" maxWaitTimeSecs="600">support</Enqueue>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Enqueue)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Enqueue)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Enqueue) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Enqueue) if isinstance(row.kind, Choice)}


def test_every_attribute_is_documented_and_none_is_required() -> None:
    assert {("documented", False)} == {(row.grade, row.required) for row in rows(Enqueue)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Enqueue {wire}="{text}">support</Enqueue>' == str(Enqueue("support", **{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Enqueue("support", **{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize("seconds", [1, 14400, 14401])
def test_waiting_time_is_a_second_or_more(seconds: int) -> None:
    enqueue = Enqueue("support", max_wait_time_secs=seconds)

    assert f'<Enqueue maxWaitTimeSecs="{seconds}">support</Enqueue>' == str(enqueue)


@pytest.mark.parametrize("seconds", [0, -1])
def test_less_than_a_second_is_refused(seconds: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Enqueue> max_wait_time_secs: {seconds} is not allowed"):
        Enqueue("support", max_wait_time_secs=seconds)


@pytest.mark.parametrize(("name", "wire"), [("method", "method"), ("wait_url_method", "waitUrlMethod")])
@pytest.mark.parametrize("word", ["GET", "POST"])
def test_word_of_a_closed_set_is_taken(name: str, wire: str, word: str) -> None:
    assert f'<Enqueue {wire}="{word}">support</Enqueue>' == str(Enqueue("support", **{name: word}))


@pytest.mark.parametrize("name", ["method", "wait_url_method"])
@pytest.mark.parametrize("word", ["get", "PUT", ""])
def test_word_outside_of_the_closed_set_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Enqueue> {name}: "):
        Enqueue("support", **{name: word})


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/a.mp3", "file:///music.wav"])
def test_what_is_no_url_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Enqueue> {name}: "):
        Enqueue("support", **{name: url})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES if name != "max_wait_time_secs"),
        *((name, True) for name in NAMES),
        *((name, ["x"]) for name in NAMES),
        ("max_wait_time_secs", "600"),
        ("max_wait_time_secs", 600.0),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Enqueue> {name}: "):
        Enqueue("support", **{name: value})


@pytest.mark.parametrize("name", ["workflow_sid", "max_queue_size", "timeout", "waitUrl"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Enqueue> {name}: "):
        Enqueue("support", **{name: "x"})


# The platform would ignore it without a word: waitMethod belongs to Conference.
def test_wait_method_is_told_from_wait_url_method() -> None:
    with pytest.raises(UnknownAttribute, match=r"did you mean 'wait_url_method'\?"):
        Enqueue("support", wait_method="GET")


# An example of the page has none.
def test_name_of_the_queue_is_not_required() -> None:
    text = text_row(Enqueue)

    assert text is not None
    assert ("name", False) == (text.name, text.required)


def test_enqueue_needs_nothing() -> None:
    assert "<Enqueue/>" == str(Enqueue())


def test_document_without_a_name_is_valid() -> None:
    assert is_valid('<Response><Enqueue waitUrl="/wait"/></Response>')


@pytest.mark.parametrize("name", ["", " "], ids=["empty", "blank"])
def test_blank_name_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=r"<Enqueue> name: .* is blank"):
        Enqueue(name)


@pytest.mark.parametrize("name", [7, True, ["support"]], ids=repr)
def test_name_of_the_wrong_type_is_refused(name: Any) -> None:
    with pytest.raises(WrongType, match=r"<Enqueue> name: "):
        Enqueue(name)


def test_enqueue_holds_no_children() -> None:
    assert {} == Enqueue.nested


def test_verbs_after_an_enqueue_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == Enqueue.ends


def test_response_adds_one() -> None:
    assert Response([Say("Wait."), Enqueue("support", wait_url="/wait")]) == Response(Say("Wait.")).enqueue(
        "support", wait_url="/wait"
    )


def test_leave_is_a_self_closing_tag() -> None:
    assert "<Leave/>" == str(Leave())


def test_leave_holds_no_attributes_no_text_and_no_children() -> None:
    assert ((), None, {}) == (rows(Leave), text_row(Leave), Leave.nested)


@pytest.mark.parametrize("content", ["support", 1, Say("Bye")], ids=["text", "number", "element"])
def test_content_of_leave_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Leave>: "):
        Leave(content)


@pytest.mark.parametrize("name", ["action", "queue"])
def test_attribute_of_leave_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Leave> {name}: .*; allowed: no attributes"):
        Leave(**{name: "support"})


# The call goes on after its Enqueue.
def test_verbs_after_a_leave_are_never_reached() -> None:
    assert "always" == Leave.ends


def test_response_adds_a_leave() -> None:
    assert Response([Say("Bye."), Leave()]) == Response(Say("Bye.")).leave()


@pytest.mark.parametrize("verb", [Enqueue("support"), Leave()], ids=["Enqueue", "Leave"])
@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_verb_stands_in_a_response_only(parent: Any, verb: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: an? {verb.tag} does not belong here"):
        parent(verb)


def test_wait_document_holds_the_verbs_of_the_page() -> None:
    assert ({"Play", "Say", "Gather", "Pause", "Hangup", "Redirect", "Leave"}, "documented") == (
        {verb.tag for verb in QUEUE_WAIT.verbs},
        QUEUE_WAIT.grade,
    )


@pytest.mark.parametrize(
    ("inside", "valid"),
    [("<Play>/music.mp3</Play><Leave/>", True), ("<Dial>+13125550100</Dial>", False), ("<Enqueue>b</Enqueue>", False)],
)
def test_wait_document_is_held_against_them(inside: str, valid: bool) -> None:
    assert valid == is_valid(f"<Response>{inside}</Response>", kind=QUEUE_WAIT)
