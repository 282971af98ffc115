"""Say: words take the time that it takes to say them, and breaks theirs."""

from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Verb
from texml.emulator.engine.hearing import hear_times

__all__ = ["say", "say_s"]


def say_s(verb: Verb, words_per_second: float) -> float:
    """Return how long it takes to say it once. The rate is ours; no page gives one."""
    speech = verb.speech
    return 0.0 if speech is None else speech.words / words_per_second / (verb.get("voice_speed") or 1) + speech.pause_s


def say(core: Core, call: Call, verb: Verb, document: Document) -> Script[None]:
    """Speak."""
    answer(core, call)
    duration_s = say_s(verb, core.profile.words_per_second)
    return hear_times(core, call, "say", verb.speech.text if verb.speech else "", duration_s, verb.get("loop"))
