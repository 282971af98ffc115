"""What must not type-check.

Each line carries an ignore for both checkers, and `make check` runs them with "unused ignore" as an error: a line that
began to type-check would fail. Nothing here is run.
"""

from texml import (
    AIAssistant,
    AIGather,
    AIGatherTranscription,
    Assistant,
    Break,
    Comment,
    Conference,
    Connect,
    ConversationRelay,
    Dial,
    Emphasis,
    Enqueue,
    Gather,
    Hangup,
    Header,
    HttpRequest,
    HttpResponse,
    Key,
    Language,
    Leave,
    Message,
    Number,
    Paragraph,
    Parameter,
    Parameters,
    Pause,
    Pay,
    Play,
    Prompt,
    Queue,
    Record,
    Recording,
    Refer,
    Reject,
    Request,
    Response,
    Say,
    Sentence,
    Sip,
    Siprec,
    Start,
    Stop,
    StopStream,
    Stream,
    Suppression,
    Tool,
    Transcription,
    Value,
)

# A missing text.
Say()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Conference()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A misspelt keyword.
Say("hi", voise="woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Response().say("hi", voise="woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Conference("Room", waitUrl="/wait")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A keyword given by position.
Say("hi", "woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Response(Say("hi"), Hangup())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A word outside the closed set.
Conference("Room", beep="onEntry")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Conference("Room", status_callback_event=("start", "stop"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather(input="voice")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A value of another type.
Conference("Room", max_participants="20")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pause(length=1.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Say(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A child that does not belong.
Response(Number("+13125550100"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather(Pause())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather().pause()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Dial(Play("/music.mp3"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Response().number("+13125550100")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

# A change in place.
Say("hi").text = "ho"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
Stream(url="wss://example.com").url = "wss://example.org"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

# A required attribute that is missing.
Stream()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Stream(name="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Start().stream(name="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
ConversationRelay()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Siprec()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Parameter(name="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Parameter(value="b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Prompt(Say("a"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Pay().prompt(Say("a"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Request()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
HttpRequest().request()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Message("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Message(role="user")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A required attribute without a value.
Stream(url=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Prompt(Say("a"), for_=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A text that is missing, and one where none goes.
Sip()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Queue()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Key()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Value()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Parameters()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Tool()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Refer().sip()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Leave("waiting")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Record("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# An attribute of a namesake, or of another element.
StopStream(url="wss://example.com")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Stop().stream(url="wss://example.com")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Refer().sip("sip:anna@example.com", username="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
AIGatherTranscription(language="en")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Enqueue("waiting", wait_method="GET")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Language(language="en")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A word outside the closed set.
Reject(reason="no-answer")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Record(trim="do-not-trim")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Record(recording_status_callback_event="absent")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Recording(channels="stereo")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Stream(url="wss://example.com", track="inbound")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Stream(url="wss://example.com", bidirectional_sampling_rate="44100")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Suppression(size="xl")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Transcription(transcription_engine="Whisper")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ConversationRelay(url="wss://example.com", interruptible="sometimes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
AIAssistant(join="a", participant_role="caller")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(currency="EUR")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(valid_card_types=["visa", "unionpay"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
Prompt(Say("a"), for_="pin")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Message("a", role="system")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A value of another type.
Stream(url="wss://example.com", bidirectional_sampling_rate=8000)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Siprec(connector_name="a", session_timeout_secs="0")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Suppression(suppression_level="50")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(charge_amount=12.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(postal_code=94105)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(metadata=[("order", 7)])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Prompt(Say("a"), for_="postal-code", attempt="1 2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Prompt(Say("a"), for_="postal-code", attempt=(1, "2"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Parameters([1])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
HttpResponse().status_code(200)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A child that does not belong.
Response(Stream(url="wss://example.com"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Response(Sip("sip:anna@example.com"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Response(HttpResponse())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Response(Response())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Start(StopStream())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Stop(Stream(url="wss://example.com"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Stop(Recording())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Start(Say("a"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Connect(Transcription())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Refer(Sip("sip:anna@example.com"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
HttpRequest(Response())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Header([Key("a"), Say("b")])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
AIGather(Transcription())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Assistant(Tool({}))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pay(Say("a"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Prompt(Play("/a.mp3"), for_="postal-code")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather(Record())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Dial(Connect(AIAssistant(id="a")))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Stop().recording()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Connect().transcription()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Response().stream(url="wss://example.com")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Refer().number("+13125550100")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Start().say("a")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
AIGather().tool({})  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

# An attribute where its namesake adds a child.
ConversationRelay(url="wss://example.com").language(code="en")  # type: ignore[misc, operator]  # pyright: ignore[reportCallIssue, reportOptionalCall]

# Speech markup that does not belong, or is not said right.
Say(Hangup())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Say(["a", Hangup()])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
Say(["a", 7])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
Response(Break())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Sentence(Paragraph("a"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Emphasis("a", level="loud")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Say("a").say_as("1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Say("a").hangup()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Gather([Comment("a"), Record()])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
Say("hi", text="ho")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
