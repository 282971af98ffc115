"""The Redirect page of the platform's manual, restated by hand: go on with another document."""

from typing import Any

import pytest

from texml import (
    Dial,
    DocumentError,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Redirect,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice

URL = "https://voice.example.com/next"

# Python name, wire name, a value, its wire text, default
ATTRIBUTES = [("method", "method", "GET", "GET", "POST")]
METHODS = ("GET", "POST")


def test_attributes_are_those_of_the_page() -> None:
    assert [(name, wire, default) for name, wire, _, _, default in ATTRIBUTES] == [
        (row.name, row.wire, row.default) for row in rows(Redirect)
    ]


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Redirect)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert {"method": METHODS} == {row.wire: row.kind.words for row in rows(Redirect) if isinstance(row.kind, Choice)}


def test_text_is_the_only_thing_needed() -> None:
    assert "<Redirect>https://voice.example.com/next</Redirect>" == str(Redirect(URL))


def test_all_attributes_are_written_as_the_page_spells_them() -> None:
    assert '<Redirect method="GET">https://voice.example.com/next</Redirect>' == str(Redirect(URL, method="GET"))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid('<Response><Redirect method="GET">https://voice.example.com/next</Redirect></Response>')


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_taken(method: Any) -> None:
    assert f'<Redirect method="{method}">https://voice.example.com/next</Redirect>' == str(Redirect(URL, method=method))


@pytest.mark.parametrize("method", ["get", "Post", "PUT", "", "GET POST"])
def test_other_method_is_refused(method: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Redirect> method: .*; allowed: 'GET' or 'POST'"):
        Redirect(URL, method=method)


@pytest.mark.parametrize("method", [True, 1, ["GET"]], ids=repr)
def test_method_of_the_wrong_type_is_refused(method: Any) -> None:
    with pytest.raises(WrongType, match=r"<Redirect> method: "):
        Redirect(URL, method=method)


@pytest.mark.parametrize("name", ["Method", "url_method", "fallback_url"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Redirect> {name}: "):
        Redirect(URL, **{name: "GET"})


def test_text_is_required() -> None:
    text = text_row(Redirect)

    assert text is not None
    assert ("url", True) == (text.name, text.required)


@pytest.mark.parametrize("arguments", [(), (None,), ("",), (" ",)], ids=["absent", "None", "empty", "blank"])
def test_redirect_without_a_url_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(DocumentError, match=r"<Redirect>"):
        Redirect(*arguments)


def test_redirect_without_text_says_that_the_text_is_missing() -> None:
    with pytest.raises(MissingContent, match=r"<Redirect>: the text is missing"):
        Redirect()


@pytest.mark.parametrize("url", ["https://a.example.com/b", "http://a.example.com", "/next", "next.xml", "?step=2"])
def test_text_is_an_absolute_or_a_relative_url(url: str) -> None:
    assert f"<Redirect>{url}</Redirect>" == str(Redirect(url))


@pytest.mark.parametrize(
    "url", ["https://", "https://a.example.com/b c", "ftp://a.example.com/b", "file:///etc/passwd", "tel:+13125550100"]
)
def test_text_that_is_no_url_of_a_document_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Redirect> url: .*; allowed: an http or https URL"):
        Redirect(url)


def test_ampersand_of_a_query_is_escaped() -> None:
    assert "<Redirect>/next?a=1&amp;b=2</Redirect>" == str(Redirect("/next?a=1&b=2"))


def test_redirect_holds_no_children() -> None:
    assert {} == Redirect.nested


def test_response_adds_one() -> None:
    assert Response([Say("Wait."), Redirect(URL, method="GET")]) == Response(Say("Wait.")).redirect(URL, method="GET")


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_redirect_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Redirect does not belong here"):
        parent(Redirect(URL))
