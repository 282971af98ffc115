"""HttpRequest: a request of its own, and what its answer hands on."""

from collections.abc import Callable
from typing import Any

from texml.emulator.engine.effects import Fetch

World = Callable[..., Any]
RESPONSE = """<Response><Content>
<Field><Name>user.name</Name><Value>UserName</Value></Field>
<Field><Name>items.1.id</Name><Value>Second</Value></Field>
<Field><Name>nothing.here</Name><Value>Missing</Value></Field>
</Content></Response>"""


def page(
    attributes: str = "", request: str = '<Request url="/api" method="POST"><Body>{"a": 1}</Body></Request>'
) -> str:
    verb = f'<HttpRequest action="/done" {attributes}>{request}{RESPONSE}</HttpRequest>'
    return f"<Response>{verb}<Say>next</Say></Response>"


ANSWER = (200, b'{"user": {"name": "Anna"}, "items": [{"id": 1}, {"id": 2}]}', "application/json")


def test_values_of_the_answer_go_to_the_action(world: World) -> None:
    there = world({"/voice": page(), "/api": ANSWER, "/done": "<Response><Say>thanks</Say></Response>"})
    call = there.call()

    [sent] = there.asked("http_request_action")
    assert (sent["UserName"], sent["Second"], sent["Missing"]) == ("Anna", "2", "")
    assert there.said(call) == ["thanks"]


def test_request_is_the_verb_s_own_unsigned_one(world: World) -> None:
    header = "<Headers><Header><Key>X-Key</Key><Value>7</Value></Header></Headers>"
    request = f'<Request url="https://api.example/x" method="POST">{header}<Body>hello</Body></Request>'
    there = world({"/voice": page(request=request), "/x": ANSWER, "/done": "<Response/>"})
    there.call()

    [fetch] = there.of(Fetch, purpose="http_request")
    assert (fetch.url, fetch.method, fetch.headers, fetch.body) == (
        "https://api.example/x", "POST", (("X-Key", "7"),), "hello",
    )  # fmt: skip
    assert (fetch.params, fetch.is_signed) == ((), False)


def test_async_one_is_not_waited_for_and_asks_no_action(world: World) -> None:
    there = world({"/voice": page('async="true"'), "/api": None})
    call = there.call()

    assert there.said(call) == ["next"]
    there.answer(there.held[0], ANSWER)
    assert there.asked("http_request_action") == []


def test_bad_answer_leaves_the_values_out(world: World) -> None:
    for answer, code in (((500, ""), ["status-500"]), ((200, "no json", "text/plain"), [])):
        there = world({"/voice": page(), "/api": answer, "/done": "<Response/>"})
        there.call()
        assert there.asked("http_request_action")[0].get("UserName", "") == ""
        assert there.warnings == code


def test_request_without_an_address_is_named(world: World) -> None:
    there = world(page(request=""))
    call = there.call()

    assert "nothing-to-request" in there.warnings
    assert there.said(call) == ["next"]
