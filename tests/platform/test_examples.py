"""The examples of the manual's verb pages, restated by hand, and what lint says of each.

Pages: docs/voice/programmable-voice/texml-verbs/*, as of 2026-06. The structure and the attributes are theirs, words,
names and hosts are ours. What is found in one is explained, as an example of the manual should be free of it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pytest
from lxml import etree

from texml import Response, parse
from texml.formatting import python_source
from texml.schema import xsd
from texml.validation import is_valid, iter_problems
from texml.vocabulary.documents import QUEUE_WAIT, VOICE, DocumentKind

PATH = "the page writes a path, as its application knows its host"
BRACES = "the page has a value of the call expanded, on purpose"
SCHEMA = etree.XMLSchema(etree.fromstring(xsd().encode()))


class Example(NamedTuple):
    page: str
    what: str
    inside: str
    found: Mapping[str, str] = MappingProxyType({})
    """Codes of what is found, each with the reason why it is right to find it."""
    kind: DocumentKind = VOICE
    is_right: bool = True
    """Whether the platform knows all of it."""


RELAY = 'url="wss://voice.example.com/ws" voice="Telnyx.Natural.abbie" language="en" transcriptionProvider="deepgram"'

EXAMPLES = [
    Example("aiassistant", "new", '<Connect><AIAssistant id="assistant-7"></AIAssistant></Connect>'),
    Example(
        "aiassistant",
        "join",
        '<Connect><AIAssistant join="v3:abc" participantName="Ann" participantRole="user"></AIAssistant></Connect>',
    ),
    Example(
        "aigather",
        "all parts",
        """<AIGather action="/after">
    <Greeting></Greeting>
    <Parameters><![CDATA[
      {"properties": {"age": {"description": "Age.", "type": "integer"}}, "required": ["age"], "type": "object"}
    ]]></Parameters>
    <Voice name="Telnyx.NaturalHD.Astra" voice_speed="1.0"/>
    <MessageHistory><Message role="user">Hello, I am Ann.</Message></MessageHistory>
    <InterruptionSettings enable="true"/>
    <Transcription model="some_model"/>
    <Assistant model="openai/gpt-4" api_key_ref="key" instructions="You help.">
      <Tools>
        <Tool><![CDATA[{ "type": "hangup", "hangup": { "description": "End the call." } }]]></Tool>
        <Tool><![CDATA[{ "type": "transfer", "transfer": [{ "name": "desk", "to": "+13125550100" }] }]]></Tool>
      </Tools>
    </Assistant>
  </AIGather>""",
        {"TX402": PATH},
    ),
    Example("conference", "room", '<Dial action="/next"><Conference>room</Conference></Dial>', {"TX402": PATH}),
    Example("conversationrelay", "basic", f'<Connect><ConversationRelay {RELAY} welcomeGreeting="Hello!"/></Connect>'),
    Example(
        "conversationrelay",
        "languages by key",
        f"""<Connect>
    <ConversationRelay {RELAY} welcomeGreeting="Press 1 or 2." welcomeGreetingInterruptible="any" interruptible="any"
        dtmfDetection="true">
      <Language code="fr" voice="Telnyx.NaturalHD.astra" transcriptionProvider="google" />
      <Language code="es" voice="Telnyx.NaturalHD.albion" transcriptionProvider="telnyx" />
    </ConversationRelay>
  </Connect>""",
    ),
    Example(
        "conversationrelay",
        "parameters",
        f"""<Connect><ConversationRelay {RELAY} welcomeGreeting="Hi!">
      <Parameter name="customer_id" value="1" /><Parameter name="agent_mode" value="support" />
    </ConversationRelay></Connect>""",
    ),
    Example(
        "conversationrelay",
        "greeting to the end",
        f'<Connect><ConversationRelay {RELAY} welcomeGreeting="Listen." welcomeGreetingInterruptible="none" '
        'interruptible="speech"/></Connect>',
    ),
    Example(
        "dial",
        "at once",
        "<Dial><Number>+13125550100</Number><Sip>sip:a@sip.example.com</Sip><Number>+13125550101</Number></Dial>",
    ),
    Example(
        "dial",
        "one after the other",
        '<Dial sequential="true"><Number>+13125550100</Number><Sip>sip:a@sip.example.com</Sip>'
        "<Number>+13125550101</Number></Dial>",
    ),
    Example(
        "dial", "number as text", '<Dial action="/next" callerId="+13125550100">+13125550101</Dial>', {"TX402": PATH}
    ),
    Example(
        "dial",
        "progress",
        """<Dial action="/next" callerId="+13125550100">
      <Number statusCallback="https://a.example/stats" statusCallbackEvent="initiated ringing answered completed"
        >+13125550101</Number>
    </Dial>""",
        {"TX402": PATH},
    ),
    Example(
        "dial",
        "answering machine",
        """<Dial action="/next" callerId="+13125550100">
      <Number statusCallback="https://a.example/stats" machineDetection="Enable" detectionMode="Regular"
        statusCallbackEvent="initiated ringing answered completed amd">+13125550101</Number>
    </Dial>""",
        {"TX402": PATH},
    ),
    Example("enqueue", "queue without a name", "<Enqueue/>"),
    Example(
        "gather",
        "menu",
        '<Gather timeout="5" numDigits="1" finishOnKey="#"><Say>Press 1 or 2.</Say></Gather>',
    ),
    Example("hangup", "end", "<Hangup/>"),
    Example(
        "httprequest",
        "asynchronous",
        """<HttpRequest async="true">
        <Request url="https://a.example" method="POST">
        <Headers>
            <Header><Key>Authorization</Key><Value>Bearer key</Value></Header>
            <Header><Key>Content-Type</Key><Value>application/json</Value></Header>
        </Headers>
        <Body><![CDATA[{ "from":{{From}} }]]></Body>
        </Request>
    </HttpRequest>""",
        {"TX501": BRACES},
    ),
    Example(
        "httprequest",
        "mapped answer",
        """<HttpRequest async="false" action="https://a.example">
        <Request url="https://a.example" method="POST"></Request>
        <Response>
            <Type>JSON</Type>
            <StatusCode>200</StatusCode>
            <Content>
                <Field><Name>contact.name.first</Name><Value>first_name</Value></Field>
                <Field><Name>contact.name.last</Name><Value>last_name</Value></Field>
            </Content>
        </Response>
    </HttpRequest>""",
    ),
    Example(
        "httprequest",
        "tutorial's spelling",
        '<HTTPRequest><Request url="https://a.example" method="POST" async="true"/></HTTPRequest>',
        {"TX101": "the tutorial spells it otherwise than the page; the platform drops what it does not know"},
        is_right=False,
    ),
    Example("leave", "out of the queue", "<Leave/>", kind=QUEUE_WAIT),
    Example("pause", "silence", '<Pause length="5"/>'),
    Example("play", "file", "<Play>https://a.example/welcome.mp3</Play>"),
    Example("play", "ringing", '<Play ringTone="us" loop="3"/>'),
    Example(
        "play",
        "go on after an error",
        '<Play continueOnError="true">https://a.example/gone.mp3</Play><Say>It cannot be played.</Say>',
    ),
    Example(
        "play", "second source", '<Play failoverUrl="https://b.example/welcome.mp3">https://a.example/welcome.mp3</Play>'
    ),
    Example("record", "simple", '<Record action="https://a.example/done" maxLength="30" playBeep="true"/>'),
    Example(
        "record",
        "transcribed",
        """<Say voice="Telnyx.KokoroTTS.af">This call is recorded.</Say>
  <Record action="https://a.example/done" method="POST" maxLength="60" timeout="5" transcription="true"
    transcriptionEngine="A" transcriptionCallback="https://a.example/text" />""",
    ),
    Example("redirect", "next", '<Redirect method="POST">https://a.example/next</Redirect>'),
    Example("refer", "somebody else", "<Refer><Sip>sip:john@example.com</Sip></Refer>"),
    Example("reject", "busy", '<Reject reason="busy"/>'),
    Example("say", "premium", '<Say voice="alice">A premium message.</Say>'),
    Example(
        "siprec",
        "start",
        '<Start><Siprec name="s" track="both_tracks" connectorName="c" statusCallback="https://a.example/s"/></Start>',
    ),
    Example("siprec", "stop", '<Stop><Siprec name="s" /></Stop>'),
    Example("stop", "stream", "<Stop><Stream /></Stop>"),
    Example("stream", "basic", '<Start><Stream url="wss://a.example/stream" track="both_tracks" /></Start>'),
    Example(
        "stream",
        "parameters",
        """<Start><Stream url="wss://a.example/stream" statusCallback="https://a.example/events">
      <Parameter name="customer_id" value="1" /><Parameter name="call_type" value="support" />
    </Stream></Start>""",
    ),
    Example("stream", "no second try", '<Start><Stream url="wss://a.example/s" enableReconnect="false" /></Start>'),
    Example("suppression", "both sides", '<Start><Suppression direction="both" /></Start>'),
    Example(
        "transcription",
        "Google",
        '<Start><Transcription language="en" interimResults="true" transcriptionCallback="/text" /></Start>',
        {"TX402": PATH},
    ),
    Example(
        "transcription",
        "Deepgram",
        '<Start><Transcription transcriptionEngine="Deepgram" model="deepgram/nova-3" language="fr" '
        'transcriptionCallback="/text" /></Start>',
        {"TX402": PATH},
    ),
    Example(
        "transcription",
        "Azure",
        '<Start><Transcription transcriptionEngine="Azure" model="azure/fast" language="en-US" apiKeyRef="key" '
        'region="eastus" transcriptionCallback="/text" /></Start>',
        {"TX402": PATH},
    ),
    *(
        Example("tts", voice, f'<Say voice="{voice}">Some words.</Say>')
        for voice in (
            "Telnyx.Ultra.3e1ed423-17e5-4773-b87c-25b031106e41", "Telnyx.KokoroTTS.af", "Telnyx.Natural.abbie",
            "Telnyx.NaturalHD.andersen_johan", "Polly.Amy-Neural", "Azure.en-CA-ClaraNeural",
            "Minimax.speech-2.6-turbo.English_expressive_narrator", "Resemble.Pro.Aaron_en-US", "Inworld.Mini.Loretta",
            "Rime.Coda.cove",
        )
    ),
    Example("tts", "ElevenLabs", '<Say voice="ElevenLabs.Default.abc" api_key_ref="key">Some words.</Say>'),
    Example(
        "demo of Telnyx",
        "speech markup",
        '<Say>Your number is <say-as interpret-as="telephone">+13125550100</say-as>.</Say>',
        {"TX602": "a demo nests it, and no page says so"},
    ),
    Example(
        "demo of Telnyx",
        "a verb of nothing",
        "<Answer/><Say>Hello.</Say>",
        {"TX101": "no page has it; the call is answered by the first verb that needs to be heard"},
        is_right=False,
    ),
]  # fmt: skip
CASES = [pytest.param(example, id=f"{example.page}, {example.what}") for example in EXAMPLES]
PAGES = {
    *("aiassistant", "aigather", "conference", "conversationrelay", "dial", "enqueue", "gather", "hangup"),
    *("httprequest", "leave", "pause", "play", "record", "redirect", "refer", "reject", "say", "siprec", "stop"),
    *("stream", "suppression", "transcription", "tts"),
}


def document(example: Example) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n    {example.inside}\n</Response>\n'


@pytest.mark.parametrize("example", CASES)
def test_example_is_clean_or_what_is_found_is_explained(example: Example) -> None:
    found = {problem.code for problem in iter_problems(document(example), kind=example.kind)}

    assert set(example.found) == found


@pytest.mark.parametrize("example", CASES)
def test_example_is_known_to_the_platform_unless_it_is_a_slip(example: Example) -> None:
    raw = document(example).encode()

    assert [example.is_right] * 2 == [is_valid(raw, kind=example.kind), SCHEMA.validate(etree.fromstring(raw))]


@pytest.mark.parametrize("example", CASES)
def test_example_can_be_read_written_and_turned_into_python(example: Example) -> None:
    read = parse(document(example), lenient=True)
    names: dict[str, Response] = {}

    exec(python_source(read), names)

    assert (read, read) == (parse(str(read), lenient=True), names["document"])


def test_every_page_with_an_example_is_here() -> None:
    assert PAGES <= {example.page for example in EXAMPLES}
