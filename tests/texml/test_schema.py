"""The schema: what is committed and shipped, and what two independent validators make of it.

Both say the same of every document, and `is_valid` says it too, but for what XSD 1.0 cannot express.
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from texml import DocumentError, Response
from texml.schema import xsd
from texml.validation import is_valid
from texml.vocabulary import Element, Row, rows, text_row
from texml.vocabulary.facts import (
    Amount,
    DialDigits,
    DisplayName,
    KeyDigits,
    LanguageTag,
    Place,
    SipUri,
    SpeechPitch,
    SpeechRate,
    SpeechTime,
    SpeechVolume,
    StatusNumber,
    Url,
    Uuid,
    WebSocketUrl,
)
from texml.vocabulary.kinds import (
    Choice,
    Choices,
    Decimal,
    Flag,
    FlagOrWords,
    Items,
    JsonText,
    Kind,
    Mixed,
    Numbers,
    Shaped,
    Whole,
    Words,
)

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


def start(inside: str) -> str:
    return response(f"<Start>{inside}</Start>")


def stop(inside: str) -> str:
    return response(f"<Stop>{inside}</Stop>")


def siprec(attributes: str) -> str:
    return start(f"<Siprec connectorName='a' {attributes}/>")


def connect(inside: str) -> str:
    return response(f"<Connect>{inside}</Connect>")


def relay(attributes: str, inside: str = "") -> str:
    return connect(f"<ConversationRelay url='wss://a' {attributes}>{inside}</ConversationRelay>")


def pay(attributes: str, inside: str = "") -> str:
    return response(f"<Pay {attributes}>{inside}</Pay>")


def prompt(attributes: str) -> str:
    return pay("", f"<Prompt for='postal-code' {attributes}><Say>a</Say></Prompt>")


def http(inside: str) -> str:
    return response(f"<HttpRequest>{inside}</HttpRequest>")


def http_request(inside: str) -> str:
    return http(f"<Request url='/a'>{inside}</Request>")


def http_response(inside: str) -> str:
    return http(f"<Request url='/a'/><Response>{inside}</Response>")


def header(inside: str) -> str:
    return http_request(f"<Headers><Header>{inside}</Header></Headers>")


def ai_gather(inside: str) -> str:
    return response(f"<AIGather><Parameters>{{}}</Parameters>{inside}</AIGather>")


def parameters(json: str) -> str:
    return response(f"<AIGather><Parameters>{json}</Parameters></AIGather>")


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
    "every newer verb": response(
        "<Record/><Enqueue>a</Enqueue><Leave/><Refer><Sip>sip:a</Sip></Refer><Reject/><Start/><Stop/>"
        "<Connect><AIAssistant id='a'/></Connect><Pay/><HttpRequest><Request url='/a'/></HttpRequest>"
        "<AIGather><Parameters>{}</Parameters></AIGather>"
    ),
    "recording without a limit": response("<Record timeout='0' maxLength='0'/>"),
    "longest recording": response("<Record maxLength='14400'/>"),
    "old name of an engine": response("<Record transcriptionEngine='A'/>"),
    "both spellings of an engine": response(
        "<Record transcriptionEngine='Deepgram'/><Record transcriptionEngine='deepgram'/>"
    ),
    "queue without a name": response("<Enqueue waitUrl='/wait' waitUrlMethod='GET' maxWaitTimeSecs='1'/>"),
    "busy": response("<Reject reason='busy'/>"),
    "numbers and addresses": response("<Dial><Number>1</Number><Sip>sip:a@b</Sip><Number>2</Number></Dial>"),
    "address with headers": response("<Dial><Sip username='a' password='b'>sips:a@b?X-A=1&amp;X-B=2</Sip></Dial>"),
    "queue in Dial": response("<Dial><Queue url='/a' method='GET'>waiting</Queue></Dial>"),
    "address to refer to": response("<Refer action='/after'>\n<Sip>SIP:a@b</Sip>\n</Refer>"),
    "every service": start(
        "<Stream url='wss://a'/><Transcription/><Suppression/><Siprec connectorName='a'/><Recording/>"
    ),
    "service twice": start("<Stream url='wss://a'/><Stream url='wss://b'/>"),
    "stream with parameters": start("<Stream url='WSS://a'><Parameter name='a' value='b'/></Stream>"),
    "every service stopped": stop("<Stream/><Transcription/><Suppression/><Siprec/>"),
    "services stopped by name": stop("<Stream name='a'/><Siprec name='b'/><Stream name='c'/>"),
    "no session timeout": siprec("sessionTimeoutSecs='0'"),
    "shortest session timeout": siprec("sessionTimeoutSecs='90'"),
    "longest session timeout": siprec("sessionTimeoutSecs='14440'"),
    "levels of noise": start("<Suppression suppressionLevel='0'/><Suppression suppressionLevel='100.0'/>"),
    "levels of another engine": start("<Suppression enhancementLevel='0'/><Suppression enhancementLevel='1'/>"),
    "background recording": start("<Recording channels='mono' track='both' trim='trim-silence' format='wav'/>"),
    "connected stream": connect("<Stream url='wss://a' bidirectionalMode='rtp' bidirectionalSamplingRate='16000'/>"),
    "assistant that joins": connect("<AIAssistant join='a' participantRole='user'/>"),
    "relay with languages and parameters": relay(
        "interruptible='true'", "<Language code='de'/><Parameter name='a' value='b'/><Language code='en'/>"
    ),
    "word among flags": relay("welcomeGreetingInterruptible='none'"),
    "amount": pay("chargeAmount='12.50' currency='USD'"),
    "whole amount": pay("chargeAmount='0'"),
    "postal code that is asked for": pay("postalCode='true'"),
    "postal code that is given": pay("postalCode='94105'"),
    "cards": pay("validCardTypes='visa  jcb\n'"),
    "JSON in an attribute": pay('metadata=\'{"a": {"b": [1]}}\''),
    "parameters and prompts in any order": pay(
        "",
        "<Prompt for='security-code'><Say>a</Say><Say>b</Say></Prompt><Parameter name='a' value='b'/>"
        "<Prompt for='expiration-date'><Say>a</Say></Prompt>",
    ),
    "one attempt": prompt("attempt='1'"),
    "every attempt": prompt("attempt='1 2 3'"),
    "attempts between more space": prompt("attempt=' 3\t1\n'"),
    "card of a prompt": prompt("cardType='unionpay'"),
    "response before its request": http("<Response/><Request url='/a'/>"),
    "asynchronous": response("<HttpRequest async='true' action='/a'><Request url='/a' method='GET'/></HttpRequest>"),
    "value before its key": header("<Value>b</Value><Key>a</Key>"),
    "body before the headers": http_request("<Body>a</Body><Headers/>"),
    "empty body": http_request("<Body></Body>"),
    "every part of a response": http_response(
        "<Content><Field><Name>a</Name><Value>b</Value></Field><Field><Value>b</Value><Name>a</Name></Field></Content>"
        "<StatusCode>200</StatusCode><Type>JSON</Type><Body>a</Body><Headers/>"
    ),
    "no status": http_response("<StatusCode/>"),
    "every part of AIGather": ai_gather(
        "<Tools><Tool>{}</Tool><Tool>{}</Tool></Tools><Assistant model='a'><Tools/></Assistant>"
        "<Transcription model='a'/><InterruptionSettings enable='false'/>"
        "<MessageHistory><Message role='user'>a</Message></MessageHistory>"
        "<Voice name='a' api_key_ref='b' voice_speed='0.1'/><Greeting/>"
    ),
    "parameters after the rest": response("<AIGather><Greeting>a</Greeting><Parameters>{}</Parameters></AIGather>"),
    "speech markup": response(
        "<Say>Code <say-as interpret-as='digits'>12</say-as><break time='500ms'/><p>a<s>b</s></p>"
        "<prosody volume='-6dB' rate='80%' pitch='+10%'><emphasis level='strong'>c</emphasis></prosody>"
        "<lang xml:lang='fr-CA'>d</lang><phoneme alphabet='ipa' ph='e'>f</phoneme><sub alias='g'>h</sub></Say>"
    ),
    "speech markup alone": response("<Say><break/></Say>"),
    "speech markup in itself": response(
        "<Say><prosody><prosody><emphasis><emphasis>a</emphasis></emphasis></prosody></prosody></Say>"
    ),
    "speech markup in a prompt": response("<Gather><Say><s>a</s></Say></Gather>"),
    "JSON in CDATA": parameters('<![CDATA[ {"a": "<b>"}\n]]>'),
}

INVALID = {
    "space around a number in a union": siprec("sessionTimeoutSecs=' 0 '"),
    "address beside bare text": response("<Refer>a<Sip>sip:a</Sip></Refer>"),
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
    "speech markup of another provider": response("<Say>a<voice>b</voice></Say>"),
    "speech markup beside Say": response("<Say>a</Say><break/>"),
    "speech markup in Gather": response("<Gather><break/></Gather>"),
    "speech markup in capitals": response("<Say>a<Break/></Say>"),
    "speech markup in Python's spelling": response("<Say><sayAs interpret-as='digits'>1</sayAs></Say>"),
    "paragraph in a sentence": response("<Say><s><p>a</p></s></Say>"),
    "pause in what is read as digits": response("<Say><say-as interpret-as='digits'>1<break/>2</say-as></Say>"),
    "words in a pause": response("<Say>a<break>b</break></Say>"),
    "nothing in a pronunciation": response("<Say><phoneme alphabet='ipa' ph='a'/></Say>"),
    "word for a pitch": response("<Say><prosody pitch='loud'>a</prosody></Say>"),
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
    # Required attributes.
    "stream to nowhere": start("<Stream/>"),
    "connected stream to nowhere": connect("<Stream name='a'/>"),
    "relay to nowhere": connect("<ConversationRelay/>"),
    "empty required URL": start("<Stream url=''/>"),
    "siprec without a connector": start("<Siprec/>"),
    "parameter without a value": pay("", "<Parameter name='a'/>"),
    "parameter without a name": pay("", "<Parameter value='a'/>"),
    "prompt for nothing": pay("", "<Prompt><Say>a</Say></Prompt>"),
    "request to nowhere": http("<Request/>"),
    "message of nobody": ai_gather("<MessageHistory><Message>a</Message></MessageHistory>"),
    # Elements in another context than their own.
    "URL of a stream to stop": stop("<Stream url='wss://a'/>"),
    "parameter of a stream to stop": stop("<Stream><Parameter name='a' value='b'/></Stream>"),
    "language of a transcription to stop": stop("<Transcription language='en'/>"),
    "direction of a suppression to stop": stop("<Suppression direction='both'/>"),
    "connector of a siprec to stop": stop("<Siprec connectorName='a'/>"),
    "recording to stop": stop("<Recording/>"),
    "language of AIGather's transcription": ai_gather("<Transcription language='en'/>"),
    "credentials of an address to refer to": response("<Refer><Sip username='a'>sip:a</Sip></Refer>"),
    "verb in the response of a request": http_response("<Say>a</Say>"),
    "content of a response in the document": response("<Content/>"),
    "stream without its verb": response("<Stream url='wss://a'/>"),
    "tool without its tools": ai_gather("<Tool>{}</Tool>"),
    "language without its relay": connect("<Language code='de'/>"),
    "assistant in the wrong verb": start("<AIAssistant id='a'/>"),
    "transcription in the wrong verb": connect("<Transcription/>"),
    "verb in Start": start("<Play>a</Play>"),
    "verb in Pay": pay("", "<Say>a</Say>"),
    "Play in Prompt": pay("", "<Prompt for='postal-code'><Play>a</Play></Prompt>"),
    "Record in Gather": response("<Gather><Record/></Gather>"),
    # Children that are missing, or too many.
    "nobody to refer to": response("<Refer/>"),
    "text to refer to": response("<Refer>sip:a</Refer>"),
    "two to refer to": response("<Refer><Sip>sip:a</Sip><Sip>sip:b</Sip></Refer>"),
    "number to refer to": response("<Refer><Number>1</Number></Refer>"),
    "nothing to connect": connect(""),
    "two to connect": connect("<AIAssistant id='a'/><AIAssistant id='b'/>"),
    "two kinds to connect": connect("<Stream url='wss://a'/><AIAssistant id='b'/>"),
    "queue beside a number": response("<Dial><Queue>a</Queue><Number>1</Number></Dial>"),
    "two queues": response("<Dial><Queue>a</Queue><Queue>b</Queue></Dial>"),
    "queue beside a conference": response("<Dial><Queue>a</Queue><Conference>b</Conference></Dial>"),
    "nothing to prompt": pay("", "<Prompt for='postal-code'/>"),
    "no request": http(""),
    "response without a request": http("<Response/>"),
    "two requests": http("<Request url='/a'/><Request url='/b'/>"),
    "two responses": http("<Request url='/a'/><Response/><Response/>"),
    "two bodies": http_request("<Body>a</Body><Body>b</Body>"),
    "two lists of headers": http_request("<Headers/><Body/><Headers/>"),
    "header without a value": header("<Key>a</Key>"),
    "header without a key": header("<Value>a</Value>"),
    "empty header": header(""),
    "two keys": header("<Key>a</Key><Value>b</Value><Key>c</Key>"),
    "field without a name": http_response("<Content><Field><Value>a</Value></Field></Content>"),
    "two status codes": http_response("<StatusCode>200</StatusCode><StatusCode>201</StatusCode>"),
    "no parameters": response("<AIGather/>"),
    "everything but parameters": response("<AIGather><Greeting>a</Greeting><Tools/></AIGather>"),
    "parameters twice": ai_gather("<Parameters>{}</Parameters>"),
    "greeting twice": ai_gather("<Greeting>a</Greeting><Voice/><Greeting>a</Greeting>"),
    "tools twice": ai_gather("<Assistant><Tools/><Tools/></Assistant>"),
    # Texts.
    "text in Start": start("a"),
    "text in Pay": pay("", "a"),
    "text in Record": response("<Record>a</Record>"),
    "text in Leave": response("<Leave>a</Leave>"),
    "text in a header": header("a<Key>a</Key><Value>b</Value>"),
    "text in AIGather": ai_gather("a"),
    "text in a parameter": pay("", "<Parameter name='a' value='b'>c</Parameter>"),
    "address without a text": response("<Dial><Sip/></Dial>"),
    "address of another scheme": response("<Dial><Sip>tel:+13125550100</Sip></Dial>"),
    "address without a scheme": response("<Refer><Sip>anna@example.com</Sip></Refer>"),
    "queue in Dial without a name": response("<Dial><Queue> </Queue></Dial>"),
    "key without a text": header("<Key/><Value>b</Value>"),
    "message without a text": ai_gather("<MessageHistory><Message role='user'/></MessageHistory>"),
    "status of a word": http_response("<StatusCode>ok</StatusCode>"),
    "status out of range": http_response("<StatusCode>600</StatusCode>"),
    "no JSON": parameters(""),
    "JSON list": parameters("[1]"),
    "JSON word": parameters("true"),
    "JSON cut off": parameters('{"a": 1'),
    "words around JSON": parameters("schema: {}"),
    "tool of JSON text": ai_gather('<Tools><Tool>"a"</Tool></Tools>'),
    # Values.
    "websocket without encryption": start("<Stream url='ws://a'/>"),
    "stream to a web page": start("<Stream url='https://a'/>"),
    "relay to a path": connect("<ConversationRelay url='/relay'/>"),
    "session timeout below its range": siprec("sessionTimeoutSecs='89'"),
    "session timeout above its range": siprec("sessionTimeoutSecs='14441'"),
    "session timeout beside nothing": siprec("sessionTimeoutSecs='1'"),
    "session timeout of zeros": siprec("sessionTimeoutSecs='00'"),
    "empty session timeout": siprec("sessionTimeoutSecs=''"),
    "attempt too low": prompt("attempt='0'"),
    "attempt too high": prompt("attempt='1 4'"),
    "attempt with a leading zero": prompt("attempt='1 02'"),
    "comma between attempts": prompt("attempt='1,2'"),
    "no attempt": prompt("attempt=''"),
    "blank attempt": prompt("attempt=' '"),
    "step that does not exist": pay("", "<Prompt for='pin'><Say>a</Say></Prompt>"),
    "blank error": prompt("errorType=' '"),
    "comma in an amount": pay("chargeAmount='12,50'"),
    "amount without digits before the point": pay("chargeAmount='.5'"),
    "negative amount": pay("chargeAmount='-1'"),
    "fractions of an amount": pay("chargeAmount='1.23456'"),
    "other currency": pay("currency='EUR'"),
    "empty postal code": pay("postalCode=''"),
    "card of the prompts only": pay("validCardTypes='visa unionpay'"),
    "comma between cards": pay("validCardTypes='visa,jcb'"),
    "too many attempts": pay("maxAttempts='4'"),
    "payment timeout too long": pay("timeout='601'"),
    "word for JSON": pay("metadata='a'"),
    "list for JSON": pay("parameters='[1]'"),
    "empty JSON": pay("prompts=''"),
    "1 for asynchronous": response("<HttpRequest async='1'><Request url='/a'/></HttpRequest>"),
    "attribute in Python's spelling, reserved": response(
        "<HttpRequest async_='true'><Request url='/a'/></HttpRequest>"
    ),
    "attribute of Conference on Enqueue": response("<Enqueue waitMethod='GET'>a</Enqueue>"),
    "no time in a queue": response("<Enqueue maxWaitTimeSecs='0'>a</Enqueue>"),
    "event of Conference on Record": response("<Record recordingStatusCallbackEvent='absent'/>"),
    "trim of Conference on Record": response("<Record trim='do-not-trim'/>"),
    "recording too long": response("<Record maxLength='14401'/>"),
    "other reason": response("<Reject reason='no-answer'/>"),
    "noise level too high": start("<Suppression suppressionLevel='100.1'/>"),
    "noise level too low": start("<Suppression suppressionLevel='-1'/>"),
    "level of another engine too high": start("<Suppression enhancementLevel='1.01'/>"),
    "channels of Conference": start("<Recording channels='stereo'/>"),
    "rate without its unit": connect("<Stream url='wss://a' bidirectionalSamplingRate='8'/>"),
    "kind of audio": relay("backgroundAudioType='preset'"),
    "role of nobody": connect("<AIAssistant join='a' participantRole='caller'/>"),
    "voice of Say": ai_gather("<Voice voiceSpeed='1'/>"),
    "voice too fast": ai_gather("<Voice voice_speed='2.1'/>"),
    "yes for an interruption": ai_gather("<InterruptionSettings enable='yes'/>"),
}

# What the schema accepts and we do not, each for the reason behind it.
STRICTER_THAN_XSD = {
    "bare number beside a Number": response("<Dial>1<Number>2</Number></Dial>"),  # mixed content is all or none
    "prefix that nothing uses": "<Response xmlns:a='urn:a'/>",  # the platform has no namespaces
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
    "no assistant": connect("<AIAssistant participantName='a'/>"),  # XSD 1.0 requires an attribute always or never
    "two assistants in one": connect("<AIAssistant id='a' join='b'/>"),  # the same
    "queue beside bare text": response("<Dial>1<Queue>a</Queue></Dial>"),  # mixed content is all or none
    "Say without text": response("<Say/>"),  # XSD 1.0 does not look at text beside elements
    "Say with attributes alone": response("<Say voice='man'></Say>"),  # the same
    "Say of white space": response("<Say> \n\t</Say>"),  # the same
    "words of white space": response("<Say>a<emphasis> </emphasis></Say>"),  # the same
    "no language": response("<Say><lang>a</lang></Say>"),  # it would need the schema of xml:lang beside it
    "empty language": response("<Say><lang xml:lang=''>a</lang></Say>"),  # the same
    "other attribute of XML": response("<Say><lang xml:lang='de' xml:space='preserve'>a</lang></Say>"),  # the same
    "braces around no JSON": parameters("{a}"),  # a schema does not look into JSON
    "braces around no JSON in an attribute": pay("metadata='{}{}'"),  # the same
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


# --- a walk over the vocabulary: every element, with every attribute at its bounds and just outside ---


def _parents_of(root: type[Element]) -> dict[type[Element], type[Element]]:
    """Return every element below *root* with a parent that is nearest to it."""
    parents: dict[type[Element], type[Element]] = {}
    pending = [root]
    for parent in pending:
        for child in parent.nested:
            if child not in parents:
                parents[child] = parent
                pending.append(child)
    return parents


PARENTS = _parents_of(Response)
ELEMENTS = (Response, *PARENTS)
# These bear the name of another element, and differ from it.
CONTEXT = {
    "AIGatherTranscription",
    "HttpResponse",
    "ReferSip",
    "StopSiprec",
    "StopStream",
    "StopSuppression",
    "StopTranscription",
}

# These are called otherwise on the wire.
SPEECH = {"Break", "Emphasis", "Lang", "Paragraph", "Phoneme", "Prosody", "SayAs", "Sentence", "Sub"}
XML = "{http://www.w3.org/XML/1998/namespace}"

# What is just right and just wrong for each shape of text.
SHAPES = {
    Url: (["https://a", "/", "a?b:c"], ["https://", "ftp://a", "/a b", ""]),
    WebSocketUrl: (["wss://a"], ["wss://", "ws://a", "/a"]),
    SipUri: (["sip:a", "sips:a@b"], ["sip:", "tel:1", "a@b"]),
    StatusNumber: (["100", "599"], ["099", "600", "1000"]),
    DialDigits: (["w", "0123456789*#w"], ["", "W", "a"]),
    KeyDigits: (["", "0123456789*#"], ["w", " "]),
    DisplayName: (["a", "a" * 128], ["", "a" * 129]),
    Uuid: ([ID], [ID[:-1], f"{ID}0"]),
    Amount: (["0", "999999999999.9999"], ["", "1.23456", "1000000000000"]),
    LanguageTag: (["de", "zh-Hans-CN"], ["", "de_DE", "de-"]),
    SpeechTime: (["0s", "99999ms", "1.5s"], ["", "1", "s", "1.s", "1 s", "1m"]),
    SpeechVolume: (["default", "x-loud", "-6dB", "+999.9999dB"], ["", "loudest", "6dB", "-6"]),
    SpeechRate: (["x-slow", "x-fast", "80%", "9999.9999%"], ["", "slower", "80", "+80%"]),
    SpeechPitch: (["default", "x-high", "+10%", "-9999.9999%"], ["", "loud", "10%", "+10"]),
}
_SHAPES = {shape.__metadata__[0]: texts for shape, texts in SHAPES.items()}


def _at_bounds(kind: Kind) -> list[Any]:
    """Return the values that *kind* just takes."""
    match kind:
        case Flag():
            return [True, False]
        case Choice():
            return [*kind.words, *([True, False] if kind.flags else [])]
        case Choices():
            return [*kind.words, kind.words]
        case Whole():
            return [*(bound for bound in (kind.minimum, kind.maximum) if bound is not None), *kind.also]
        case Numbers():
            return [kind.one.minimum, kind.one.maximum, (kind.one.maximum, kind.one.minimum)]
        case Decimal():
            return [kind.minimum, kind.maximum]
        case Shaped():
            return _SHAPES[kind.pattern][0]
        case _:
            return _TEXTS[type(kind)]


_TEXTS: dict[type[Kind], list[Any]] = {
    JsonText: ["{}", {"a": [{}]}],
    Items: ["a", ("a", "b c")],
    FlagOrWords: [True, False, "a"],
    Words: ["a"],
    Mixed: ["a"],
}


def _outside(kind: Kind) -> list[tuple[Any, str]]:
    """Return values that *kind* just does not take, each beside the wire text that it would be."""
    match kind:
        case Flag():
            return [("true", "True"), (1, "1"), ("", "")]
        case Choice() | Choices():
            near = {changed for word in kind.words for changed in (word.swapcase(), f"{word}s", word[1:])}
            return [(word, word) for word in sorted(near - set(kind.words))]
        case Whole():
            return [(number, str(number)) for number in _beside(kind)]
        case Numbers():
            return [(number, str(number)) for number in _beside(kind.one)] + [
                ([kind.one.minimum, 99], "1 99"),
                ([], ""),
            ]
        case Decimal():
            return [(kind.minimum - 0.01, str(kind.minimum - 0.01)), (kind.maximum + 0.01, str(kind.maximum + 0.01))]
        case Shaped():
            return [(text, text) for text in _SHAPES[kind.pattern][1]]
        case JsonText():
            return [(text, text) for text in ("", "a", "[]", "{", "}")]
        case Items():
            return [([], ""), (" ", " "), (["a", ""], "a,")]
        case Words() | FlagOrWords():
            return [("", ""), (" \n", " \n")]
    raise TypeError(f"no values for {kind!r}")


def _beside(kind: Whole) -> list[int]:
    bounds = [(kind.minimum, -1), (kind.maximum, 1), *((other, by) for other in kind.also for by in (-1, 1))]
    return [bound + by for bound, by in bounds if bound is not None]


def _complete(element: type[Element], **given_: Any) -> Element:
    """Return *element* with *given_* and what it cannot do without."""
    needed = {row.name: _at_bounds(row.kind)[0] for row in rows(element) if row.required}
    text = text_row(element)
    if text is not None and text.required:
        needed[text.name] = _at_bounds(text.kind)[0]
    if element.one_of and not set(element.one_of) & set(given_):
        needed[element.one_of[0]] = "a"
    if element.is_container:
        needed["content"] = [_complete(child) for child in _needed(element)]
    return element(**needed | given_)


def _needed(element: type[Element]) -> list[type[Element]]:
    """Return the children that *element* cannot do without."""
    required = [child for child, place in element.nested.items() if place.required]
    return required or ([next(iter(element.nested))] if element.needs_child else [])


def _document(element: Element) -> tuple[etree._Element, etree._Element]:
    """Return a document that holds *element*, and its node there."""
    depth = 0
    while type(element) is not Response:
        parent = PARENTS[type(element)]
        alone = parent.nested[type(element)].alone or parent.needs_child
        others = [] if alone else [child for child in _needed(parent) if child is not type(element)]
        element = _complete(parent, content=[element, *(_complete(other) for other in others)])
        depth += 1
    root = node = etree.fromstring(element.to_xml().encode())
    for _ in range(depth):
        node = node[0]
    return root, node


def _verdicts(root: etree._Element, accepts: Callable[[str, bytes], bool]) -> list[bool]:
    return [accepts(validator, etree.tostring(root)) for validator in VALIDATORS]


ATTRIBUTES = [
    pytest.param(element, row, id=f"{element.__name__}.{row.name}") for element in ELEMENTS for row in rows(element)
]
# Of attributes with a prefix a schema says nothing.
BOUNDED = [case for case in ATTRIBUTES if _outside(case.values[1].kind) and not case.values[1].wire.startswith("xml:")]
TEXTS = [element for element in ELEMENTS if text_row(element) is not None]
SHAPED_TEXTS = [
    element
    for element in TEXTS
    if (text := text_row(element)) is not None
    and (text.required or not isinstance(text.kind, Words))
    and not element.is_mixed
]
REQUIRED = [case for case in BOUNDED if case.values[1].required]
PLACES = [
    pytest.param(parent, child, place, id=f"{parent.__name__}.{child.__name__}")
    for parent in ELEMENTS
    for child, place in parent.nested.items()
]


def test_walk_comes_to_every_element_of_the_language() -> None:
    assert (62, 69, CONTEXT | SPEECH) == (
        len({element.tag for element in ELEMENTS}),
        len(ELEMENTS),
        {element.__name__ for element in ELEMENTS if element.__name__ != element.tag},
    )


def test_walk_comes_to_every_attribute_of_the_language() -> None:
    names = [case.values[0].__name__ for case in ATTRIBUTES]

    # 248 of the verbs and nouns, 11 of speech markup, and 3 of those that differ from a namesake.
    assert (259, 3) == (sum(name not in CONTEXT for name in names), sum(name in CONTEXT for name in names))


def test_walk_comes_to_what_is_required() -> None:
    assert {
        "Stream.url",
        "Parameter.name",
        "Parameter.value",
        "Siprec.connector_name",
        "ConversationRelay.url",
        "Prompt.for_",
        "Request.url",
        "Message.role",
        "Phoneme.alphabet",
        "Phoneme.ph",
        "SayAs.interpret_as",
        "Sub.alias",
    } == {case.id for case in REQUIRED}


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
def test_element_with_no_more_than_it_needs_is_accepted(
    element: type[Element], accepts: Callable[[str, bytes], bool]
) -> None:
    root, _ = _document(_complete(element))

    assert [True, True, True] == _verdicts(root, accepts)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
@pytest.mark.parametrize("index", [0, -1], ids=["first bound", "last bound"])
def test_element_with_every_attribute_at_once_is_accepted(
    element: type[Element], index: int, accepts: Callable[[str, bytes], bool]
) -> None:
    given_ = {row.name: _at_bounds(row.kind)[index] for row in rows(element) if row.name not in element.one_of[1:]}

    root, node = _document(_complete(element, **given_))

    assert (len(given_), [True, True, True]) == (len(node.attrib), _verdicts(root, accepts))


@pytest.mark.parametrize(("element", "row"), ATTRIBUTES)
def test_attribute_at_its_bounds_is_accepted(
    element: type[Element], row: Row, accepts: Callable[[str, bytes], bool]
) -> None:
    refused = []
    for value in _at_bounds(row.kind):
        root, node = _document(_complete(element, **{row.name: value}))
        if row.wire.replace("xml:", XML) not in node.attrib or not all(_verdicts(root, accepts)):
            refused.append(value)

    assert [] == refused


@pytest.mark.parametrize(("element", "row"), BOUNDED)
def test_value_just_outside_is_refused_by_the_builder(element: type[Element], row: Row) -> None:
    for value, _ in _outside(row.kind):
        with pytest.raises(DocumentError) as caught:
            _complete(element, **{row.name: value})
        assert (element.tag, row.name) == (caught.value.element, caught.value.attribute)


@pytest.mark.parametrize(("element", "row"), BOUNDED)
def test_value_just_outside_is_refused_by_every_validator(
    element: type[Element], row: Row, accepts: Callable[[str, bytes], bool]
) -> None:
    root, node = _document(_complete(element, **{row.name: _at_bounds(row.kind)[0]}))
    accepted = []
    for _, text in _outside(row.kind):
        node.set(row.wire, text)
        if any(_verdicts(root, accepts)):
            accepted.append(text)

    assert [] == accepted


@pytest.mark.parametrize("element", TEXTS, ids=lambda element: element.__name__)
def test_text_at_its_bounds_is_accepted(element: type[Element], accepts: Callable[[str, bytes], bool]) -> None:
    text = text_row(element)
    refused = []
    for value in _at_bounds(text.kind):
        root, node = _document(_complete(element, **{text.name: value}))
        if not node.text or not all(_verdicts(root, accepts)):
            refused.append(value)

    assert [] == refused


@pytest.mark.parametrize("element", SHAPED_TEXTS, ids=lambda element: element.__name__)
def test_text_just_outside_is_refused_by_the_builder(element: type[Element]) -> None:
    text = text_row(element)

    for value, _ in _outside(text.kind):
        with pytest.raises(DocumentError) as caught:
            _complete(element, **{text.name: value})
        assert (element.tag, text.name) == (caught.value.element, caught.value.attribute)


@pytest.mark.parametrize("element", SHAPED_TEXTS, ids=lambda element: element.__name__)
def test_text_just_outside_is_refused_by_every_validator(
    element: type[Element], accepts: Callable[[str, bytes], bool]
) -> None:
    text = text_row(element)
    root, node = _document(_complete(element, **{text.name: _at_bounds(text.kind)[0]}))
    accepted = []
    for _, wire in _outside(text.kind):
        node.text = wire
        if any(_verdicts(root, accepts)):
            accepted.append(wire)

    assert [] == accepted


@pytest.mark.parametrize(("element", "row"), REQUIRED)
def test_element_without_a_required_attribute_is_refused(
    element: type[Element], row: Row, accepts: Callable[[str, bytes], bool]
) -> None:
    root, node = _document(_complete(element))
    del node.attrib[row.wire]

    assert [False, False, False] == _verdicts(root, accepts)


@pytest.mark.parametrize(("parent", "child", "place"), [case for case in PLACES if case.values[2].required])
def test_element_without_a_required_child_is_refused(
    parent: type[Element], child: type[Element], place: Place, accepts: Callable[[str, bytes], bool]
) -> None:
    root, node = _document(_complete(parent))
    node.remove(node.find(child.tag))

    assert [False, False, False] == _verdicts(root, accepts)


@pytest.mark.parametrize("element", [element for element in ELEMENTS if element.needs_child], ids=lambda kind: kind.tag)
def test_element_that_needs_a_child_is_refused_without_one(
    element: type[Element], accepts: Callable[[str, bytes], bool]
) -> None:
    root, node = _document(_complete(element))
    del node[:]

    assert [False, False, False] == _verdicts(root, accepts)


@pytest.mark.parametrize(("parent", "child", "place"), PLACES)
def test_child_is_accepted_twice_unless_it_comes_once_or_stands_alone(
    parent: type[Element], child: type[Element], place: Place, accepts: Callable[[str, bytes], bool]
) -> None:
    others = [] if place.alone else [other for other in _needed(parent) if other is not child]
    root, node = _document(_complete(parent, content=[_complete(kind) for kind in [child, *others]]))
    node.append(deepcopy(node[0]))

    assert [not (place.once or place.alone)] * 3 == _verdicts(root, accepts)


# --- documents that the builder makes, and what a mutation makes of them ---

_TAGS = sorted({element.tag for element in ELEMENTS})
_NAMES = st.from_regex("[A-Za-z_]{1,12}", fullmatch=True)


@st.composite
def _places(draw: st.DrawFn) -> tuple[etree._Element, type[Element], etree._Element]:
    """Return a document, and one of its nodes with the element that it is."""
    document = draw(st.from_type(Response))
    root = etree.fromstring(document.to_bytes(), etree.XMLParser(remove_comments=True))
    found = []
    pending: list[tuple[Element, etree._Element]] = [(document, root)]
    while pending:
        element, node = pending.pop()
        found.append((type(element), node))
        pending += zip(element.children, node, strict=True)
    return (root, *draw(st.sampled_from(found)))


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
    root, element, node = draw(_places())
    known = {row.wire for row in rows(element)}
    near = [st.sampled_from(sorted(known)).map(str.upper).filter(str.isalpha)] if known else []
    name = draw(st.one_of(_NAMES, *near).filter(lambda name: name not in known))
    node.set(name, draw(st.text("a1 ", max_size=3)))
    return etree.tostring(root)


@st.composite
def _with_wrong_value(
    draw: st.DrawFn, chosen: Callable[[Kind], bool], values: Callable[[Kind], st.SearchStrategy[str]]
) -> bytes:
    places = [(element, row) for element in ELEMENTS for row in rows(element) if chosen(row.kind)]
    element, row = draw(st.sampled_from(places))
    root, node = _document(draw(st.from_type(element)))
    node.set(row.wire, draw(values(row.kind)))
    return etree.tostring(root)


@st.composite
def _without_a_required_attribute(draw: st.DrawFn) -> bytes:
    element, row = draw(st.sampled_from([case.values for case in REQUIRED]))
    root, node = _document(draw(st.from_type(element)))
    del node.attrib[row.wire]
    return etree.tostring(root)


@st.composite
def _with_misplaced_child(draw: st.DrawFn, tags: st.SearchStrategy[str]) -> bytes:
    root, element, node = draw(_places())
    allowed = {child.tag for child in element.nested}
    tag = draw(tags.filter(lambda tag: tag not in allowed))
    made = [st.from_type(kind).map(lambda made: etree.fromstring(str(made).encode())) for kind in _BY_TAG.get(tag, [])]
    child = draw(st.one_of(made)) if made else etree.Element(tag)
    node.insert(draw(st.integers(0, len(node))), child)
    return etree.tostring(root)


@st.composite
def _with_child_too_many(draw: st.DrawFn) -> bytes:
    """Put a child beside one that bears no sibling, or the same one again where it comes once."""
    parent, child, place = draw(st.sampled_from([case.values for case in PLACES if case.values[2] != Place()]))
    root, node = _document(draw(st.from_type(child)))
    parent_node = node.getparent()
    if PARENTS[child] is not parent:
        root, parent_node = _document(_complete(parent))
        parent_node[:] = [node, *(each for each in parent_node if each.tag != node.tag)]
    kind = child if place.once else draw(st.sampled_from(list(parent.nested)))
    other = etree.fromstring(str(draw(st.from_type(kind))).encode())
    parent_node.insert(draw(st.integers(0, len(parent_node))), other)
    return etree.tostring(root)


_BY_TAG = {tag: [element for element in ELEMENTS if element.tag == tag] for tag in _TAGS}


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
        pytest.param(_with_child_too_many(), id="child too many"),
        pytest.param(_without_a_required_attribute(), id="required attribute missing"),
    ],
)
@settings(max_examples=50)
@given(data=st.data())
def test_mutated_document_is_refused(
    documents: st.SearchStrategy[bytes], data: st.DataObject, accepts: Callable[[str, bytes], bool]
) -> None:
    document = data.draw(documents)

    assert [False, False, False] == [accepts(validator, document) for validator in VALIDATORS]
