"""What a call hears: text, audio, keys and silence, each for its time; and how long audio lasts."""

from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Actor, Core, Script
from texml.emulator.engine.documents import Failure
from texml.emulator.engine.effects import Cut, Heard, Probe, Sound
from texml.emulator.engine.events import MediaProbed
from texml.emulator.engine.messages import Tick

__all__ = ["MIN_AUDIO_S", "hear", "hear_on", "hear_times", "keys_s", "media_s", "times"]

MIN_AUDIO_S = 0.02
"""One packet of audio: nothing that is played takes less, so that nothing loops while no time passes. Assumed."""

_KEY_S = 0.25
_WAIT_S = 0.5


def hear(core: Core, call: Call, sound: Sound, text: str, duration_s: float) -> Script[None]:
    """Let a call hear something to its end, unless the script is ended before."""
    duration_s = max(round(duration_s, 3), MIN_AUDIO_S)
    until = core.now + duration_s
    core.effects.append(Heard(call.sid, core.now, sound, text, duration_s))
    what = f"{sound} {text}" if text else sound
    core.lines.append(f"{call.name}: hears {what} for {duration_s:g} s")
    try:
        while True:
            message = yield until
            if isinstance(message, Tick) and core.now >= until:
                return
    finally:
        if core.now < until and not call.is_over:
            core.effects.append(Cut(call.sid, core.now))
            core.lines.append(f"{call.name}: {sound} cut")


def hear_on(core: Core, call: Call, sound: Sound, text: str) -> Script[None]:
    """Let a call hear something without end, until the script is ended."""
    core.effects.append(Heard(call.sid, core.now, sound, text, None))
    core.lines.append(f"{call.name}: hears {sound} {text}".rstrip())
    try:
        while True:
            yield None
    finally:
        if not call.is_over:
            core.effects.append(Cut(call.sid, core.now))
            core.lines.append(f"{call.name}: {sound} cut")


def hear_times(core: Core, call: Call, sound: Sound, text: str, duration_s: float, loop: int | None) -> Script[None]:
    """Let a call hear something as often as *loop* says (`times`)."""
    left = times(loop)
    if left == 1:  # as a rule; each generator that another one runs in costs at every step
        return hear(core, call, sound, text, duration_s)
    return _hear_again(core, call, sound, text, duration_s, left)


def _hear_again(core: Core, call: Call, sound: Sound, text: str, duration_s: float, left: int | None) -> Script[None]:
    while left is None or left:
        yield from hear(core, call, sound, text, duration_s)
        left = None if left is None else left - 1


def times(loop: int | None) -> int | None:
    """Return how often something is played: *loop* 0 is without end, which is None here."""
    return 1 if loop is None else loop or None


def keys_s(digits: str) -> float:
    """Return how long it takes to send keys; ``w`` waits half a second (texml-verbs/play)."""
    return sum(_WAIT_S if digit in "wW" else _KEY_S for digit in digits)


def media_s(core: Core, call: Call, url: str, *, actor: Actor | None = None) -> Script[float | Failure]:
    """Return how long the audio at *url* lasts: as the engine was told, as a probe says, or as the profile assumes.

    The script is that of *actor*, by default the call's.
    """
    if url in core.media:
        known = core.media[url]
        return core.profile.unknown_media_s if known is None else known
    if not core.profile.probes_media:
        return core.profile.unknown_media_s
    probed = yield from _probe(core, call, actor or call, url)
    if probed is None:
        return Failure("media-timeout", f"{url}: no answer in {core.profile.fetch_timeout_s:g} s")
    if not probed.is_playable:
        return Failure("media", f"{url}: {probed.detail or 'cannot be played'}")
    core.media[url] = probed.duration_s
    return core.profile.unknown_media_s if probed.duration_s is None else probed.duration_s


def _probe(core: Core, call: Call, actor: Actor, url: str) -> Script[MediaProbed | None]:
    name = f"probe-{core.number('probe')}"
    until = core.now + core.profile.fetch_timeout_s
    core.probes[name] = actor
    core.effects.append(Probe(name, core.now, call.sid, url, core.profile.fetch_timeout_s))
    core.lines.append(f"{call.name}: probe {name} {url}")
    try:
        while True:
            message = yield until
            if isinstance(message, MediaProbed) and message.probe == name:
                return message
            if isinstance(message, Tick) and core.now >= until:
                return None
    finally:
        if core.probes.pop(name, None) is not None:
            core.cancelled.add(name)
