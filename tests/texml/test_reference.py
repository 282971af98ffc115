"""The reference pages: everything is in them, and every table can be read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from texml.reference import callbacks_page, verbs_page

COMMITTED = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {"verbs.md": verbs_page, "callbacks.md": callbacks_page}

# In the order of the page: depth first, as the elements stand in a document. The numbers count their attributes.
ELEMENTS = {
    "Response": 0,
    "Say": 10,
    "Play": 6,
    "Pause": 1,
    "Gather": 23,
    "Dial": 22,
    "Number": 15,
    "Conference": 19,
    "Redirect": 1,
    "Hangup": 0,
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

CALLBACKS = [
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
        ("Response", "Holds: `Say`, `Play`, `Pause`, `Gather`, `Dial`, `Redirect`, `Hangup`."),
        ("Gather", "Holds: `Say`, `Play`."),
        ("Dial", "Holds: `Number`, `Conference` (alone)."),
        ("Say", "Text, `text` (required): The words to speak. Allowed: a text that is not blank."),
        ("Play", f"Text, `url` (optional): {PLAYED} Allowed: a text that is not blank."),
    ],
)
def test_section_says_what_the_element_holds(element: str, line: str) -> None:
    assert line in section(element).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "A **voice document** holds `Say`, `Play`, `Pause`, `Gather`, `Dial`, `Redirect`, `Hangup` (assumed; ",
        "A **conference wait document** holds `Play`, `Say`, `Pause`, `Redirect` (assumed; ",
    ],
)
def test_page_says_which_verbs_each_kind_of_document_holds(line: str) -> None:
    assert any(text.startswith(line) for text in verbs_page().splitlines())


def test_every_callback_has_a_row() -> None:
    events, _ = tables(callbacks_page())

    assert CALLBACKS == [row[:3] for row in body(events)]


def test_every_parameter_has_a_row() -> None:
    _, params = tables(callbacks_page())

    assert PARAMS == [[row[0], row[1], row[3]] for row in body(params)]


@pytest.mark.parametrize("index", [0, 1], ids=["events", "parameters"])
def test_every_row_of_the_callbacks_is_filled(index: int) -> None:
    table = tables(callbacks_page())[index]

    assert [] == [row for row in body(table) if not all(row)]
