"""Gather: keys or speech, while the prompts inside play until the first of either."""

from typing import NamedTuple

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script, Side, earliest
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.documents import Document, Failure, Outcome, Verb
from texml.emulator.engine.effects import Purpose
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.messages import Keys, Speech, Tick
from texml.emulator.engine.running import act, run
from texml.vocabulary.choices import Method

__all__ = ["gather"]


_Pairs = tuple[tuple[str, str], ...]


class _Input(NamedTuple):
    """What was gathered: keys, or what was said."""

    digits: str | None = None
    speech: Speech | None = None


_NOTHING = _Input()


def gather(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Collect input and ask the action URL what is next; without input the next verb follows."""
    answer(core, call)
    call.listens = call.is_gathering = True
    try:
        gathered = yield from _collect(core, call, verb, document)
    finally:
        call.listens = call.is_gathering = False
    if isinstance(gathered, Failure):
        return gathered
    if gathered == _NOTHING:
        core.lines.append(f"{call.name}: nothing gathered")
        if core.profile.gather_without_input == "next-verb" or not verb.get("action"):
            return None
    asked = _asked(core, call, verb, document, gathered)
    if asked is None:
        return None
    url, result, purpose = asked
    method: Method = verb.get("method") if core.profile.gather_method == "attribute" else call.application.voice_method
    return (yield from act(core, call, document, url, method, forms.gather(call, *result), purpose))


class _Collector:
    """The keys so far, and whether they are all."""

    __slots__ = ("_finish", "_most", "digits", "is_over")

    def __init__(self, verb: Verb) -> None:
        self.digits = ""
        self.is_over = False
        self._finish = verb.get("finish_on_key") or ""
        self._most = verb.get("num_digits") or (verb.get("max_digits") if "max_digits" in verb.given else None) or 128

    def take(self, keys: str) -> str:
        """Take keys until they are all; return those left over."""
        room = self._most - len(self.digits)
        taken = keys[:room]
        end = min([taken.find(key) for key in self._finish if key in taken], default=-1)
        if end >= 0:
            taken = taken[:end]
        self.digits += taken
        self.is_over = end >= 0 or len(taken) == room
        return keys[len(taken) + (end >= 0) :]


def _collect(core: Core, call: Call, verb: Verb, document: Document) -> Script[_Input | Failure]:
    wanted = verb.get("input")
    collector = _Collector(verb)
    timeout_s = verb.get("timeout")
    deadline: float | None = None
    if call.keys and "dtmf" in wanted:
        call.keys = collector.take(call.keys)
        deadline = core.now + timeout_s
    speech: Speech | None = None
    prompts = Side(run(core, call, Document(() if collector.digits else verb.children, document.url, document.kind)))
    try:
        while not collector.is_over:
            if prompts.is_over:
                if isinstance(prompts.outcome, Failure):
                    return prompts.outcome
                deadline = core.now + timeout_s if deadline is None else deadline
            message = yield earliest(prompts.deadline, deadline)
            if isinstance(message, Tick):
                if deadline is not None and core.now >= deadline:
                    break
                prompts.tick(core.now)
            elif isinstance(message, Keys) and "dtmf" in wanted:
                prompts.close()
                _keep(core, call, collector.take(message.digits))
                speech, deadline = None, core.now + timeout_s
            elif isinstance(message, Speech) and "speech" in wanted and not collector.digits:
                prompts.close()
                if message.is_final:
                    speech, deadline = message, message.until + _silence_s(core, verb)
                else:
                    _tell_part(core, call, verb, document, message)
                    deadline = max(deadline or 0.0, message.until + timeout_s)
            else:
                prompts.send(message)
    finally:
        prompts.close()
    return _Input(speech=speech) if speech else _Input(collector.digits) if collector.digits else _NOTHING


def _silence_s(core: Core, verb: Verb) -> float:
    given = verb.get("speech_timeout")
    return core.profile.speech_timeout_s if given is None else float(given)


def _keep(core: Core, call: Call, left: str) -> None:
    if left and core.profile.keys_before_gather == "kept":
        call.keys += left
    elif left:
        core.lines.append(f"{call.name}: {len(left)} keys after the end of the input dropped")


def _asked(
    core: Core, call: Call, verb: Verb, document: Document, gathered: _Input
) -> tuple[str, _Pairs, Purpose] | None:
    """Return what is asked with which result: the action URL, or, for keys that are not valid, the one for those."""
    digits = gathered.digits
    result: _Pairs = (("Digits", digits or ""),)
    if gathered.speech is not None:
        result = (("SpeechResult", gathered.speech.text), ("Confidence", f"{gathered.speech.confidence:g}"))
    elif digits is not None and not _is_valid(verb, digits):
        core.lines.append(f"{call.name}: the keys are not valid")
        invalid = verb.get("invalid_digits_action")
        return None if invalid is None else (invalid, result, "gather_invalid_digits")
    action = verb.get("action") or (document.url if core.profile.gather_without_action == "same-document" else None)
    if action is None:
        core.warn(call, "result-lost", f"line {verb.line}: Gather has no action, so its result goes nowhere")
        return None
    return action, result, "gather_action"


def _is_valid(verb: Verb, digits: str) -> bool:
    valid = verb.get("valid_digits")
    if len(digits) < (verb.get("min_digits") or 1) or len(digits) > (verb.get("max_digits") or 128):
        return False
    return not valid or all(digit in valid for digit in digits)


def _tell_part(core: Core, call: Call, verb: Verb, document: Document, message: Speech) -> None:
    """Tell an interim result. The names are TwiML's; no page has them."""
    reference = verb.get("partial_result_callback")
    url = url_of(core, reference, document.url) if reference else None
    if not isinstance(url, str):
        return
    params = forms.gather(
        call, ("UnstableSpeechResult", message.text), ("Confidence", f"{message.confidence:g}"), ("SequenceNumber", "0")
    )
    method = verb.get("partial_result_callback_method")
    tell(core, call.sid, call.name, url, method, params, "gather_partial_result")
