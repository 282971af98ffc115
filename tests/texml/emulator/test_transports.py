"""Ways to an application: real HTTP past the guard, and whose turn it is."""

from typing import Any

import httpx
import pytest

from texml.emulator.guard import Guard
from texml.emulator.transports import Network, Router, origin_of

URL = "http://localhost/voice"


def post(transport: httpx.BaseTransport, url: str = URL, **options: Any) -> httpx.Response:
    response = transport.handle_request(httpx.Request("POST", url, **options))
    response.read()
    return response


def test_origin_has_the_port_that_goes_without_saying() -> None:
    urls = ["http://a/x", "https://a/x", "http://a:80/x", "http://a:8080/"]

    assert [("http", "a", 80), ("https", "a", 443), ("http", "a", 80), ("http", "a", 8080)] == [
        origin_of(httpx.URL(url)) for url in urls
    ]


class Closing(httpx.MockTransport):
    def __init__(self, name: str, closed: list[str]) -> None:
        super().__init__(lambda request: httpx.Response(200, text=name))
        self.name, self.closed = name, closed

    def close(self) -> None:
        self.closed.append(self.name)


def test_router_asks_who_serves_the_origin_and_closes_all() -> None:
    closed: list[str] = []
    router = Router(Closing("network", closed))
    ours = Closing("ours", closed)
    router.mounted = {("http", "localhost", 80): ours, ("https", "localhost", 443): ours}

    answers = [post(router, url).text for url in ("http://localhost/a", "https://localhost/b", "http://localhost:81/")]
    router.close()

    assert (["ours", "ours", "network"], ["ours", "network"]) == (answers, closed)


def test_network_connects_to_the_address_and_sends_the_name(listen: Any) -> None:
    def answer(connection: Any, stop: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    server = listen(answer)
    port = server.url.rpartition(":")[2]
    network = Network(Guard(resolver=lambda host, port: ["127.0.0.1"]))

    response = post(network, f"http://voice.example.test:{port}/")
    network.close()

    assert "hi" == response.text
    assert f"Host: voice.example.test:{port}".encode() in server.received[0]


def test_transport_that_cannot_be_closed_does_not_keep_the_others_open() -> None:
    class Stuck(Closing):
        def close(self) -> None:
            raise RuntimeError("it will not shut down")

    closed: list[str] = []
    router = Router(Closing("network", closed))
    router.mounted = {("http", "a", 80): Stuck("stuck", closed), ("http", "b", 80): Closing("ours", closed)}

    with pytest.raises(RuntimeError, match="will not shut down"):
        router.close()
    assert ["ours", "network"] == closed
