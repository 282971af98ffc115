"""The reader: documents come back as the values that made them; what the platform would not know is told or kept."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texml
from texml import (
    Break,
    Comment,
    Conference,
    Dial,
    Gather,
    Hangup,
    InvalidDocument,
    InvalidNesting,
    InvalidValue,
    InvalidXml,
    MissingAttribute,
    MissingContent,
    Mustache,
    Number,
    Other,
    Parameter,
    Pause,
    Play,
    Prosody,
    Redirect,
    Refer,
    Response,
    Say,
    Sentence,
    Start,
    Stop,
    StopStream,
    Stream,
    UnknownAttribute,
    parse,
)
from texml.errors import DocumentError, WrongType
from texml.tree import Limits
from texml.vocabulary import Element, rows


def document(inside: str) -> str:
    """Return the document around *inside*, as the builder writes it."""
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'


def rewritten(text: str, *, lenient: bool) -> str:
    """Return what *text* is written as once it was read; nothing if it was refused."""
    try:
        return str(parse(text, lenient=lenient))
    except (InvalidXml, InvalidDocument):
        return ""


# --- what the builder makes ---


@given(made=st.from_type(Response), indent=st.integers(0, 4))
def test_document_is_read_back(made: Response, indent: int) -> None:
    read = [parse(str(made)), parse(made.to_bytes(indent=indent)), parse(str(made), lenient=True)]

    assert ([made] * 3, [repr(made)] * 3) == (read, [repr(document) for document in read])


CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=f"{CONTROLS}\ufffe\uffff"), max_size=20)
# Where reading goes wrong, if it does: the parser hands out the text before and after these one by one.
AWKWARD = st.text("a{}&<>]\"'\r\n\t \u2028\x85\xa0\ufeffé😀", min_size=1, max_size=8)
PLAIN = TEXTS.filter(bool) | AWKWARD
EXPANDED = st.tuples(TEXTS, TEXTS).map(lambda around: Mustache(f"{around[0]}{{{{From}}}}{around[1]}"))
ANY_TEXT = PLAIN | EXPANDED
NAMES = st.from_regex("x[A-Za-z0-9.é_-]{0,5}", fullmatch=True)
EXTRAS = st.dictionaries(NAMES, ANY_TEXT | st.just(""), max_size=3)


@st.composite
def contents(draw: st.DrawFn, inner: st.SearchStrategy[Other]) -> list[str | Other]:
    """Return texts and elements, no two texts one after the other."""
    pieces: list[str | Other] = []
    for child in [*draw(st.lists(inner, max_size=2)), None]:
        pieces += [draw(ANY_TEXT)] if draw(st.booleans()) else []
        pieces += [] if child is None else [child]
    return pieces


OTHERS = st.recursive(
    st.builds(Other, NAMES, EXTRAS), lambda inner: st.builds(Other, NAMES, EXTRAS, contents(inner)), max_leaves=4
)
SPOKEN = st.builds(
    lambda text, voice, extra: Say(text, voice=voice).with_extra(extra),
    ANY_TEXT.filter(str.strip),
    ANY_TEXT.filter(str.strip) | st.none(),
    EXTRAS,
)


@st.composite
def extended(draw: st.DrawFn) -> Response:
    """Return a document with elements and attributes that the vocabulary does not have."""
    prompts = draw(st.lists(SPOKEN | OTHERS, max_size=2))
    gather = Gather(num_digits=4).with_extra(draw(EXTRAS)).add(*prompts)
    return Response([gather, draw(SPOKEN), draw(OTHERS)]).with_extra(draw(EXTRAS))


@given(made=extended(), indent=st.none() | st.integers(0, 4))
def test_extended_document_is_read_back(made: Response, indent: int | None) -> None:
    read = parse(made.to_xml(indent=indent), lenient=True)

    assert (made, repr(made)) == (read, repr(read))


READ = [
    pytest.param("", Response(), id="nothing"),
    pytest.param("<Hangup></Hangup>", Response([Hangup()]), id="empty element with two tags"),
    pytest.param(
        "<!-- a -->\n <Hangup> <!-- b --></Hangup>\r\n",
        Response([Comment(" a "), Hangup()]),
        id="comments and space, none where no element may stand",
    ),
    pytest.param(
        "<Gather><!-- a{{b}} --><Play>/c</Play><!----></Gather>",
        Response([Gather([Comment(Mustache(" a{{b}} ")), Play("/c"), Comment("")])]),
        id="comments in a container",
    ),
    pytest.param(
        "<Say>one<!-- two --> three</Say>",
        Response([Say(["one", Comment(" two "), " three"])]),
        id="comment in a text with elements",
    ),
    pytest.param("<Redirect>/a<!-- b -->c</Redirect>", Response([Redirect("/ac")]), id="comment in a text"),
    pytest.param(
        "<Dial>+13125550100<!-- b --></Dial>",
        Response([Dial([Number("+13125550100"), Comment(" b ")])]),
        id="comment beside a text that stands for an element",
    ),
    pytest.param(
        "<Say voice='a'>\n Hi <prosody rate='slow'><break time='1s'/> to <s>you</s></prosody> &amp;<break/></Say>",
        Response(
            [
                Say(
                    [
                        "\n Hi ",
                        Prosody([Break(time="1s"), " to ", Sentence("you")], rate="slow"),
                        " &",
                        Break(),
                    ],
                    voice="a",
                )
            ]
        ),
        id="speech markup",
    ),
    pytest.param(
        "<Say>{{a}}<break/>&#123;{b}}</Say>",
        Response([Say([Mustache("{{a}}"), Break(), "{{b}}"])]),
        id="braces to expand in one text of two",
    ),
    pytest.param("<Say><![CDATA[<b>]]> &amp; &#233;</Say>", Response([Say("<b> & é")]), id="CDATA and references"),
    pytest.param("<Say> a \n b </Say>", Response([Say(" a \n b ")]), id="space in a text"),
    pytest.param("<Pause length='2'/>", Response([Pause(length=2)]), id="number"),
    pytest.param("<Say loop='2' voice='a'>b</Say>", Response([Say("b", voice="a", loop=2)]), id="order of attributes"),
    pytest.param("<Dial> +13125550100\n</Dial>", Response([Dial("+13125550100")]), id="text that stands for a Number"),
    pytest.param(
        "<Dial><Conference beep='true' statusCallbackEvent='join  leave'>a</Conference></Dial>",
        Response([Dial(Conference("a", beep=True, status_callback_event=("join", "leave")))]),
        id="flag and words",
    ),
    pytest.param(
        "<Start><Stream url='wss://a'><Parameter name='b' value='c'/></Stream></Start><Stop><Stream name='d'/></Stop>",
        Response([Start(Stream(Parameter(name="b", value="c"), url="wss://a")), Stop(StopStream(name="d"))]),
        id="namesakes",
    ),
    pytest.param("<Say>{{From}}</Say>", Response([Say(Mustache("{{From}}"))]), id="braces to expand"),
    pytest.param("<Say>&#123;{From}}</Say>", Response([Say("{{From}}")]), id="braces not to expand"),
    pytest.param("<Redirect>/{{a}}</Redirect>", Response([Redirect(Mustache("/{{a}}"))]), id="braces in a URL"),
    pytest.param("<Dial>{{To}}</Dial>", Response([Dial(Number(Mustache("{{To}}")))]), id="braces for a Number"),
    pytest.param(
        "<Refer><Sip>sip:{{To}}@b</Sip></Refer>",
        Response([Refer().sip(Mustache("sip:{{To}}@b"))]),
        id="braces in a URI",
    ),
    pytest.param(
        "<Gather numDigits='{{a}}' timeout='3'/>",
        Response([Gather(timeout=3).with_extra({"numDigits": Mustache("{{a}}")})]),
        id="braces for a number",
    ),
    pytest.param(
        "<Dial><Conference statusCallbackEvent='{{a}}' beep='{{b}}'>c</Conference></Dial>",
        Response(
            [Dial(Conference("c").with_extra({"statusCallbackEvent": Mustache("{{a}}"), "beep": Mustache("{{b}}")}))]
        ),
        id="braces for words of closed sets",
    ),
    pytest.param(
        "<Gather hints='a,{{b}}'/>", Response([Gather(hints=("a", Mustache("{{b}}")))]), id="braces in a list"
    ),
]


@pytest.mark.parametrize(("inside", "made"), READ)
def test_document_is_read_as_it_would_be_made(inside: str, made: Response) -> None:
    read = parse(f"<Response>{inside}</Response>")

    assert (made, repr(made)) == (read, repr(read))


@pytest.mark.parametrize(
    "text", ["<Response><Say>é</Say></Response>", "<Response><Say>é</Say></Response>".encode()], ids=["text", "bytes"]
)
def test_text_and_bytes_are_read(text: str | bytes) -> None:
    assert Response([Say("é")]) == parse(text)


# Each is written again as it was: what was escaped is not expanded, what was not is.
@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<Say>{{From}}</Say>", id="text"),
        pytest.param("<Say>&#123;{From}}</Say>", id="escaped text"),
        pytest.param('<Say voice="{{a}}">b</Say>', id="attribute"),
        pytest.param('<Say voice="&#123;{a}}">b</Say>', id="escaped attribute"),
        pytest.param('<Gather hints="{{a}},b"/>', id="list"),
        pytest.param('<Gather hints="&#123;{a}},b"/>', id="escaped list"),
        pytest.param("<Refer><Sip>sip:{{a}}@b</Sip></Refer>", id="URI"),
        pytest.param('<Say x="{{a}}" y="&#123;{b}}">c</Say>', id="unknown attributes"),
        pytest.param('<x y="{{a}}" z="&#123;{b}}">{{c}}</x>', id="unknown element"),
        pytest.param("<x>&#123;{a}}</x>", id="escaped text of an unknown element"),
        pytest.param("<x>&#123;&#123;{a}}}</x>", id="three escaped braces"),
        pytest.param("<x>{{a}}<y/>&#123;{b}}</x>", id="both in an unknown element"),
    ],
)
def test_braces_stay_as_they_were(inside: str) -> None:
    assert document(inside) == str(parse(document(inside), lenient=True))


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<Say>{{From}} said &#123;{Secret}}</Say>", id="text"),
        pytest.param("<Say>&#123;{Secret}} said {{From}}</Say>", id="text, escaped first"),
        pytest.param("<Say>{{From}}: {<![CDATA[{Secret}}]]></Say>", id="parted by CDATA"),
        pytest.param("<Say>{{From}}: {<!-- a -->{Secret}}</Say>", id="parted by a comment"),
        pytest.param('<Say voice="{{a}} &#123;{Secret}}">b</Say>', id="attribute"),
        pytest.param('<Say x="{{a}} &#123;{Secret}}">b</Say>', id="unknown attribute"),
        pytest.param("<x>{{From}} said &#123;{Secret}}</x>", id="unknown element"),
    ],
)
def test_escaped_braces_are_never_made_to_be_expanded(inside: str, lenient: bool) -> None:
    assert "{{Secret}}" not in rewritten(document(inside), lenient=lenient)


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
def test_texts_around_an_element_are_not_put_together(lenient: bool) -> None:
    read = rewritten(document("<Dial>+1312<Number>+2</Number>5550100</Dial>"), lenient=lenient)

    assert "+13125550100" not in read


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
def test_text_after_an_element_does_not_come_before_it(lenient: bool) -> None:
    swapped = document("<Dial><Number>+2</Number><Number>+1</Number></Dial>")

    assert swapped != rewritten(document("<Dial><Number>+1</Number>+2</Dial>"), lenient=lenient)


# --- strict ---


def test_strict_tells_every_error_in_its_place_and_order() -> None:
    with pytest.raises(InvalidDocument) as caught:
        parse(
            "<Response>\n"
            "  <Say loop='11'\n"
            "       colour='x'>Hi</Say>\n"
            "  <Speak>Hi</Speak>\n"
            "  <Start><Stream/></Start>\n"
            "  <Gather numDigits='x'>\n"
            "    <Say/><Pause/>\n"
            "  </Gather>\n"
            "</Response>"
        )

    assert [
        (InvalidValue, "/Response/Say[1]/@loop", 2, 8),
        (UnknownAttribute, "/Response/Say[1]/@colour", 3, 8),
        (InvalidNesting, "/Response/Speak[1]", 4, 3),
        (MissingAttribute, "/Response/Start[1]/Stream[1]", 5, 10),
        (InvalidValue, "/Response/Gather[1]/@numDigits", 6, 11),
        (MissingContent, "/Response/Gather[1]/Say[1]", 7, 5),
        (InvalidNesting, "/Response/Gather[1]/Pause[1]", 7, 11),
    ] == [(type(error), error.path, error.line, error.column) for error in caught.value.errors]


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
def test_root_of_another_name_is_refused(lenient: bool) -> None:
    with pytest.raises(
        InvalidDocument, match=r"^<VoiceResponse> at line 1: the root is VoiceResponse; allowed: Response"
    ):
        parse("<VoiceResponse><Hangup/></VoiceResponse>", lenient=lenient)


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize("text", ["<Response>", "", "<!DOCTYPE a><Response/>", b"<Response>\xff</Response>"])
def test_what_is_no_xml_is_refused(text: str | bytes, lenient: bool) -> None:
    with pytest.raises(InvalidXml, match=r"^<Response>"):
        parse(text, lenient=lenient)


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
def test_limits_can_be_set(lenient: bool) -> None:
    with pytest.raises(InvalidXml, match="allowed: 2 elements"):
        parse("<Response><Hangup/><Hangup/></Response>", lenient=lenient, limits=Limits(elements=2))


# --- lenient ---

KEPT = [
    pytest.param("<Speak>Hi</Speak>", id="unknown element"),
    pytest.param('<Speak a="1">Hi <b>you</b>!\n </Speak>', id="unknown element, mixed content"),
    pytest.param("<Speak><Say>Hi</Say></Speak>", id="known element in an unknown one"),
    pytest.param("<Gather><Speak/><Say>Hi</Say></Gather>", id="unknown element in a container"),
    pytest.param("<response/>", id="element in other letters"),
    pytest.param("<Dial><Client>anna</Client></Dial>", id="element of TwiML"),
    pytest.param("<Redirect>/a<break/>b</Redirect>", id="element in a text"),
    pytest.param("<Say><s>Hi <p>you</p></s></Say>", id="paragraph in a sentence"),
    pytest.param('<Start><Stream url="{{a}}"/></Start>', id="braces for what is required"),
    pytest.param('<Play ringTone="{{a}}"/>', id="braces for the one that is needed"),
    pytest.param('<Gather numDigits="&#123;{a}}"/>', id="braces that are not expanded, for a number"),
    pytest.param("<Say>Hi <lang>you</lang></Say>", id="speech markup that lacks an attribute"),
    pytest.param('<Pause x="1"/>', id="unknown attribute"),
    pytest.param('<Pause x="&lt;&amp;&quot;&#10;" length="2"/>', id="unknown attribute beside a known one"),
    pytest.param('<Gather numdigits="4"><Say>Hi</Say></Gather>', id="attribute in other letters"),
    pytest.param('<Gather speechModel="a"/>', id="attribute of TwiML"),
    pytest.param('<Pause length="500"/>', id="wrong value"),
    pytest.param('<Say x="1" loop="99" voice="a">Hi</Say>', id="wrong value beside right ones"),
    pytest.param(
        '<Gather timeout="0"><Say voice="a">Hi</Say> <Play>/a</Play></Gather>', id="wrong value around others"
    ),
    pytest.param("<Start><Stream/></Start>", id="missing attribute"),
    pytest.param("<Say/>", id="missing text"),
    pytest.param("<Say>\xa0</Say>", id="blank text"),
    pytest.param("<Refer/>", id="missing child"),
    pytest.param("<HttpRequest/>", id="missing child of a kind"),
    pytest.param("<Gather><Pause/></Gather>", id="known element elsewhere"),
    pytest.param("<Hangup><Say>Hi</Say></Hangup>", id="known element in one that holds none"),
    pytest.param("<Number>+13125550100</Number>", id="noun as a verb"),
    pytest.param("<Hangup>Hi</Hangup>", id="text where none belongs"),
    pytest.param("<Gather>Hi<Say>you</Say></Gather>", id="text in a container"),
    pytest.param("<Refer>sip:a@b</Refer>", id="text where an element belongs"),
    pytest.param("<Refer>sip:a@b<Sip>sip:c@d</Sip></Refer>", id="text beside the element that belongs there"),
    pytest.param("<Dial><Conference>a</Conference><Number>+1</Number></Dial>", id="sibling of who has none"),
    pytest.param("<Dial><Queue>a</Queue><Queue>b</Queue></Dial>", id="two that have no sibling"),
    pytest.param('<Connect><AIAssistant id="a"/><x/></Connect>', id="unknown sibling of who has none"),
    pytest.param('<HttpRequest><Request url="/a"/><Request url="/b"/></HttpRequest>', id="twice what comes once"),
    pytest.param('<HttpRequest><Request url="/a" method="PUT"/></HttpRequest>', id="wrong value in a required child"),
    pytest.param('<HttpRequest><Request x="1" url="/a"/></HttpRequest>', id="unknown attribute of a required child"),
    pytest.param("<AIGather><Parameters>a</Parameters></AIGather>", id="wrong text of a required child"),
    pytest.param(
        '<HttpRequest><Request url="/a"><Headers><Header><Key>a</Key><Value/></Header></Headers></Request>'
        "</HttpRequest>",
        id="missing text of a required child",
    ),
    pytest.param('<Pay><Prompt for="nobody"><Say>Hi</Say></Prompt></Pay>', id="wrong value of who needs a child"),
    pytest.param('<Pay><Prompt for="security-code"/></Pay>', id="missing child of who may be left out"),
    pytest.param('<Play digits="1">/a.mp3</Play>', id="two of what excludes each other"),
    pytest.param("<Play/>", id="none of what excludes each other"),
    pytest.param('<x:y xmlns:x="urn:a" x:z="1"/>', id="namespaces"),
]


@pytest.mark.parametrize("inside", KEPT)
def test_strict_refuses(inside: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        parse(document(inside))

    assert [] == [error for error in caught.value.errors if error.path is None or error.line is None]


@pytest.mark.parametrize("inside", KEPT)
def test_lenient_keeps(inside: str) -> None:
    assert document(inside) == str(parse(document(inside), lenient=True))


def test_attribute_of_the_root_is_kept() -> None:
    read = parse('<Response version="2"><Hangup/></Response>', lenient=True)

    assert ({"version": "2"}, Response([Hangup()]).with_extra({"version": "2"})) == (read.extra, read)


def test_text_in_the_root_is_not_lost_without_a_word() -> None:
    assert document("<Hangup/>") != rewritten(document("Welcome<Hangup/>"), lenient=True)


def test_what_the_vocabulary_does_not_have_is_other() -> None:
    read = parse('<Response><Speak a="1">Hi <b/></Speak></Response>', lenient=True)

    assert Response([Other("Speak", {"a": "1"}, ["Hi ", Other("b")])]) == read


def test_attribute_that_the_vocabulary_does_not_have_is_extra() -> None:
    read = parse("<Response><Say x='1' voice='a' y='{{b}}'>c</Say></Response>", lenient=True)

    assert Response([Say("c", voice="a").with_extra({"x": "1", "y": Mustache("{{b}}")})]) == read


def test_lenient_reads_what_is_right_around_what_is_wrong() -> None:
    read = parse(
        "<Response><Speak/><Gather x='1' numDigits='4'><Say>a</Say><Pause/><Play>/b</Play></Gather></Response>",
        lenient=True,
    )
    gather = Gather([Say("a"), Other("Pause"), Play("/b")], num_digits=4).with_extra({"x": "1"})

    assert Response([Other("Speak"), gather]) == read


def test_comments_of_what_is_kept_are_kept() -> None:
    read = parse("<Response><Speak>a<!-- b -->c</Speak></Response>", lenient=True)

    assert Response([Other("Speak", {}, ["a", Comment(" b "), "c"])]) == read


def reachable(element: type[Element], seen: dict[type[Element], None]) -> list[type[Element]]:
    """Return *element* and everything that can stand in it, each once."""
    seen[element] = None
    for child in element.nested:
        if child not in seen:
            reachable(child, seen)
    return list(seen)


ELEMENTS = reachable(Response, {})
TAGS = sorted({element.tag for element in ELEMENTS} | {"x", "break"})
WIRES = sorted({row.wire for element in ELEMENTS for row in rows(element)} | {"x", "async"})
WORDS = st.sampled_from(
    [
        "",
        " ",
        "1",
        "0",
        "true",
        "GET",
        "/a",
        "wss://a",
        "sip:a@b",
        "{}",
        "{{a}}",
        "&#123;{a}}",
        "é, b",
        "200",
        "security-code",
    ]
)
ATTRIBUTES = st.dictionaries(st.sampled_from(WIRES), WORDS, max_size=3)


def written(tag: str, attributes: dict[str, str], content: list[str]) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(content)}</{tag}>"


@st.composite
def nested(draw: st.DrawFn, element: type[Element] = Response, depth: int = 4) -> str:
    """Return an element with children that mostly belong there, each thing right or wrong."""
    content = [draw(WORDS)]
    if depth and element.nested:
        for child in draw(st.lists(st.sampled_from(list(element.nested)), max_size=3)):
            content += [draw(nested(child, depth - 1)), draw(WORDS)]
    own = {row.wire: draw(WORDS) for row in rows(element) if row.required and draw(st.booleans())}
    some = st.sampled_from([row.wire for row in rows(element)] or ["x"])
    return written(element.tag, own | draw(st.dictionaries(some, WORDS, max_size=2)), content)


ANYTHING = st.recursive(
    WORDS,
    lambda inner: st.builds(written, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=8,
).map(document)


@given(text=ANYTHING | nested())
def test_lenient_keeps_anything_that_is_xml(text: str) -> None:
    try:
        once = str(parse(text, lenient=True))
    except (InvalidXml, InvalidDocument):
        return

    assert once == str(parse(once, lenient=True))


@given(text=ANYTHING | nested())
def test_strict_tells_the_place_of_whatever_it_refuses(text: str) -> None:
    errors: tuple[DocumentError, ...] = ()
    try:
        parse(text)
    except InvalidXml:
        return
    except InvalidDocument as err:
        errors = err.errors

    assert [] == [error for error in errors if not error.path or not error.line or not error.column]


@given(text=st.binary(max_size=60) | st.text(max_size=60) | st.text("<>/&;!?[]-= \"'aD#x0{}", max_size=60))
def test_bytes_of_anybody_are_refused(text: bytes | str) -> None:
    with pytest.raises((InvalidXml, InvalidDocument)):
        parse(text, lenient=True)


def test_parse_is_a_public_name() -> None:
    assert texml.parse is parse


@pytest.mark.parametrize("document", [None, 5, ["<Response/>"], Response()], ids=repr)
def test_what_is_neither_text_nor_bytes_is_no_document(document: object) -> None:
    with pytest.raises(WrongType, match="is no document; allowed: text or bytes"):
        texml.parse(document)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_any_kind_are_read(kind: Callable[[bytes], bytes]) -> None:
    assert Response().say("Hello") == texml.parse(kind(b"<Response><Say>Hello</Say></Response>"))


@pytest.mark.parametrize("document", ["<{}/>", "<Response><{}/></Response>", "<Response {}='1'/>"])
def test_name_as_long_as_a_document_makes_no_message_as_long(document: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        texml.parse(document.format("a" * 50_000))

    assert len(str(refused.value)) < 1_000
