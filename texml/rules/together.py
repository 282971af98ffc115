"""Rules about attributes that need or exclude each other."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule, rule_of_usage, rule_of_values
from texml.usage import Usage
from texml.vocabulary import Element, per_class, rows
from texml.vocabulary.verbs import Transcription

__all__ = ["RULES"]


def _given(checked: Checked, *names: str) -> Iterator[tuple[str, str]]:
    """Yield those of the attributes *names* that are given, by Python and wire name."""
    if checked.element is not None:
        wires = _wires(checked.element)
        attributes = checked.attributes
        for name in names:
            wire = wires.get(name)
            if wire is not None and wire in attributes:
                yield name, wire


@per_class
def _wires(element: type[Element]) -> dict[str, str]:
    """Return the wire names of the attributes of an element by their Python names."""
    return {row.name: row.wire for row in rows(element)}


def _is(checked: Checked, *tags: str) -> bool:
    return checked.tag in tags


@rule(
    "TX201",
    "error",
    "minDigits is not more than maxDigits",
    why="No input can have enough digits and not too many.",
    bad='<Gather minDigits="5" maxDigits="4"/>',
    good='<Gather minDigits="4" maxDigits="5"/>',
    of=("Gather",),
    about=("min_digits",),
)
def _digits_in_order(checked: Checked) -> Iterator[Report]:
    least, most = checked.get("min_digits"), checked.get("max_digits")
    if least is not None and most is not None and least > most:
        yield Report(f"minDigits {least} is more than maxDigits {most}", "swap the two", "minDigits")


@rule(
    "TX202",
    "error",
    "Azure needs a region",
    why="Azure's keys belong to a region; without one nothing is recognised or spoken.",
    bad='<Gather input="speech" transcriptionEngine="Azure"/>',
    good='<Gather input="speech" transcriptionEngine="Azure" region="westeurope"/>',
    of=("Gather", "Transcription", "Say"),
    about=("transcription_engine", "api_key_ref"),
)
def _azure_needs_region(checked: Checked) -> Iterator[Report]:
    if "region" in checked.attributes:
        return
    if checked.get("transcription_engine") == "Azure":
        yield Report("the engine is Azure, and there is no region", "add region", "transcriptionEngine")
    voice = checked.get("voice") or ""
    if _is(checked, "Say") and voice.startswith("Azure") and checked.get("api_key_ref") is not None:
        yield Report("the voice is Azure's with a key of your own, and there is no region", "add region", "voice")


@rule_of_usage(
    "TX203",
    "error",
    "A background audio has both a type and a value",
    why="One without the other plays nothing.",
    bad='<Connect><ConversationRelay url="wss://voice.example.com" backgroundAudioType="media_url"/></Connect>',
    good='<Connect><ConversationRelay url="wss://voice.example.com" backgroundAudioType="media_url" '
    'backgroundAudioValue="https://voice.example.com/rain.mp3"/></Connect>',
    of=("ConversationRelay", "Language"),
    about=("background_audio_type", "background_audio_value"),
)
def _background_audio_is_whole(usage: Usage) -> Iterator[Report]:
    found = [wire for wire in usage.wires if wire in {"backgroundAudioType", "backgroundAudioValue"}]
    if len(found) == 1:
        other = {"backgroundAudioType": "backgroundAudioValue"}.get(found[0], "backgroundAudioType")
        yield Report(f"there is no {other} with it", f"add {other}", found[0])


@rule(
    "TX204",
    "error",
    "A charge has an amount",
    why="There is nothing to charge.",
    bad='<Pay transactionType="charge"/>',
    good='<Pay transactionType="charge" chargeAmount="12.50"/>',
    of=("Pay",),
    about=("transaction_type",),
)
def _charge_has_amount(checked: Checked) -> Iterator[Report]:
    if checked.get("transaction_type") == "charge" and checked.get("charge_amount") is None:
        yield Report("there is no chargeAmount with it", "add chargeAmount", "transactionType")


@rule(
    "TX205",
    "error",
    "A Gather plays no ringing tone",
    why="The Play page keeps ringTone out of Gather.",
    bad='<Gather><Play ringTone="de"/></Gather>',
    good='<Play ringTone="de"/>',
    of=("Play",),
    about=("ring_tone",),
)
def _no_ring_tone_in_gather(checked: Checked) -> Iterator[Report]:
    if _is(checked, "Play") and "/Gather[" in checked.path and checked.get("ring_tone") is not None:
        yield Report("ringTone does not work inside Gather", "play a file instead", "ringTone")


@rule(
    "TX206",
    "error",
    "vf is a size of the family quail",
    why="The family sparrow has no model of that size.",
    bad='<Start><Suppression noiseSuppressionEngine="AiCoustics" size="vf"/></Start>',
    good='<Start><Suppression noiseSuppressionEngine="AiCoustics" family="quail" size="vf"/></Start>',
    of=("Suppression",),
    about=("size",),
)
def _vf_is_of_quail(checked: Checked) -> Iterator[Report]:
    if _is(checked, "Suppression") and checked.get("size") == "vf" and checked.get("family") != "quail":
        yield Report("vf is a size of the family quail only", 'add family="quail"', "size")


_NEEDS_URL = {
    "status_callback_method": "status_callback",
    "status_callback_event": "status_callback",
    "recording_status_callback_method": "recording_status_callback",
    "recording_status_callback_event": "recording_status_callback",
    "transcription_callback_method": "transcription_callback",
    "partial_result_callback_method": "partial_result_callback",
    "wait_method": "wait_url",
    "wait_url_method": "wait_url",
}
# By tag: what the bare word is the method of, where nothing is requested without it.
_METHOD_OF = {
    **dict.fromkeys(("Dial", "Enqueue", "Refer", "Connect"), "action"),
    **dict.fromkeys(("Number", "Sip", "Queue"), "url"),
}


@rule_of_usage(
    "TX211",
    "warning",
    "What is said about a request goes with its URL",
    why="Without the URL no request is made, so its method and events have no effect.",
    bad='<Dial><Conference waitMethod="GET">Room</Conference></Dial>',
    good='<Dial><Conference waitUrl="https://voice.example.com/wait" waitMethod="POST">Room</Conference></Dial>',
    about=("method", *_NEEDS_URL),
)
def _request_has_url(usage: Usage) -> Iterator[Report]:
    element = usage.table.element
    wires = _wires(element)
    for name, url in {**_NEEDS_URL, "method": _METHOD_OF.get(element.tag, "")}.items():
        if wires.get(name) in usage.wires and url in wires and wires[url] not in usage.wires:
            yield Report(f"there is no {wires[url]} with it", f"add {wires[url]}, or leave this out", wires[name])


@rule_of_usage(
    "TX212",
    "warning",
    "A Conference's statusCallback names its events",
    why="A Conference tells nothing unless events are named; there is no default.",
    bad='<Dial><Conference statusCallback="https://voice.example.com/callbacks">Room</Conference></Dial>',
    good='<Dial><Conference statusCallback="https://voice.example.com/callbacks" statusCallbackEvent="start end join '
    'leave">Room</Conference></Dial>',
    of=("Conference",),
    about=("status_callback",),
)
def _conference_names_events(usage: Usage) -> Iterator[Report]:
    if "statusCallback" in usage.wires and "statusCallbackEvent" not in usage.wires:
        hint = 'add statusCallbackEvent="start end join leave speaker"'
        yield Report("nothing is sent there, as no events are named", hint, "statusCallback")


_ABOUT_RECORDING = (
    "record_beep", "recording_timeout", "trim", "recording_channels", "record_max_length", "recording_status_callback",
    "send_recording_url",
)  # fmt: skip


@rule(
    "TX213",
    "warning",
    "What is said about a recording goes with one",
    why="Nothing is recorded, so it has no effect.",
    bad='<Dial><Conference trim="trim-silence">Room</Conference></Dial>',
    good='<Dial><Conference record="record-from-start" trim="trim-silence">Room</Conference></Dial>',
    of=("Conference", "Dial"),
    about=_ABOUT_RECORDING,
)
def _recording_is_made(checked: Checked) -> Iterator[Report]:
    if not _is(checked, "Conference", "Dial") or checked.get("record") not in {None, "do-not-record"}:
        return
    if checked.is_wrong("record"):
        return
    is_for_conference = any(_is(child, "Conference") for child in checked.children)
    hint = "put it on the Conference, with its record" if is_for_conference else "add record, or leave this out"
    for _, wire in _given(checked, *_ABOUT_RECORDING):
        yield Report("nothing is recorded", hint, wire)


@rule(
    "TX214",
    "warning",
    "A conference is recorded by its own attributes",
    why="The record of Dial is for calls to numbers and addresses.",
    bad='<Dial record="record-from-answer"><Conference>Room</Conference></Dial>',
    good='<Dial><Conference record="record-from-start">Room</Conference></Dial>',
    of=("Dial",),
    about=("record",),
)
def _conference_is_recorded_itself(checked: Checked) -> Iterator[Report]:
    recorded = checked.get("record") not in {None, "do-not-record"}
    if _is(checked, "Dial") and recorded and any(_is(child, "Conference") for child in checked.children):
        yield Report("a Conference has a record of its own", 'give the Conference record="record-from-start"', "record")


@rule(
    "TX215",
    "warning",
    "A transcription is sent somewhere",
    why="Without a callback the text goes nowhere, and is paid for all the same.",
    bad='<Record transcription="true"/>',
    good='<Record transcription="true" transcriptionCallback="https://voice.example.com/texts"/>',
    of=("Record", "Transcription"),
)
def _transcription_is_sent(checked: Checked) -> Iterator[Report]:
    if "transcriptionCallback" in checked.attributes:
        return
    if checked.element is Transcription:  # nor one that is stopped, or of an AIGather
        yield Report("the text goes nowhere", "add transcriptionCallback")
    elif _is(checked, "Record") and checked.get("transcription"):
        yield Report("the text goes nowhere", "add transcriptionCallback", "transcription")


@rule(
    "TX216",
    "warning",
    "Who joins a conversation does so by join",
    why="An assistant that is started by its id has no participant to name.",
    bad='<Connect><AIAssistant id="assistant-1" participantName="Anna"/></Connect>',
    good='<Connect><AIAssistant join="conversation-1" participantName="Anna"/></Connect>',
    of=("AIAssistant",),
    about=("participant_name", "participant_role"),
)
def _participant_joins(checked: Checked) -> Iterator[Report]:
    if _is(checked, "AIAssistant") and "join" not in checked.attributes:
        for _, wire in _given(checked, "participant_name", "participant_role"):
            yield Report("it works with join only", None, wire)


@rule(
    "TX217",
    "warning",
    "Codec and sampling rate are for audio that comes back as RTP",
    why="In the mode mp3 they have no effect.",
    bad='<Connect><Stream url="wss://voice.example.com" bidirectionalCodec="PCMA"/></Connect>',
    good='<Connect><Stream url="wss://voice.example.com" bidirectionalMode="rtp" bidirectionalCodec="PCMA"/></Connect>',
    of=("Stream",),
    about=("bidirectional_codec", "bidirectional_sampling_rate"),
)
def _codec_needs_rtp(checked: Checked) -> Iterator[Report]:
    if checked.get("bidirectional_mode") != "rtp":
        for _, wire in _given(checked, "bidirectional_codec", "bidirectional_sampling_rate"):
            yield Report("it works with bidirectionalMode rtp only", 'add bidirectionalMode="rtp"', wire)


_ABOUT_MACHINE = (
    "detection_mode", "machine_detection_timeout", "machine_detection_prompt_end_timeout",
    "machine_detection_beep_profile", "amd_status_callback",
)  # fmt: skip


@rule(
    "TX218",
    "warning",
    "What is said about machine detection goes with it",
    why="Nothing is detected, so it has no effect.",
    bad='<Dial><Number detectionMode="Premium">+13125550100</Number></Dial>',
    good='<Dial><Number machineDetection="Enable" detectionMode="Premium">+13125550100</Number></Dial>',
    of=("Number", "Sip"),
    about=_ABOUT_MACHINE,
)
def _machine_is_looked_for(checked: Checked) -> Iterator[Report]:
    if _is(checked, "Number", "Sip") and checked.get("machine_detection") in {None, "Disable"}:
        for _, wire in _given(checked, *_ABOUT_MACHINE):
            yield Report("no machine is looked for", 'add machineDetection="Enable"', wire)


_SPEECH = (
    "speech_timeout", "partial_result_callback", "profanity_filter", "use_enhanced", "hints", "keyterms",
    "smart_format", "transcription_engine", "model", "language",
)  # fmt: skip


@rule(
    "TX219",
    "warning",
    "What is said about speech goes with input that has speech",
    why="Only keys are listened for, so it has no effect.",
    bad='<Gather hints="yes, no"/>',
    good='<Gather input="dtmf speech" hints="yes, no"/>',
    of=("Gather",),
    about=_SPEECH,
)
def _speech_is_listened_for(checked: Checked) -> Iterator[Report]:
    if _is(checked, "Gather") and not checked.is_wrong("input") and "speech" not in (checked.get("input") or "dtmf"):
        for _, wire in _given(checked, *_SPEECH):
            yield Report("no speech is listened for", 'add input="speech" or input="dtmf speech"', wire)


_ENGINES = {
    "model": "Krisp",
    "suppression_level": "Krisp",
    "family": "AiCoustics",
    "size": "AiCoustics",
    "enhancement_level": "AiCoustics",
}


@rule(
    "TX220",
    "warning",
    "Settings of a noise suppressor go with its engine",
    why="Another engine does not know them.",
    bad='<Start><Suppression suppressionLevel="80"/></Start>',
    good='<Start><Suppression noiseSuppressionEngine="Krisp" suppressionLevel="80"/></Start>',
    of=("Suppression",),
    about=tuple(_ENGINES),
)
def _settings_are_of_the_engine(checked: Checked) -> Iterator[Report]:
    if _is(checked, "Suppression") and "/Start[" in checked.path:
        engine = checked.get("noise_suppression_engine") or "Denoiser"
        for name, wire in _given(checked, *_ENGINES):
            if _ENGINES[name] != engine:
                yield Report(f"{engine} does not know it", f'add noiseSuppressionEngine="{_ENGINES[name]}"', wire)


@rule(
    "TX221",
    "warning",
    "A prompt is for an attempt that there is",
    why="There are not so many attempts, so it is never heard.",
    bad='<Pay><Prompt for="postal-code" attempt="2"><Say>Once more.</Say></Prompt></Pay>',
    good='<Pay maxAttempts="2"><Prompt for="postal-code" attempt="2"><Say>Once more.</Say></Prompt></Pay>',
    of=("Pay",),
)
def _attempts_are_made(checked: Checked) -> Iterator[Report]:
    if not _is(checked, "Pay"):
        return
    most = checked.get("max_attempts") or 1
    for child in checked.children:
        late = [number for number in child.get("attempt") or () if number > most]
        if late:
            reason = f"it is for attempt {late[0]}, and there are {most}"
            yield Report(reason, f'give the Pay maxAttempts="{late[0]}"', "attempt", at=child)


@rule(
    "TX222",
    "warning",
    "numDigits is between minDigits and maxDigits",
    why="So many digits end the input, and then they are too few or too many to be valid.",
    bad='<Gather numDigits="4" minDigits="5"/>',
    good='<Gather minDigits="4" maxDigits="5"/>',
    of=("Gather",),
    about=("min_digits", "max_digits"),
)
def _number_of_digits_is_valid(checked: Checked) -> Iterator[Report]:
    number, least, most = (checked.get(name) for name in ("num_digits", "min_digits", "max_digits"))
    if number is not None and least is not None and number < least:
        hint = "leave numDigits out, or lower minDigits"
        yield Report(f"numDigits {number} is less than minDigits {least}", hint, "numDigits")
    elif number is not None and most is not None and number > most:
        hint = "leave numDigits out, or raise maxDigits"
        yield Report(f"numDigits {number} is more than maxDigits {most}", hint, "numDigits")


@rule_of_values(
    "TX231",
    "note",
    "One key ends the input",
    why="The page allows a set of keys; Telnyx's own validator allows one at most.",
    bad='<Gather finishOnKey="#*"/>',
    good='<Gather finishOnKey="#"/>',
    of=("Gather",),
    about=("finish_on_key",),
    says=("Telnyx's validator refuses more than one key", "choose one"),
)
def _one_key_ends(keys: str) -> bool:
    return len(keys) > 1


RULES: tuple[Rule, ...] = (
    _digits_in_order,
    _azure_needs_region,
    _background_audio_is_whole,
    _charge_has_amount,
    _no_ring_tone_in_gather,
    _vf_is_of_quail,
    _request_has_url,
    _conference_names_events,
    _recording_is_made,
    _conference_is_recorded_itself,
    _transcription_is_sent,
    _participant_joins,
    _codec_needs_rtp,
    _machine_is_looked_for,
    _speech_is_listened_for,
    _settings_are_of_the_engine,
    _attempts_are_made,
    _number_of_digits_is_valid,
    _one_key_ends,
)
