"""The music for who waits."""

import wave
from array import array
from io import BytesIO

import pytest

from server.tune import RATE_HZ, TUNE, Tune, compose


@pytest.fixture(scope="module")
def composed() -> bytes:
    return compose()


def samples(audio: bytes) -> "array[int]":
    with wave.open(BytesIO(audio)) as reader:
        return array("h", reader.readframes(reader.getnframes()))


def test_shipped_file_is_the_tune(composed: bytes) -> None:
    # Sines may differ in their last bit from one machine to another.
    differences = [abs(one - other) for one, other in zip(samples(composed), samples(TUNE.audio), strict=True)]

    assert max(differences) <= 1


def test_tune_is_what_a_telephone_carries(composed: bytes) -> None:
    with wave.open(BytesIO(composed)) as reader:
        assert (1, 2, RATE_HZ, 16) == (
            reader.getnchannels(), reader.getsampwidth(), reader.getframerate(), reader.getnframes() // RATE_HZ
        )  # fmt: skip


def test_tune_is_quiet_enough_to_talk_over(composed: bytes) -> None:
    assert 0.1 < max(map(abs, samples(composed))) / 32_767 < 0.3


def test_etag_is_that_of_the_audio() -> None:
    same, other = Tune(), Tune()
    other.audio = b"another tune"

    assert (TUNE.etag, 24, False) == (same.etag, len(same.etag), same.etag == other.etag)
