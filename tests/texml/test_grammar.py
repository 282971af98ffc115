"""The grammar: what of a document the vocabulary does not have, or not there, or not so."""

from typing import Any

import pytest

from texml import Dial, Response, Stream
from texml.errors import DocumentError, InvalidNesting, InvalidValue, MissingAttribute, MissingContent, UnknownAttribute
from texml.grammar import Checked, check
from texml.tree import parse_tree
from texml.vocabulary.documents import CONFERENCE_WAIT, NUMBER_URL, VOICE, DocumentKind

NOT_IN_VOICE = "does not belong in a voice document"
NO_SUCH = "there is no such attribute"
NOT_HERE = "does not belong here"
NOT = "is not allowed"
ELEMENT_OF_TWIML = "TwiML has this element, TexML has not"
ATTRIBUTE_OF_TWIML = "TwiML has this attribute, TexML has not"
AI = '<AIGather><Parameters>{"type":"object"}</Parameters>%s</AIGather>'
HTTP = '<HttpRequest><Request url="https://a.example"/>%s</HttpRequest>'


def held(document: str, kind: DocumentKind = VOICE) -> Checked:
    return check(parse_tree(document, of=Checked), kind)


def inside(content: str, kind: DocumentKind = VOICE) -> list[tuple[str, str | None, str, str | None]]:
    """Return code, path, problem and hint of all that is found in a Response around *content*."""
    return [
        (finding.code, finding.error.path, finding.error.problem, finding.hint or finding.error.hint)
        for checked in held(f"<Response>{content}</Response>", kind).walk()
        for finding in checked.findings
    ]


def only(content: str) -> Checked:
    """Return the one element in a Response, held against its class."""
    return held(f"<Response>{content}</Response>").children[0]


def case(name: str, content: str, code: str, path: str, problem: str, hint: str | None = None) -> Any:
    """Return what stands in a Response, and what is found; a hint of one word is the word that was meant."""
    meant = f"did you mean {hint!r}?" if hint and " " not in hint else hint
    return pytest.param(content, code, f"/Response/{path}".rstrip("/"), problem, meant, id=f"{code}: {name}")


def noun(name: str, attribute: str, problem: str, hint: str | None = None) -> Any:
    """Return a case of one bad value of a Conference."""
    path = f"Dial[1]/Conference[1]/@{attribute.partition('=')[0]}"
    return case(name, f"<Dial><Conference {attribute}>Room</Conference></Dial>", "TX112", path, problem, hint)


ELEMENTS = [
    case("lower case", "<say>a</say>", "TX101", "say[1]", f"a say {NOT_IN_VOICE}", "Say"),
    case("like no other", "<Xyzzy/>", "TX101", "Xyzzy[1]", f"a Xyzzy {NOT_IN_VOICE}", "leave it out"),
    case("inside left alone", "<Xyzzy b='1'>text<Foo/></Xyzzy>", "TX101", "Xyzzy[1]", f"a Xyzzy {NOT_IN_VOICE}",
         "leave it out"),
    case("near to a noun", "<Numbr>1</Numbr>", "TX101", "Numbr[1]", f"a Numbr {NOT_IN_VOICE}", "Number"),
    case("prefix", "<t:Say>a</t:Say>", "TX101", "t:Say[1]", f"a t:Say {NOT_IN_VOICE}", "Say"),
    case("noun alone", "<Conference>R</Conference>", "TX102", "Conference[1]", f"a Conference {NOT_IN_VOICE}",
         "it belongs in Dial"),
    case("verb in another", "<Gather><Dial/></Gather>", "TX102", "Gather[1]/Dial[1]", f"a Dial {NOT_HERE}",
         "it belongs in Response"),
    case("second child", "<Gather><Play>a</Play><Pause/></Gather>", "TX102", "Gather[1]/Pause[1]",
         f"a Pause {NOT_HERE}", "it belongs in Response"),
    case("root in the root", "<Response/>", "TX102", "Response[1]", f"a Response {NOT_IN_VOICE}",
         "it belongs in HttpRequest"),
    case("beside a number", "<Dial><Number>1</Number><Queue>q</Queue></Dial>", "TX103", "Dial[1]/Queue[1]",
         "a Queue bears no sibling", "leave it out, or the others"),
    case("beside bare text", "<Dial>+13125550100<Queue>q</Queue></Dial>", "TX104", "Dial[1]",
         f"the text '+1312***00' {NOT_HERE}", "leave it out"),
    case("twice", AI % '<Voice name="a"/><Voice name="b"/>', "TX103", "AIGather[1]/Voice[2]",
         "there is more than one Voice", "keep one of them"),
    case("text in the root", "Hello", "TX104", "", f"the text 'Hello' {NOT_HERE}", "put it in a <Say>"),
    case("text around a child", "<Gather>Press<Say>a</Say> one</Gather>", "TX104", "Gather[1]",
         f"the text 'Press one' {NOT_HERE}", "put it in a <Say>"),
    case("text in what holds none", "<Hangup>now</Hangup>", "TX104", "Hangup[1]", f"the text 'now' {NOT_HERE}",
         "leave it out"),
    case("bare text", "<Refer>anna</Refer>", "TX104", "Refer[1]", f"the text 'anna' {NOT_HERE}", "leave it out"),
    case("phone number is masked", "call +13125550100", "TX104", "", f"the text 'call +1312***00' {NOT_HERE}",
         "put it in a <Say>"),
]  # fmt: skip

ATTRIBUTES = [
    case("typing error", "<Say vioce='man'>a</Say>", "TX111", "Say[1]/@vioce", NO_SUCH, "voice"),
    case("like no other", "<Say xyzzy='1'>a</Say>", "TX111", "Say[1]/@xyzzy", NO_SUCH, "leave it out"),
    case("upper case", "<Pause LENGTH='1'/>", "TX111", "Pause[1]/@LENGTH", NO_SUCH, "length"),
    case("element without any", "<Hangup reason='busy'/>", "TX111", "Hangup[1]/@reason", NO_SUCH, "leave it out"),
    case("namespace", "<Pause xmlns='urn:x'/>", "TX111", "Pause[1]/@xmlns", NO_SUCH, "leave it out"),
    case("over the range", "<Say loop='11'>a</Say>", "TX112", "Say[1]/@loop", f"11 {NOT}",
         "in TexML it is 0 to 10, 0 without end"),
    case("under the range", "<Pause length='0'/>", "TX112", "Pause[1]/@length", f"0 {NOT}",
         "in TexML it is 1 to 180 seconds"),
    case("no number", "<Pause length='1s'/>", "TX112", "Pause[1]/@length", f"'1s' {NOT}",
         "in TexML it is 1 to 180 seconds"),
    case("blank", "<Say voice=''>a</Say>", "TX112", "Say[1]/@voice", "'' is blank",
         "in TexML it is a provider and its name, such as Polly.Joanna"),
    case("text", "<Redirect>tel:911</Redirect>", "TX112", "Redirect[1]", f"'tel:911' {NOT}"),
    noun("flag in Python's spelling", "muted='True'", f"'True' {NOT}", "true"),
    noun("word of a list", "statusCallbackEvent='start leav'", f"'leav' {NOT}", "leave"),
    noun("list of nothing", "statusCallbackEvent=' '", "the list is empty",
         "in TexML it is start, end, join, leave and speaker"),
    noun("scheme", "waitUrl='ftp://example.com/a'", f"'ftp://example.com/a' {NOT}"),
    case("none given", "<Start><Stream/></Start>", "TX113", "Start[1]/Stream[1]", "it is missing", "add url"),
    case("one of two", '<Pay><Parameter name="a"/></Pay>', "TX113", "Pay[1]/Parameter[1]", "it is missing",
         "add value"),
]  # fmt: skip

CONTENT = [
    case("no text", "<Say/>", "TX121", "Say[1]", "the text is missing",
         "write it between the tags, or leave the element out"),
    case("blank text", "<Dial><Number> \n </Number></Dial>", "TX121", "Dial[1]/Number[1]", "the text is missing",
         "write it between the tags, or leave the element out"),
    case("no child", "<Refer/>", "TX122", "Refer[1]", "there is nothing in it", "put one in it, or leave it out"),
    case("no child of several", "<Connect/>", "TX122", "Connect[1]", "there is nothing in it",
         "put one in it, or leave it out"),
    case("no required child", "<AIGather/>", "TX122", "AIGather[1]", "there is no Parameters in it",
         "add <Parameters>"),
    case("neither", "<Play/>", "TX123", "Play[1]", "there is nothing to do", "add one of them"),
    case("two", "<Play digits='1'>a.mp3</Play>", "TX123", "Play[1]", "the text and digits are given together",
         "keep one of them"),
    case("all", "<Play ringTone='us' digits='1'>a</Play>", "TX123", "Play[1]",
         "the text and digits and ringTone are given together", "keep one of them"),
    case("attributes", '<Connect><AIAssistant id="a" join="b"/></Connect>', "TX123", "Connect[1]/AIAssistant[1]",
         "id and join are given together", "keep one of them"),
]  # fmt: skip

TWIML = [
    case("verb", "<Sms>Hello</Sms>", "TX131", "Sms[1]", ELEMENT_OF_TWIML, "send messages over the REST API"),
    case("noun", "<Dial><Sim>DE1</Sim></Dial>", "TX131", "Dial[1]/Sim[1]", ELEMENT_OF_TWIML, "dial a <Number>"),
    case("speech", "<Say>a<w>b</w></Say>", "TX131", "Say[1]/w[1]", ELEMENT_OF_TWIML,
         "the guide on speech markup lacks it: write plain text"),
    case("attribute", '<Enqueue waitMethod="GET">q</Enqueue>', "TX132", "Enqueue[1]/@waitMethod", ATTRIBUTE_OF_TWIML,
         "an Enqueue calls it waitUrlMethod"),
    case("attribute of another", '<Pause transcribe="true"/>', "TX111", "Pause[1]/@transcribe", NO_SUCH,
         "leave it out"),
]  # fmt: skip

# What a name stands for depends on where it is.
CONTEXT = [
    case("Stop, stream", '<Stop><Stream url="wss://a"/></Stop>', "TX111", "Stop[1]/Stream[1]/@url", NO_SUCH,
         "leave it out"),
    case("Stop, SIPREC", '<Stop><Siprec connectorName="a"/></Stop>', "TX111", "Stop[1]/Siprec[1]/@connectorName",
         NO_SUCH, "leave it out"),
    case("Stop, noise", '<Stop><Suppression direction="both"/></Stop>', "TX111", "Stop[1]/Suppression[1]/@direction",
         NO_SUCH, "leave it out"),
    case("Stop, text", '<Stop><Transcription language="en"/></Stop>', "TX111", "Stop[1]/Transcription[1]/@language",
         NO_SUCH, "leave it out"),
    case("Stop, recording", "<Stop><Recording/></Stop>", "TX102", "Stop[1]/Recording[1]", f"a Recording {NOT_HERE}",
         "it belongs in Start"),
    case("AIGather", AI % '<Transcription language="en"/>', "TX111", "AIGather[1]/Transcription[1]/@language", NO_SUCH,
         "leave it out"),
    case("Refer", '<Refer><Sip username="a">sip:a@b.example</Sip></Refer>', "TX111", "Refer[1]/Sip[1]/@username",
         NO_SUCH, "leave it out"),
    case("HttpRequest", HTTP % "<Response><Say>a</Say></Response>", "TX102", "HttpRequest[1]/Response[1]/Say[1]",
         f"a Say {NOT_HERE}"),
]  # fmt: skip

RIGHT_IN_CONTEXT = [
    pytest.param("<Stop><Stream/><Siprec/><Suppression/><Transcription/></Stop>", id="what was started"),
    pytest.param('<Stop><Stream name="a"/><Siprec name="b"/></Stop>', id="what was started by name"),
    pytest.param(AI % '<Transcription model="a"/>', id="AIGather"),
    pytest.param("<Refer><Sip>sip:anna@example.com</Sip></Refer>", id="Refer"),
    pytest.param("<Dial>+13125550100</Dial>", id="Dial with bare text"),
    pytest.param("<Dial><!-- a -->\n <Conference>Room</Conference>\n</Dial>", id="comment beside a conference"),
    pytest.param(HTTP % "<Response><Type>application/json</Type></Response>", id="Response in HttpRequest"),
]


@pytest.mark.parametrize(
    ("content", "code", "path", "problem", "hint"), [*ELEMENTS, *ATTRIBUTES, *CONTENT, *TWIML, *CONTEXT]
)
def test_what_is_wrong_is_found_once_in_its_place(
    content: str, code: str, path: str, problem: str, hint: str | None
) -> None:
    assert [(code, path, problem, hint)] == inside(content)


@pytest.mark.parametrize("content", RIGHT_IN_CONTEXT)
def test_element_is_right_in_its_context(content: str) -> None:
    assert [] == inside(content)


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        pytest.param("<Gather><Pause/></Gather>", "Say, Play", id="children"),
        pytest.param("<Redirect>/a<Pause/></Redirect>", "no children", id="no children"),
        pytest.param("<Dial><Client>a</Client></Dial>", "Number, Sip, Queue, Conference", id="instead of TwiML's"),
        pytest.param("<Dial><Queue>a</Queue><Number>1</Number></Dial>", "one Queue and nothing else", id="alone"),
        pytest.param(AI % "<Voice/><Voice/>", "one Voice", id="once"),
        pytest.param("<Pause size='1'/>", "length", id="attributes"),
        pytest.param("<Hangup a='1'/>", "no attributes", id="no attributes"),
        pytest.param(
            "<Enqueue waitMethod='GET'/>", "action, method, waitUrl, waitUrlMethod, maxWaitTimeSecs", id="TwiML's"
        ),
        pytest.param("<Pause length='0'/>", "a whole number from 1 to 180", id="values"),
        pytest.param("<Start><Stream/></Start>", "a wss:// URL", id="values of what is missing"),
        pytest.param("<Connect/>", "Stream or AIAssistant or ConversationRelay", id="some child"),
        pytest.param(AI.replace("Parameters", "Greeting") % "", "one Parameters", id="required child"),
        pytest.param("<Play/>", "one of the text, digits, ringTone", id="one of"),
        pytest.param("<Say/>", "a text that is not blank, an element, or several of both", id="text"),
        pytest.param("<Hangup>now</Hangup>", "no text", id="no text"),
    ],
)
def test_what_is_allowed_is_said(content: str, allowed: str) -> None:
    root = held(f"<Response>{content}</Response>")

    assert [allowed] == [finding.error.allowed for checked in root.walk() for finding in checked.findings]


@pytest.mark.parametrize(
    ("root", "problem", "nearest"),
    [
        pytest.param("<response/>", "the root is response", "Response", id="lower case"),
        pytest.param("<VoiceResponse/>", "the root is VoiceResponse", "Response", id="class of a library"),
        pytest.param("<html><body/></html>", "the root is html", None, id="another language"),
        pytest.param("<t:Response xmlns:t='urn:x'/>", "the root is t:Response", "Response", id="prefix"),
    ],
)
def test_root_is_a_response(root: str, problem: str, nearest: str | None) -> None:
    checked = held(root)

    assert [("TX105", problem, nearest, "Response")] == [
        (found.code, found.error.problem, found.error.nearest, found.error.allowed) for found in checked.findings
    ]


def test_nothing_in_another_root_is_looked_at() -> None:
    assert [None] == [checked.element for checked in held("<html><say a='1'/></html>").walk()]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param("<Number>1</Number>", InvalidNesting, id="TX102"),
        pytest.param("Hello", InvalidNesting, id="TX104"),
        pytest.param('<Pause size="1"/>', UnknownAttribute, id="TX111"),
        pytest.param('<Gather debug="true"/>', UnknownAttribute, id="TX132"),
        pytest.param('<Pause length="0"/>', InvalidValue, id="TX112"),
        pytest.param('<Say voice="">a</Say>', MissingContent, id="TX112, blank"),
        pytest.param("<Start><Stream/></Start>", MissingAttribute, id="TX113"),
        pytest.param("<Say/>", MissingContent, id="TX121"),
        pytest.param("<Refer/>", MissingContent, id="TX122"),
        pytest.param("<Play/>", MissingContent, id="TX123, none"),
        pytest.param('<Play digits="1" ringTone="us"/>', InvalidValue, id="TX123, two"),
        pytest.param("<Echo/>", InvalidNesting, id="TX131"),
    ],
)
def test_finding_carries_the_error_of_its_kind(content: str, error: type[DocumentError]) -> None:
    found = [finding for checked in held(f"<Response>{content}</Response>").walk() for finding in checked.findings]

    assert [error] == [type(finding.error) for finding in found]


def test_error_carries_the_facts() -> None:
    [finding] = only('<Pause\n  lenght="1"/>').findings

    error = finding.error
    assert ("Pause", "lenght", "lenght", "length", "/Response/Pause[1]/@lenght", 2, 3) == (
        error.element,
        error.attribute,
        error.found,
        error.nearest,
        error.path,
        error.line,
        error.column,
    )


def test_missing_attribute_is_named_at_its_element() -> None:
    [finding] = only("<Start>\n <Stream/></Start>").children[0].findings

    error = finding.error
    assert ("url", "/Response/Start[1]/Stream[1]", 2, 2) == (error.attribute, error.path, error.line, error.column)


def test_every_conference_of_several_is_found() -> None:
    found = inside("<Dial><Conference>a</Conference><Conference>b</Conference></Dial>")

    assert ["/Response/Dial[1]/Conference[1]", "/Response/Dial[1]/Conference[2]"] == [path for _, path, *_ in found]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(CONFERENCE_WAIT, "conference wait document", id="wait"),
        pytest.param(NUMBER_URL, "document for who answers", id="number"),
    ],
)
def test_verb_belongs_to_its_kinds_of_document(kind: DocumentKind, name: str) -> None:
    assert [("TX102", "/Response/Dial[1]", f"a Dial does not belong in a {name}", None)] == inside("<Dial/>", kind)


def test_kind_of_document_is_about_verbs_and_not_about_what_is_inside_them() -> None:
    assert [] == inside("<Gather><Say>a</Say></Gather>", NUMBER_URL)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        pytest.param("<Say>Hello</Say>", {"content": "Hello"}, id="text"),
        pytest.param('<Say loop="2">a</Say>', {"content": "a", "loop": 2}, id="whole number"),
        pytest.param('<Say voiceSpeed="1.5">a</Say>', {"content": "a", "voice_speed": 1.5}, id="number"),
        pytest.param('<Dial hangupOnStar="true"/>', {"hangup_on_star": True}, id="flag"),
        pytest.param('<Gather hints="yes,no"/>', {"hints": ("yes", "no")}, id="list"),
        pytest.param('<Gather finishOnKey=""/>', {"finish_on_key": ""}, id="empty"),
        pytest.param('<Pause length="0"/>', {}, id="out of range"),
        pytest.param('<Say xyzzy="1">a</Say>', {"content": "a"}, id="unknown attribute"),
        pytest.param("<Say> </Say>", {}, id="blank text"),
        pytest.param("<Redirect>tel:1</Redirect>", {}, id="bad text"),
        pytest.param("<Dial>+13125550100</Dial>", {}, id="bare text"),
        pytest.param('<Xyzzy length="1"/>', {}, id="unknown element"),
    ],
)
def test_values_are_what_is_right_by_python_names(content: str, values: dict[str, object]) -> None:
    assert values == only(content).values


def test_value_that_is_absent_or_wrong_is_none() -> None:
    checked = only('<Gather timeout="0" numDigits="4"/>')

    assert (4, None, None) == (checked.get("num_digits"), checked.get("timeout"), checked.get("language"))


def test_elements_have_the_class_that_they_have_there() -> None:
    checked = only("<Stop><Stream/><Xyzzy/></Stop>")

    assert ["StopStream", None] == [child.element and child.element.__name__ for child in checked.children]


def test_classes_of_the_builder_are_the_ones_checked_against() -> None:
    root = held('<Response><Dial/><Start><Stream url="wss://a"/></Start></Response>')

    assert (Response, Dial, Stream) == (
        root.element,
        root.children[0].element,
        root.children[1].children[0].element,
    )


def test_walk_goes_through_the_document_in_its_order() -> None:
    root = held("<Response><Dial><Number>1</Number></Dial><Say>a</Say><Pause/><Say>b</Say></Response>")

    assert [
        "/Response",
        "/Response/Dial[1]",
        "/Response/Dial[1]/Number[1]",
        "/Response/Say[1]",
        "/Response/Pause[1]",
        "/Response/Say[2]",
    ] == [checked.path for checked in root.walk()]


def test_node_is_kept_as_it_was_written() -> None:
    checked = only('<Pause length="0"/>')

    assert ("Pause", {"length": "0"}) == (checked.tag, checked.attributes)
