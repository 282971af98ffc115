"""The music for who waits: a tune of our own, so that nobody's rights are in it, as a WAV file.

templates/media/hold.wav is what `compose` returned; `make docs` writes it anew.
"""

import math
import sys
import wave
from array import array
from collections.abc import Iterator
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO

__all__ = ["RATE_HZ", "SECONDS", "TUNE", "Tune", "compose"]

RATE_HZ = 8_000
"""What a telephone line carries; more would be thrown away."""

_BEAT_S = 0.5
_LOUDNESS = 0.22  # quiet enough to talk over
# One bar each, of four beats: the notes of a chord in semitones from the A of 220 Hz, played one after another.
_BARS = (
    (-9, -5, -2, 3), (-12, -5, 0, 3), (-4, 0, 3, 8), (-7, -4, 0, 5),
    (-9, -5, -2, 7), (-12, -5, 0, 4), (-4, 0, 3, 7), (-2, 3, 7, 10),
)  # fmt: skip

SECONDS = int(len(_BARS) * 4 * _BEAT_S)
"""How long the tune lasts."""


def compose() -> bytes:
    """Return the tune as a WAV file: one channel, 16 bits, `RATE_HZ`, `SECONDS`; its end leads into its beginning."""
    length = SECONDS * RATE_HZ
    mixed = [0.0] * length
    for start_s, semitones in _notes():
        start = int(start_s * RATE_HZ)
        for offset, sample in enumerate(_pluck(220 * 2 ** (semitones / 12))):
            mixed[(start + offset) % length] += sample
    loudest = max(map(abs, mixed))
    samples = array("h", (round(32_767 * _LOUDNESS * sample / loudest) for sample in mixed))
    if sys.byteorder == "big":
        samples.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def _notes() -> Iterator[tuple[float, int]]:
    """Yield when each note starts, in seconds, and its height."""
    for bar, chord in enumerate(_BARS):
        yield bar * 4 * _BEAT_S, chord[0] - 12
        for beat, semitones in enumerate(chord):
            yield (bar * 4 + beat) * _BEAT_S, semitones


def _pluck(frequency_hz: float) -> Iterator[float]:
    """Yield the samples of one note, which is struck and fades for two seconds."""
    turn = 2 * math.pi * frequency_hz / RATE_HZ
    for step in range(2 * RATE_HZ):
        struck = min(1.0, step / 80)
        fading = math.exp(-2.2 * step / RATE_HZ)
        yield struck * fading * (math.sin(turn * step) + 0.3 * math.sin(2 * turn * step) * fading)


class Tune:
    """The tune as it is served: read when it is first asked for."""

    @cached_property
    def audio(self) -> bytes:
        """Return the WAV file."""
        return (files("server.templates") / "media" / "hold.wav").read_bytes()

    @cached_property
    def etag(self) -> str:
        """Return what changes with the audio, for caches."""
        return blake2b(self.audio, digest_size=12).hexdigest()


TUNE = Tune()
