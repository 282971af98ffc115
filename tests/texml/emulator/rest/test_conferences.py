"""Conferences by REST: listed, shown, announced to, ended."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from texml.errors import NotFound, NotValid
from texml.testing import PROFILES


def conferences(site: Any) -> Any:
    return site.ours.texml.accounts.conferences


def test_conferences_are_listed_by_status_and_name(site: Any) -> None:
    listed = conferences(site).retrieve_conferences

    assert [site.room] == [each.sid for each in listed(site.account, status="in-progress", friendly_name="standup")]
    assert [] == list(listed(site.account, friendly_name="Standup"))
    assert [] == list(listed(site.account, status="completed"))
    assert [site.room] == [each.sid for each in listed(site.account, date_created="2026-01-01")]


def test_conference_is_ended_and_everybody_hung_up(site: Any) -> None:
    """Source: UpdateTexmlConference, Status=completed hangs everyone up."""
    answer = conferences(site).update(site.room, account_sid=site.account, status="completed")

    assert ("completed", "conference-ended-via-api") == (answer.status, answer.reason_conference_ended)
    assert site.anna.is_over
    assert "Goodbye." not in site.anna.heard


def test_who_is_in_an_ended_conference_goes_on_where_the_contract_says_so(open_site: Callable[..., Any]) -> None:
    site = open_site(contract=replace(PROFILES["documented"], ended_by_api="go-on"))

    conferences(site).update(site.room, account_sid=site.account, status="completed")

    site.anna.expect_say("Goodbye.")


def test_conference_that_is_over_is_still_shown_and_takes_no_command(site: Any) -> None:
    conferences(site).update(site.room, account_sid=site.account, status="completed")
    before = site.world.journal

    assert conferences(site).retrieve(site.room, account_sid=site.account).status == "completed"
    with pytest.raises(NotValid, match="90019 Conference has already ended"):
        conferences(site).update(site.room, account_sid=site.account, status="completed")

    assert before == site.world.journal


def test_announcement_is_heard_by_all_and_the_conference_goes_on(site: Any) -> None:
    answer = conferences(site).update(site.room, account_sid=site.account, announce_url="http://localhost/announcement")

    assert answer.status == "in-progress"
    site.anna.expect_say("Ten minutes are left.")
    site.bert.expect_say("Ten minutes are left.")


def test_announcement_of_another_scheme_is_refused(site: Any) -> None:
    before = site.world.journal

    answer = site.ask("POST", f"/Conferences/{site.room}", json={"AnnounceUrl": "file:///etc/passwd"})

    assert (422, before) == (answer.status_code, site.world.journal)


@pytest.mark.parametrize("ask", ["retrieve", "update"])
def test_conference_that_never_was_is_not_found(ask: str, site: Any) -> None:
    with pytest.raises(NotFound):
        getattr(conferences(site), ask)("58b4eda9-03de-4bee-9178-d0e10d83e519", account_sid=site.account)


def test_conference_of_another_account_is_not_found(site: Any) -> None:
    with pytest.raises(NotFound):
        conferences(site).retrieve(site.room, account_sid="58b4eda9-03de-4bee-9178-d0e10d83e519")


def test_official_package_finds_and_ends_it(site: Any) -> None:
    accounts = site.official.texml.accounts.conferences

    [found] = accounts.retrieve_conferences(account_sid=site.account, status="in-progress").conferences
    ended = accounts.update(found.sid, account_sid=site.account, status="completed")

    assert (site.room, "completed", True) == (found.sid, ended.status, site.bert.is_over)
