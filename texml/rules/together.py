"""Rules about attributes that need or exclude each other."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule, rule_of_usage, rule_of_values
from texml.usage import Usage

__all__ = ["RULES"]


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
    if "/Gather[" in checked.path and checked.get("ring_tone") is not None:
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
    if checked.get("size") == "vf" and checked.get("family") != "quail":
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
    wires = usage.table.wires
    for name, url in {**_NEEDS_URL, "method": _METHOD_OF.get(usage.table.element.tag, "")}.items():
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
    if "join" not in checked.attributes:
        for wire in checked.given("participant_name", "participant_role"):
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
        for wire in checked.given("bidirectional_codec", "bidirectional_sampling_rate"):
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
    if checked.get("machine_detection") in {None, "Disable"}:
        for wire in checked.given(*_ABOUT_MACHINE):
            yield Report("no machine is looked for", 'add machineDetection="Enable"', wire)


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
    if "/Start[" in checked.path:
        engine = checked.get("noise_suppression_engine") or "Denoiser"
        for name, other in _ENGINES.items():
            for wire in checked.given(name) if other != engine else ():
                yield Report(f"{engine} does not know it", f'add noiseSuppressionEngine="{other}"', wire)


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
    most = checked.get("max_attempts") or 1
    for child in checked.children:
        late = [number for number in child.get("attempt") or () if number > most]
        if late:
            reason = f"it is for attempt {late[0]}, and there are {most}"
            yield Report(reason, f'give the Pay maxAttempts="{late[0]}"', "attempt", at=child)


@rule_of_values(
    "TX232",
    "note",
    "Music for those who wait goes on",
    why="No page says that a file at waitUrl is played again when it ends; where it is not, the rest is silence.",
    bad='<Dial><Conference waitUrl="https://voice.example.com/hold.mp3">Room</Conference></Dial>',
    good='<Dial><Conference waitUrl="https://voice.example.com/hold">Room</Conference></Dial>',
    of=("Conference", "Enqueue"),
    about=("wait_url",),
    says=("a file may be played only once", 'answer with a document that has <Play loop="0">'),
)
def _music_goes_on(url: str) -> bool:
    return url.partition("?")[0].lower().endswith((".mp3", ".wav"))


def _is_true(value: object) -> bool:
    return value is True


@rule(
    "TX233",
    "note",
    "Who waits for the host does not end the conference",
    why="When such a caller hangs up, all others are out, and the host too; endConferenceOnExit is meant for the host.",
    bad='<Dial><Conference startConferenceOnEnter="false" endConferenceOnExit="true">Room</Conference></Dial>',
    good='<Dial><Conference startConferenceOnEnter="false">Room</Conference></Dial>',
    of=("Conference",),
    about=("end_conference_on_exit",),
    when=_is_true,
)
def _guest_does_not_end_it(checked: Checked) -> Iterator[Report]:
    if checked.get("start_conference_on_enter") is False and checked.get("end_conference_on_exit") is True:
        reason = "a caller who waits for somebody to start the conference ends it for all"
        yield Report(reason, "give it to the host alone", "endConferenceOnExit")


RULES: tuple[Rule, ...] = (
    _background_audio_is_whole,
    _charge_has_amount,
    _no_ring_tone_in_gather,
    _vf_is_of_quail,
    _request_has_url,
    _conference_names_events,
    _participant_joins,
    _codec_needs_rtp,
    _machine_is_looked_for,
    _settings_are_of_the_engine,
    _attempts_are_made,
    _music_goes_on,
    _guest_does_not_end_it,
)
