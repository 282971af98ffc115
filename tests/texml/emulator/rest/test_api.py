"""The API: the key, what is not answered, and that an error changes nothing."""

from typing import Any

import pytest

from texml.client import Client
from texml.errors import NotAuthenticated, ServerFailed


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Basic x"])
def test_wrong_key_is_refused_before_anything_is_looked_at(header: str, site: Any) -> None:
    before = site.world.journal

    answer = site.ask(
        "POST", f"/Conferences/{site.room}", json={"Status": "completed"},
        headers={"Authorization": header.encode()},
    )  # fmt: skip

    assert (401, "10009") == (answer.status_code, answer.json()["errors"][0]["code"])
    assert before == site.world.journal


def test_official_package_knows_the_refusal(site: Any) -> None:
    telnyx = pytest.importorskip("telnyx")
    client = telnyx.Telnyx(api_key="wrong", base_url=site.world.rest.url, http_client=site.http, max_retries=0)

    with pytest.raises(telnyx.AuthenticationError):
        client.texml.accounts.conferences.retrieve_conferences(account_sid=site.account)


def test_our_client_knows_the_refusal(site: Any) -> None:
    with (
        Client("wrong", base_url=site.world.rest.url, transport=site.world.rest.transport) as client,
        pytest.raises(NotAuthenticated),
    ):
        client.texml.accounts.calls.retrieve(site.anna.sid, account_sid=site.account)


def test_what_the_emulator_does_not_answer_is_said(site: Any) -> None:
    with pytest.raises(ServerFailed, match="501, the emulator does not answer GetTexmlQueues"):
        list(site.ours.texml.accounts.queues.list(site.account))


def test_commands_and_their_answers_are_in_the_timeline(site: Any) -> None:
    site.ask("POST", f"/Calls/{site.anna.sid}", json={"status": "completed"})
    site.ask("POST", f"/Calls/{site.anna.sid}", json={"Status": "completed"})

    report = site.world.report()

    assert "anna     by REST: UpdateTexmlCall; not read: status -> 200" in report
    assert "anna     by REST: UpdateTexmlCall Status=completed -> 200" in report
