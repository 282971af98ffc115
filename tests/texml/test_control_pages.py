"""The pages on the REST client: every operation, argument, object and answer, and how many there are."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from texml.control_pages import coverage_page, rest_page
from texml.vocabulary.control.catalogue import COMMANDS
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import arguments

EVERY = [command for group in COMMANDS.values() for command in group]
PAGE = rest_page()
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("command", EVERY, ids=lambda each: each.name_of_command)
def test_operation_has_a_section_with_its_request_and_arguments(command: type[Command[Any]]) -> None:
    section = SECTIONS[command.name_of_command]

    assert f"`{command.http_method} {command.http_path}`, class `{command.__name__}`" in section
    assert [f"`{name}`" for name in arguments(command)] == re.findall(r"^\| (`\w+`) \|", section, re.MULTILINE)


def test_links_lead_to_sections() -> None:
    anchors = {name.lower() for name in SECTIONS}

    assert set(re.findall(r"\]\(#(\w+)\)", PAGE)) <= anchors


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("conferences.create", "How many may be there at once. | a whole number from 2 to 800 | `250` | documented |"),
        ("conferences.create", "class `CreateConference`, answers [Conference](#conference) as `data`."),
        ("conferences.list", "answers pages of [Conference](#conference)."),
        ("queues.delete", "answers nothing."),
        ("texml.accounts.calls.retrieve", "answers [CallResource](#callresource)."),
        ("texml.accounts.calls.retrieve_calls", "answers pages of [CallResource](#callresource)."),
        ("texml.accounts.calls.retrieve_calls", "| `start_time_gt` | `StartTime>` | Started after. |"),
        ("calls.dial", "diverted from. | a text that is not blank |  | documented; official Python SDK 4.189 |"),
        ("ConferenceConfig", "| `early_media` |"),
        ("Conference", "| `ended_by` | [EndedBy](#endedby) |  |"),
        ("Conference", "| `created_at` | `datetime` | yes |"),
        ("Participant", "| `whisper_call_control_ids` | tuple of `str` | yes |"),
        ("QueueResource", "| `subresource_uris` | mapping |  |"),
    ],
)  # fmt: skip
def test_section_says(section: str, line: str) -> None:
    assert line in SECTIONS[section]


def test_coverage_counts_what_is_documented() -> None:
    witness = json.loads((Path(__file__).parent / "client" / "operations.json").read_text(encoding="utf-8"))

    assert f"\n{len(EVERY)} of {len(witness['operations'])} operations" in coverage_page()


@pytest.mark.parametrize(
    "row",
    [
        "| `conferences.actions.join` | `POST /conferences/{id}/actions/join` | 15 | command_id |",
        "| `conferences.actions.mute` | `POST /conferences/{id}/actions/mute` | 3 | never |",
        "| `conferences.retrieve` | `GET /conferences/{id}` | 2 | method |",
    ],
)
def test_coverage_says_what_may_be_sent_again(row: str) -> None:
    assert row in coverage_page()
