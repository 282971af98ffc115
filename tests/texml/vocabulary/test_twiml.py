"""The words of TwiML that people bring along: none is TexML's, and each has an answer.

Restated by hand from a comparison of both languages' references; nothing here is read from the table under test.
"""

import re

import pytest

from texml.vocabulary import Element, rows
from texml.vocabulary.twiml import TWIML_ATTRIBUTES, TWIML_ELEMENTS

Attributes = dict[str, set[str]]


@pytest.fixture(scope="module")
def attributes(elements: tuple[type[Element], ...]) -> Attributes:
    """Return the wire names of the attributes that each tag has anywhere."""
    found: Attributes = {}
    for element in elements:
        found.setdefault(element.tag, set()).update(row.wire for row in rows(element))
    return found


@pytest.mark.parametrize("tag", TWIML_ELEMENTS)
def test_element_of_twiml_is_none_of_texml(tag: str, attributes: Attributes) -> None:
    assert tag not in attributes


@pytest.mark.parametrize("tag", TWIML_ATTRIBUTES)
def test_attributes_are_listed_for_elements_that_texml_has(tag: str, attributes: Attributes) -> None:
    assert tag in attributes


@pytest.mark.parametrize("tag", TWIML_ATTRIBUTES)
def test_attribute_of_twiml_is_none_of_the_element_in_texml(tag: str, attributes: Attributes) -> None:
    assert set() == set(TWIML_ATTRIBUTES[tag]) & attributes[tag]


@pytest.mark.parametrize(
    ("tag", "instead"),
    [
        pytest.param("Sms", "REST API", id="Sms: messages go over the REST API"),
        pytest.param("Echo", "nothing like it", id="Echo: nothing"),
        pytest.param("Client", "<Sip>", id="Client: an address"),
        pytest.param("Sim", "<Number>", id="Sim: a number"),
        pytest.param("Application", "<Redirect>", id="Application: another document"),
        pytest.param("WhatsApp", "nothing like it", id="WhatsApp: nothing"),
        pytest.param("SipUri", "<Sip>", id="SipUri: text of an address"),
        pytest.param("Room", "<Conference>", id="Room: a conference"),
        pytest.param("VirtualAgent", "<AIAssistant>", id="VirtualAgent: an assistant"),
        pytest.param("Task", "no task router", id="Task: nothing"),
        pytest.param("w", "plain text", id="w: plain text"),
    ],
)
def test_element_of_twiml_has_an_answer(tag: str, instead: str) -> None:
    assert instead in TWIML_ELEMENTS[tag]


@pytest.mark.parametrize(
    ("tag", "attribute", "instead"),
    [
        pytest.param("Gather", "enhanced", "useEnhanced", id="renamed on Gather"),
        pytest.param("Gather", "speechModel", "model", id="model of Gather"),
        pytest.param("Gather", "actionOnEmptyResult", "<Redirect>", id="Gather without input"),
        pytest.param("Record", "transcribe", "transcription", id="renamed on Record"),
        pytest.param("Record", "transcribeCallback", "transcriptionCallback", id="callback of Record"),
        pytest.param("Transcription", "statusCallbackUrl", "transcriptionCallback", id="callback of Transcription"),
        pytest.param("Transcription", "languageCode", "language", id="language of Transcription"),
        pytest.param("Transcription", "track", "transcriptionTracks", id="tracks of Transcription"),
        pytest.param("Transcription", "partialResults", "interimResults", id="results of Transcription"),
        pytest.param("Conference", "coach", "REST API", id="coaching"),
        pytest.param("Conference", "waitUrlMethod", "waitMethod", id="spelling of Enqueue on a Conference"),
        pytest.param("Enqueue", "waitMethod", "waitUrlMethod", id="spelling of a Conference on Enqueue"),
        pytest.param("Dial", "trim", "Conference", id="trim of Dial"),
        pytest.param("Enqueue", "workflowSid", "no task router", id="task router"),
        pytest.param("Stream", "connectorName", "nothing like it", id="connector of Stream"),
    ],
)
def test_attribute_of_twiml_has_an_answer(tag: str, attribute: str, instead: str) -> None:
    assert instead in TWIML_ATTRIBUTES[tag][attribute]


@pytest.mark.parametrize(
    ("tag", "attribute"),
    [
        pytest.param("Dial", "recordingTrack", id="Dial"),
        pytest.param("Dial", "referUrl", id="Dial, refer"),
        pytest.param("Conference", "jitterBufferSize", id="Conference"),
        pytest.param("Conference", "eventCallbackUrl", id="Conference, callback"),
        pytest.param("Conference", "region", id="Conference, region"),
        pytest.param("Gather", "bargeIn", id="Gather"),
        pytest.param("Gather", "maxSpeechTime", id="Gather, length"),
        pytest.param("Start", "action", id="Start"),
        pytest.param("Prompt", "requireMatchingInputs", id="Prompt"),
        pytest.param("Pay", "tokenType", id="Pay"),
        pytest.param("Pay", "securityCode", id="Pay, code"),
        pytest.param("Transcription", "intelligenceService", id="Transcription"),
        pytest.param("Transcription", "inboundTrackLabel", id="Transcription, label"),
        pytest.param("Number", "byoc", id="Number"),
        pytest.param("Number", "amdStatusCallbackMethod", id="Number, method"),
        pytest.param("Sip", "machineDetectionSpeechThreshold", id="Sip: it is an attribute of Dial"),
        pytest.param("Queue", "reservationSid", id="Queue"),
        pytest.param("ConversationRelay", "ttsProvider", id="relay: it is an attribute of Language"),
        pytest.param("ConversationRelay", "partialPrompts", id="relay"),
    ],
)
def test_attribute_that_only_twiml_has_is_known(tag: str, attribute: str) -> None:
    assert attribute in TWIML_ATTRIBUTES.get(tag, {})


ANSWERS = [
    *(pytest.param(answer, id=tag) for tag, answer in TWIML_ELEMENTS.items()),
    *(
        pytest.param(answer, id=f"{tag} {name}")
        for tag, answers in TWIML_ATTRIBUTES.items()
        for name, answer in answers.items()
    ),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answer_is_a_clause_that_can_follow_a_semicolon(answer: str) -> None:
    assert re.fullmatch(r"(TexML|[a-z])[^\n]*[^.\s]", answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_answer_names_only_elements_that_texml_has(answer: str, attributes: Attributes) -> None:
    assert set() == set(re.findall(r"<([A-Za-z]+)>", answer)) - set(attributes)


@pytest.mark.parametrize(
    ("tag", "name"),
    [(tag, name) for tag, answers in TWIML_ATTRIBUTES.items() for name in answers],
)
def test_other_name_of_an_attribute_is_one_that_the_element_has(tag: str, name: str, attributes: Attributes) -> None:
    named = re.search(r"calls it (\w+)$", TWIML_ATTRIBUTES[tag][name])

    assert named is None or named[1] in attributes[tag]
