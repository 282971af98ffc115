"""Which addresses the emulator connects to: this machine, and hosts that the user has named.

A document names URLs, and a document may come from anywhere; so the emulator must not become a way into the network
that it runs in. A name is resolved once and the connection goes to that very address, so a name server that answers
otherwise the second time gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address

from texml.errors import FetchRefused

__all__ = ["Guard", "Resolve", "resolve"]

Resolve = Callable[[str, int], Sequence[str]]
"""Return the addresses of a host, the preferred one first. Raises OSError where it has none."""

_Address = IPv4Address | IPv6Address

_SCHEMES = ("http", "https")
# What leads to an IPv4 address by way of a gateway, past every check of that address: RFC 6052 and RFC 3056.
_TUNNELS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("2002::/16"))
# Addresses at which a cloud answers its own machines' questions, credentials included.
_METADATA = frozenset(map(ipaddress.ip_address, ("169.254.169.254", "192.0.0.192", "100.100.100.200", "fd00:ec2::254")))


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of *host* as this machine knows them.

    Raises: OSError where it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as err:  # a label of more than 63 characters, or none
        raise OSError(f"{host[:80]!r} is no host name") from err
    return [str(address[4][0]) for address in found]


class Guard:
    """Say which address a URL's host is reached at, or that it must not be.

    *hosts* are the names and addresses that may be fetched besides this machine's own; ``*.example.com`` stands for
    every name below it.
    """

    def __init__(self, hosts: Iterable[str] = (), *, resolver: Resolve = resolve) -> None:
        self.hosts = frozenset(host.lower().strip("[]") for host in hosts)
        self._resolve = resolver

    def address(self, scheme: str, host: str, port: int) -> str:
        """Return the one address to connect to.

        Raises: FetchRefused where the scheme, the host or its address is not allowed; OSError where it has none.
        """
        if scheme not in _SCHEMES:
            raise FetchRefused(f"{scheme!r} is not fetched; http and https are")
        name = host.lower().strip("[]").rstrip(".")
        if not name:
            raise FetchRefused("the URL has no host")
        is_named = self._is_named(name)
        refused: list[str] = []
        for text in self._resolve(name, port):
            address = ipaddress.ip_address(text.partition("%")[0])
            if _is_loopback(address) or (is_named and (text in self.hosts or not _is_forbidden(address))):
                return text
            refused.append(text)
        if not refused:
            raise OSError(f"{name} has no address")
        raise FetchRefused(_reason(name, refused[0], is_named=is_named))

    def _is_named(self, name: str) -> bool:
        parents = (f"*.{name.split('.', count)[-1]}" for count in range(1, name.count(".") + 1))
        return name in self.hosts or not self.hosts.isdisjoint(parents)


def _is_loopback(address: _Address) -> bool:
    return _unwrapped(address).is_loopback


def _unwrapped(address: _Address) -> _Address:
    return getattr(address, "ipv4_mapped", None) or address


def _is_forbidden(address: _Address) -> bool:
    """Return whether nobody means this address, even under a name that is allowed."""
    item = _unwrapped(address)
    is_tunnel = any(item in network for network in _TUNNELS)
    is_odd = item.is_link_local or item.is_multicast or item.is_unspecified or item.is_reserved
    return is_tunnel or is_odd or item in _METADATA


def _reason(name: str, address: str, *, is_named: bool) -> str:
    shown = name if name == address else f"{name} is at {address}, which"
    if is_named:
        return f"{shown} is never fetched: it is link-local, reserved or where a cloud keeps its secrets"
    return f"{shown} is not this machine; allow the host to fetch from it"
