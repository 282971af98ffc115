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

    @property
    def voice(self) -> str:
        """Return the voice URL of a number: what a call hears first."""
        return f"{self.root}/voice"

    @property
    def tune(self) -> str:
        """Return the URL of the built-in hold music."""
        return f"{self.root}/media/hold.wav"

    def go_on(self, sealed: str) -> str:
        """Return the URL that a call goes on at, what is known of it sealed inside."""
        return f"{self.voice}/{sealed}"

    def hold(self, sealed: str) -> str:
        """Return the URL of the hold programme of a call."""
        return f"{self.root}/hold/{sealed}"

    def name(self, call: str, sealed: str) -> str:
        """Return the URL of the document that tells who has joined with *call*, *sealed* for it."""
        return f"{self.root}/names/{quote(call, safe='')}~{sealed}"

    def absolute(self, url: str) -> str:
        """Return *url* resolved against the base as a browser would do it; an absolute one stays as it is."""
        return url if url.startswith(("https://", "http://")) else urljoin(f"{self.base}/", url)
