"""What the parser and the grammar check, as rules: for each one what breaks it, and what only comes near to that."""

from typing import Any

import pytest

from texml.rules import vocabulary
from texml.validation import Problem, iter_problems

AI = '<AIGather><Parameters>{"a":1}</Parameters>%s</AIGather>'
URL = "https://voice.example.com/x"


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def wrong(code: str, name: str, content: str, path: str) -> Any:
    """Return what stands in a Response, the one code that is found, and its path below the Response."""
    return pytest.param(content, [f"{code} {path}"], id=f"{code}: wrong, {name}")


def right(code: str, name: str, content: str) -> Any:
    return pytest.param(content, [], id=f"{code}: right, {name}")


CASES = [
    wrong("TX101", "lower case", "<hangup/>", "hangup[1]"),
    wrong("TX101", "another platform's", "<Answer/><Hangup/>", "Answer[1]"),
    wrong("TX101", "in a noun's place", "<Dial><Phone>1</Phone></Dial>", "Dial[1]/Phone[1]"),
    right("TX101", "comment", "<!-- <Speak>Hello</Speak> --><Hangup/>"),
    wrong("TX102", "verb in a verb", "<Gather><Hangup/></Gather>", "Gather[1]/Hangup[1]"),
    wrong("TX102", "noun without its verb", '<Stream url="wss://a.example"/>', "Stream[1]"),
    wrong("TX102", "verb in a text", "<Say>Hello<Pause/></Say>", "Say[1]/Pause[1]"),
    right("TX102", "Play in Gather", f"<Gather><Play>{URL}</Play></Gather>"),
    right("TX102", "Say in Prompt", '<Pay><Prompt for="postal-code"><Say>Code?</Say></Prompt></Pay>'),
    wrong("TX103", "second Request", f'<HttpRequest><Request url="{URL}"/><Request url="{URL}"/></HttpRequest>',
          "HttpRequest[1]/Request[2]"),
    right("TX103", "numbers and addresses", "<Dial><Number>1</Number><Sip>sip:a@b.example</Sip></Dial>"),
    right("TX103", "white space beside a Conference", "<Dial>\n<Conference>Room</Conference>\n</Dial>"),
    right("TX103", "several in Start", f'<Start><Recording/><Transcription transcriptionCallback="{URL}"/></Start>'),
    wrong("TX104", "beside a verb", "Hello<Hangup/>", ""),
    wrong("TX104", "beside a prompt", "<Gather>Press one<Say>Press one</Say></Gather>", "Gather[1]"),
    right("TX104", "number in Dial", "<Dial>+13125550100</Dial>"),
    right("TX104", "white space", "\n <Gather>\n <Say>Press one</Say>\n </Gather>\n"),
    wrong("TX111", "underscores", '<Gather num_digits="4"/>', "Gather[1]/@num_digits"),
    wrong("TX111", "of another element", '<Play voice="woman" digits="1"/>', "Play[1]/@voice"),
    wrong("TX111", "camel case", '<Say apiKeyRef="k" voice="ElevenLabs.a.b">Hello</Say>', "Say[1]/@apiKeyRef"),
    right("TX111", "snake case where it is the spelling", '<Say api_key_ref="k" voice="ElevenLabs.a.b">Hello</Say>'),
    right("TX111", "camel case where it is the spelling", '<Gather apiKeyRef="k"/>'),
    wrong("TX112", "one over", '<Pause length="181"/>', "Pause[1]/@length"),
    wrong("TX112", "one under", '<Dial timeout="4">1</Dial>', "Dial[1]/@timeout"),
    wrong("TX112", "between 0 and the range", '<Start><Siprec connectorName="a" sessionTimeoutSecs="89"/></Start>',
          "Start[1]/Siprec[1]/@sessionTimeoutSecs"),
    wrong("TX112", "decimal", '<Pause length="1.5"/>', "Pause[1]/@length"),
    wrong("TX112", "REST's limit", '<Dial><Conference maxParticipants="251">R</Conference></Dial>',
          "Dial[1]/Conference[1]/@maxParticipants"),
    right("TX112", "least and most", '<Pause length="1"/><Pause length="180"/>'),
    right("TX112", "0 beside the range", '<Start><Siprec connectorName="a" sessionTimeoutSecs="0"/></Start>'),
    right("TX112", "list over two lines",
          f'<Dial><Conference statusCallback="{URL}" statusCallbackEvent="start\n  end">R</Conference></Dial>'),
    wrong("TX113", "no url in Connect", "<Connect><Stream/></Connect>", "Connect[1]/Stream[1]"),
    wrong("TX113", "no step", "<Pay><Prompt><Say>Code?</Say></Prompt></Pay>", "Pay[1]/Prompt[1]"),
    right("TX113", "no url in Stop", "<Stop><Stream/></Stop>"),
    wrong("TX121", "white space", "<Dial><Conference>\n</Conference></Dial>", "Dial[1]/Conference[1]"),
    wrong("TX121", "comment", "<Say><!-- later --></Say>", "Say[1]"),
    right("TX121", "CDATA", "<Say><![CDATA[<3]]></Say>"),
    right("TX121", "queue without a name", "<Enqueue/>"),
    wrong("TX122", "Connect", "<Connect/>", "Connect[1]"),
    wrong("TX122", "HttpRequest", "<HttpRequest/>", "HttpRequest[1]"),
    wrong("TX122", "half a header",
          f'<HttpRequest><Request url="{URL}"><Headers><Header><Key>a</Key></Header></Headers></Request></HttpRequest>',
          "HttpRequest[1]/Request[1]/Headers[1]/Header[1]"),
    right("TX122", "Gather without prompts", "<Gather/>"),
    wrong("TX123", "none", "<Play/>", "Play[1]"),
    wrong("TX123", "assistant without an id", "<Connect><AIAssistant/></Connect>", "Connect[1]/AIAssistant[1]"),
    right("TX123", "tones", '<Play digits="1w2"/>'),
    wrong("TX131", "where speech is", "<Say>It is <w>5</w>.</Say>", "Say[1]/w[1]"),
    wrong("TX131", "where a noun is", '<Connect><VirtualAgent/></Connect>', "Connect[1]/VirtualAgent[1]"),
    right("TX131", "same name, TexML's own", AI % '<MessageHistory><Message role="user">Hi</Message></MessageHistory>'),
    wrong("TX132", "renamed", '<Gather enhanced="true"/>', "Gather[1]/@enhanced"),
    wrong("TX132", "gone", '<Dial><Conference coach="CA1">R</Conference></Dial>', "Dial[1]/Conference[1]/@coach"),
    right("TX132", "Enqueue's own spelling", f'<Enqueue waitUrl="{URL}" waitUrlMethod="POST">q</Enqueue>'),
    right("TX132", "Conference's own spelling",
          f'<Dial><Conference waitUrl="{URL}" waitMethod="POST">R</Conference></Dial>'),
]  # fmt: skip


@pytest.mark.parametrize(("content", "found"), CASES)
def test_grammar_is_kept(content: str, found: list[str]) -> None:
    assert found == [
        f"{problem.code} {problem.path.removeprefix('/Response').removeprefix('/')}" for problem in problems(content)
    ]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<Response><Say>Tom & Jerry</Say></Response>", id="ampersand"),
        pytest.param("<Response><Say>1 < 2</Say></Response>", id="bracket"),
        pytest.param("<Response><Say>Hello</say></Response>", id="end tag in lower case"),
        pytest.param("<Response><Say>Hello</Response>", id="no end tag"),
        pytest.param("<Response/><Response/>", id="two roots"),
        pytest.param("\n<?xml version='1.0'?><Response/>", id="line before the declaration"),
        pytest.param("<!DOCTYPE Response><Response/>", id="document type"),
        pytest.param("<?php echo 1 ?><Response/>", id="processing instruction"),
        pytest.param("", id="nothing"),
        pytest.param(b"<Response>\xe9</Response>", id="Latin-1"),
    ],
)
def test_what_is_no_xml_or_dangerous_is_one_error(document: str | bytes) -> None:
    assert [("TX001", "error", "/")] == [
        (problem.code, problem.severity, problem.path) for problem in iter_problems(document)
    ]


@pytest.mark.parametrize(
    ("document", "codes"),
    [
        pytest.param("<Say>Hello</Say>", ["TX105"], id="verb"),
        pytest.param("<response><Hangup/></response>", ["TX105"], id="lower case"),
        pytest.param("<html/>", ["TX105"], id="page"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>', [], id="declaration"),
        pytest.param("\ufeff<Response><Hangup/></Response>", [], id="byte order mark"),
        pytest.param("<!-- a --><Response><Hangup/></Response><!-- b -->", [], id="comments around it"),
    ],
)
def test_root_is_a_response(document: str, codes: list[str]) -> None:
    assert codes == [problem.code for problem in iter_problems(document)]


def test_every_rule_of_the_grammar_is_an_error_that_the_grammar_finds() -> None:
    assert {("error", None)} == {(rule.severity, rule.check) for rule in vocabulary.RULES}
