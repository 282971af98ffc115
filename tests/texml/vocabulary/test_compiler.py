"""Compiled constructors and methods: the same, whichever way an element is made."""

from typing import Any

import pytest

from texml import Dial, DocumentError, Gather, HttpResponse, Response, Say, Type
from texml.vocabulary import Element
from texml.vocabulary.compiler import compiled_constructor, compiled_method


def made(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Element:
    say = object.__new__(Say)
    compiled_constructor(Say)(say, *arguments, **keywords)
    return say


ARGUMENTS = [
    pytest.param(("Hi",), {}, id="text"),
    pytest.param(("Hi",), {"voice": "alice", "loop": 2}, id="attributes"),
    pytest.param((), {"content": "Hi & bye <b> {{x}}"}, id="text that needs escapes"),
    pytest.param(("Hi",), {"voice": None}, id="none"),
]
WRONG = [
    pytest.param((), {}, id="no text"),
    pytest.param((" ",), {}, id="blank text"),
    pytest.param(("Hi", "alice"), {}, id="by position"),
    pytest.param(("Hi",), {"voise": "alice"}, id="typo"),
    pytest.param(("Hi",), {"loop": True}, id="bool"),
    pytest.param(("Hi",), {"loop": 11}, id="range"),
]


@pytest.mark.parametrize(("arguments", "keywords"), ARGUMENTS)
def test_method_adds_what_the_constructor_makes(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    add = compiled_method(Gather, Say)

    gather = add(Gather(num_digits=4), *arguments, **keywords)

    assert Gather([made(arguments, keywords)], num_digits=4) == gather


@pytest.mark.parametrize(("arguments", "keywords"), WRONG)
def test_method_refuses_what_the_constructor_refuses(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    with pytest.raises(DocumentError) as by_constructor:
        made(arguments, keywords)
    with pytest.raises(DocumentError) as by_method:
        compiled_method(Gather, Say)(Gather(), *arguments, **keywords)

    assert (type(by_constructor.value), str(by_constructor.value)) == (type(by_method.value), str(by_method.value))


def test_second_call_with_the_same_values_gives_the_same() -> None:
    init = compiled_constructor(Say)
    first, second = object.__new__(Say), object.__new__(Say)

    for say in (first, second):
        init(say, "a & b", voice="x & y")

    assert (str(first), first.values) == (str(second), second.values)


def test_method_leaves_the_parent_as_it_was() -> None:
    parent = Response().say("a")

    parent.say("b")

    assert Response([Say("a")]) == parent


def test_two_methods_on_one_parent_do_not_meet() -> None:
    parent = Response().say("a")

    one, other = parent.say("b"), parent.say("c")

    assert (Response([Say("a"), Say("b")]), Response([Say("a"), Say("c")])) == (one, other)


def test_method_keeps_attributes_and_extra_of_the_parent() -> None:
    dial = Dial(timeout=20).with_extra({"future": "1"}).number("+13125550100")

    assert (20, {"future": "1"}) == (dial.timeout, dict(dial.extra))


def test_method_named_like_a_builtin_works() -> None:
    assert HttpResponse([Type("JSON")]) == HttpResponse().type("JSON")


def test_long_chain_can_be_read_and_let_go() -> None:
    document = Response()
    for _ in range(20_000):
        document = document.hangup()

    assert 20_000 == len(document.children)
