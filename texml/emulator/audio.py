"""Sound: how long a WAV plays, told by its header, and real WAV files of tones and silence for recordings."""

import math
import struct
from array import array
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

__all__ = ["RATE", "Tone", "duration_s", "wav", "wav_bytes"]

RATE = 8_000
"""Samples a second: that of a telephone line."""

_AMPLITUDE = 6_000  # of 32,767: well audible, not loud
_MOST_S = 4 * 60 * 60  # a conference lasts no longer
_PCM = 1
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class Tone(NamedTuple):
    """A tone of *hertz* from *start_s* to *end_s*; what no tone covers is silence."""

    start_s: float
    end_s: float
    hertz: float


def wav_bytes(length_s: float) -> int:
    """Return how many bytes the WAV file of so many seconds has."""
    return _HEADER.size + 2 * _samples(length_s)


def wav(length_s: float, tones: Iterable[Tone] = ()) -> bytes:
    """Return a WAV file that any player plays: mono, 16 bits, 8 kHz, *length_s* seconds, *tones* mixed.

    The same arguments give the same bytes. Above four hours it ends there, as every conference does.
    """
    samples = array("h", bytes(2 * _samples(length_s)))
    for tone in tones:
        _mix(samples, tone)
    data = samples.tobytes()
    return _header(len(data)) + data


def _mix(samples: "array[int]", tone: Tone) -> None:
    first, last = (min(max(round(at * RATE), 0), len(samples)) for at in (tone.start_s, tone.end_s))
    wave = _wave(tone.hertz)
    sound = (wave * ((last - first) // RATE + 1))[: max(last - first, 0)]
    before = samples[first:last]
    if any(before):
        sound = array("h", (max(-32_768, min(32_767, sum(pair))) for pair in zip(before, sound, strict=True)))
    samples[first:last] = sound


def _samples(length_s: float) -> int:
    return round(min(max(length_s, 0), _MOST_S) * RATE)


def _header(size: int) -> bytes:
    return _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, _PCM, 1, RATE, 2 * RATE, 2, 16, b"data", size)


@cache
def _wave(hertz: float) -> "array[int]":
    """Return one second of a tone, which a whole number of hertz makes seamless."""
    step = 2 * math.pi * max(1, round(hertz)) / RATE
    return array("h", (round(_AMPLITUDE * math.sin(step * index)) for index in range(RATE)))


def duration_s(body: bytes) -> float | None:
    """Return how many seconds a WAV file plays, or None where *body* does not begin like one.

    The header is enough: *body* may be cut. A file whose header leaves the length open counts as far as it goes.
    """
    if body[:4] not in (b"RIFF", b"RF64") or body[8:12] != b"WAVE":
        return None
    bytes_per_s = 0
    at = 12
    while at + 8 <= len(body):
        name, size = struct.unpack_from("<4sI", body, at)
        at += 8
        if name == b"fmt " and at + 12 <= len(body):
            (bytes_per_s,) = struct.unpack_from("<I", body, at + 8)
        elif name == b"data":
            is_open = size in (0, 0xFFFFFFFF)  # written by a program that did not know yet, or too long to say
            return (len(body) - at if is_open else size) / bytes_per_s if bytes_per_s else None
        at += size + size % 2
    return None
