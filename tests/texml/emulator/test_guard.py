"""Which addresses the emulator connects to."""

import pytest

from texml.emulator.guard import Guard, resolve
from texml.errors import FetchRefused


def guard(*addresses: str, hosts: tuple[str, ...] = ()) -> Guard:
    """Return a guard in a world where every name has these addresses."""
    return Guard(hosts, resolver=lambda host, port: addresses)


# What a name server, a document or this machine's resolver may make of a URL.
LOOPBACK = ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"]
ELSEWHERE = ["10.0.0.1", "192.168.1.1", "172.17.0.1", "8.8.8.8", "2001:4860:4860::8888", "fd00::1", "::ffff:10.0.0.1"]
FORBIDDEN = [
    "169.254.169.254", "192.0.0.192", "100.100.100.200", "fd00:ec2::254", "0.0.0.0", "::", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "fe80::1", "fe80::1%eth0", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    "::ffff:169.254.169.254",
]  # fmt: skip


@pytest.mark.parametrize("address", LOOPBACK)
def test_this_machine_is_reached_under_any_name(address: str) -> None:
    assert address == guard(address).address("http", "app.test", 80)


@pytest.mark.parametrize("address", [*ELSEWHERE, *FORBIDDEN])
def test_another_machine_is_refused(address: str) -> None:
    with pytest.raises(FetchRefused, match=r"app\.test is at .* is not this machine; allow the host"):
        guard(address).address("http", "app.test", 80)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_host_that_was_named_is_reached(address: str) -> None:
    assert address == guard(address, hosts=("App.test",)).address("https", "app.TEST.", 443)


@pytest.mark.parametrize("address", FORBIDDEN)
def test_named_host_is_refused_where_no_application_lives(address: str) -> None:
    with pytest.raises(FetchRefused, match="is never fetched"):
        guard(address, hosts=("app.test",)).address("http", "app.test", 80)


def test_address_that_was_named_itself_is_reached() -> None:
    named = guard("169.254.10.10", hosts=("169.254.10.10",))

    assert "169.254.10.10" == named.address("http", "169.254.10.10", 80)


def test_star_stands_for_every_name_below_but_not_for_the_name_itself() -> None:
    below = guard("10.0.0.1", hosts=("*.example.com",))

    assert "10.0.0.1" == below.address("http", "a.b.example.com", 80)
    with pytest.raises(FetchRefused, match="is not this machine"):
        below.address("http", "example.com", 80)


def test_address_of_this_machine_is_preferred_to_one_elsewhere() -> None:
    assert "127.0.0.1" == guard("8.8.8.8", "127.0.0.1").address("http", "app.test", 80)


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "javascript", ""])
def test_other_schemes_are_refused(scheme: str) -> None:
    with pytest.raises(FetchRefused, match="http and https are"):
        guard("127.0.0.1").address(scheme, "app.test", 80)


def test_host_is_asked_for_once() -> None:
    asked = []
    once = Guard(resolver=lambda host, port: asked.append((host, port)) or ["127.0.0.1"])

    once.address("http", "app.test", 8080)

    assert [("app.test", 8080)] == asked


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "localhost"])
def test_spellings_of_this_machine_are_known_to_the_resolver(host: str) -> None:
    assert Guard().address("http", host, 80) in ("127.0.0.1", "::1")


@pytest.mark.parametrize("host", ["a" * 70 + ".test", "a..b"])
def test_what_is_no_host_name_has_no_address(host: str) -> None:
    with pytest.raises(OSError, match=r"no host name|not known|[Nn]ame"):
        resolve(host, 80)


def test_host_without_an_address_is_an_error_of_the_network() -> None:
    with pytest.raises(OSError, match=r"app\.test has no address"):
        guard().address("http", "app.test", 80)
