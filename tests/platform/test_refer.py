"""The Refer page of the platform's manual, restated by hand: hand the call over by SIP REFER."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Number,
    Refer,
    ReferSip,
    Response,
    Say,
    Sip,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice

ADDRESS = "sip:anna@example.com"
SIP = ReferSip(ADDRESS)

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("action", "action", "/referred", "/referred", None),
    ("method", "method", "GET", "GET", "POST"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

EVERYTHING = '<Refer action="/referred" method="GET"><Sip>sip:anna@example.com</Sip></Refer>'


def test_attributes_are_those_of_the_page() -> None:
    assert [(name, wire, default) for name, wire, _, _, default in ATTRIBUTES] == [
        (row.name, row.wire, row.default) for row in rows(Refer)
    ]


def test_closed_sets_are_those_of_the_page() -> None:
    assert {"method": {"GET", "POST"}} == {
        row.wire: set(row.kind.words) for row in rows(Refer) if isinstance(row.kind, Choice)
    }


def test_every_attribute_is_documented_and_none_is_required() -> None:
    assert {("documented", False)} == {(row.grade, row.required) for row in rows(Refer)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Refer {wire}="{text}"><Sip>sip:anna@example.com</Sip></Refer>' == str(Refer(SIP, **{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Refer(SIP, **{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("method", word) for word in ("get", "PUT", "")),
        *(("action", url) for url in ("", "/a b", "sip:anna@example.com", "ftp://voice.example.com/")),
    ],
)
def test_value_outside_of_what_is_allowed_is_refused(name: str, value: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Refer> {name}: "):
        Refer(SIP, **{name: value})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [7, True, ["x"]], ids=repr)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Refer> {name}: "):
        Refer(SIP, **{name: value})


@pytest.mark.parametrize("name", ["url", "status_callback", "timeout", "Action"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Refer> {name}: "):
        Refer(SIP, **{name: "x"})


# Alone, once, required: it cannot go to two addresses, and is nothing without one.
def test_refer_holds_one_sip() -> None:
    assert {ReferSip: (True, False, False)} == Refer.nested


def test_refer_needs_its_sip() -> None:
    assert Refer.needs_child


def test_refer_waits_for_its_sip_alone() -> None:
    assert "<Refer/>" == str(Refer())


def test_method_adds_the_sip() -> None:
    assert Refer(SIP) == Refer().sip(ADDRESS)


# Only a Dial takes bare text.
def test_bare_text_in_a_document_is_not_valid() -> None:
    assert not is_valid("<Response><Refer>sip:anna@example.com</Refer></Response>")


@pytest.mark.parametrize(
    "make_refer",
    [
        pytest.param(lambda: Refer([SIP, SIP]), id="two"),
        pytest.param(lambda: Refer(SIP).sip(ADDRESS), id="second added"),
    ],
)
def test_second_sip_is_refused(make_refer: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Refer>: a Sip bears no sibling, and there are 2 children"):
        make_refer()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Sip/>",
        "<Sip>sip:a@example.com</Sip><Sip>sip:b@example.com</Sip>",
        '<Sip username="a">sip:a@example.com</Sip>',
    ],
    ids=["none", "no address", "two", "attribute of a dialed one"],
)
def test_document_with_another_number_or_kind_of_sip_is_not_valid(inside: str) -> None:
    assert not is_valid(f"<Response><Refer>{inside}</Refer></Response>")


# The Sip of a Dial has attributes that have no meaning here, so it is another class.
@pytest.mark.parametrize(
    "content",
    [Sip(ADDRESS), Number("+13125550100"), Say("Hello"), Hangup(), 7, None, ADDRESS, [ADDRESS]],
    ids=["Sip of Dial", "Number", "Say", "Hangup", "number", "None", "text", "text in a list"],
)
def test_other_content_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Refer>: .* does not belong here; allowed: ReferSip"):
        Refer(content)


def test_refer_has_no_text_of_its_own() -> None:
    assert text_row(Refer) is None


def test_sip_has_no_attributes_and_no_children() -> None:
    assert ((), {}) == (rows(ReferSip), ReferSip.nested)


def test_uri_is_required() -> None:
    text = text_row(ReferSip)

    assert text is not None
    assert ("uri", True) == (text.name, text.required)


def test_sip_without_uri_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Sip>: the text is missing"):
        ReferSip()


@pytest.mark.parametrize(
    "uri", ["sip:anna@example.com", "sips:anna@example.com:5061", "SIP:anna@example.com;transport=tls"]
)
def test_uri_is_written_as_given(uri: str) -> None:
    assert f"<Sip>{uri}</Sip>" == str(ReferSip(uri))


@pytest.mark.parametrize("uri", ["", " ", "sip:", "anna@example.com", "+13125550100", "tel:+13125550100", "sip:a b@c"])
def test_text_that_is_no_sip_uri_is_refused(uri: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Sip> uri: .*; allowed: a SIP URI"):
        ReferSip(uri)


@pytest.mark.parametrize("uri", [7, True, None, [ADDRESS]], ids=repr)
def test_uri_of_the_wrong_type_is_refused(uri: Any) -> None:
    with pytest.raises(WrongType, match=r"<Sip> uri: "):
        ReferSip(uri)


@pytest.mark.parametrize("name", ["username", "password", "status_callback", "url"])
def test_attribute_of_a_dialed_sip_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Sip> {name}: .*; allowed: no attributes"):
        ReferSip(ADDRESS, **{name: "anna"})


def test_verbs_after_a_refer_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == Refer.ends


def test_response_adds_one() -> None:
    assert Response([Say("Wait."), Refer(SIP, action="/a")]) == Response(Say("Wait.")).refer(SIP, action="/a")


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_refer_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Refer does not belong here"):
        parent(Refer(SIP))
