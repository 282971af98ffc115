"""Recordings as files that play."""

import io
import wave
from collections.abc import Callable, Iterator

import httpx
import pytest

from texml.emulator.audio import duration_s
from texml.emulator.engine.effects import Recorded, Tone
from texml.emulator.recordings import IN_PROCESS_URL, Recordings
from texml.emulator.world import World
from texml.errors import EmulatorError

NUMBER = "+13125550100"


def recorded(url: str, *tones: Tone) -> Recorded:
    return Recorded("r-1", 0.0, "v3:a", None, url, "wav", 1, 2.5, "RecordVerb", tones)


@pytest.fixture
def served() -> Iterator[Recordings]:
    recordings = Recordings(over_http=True)
    yield recordings
    recordings.close()


def test_recording_is_silence_with_tones_where_something_was_to_be_heard() -> None:
    recordings = Recordings()
    recordings.keep(recorded(f"{IN_PROCESS_URL}a.wav", Tone(0.5, 1.0, "speech"), Tone(2.0, 0.2, "beep")))

    with wave.open(io.BytesIO(recordings.wav(f"{IN_PROCESS_URL}a.wav"))) as sound:
        frames = sound.readframes(sound.getnframes())
    loud = [any(frames[2 * 8 * ms : 2 * 8 * (ms + 100)]) for ms in range(0, 2500, 100)]

    assert [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 21] == [index for index, is_loud in enumerate(loud) if is_loud]


def test_recording_that_is_not_ready_is_refused() -> None:
    with pytest.raises(EmulatorError, match="no recording is ready at http://x/a"):
        Recordings().wav("http://x/a")


@pytest.mark.parametrize(("path", "status"), [("a.wav", 200), ("b.wav", 404)])
def test_recording_is_answered_in_process(path: str, status: int) -> None:
    recordings = Recordings()
    recordings.keep(recorded(f"{IN_PROCESS_URL}a.wav"))

    answer = recordings.handle_request(httpx.Request("GET", f"{IN_PROCESS_URL}{path}"))

    assert status == answer.status_code


@pytest.mark.parametrize(("path", "status"), [("a.wav", 200), ("b.wav", 404)])
def test_recording_is_answered_over_http(path: str, status: int, served: Recordings) -> None:
    served.keep(recorded(f"{served.url}a.wav"))

    answer = httpx.get(f"{served.url}{path}", trust_env=False)

    assert (status, "audio/wav") == (answer.status_code, answer.headers["content-type"])
    assert (2.5 if status == 200 else None) == duration_s(answer.content)


def test_closing_twice_is_closing_once(served: Recordings) -> None:
    served.close()
    served.close()


def test_document_that_plays_a_recording_plays_as_long_as_it_is(make_world: Callable[..., World]) -> None:
    def app(environ: dict[str, str], start_response: Callable[..., object]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [f"<Response>{verbs[environ['PATH_INFO']]}</Response>".encode()]

    verbs = {"/voice": "<Record action='/done' maxLength='7' timeout='60'/>", "/done": "<Hangup/>"}
    world = make_world(app)
    world.call(NUMBER)
    world.advance(minutes=2)
    (made,) = world.recordings
    verbs["/voice"] = f"<Play>{made.url}</Play>"

    began = world.now
    caller = world.call(NUMBER)
    caller.ends()

    assert made.duration_s == pytest.approx(world.now - began, abs=0.01)
