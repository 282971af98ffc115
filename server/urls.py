"""The URLs under which the platform reaches this server, made from the configured base and never from a request."""

from typing import NamedTuple
from urllib.parse import quote, urljoin

__all__ = ["Urls"]


class Urls(NamedTuple):
    """The absolute URLs of one server: *base* without a slash at its end, and the secret *path_token* or None."""

    base: str
    path_token: str | None = None

    @property
    def root(self) -> str:
        """Return the URL that every path for the platform is below."""
        return f"{self.base}/{self.path_token}" if self.path_token else self.base

    @property
    def conference_callback(self) -> str:
        """Return the URL for conference status callbacks."""
        return f"{self.root}/callbacks/conference"

    def room(self, key: str) -> str:
        """Return the URL of a room's document."""
        return f"{self.root}/rooms/{quote(key, safe='')}"

    def wait(self, key: str) -> str:
        """Return the URL of a room's hold script."""
        return f"{self.room(key)}/wait"

    def absolute(self, url: str) -> str:
        """Return *url* resolved against the base as a browser would do it; an absolute one stays as it is."""
        return url if url.startswith(("https://", "http://")) else urljoin(f"{self.base}/", url)
