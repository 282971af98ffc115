"""The schema: what is committed and shipped, and what two independent validators make of it.

Both say the same of every document, and `is_valid` says it too, but for what XSD 1.0 cannot express.
"""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from texml import Conference, Number, Response
from texml.schema import xsd
from texml.validation import is_valid
from texml.vocabulary import Element, rows
from texml.vocabulary.kinds import Choice, Choices, Decimal, Flag, Kind, Whole

COMMITTED = Path(__file__).parents[2] / "schemas" / "texml.xsd"
VALIDATORS = ("lxml", "xmlschema", "texml")
XSI = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
ID = "0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11"


def response(inside: str) -> str:
    return f"<Response>{inside}</Response>"


def say(attributes: str) -> str:
    return response(f"<Say {attributes}>a</Say>")


def play(attributes: str) -> str:
    return response(f"<Play {attributes}>a.mp3</Play>")


def gather(attributes: str) -> str:
    return response(f"<Gather {attributes}/>")


def dial(attributes: str) -> str:
    return response(f"<Dial {attributes}/>")


def number(attributes: str) -> str:
    return response(f"<Dial><Number {attributes}>+13125550100</Number></Dial>")


def room(attributes: str) -> str:
    return response(f"<Dial><Conference {attributes}>Room 1234</Conference></Dial>")


VALID = {
    "nothing": "<Response/>",
    "white space": response(" \r\n\t"),
    "comments": "<!-- a --><Response><!-- b --><Say>a<!-- c -->b</Say></Response>",
    "CDATA": response("<Say><![CDATA[a < b]]></Say>"),
    "declaration": f"<?xml version='1.0'?>\n{response('<Hangup/>')}",
    "every verb": response(
        "<Say>a</Say><Play>b</Play><Pause/><Gather/><Dial>1</Dial><Redirect>/c</Redirect><Hangup></Hangup>"
    ),
    "verb again and again": response("<Pause/><Hangup/><Pause/><Pause/>"),
    "every letter": response("<Say>ü 字 \U0001f600 &lt;&amp;&#13;</Say>"),
    "prompts in Gather": response("<Gather><Say>a</Say><Play>b</Play><Say>c</Say></Gather>"),
    "several numbers": response("<Dial><Number>1</Number><Number>2</Number></Dial>"),
    "bare number": response("<Dial callerId='+13125550100'>+13125550101</Dial>"),
    "bare number beside a Number": response("<Dial>1<Number>2</Number></Dial>"),
    "conference between white space": response("<Dial>\n<Conference>Room</Conference>\n</Dial>"),
    "true": room("muted='true'"),
    "false": room("muted='false'"),
    "true among words": room("beep='true'"),
    "word with a capital": room("beep='onEnter'"),
    "lowest participants": room("maxParticipants='2'"),
    "most participants": room("maxParticipants='250'"),
    "no recording timeout": room("recordingTimeout='0'"),
    "longest recording timeout": room("recordingTimeout='14400'"),
    "one event": room("statusCallbackEvent='speaker'"),
    "all events": room("statusCallbackEvent='start end join leave speaker'"),
    "events in another order, one twice": room("statusCallbackEvent='speaker start speaker'"),
    "events between more space": room("statusCallbackEvent=' start  end\n'"),
    "https": room("waitUrl='https://example.com/a?b=c&amp;d'"),
    "scheme in capitals": room("waitUrl='HTTP://example.com'"),
    "path": room("waitUrl='/wait'"),
    "path without a slash": room("waitUrl='wait'"),
    "colon in a query": room("waitUrl='wait?at=10:30'"),
    "shortest pause": response("<Pause length='1'/>"),
    "longest pause": response("<Pause length='180'/>"),
    "endless": say("loop='0'"),
    "most repeats": say("loop='10'"),
    "slowest": say("voiceSpeed='0.1'"),
    "fastest": say("voiceSpeed='2.0'"),
    "whole decimal": say("voiceSpeed='1'"),
    "decimal with zeros": say("voiceSpeed='01.250'"),
    "UUID": say(f"pronunciationDictId='{ID}'"),
    "UUID in capitals": say(f"pronunciationDictId='{ID.upper()}'"),
    "snake case": say("api_key_ref='key'"),
    "open end": play("loop='1000000'"),
    "digits alone": response("<Play digits='0123456789*#w'/>"),
    "ringing tone": response("<Play ringTone='us-old'/>"),
    "two words in one": gather("input='dtmf speech'"),
    "no key": gather("finishOnKey=''"),
    "fewest digits": gather("numDigits='1'"),
    "most digits": gather("numDigits='128'"),
    "items": gather("hints='yes please, no'"),
    "shortest timeout": dial("timeout='5'"),
    "longest timeout": dial("timeout='120'"),
    "shortest call": dial("timeLimit='60'"),
    "longest call": dial("timeLimit='14400'"),
    "longest name": dial(f"fromDisplayName='{'a' * 128}'"),
    "marks in a name": dial("fromDisplayName='A-z 0_9~!.+'"),
    "word with a space": number("sipRegion='Middle East'"),
    "shortest detection": number("machineDetectionTimeout='500'"),
    "longest detection": number("machineDetectionTimeout='60000'"),
    "long text": response(f"<Say>{'a ' * 30_000}</Say>"),
    "prefix that nothing uses": "<Response xmlns:a='urn:a'/>",
}

INVALID = {
    "root in lower case": "<response/>",
    "verb as root": "<Say>a</Say>",
    "noun as root": "<Conference>Room</Conference>",
    "other root": "<html/>",
    "root in a namespace": "<Response xmlns='urn:x'/>",
    "root in a prefix": "<t:Response xmlns:t='urn:x'/>",
    "document in a document": response("<Response/>"),
    "child in a namespace": response("<Say xmlns='urn:x'>a</Say>"),
    "unknown verb": response("<Sing>a</Sing>"),
    "verb in lower case": response("<say>a</say>"),
    "verb in capitals": response("<SAY>a</SAY>"),
    "noun in lower case": response("<Dial><conference>Room</conference></Dial>"),
    "unknown verb after known ones": response("<Say>a</Say><Hangup/><Sing/>"),
    "noun without its verb": response("<Number>1</Number>"),
    "conference without its verb": response("<Conference>Room</Conference>"),
    "verb in Dial": response("<Dial><Say>a</Say></Dial>"),
    "Dial in Dial": response("<Dial><Dial>1</Dial></Dial>"),
    "Pause in Gather": response("<Gather><Pause/></Gather>"),
    "Dial in Gather": response("<Gather><Dial>1</Dial></Gather>"),
    "Gather in Gather": response("<Gather><Gather/></Gather>"),
    "Number in Gather": response("<Gather><Number>1</Number></Gather>"),
    "verb in Say": response("<Say>a<Pause/></Say>"),
    "speech markup in Say": response("<Say>a<break/>b</Say>"),
    "verb in Hangup": response("<Hangup><Say>a</Say></Hangup>"),
    "verb in Pause": response("<Pause><Pause/></Pause>"),
    "verb in Play": response("<Play>a<Say>b</Say></Play>"),
    "verb in Redirect": response("<Redirect>a<Say>b</Say></Redirect>"),
    "verb in Conference": response("<Dial><Conference>a<Say>b</Say></Conference></Dial>"),
    "two conferences": response("<Dial><Conference>a</Conference><Conference>b</Conference></Dial>"),
    "conference before a number": response("<Dial><Conference>a</Conference><Number>1</Number></Dial>"),
    "conference after a number": response("<Dial><Number>1</Number><Conference>a</Conference></Dial>"),
    "conference between numbers": response(
        "<Dial><Number>1</Number><Conference>a</Conference><Number>2</Number></Dial>"
    ),
    "text in the root": response("a"),
    "text after a verb": response("<Hangup/>a"),
    "text in Gather": response("<Gather>a</Gather>"),
    "text in Hangup": response("<Hangup>a</Hangup>"),
    "text in Pause": response("<Pause>1</Pause>"),
    "Say without text": response("<Say/>"),
    "Say with attributes alone": response("<Say voice='man'></Say>"),
    "Say of white space": response("<Say> \n\t</Say>"),
    "Number without text": response("<Dial><Number/></Dial>"),
    "Conference without text": response("<Dial><Conference/></Dial>"),
    "Redirect without text": response("<Redirect/>"),
    "Redirect to another scheme": response("<Redirect>javascript:alert(1)</Redirect>"),
    "Redirect to two words": response("<Redirect>https://example.com/a b</Redirect>"),
    "attribute of the root": "<Response version='1'/>",
    "attribute of Hangup": response("<Hangup reason='busy'/>"),
    "unknown attribute": say("pitch='1'"),
    "attribute in lower case": room("startconferenceonenter='true'"),
    "attribute in Python's spelling": room("start_conference_on_enter='true'"),
    "attribute of Enqueue": room("waitUrlMethod='GET'"),
    "attribute of Gather on Say": say("apiKeyRef='key'"),
    "attribute of Dial on Number": number("timeout='30'"),
    "attribute of Conference on Dial": dial("muted='true'"),
    "attribute of Twilio": dial("answerOnMedia='true'"),
    "attribute of XML": say("xml:lang='en'"),
    "attribute in a namespace": "<Response xmlns:a='urn:a'><Say a:voice='man'>a</Say></Response>",
    "True": room("muted='True'"),
    "TRUE": room("muted='TRUE'"),
    "1 for true": room("muted='1'"),
    "yes for true": room("muted='yes'"),
    "empty flag": room("muted=''"),
    "space around a flag": room("muted=' true '"),
    "one participant": room("maxParticipants='1'"),
    "251 participants": room("maxParticipants='251'"),
    "participants of the REST side": room("maxParticipants='800'"),
    "no number": room("maxParticipants='many'"),
    "empty number": room("maxParticipants=''"),
    "fraction": room("maxParticipants='2.0'"),
    "plus": room("maxParticipants='+5'"),
    "leading zero": room("maxParticipants='05'"),
    "exponent": room("maxParticipants='1e2'"),
    "hexadecimal": room("maxParticipants='0x10'"),
    "digits of another script": room("maxParticipants='\u0665\u0660'"),
    "negative": room("recordingTimeout='-1'"),
    "negative zero": room("recordingTimeout='-0'"),
    "recording timeout too long": room("recordingTimeout='14401'"),
    "beep in lower case": room("beep='onenter'"),
    "two words where one goes": room("beep='onEnter onExit'"),
    "method in lower case": room("waitMethod='get'"),
    "other method": room("waitMethod='PUT'"),
    "record of Dial on Conference": room("record='record-from-answer'"),
    "trim of another": room("trim='true'"),
    "unknown event": room("statusCallbackEvent='start hold'"),
    "event of the wire": room("statusCallbackEvent='participant-join'"),
    "event in capitals": room("statusCallbackEvent='Start'"),
    "comma between events": room("statusCallbackEvent='start,end'"),
    "no event": room("statusCallbackEvent=''"),
    "blank event": room("statusCallbackEvent='  '"),
    "recording event of REST": room("recordingStatusCallbackEvent='failed'"),
    "other scheme": room("waitUrl='ftp://example.com/a.mp3'"),
    "file": room("waitUrl='file:///etc/passwd'"),
    "data": room("waitUrl='data:text/plain,a'"),
    "scheme alone": room("waitUrl='https://'"),
    "space in a URL": room("waitUrl='https://example.com/a b'"),
    "space before a URL": room("waitUrl=' https://example.com'"),
    "empty URL": room("waitUrl=''"),
    "blank label": room("participantLabel=' '"),
    "pause of nothing": response("<Pause length='0'/>"),
    "pause too long": response("<Pause length='181'/>"),
    "unit": response("<Pause length='5s'/>"),
    "said too often": say("loop='11'"),
    "too slow": say("voiceSpeed='0.09'"),
    "too fast": say("voiceSpeed='2.01'"),
    "too fast by less than a float can tell": say("voiceSpeed='2.00000000000000001'"),
    "comma in a decimal": say("voiceSpeed='1,5'"),
    "decimal without digits after the point": say("voiceSpeed='1.'"),
    "decimal without digits before the point": say("voiceSpeed='.5'"),
    "decimal with an exponent": say("voiceSpeed='1e0'"),
    "not a number": say("voiceSpeed='NaN'"),
    "empty voice": say("voice=''"),
    "gender in lower case": say("gender='male'"),
    "short UUID": say(f"pronunciationDictId='{ID[:-1]}'"),
    "long UUID": say(f"pronunciationDictId='{ID}0'"),
    "UUID without dashes": say(f"pronunciationDictId='{ID.replace('-', '')}'"),
    "unknown country": response("<Play ringTone='xx'/>"),
    "letters among digits": response("<Play digits='12a'/>"),
    "empty digits": response("<Play digits=''/>"),
    "negative repeats": play("loop='-1'"),
    "key that does not exist": gather("finishOnKey='x'"),
    "pause among keys": gather("validDigits='1w'"),
    "input in another order": gather("input='speech dtmf'"),
    "no digits": gather("numDigits='0'"),
    "too many digits": gather("maxDigits='129'"),
    "no time to wait": gather("timeout='0'"),
    "too long to wait": gather("timeout='121'"),
    "word for a number": gather("speechTimeout='auto'"),
    "blank item": gather("hints='yes,,no'"),
    "comma at the end": gather("keyterms='yes,'"),
    "ring too short": dial("timeout='4'"),
    "ring too long": dial("timeout='121'"),
    "call too short": dial("timeLimit='59'"),
    "call too long": dial("timeLimit='14401'"),
    "empty name": dial("fromDisplayName=''"),
    "name too long": dial(f"fromDisplayName='{'a' * 129}'"),
    "letter in a name": dial("fromDisplayName='Zoë'"),
    "half a record": dial("record='true'"),
    "detection too short": number("machineDetectionTimeout='499'"),
    "detection too long": number("machineDetectionTimeout='60001'"),
    "prompt end too short": number("machineDetectionPromptEndTimeout='999'"),
    "prompt end too long": number("machineDetectionPromptEndTimeout='120001'"),
    "detection as a flag": number("machineDetection='true'"),
    "event of Conference on Number": number("statusCallbackEvent='join'"),
}

# What the schema accepts and we do not, each for the reason behind it.
STRICTER_THAN_XSD = {
    "nothing to play": response("<Play/>"),  # XSD 1.0 does not count attributes and text together
    "text and digits to play": play("digits='1'"),  # the same
    "two attributes of one_of": response("<Play digits='1' ringTone='us'/>"),  # the same
    "space around a number": room("maxParticipants=' 5 '"),  # xs:integer drops white space before any facet
    "space around a decimal": say("voiceSpeed=' 1 '"),  # and so does xs:decimal
    "number of 19 digits": play("loop='1000000000000000000'"),  # no facet may bound what the language leaves open
    "text of no-break spaces": response("<Say>\u00a0</Say>"),  # white space of XML is narrower than blank
    "value of no-break spaces": say("voice='\u00a0'"),  # the same
    "document type": "<!DOCTYPE Response><Response/>",  # gone before a schema sees the document
    "hint at a schema": f"<Response {XSI} xsi:noNamespaceSchemaLocation='texml.xsd'/>",  # XSD lets these in everywhere
    "conference beside bare text": response("<Dial>1<Conference>a</Conference></Dial>"),  # mixed content is all or none
    "1001 elements": response("<Pause/>" * 1000),  # a limit of the reader, not of the language
}


def _cases(table: dict[str, str]) -> Any:
    return pytest.mark.parametrize("document", [pytest.param(document, id=name) for name, document in table.items()])


@pytest.fixture(scope="session")
def accepts() -> Callable[[str, str | bytes], bool]:
    """Return the function that asks one of the validators about a document; both schemas are compiled once."""
    by_lxml = etree.XMLSchema(etree.fromstring(COMMITTED.read_bytes()))
    by_xmlschema = xmlschema.XMLSchema(COMMITTED.read_text(encoding="utf-8"))

    def accepts(validator: str, document: str | bytes) -> bool:
        if validator == "texml":
            return is_valid(document)
        raw = document.encode() if isinstance(document, str) else document
        if validator == "lxml":
            return by_lxml.validate(etree.fromstring(raw))
        return by_xmlschema.is_valid(ElementTree.fromstring(raw))

    return accepts


def test_committed_schema_is_the_one_of_the_vocabulary() -> None:
    assert xsd() == COMMITTED.read_text(encoding="utf-8")


def test_shipped_schema_is_the_one_of_the_vocabulary() -> None:
    assert xsd() == files("texml.schemas").joinpath("texml.xsd").read_text(encoding="utf-8")


@pytest.mark.parametrize("validator", VALIDATORS)
@_cases(VALID)
def test_right_document_is_accepted(document: str, validator: str, accepts: Callable[[str, str], bool]) -> None:
    assert accepts(validator, document)


@pytest.mark.parametrize("validator", VALIDATORS)
@_cases(INVALID)
def test_wrong_document_is_refused(document: str, validator: str, accepts: Callable[[str, str], bool]) -> None:
    assert not accepts(validator, document)


@_cases(STRICTER_THAN_XSD)
def test_only_our_validator_refuses_what_xsd_cannot_say(document: str, accepts: Callable[[str, str], bool]) -> None:
    assert [True, True, False] == [accepts(validator, document) for validator in VALIDATORS]


def test_white_space_in_an_empty_element_is_refused_by_the_schema_alone(accepts: Callable[[str, str], bool]) -> None:
    # Empty content is a type without any characters; to the platform white space is nothing.
    verdicts = [accepts(validator, response("<Hangup>\n</Hangup>")) for validator in VALIDATORS]

    assert [False, False, True] == verdicts


# --- documents that the builder makes, and what a mutation makes of them ---

_TAGS = ["Conference", "Dial", "Gather", "Hangup", "Number", "Pause", "Play", "Redirect", "Response", "Say"]
_NAMES = st.from_regex("[A-Za-z_]{1,12}", fullmatch=True)
_DOCUMENTS = st.from_type(Response).map(Response.to_bytes).map(etree.fromstring)


def _is_bounded(kind: Kind) -> bool:
    return isinstance(kind, Whole | Decimal) and (kind.minimum is not None or kind.maximum is not None)


def _out_of_range(kind: Kind) -> st.SearchStrategy[str]:
    assert isinstance(kind, Whole | Decimal)
    over = st.integers(1, 10**6)
    below = [] if kind.minimum is None else [over.map(lambda by: int(kind.minimum) - by)]
    above = [] if kind.maximum is None else [over.map(lambda by: int(kind.maximum) + by)]
    return st.one_of(*below, *above).map(str)


def _is_closed(kind: Kind) -> bool:
    return isinstance(kind, Choice | Choices | Flag)


def _other_words(kind: Kind) -> st.SearchStrategy[str]:
    words = ("true", "false") if isinstance(kind, Flag) else kind.words
    word = st.sampled_from(words)
    changed = st.one_of(word.map(str.swapcase), word.map(lambda text: f"{text}x"), word.map(lambda text: text[1:]))
    wrong = (changed | _NAMES).filter(lambda text: text not in words)
    if isinstance(kind, Choices):
        wrong = wrong.filter(str.strip)
        return st.tuples(st.lists(word, max_size=2), wrong).map(lambda parts: " ".join([*parts[0], parts[1]]))
    return wrong


@st.composite
def _with_unknown_attribute(draw: st.DrawFn) -> bytes:
    root = draw(_DOCUMENTS)
    node = draw(st.sampled_from(list(root.iter())))
    known = {row.wire for row in rows(_BY_TAG[node.tag])}
    near = [st.sampled_from(sorted(known)).map(str.upper)] if known else []
    name = draw(st.one_of(_NAMES, *near).filter(lambda name: name not in known))
    node.set(name, draw(st.text("a1 ", max_size=3)))
    return etree.tostring(root)


@st.composite
def _with_wrong_value(
    draw: st.DrawFn, chosen: Callable[[Kind], bool], values: Callable[[Kind], st.SearchStrategy[str]]
) -> bytes:
    root = draw(_DOCUMENTS)
    places = [(element, row) for element in _BY_TAG.values() for row in rows(element) if chosen(row.kind)]
    element, row = draw(st.sampled_from(places))
    node = etree.fromstring(str(draw(st.from_type(element))))
    node.set(row.wire, draw(values(row.kind)))
    parent = etree.SubElement(root, "Dial") if element in (Number, Conference) else root
    parent.append(node)
    return etree.tostring(root)


@st.composite
def _with_misplaced_child(draw: st.DrawFn, tags: st.SearchStrategy[str]) -> bytes:
    root = draw(_DOCUMENTS)
    parent = draw(st.sampled_from(list(root.iter())))
    allowed = {child.tag for child in _BY_TAG[parent.tag].nested}
    tag = draw(tags.filter(lambda tag: tag not in allowed))
    child = etree.fromstring(str(draw(st.from_type(_BY_TAG[tag]))).encode()) if tag in _BY_TAG else etree.Element(tag)
    parent.insert(draw(st.integers(0, len(parent))), child)
    return etree.tostring(root)


@st.composite
def _with_sibling_of_a_conference(draw: st.DrawFn) -> bytes:
    root = draw(_DOCUMENTS)
    parent = etree.SubElement(root, "Dial")
    others = draw(st.lists(st.from_type(Number) | st.from_type(Conference), min_size=1, max_size=3))
    nouns = draw(st.permutations([draw(st.from_type(Conference)), *others]))
    parent.extend([etree.fromstring(str(noun)) for noun in nouns])
    return etree.tostring(root)


def _tree_of(element: type[Element]) -> dict[str, type[Element]]:
    found = {element.tag: element}
    for child in element.nested:
        found |= _tree_of(child)
    return found


_BY_TAG = _tree_of(Response)


@given(document=st.from_type(Response), indent=st.none() | st.integers(0, 4))
def test_document_that_the_builder_makes_is_accepted(
    document: Response, indent: int | None, accepts: Callable[[str, bytes], bool]
) -> None:
    raw = document.to_bytes(indent=indent)

    assert [True, True] == [accepts("lxml", raw), accepts("xmlschema", raw)]


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(_with_unknown_attribute(), id="unknown attribute"),
        pytest.param(_with_wrong_value(_is_bounded, _out_of_range), id="number out of its range"),
        pytest.param(_with_wrong_value(_is_closed, _other_words), id="word outside its set"),
        pytest.param(_with_misplaced_child(_NAMES.filter(lambda name: name not in _TAGS)), id="unknown element"),
        pytest.param(_with_misplaced_child(st.sampled_from(_TAGS)), id="misplaced child"),
        pytest.param(_with_sibling_of_a_conference(), id="sibling of a conference"),
    ],
)
@settings(max_examples=50)
@given(data=st.data())
def test_mutated_document_is_refused(
    documents: st.SearchStrategy[bytes], data: st.DataObject, accepts: Callable[[str, bytes], bool]
) -> None:
    document = data.draw(documents)

    assert [False, False, False] == [accepts(validator, document) for validator in VALIDATORS]
