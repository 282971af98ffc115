"""The reference pages: everything is in them, and every table can be read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from texml import parse
from texml.reference import element_pages, rules_page, twiml_page, verbs_page
from texml.vocabulary.twiml import TEXML_ATTRIBUTES, TWIML_ATTRIBUTES, TWIML_DIFFERENCES, TWIML_ELEMENTS

COMMITTED = Path(__file__).parents[2] / "docs" / "reference"
ELEMENT_PAGES = element_pages()
PAGES = {
    "verbs.md": verbs_page,
    "twiml.md": twiml_page,
    "rules.md": rules_page,
    **{f"elements/{name}": (lambda text=text: text) for name, text in ELEMENT_PAGES.items()},
}

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
    """Return the page of one element."""
    [page] = [page for page in ELEMENT_PAGES.values() if f"\n# {element}\n" in page]
    return page


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
    assert {"---"} >= {cell for table in tables(page()) for cell in table[1]}


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


def test_every_element_has_a_page_and_a_row_of_the_index() -> None:
    *_, index = tables(verbs_page())

    assert list(ELEMENTS) == [re.match(r"\[(\w+)\]", row[0])[1] for row in body(index)]
    assert len(ELEMENTS) == len(ELEMENT_PAGES)


def test_pages_have_the_attributes_of_the_language() -> None:
    # 248 in 53 elements, 11 of speech markup, and the three of those that differ from a namesake.
    assert 262 == sum(len(body(table)) for page in ELEMENT_PAGES.values() for table in tables(page))


def test_file_is_named_after_its_element() -> None:
    names = {"ai-gather.md", "ai-gather-transcription.md", "http-request.md", "refer-sip.md", "say.md"}

    assert names <= set(ELEMENT_PAGES)


@pytest.mark.parametrize(("element", "number"), ELEMENTS.items())
def test_every_attribute_has_a_row(element: str, number: int) -> None:
    assert number == sum(len(body(table)) for table in tables(section(element)))


def test_row_names_the_attribute_in_python_and_on_the_wire() -> None:
    [table] = tables(section("Conference"))

    assert [[f"`{name}`", f"`{wire}`"] for name, wire in CONFERENCE.items()] == [row[:2] for row in body(table)]


@pytest.mark.parametrize(("element", "cells"), ROWS)
def test_row_says_what_is_allowed_the_default_and_how_sure_it_is(element: str, cells: list[str]) -> None:
    [table] = tables(section(element))

    assert cells in [row[:2] + row[4:] for row in body(table)]


@pytest.mark.parametrize("element", [name for name, number in ELEMENTS.items() if number])
def test_default_column_says_which_attributes_are_required(element: str) -> None:
    [table] = tables(section(element))

    required = [row[0].strip("`") for row in body(table) if row[5] == "required"]
    assert REQUIRED.get(element, []) == required


def plain(text: str) -> str:
    """Return *text* without the targets of its links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


@pytest.mark.parametrize("element", ELEMENTS)
def test_page_says_which_wire_name_an_element_shares(element: str) -> None:
    lines = [line for line in section(element).splitlines() if line.startswith("- On the wire")]

    tag = NAMESAKES.get(element) or SPEECH.get(element) or element
    shared = ", which is something else in another place" if tag in NAMESAKES.values() else ""
    assert [f"- On the wire: `<{tag}>`{shared}."] == lines


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page(page: str) -> None:
    folder = (COMMITTED / page).parent
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGES[page]())

    assert [] == [link for link in links if not (folder / link).is_file()]


@pytest.mark.parametrize("element", ELEMENTS)
def test_page_names_its_source_and_how_sure_it_is(element: str) -> None:
    grade = "Assumed" if element in SPEECH else "Documented"

    assert 1 == len(re.findall(rf"^- {grade}: \S.*\.$", section(element), re.MULTILINE))


@pytest.mark.parametrize("element", [name for name, number in ELEMENTS.items() if number])
def test_every_row_has_a_type_and_a_meaning(element: str) -> None:
    [table] = tables(section(element))

    assert [] == [row[1] for row in body(table) if not row[3].endswith(".") or not re.fullmatch("`[a-z ]+`", row[2])]


@pytest.mark.parametrize(
    ("element", "line"),
    [
        (
            "Response",
            (
                "- Holds: Say, Play, Pause, Gather, Record, Dial, Enqueue, Leave, Redirect, Refer, Reject, Hangup, "
                "Start, Stop, Connect, Pay, HttpRequest, AIGather."
            ),
        ),
        ("Gather", "- Holds: Say, Play."),
        ("Gather", "- Stands in: Response."),
        (
            "Pause",
            "- In documents: voice document, conference wait document, queue wait document, document for who waited.",
        ),
        ("Dial", "- Holds: Number, Sip, Queue (alone), Conference (alone)."),
        ("Conference", "- Stands in: Dial (alone)."),
        ("Refer", "- Holds: ReferSip (alone); one of them is needed."),
        ("Stop", "- Holds: StopStream, StopTranscription, StopSuppression, StopSiprec."),
        ("HttpRequest", "- Holds: Request (once, required), HttpResponse (once)."),
        ("Key", "- Stands in: Header (once, required)."),
        ("Say", "- Holds: Break, Emphasis, Lang, Paragraph, Phoneme, Prosody, SayAs, Sentence, Sub."),
        ("Say", "- Stands in: Response, Gather, Prompt."),
        ("Break", "- Stands in: Say, Emphasis, Lang, Prosody, Paragraph, Sentence."),
        ("Hangup", "- Ends the document: verbs after it are not run."),
        (
            "HttpRequest",
            "- Ends the document where it has an action and does not go on without it: verbs after it are not run.",
        ),
        ("Play", "- Exactly one of these is given: `url`, `digits`, `ring_tone`."),
        ("Say", "`content`, a `str, element, or list of both` (required): The words to speak."),
        ("ReferSip", "Allowed: a SIP URI such as sip:anna@example.com."),
        ("Tool", "`definition`, a `dict or str` (required): The tool's definition."),
        ("StatusCode", "`text`, a `str` (optional): The status."),
        ("Gather", "- TX201: minDigits is not more than maxDigits."),
        ("Gather", "- `enhanced` is no attribute here: TexML calls it useEnhanced."),
        ("Number", "- `machineDetectionTimeout`: in TwiML seconds, here milliseconds."),
        ("Enqueue", "- Only here: `maxWaitTimeSecs`."),
        ("Suppression", "- TwiML has no such element."),
    ],
)
def test_page_says_what_is_about_the_element(element: str, line: str) -> None:
    assert line in plain(section(element)).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        (
            "A **voice document** (`--as voice`) holds Say, Play, Pause, Gather, Record, Dial, Enqueue, Leave, "
            "Redirect, Refer, Reject, Hangup, Start, Stop, Connect, Pay, HttpRequest, AIGather (assumed; "
        ),
        "A **conference wait document** (`--as conference-wait`) holds Play, Say, Pause, Redirect (assumed; ",
    ],
)
def test_index_says_which_verbs_each_kind_of_document_holds(line: str) -> None:
    assert any(text.startswith(line) for text in plain(verbs_page()).splitlines())


@pytest.mark.parametrize("page", ELEMENT_PAGES)
def test_example_is_the_same_in_xml_and_in_python(page: str) -> None:
    [xml] = re.findall("^```xml\n(.*?)^```", ELEMENT_PAGES[page], re.MULTILINE | re.DOTALL)
    [python] = re.findall("^```python\n(.*?)^```", ELEMENT_PAGES[page], re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}

    exec(python, names)

    assert parse(xml) == names["document"]


def test_twiml_page_says_everything_that_lint_says() -> None:
    elements, attributes, only, differences = tables(twiml_page())

    assert list(TWIML_ELEMENTS) == [row[0].strip("`") for row in body(elements)]
    assert [(tag, name) for tag, names in TWIML_ATTRIBUTES.items() for name in names] == [
        (plain(row[0]), row[1].strip("`")) for row in body(attributes)
    ]
    assert list(TEXML_ATTRIBUTES) == [plain(row[0]) for row in body(only)]
    assert sum(map(len, TWIML_DIFFERENCES.values())) == len(body(differences))


def test_tags_in_a_cell_are_code_so_that_they_are_shown() -> None:
    assert "put a `<Redirect>` there" in twiml_page()
    assert [] == re.findall(r"(?<!`)<[A-Z]\w*>", twiml_page())
