"""Attributes that need or exclude each other: for each rule what breaks it, and what only comes near to that."""

from typing import Any

import pytest

from texml.validation import Problem, iter_problems

GATHER = '<Gather input="speech" action="https://a.example/x" %s/>'
STARTED = '<Start><Transcription transcriptionCallback="https://a.example/t" %s/></Start>'
RELAY = '<Connect><ConversationRelay url="wss://a.example" %s/></Connect>'
LANGUAGE = '<Connect><ConversationRelay url="wss://a.example"><Language %s/></ConversationRelay></Connect>'
NOISE = "<Start><Suppression %s/></Start>"
ROOM = "<Dial><Conference %s>Room</Conference></Dial>"
NUMBER = "<Dial><Number %s>+13125550100</Number></Dial>"
SIP = "<Dial><Sip %s>sip:anna@example.com</Sip></Dial>"
STREAM = '<Connect><Stream url="wss://a.example" %s/></Connect>'
PAY = '<Pay %s><Prompt for="postal-code" %s><Say>Once more.</Say></Prompt></Pay>'
URL = '"https://a.example/x"'


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def right(name: str, content: str) -> Any:
    return pytest.param(content, [], id=f"right: {name}")


def wrong(name: str, content: str, *found: str) -> Any:
    """Return a document and what is found: the code, and the path below the Response."""
    return pytest.param(content, list(found), id=f"wrong: {name}")


BACKGROUND = [
    wrong("type", RELAY % 'backgroundAudioType="media_url"',
          "TX203 Connect[1]/ConversationRelay[1]/@backgroundAudioType"),
    wrong("value", RELAY % f"backgroundAudioValue={URL}",
          "TX203 Connect[1]/ConversationRelay[1]/@backgroundAudioValue"),
    wrong("in a language", LANGUAGE % 'backgroundAudioType="media_url"',
          "TX203 Connect[1]/ConversationRelay[1]/Language[1]/@backgroundAudioType"),
    right("both", RELAY % f'backgroundAudioType="media_url" backgroundAudioValue={URL}'),
    right("neither", RELAY % ""),
]  # fmt: skip

CHARGE = [
    wrong("charge", '<Pay transactionType="charge"/>', "TX204 Pay[1]/@transactionType"),
    right("amount", '<Pay transactionType="charge" chargeAmount="0.01"/>'),
    right("amount of nothing said", '<Pay chargeAmount="12.50"/>'),
    right("tokenize", '<Pay transactionType="tokenize"/>'),
    right("neither", "<Pay/>"),
]

RING_TONE = [
    wrong("in Gather", '<Gather><Play ringTone="de"/></Gather>', "TX205 Gather[1]/Play[1]/@ringTone"),
    right("in a Response", '<Play ringTone="de"/>'),
    right("digits in Gather", '<Gather><Play digits="1"/></Gather>'),
    right("of Dial", '<Dial ringTone="de">+13125550100</Dial>'),
]

VF = [
    wrong("family not named", NOISE % 'noiseSuppressionEngine="AiCoustics" size="vf"',
          "TX206 Start[1]/Suppression[1]/@size"),
    wrong("sparrow", NOISE % 'noiseSuppressionEngine="AiCoustics" family="sparrow" size="vf"',
          "TX206 Start[1]/Suppression[1]/@size"),
    right("quail", NOISE % 'noiseSuppressionEngine="AiCoustics" family="quail" size="vf"'),
    right("another size", NOISE % 'noiseSuppressionEngine="AiCoustics" size="l"'),
]  # fmt: skip

HAS_URL = [
    wrong("conference callback", ROOM % 'statusCallbackMethod="POST"',
          "TX211 Dial[1]/Conference[1]/@statusCallbackMethod"),
    wrong("conference events", ROOM % 'statusCallbackEvent="start"',
          "TX211 Dial[1]/Conference[1]/@statusCallbackEvent"),
    wrong("wait method", ROOM % 'waitMethod="POST"', "TX211 Dial[1]/Conference[1]/@waitMethod"),
    wrong("queue wait method", '<Enqueue waitUrlMethod="POST">q</Enqueue>', "TX211 Enqueue[1]/@waitUrlMethod"),
    wrong("number events", NUMBER % 'statusCallbackEvent="answered"', "TX211 Dial[1]/Number[1]/@statusCallbackEvent"),
    wrong("recording events", '<Record recordingStatusCallbackEvent="completed"/>',
          "TX211 Record[1]/@recordingStatusCallbackEvent"),
    wrong("speech results", GATHER % 'partialResultCallbackMethod="POST"',
          "TX211 Gather[1]/@partialResultCallbackMethod"),
    wrong("URL of another request", ROOM % f'waitUrl={URL} statusCallbackMethod="POST"',
          "TX211 Dial[1]/Conference[1]/@statusCallbackMethod"),
    right("URL", NUMBER % f'statusCallback={URL} statusCallbackEvent="answered" statusCallbackMethod="POST"'),
    right("wait URL", ROOM % f'waitUrl={URL} waitMethod="POST"'),
    right("queue wait URL", f'<Enqueue waitUrl={URL} waitUrlMethod="POST">q</Enqueue>'),
    wrong("URL that is refused", ROOM % 'waitUrl="ftp://a.example" waitMethod="POST"',
          "TX112 Dial[1]/Conference[1]/@waitUrl"),
]  # fmt: skip

EVENTS = [
    wrong("conference", ROOM % f"statusCallback={URL}", "TX212 Dial[1]/Conference[1]/@statusCallback"),
    right("named", ROOM % f'statusCallback={URL} statusCallbackEvent="end"'),
    right("number has a default", NUMBER % f"statusCallback={URL}"),
    right("recording has a default", ROOM % f'record="record-from-start" recordingStatusCallback={URL}'),
    wrong("names that are refused", ROOM % f'statusCallback={URL} statusCallbackEvent="mute"',
          "TX112 Dial[1]/Conference[1]/@statusCallbackEvent"),
]  # fmt: skip

JOINED = [
    wrong("name", '<Connect><AIAssistant id="a" participantName="Anna"/></Connect>',
          "TX216 Connect[1]/AIAssistant[1]/@participantName"),
    wrong("role", '<Connect><AIAssistant id="a" participantRole="user"/></Connect>',
          "TX216 Connect[1]/AIAssistant[1]/@participantRole"),
    right("join", '<Connect><AIAssistant join="c" participantName="Anna" participantRole="user"/></Connect>'),
    right("id", '<Connect><AIAssistant id="a"/></Connect>'),
]  # fmt: skip

RTP = [
    wrong("codec", STREAM % 'bidirectionalCodec="PCMA"', "TX217 Connect[1]/Stream[1]/@bidirectionalCodec"),
    wrong("rate", STREAM % 'bidirectionalMode="mp3" bidirectionalSamplingRate="8000"',
          "TX217 Connect[1]/Stream[1]/@bidirectionalSamplingRate"),
    right("rtp", STREAM % 'bidirectionalMode="rtp" bidirectionalCodec="PCMA" bidirectionalSamplingRate="8000"'),
    right("mp3", STREAM % 'bidirectionalMode="mp3"'),
    right("codec of what is sent", STREAM % 'codec="PCMA"'),
]  # fmt: skip

MACHINE = [
    wrong("mode", NUMBER % 'detectionMode="Premium"', "TX218 Dial[1]/Number[1]/@detectionMode"),
    wrong("switched off", NUMBER % 'machineDetection="Disable" machineDetectionTimeout="3500"',
          "TX218 Dial[1]/Number[1]/@machineDetectionTimeout"),
    wrong("address", SIP % f"amdStatusCallback={URL}", "TX218 Dial[1]/Sip[1]/@amdStatusCallback"),
    right("enabled", NUMBER % 'machineDetection="Enable" detectionMode="Premium"'),
    right("end of message", SIP % f'machineDetection="DetectMessageEnd" amdStatusCallback={URL}'),
    right("region of the leg", SIP % 'sipRegion="Europe"'),
]  # fmt: skip

METHODS = [
    wrong("Dial", '<Dial method="POST">+13125550100</Dial>', "TX211 Dial[1]/@method"),
    wrong("Connect", '<Connect method="POST"><AIAssistant id="a"/></Connect>', "TX211 Connect[1]/@method"),
    wrong("Number", NUMBER % 'method="POST"', "TX211 Dial[1]/Number[1]/@method"),
    wrong("Queue", '<Dial><Queue method="POST">q</Queue></Dial>', "TX211 Dial[1]/Queue[1]/@method"),
    right("with the action", f'<Dial action={URL} method="POST">+13125550100</Dial>'),
    right("with the URL", NUMBER % f'url={URL} method="POST"'),
    right("URL as the text", f'<Redirect method="POST">{URL[1:-1]}</Redirect>'),
    right("this document's URL unless another is given", '<Pay method="POST"/>'),
]

ENGINES = [
    wrong("default engine", NOISE % 'model="m"', "TX220 Start[1]/Suppression[1]/@model"),
    wrong("Krisp's for Denoiser", NOISE % 'noiseSuppressionEngine="Denoiser" suppressionLevel="80"',
          "TX220 Start[1]/Suppression[1]/@suppressionLevel"),
    wrong("AiCoustics' for Krisp", NOISE % 'noiseSuppressionEngine="Krisp" enhancementLevel="0.5"',
          "TX220 Start[1]/Suppression[1]/@enhancementLevel"),
    right("Krisp's", NOISE % 'noiseSuppressionEngine="Krisp" model="m" suppressionLevel="80"'),
    right("AiCoustics'", NOISE % 'noiseSuppressionEngine="AiCoustics" family="quail" size="s" enhancementLevel="1"'),
    right("of no engine", NOISE % 'direction="both"'),
    right("stopped", "<Stop><Suppression/></Stop>"),
]  # fmt: skip

ATTEMPTS = [
    wrong("second of one", PAY % ("", 'attempt="2"'), "TX221 Pay[1]/Prompt[1]/@attempt"),
    wrong("third of two", PAY % ('maxAttempts="2"', 'attempt="1 3"'), "TX221 Pay[1]/Prompt[1]/@attempt"),
    right("last", PAY % ('maxAttempts="3"', 'attempt="1 2 3"')),
    right("first by default", PAY % ("", 'attempt="1"')),
    right("any", PAY % ("", "")),
]

MUSIC = [
    wrong("file", ROOM % 'waitUrl="https://a.example/hold.mp3"', "TX232 Dial[1]/Conference[1]/@waitUrl"),
    wrong("file with a query", ROOM % 'waitUrl="https://a.example/a.WAV?x=1"', "TX232 Dial[1]/Conference[1]/@waitUrl"),
    wrong("queue", '<Enqueue waitUrl="https://a.example/hold.mp3">q</Enqueue>', "TX232 Enqueue[1]/@waitUrl"),
    right("document", ROOM % 'waitUrl="https://a.example/hold"'),
    right("document that is told of a file", ROOM % 'waitUrl="https://a.example/hold?file=a.mp3"'),
]

GUEST = [
    wrong(
        "ends it",
        ROOM % 'startConferenceOnEnter="false" endConferenceOnExit="true"',
        "TX233 Dial[1]/Conference[1]/@endConferenceOnExit",
    ),
    right("host", ROOM % 'endConferenceOnExit="true"'),
    right("host who says so", ROOM % 'startConferenceOnEnter="true" endConferenceOnExit="true"'),
    right("guest", ROOM % 'startConferenceOnEnter="false" endConferenceOnExit="false"'),
]

CASES = [
    *MUSIC, *GUEST,
    *BACKGROUND, *CHARGE, *RING_TONE, *VF, *HAS_URL, *EVENTS, *JOINED, *RTP,
    *MACHINE, *ENGINES, *ATTEMPTS, *METHODS,
]  # fmt: skip


@pytest.mark.parametrize(("content", "found"), CASES)
def test_attributes_go_together(content: str, found: list[str]) -> None:
    assert found == [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems(content)]


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        pytest.param('<Gather minDigits="5" maxDigits="4"/>', "swap the two", id="digits"),
        pytest.param(RELAY % f"backgroundAudioValue={URL}", "add backgroundAudioType", id="other half"),
        pytest.param(
            ROOM % f"statusCallback={URL}",
            'add statusCallbackEvent="start end join leave speaker"',
            id="events",
        ),
        pytest.param(
            "<Start><Suppression size='l'/></Start>",
            'add noiseSuppressionEngine="AiCoustics"',
            id="engine of a setting",
        ),
        pytest.param(PAY % ("", 'attempt="3"'), 'give the Pay maxAttempts="3"', id="attempts"),
        pytest.param(ROOM % 'waitMethod="POST"', "add waitUrl, or leave this out", id="URL of a method"),
    ],
)
def test_hint_says_what_to_write(content: str, hint: str) -> None:
    assert [hint] == [problem.hint for problem in problems(content)]
