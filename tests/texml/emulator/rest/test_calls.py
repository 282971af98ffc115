"""Calls by REST: listed, shown, placed, given another document, ended."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.errors import NotFound, NotValid

NUMBER = "+13125550100"


def calls(site: Any) -> Any:
    return site.ours.texml.accounts.calls


def code(caught: pytest.ExceptionInfo[NotValid]) -> str | None:
    return caught.value.problems[0].code


def test_calls_are_listed_the_newest_first_and_by_filter(site: Any) -> None:
    site.anna.hang_up()

    assert [site.bert.sid, site.anna.sid] == [each.sid for each in calls(site).retrieve_calls(site.account)]
    assert [site.anna.sid] == [each.sid for each in calls(site).retrieve_calls(site.account, status="completed")]
    assert [site.bert.sid] == [each.sid for each in calls(site).retrieve_calls(site.account, from_="+13125550122")]
    assert [] == list(calls(site).retrieve_calls(site.account, start_time="2025-12-31"))


def test_call_is_shown(site: Any) -> None:
    call = calls(site).retrieve(site.anna.sid, account_sid=site.account)

    assert ("in-progress", "inbound", "+13125550111", NUMBER) == (call.status, call.direction, call.from_, call.to)


@pytest.mark.parametrize("ask", ["retrieve", "update"])
def test_call_that_never_was_is_not_found(ask: str, site: Any) -> None:
    with pytest.raises(NotFound, match="404, Resource not found"):
        getattr(calls(site), ask)("v3:nobody", account_sid=site.account)


def test_call_goes_on_with_another_document(site: Any) -> None:
    """Source: UpdateTexmlCall: the document at Url replaces the running one; the Dial's action is not asked for."""
    calls(site).update(site.anna.sid, account_sid=site.account, url="http://localhost/greeting")

    site.anna.expect_say("This is a call for you.")
    assert site.world.conference("standup").participants == {site.bert}


def test_call_goes_on_with_a_document_that_comes_along(site: Any) -> None:
    calls(site).update(site.anna.sid, account_sid=site.account, texml="<Response><Say>Inline.</Say></Response>")

    site.anna.expect_say("Inline.")
    assert site.anna.ends()


def test_call_is_ended(site: Any) -> None:
    call = calls(site).update(site.anna.sid, account_sid=site.account, status="completed")

    assert call.status == "completed"
    assert site.anna.is_over


def test_call_that_is_over_takes_no_command(site: Any) -> None:
    site.anna.hang_up()
    before = site.world.journal

    with pytest.raises(NotValid, match="no longer active") as caught:
        calls(site).update(site.anna.sid, account_sid=site.account, status="completed")

    assert ("90018", before) == (code(caught), site.world.journal)


def test_status_is_completed_or_nothing(site: Any) -> None:
    before = site.world.journal

    with pytest.raises(NotValid, match="Status must be one of completed") as caught:
        calls(site).update(site.anna.sid, account_sid=site.account, status="canceled")

    assert ("10032", before) == (code(caught), site.world.journal)


def test_update_of_nothing_shows_the_call(site: Any) -> None:
    before = site.world.journal

    assert site.anna.sid == calls(site).update(site.anna.sid, account_sid=site.account).sid
    assert before == site.world.journal


def test_call_is_placed_and_runs_the_document_that_it_was_given(site: Any) -> None:
    result = calls(site).calls(
        site.account, application_sid=site.world.engine.connection_id, from_=NUMBER, to="+13125559999",
        url="http://localhost/greeting", status_callback="http://localhost/after",
        status_callback_event=["initiated", "answered"],
    )  # fmt: skip
    site.world.advance(seconds=10)

    [placed] = [call for call in site.world.engine.calls() if not call.is_inbound]
    assert (NUMBER, "+13125559999") == (result.from_, result.to)
    site.world.caller(placed.sid).expect_say("This is a call for you.")
    assert (1, 1, 0) == tuple(
        site.world.callbacks.of(name).count for name in ("call_initiated", "call_answered", "call_completed")
    )


def test_call_that_nobody_answered_takes_no_document(site: Any) -> None:
    site.world.phone("+13125559999").is_silent()
    calls(site).calls(site.account, application_sid=site.world.engine.connection_id, from_=NUMBER, to="+13125559999")
    [placed] = [call for call in site.world.engine.calls() if not call.is_inbound]

    with pytest.raises(NotValid, match="not been answered yet") as caught:
        calls(site).update(placed.sid, account_sid=site.account, url="http://localhost/greeting")

    assert code(caught) == "90034"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"application_sid": "not ours"}, "ApplicationSid"),
    ({"url": "http://localhost/greeting", "texml": "<Response/>"}, "Texml"),
    ({"to": "two words"}, "is no address"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_call_that_cannot_be_placed_is_not(changes: dict[str, Any], words: str, site: Any) -> None:
    right = {"application_sid": site.world.engine.connection_id, "from_": NUMBER, "to": "+13125559999"}
    before = site.world.journal

    with pytest.raises(NotValid, match=words):
        calls(site).calls(site.account, **right | changes)

    assert before == site.world.journal


def test_number_tells_the_application_where_there_are_several(site: Any) -> None:
    site.world.serve("+13125550200", lambda _environ, _start: [b""], voice_url="/other")

    with pytest.raises(NotValid, match="'From' parameter must be a number of ours"):
        calls(site).calls(
            site.account, application_sid=site.world.engine.connection_id, from_="+13125550999", to="+13125559999"
        )


def test_official_package_reads_and_ends_calls(site: Any) -> None:
    accounts = site.official.texml.accounts.calls

    listed = accounts.retrieve_calls(account_sid=site.account)
    ended = accounts.update(site.anna.sid, account_sid=site.account, status="completed")

    assert [site.bert.sid, site.anna.sid] == [call.sid for call in listed.calls]
    assert (ended.status, site.anna.is_over) == ("completed", True)


@pytest.mark.parametrize("contract", ["strict", "lenient", "hostile"])
def test_call_is_ended_under_every_contract(contract: str, open_site: Callable[..., Any]) -> None:
    site = open_site(contract=contract)

    calls(site).update(site.anna.sid, account_sid=site.account, status="completed")

    assert site.anna.is_over
