"""Pages: counted from 0, and followed by their URIs. Source: index resources, OpenAPI of 2026-07-16."""

from typing import Any

import pytest

from texml.emulator.rest.pages import page_of
from texml.emulator.rest.problems import Refused
from texml.vocabulary.control.texml_calls import GetTexmlCalls

ITEMS = [{"sid": str(number)} for number in range(5)]


def page(**arguments: Any) -> dict[str, Any]:
    return page_of(GetTexmlCalls("acct", **arguments), ITEMS, "/v2/texml/Accounts/acct/Calls")


def test_first_page_names_the_next_with_the_filters() -> None:
    found = page(page_size=2, to="+13125550100")

    assert ([{"sid": "0"}, {"sid": "1"}], 0, 2, 0, 1) == (
        found["calls"], found["page"], found["page_size"], found["start"], found["end"]
    )  # fmt: skip
    assert found["next_page_uri"] == "/v2/texml/Accounts/acct/Calls?To=%2B13125550100&Page=1&PageSize=2"


def test_last_page_names_none() -> None:
    found = page(page=2, page_size=2)

    assert [{"sid": "4"}] == found["calls"]
    assert "next_page_uri" not in found


def test_page_after_the_last_is_empty() -> None:
    assert [] == page(page=9)["calls"]


@pytest.mark.parametrize("arguments", [{"page": -1}, {"page_size": 0}, {"page_size": 251}])
def test_page_that_cannot_be_is_refused(arguments: dict[str, int]) -> None:
    with pytest.raises(Refused, match="outside of what is allowed"):
        page(**arguments)


def test_client_gets_every_item_once(site: Any) -> None:
    for _ in range(3):
        site.world.call("+13125550100")

    sids = [call.sid for call in site.ours.texml.accounts.calls.retrieve_calls(site.account, page_size=2)]

    assert sids == [call.sid for call in reversed(list(site.world.engine.calls()))]
