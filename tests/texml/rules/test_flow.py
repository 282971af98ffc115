"""The order of verbs: what is never reached, and what comes too late."""

from typing import Any

import pytest

from texml.validation import Problem, iter_problems
from texml.vocabulary.documents import CONFERENCE_WAIT, QUEUE_WAIT

URL = '"https://voice.example.com/next"'
REDIRECT = "<Redirect>https://voice.example.com/next</Redirect>"
REQUEST = "<Request url=" + URL + "/>"
AI = '<Parameters>{"type":"object"}</Parameters>'
PLAY = "<Play %s>https://voice.example.com/a.mp3</Play>"
SAY = "<Say>Goodbye</Say>"


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def codes_and_paths(content: str) -> list[str]:
    return [f"{problem.code} {problem.path}" for problem in problems(content)]


def case(name: str, verb: str) -> Any:
    return pytest.param(verb, id=name)


ENDING = [
    case("Hangup", "<Hangup/>"),
    case("Redirect", REDIRECT),
    case("Reject", "<Reject/>"),
    case("Leave", "<Leave/>"),
    case("Pay", "<Pay/>"),
    case("Pay with action", f"<Pay action={URL}/>"),
    case("Dial with action", f"<Dial action={URL}>+13125550100</Dial>"),
    case("Record with action", f"<Record action={URL}/>"),
    case("Enqueue with action", f"<Enqueue action={URL}>q</Enqueue>"),
    case("Refer with action", f"<Refer action={URL}><Sip>sip:anna@example.com</Sip></Refer>"),
    case("Connect with action", f'<Connect action={URL}><Stream url="wss://voice.example.com"/></Connect>'),
    case("AIGather with action", f"<AIGather action={URL}>{AI}</AIGather>"),
    case("HttpRequest with action", f"<HttpRequest action={URL}>{REQUEST}</HttpRequest>"),
    case("HttpRequest with action that waits", f'<HttpRequest async="false" action={URL}>{REQUEST}</HttpRequest>'),
    case("Say without end", '<Say loop="0">Please hold.</Say>'),
    case("Play without end", PLAY % 'loop="0"'),
    case("ringing without end", '<Play loop="0" ringTone="de"/>'),
]

GOING_ON = [
    case("Say", SAY),
    case("Say ten times", '<Say loop="10">Please hold.</Say>'),
    case("Play", PLAY % 'loop="1"'),
    case("Pause", '<Pause length="180"/>'),
    case("Dial", "<Dial>+13125550100</Dial>"),
    case("Record", "<Record/>"),
    case("Enqueue", "<Enqueue>q</Enqueue>"),
    case("Refer", "<Refer><Sip>sip:anna@example.com</Sip></Refer>"),
    case("Connect", '<Connect><Stream url="wss://voice.example.com"/></Connect>'),
    case("AIGather", f"<AIGather>{AI}</AIGather>"),
    case("Gather", '<Gather numDigits="4"/>'),
    # Without input the next verb runs, whatever the action.
    case("Gather with action", f"<Gather action={URL}/>"),
    case("Gather whose prompt has no end", '<Gather numDigits="1"><Say loop="0">Press one.</Say></Gather>'),
    case("Start", f"<Start><Transcription transcriptionCallback={URL}/></Start>"),
    case("Stop", "<Stop><Transcription/></Stop>"),
    case("HttpRequest", f"<HttpRequest>{REQUEST}</HttpRequest>"),
    # The Response inside is no document.
    case("HttpRequest with a Response", f"<HttpRequest>{REQUEST}<Response><Type>json</Type></Response></HttpRequest>"),
    # Nobody waits for it, and its action is not requested.
    case("HttpRequest that nobody waits for", f'<HttpRequest async="true" action={URL}>{REQUEST}</HttpRequest>'),
]


@pytest.mark.parametrize("verb", ENDING)
def test_verb_after_one_that_ends_the_document_is_never_reached(verb: str) -> None:
    assert ["TX301 /Response/Pause[1]"] == codes_and_paths(f"{verb}<Pause/>")


@pytest.mark.parametrize("verb", GOING_ON)
def test_verb_after_one_that_goes_on_is_reached(verb: str) -> None:
    assert [] == codes_and_paths(f"{verb}<Hangup/>")


@pytest.mark.parametrize("verb", [*ENDING, *GOING_ON])
def test_last_verb_may_end_the_document_or_not(verb: str) -> None:
    assert [] == codes_and_paths(verb)


def test_only_the_first_of_what_is_never_reached_is_told() -> None:
    assert ["TX301 /Response/Say[1]"] == codes_and_paths(f"<Hangup/>{SAY}{REDIRECT}{SAY}")


def test_place_is_that_of_the_first_verb_that_is_never_reached() -> None:
    [problem] = problems(f"\n<Hangup/>\n  {SAY}\n")

    assert (3, 3) == (problem.line, problem.column)


def test_reason_names_both_verbs_and_what_ends_the_document() -> None:
    assert [
        "Say is never reached: Hangup ends this document",
        "Hangup is never reached: the document from the action of Record replaces this one",
        "Pause is never reached: Say goes on without end",
    ] == [
        problem.reason
        for content in (
            f"<Hangup/>{SAY}",
            f"<Record action={URL}/><Hangup/>",
            '<Say loop="0">Please hold.</Say><Pause/>',
        )
        for problem in problems(content)
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('<Pause loop="0"/><Hangup/>', id="loop of a verb that has none"),
        pytest.param('<Dial action="ftp://a.example">+13125550100</Dial><Hangup/>', id="action that is refused"),
        pytest.param("<Hangup2/><Say>Goodbye</Say>", id="verb that is none"),
    ],
)
def test_what_the_platform_ignores_ends_nothing(content: str) -> None:
    assert [] == [line for line in codes_and_paths(content) if line.startswith("TX301")]


def test_wait_document_ends_with_leave_as_well() -> None:
    document = "<Response><Leave/><Say>Goodbye</Say></Response>"

    assert ["TX301"] == [problem.code for problem in iter_problems(document, kind=QUEUE_WAIT)]


def test_endless_music_may_be_all_of_a_wait_document() -> None:
    document = "<Response>" + PLAY % 'loop="0"' + "</Response>"

    assert [] == list(iter_problems(document, kind=CONFERENCE_WAIT))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("<Reject/>", [], id="first"),
        pytest.param('<Reject reason="busy"/>', [], id="first with its reason"),
        pytest.param("<!-- closed --><Reject/>", [], id="first but for a comment"),
        pytest.param(f"{SAY}<Reject/>", ["TX302 /Response/Reject[1]"], id="second"),
        pytest.param("<Pause/><Reject/>", ["TX302 /Response/Reject[1]"], id="after a pause"),
        pytest.param(f"{SAY}{SAY}<Reject/>", ["TX302 /Response/Reject[1]"], id="third"),
        pytest.param(f"{SAY}<Hangup/>", [], id="hang-up instead"),
    ],
)
def test_reject_comes_first(content: str, found: list[str]) -> None:
    assert found == codes_and_paths(content)


def test_place_is_that_of_the_late_reject() -> None:
    [problem] = problems(f"{SAY}\n <Reject/>")

    assert (2, 2, "use Hangup there") == (problem.line, problem.column, problem.hint)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("", ["TX303 /Response"], id="nothing"),
        pytest.param(" \n ", ["TX303 /Response"], id="white space"),
        pytest.param("<!-- later -->", ["TX303 /Response"], id="comment"),
        pytest.param("<Pause/>", [], id="silence"),
        pytest.param("<HttpRequest>" + REQUEST + "<Response/></HttpRequest>", [], id="empty Response of a request"),
    ],
)
def test_document_has_verbs(content: str, found: list[str]) -> None:
    assert found == codes_and_paths(content)


def test_empty_root_has_no_verbs_either() -> None:
    assert [("TX303", "note")] == [(problem.code, problem.severity) for problem in iter_problems("<Response/>")]
