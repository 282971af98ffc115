"""What must type-check: read by mypy --strict and pyright in `make check`, and run as a test."""

from typing import Literal, assert_type

from texml import (
    AIAssistant,
    AIGather,
    AIGatherTranscription,
    Assistant,
    Body,
    Break,
    Comment,
    Conference,
    Connect,
    Content,
    ConversationRelay,
    Dial,
    Emphasis,
    Enqueue,
    Field,
    Gather,
    Greeting,
    Hangup,
    Header,
    Headers,
    HttpRequest,
    HttpResponse,
    Key,
    Lang,
    Language,
    Leave,
    Message,
    MessageHistory,
    Name,
    Number,
    Other,
    Paragraph,
    Parameter,
    Parameters,
    Pause,
    Pay,
    Phoneme,
    Play,
    Prompt,
    Prosody,
    Queue,
    Record,
    Recording,
    Redirect,
    Refer,
    ReferSip,
    Reject,
    Request,
    Response,
    Say,
    SayAs,
    Sentence,
    Sip,
    Siprec,
    Start,
    StatusCode,
    Stop,
    StopSiprec,
    StopStream,
    StopSuppression,
    StopTranscription,
    Stream,
    Sub,
    Suppression,
    Tool,
    Tools,
    Transcription,
    Type,
    Value,
    Voice,
)

document = (
    Response()
    .say("Welcome to the weekly call.", voice="woman", language="en-GB")
    .dial(
        Conference(
            "Room 1234",
            start_conference_on_enter=False,
            wait_url="https://voice.example.com/rooms/1234/wait",
            status_callback="https://voice.example.com/callbacks/conference",
            status_callback_event=("start", "end", "join", "leave", "speaker"),
        ),
        action="/after",
    )
)
assert_type(document, Response)
assert_type(str(document), str)
assert_type(document.to_bytes(), bytes)
assert_type(document.to_xml(indent=2), str)

assert_type(Response([Say("hi"), Hangup()]), Response)
assert_type(Response(Say("hi")), Response)
assert_type(Response().dial([Number("+13125550100"), Number("+13125550101")], timeout=20), Response)
assert_type(Response().dial("+13125550100"), Response)
assert_type(Dial().number("+13125550100").number("+13125550101"), Dial)
assert_type(Dial().conference("Room 1234"), Dial)

assert_type(Gather(num_digits=4).say("Your PIN").play("https://example.com/beep.mp3"), Gather)

assert_type(Conference("Room", beep=True), Conference)
assert_type(Conference("Room", beep="onEnter", status_callback_event="join"), Conference)
assert_type(Conference("Room", status_callback_event=["join", "leave"]), Conference)
assert_type(Conference("Room", max_participants=2).max_participants, int | None)
assert_type(Conference("Room").name, str)
assert_type(Play(digits="1ww2"), Play)
assert_type(Response([Pause(length=2), Redirect("/again", method="POST")]), Response)

# Every verb, by its method; those that need a child take it at once.
assert_type(
    Response()
    .pause(length=1)
    .record(max_length=0, finish_on_key="#")
    .dial(Queue("waiting", url="/whisper"))
    .enqueue("waiting", wait_url="/wait", wait_url_method="GET")
    .enqueue()
    .leave()
    .refer(ReferSip("sip:anna@example.com"), action="/after")
    .reject(reason="busy")
    .start(Recording(channels="mono"))
    .stop(StopStream(name="a"))
    .connect(AIAssistant(id="a"))
    .pay(charge_amount="12.50")
    .http_request(Request(url="/a"), async_=True)
    .ai_gather(Parameters({"type": "object"})),
    Response,
)
assert_type(Response([Record(), Leave(), Reject(), Start(), Stop(), Enqueue("waiting")]), Response)

# Nouns of Dial and Refer.
assert_type(Dial([Number("+13125550100"), Sip("sip:anna@example.com", username="a")]), Dial)
assert_type(Dial().sip("sip:anna@example.com", machine_detection="Enable").number("+13125550100"), Dial)
assert_type(Dial().queue("waiting"), Dial)
assert_type(Refer(ReferSip("sip:anna@example.com")), Refer)
assert_type(Refer().sip("sip:anna@example.com"), Refer)
assert_type(Sip("sip:anna@example.com", status_callback_event=("amd", "completed")).url, str | None)

# Services that run beside the call.
assert_type(
    Start(
        [
            Stream(Parameter(name="a", value="b"), url="wss://example.com", track="both_tracks"),
            Transcription(transcription_engine="Google", hints=["yes", "no"], keyterms="yes"),
            Suppression(noise_suppression_engine="Krisp", suppression_level=50),
            Siprec(connector_name="a", session_timeout_secs=0),
            Recording(),
        ]
    ),
    Start,
)
assert_type(Start().stream(url="wss://example.com").siprec(connector_name="a").suppression().transcription(), Start)
assert_type(Stream(url="wss://example.com").parameter(name="a", value="b"), Stream)
assert_type(Stream(url="wss://example.com").url, str)
assert_type(Stop([StopStream(), StopTranscription(), StopSuppression(), StopSiprec(name="a")]), Stop)
assert_type(Stop().stream(name="a").transcription().suppression().siprec(), Stop)

# Services that the call waits for.
assert_type(Connect(Stream(url="wss://example.com", bidirectional_sampling_rate="16000"), action="/after"), Connect)
assert_type(Connect().ai_assistant(join="a", participant_role="user"), Connect)
assert_type(
    Connect(
        ConversationRelay([Language(code="de"), Parameter(name="a", value="b")], url="wss://example.com").language_(
            code="en"
        )
    ),
    Connect,
)
assert_type(ConversationRelay(url="wss://example.com", interruptible=True), ConversationRelay)
assert_type(ConversationRelay(url="wss://example.com", welcome_greeting_interruptible="dtmf"), ConversationRelay)
assert_type(Connect().conversation_relay(url="wss://example.com", language="en"), Connect)

# Payments.
assert_type(
    Pay([Parameter(name="a", value="b"), Prompt(Say("Your card?"), for_="payment-card-number", attempt=(1, 2))]), Pay
)
assert_type(Pay(postal_code=True, valid_card_types=["visa", "jcb"], metadata={"order": 7}), Pay)
assert_type(Pay(postal_code="94105", valid_card_types="visa", metadata='{"order": 7}'), Pay)
assert_type(Pay().prompt(Say("Your code?"), for_="security-code", attempt=1).parameter(name="a", value="b"), Pay)
assert_type(Prompt(for_="postal-code").say("Your postal code?"), Prompt)

# Requests to other servers.
assert_type(
    HttpRequest(
        [
            Request([Headers(Header([Key("Accept"), Value("text/plain")])), Body("a")], url="/a", method="POST"),
            HttpResponse([Type("JSON"), StatusCode("200"), Content(Field([Name("a"), Value("b")]))]),
        ]
    ),
    HttpRequest,
)
assert_type(HttpRequest().request(Headers().header([Key("a"), Value("b")]), url="/a").response(), HttpRequest)
assert_type(HttpResponse().status_code("200").type("JSON").body().content_(Field().name("a").value("b")), HttpResponse)

# AI.
assert_type(
    AIGather(
        [
            Greeting("Hello"),
            Voice(name="a", voice_speed=1.5),
            Parameters('{"type": "object"}'),
            MessageHistory([Message("Hi", role="user"), Message("Hello", role="assistant")]),
            AIGatherTranscription(model="a"),
            Assistant(Tools(Tool({})), model="a", instructions="Be brief."),
        ],
        action="/after",
    ),
    AIGather,
)
assert_type(
    AIGather()
    .parameters({})
    .greeting()
    .voice()
    .message_history(Message("Hi", role="user"))
    .interruption_settings(enable=True)
    .transcription(model="a")
    .assistant()
    .tools(Tool({"name": "a"})),
    AIGather,
)
assert_type(Message("Hi", role="user").role, Literal["user", "assistant"])

# Speech markup, in a sequence or by methods, and what may stand anywhere.
assert_type(
    Say(["Your code is ", SayAs("1234", interpret_as="digits"), Break(time="1s"), "."], voice="Polly.Joanna"), Say
)
assert_type(Say("Your code is ").say_as("1234", interpret_as="digits").break_(strength="strong").add(" Bye."), Say)
assert_type(Say(Prosody(["Slowly, ", Emphasis("please", level="strong")], rate="slow")).text, str)
assert_type(Say([Paragraph([Sentence("One."), Sentence("Two.")]), Lang("Adi\u00f3s", xml_lang="es")]), Say)
assert_type(Phoneme("pecan", alphabet="x-sampa", ph="pI'kA:n").alphabet, Literal["ipa", "x-sampa"])
assert_type(Sub("Hg", alias="mercury").alias, str)
assert_type(Response().say(["Wait ", Break(time="1s"), "please"]).comment("that was all"), Response)
assert_type(Response([Comment("a"), Say(["b", Comment("c"), Other("mark")]), Other("Answer")]), Response)
assert_type(Dial([Comment("a"), Number("+13125550100")]), Dial)
assert_type(Response().comment("a").comment("b"), Response)
