"""Broken documents as people write them: each has one error or warning, the right one, where it is, with what to do."""

from typing import NamedTuple

import pytest

from texml.validation import Problem, iter_problems


class Mistake(NamedTuple):
    """A document of several lines with one mistake."""

    name: str
    inside: str
    """What stands in the Response, whose start tag is line 2."""
    code: str
    line: int
    path: str
    hint: str


def said(word: str) -> str:
    return f"did you mean {word!r}?"


ESCAPE = "build the document, or escape what you paste into it: & as &amp;, < as &lt;, quotation marks as &quot;"

# The words of another language, or of another part of this one.
BROUGHT_ALONG = [
    Mistake("WebRTC client of TwiML", """
  <Dial callerId="+13125550100">
    <Client>anna</Client>
  </Dial>""", "TX131", 4, "Dial[1]/Client[1]", "dial a <Sip> address with the credentials of a WebRTC user"),
    Mistake("text message in a call", """
  <Say>We text you the address.</Say>
  <Sms>Main Street 1</Sms>""", "TX131", 4, "Sms[1]", "send messages over the REST API"),
    Mistake("speech markup around all words", """
  <Say voice="Polly.Joanna"><speak>Wait, please.</speak></Say>""", "TX131", 3, "Say[1]/speak[1]",
            "leave it out: Say stands for it"),
    Mistake("money read out by speech markup", """
  <Say>You owe <say-as interpret-as="currency">$12</say-as>.</Say>""", "TX112", 3, "Say[1]/say-as[1]/@interpret-as",
            "write the amount in words"),
    Mistake("video room of TwiML", """
  <Connect>
    <Room>standup</Room>
  </Connect>""", "TX131", 4, "Connect[1]/Room[1]", "use <Dial> with a <Conference>"),
    Mistake("speech model of TwiML", """
  <Gather input="speech" action="https://voice.example.com/said" speechModel="phone_call">
    <Say>How can we help?</Say>
  </Gather>""", "TX132", 3, "Gather[1]/@speechModel", "TexML calls it model"),
    Mistake("transcription of TwiML", """
  <Record maxLength="120" transcribe="true"/>""", "TX132", 3, "Record[1]/@transcribe", "TexML calls it transcription"),
    Mistake("coaching of TwiML", """
  <Dial>
    <Conference coach="v3:agent">Support</Conference>
  </Dial>""", "TX132", 4, "Dial[1]/Conference[1]/@coach", "coach over the REST API (Coaching, CallSidToCoach)"),
    Mistake("events of TwiML", """
  <Dial>
    <Conference statusCallback="https://voice.example.com/events"
                statusCallbackEvent="join leave mute hold">Support</Conference>
  </Dial>""", "TX112", 5, "Dial[1]/Conference[1]/@statusCallbackEvent",
            "in TexML it is start, end, join, leave and speaker"),
    Mistake("spelling of Enqueue on a Conference", """
  <Dial>
    <Conference waitUrl="https://voice.example.com/wait" waitUrlMethod="POST">Support</Conference>
  </Dial>""", "TX132", 4, "Dial[1]/Conference[1]/@waitUrlMethod", "a Conference calls it waitMethod"),
    Mistake("verb of another platform", """
  <Answer/>
  <Say>Hello.</Say>""", "TX101", 3, "Answer[1]", "leave it out"),
]  # fmt: skip

# The right words, not as they are written.
MISSPELT = [
    Mistake("noun in lower case", """
  <Dial>
    <number>+13125550100</number>
  </Dial>""", "TX101", 4, "Dial[1]/number[1]", said("Number")),
    Mistake("attribute in lower case", """
  <Gather numdigits="4" action="https://voice.example.com/pin"/>""", "TX111", 3, "Gather[1]/@numdigits",
            said("numDigits")),
    Mistake("attribute in Python's spelling", """
  <Dial>
    <Conference start_conference_on_enter="false">Support</Conference>
  </Dial>""", "TX111", 4, "Dial[1]/Conference[1]/@start_conference_on_enter", said("startConferenceOnEnter")),
    Mistake("flag of str(True)", """
  <Dial>
    <Conference endConferenceOnExit="True">Support</Conference>
  </Dial>""", "TX112", 4, "Dial[1]/Conference[1]/@endConferenceOnExit", said("true")),
    Mistake("method in lower case", """
  <Redirect method="post">https://voice.example.com/next</Redirect>""", "TX112", 3, "Redirect[1]/@method",
            said("POST")),
    Mistake("both ways to answer, the wrong way round", """
  <Gather input="speech dtmf" action="https://voice.example.com/said"/>""", "TX112", 3, "Gather[1]/@input",
            said("dtmf speech")),
    Mistake("record of the REST API", """
  <Dial>
    <Conference record="true">Support</Conference>
  </Dial>""", "TX112", 4, "Dial[1]/Conference[1]/@record", "write record-from-start"),
]  # fmt: skip

# Numbers that are right elsewhere: in TwiML, or over the REST API.
OUT_OF_RANGE = [
    Mistake("ringing too briefly", """
  <Dial timeout="3">+13125550100</Dial>""", "TX112", 3, "Dial[1]/@timeout", "in TexML it is 5 to 120 seconds"),
    Mistake("room as large as the REST API allows", """
  <Dial>
    <Conference maxParticipants="800">All hands</Conference>
  </Dial>""", "TX112", 4, "Dial[1]/Conference[1]/@maxParticipants",
            "in TexML it is 2 to 250; the REST API takes up to 800"),
    Mistake("machine detection in seconds", """
  <Dial>
    <Number machineDetection="Enable" machineDetectionTimeout="30">+13125550100</Number>
  </Dial>""", "TX112", 4, "Dial[1]/Number[1]/@machineDetectionTimeout", "in TexML it is milliseconds"),
    Mistake("milliseconds of silence", """
  <Say>One moment.</Say>
  <Pause length="500"/>""", "TX112", 4, "Pause[1]/@length", "in TexML it is 1 to 180 seconds"),
    Mistake("automatic end of speech", """
  <Gather input="speech" speechTimeout="auto" action="https://voice.example.com/said"/>""", "TX112", 3,
            "Gather[1]/@speechTimeout", "TexML takes a number of seconds"),
]  # fmt: skip

# Right words in the wrong place, or without what they need.
MISPLACED = [
    Mistake("room without a call", """
  <Say>Welcome.</Say>
  <Conference>Support</Conference>""", "TX102", 4, "Conference[1]", "it belongs in Dial"),
    Mistake("silence between two prompts of a menu", """
  <Gather numDigits="1" action="https://voice.example.com/menu">
    <Say>Press one for sales.</Say>
    <Pause length="2"/>
    <Say>Press two for support.</Say>
  </Gather>""", "TX102", 5, "Gather[1]/Pause[1]", "it belongs in Response"),
    Mistake("room with a fallback number", """
  <Dial>
    <Conference>Support</Conference>
    <Number>+13125550100</Number>
  </Dial>""", "TX103", 4, "Dial[1]/Conference[1]", "leave it out, or the others"),
    Mistake("words without an element", """
  <Gather numDigits="1" action="https://voice.example.com/menu">
    Press one for sales.
  </Gather>""", "TX104", 3, "Gather[1]", "put it in a <Say>"),
    Mistake("variable that was empty", """
  <Dial>
    <Number></Number>
  </Dial>""", "TX121", 4, "Dial[1]/Number[1]", "write it between the tags, or leave the element out"),
    Mistake("stream to http", """
  <Start>
    <Stream url="https://voice.example.com/audio"/>
  </Start>""", "TX112", 4, "Start[1]/Stream[1]/@url", said("wss://voice.example.com/audio")),
    Mistake("address without its scheme", """
  <Dial>
    <Sip>anna@example.com</Sip>
  </Dial>""", "TX112", 4, "Dial[1]/Sip[1]", said("sip:anna@example.com")),
    Mistake("recording that cannot be stopped so", """
  <Stop>
    <Recording/>
  </Stop>""", "TX102", 4, "Stop[1]/Recording[1]", "it belongs in Start"),
]  # fmt: skip

# Every word is right, and the call does something else.
NOT_WHAT_IS_MEANT = [
    Mistake("goodbye after the hang-up", """
  <Say>We are closed.</Say>
  <Hangup/>
  <Say>Goodbye.</Say>""", "TX301", 5, "Say[2]", "move it up, or leave it out"),
    Mistake("music without end before the room", """
  <Play loop="0">https://voice.example.com/hold.mp3</Play>
  <Dial>
    <Conference>Support</Conference>
  </Dial>""", "TX301", 4, "Dial[1]", "move it up, or leave it out"),
    Mistake("voicemail after a call with an action", """
  <Dial action="https://voice.example.com/done" timeout="20">+13125550100</Dial>
  <Record maxLength="120"/>""", "TX301", 4, "Record[1]", "move it up, or leave it out"),
    Mistake("callback that nobody is told by", """
  <Dial>
    <Conference startConferenceOnEnter="false"
                statusCallback="https://voice.example.com/events">Support</Conference>
  </Dial>""", "TX212", 5, "Dial[1]/Conference[1]/@statusCallback",
            'add statusCallbackEvent="start end join leave speaker"'),
    Mistake("room recorded by its call", """
  <Dial record="record-from-answer">
    <Conference>Support</Conference>
  </Dial>""", "TX214", 3, "Dial[1]/@record", 'give the Conference record="record-from-start"'),
    Mistake("apology before the refusal", """
  <Say>All lines are busy.</Say>
  <Reject reason="busy"/>""", "TX302", 4, "Reject[1]", "use Hangup there"),
    Mistake("language of the answer where only keys count", """
  <Gather numDigits="4" language="de-DE" action="https://voice.example.com/pin">
    <Say language="de-DE">Ihre PIN, bitte.</Say>
  </Gather>""", "TX219", 3, "Gather[1]/@language", 'add input="speech" or input="dtmf speech"'),
    Mistake("address of the test server", """
  <Redirect>http://localhost:8000/voice/next</Redirect>""", "TX401", 3, "Redirect[1]", "use https"),
]  # fmt: skip

# Documents pasted together: what a variable held became markup.
PASTED = [
    Mistake("ampersand in a URL", """
  <Redirect>https://voice.example.com/next?room=1&pin=2</Redirect>""", "TX001", 3, "/", ESCAPE),
    Mistake("ampersand in a name", """
  <Say>You are speaking with Smith & Sons.</Say>""", "TX001", 3, "/", ESCAPE),
    Mistake("bracket in a text", """
  <Say>If you are <18 years old, press one.</Say>""", "TX001", 3, "/", ESCAPE),
    Mistake("quotation mark in a value", """
  <Dial fromDisplayName="Anna "Ann" Smith">+13125550100</Dial>""", "TX001", 3, "/", ESCAPE),
    Mistake("tag that was not closed", """
  <Dial>
    <Conference>Support
  </Dial>""", "TX001", 5, "/", ESCAPE),
    Mistake("None instead of a number", """
  <Dial timeout="None">+13125550100</Dial>""", "TX112", 3, "Dial[1]/@timeout",
            "leave it out: None is Python's word for nothing"),
    Mistake("list as Python shows it", """
  <Dial>
    <Conference statusCallback="https://voice.example.com/events"
                statusCallbackEvent="['start', 'end']">Support</Conference>
  </Dial>""", "TX112", 5, "Dial[1]/Conference[1]/@statusCallbackEvent", said("start")),
]  # fmt: skip

MISTAKES = [*BROUGHT_ALONG, *MISSPELT, *OUT_OF_RANGE, *MISPLACED, *NOT_WHAT_IS_MEANT, *PASTED]
ALL = [pytest.param(mistake, id=mistake.name) for mistake in MISTAKES]


def found(document: str) -> list[Problem]:
    return [problem for problem in iter_problems(document) if problem.severity != "note"]


def written(mistake: Mistake) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Response>{mistake.inside}\n</Response>\n'


@pytest.mark.parametrize("mistake", ALL)
def test_mistake_is_found_once_where_it_is(mistake: Mistake) -> None:
    path = mistake.path if mistake.path == "/" else f"/Response/{mistake.path}"

    assert [(mistake.code, path, mistake.line)] == [
        (problem.code, problem.path, problem.line) for problem in found(written(mistake))
    ]


@pytest.mark.parametrize("mistake", ALL)
def test_mistake_comes_with_what_to_do(mistake: Mistake) -> None:
    assert [mistake.hint] == [problem.hint for problem in found(written(mistake))]


@pytest.mark.parametrize("mistake", ALL)
def test_line_and_column_of_a_mistake_are_in_the_document(mistake: Mistake) -> None:
    lines = written(mistake).split("\n")
    [problem] = found(written(mistake))

    assert 1 <= (problem.column or 0) <= len(lines[(problem.line or 0) - 1]) + 1


@pytest.mark.parametrize("mistake", PASTED[:2], ids=lambda mistake: mistake.name)
def test_ampersand_is_told_how_to_be_written(mistake: Mistake) -> None:
    [problem] = found(written(mistake))

    assert "write &amp;" in str(problem)


def test_there_are_thirty_mistakes_and_more() -> None:
    assert len(MISTAKES) == len({mistake.name for mistake in MISTAKES}) > 40
