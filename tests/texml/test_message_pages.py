"""The pages on what the platform sends: everything is in them, and every table can be read."""

import re
from pathlib import Path
from typing import get_args

import pytest

from texml.callbacks import CALLBACKS
from texml.errors import Refusal
from texml.message_pages import REFUSALS, callbacks_page, webhooks_page
from texml.vocabulary.record import params
from texml.webhooks import EVENTS, CallHangupEvent, Webhook

COMMITTED = Path(__file__).parents[2] / "docs" / "reference"

# class, event, word that subscribes to it
CONFERENCE = [
    ["`conference-start`", "`start`", "`ConferenceStart`"],
    ["`participant-join`", "`join`", "`ParticipantJoin`"],
    ["`participant-speech-start`", "`speaker`", "`ParticipantSpeechStart`"],
    ["`participant-speech-stop`", "`speaker`", "`ParticipantSpeechStop`"],
    ["`participant-leave`", "`leave`", "`ParticipantLeave`"],
    ["`conference-end`", "`end`", "`ConferenceEnd`"],
]

# attribute, wire name, and whether both the old and the new documentation always send it
PARAMS = [
    ["`account_sid`", "`AccountSid`", "yes"],
    ["`call_sid`", "`CallSid`", "yes"],
    ["`call_sid_legacy`", "`CallSidLegacy`", "no"],
    ["`conference_sid`", "`ConferenceSid`", "yes"],
    ["`friendly_name`", "`FriendlyName`", "yes"],
    ["`sequence_number`", "`SequenceNumber`", "yes"],
    ["`status_callback_event`", "`StatusCallbackEvent`", "yes"],
    ["`timestamp`", "`Timestamp`", "yes"],
    ["`from_`", "`From`", "no"],
    ["`to`", "`To`", "no"],
    ["`connection_id`", "`ConnectionId`", "no"],
    ["`calling_party_type`", "`CallingPartyType`", "no"],
    ["`from_sip_uri`", "`FromSipUri`", "no"],
    ["`to_sip_uri`", "`ToSipUri`", "no"],
    ["`participant_label`", "`ParticipantLabel`", "no"],
]

# class, and rows of its section: of the table of URLs, and of that of parameters
ROWS = [
    ("DialAction", ["`Dial.action`", "`Dial.method`"]),
    ("CallAnswered", ["application `status_callback`", "application `status_callback_method`"]),
    ("AnsweringMachineDetected", ["`Number.amdStatusCallback`", "nothing"]),
    ("CallRinging", ["`call_duration`", "`CallDuration`", "How long the call took.", "whole number (seconds)",
                     "when its start and its end are known", "documented"]),
    ("GatherAction", ["`confidence`", "`Confidence`", "How sure the transcript is, on average: 0 to 1.", "number",
                      "when somebody spoke", "documented"]),
    ("PayAction", ["`pay_result`", "`PayResult`", "Whether it was paid.", "text: `success`, `failed`", "always",
                   "documented"]),
    ("CallDtmf", ["`shaken_stir_validated`", "`ShakenStirValidated`", "Whether that was verified.",
                  "`true` or `false`", "when SHAKEN/STIR data is there", "documented"]),
    ("AIGatherAction", ["`result`", "`Result`", "What was gathered: a JSON object.", "text", "",
                        "disputed; texml-verbs/aigather, 2026-04"]),
    ("QueueFetch", ["`queue_time`", "`QueueTime`", "How long the call waited.", "whole number (seconds)", "",
                    "assumed; TwiML, by analogy"]),
]  # fmt: skip


def tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a page as rows of cells."""
    blocks = re.findall(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE)
    return [[[cell.strip() for cell in line[1:-1].split(" | ")] for line in block.splitlines()] for block in blocks]


def section(name: str, page: str | None = None) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page or callbacks_page(), re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def test_page_is_as_it_was_committed() -> None:
    assert (COMMITTED / "callbacks.md").read_text(encoding="utf-8") == callbacks_page()


def test_every_kind_has_a_row_and_a_section() -> None:
    overview = tables(callbacks_page())[0]

    assert [f"`{callback.kind}`" for callback in CALLBACKS] == [row[0] for row in overview[2:]]
    assert [callback.__name__ for callback in CALLBACKS] == re.findall(r"^## (\w+)$", callbacks_page(), re.MULTILINE)


@pytest.mark.parametrize("callback", CALLBACKS, ids=lambda callback: callback.__name__)
def test_every_parameter_has_a_row(callback: type) -> None:
    found = [table for table in tables(section(callback.__name__)) if table[0][0] == "attribute"]

    assert [f"`{row.wire}`" for row in params(callback)] == [row[1] for table in found for row in table[2:]]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_row_says_what_it_is_when_it_is_sent_and_how_sure_that_is(name: str, row: list[str]) -> None:
    assert row in [found for table in tables(section(name)) for found in table]


@pytest.mark.parametrize("row", CONFERENCE, ids=lambda row: row[0])
def test_conference_section_says_its_event_and_the_word_for_it(row: list[str]) -> None:
    event, word, name = row

    assert f"Event {event}, subscribed to by {word}." in section(name.strip("`"))


def test_parameters_of_a_conference_are_those_of_its_pages() -> None:
    *_, table = tables(section("ParticipantJoin"))

    assert PARAMS == [[row[0], row[1], "yes" if row[4] == "always" else "no"] for row in table[2:]]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("HoldFetch", "GET or POST, by default POST."),
        ("GatherAction", "GET or POST, as the application is set."),
        ("MediaFetch", "Always GET."),
        ("MediaFetch", "It carries nothing."),
    ],
)
def test_section_says_the_method(name: str, line: str) -> None:
    assert line in section(name)


class TestWebhooksPage:
    def test_page_is_as_it_was_committed(self) -> None:
        assert (COMMITTED / "webhooks.md").read_text(encoding="utf-8") == webhooks_page()

    def test_every_kind_of_refusal_has_a_meaning(self) -> None:
        assert get_args(Refusal) == tuple(REFUSALS)
        assert [[f"`{kind}`", meaning] for kind, meaning in REFUSALS.items()] == tables(webhooks_page())[0][2:]

    def test_every_event_has_a_row_and_a_section(self) -> None:
        _, overview, *_ = tables(webhooks_page())

        assert [f"`{name}`" for name in EVENTS] == [row[0] for row in overview[2:]]
        for event in EVENTS.values():
            assert f"Event `{event.event}`." in section(event.__name__, webhooks_page())

    def test_every_value_of_an_event_has_a_row_but_those_that_all_have(self) -> None:
        above = {row.wire for row in params(Webhook)}
        for event in EVENTS.values():
            [table] = tables(section(event.__name__, webhooks_page()))

            assert [f"`{row.wire}`" for row in params(event) if row.wire not in above] == [row[1] for row in table[2:]]

    def test_link_to_every_value_inside_leads_to_a_section(self) -> None:
        targets = {name.lower() for name in re.findall(r"^## (\w+)$", webhooks_page(), re.MULTILINE)}

        assert set() == set(re.findall(r"\]\(#(\w+)\)", webhooks_page())) - targets
        assert "[CallQuality](#callquality), or null" in section(CallHangupEvent.__name__, webhooks_page())
        assert "list of [SipHeader](#sipheader)" in section(CallHangupEvent.__name__, webhooks_page())

    def test_section_says_which_commands_announce_the_event(self) -> None:
        assert "Announced by `POST /conferences`, `POST /conferences/{id}/actions/join`.\n" in section(
            "ParticipantJoinedEvent", webhooks_page()
        )
        assert "without the envelope `data`" in section("ConferenceFloorChangedEvent", webhooks_page())
