"""Where the application is that a command of the emulator calls."""

from urllib.parse import urlsplit

from texml.cli.exits import Unreadable

__all__ = ["host_of"]


def host_of(url: str) -> str:
    """Return the host of an application's voice URL.

    Raises: Unreadable where *url* is none of http or https.
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:  # brackets around what is no address of IPv6
        host = None
    if not url.startswith(("http://", "https://")) or host is None:
        raise Unreadable(f"{url!r} is no URL of http; start your application and give its voice URL")
    return host
