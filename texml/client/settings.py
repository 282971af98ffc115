"""What a client is made of: its key and where the platform is. The only reader of the environment in the library."""

import os
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from texml.errors import NotAuthenticated

__all__ = ["BASE_URL", "TIMEOUTS", "Settings", "Timeouts", "settings"]

BASE_URL = "https://api.telnyx.com/v2"  # OpenAPI of 2026-07-16, servers
_KEY_VARIABLE = "TELNYX_API_KEY"
_BASE_URL_VARIABLE = "TELNYX_BASE_URL"


class Timeouts(NamedTuple):
    """How long one attempt may take, in seconds: until there is a connection, and between two pieces of an answer."""

    connect_s: float = 5.0
    answer_s: float = 20.0


TIMEOUTS = Timeouts()
"""What a client keeps to unless it is given others."""


class Settings(NamedTuple):
    """Where requests go, and in whose name."""

    base_url: str
    api_key: str

    def __repr__(self) -> str:
        return f"Settings(base_url={self.base_url!r}, api_key='***')"

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of every request."""
        return {
            "authorization": f"Bearer {self.api_key}",
            "accept": "application/json",
            "user-agent": "texml-python",
        }


def settings(api_key: str | None, base_url: str | None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that were given, else those of the environment, else the platform's base URL.

    Raises: NotAuthenticated if there is no key, or one that no header can carry; ValueError if the URL is none.
    """
    variables = os.environ if environment is None else environment
    key = variables.get(_KEY_VARIABLE, "") if api_key is None else api_key
    url = (variables.get(_BASE_URL_VARIABLE) or BASE_URL) if base_url is None else base_url
    if not key:
        raise NotAuthenticated(f"there is no API key: give api_key, or set {_KEY_VARIABLE}", command="Client")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise NotAuthenticated("the API key holds characters that no key has, such as a line break", command="Client")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"the base URL {url!r} is not an http or https URL; the platform's is {BASE_URL}")
    return Settings(url.rstrip("/"), key)
