"""Constructors: what they take, what they refuse, and what the refusal says."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import (
    AIAssistant,
    AIGather,
    Assistant,
    Break,
    Conference,
    Connect,
    ConversationRelay,
    Dial,
    DocumentError,
    Enqueue,
    Field,
    Gather,
    Hangup,
    Header,
    Headers,
    HttpRequest,
    HttpResponse,
    InvalidNesting,
    InvalidValue,
    Key,
    Message,
    MissingAttribute,
    MissingContent,
    Number,
    Parameter,
    Parameters,
    Pause,
    Pay,
    Play,
    Prompt,
    Queue,
    Redirect,
    Refer,
    ReferSip,
    Request,
    Response,
    Say,
    Sip,
    Siprec,
    Start,
    StatusCode,
    Stop,
    StopStream,
    Stream,
    Suppression,
    Tools,
    UnknownAttribute,
    Value,
    WrongType,
)
from texml.vocabulary import Element, rows

Make = Callable[[], Element]

OF_SAY = ", ".join(row.name for row in rows(Say))

# What is written, the kind of error, what it says, and what it carries.
REFUSED = [
    pytest.param(
        lambda: Conference("r", waitUrl="/wait"),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "waitUrl", "found": "waitUrl", "nearest": "wait_url"},
        id="wire spelling",
    ),
    pytest.param(
        lambda: Pause(lenght=1),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "lenght", "allowed": "length", "nearest": "length"},
        id="typo",
    ),
    pytest.param(
        lambda: Hangup(reason="busy"),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "reason", "allowed": "no attributes", "nearest": None},
        id="element without attributes",
    ),
    pytest.param(
        lambda: Say("a", "woman"),
        WrongType,
        "'woman' is one positional argument too many",
        {"attribute": None, "found": "woman"},
        id="attribute by position",
    ),
    *(
        pytest.param(
            lambda count=count: Response(*[Say("a")] * count),
            WrongType,
            "Say('a') is one positional argument too many",
            {"found": Say("a"), "allowed": "several elements in one list"},
            id=f"{count} children without a list",
        )
        for count in (2, 3, 9)
    ),
    pytest.param(
        lambda: Say("a", Break(time="1s")),
        WrongType,
        "Break(time='1s') is one positional argument too many",
        {"found": Break(time="1s"), "allowed": f"several elements in one list, the rest by keyword: {OF_SAY}"},
        id="markup without a list",
    ),
    pytest.param(
        lambda: Pause(length=True),
        WrongType,
        "True is a bool",
        {"attribute": "length", "found": True, "allowed": "a whole number from 1 to 180"},
        id="bool for a number",
    ),
    pytest.param(
        lambda: Pause(length="1"),
        WrongType,
        "'1' is a str",
        {"attribute": "length", "found": "1"},
        id="text for a number",
    ),
    pytest.param(
        lambda: Conference("r", muted=1),
        WrongType,
        "1 is an int",
        {"attribute": "muted", "found": 1, "allowed": "True or False"},
        id="number for a bool",
    ),
    pytest.param(
        lambda: Conference("r", max_participants=251),
        InvalidValue,
        "251 is not allowed",
        {"attribute": "max_participants", "found": 251, "allowed": "a whole number from 2 to 250"},
        id="above the range",
    ),
    pytest.param(
        lambda: Conference("r", status_callback_event=("start", "leaves")),
        InvalidValue,
        "'leaves' is not allowed",
        {"attribute": "status_callback_event", "nearest": "leave"},
        id="word in a list",
    ),
    pytest.param(
        lambda: Dial("+13125550100", method="PUT"),
        InvalidValue,
        "'PUT' is not allowed",
        {"attribute": "method", "found": "PUT", "allowed": "'GET' or 'POST'"},
        id="word",
    ),
    pytest.param(
        lambda: Say("a\x08b"),
        InvalidValue,
        "character U+0008 at index 1 cannot stand in XML",
        {"attribute": "content", "found": "\x08"},
        id="control character",
    ),
    pytest.param(Say, MissingContent, "the text is missing", {"attribute": None}, id="no text"),
    pytest.param(lambda: Say(" "), MissingContent, "' ' is blank", {"attribute": "content"}, id="blank text"),
    pytest.param(
        Play,
        MissingContent,
        "there is nothing to do",
        {"attribute": None, "allowed": "one of url, digits, ring_tone"},
        id="none of several",
    ),
    pytest.param(
        lambda: Play("/a.mp3", digits="1"),
        InvalidValue,
        "url and digits are given together",
        {"attribute": None, "found": ("url", "digits"), "allowed": "one of url, digits, ring_tone"},
        id="two of several",
    ),
    pytest.param(
        lambda: Gather([Hangup()]),
        InvalidNesting,
        "a Hangup does not belong here",
        {"attribute": None, "found": Hangup(), "allowed": "Say, Play"},
        id="child of another element",
    ),
    pytest.param(
        lambda: Response(["Hello"]),
        InvalidNesting,
        "'Hello' does not belong here",
        {"found": "Hello"},
        id="text among the children",
    ),
    pytest.param(
        lambda: Response("Hello"), InvalidNesting, "'Hello' does not belong here", {"found": "Hello"}, id="text"
    ),
    pytest.param(lambda: Response(1), InvalidNesting, "1 does not belong here", {"found": 1}, id="number"),
    pytest.param(
        lambda: Response(Say),
        InvalidNesting,
        "<class 'texml.vocabulary.verbs.say.Say'> does not belong here",
        {"found": Say},
        id="class",
    ),
    pytest.param(
        lambda: Dial([Conference("r"), Number("+13125550100")]),
        InvalidNesting,
        "a Conference bears no sibling, and there are 2 children",
        {"found": Conference("r"), "allowed": "one Conference, or the other kinds without it"},
        id="sibling",
    ),
    pytest.param(
        Stream,
        MissingAttribute,
        "it is missing",
        {"element": "Stream", "attribute": "url", "found": None, "allowed": "a wss:// URL"},
        id="required attribute",
    ),
    pytest.param(
        lambda: Parameter(name="a"),
        MissingAttribute,
        "it is missing",
        {"attribute": "value", "allowed": "a text that is not blank"},
        id="second required attribute",
    ),
    pytest.param(
        lambda: Prompt(Say("a")),
        MissingAttribute,
        "it is missing",
        {"attribute": "for_"},
        id="required attribute of a container",
    ),
    pytest.param(
        lambda: Message("a"),
        MissingAttribute,
        "it is missing",
        {"attribute": "role", "allowed": "'user' or 'assistant'"},
        id="required attribute beside a text",
    ),
    pytest.param(
        lambda: Start().siprec(secure=True),
        MissingAttribute,
        "it is missing",
        {"element": "Siprec", "attribute": "connector_name"},
        id="required attribute in a method",
    ),
    pytest.param(
        lambda: Stream(url=None),
        WrongType,
        "None is not a value",
        {"attribute": "url", "found": None, "allowed": "a wss:// URL"},
        id="None for a required attribute",
    ),
    pytest.param(
        lambda: Stream(ulr="wss://example.com"),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "ulr", "nearest": "url"},
        id="typo in a required attribute",
    ),
    pytest.param(
        lambda: Prompt(Say("a"), for_="postal-code", attempt=(1, 4)),
        InvalidValue,
        "4 is not allowed",
        {"attribute": "attempt", "found": 4, "allowed": "a whole number from 1 to 3"},
        id="number in a list",
    ),
    pytest.param(
        lambda: Siprec(connector_name="a", session_timeout_secs=1),
        InvalidValue,
        "1 is not allowed",
        {"attribute": "session_timeout_secs", "allowed": "a whole number from 90 to 14440, or 0"},
        id="neither in the range nor the number beside it",
    ),
    pytest.param(
        lambda: Pay(charge_amount=12.5),
        WrongType,
        "12.5 is a float",
        {"attribute": "charge_amount", "allowed": "an amount of money as text, such as '12.50'"},
        id="float for money",
    ),
    pytest.param(
        lambda: Pay(postal_code=94105),
        WrongType,
        "94105 is an int",
        {"attribute": "postal_code", "allowed": "True or False, or a text that is not blank"},
        id="number for a flag or text",
    ),
    pytest.param(
        lambda: Parameters("[1]"),
        InvalidValue,
        "'[1]' is not allowed",
        {"attribute": "schema", "allowed": "a JSON object: a dict, or text such as '{\"a\": 1}'"},
        id="JSON text of a list",
    ),
    pytest.param(
        lambda: Pay(metadata=[1]), WrongType, "[1] is a list", {"attribute": "metadata"}, id="list for a JSON object"
    ),
    pytest.param(
        lambda: Sip("anna@example.com"),
        InvalidValue,
        "'anna@example.com' is not allowed",
        {"attribute": "uri", "allowed": "a SIP URI such as sip:anna@example.com"},
        id="text of another shape",
    ),
    pytest.param(
        AIAssistant,
        MissingContent,
        "there is nothing to do",
        {"attribute": None, "allowed": "one of id, join"},
        id="none of two attributes",
    ),
    pytest.param(
        lambda: AIAssistant(id="a", join="b"),
        InvalidValue,
        "id and join are given together",
        {"attribute": None, "found": ("id", "join")},
        id="both of two attributes",
    ),
    pytest.param(
        lambda: Connect([AIAssistant(id="a"), AIAssistant(id="a")]),
        InvalidNesting,
        "an AIAssistant bears no sibling, and there are 2 children",
        {"found": AIAssistant(id="a")},
        id="two where one stands alone",
    ),
    pytest.param(
        lambda: Dial().number("+13125550100").queue("waiting"),
        InvalidNesting,
        "a Queue bears no sibling, and there are 2 children",
        {"element": "Dial", "found": Queue("waiting")},
        id="sibling by a method",
    ),
    pytest.param(
        lambda: AIGather([Parameters({}), Tools(), Parameters({})]),
        InvalidNesting,
        "there is more than one Parameters",
        {"element": "AIGather", "found": Parameters({}), "allowed": "one Parameters"},
        id="two where one goes",
    ),
    pytest.param(
        lambda: Assistant().tools().tools(),
        InvalidNesting,
        "there is more than one Tools",
        {"element": "Assistant", "found": Tools()},
        id="two where one goes, by a method",
    ),
    pytest.param(
        lambda: Response(Refer()),
        MissingContent,
        "there is nothing in it",
        {"element": "Refer", "found": Refer(), "allowed": "ReferSip"},
        id="nothing in it",
    ),
    pytest.param(
        lambda: Response().connect(action="/after"),
        MissingContent,
        "there is nothing in it",
        {"element": "Connect", "allowed": "Stream or AIAssistant or ConversationRelay"},
        id="nothing in it, by a method",
    ),
    pytest.param(
        lambda: Response(AIGather([Tools()])),
        MissingContent,
        "there is no Parameters in it",
        {"element": "AIGather", "allowed": "Parameters"},
        id="required child",
    ),
    pytest.param(
        lambda: Headers(Header(Key("a"))),
        MissingContent,
        "there is no Value in it",
        {"element": "Header", "found": Header(Key("a")), "allowed": "Value"},
        id="one of two required children",
    ),
    pytest.param(
        lambda: HttpResponse().content_(Field()),
        MissingContent,
        "there is no Name in it",
        {"element": "Field", "allowed": "Name and Value"},
        id="required children",
    ),
    pytest.param(
        lambda: Response().add(Refer()),
        MissingContent,
        "there is nothing in it",
        {"element": "Refer", "allowed": "ReferSip"},
        id="nothing in what is added",
    ),
]


@pytest.mark.parametrize(("make", "error", "problem", "facts"), REFUSED)
def test_refusal_says_what_and_carries_the_same(
    make: Make, error: type[DocumentError], problem: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(error) as caught:
        make()

    carried = {name: getattr(caught.value, name) for name in facts}
    assert (problem, facts) == (caught.value.problem, carried)


def test_refusal_names_the_element() -> None:
    with pytest.raises(InvalidValue) as caught:
        Response().dial(Conference("r", max_participants=1))

    assert "Conference" == caught.value.element


def test_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(InvalidValue) as caught:
        Redirect("/next", method="post")

    assert "<Redirect> method: 'post' is not allowed; allowed: 'GET' or 'POST'; did you mean 'POST'?" == str(
        caught.value
    )


@pytest.mark.parametrize(
    ("make", "names"),
    [
        pytest.param(
            lambda: Stop(Stream(url="wss://example.com")),
            ["StopStream", "StopTranscription", "StopSuppression", "StopSiprec"],
            id="the other way of Start",
        ),
        pytest.param(lambda: Start(StopStream()), ["StopStream"], id="the way of Stop"),
        pytest.param(lambda: Refer(Sip("sip:anna@example.com")), ["ReferSip"], id="noun of Dial"),
        pytest.param(lambda: HttpRequest([Request(url="/a"), Response()]), ["HttpResponse"], id="document"),
    ],
)
def test_refusal_tells_namesakes_apart(make: Make, names: list[str]) -> None:
    with pytest.raises(InvalidNesting) as caught:
        make()

    assert [] == [name for name in names if name not in str(caught.value)]


@pytest.mark.parametrize(
    ("make", "xml"),
    [
        pytest.param(Hangup, "<Hangup/>", id="nothing"),
        pytest.param(lambda: Say("Hi"), "<Say>Hi</Say>", id="text by position"),
        pytest.param(lambda: Say(content="Hi"), "<Say>Hi</Say>", id="text by keyword"),
        pytest.param(lambda: Response(Hangup()), "<Response><Hangup/></Response>", id="one child"),
        pytest.param(
            lambda: Gather((Say("a"), Play("/b"))), "<Gather><Say>a</Say><Play>/b</Play></Gather>", id="tuple"
        ),
        pytest.param(lambda: Gather(iter([Say("a")])), "<Gather><Say>a</Say></Gather>", id="iterator"),
        pytest.param(lambda: Gather(content=Say("a")), "<Gather><Say>a</Say></Gather>", id="content by keyword"),
        pytest.param(lambda: Gather([]), "<Gather/>", id="no children"),
        pytest.param(lambda: Dial("+13125550100"), "<Dial><Number>+13125550100</Number></Dial>", id="text for a noun"),
        pytest.param(lambda: Pause(length=None), "<Pause/>", id="none leaves out"),
        pytest.param(lambda: Play(ring_tone="de"), '<Play ringTone="de"/>', id="attribute instead of text"),
        pytest.param(Enqueue, "<Enqueue/>", id="no optional text"),
        pytest.param(lambda: StatusCode("404"), "<StatusCode>404</StatusCode>", id="text of a shape"),
        pytest.param(
            lambda: Refer(ReferSip("sip:anna@example.com")),
            "<Refer><Sip>sip:anna@example.com</Sip></Refer>",
            id="text for a noun of another tag",
        ),
        pytest.param(
            lambda: Refer(ReferSip("sip:anna@example.com")),
            "<Refer><Sip>sip:anna@example.com</Sip></Refer>",
            id="noun of another tag",
        ),
        pytest.param(
            lambda: Stop().stream(name="a").transcription(),
            '<Stop><Stream name="a"/><Transcription/></Stop>',
            id="methods named after the tag",
        ),
        pytest.param(
            lambda: Parameter(value="<b>", name="a"),
            '<Parameter name="a" value="&lt;b>"/>',
            id="required attributes in any order",
        ),
        pytest.param(
            lambda: Stream(Parameter(name="a", value="b"), url="wss://example.com"),
            '<Stream url="wss://example.com"><Parameter name="a" value="b"/></Stream>',
            id="required attribute of a container",
        ),
        pytest.param(
            lambda: Message("a", role="user"), '<Message role="user">a</Message>', id="required attribute and text"
        ),
        pytest.param(
            lambda: Sip("sip:anna@example.com", username="a", url="/whisper"),
            '<Sip url="/whisper" username="a">sip:anna@example.com</Sip>',
            id="attributes of the base first",
        ),
        pytest.param(
            lambda: Prompt(Say("a"), for_="postal-code", attempt=[1, 2]),
            '<Prompt for="postal-code" attempt="1 2"><Say>a</Say></Prompt>',
            id="keyword of Python and a list of numbers",
        ),
        pytest.param(
            lambda: HttpRequest(Request(url="/a"), async_=True),
            '<HttpRequest async="true"><Request url="/a"/></HttpRequest>',
            id="another keyword of Python",
        ),
        pytest.param(
            lambda: ConversationRelay(url="wss://example.com", language="en").language_(code="de"),
            '<ConversationRelay url="wss://example.com" language="en"><Language code="de"/></ConversationRelay>',
            id="child and attribute of one name",
        ),
        pytest.param(
            lambda: HttpResponse().content_(Field(Value("v")).name("n")),
            "<Response><Content><Field><Value>v</Value><Name>n</Name></Field></Content></Response>",
            id="child of the name of the content",
        ),
        pytest.param(
            lambda: Siprec(connector_name="a", session_timeout_secs=0),
            '<Siprec connectorName="a" sessionTimeoutSecs="0"/>',
            id="number beside the range",
        ),
        pytest.param(lambda: Pay(postal_code=False), '<Pay postalCode="false"/>', id="flag for a flag or text"),
        pytest.param(lambda: Pay(postal_code="94105"), '<Pay postalCode="94105"/>', id="text for a flag or text"),
        pytest.param(
            lambda: Pay(metadata={"a": [1, "<"]}),
            '<Pay metadata="{&quot;a&quot;:[1,&quot;&lt;&quot;]}"/>',
            id="mapping for JSON",
        ),
        pytest.param(
            lambda: Parameters({"a": "<&>"}), '<Parameters>{"a":"&lt;&amp;&gt;"}</Parameters>', id="mapping as a text"
        ),
        pytest.param(lambda: Parameters('{"a": 1}'), '<Parameters>{"a": 1}</Parameters>', id="JSON as it was written"),
        pytest.param(
            lambda: Suppression(suppression_level=100), '<Suppression suppressionLevel="100.0"/>', id="whole decimal"
        ),
        pytest.param(
            lambda: AIAssistant(join="a", participant_role="user"),
            '<AIAssistant join="a" participantRole="user"/>',
            id="one of two attributes",
        ),
        pytest.param(
            lambda: Response().refer(ReferSip("sip:a@b")).connect(AIAssistant(id="a")),
            '<Response><Refer><Sip>sip:a@b</Sip></Refer><Connect><AIAssistant id="a"/></Connect></Response>',
            id="complete children by methods",
        ),
    ],
)
def test_constructor_takes(make: Make, xml: str) -> None:
    assert xml == make().to_xml().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')


def test_list_of_nouns_and_attributes_make_one_dial() -> None:
    dial = Dial([Number("+13125550100"), Number("+13125550101")], timeout=20)

    assert '<Dial timeout="20"><Number>+13125550100</Number><Number>+13125550101</Number></Dial>' == str(dial)


def test_attributes_are_written_in_the_order_of_the_declaration() -> None:
    assert str(Say("a", voice="alice", loop=2)) == str(Say("a", loop=2, voice="alice"))


@pytest.mark.parametrize("text", ["<Hangup/>", "</Say><Hangup/>", "]]>", "a & b", "\"'", "{{x}}", "<!-- a -->", "&lt;"])
def test_text_of_callers_is_never_markup(text: str) -> None:
    root = etree.fromstring(Response().say(text).to_bytes())

    assert [text] == [node.text for node in root.iter() if node is not root]


@given(element=st.from_type(Say), text=st.text(min_size=1))
def test_text_is_refused_or_comes_back_from_a_parser(element: Say, text: str) -> None:
    try:
        say = Say(text, voice=text)
    except DocumentError:
        return

    node = etree.fromstring(str(say).encode())
    assert (text, text) == (node.text, node.get("voice"))


@given(document=st.from_type(Response))
def test_every_given_value_is_on_the_wire_and_nothing_else(document: Response) -> None:
    pending = [(document, etree.fromstring(document.to_bytes()))]
    while pending:
        element, node = pending.pop()
        given_ = {row.wire for row in rows(type(element)) if getattr(element, row.name) is not None}
        nodes = [child for child in node if child.tag is not etree.Comment]
        names = {name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:") for name in node.attrib}
        assert (element.tag, given_, len(element.children)) == (node.tag, names, len(nodes))
        pending += zip(element.children, nodes, strict=True)


def test_element_that_was_never_called_can_be_unpickled() -> None:
    code = "import pickle, sys; print(pickle.loads(bytes.fromhex(sys.argv[1])))"

    assert "<Pause/>" == _in_new_interpreter(code, pickle.dumps(Pause()).hex())


def test_import_compiles_no_constructor() -> None:
    code = "import texml; print(texml.Say.__init__.__name__); texml.Say('a'); print(texml.Say.__init__.__name__)"

    assert "compile_and_call\n__init__" == _in_new_interpreter(code)


def _in_new_interpreter(code: str, *arguments: str) -> str:
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return result.stdout.strip()
