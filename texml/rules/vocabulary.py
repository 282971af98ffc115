"""Rules that the parser and the grammar check: what the platform would not read, or would leave out without a word."""

from texml.rules.rule import Rule

__all__ = ["RULES"]

_SILENT = "The platform leaves it out without a word, and the call goes on as if it were not there."

RULES = (
    Rule(
        "TX001",
        "error",
        "Well-formed XML in UTF-8, nothing dangerous, nothing huge",
        "The platform cannot run what is no XML. Document types, entities and processing instructions have no place in "
        "TexML and are how parsers are attacked; an application's document has no thousand elements.",
        "<Say>Tom & Jerry</Say>",
        "<Say>Tom &amp; Jerry</Say>",
    ),
    Rule(
        "TX101",
        "error",
        "Elements that TexML has",
        _SILENT,
        "<Speak>Hello</Speak>",
        "<Say>Hello</Say>",
    ),
    Rule(
        "TX102",
        "error",
        "Elements where they belong",
        _SILENT,
        '<Gather numDigits="4"><Pause length="1"/></Gather>',
        '<Gather numDigits="4"><Say>Your PIN?</Say></Gather>',
    ),
    Rule(
        "TX103",
        "error",
        "Elements that stand alone, stand alone; those that come once, come once",
        "No page says what the platform does with the others.",
        "<Dial><Conference>Room</Conference><Number>+13125550100</Number></Dial>",
        "<Dial><Conference>Room</Conference></Dial>",
    ),
    Rule(
        "TX104",
        "error",
        "Text where text belongs",
        _SILENT,
        "Welcome to the call.",
        "<Say>Welcome to the call.</Say>",
    ),
    Rule(
        "TX105",
        "error",
        "The root is Response",
        "Whatever else the platform is sent, it is no TexML.",
        "<VoiceResponse><Say>Hello</Say></VoiceResponse>",
        "<Response><Say>Hello</Say></Response>",
    ),
    Rule(
        "TX111",
        "error",
        "Attributes that the element has, in their own spelling",
        "The platform ignores the attribute without a word, and its default applies.",
        '<Gather numdigits="4"><Say>Your PIN?</Say></Gather>',
        '<Gather numDigits="4"><Say>Your PIN?</Say></Gather>',
    ),
    Rule(
        "TX112",
        "error",
        "Values of the right type, in their set, range or shape",
        "The platform ignores the attribute without a word, and its default applies.",
        '<Dial><Conference maxParticipants="500">Room</Conference></Dial>',
        '<Dial><Conference maxParticipants="250">Room</Conference></Dial>',
    ),
    Rule(
        "TX113",
        "error",
        "Attributes that the element needs",
        "Without them the element does nothing.",
        "<Start><Stream/></Start>",
        '<Start><Stream url="wss://voice.example.com/audio"/></Start>',
    ),
    Rule(
        "TX121",
        "error",
        "Text that the element needs",
        "Without it there is nothing to speak, to dial or to join.",
        "<Say></Say>",
        "<Say>Hello</Say>",
    ),
    Rule(
        "TX122",
        "error",
        "Elements that the element needs",
        "Without them there is nothing to do.",
        "<Refer/>",
        "<Refer><Sip>sip:anna@example.com</Sip></Refer>",
    ),
    Rule(
        "TX123",
        "error",
        "Exactly one of what excludes each other",
        "With none there is nothing to do; of several, no page says which wins.",
        '<Play digits="1">https://voice.example.com/beep.mp3</Play>',
        "<Play>https://voice.example.com/beep.mp3</Play>",
    ),
    Rule(
        "TX131",
        "error",
        "No elements of TwiML that TexML lacks",
        _SILENT,
        "<Dial><Client>anna</Client></Dial>",
        "<Dial><Sip>sip:anna@example.com</Sip></Dial>",
    ),
    Rule(
        "TX132",
        "error",
        "No attributes of TwiML that TexML lacks or calls otherwise",
        "The platform ignores the attribute without a word, and its default applies.",
        '<Gather input="speech" speechModel="phone_call"/>',
        '<Gather input="speech" model="google/phone_call"/>',
    ),
)
