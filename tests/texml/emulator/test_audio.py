"""Sound: WAV files that play, and how long others do. Python's own `wave` is the witness."""

import io
import struct
import wave
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.emulator.audio import RATE, Tone, duration_s, wav, wav_bytes


def samples(file: bytes) -> list[int]:
    with wave.open(io.BytesIO(file)) as sound:
        assert (1, 2, RATE) == (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
        frames = sound.readframes(sound.getnframes())
    return list(struct.unpack(f"<{len(frames) // 2}h", frames))


def test_silence_is_silent_and_as_long_as_was_asked() -> None:
    assert [0] * 4_000 == samples(wav(0.5))


def test_tone_sounds_where_it_stands_and_nowhere_else() -> None:
    heard = samples(wav(1.0, [Tone(0.25, 0.5, 440)]))

    assert {0} == {*heard[:2_000], *heard[4_000:]}
    assert max(heard[2_000:4_000]) > 5_000


def test_tone_has_its_pitch() -> None:
    heard = samples(wav(1.0, [Tone(0, 1, 440)]))

    rising = sum(before < 0 <= after for before, after in pairwise(heard))

    assert rising in (439, 440)


def test_tones_at_once_are_mixed_and_cut_off_where_they_are_too_loud() -> None:
    heard = samples(wav(0.1, [Tone(0, 0.1, 400)] * 10))

    assert (32_767, -32_768) == (max(heard), min(heard))


def test_tone_beyond_the_end_does_not_lengthen_the_file() -> None:
    assert RATE == len(samples(wav(1.0, [Tone(0.5, 9.0, 440)])))


def test_same_sound_is_the_same_bytes() -> None:
    assert wav(0.3, [Tone(0, 0.2, 440)]) == wav(0.3, [Tone(0, 0.2, 440)])


@given(st.floats(min_value=0, max_value=30))
def test_duration_is_read_back(length_s: float) -> None:
    file = wav(length_s)

    assert wav_bytes(length_s) == len(file)
    assert duration_s(file) == pytest.approx(length_s, abs=1 / RATE)


def test_header_is_enough() -> None:
    assert 2.0 == duration_s(wav(2.0)[:44])


def test_chunks_before_the_sound_are_passed_over() -> None:
    file = wav(2.0)
    list_ = b"LIST" + struct.pack("<I", 3) + b"abc\0"  # an odd size is padded

    assert 2.0 == duration_s(file[:36] + list_ + file[36:])


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_length_that_was_left_open_is_counted(size: int) -> None:
    file = wav(2.0)

    assert 2.0 == duration_s(file[:40] + struct.pack("<I", size) + file[44:])


def test_stereo_of_44_kilohertz_is_read() -> None:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(44_100)
        sound.writeframes(bytes(44_100 * 4 * 3))

    assert 3.0 == duration_s(buffer.getvalue())


@pytest.mark.parametrize(
    "body",
    [b"", b"RIFF", b"ID3\x04" + bytes(100), b"RIFF\0\0\0\0AVI " + bytes(40), b"RIFF\0\0\0\0WAVE", wav(1)[:38]],
    ids=["nothing", "four letters", "MP3", "video", "no chunks", "cut in the format"],
)
def test_what_is_no_wav_has_no_duration(body: bytes) -> None:
    assert duration_s(body) is None


@given(st.binary(max_size=200))
def test_rubbish_has_no_duration_and_raises_nothing(rubbish: bytes) -> None:
    assert (duration_s(b"RIFF\0\0\0\0WAVE" + rubbish) or 0.0) >= 0.0


def test_more_than_four_hours_are_not_written() -> None:
    assert wav_bytes(4 * 3600) == wav_bytes(5 * 3600)
