"""An example of each element: what stands in a Response, written by hand.

The reference pages show them, with the Python that `texml convert` makes of them; the tests run both. An element
without an example of its own is shown in that of an element around it.
"""

from texml.vocabulary.element import Element, reachable
from texml.vocabulary.verbs import (
    AIAssistant,
    AIGather,
    Break,
    Conference,
    Connect,
    ConversationRelay,
    Dial,
    Emphasis,
    Enqueue,
    Gather,
    Hangup,
    HttpRequest,
    Lang,
    Leave,
    Number,
    Paragraph,
    Pause,
    Pay,
    Phoneme,
    Play,
    Prosody,
    Queue,
    Record,
    Recording,
    Redirect,
    Refer,
    Reject,
    Response,
    Say,
    SayAs,
    Sentence,
    Sip,
    Siprec,
    Start,
    Stop,
    Stream,
    Sub,
    Suppression,
    Transcription,
)

__all__ = ["EXAMPLES", "example_of"]

EXAMPLES: dict[type[Element], str] = {
    Response: """
<Say>Welcome to the weekly call.</Say>
<Dial action="https://voice.example.com/left">
  <Conference>Weekly</Conference>
</Dial>
""",
    Say: """
<Say voice="alice" language="en-GB">Welcome to the weekly call.</Say>
<Say voice="Polly.Joanna">Your code is <say-as interpret-as="digits">1234</say-as>.</Say>
""",
    Break: """<Say>One moment, <break time="1s"/>please.</Say>""",
    Emphasis: """<Say>This is your <emphasis level="strong">last</emphasis> attempt.</Say>""",
    Lang: """<Say>We say <lang xml:lang="fr-FR">au revoir</lang>.</Say>""",
    Paragraph: """<Say><p>Welcome.</p><p>The call begins at nine.</p></Say>""",
    Phoneme: """<Say>A <phoneme alphabet="x-sampa" ph="pI'kA:n">pecan</phoneme> pie.</Say>""",
    Prosody: """<Say><prosody rate="slow" volume="+6dB">Please write this down.</prosody></Say>""",
    SayAs: """<Say>Call us at <say-as interpret-as="telephone">+13125550100</say-as>.</Say>""",
    Sentence: """<Say><s>Welcome</s><s>The call begins at nine</s></Say>""",
    Sub: """<Say>Reach us over <sub alias="voice over I P">VoIP</sub>.</Say>""",
    Play: """
<Play>https://voice.example.com/welcome.mp3</Play>
<Play digits="1w2w3"/>
""",
    Pause: """
<Say>One moment.</Say>
<Pause length="2"/>
""",
    Gather: """
<Gather numDigits="6" timeout="10" action="https://voice.example.com/pin">
  <Say>Please enter the PIN of your conference.</Say>
</Gather>
<Say>We did not get a PIN.</Say>
""",
    Record: """
<Say>Please leave a message.</Say>
<Record maxLength="120" finishOnKey="#" playBeep="true" action="https://voice.example.com/recorded"/>
""",
    Dial: """
<Dial callerId="+13125550100" timeout="20" action="https://voice.example.com/dialed">
  <Number>+13125550101</Number>
  <Sip>sip:anna@example.com</Sip>
</Dial>
""",
    Number: """
<Dial>
  <Number statusCallback="https://voice.example.com/progress" statusCallbackEvent="answered completed">
    +13125550101
  </Number>
</Dial>
""",
    Sip: """
<Dial>
  <Sip username="anna" password="s3cret">sip:anna@example.com</Sip>
</Dial>
""",
    Queue: """
<Dial>
  <Queue url="https://voice.example.com/about-to-connect">support</Queue>
</Dial>
""",
    Conference: """
<Dial>
  <Conference startConferenceOnEnter="false" beep="onEnter" maxParticipants="20"
      waitUrl="https://voice.example.com/hold" statusCallback="https://voice.example.com/events"
      statusCallbackEvent="start end join leave">Weekly</Conference>
</Dial>
""",
    Enqueue: """
<Enqueue waitUrl="https://voice.example.com/queue" maxWaitTimeSecs="600" action="https://voice.example.com/dequeued">
  support
</Enqueue>
""",
    Leave: """
<Say>All agents are busy. Please call again.</Say>
<Leave/>
""",
    Redirect: """<Redirect>https://voice.example.com/next</Redirect>""",
    Refer: """
<Refer action="https://voice.example.com/referred">
  <Sip>sip:anna@example.com</Sip>
</Refer>
""",
    Reject: """<Reject reason="busy"/>""",
    Hangup: """
<Say>Goodbye.</Say>
<Hangup/>
""",
    Start: """
<Start>
  <Transcription language="en" transcriptionCallback="https://voice.example.com/words"/>
</Start>
<Dial>
  <Conference>Weekly</Conference>
</Dial>
""",
    Stream: """
<Start>
  <Stream url="wss://voice.example.com/audio" track="both_tracks" name="assistant">
    <Parameter name="room" value="Weekly"/>
  </Stream>
</Start>
<Dial>
  <Conference>Weekly</Conference>
</Dial>
""",
    Transcription: """
<Start>
  <Transcription transcriptionEngine="Telnyx" language="en" transcriptionTracks="both"
      transcriptionCallback="https://voice.example.com/words"/>
</Start>
<Dial>+13125550101</Dial>
""",
    Suppression: """
<Start>
  <Suppression direction="both"/>
</Start>
<Dial>
  <Conference>Weekly</Conference>
</Dial>
""",
    Siprec: """
<Start>
  <Siprec connectorName="compliance" name="call" statusCallback="https://voice.example.com/siprec"/>
</Start>
<Dial>+13125550101</Dial>
""",
    Recording: """
<Start>
  <Recording channels="dual" recordingStatusCallback="https://voice.example.com/recorded"/>
</Start>
<Dial>+13125550101</Dial>
""",
    Stop: """
<Stop>
  <Stream name="assistant"/>
  <Siprec name="call"/>
  <Transcription/>
  <Suppression/>
</Stop>
<Say>This part is off the record.</Say>
""",
    Connect: """
<Connect action="https://voice.example.com/served">
  <Stream url="wss://voice.example.com/audio" bidirectionalMode="rtp"/>
</Connect>
""",
    AIAssistant: """
<Connect>
  <AIAssistant id="assistant-7f6c"/>
</Connect>
""",
    ConversationRelay: """
<Connect>
  <ConversationRelay url="wss://voice.example.com/relay" welcomeGreeting="Hello, how can we help?">
    <Language code="en-US"/>
    <Language code="es-ES"/>
    <Parameter name="room" value="Weekly"/>
  </ConversationRelay>
</Connect>
""",
    Pay: """
<Pay paymentConnector="shop" chargeAmount="12.50" description="Conference minutes" maxAttempts="2"
    action="https://voice.example.com/paid">
  <Prompt for="payment-card-number" attempt="1 2">
    <Say>Please enter the number of your card.</Say>
  </Prompt>
</Pay>
""",
    HttpRequest: """
<HttpRequest action="https://voice.example.com/looked-up">
  <Request url="https://crm.example.com/callers" method="POST">
    <Headers>
      <Header>
        <Key>X-Source</Key>
        <Value>ivr</Value>
      </Header>
    </Headers>
    <Body>{"caller": 1}</Body>
  </Request>
  <Response>
    <StatusCode>200</StatusCode>
    <Type>JSON</Type>
    <Content>
      <Field>
        <Name>pin</Name>
        <Value>pin</Value>
      </Field>
    </Content>
  </Response>
</HttpRequest>
""",
    AIGather: """
<AIGather action="https://voice.example.com/answered">
  <Greeting>Hello, which room would you like to join?</Greeting>
  <Voice name="Telnyx.NaturalHD.Astra"/>
  <Parameters>{"type": "object", "properties": {"room": {"type": "string"}}, "required": ["room"]}</Parameters>
  <MessageHistory>
    <Message role="user">The weekly one.</Message>
  </MessageHistory>
  <InterruptionSettings enable="true"/>
  <Transcription model="deepgram/nova-3"/>
  <Assistant instructions="Be brief.">
    <Tools>
      <Tool>{"type": "hangup"}</Tool>
    </Tools>
  </Assistant>
</AIGather>
""",
}


def example_of(element: type[Element]) -> str:
    """Return a document that shows *element*."""
    kinds = [kind for kind in EXAMPLES if kind is not Response]
    own = [kind for kind in EXAMPLES if kind is element]
    around = [kind for kind in kinds if element in kind.nested] or [
        kind for kind in kinds if element in reachable(kind)
    ]
    lines = EXAMPLES[(own or around)[0]].strip().splitlines()
    return "\n".join(["<Response>", *(f"  {line}" for line in lines), "</Response>"])
