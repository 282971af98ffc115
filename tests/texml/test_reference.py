"""The reference pages: everything is in them, and every table can be read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from texml.reference import verbs_page

COMMITTED = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {"verbs.md": verbs_page}

# In the order of the page: depth first, as the elements stand in a document. The numbers count their attributes.
ELEMENTS = {
    "Response": 0,
    "Say": 10,
    "Break": 2,
    "Emphasis": 1,
    "Lang": 1,
    "Phoneme": 2,
    "Prosody": 3,
    "SayAs": 1,
    "Sub": 1,
    "Paragraph": 0,
    "Sentence": 0,
    "Play": 6,
    "Pause": 1,
    "Gather": 23,
    "Record": 17,
    "Dial": 22,
    "Number": 15,
    "Sip": 14,
    "Queue": 2,
    "Conference": 19,
    "Enqueue": 5,
    "Leave": 0,
    "Redirect": 1,
    "Refer": 2,
    "ReferSip": 0,
    "Reject": 1,
    "Hangup": 0,
    "Start": 0,
    "Stream": 10,
    "Parameter": 2,
    "Transcription": 12,
    "Suppression": 7,
    "Siprec": 8,
    "Recording": 7,
    "Stop": 0,
    "StopStream": 1,
    "StopTranscription": 0,
    "StopSuppression": 0,
    "StopSiprec": 1,
    "Connect": 2,
    "AIAssistant": 4,
    "ConversationRelay": 10,
    "Language": 7,
    "Pay": 23,
    "Prompt": 4,
    "HttpRequest": 2,
    "Request": 2,
    "Headers": 0,
    "Header": 0,
    "Key": 0,
    "Value": 0,
    "Body": 0,
    "HttpResponse": 0,
    "Type": 0,
    "StatusCode": 0,
    "Content": 0,
    "Field": 0,
    "Name": 0,
    "AIGather": 2,
    "Greeting": 0,
    "Voice": 3,
    "Parameters": 0,
    "MessageHistory": 0,
    "Message": 1,
    "InterruptionSettings": 1,
    "AIGatherTranscription": 1,
    "Assistant": 3,
    "Tools": 0,
    "Tool": 0,
}

# What differs from its namesake, and what both are called on the wire.
NAMESAKES = {
    "ReferSip": "Sip",
    "StopStream": "Stream",
    "StopTranscription": "Transcription",
    "StopSuppression": "Suppression",
    "StopSiprec": "Siprec",
    "HttpResponse": "Response",
    "AIGatherTranscription": "Transcription",
}

# What is written otherwise.
SPEECH = {
    "Break": "break",
    "Emphasis": "emphasis",
    "Lang": "lang",
    "Phoneme": "phoneme",
    "Prosody": "prosody",
    "SayAs": "say-as",
    "Sub": "sub",
    "Paragraph": "p",
    "Sentence": "s",
}

REQUIRED = {
    "Lang": ["xml_lang"],
    "Phoneme": ["alphabet", "ph"],
    "SayAs": ["interpret_as"],
    "Sub": ["alias"],
    "Stream": ["url"],
    "Parameter": ["name", "value"],
    "Siprec": ["connector_name"],
    "ConversationRelay": ["url"],
    "Prompt": ["for_"],
    "Request": ["url"],
    "Message": ["role"],
}

CONFERENCE = {
    "muted": "muted",
    "start_conference_on_enter": "startConferenceOnEnter",
    "end_conference_on_exit": "endConferenceOnExit",
    "max_participants": "maxParticipants",
    "beep": "beep",
    "participant_label": "participantLabel",
    "record": "record",
    "record_beep": "recordBeep",
    "recording_status_callback": "recordingStatusCallback",
    "recording_status_callback_event": "recordingStatusCallbackEvent",
    "recording_status_callback_method": "recordingStatusCallbackMethod",
    "recording_timeout": "recordingTimeout",
    "trim": "trim",
    "send_recording_url": "sendRecordingUrl",
    "status_callback": "statusCallback",
    "status_callback_method": "statusCallbackMethod",
    "status_callback_event": "statusCallbackEvent",
    "wait_url": "waitUrl",
    "wait_method": "waitMethod",
}

PLAYED = "URL of an MP3 or WAV file, or the name of a stored file where media_storage is true."

ROWS = [
    pytest.param(
        "Conference",
        ["`recording_timeout`", "`recordingTimeout`", "a whole number from 0 to 14400 (seconds)", "`0`", "documented"],
        id="range, unit and default",
    ),
    pytest.param(
        "Conference",
        [
            "`status_callback_event`",
            "`statusCallbackEvent`",
            "one or several of 'start', 'end', 'join', 'leave' or 'speaker'",
            "",
            "documented",
        ],
        id="list without a default",
    ),
    pytest.param(
        "Gather",
        ["`method`", "`method`", "'GET' or 'POST'", "`POST`", "disputed; migration skill, texml-verbs, 2026-04"],
        id="grade and source of its own",
    ),
    pytest.param(
        "Say",
        ["`api_key_ref`", "`api_key_ref`", "a text that is not blank", "", "documented; texml-verbs/say, 2026-08"],
        id="snake case on the wire",
    ),
    pytest.param("Stream", ["`url`", "`url`", "a wss:// URL", "required", "documented"], id="required"),
    pytest.param(
        "Siprec",
        [
            "`session_timeout_secs`",
            "`sessionTimeoutSecs`",
            "a whole number from 90 to 14440, or 0 (seconds)",
            "`1800`",
            "documented",
        ],
        id="number beside the range",
    ),
    pytest.param(
        "Prompt",
        ["`attempt`", "`attempt`", "one or several of: a whole number from 1 to 3", "", "documented"],
        id="list of numbers",
    ),
    pytest.param(
        "HttpRequest", ["`async_`", "`async`", "True or False", "`false`", "documented"], id="keyword of Python"
    ),
    pytest.param(
        "Pay",
        [
            "`postal_code`",
            "`postalCode`",
            "True or False, or a text that is not blank",
            "`true`",
            "documented; migration skill, texml-verbs, and Telnyx's validator script",
        ],
        id="flag or text",
    ),
    pytest.param(
        "Sip",
        [
            "`machine_detection_timeout`",
            "`machineDetectionTimeout`",
            "a whole number from 500 to 60000 (milliseconds)",
            "`3500`",
            "documented",
        ],
        id="attribute of the base",
    ),
]


def tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a page as rows of cells, parted as Markdown parts them: at pipes without a backslash."""
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[_cells(line) for line in block.splitlines()] for block in blocks]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def section(element: str) -> str:
    """Return what the page says of one element."""
    return verbs_page().partition(f"\n## {element}\n")[2].partition("\n## ")[0]


def body(table: list[list[str]]) -> list[list[str]]:
    return table[2:]


@pytest.mark.parametrize("name", PAGES)
def test_committed_page_is_what_would_be_generated(name: str) -> None:
    assert PAGES[name]() == (COMMITTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_row_has_as_many_cells_as_its_head(page: Callable[[], str]) -> None:
    ragged = [row for table in tables(page()) for row in table if len(row) != len(table[0])]

    assert [] == ragged


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_second_row_of_a_table_parts_the_head_from_the_rest(page: Callable[[], str]) -> None:
    assert {"---"} == {cell for table in tables(page()) for cell in table[1]}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_table_stands_between_blank_lines(page: Callable[[], str]) -> None:
    assert [] == re.findall(r"^[^|\n].*\n\|.*", page(), re.MULTILINE) + re.findall(
        r"^\|.*\n[^|\n].*", page(), re.MULTILINE
    )


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page_ends_with_one_line_end(page: Callable[[], str]) -> None:
    assert re.search(r"[^\n]\n\Z", page())


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page_has_one_title_and_no_level_is_skipped(page: Callable[[], str]) -> None:
    levels = [len(mark) for mark in re.findall("^(#+) ", page(), re.MULTILINE)]

    assert (1, {2}) == (levels[0], set(levels[1:]))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page_is_the_same_each_time(page: Callable[[], str]) -> None:
    assert page() == page()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_that_python_shows_for_a_missing_value_is_in_a_cell(page: Callable[[], str]) -> None:
    cells = {cell.strip("`") for table in tables(page()) for row in table for cell in row}

    assert set() == cells & {"None", "()", "''", "MISSING"}


def test_every_element_has_a_section() -> None:
    assert list(ELEMENTS) == re.findall("^## (.*)$", verbs_page(), re.MULTILINE)


def test_page_has_the_attributes_of_the_language() -> None:
    # 248 in 53 elements, 11 of speech markup, and the three of those that differ from a namesake.
    assert 262 == sum(len(body(table)) for table in tables(verbs_page()))


@pytest.mark.parametrize(("element", "number"), ELEMENTS.items())
def test_every_attribute_has_a_row(element: str, number: int) -> None:
    assert number == sum(len(body(table)) for table in tables(section(element)))


def test_row_names_the_attribute_in_python_and_on_the_wire() -> None:
    [table] = tables(section("Conference"))

    assert [[f"`{name}`", f"`{wire}`"] for name, wire in CONFERENCE.items()] == [row[:2] for row in body(table)]


@pytest.mark.parametrize(("element", "cells"), ROWS)
def test_row_says_what_is_allowed_the_default_and_how_sure_it_is(element: str, cells: list[str]) -> None:
    [table] = tables(section(element))

    assert cells in [row[:2] + row[3:] for row in body(table)]


@pytest.mark.parametrize("element", [name for name, number in ELEMENTS.items() if number])
def test_default_column_says_which_attributes_are_required(element: str) -> None:
    [table] = tables(section(element))

    required = [row[0].strip("`") for row in body(table) if row[4] == "required"]
    assert REQUIRED.get(element, []) == required


@pytest.mark.parametrize("element", ELEMENTS)
def test_section_says_which_wire_name_an_element_shares(element: str) -> None:
    lines = [line for line in section(element).splitlines() if line.startswith("On the wire")]

    tag = NAMESAKES.get(element)
    shared = [f"On the wire `{tag}`, like its namesake elsewhere."] if tag else []
    own = [f"On the wire `{SPEECH[element]}`."] if element in SPEECH else []
    assert [*shared, *own] == lines


def test_every_link_leads_to_a_section() -> None:
    linked = set(re.findall(r"\]\(#([^)]*)\)", verbs_page()))

    assert {name.lower() for name in ELEMENTS if name != "Response"} == linked


@pytest.mark.parametrize("element", ELEMENTS)
def test_section_names_its_source(element: str) -> None:
    assert 1 == len(re.findall(r"^Source: \S.*\.$", section(element), re.MULTILINE))


@pytest.mark.parametrize("element", [name for name, number in ELEMENTS.items() if number])
def test_every_row_has_a_meaning(element: str) -> None:
    [table] = tables(section(element))

    assert [] == [row[1] for row in body(table) if not row[2].endswith(".")]


@pytest.mark.parametrize(
    ("element", "line"),
    [
        (
            "Response",
            (
                "Holds: [Say](#say), [Play](#play), [Pause](#pause), [Gather](#gather), [Record](#record), "
                "[Dial](#dial), [Enqueue](#enqueue), [Leave](#leave), [Redirect](#redirect), [Refer](#refer), "
                "[Reject](#reject), [Hangup](#hangup), [Start](#start), [Stop](#stop), [Connect](#connect), "
                "[Pay](#pay), [HttpRequest](#httprequest), [AIGather](#aigather)."
            ),
        ),
        ("Gather", "Holds: [Say](#say), [Play](#play)."),
        (
            "Dial",
            "Holds: [Number](#number), [Sip](#sip), [Queue](#queue) (alone), [Conference](#conference) (alone).",
        ),
        ("Refer", "Holds: [ReferSip](#refersip) (alone)."),
        (
            "Stop",
            (
                "Holds: [StopStream](#stopstream), [StopTranscription](#stoptranscription), "
                "[StopSuppression](#stopsuppression), [StopSiprec](#stopsiprec)."
            ),
        ),
        ("HttpRequest", "Holds: [Request](#request) (once, required), [HttpResponse](#httpresponse) (once)."),
        ("Header", "Holds: [Key](#key) (once, required), [Value](#value) (once, required)."),
        ("Tools", "Holds: [Tool](#tool)."),
        (
            "Say",
            (
                "Text, `content` (required): The words to speak. "
                "Allowed: a text that is not blank, an element, or several of both."
            ),
        ),
        ("Play", f"Text, `url` (optional): {PLAYED} Allowed: a text that is not blank."),
        ("ReferSip", "Text, `uri` (required): The SIP URI. Allowed: a SIP URI such as sip:anna@example.com."),
        (
            "Tool",
            (
                "Text, `definition` (required): The tool's definition. "
                "Allowed: a JSON object: a dict, or text such as '{\"a\": 1}'."
            ),
        ),
        ("StatusCode", "Text, `text` (optional): The status. Allowed: an HTTP status such as '200'."),
    ],
)
def test_section_says_what_the_element_holds(element: str, line: str) -> None:
    assert line in section(element).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        (
            "A **voice document** holds `Say`, `Play`, `Pause`, `Gather`, `Record`, `Dial`, `Enqueue`, `Leave`, "
            "`Redirect`, `Refer`, `Reject`, `Hangup`, `Start`, `Stop`, `Connect`, `Pay`, `HttpRequest`, `AIGather` "
            "(assumed; "
        ),
        "A **conference wait document** holds `Play`, `Say`, `Pause`, `Redirect` (assumed; ",
    ],
)
def test_page_says_which_verbs_each_kind_of_document_holds(line: str) -> None:
    assert any(text.startswith(line) for text in verbs_page().splitlines())
