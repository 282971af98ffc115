"""Rules about recordings, and what is made of them."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule
from texml.vocabulary.verbs import Transcription

__all__ = ["RULES"]

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
    if checked.get("record") not in {None, "do-not-record"}:
        return
    if checked.is_wrong("record"):
        return
    is_for_conference = any(child.tag == "Conference" for child in checked.children)
    hint = "put it on the Conference, with its record" if is_for_conference else "add record, or leave this out"
    for wire in checked.given(*_ABOUT_RECORDING):
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
    if recorded and any(child.tag == "Conference" for child in checked.children):
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
    elif checked.get("transcription"):
        yield Report("the text goes nowhere", "add transcriptionCallback", "transcription")


RULES: tuple[Rule, ...] = (_recording_is_made, _conference_is_recorded_itself, _transcription_is_sent)
