"""The URLs that the platform is given."""

import pytest

from server.urls import Urls

PLAIN = Urls("https://voice.example.com")
BELOW_PATH = Urls("https://example.com/voice")
SECRET = Urls("https://voice.example.com", "s3cret")
SECRET_BELOW_PATH = Urls("https://example.com/voice", "s3cret")


@pytest.mark.parametrize(
    ("urls", "root"),
    [
        pytest.param(PLAIN, "https://voice.example.com", id="plain"),
        pytest.param(BELOW_PATH, "https://example.com/voice", id="below-a-path"),
        pytest.param(SECRET, "https://voice.example.com/s3cret", id="secret"),
        pytest.param(SECRET_BELOW_PATH, "https://example.com/voice/s3cret", id="secret-below-a-path"),
    ],
)
class TestUrls:
    def test_root_is_the_base_with_the_token(self, urls: Urls, root: str) -> None:
        assert root == urls.root

    def test_conference_callback_is_below_the_root(self, urls: Urls, root: str) -> None:
        assert f"{root}/callbacks/conference" == urls.conference_callback

    def test_voice_url_and_what_follows_are_below_the_root(self, urls: Urls, root: str) -> None:
        assert (f"{root}/voice", f"{root}/voice/abc.def") == (urls.voice, urls.go_on("abc.def"))

    def test_document_with_a_name_is_below_the_root(self, urls: Urls, root: str) -> None:
        assert f"{root}/names/v3%3Aa%2Fb~abc.def" == urls.name("v3:a/b", "abc.def")

    def test_programme_and_music_are_below_the_root(self, urls: Urls, root: str) -> None:
        assert (f"{root}/hold/abc.def", f"{root}/media/hold.wav") == (urls.hold("abc.def"), urls.tune)


@pytest.mark.parametrize(
    ("urls", "given", "absolute"),
    [
        pytest.param(PLAIN, "https://cdn.example.com/a.mp3", "https://cdn.example.com/a.mp3", id="https"),
        pytest.param(PLAIN, "http://cdn.example.com/a.mp3", "http://cdn.example.com/a.mp3", id="http"),
        pytest.param(PLAIN, "https://h/a/../b?c=d#e", "https://h/a/../b?c=d#e", id="absolute-untouched"),
        pytest.param(PLAIN, "/hold.mp3", "https://voice.example.com/hold.mp3", id="path"),
        pytest.param(PLAIN, "hold.mp3", "https://voice.example.com/hold.mp3", id="relative"),
        pytest.param(PLAIN, "hold?loop=1", "https://voice.example.com/hold?loop=1", id="query"),
        pytest.param(BELOW_PATH, "hold.mp3", "https://example.com/voice/hold.mp3", id="relative-below-a-path"),
        pytest.param(BELOW_PATH, "/hold.mp3", "https://example.com/hold.mp3", id="path-as-a-browser-would"),
        pytest.param(PLAIN, "//cdn.example.com/a.mp3", "https://cdn.example.com/a.mp3", id="other-host"),
        pytest.param(PLAIN, "ftp://h/a", "ftp://h/a", id="other-scheme"),
    ],
)
def test_absolute_resolves_against_the_base(urls: Urls, given: str, absolute: str) -> None:
    assert absolute == urls.absolute(given)
