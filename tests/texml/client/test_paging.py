"""Paging: which command asks for the next page, and when there is none."""

from typing import Any

import pytest

from texml.client.paging import next_command
from texml.vocabulary.control.conferences import ListConferences
from texml.vocabulary.control.resources import Conference
from texml.vocabulary.control.result import Page
from texml.vocabulary.control.texml_calls import GetTexmlCalls
from texml.vocabulary.control.texml_conferences import GetTexmlConferenceParticipants
from texml.vocabulary.control.texml_resources import (
    CallResource,
    CallResourceIndex,
    ParticipantResource,
    ParticipantResourceIndex,
)

LIST = ListConferences(filter={"status": "completed"}, page_size=2)


def page(data: list[Any], **meta: Any) -> Page[Conference]:
    return Page({"data": data, "meta": meta}, Conference)


def texml_page(**fields: Any) -> CallResourceIndex:
    return CallResourceIndex({"calls": [{}], **fields}, CallResource)


def test_next_page_keeps_the_rest_of_the_command() -> None:
    assert LIST.replace(page_number=3) == next_command(LIST, page([{}], page_number=2, total_pages=3))


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(page([{}], page_number=3, total_pages=3), id="the last"),
        pytest.param(page([{}], page_number=1, total_pages=0), id="beyond"),
        pytest.param(page([], page_number=1, total_pages=3), id="empty"),
        pytest.param(page([{}]), id="that does not say"),
        pytest.param(page([{}], page_number="?", total_pages=[]), id="unreadable"),
        pytest.param(Page({"data": [{}]}, Conference), id="without meta"),
        pytest.param(Page({}, Conference), id="without anything"),
    ],
)
def test_there_is_no_page_after(last: Page[Conference]) -> None:
    assert next_command(LIST, last) is None


def test_texml_page_is_followed_where_it_points() -> None:
    command = GetTexmlCalls("acct", status="completed", page_size=50)
    uri = "/v2/texml/Accounts/acct/Calls?Page=1&PageSize=50&PageToken=abc"

    following = next_command(command, texml_page(next_page_uri=uri))

    assert command.replace(page=1, page_token="abc") == following


def test_texml_list_without_documented_pages_is_followed_too() -> None:
    command = GetTexmlConferenceParticipants("conf", account_sid="acct")
    page = ParticipantResourceIndex({"next_page_uri": "?Page=1&PageToken=x"}, ParticipantResource)

    assert command.with_extra({"Page": "1", "PageToken": "x"}) == next_command(command, page)


@pytest.mark.parametrize("uri", [None, "", "?Page=", "/v2/texml", "?Page=minus&Other=1"])
def test_texml_page_that_points_nowhere_is_the_last(uri: str | None) -> None:
    assert next_command(GetTexmlCalls("acct"), texml_page(next_page_uri=uri)) is None


def test_page_that_points_to_itself_is_the_last() -> None:
    command = GetTexmlCalls("acct", page=1)

    assert next_command(command, texml_page(next_page_uri="?Page=1")) is None
