"""Who may read the API and the metrics."""

import hmac
import ipaddress

from flask import Request

__all__ = ["why_not"]


def why_not(request: Request, token: str | None) -> str | None:
    """Return why *request* may not read, or None if it may: it has the *token*, or, without one, is of this machine."""
    if token is not None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        is_right = scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
        return None if is_right else "send the header Authorization: Bearer TOKEN, with the setting api_token"
    # Without a token the server listens on loopback only. What names another host, or came through a proxy, came from
    # elsewhere all the same: a tunnel, or a web page that had its name point here.
    forwarded = any(
        name.lower() == "forwarded" or name.lower().startswith("x-forwarded-") for name, _ in request.headers
    )
    if forwarded or not _is_local(request.host):
        return "set api_token to read the API through another name or a proxy"
    return None


def _is_local(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower() == "localhost"
