"""Requests that a document makes the platform send: encrypted, from a known place, and signed."""

from typing import Any

import pytest

from texml.validation import Problem, iter_problems

URL = "https://voice.example.com/x"


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def found(content: str) -> list[str]:
    return [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems(content)]


def place(name: str, content: str, path: str) -> Any:
    """Return a document with a place for a URL, ``%s``, and the path of that place."""
    return pytest.param(content, path, id=name)


# Places of each kind that hold a URL for the platform to request: texts, actions, callbacks, fetches, files.
PLACES = [
    place("Redirect", "<Redirect>%s</Redirect>", "Redirect[1]"),
    place("Play", "<Play>%s</Play>", "Play[1]"),
    place("Play, failover", f'<Play failoverUrl="%s">{URL}</Play>', "Play[1]/@failoverUrl"),
    place("Gather", '<Gather action="%s"/>', "Gather[1]/@action"),
    place("Gather, invalid", '<Gather invalidDigitsAction="%s"/>', "Gather[1]/@invalidDigitsAction"),
    place("Gather, partial", '<Gather input="speech" partialResultCallback="%s"/>', "Gather[1]/@partialResultCallback"),
    place("Dial", '<Dial action="%s">+13125550100</Dial>', "Dial[1]/@action"),
    place("Dial, music", '<Dial audioUrl="%s">+13125550100</Dial>', "Dial[1]/@audioUrl"),
    place("Number", '<Dial><Number url="%s">1</Number></Dial>', "Dial[1]/Number[1]/@url"),
    place("Number, callback", '<Dial><Number statusCallback="%s">1</Number></Dial>',
          "Dial[1]/Number[1]/@statusCallback"),
    place("Number, deepfake", '<Dial><Number deepfakeDetectionCallbackUrl="%s">1</Number></Dial>',
          "Dial[1]/Number[1]/@deepfakeDetectionCallbackUrl"),
    place("Sip, machine", '<Dial><Sip machineDetection="Enable" amdStatusCallback="%s">sip:a@b.example</Sip></Dial>',
          "Dial[1]/Sip[1]/@amdStatusCallback"),
    place("Queue", '<Dial><Queue url="%s">q</Queue></Dial>', "Dial[1]/Queue[1]/@url"),
    place("Conference, wait", '<Dial><Conference waitUrl="%s">R</Conference></Dial>',
          "Dial[1]/Conference[1]/@waitUrl"),
    place("Conference, callback",
          '<Dial><Conference statusCallback="%s" statusCallbackEvent="end">R</Conference></Dial>',
          "Dial[1]/Conference[1]/@statusCallback"),
    place("Enqueue", '<Enqueue waitUrl="%s">q</Enqueue>', "Enqueue[1]/@waitUrl"),
    place("Record", '<Record recordingStatusCallback="%s"/>', "Record[1]/@recordingStatusCallback"),
    place("Recording", '<Start><Recording recordingStatusCallback="%s"/></Start>',
          "Start[1]/Recording[1]/@recordingStatusCallback"),
    place("Transcription", '<Start><Transcription transcriptionCallback="%s"/></Start>',
          "Start[1]/Transcription[1]/@transcriptionCallback"),
    place("Stream", '<Start><Stream url="wss://a.example" statusCallback="%s"/></Start>',
          "Start[1]/Stream[1]/@statusCallback"),
    place("Siprec", '<Start><Siprec connectorName="a" statusCallback="%s"/></Start>',
          "Start[1]/Siprec[1]/@statusCallback"),
    place("Connect", '<Connect action="%s"><AIAssistant id="a"/></Connect>', "Connect[1]/@action"),
    place("Refer", '<Refer action="%s"><Sip>sip:a@b.example</Sip></Refer>', "Refer[1]/@action"),
    place("Pay", '<Pay statusCallback="%s"/>', "Pay[1]/@statusCallback"),
    place("AIGather", '<AIGather action="%s"><Parameters>{"a":1}</Parameters></AIGather>', "AIGather[1]/@action"),
    place("HttpRequest", '<HttpRequest><Request url="%s"/></HttpRequest>', "HttpRequest[1]/Request[1]/@url"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "path"), PLACES)
def test_http_is_not_encrypted_wherever_it_stands(content: str, path: str) -> None:
    assert [f"TX401 {path}"] == found(content % "http://voice.example.com/x")


@pytest.mark.parametrize(("content", "path"), PLACES)
def test_relative_url_is_noted_wherever_it_stands(content: str, path: str) -> None:
    assert [f"TX402 {path}"] == found(content % "/x")


@pytest.mark.parametrize(("content", "path"), PLACES)
def test_https_url_is_right_wherever_it_stands(content: str, path: str) -> None:
    assert [] == found(content % URL)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        pytest.param("https://voice.example.com", None, id="https"),
        pytest.param("HTTPS://voice.example.com/x", None, id="https in upper case"),
        pytest.param("https://voice.example.com/x?to=http://a.example", None, id="http in a query"),
        pytest.param("http://voice.example.com/x", "TX401", id="http"),
        pytest.param("HTTP://VOICE.EXAMPLE.COM/x", "TX401", id="http in upper case"),
        pytest.param("http://127.0.0.1:8080/x", "TX401", id="http on loopback"),
        pytest.param("/x", "TX402", id="path"),
        pytest.param("x", "TX402", id="word"),
        pytest.param("../x", "TX402", id="path upwards"),
        pytest.param("?a=1", "TX402", id="query"),
        pytest.param("voice.example.com/x", "TX402", id="host without a scheme"),
        pytest.param("//voice.example.com/x", "TX402", id="scheme of the document"),
        pytest.param("/x?to=https://a.example", "TX402", id="path with a URL in its query"),
    ],
)
def test_url_is_told_by_its_scheme(url: str, code: str | None) -> None:
    assert ([] if code is None else [f"{code} Redirect[1]"]) == found(f"<Redirect>{url}</Redirect>")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('<Play mediaStorage="true">greeting</Play>', [], id="name in the storage"),
        pytest.param('<Play mediaStorage="true">dir/greeting.mp3</Play>', [], id="path in the storage"),
        pytest.param('<Play mediaStorage="false">greeting.mp3</Play>', ["TX402 Play[1]"], id="no storage"),
        pytest.param("<Play>greeting.mp3</Play>", ["TX402 Play[1]"], id="nothing said of a storage"),
        pytest.param('<Play digits="1"/>', [], id="keypad tones"),
        pytest.param(f"<Play>\n  {URL}\n</Play>", [], id="URL on a line of its own"),
        pytest.param('<Start><Stream url="wss://a.example"/></Start>', [], id="WebSocket"),
        pytest.param("<Say>See http://a.example or /x</Say>", [], id="text that is spoken"),
        pytest.param("<Dial>http</Dial>", [], id="text that is dialed"),
        pytest.param('<Redirect>ftp://a.example</Redirect>', ["TX112 Redirect[1]"], id="refused by the grammar"),
    ],
)  # fmt: skip
def test_only_urls_are_looked_at(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def test_severity_of_http_is_a_warning_and_of_a_relative_url_a_note() -> None:
    content = "<Play>http://a.example</Play><Redirect>/x</Redirect>"

    assert ["warning", "note"] == [problem.severity for problem in problems(content)]


# Restated: every attribute of the language that chooses the method of a callback or of a fetch.
METHODS = [
    place("Redirect", f'<Redirect method="%s">{URL}</Redirect>', "Redirect[1]/@method"),
    place("Dial", f'<Dial action="{URL}" method="%s">1</Dial>', "Dial[1]/@method"),
    place("Dial, recording",
          f'<Dial record="record-from-answer" recordingStatusCallback="{URL}" recordingStatusCallbackMethod="%s">1</Dial>',  # noqa: E501
          "Dial[1]/@recordingStatusCallbackMethod"),
    place("Number", f'<Dial><Number url="{URL}" method="%s">1</Number></Dial>', "Dial[1]/Number[1]/@method"),
    place("Number, callback",
          f'<Dial><Number statusCallback="{URL}" statusCallbackMethod="%s">1</Number></Dial>',
          "Dial[1]/Number[1]/@statusCallbackMethod"),
    place("Sip", f'<Dial><Sip url="{URL}" method="%s">sip:a@b.example</Sip></Dial>', "Dial[1]/Sip[1]/@method"),
    place("Sip, callback",
          f'<Dial><Sip statusCallback="{URL}" statusCallbackMethod="%s">sip:a@b.example</Sip></Dial>',
          "Dial[1]/Sip[1]/@statusCallbackMethod"),
    place("Queue", f'<Dial><Queue url="{URL}" method="%s">q</Queue></Dial>', "Dial[1]/Queue[1]/@method"),
    place("Conference, wait", f'<Dial><Conference waitUrl="{URL}" waitMethod="%s">R</Conference></Dial>',
          "Dial[1]/Conference[1]/@waitMethod"),
    place("Conference, callback",
          f'<Dial><Conference statusCallback="{URL}" statusCallbackEvent="end" statusCallbackMethod="%s">R</Conference></Dial>',  # noqa: E501
          "Dial[1]/Conference[1]/@statusCallbackMethod"),
    place("Conference, recording",
          f'<Dial><Conference record="record-from-start" recordingStatusCallback="{URL}" recordingStatusCallbackMethod="%s">R</Conference></Dial>',  # noqa: E501
          "Dial[1]/Conference[1]/@recordingStatusCallbackMethod"),
    place("Enqueue", f'<Enqueue action="{URL}" method="%s">q</Enqueue>', "Enqueue[1]/@method"),
    place("Enqueue, wait", f'<Enqueue waitUrl="{URL}" waitUrlMethod="%s">q</Enqueue>', "Enqueue[1]/@waitUrlMethod"),
    place("Gather, partial",
          f'<Gather input="speech" partialResultCallback="{URL}" partialResultCallbackMethod="%s"/>',
          "Gather[1]/@partialResultCallbackMethod"),
    place("Record", f'<Record action="{URL}" method="%s"/>', "Record[1]/@method"),
    place("Record, recording", f'<Record recordingStatusCallback="{URL}" recordingStatusCallbackMethod="%s"/>',
          "Record[1]/@recordingStatusCallbackMethod"),
    place("Recording",
          f'<Start><Recording recordingStatusCallback="{URL}" recordingStatusCallbackMethod="%s"/></Start>',
          "Start[1]/Recording[1]/@recordingStatusCallbackMethod"),
    place("Transcription",
          f'<Start><Transcription transcriptionCallback="{URL}" transcriptionCallbackMethod="%s"/></Start>',
          "Start[1]/Transcription[1]/@transcriptionCallbackMethod"),
    place("Stream", f'<Start><Stream url="wss://a" statusCallback="{URL}" statusCallbackMethod="%s"/></Start>',
          "Start[1]/Stream[1]/@statusCallbackMethod"),
    place("Siprec", f'<Start><Siprec connectorName="a" statusCallback="{URL}" statusCallbackMethod="%s"/></Start>',
          "Start[1]/Siprec[1]/@statusCallbackMethod"),
    place("Connect", f'<Connect action="{URL}" method="%s"><AIAssistant id="a"/></Connect>', "Connect[1]/@method"),
    place("Refer", f'<Refer action="{URL}" method="%s"><Sip>sip:a@b.example</Sip></Refer>', "Refer[1]/@method"),
    place("Pay", f'<Pay action="{URL}" method="%s"/>', "Pay[1]/@method"),
    place("Pay, callback", f'<Pay statusCallback="{URL}" statusCallbackMethod="%s"/>', "Pay[1]/@statusCallbackMethod"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "path"), METHODS)
def test_get_is_not_protected_by_the_signature(content: str, path: str) -> None:
    assert [f"TX403 {path}"] == found(content % "GET")


@pytest.mark.parametrize(("content", "path"), METHODS)
def test_post_is_right(content: str, path: str) -> None:
    assert [] == found(content % "POST")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f'<Gather action="{URL}" method="GET"/>', id="Gather"),
        pytest.param(f'<AIGather action="{URL}" method="GET"><Parameters>{{}}</Parameters></AIGather>', id="AIGather"),
    ],
)
def test_get_is_told_where_the_method_is_disputed_too(content: str) -> None:
    assert ["TX403", "TX601"] == sorted(problem.code for problem in problems(content))


def test_request_to_somebody_elses_server_may_be_a_get() -> None:
    assert [] == found(f'<HttpRequest><Request url="{URL}" method="GET"/></HttpRequest>')


def test_method_of_payment_is_no_method_of_a_request() -> None:
    assert [] == found('<Pay paymentMethod="ach-debit"/>')


def test_method_in_lower_case_is_refused_and_nothing_else() -> None:
    assert ["TX112 Redirect[1]/@method"] == found(f'<Redirect method="get">{URL}</Redirect>')
