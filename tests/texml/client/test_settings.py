"""Settings: arguments before the environment, and a key that nobody sees."""

import pytest

from texml.client.settings import BASE_URL, Settings, settings
from texml.errors import NotAuthenticated

ENVIRONMENT = {"TELNYX_API_KEY": "KEYenv", "TELNYX_BASE_URL": "http://127.0.0.1:1/v2"}


def test_environment_says_what_arguments_do_not() -> None:
    assert Settings("http://127.0.0.1:1/v2", "KEYenv") == settings(None, None, ENVIRONMENT)


def test_arguments_go_before_the_environment() -> None:
    assert Settings("https://example.com", "KEYarg") == settings("KEYarg", "https://example.com", ENVIRONMENT)


def test_base_url_is_that_of_the_platform_unless_somebody_says_so() -> None:
    assert Settings(BASE_URL, "KEYarg") == settings("KEYarg", None, {"TELNYX_BASE_URL": ""})


def test_slash_at_the_end_of_the_base_url_does_not_matter() -> None:
    assert "https://example.com/v2" == settings("KEYarg", "https://example.com/v2/", {}).base_url


@pytest.mark.parametrize(("key", "environment"), [(None, {}), ("", ENVIRONMENT), (None, {"TELNYX_API_KEY": ""})])
def test_there_must_be_a_key(key: str | None, environment: dict[str, str]) -> None:
    with pytest.raises(NotAuthenticated, match="give api_key, or set TELNYX_API_KEY"):
        settings(key, None, environment)


@pytest.mark.parametrize("key", ["KEY1\n", "KEY 1", "KEYé", "KEY\x00"])
def test_key_that_no_header_can_carry_is_refused_unseen(key: str) -> None:
    with pytest.raises(NotAuthenticated) as caught:
        settings(key, None, {})

    assert "KEY" not in str(caught.value).replace("API key", "")


@pytest.mark.parametrize(
    "url", ["example.com", "ftp://example.com", "https://", "https://example.com?a=1", "https://example.com#a", ""]
)
def test_base_url_must_be_one(url: str) -> None:
    with pytest.raises(ValueError, match=r"is not an http or https URL; the platform's is https://api\.telnyx\.com/v2"):
        settings("KEY", url, {})


def test_key_is_not_shown() -> None:
    assert "Settings(base_url='https://example.com', api_key='***')" == repr(settings("KEY", "https://example.com", {}))
