"""The witness of the REST API: what is documented of it, restated in tests/texml/client/operations.json."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from texml.vocabulary import kinds
from texml.vocabulary.control import declaration, values
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import Argument, arguments
from texml.vocabulary.control.parameters import Fields, Parameters
from texml.vocabulary.control.result import Result, result_fields

WITNESS = json.loads((Path(__file__).parents[2] / "client" / "operations.json").read_text(encoding="utf-8"))
SHAPES = WITNESS["shapes"]

# Where our declaration says more than the machine-readable documentation, and why.
STRICTER = {
    # The page says in words: 0 disables, otherwise 90 or more.
    ("UpdateTexmlSiprecSession", "SessionTimeoutSecs"),
    ("StartTexmlSiprecSession", "SessionTimeoutSecs"),
    # A list of words in one text: the page gives the words in prose.
    ("AnswerCall", "preferred_codecs"),
}
# The same filter in two spellings: that of the OpenAPI, and that of the SDK, which we send.
OTHER_SPELLING = {"StartTime_gt", "StartTime_lt", "EndTime_gt", "EndTime_lt"}


def resolved(shape: Any) -> Any:
    return SHAPES[shape] if isinstance(shape, str) else shape


@pytest.fixture(scope="session")
def documented() -> Callable[[type[Command[Any]]], None]:
    """Return what checks a command against what is documented of it."""
    by_name = {operation["name"]: operation for operation in WITNESS["operations"]}

    def check(command: type[Command[Any]]) -> None:
        operation = by_name[command.name_of_command]
        words = re.findall(r"\{(\w+)\}", command.http_path)
        inputs = dict(flattened(operation.get("query", {})))
        body = resolved(operation.get("body")) or {}
        inputs |= body.get("fields", {})
        declared = {a.wire: a for a in arguments(command).values() if a.name not in words}

        assert (command.http_method, re.sub(r"\{\w+\}", "{}", command.http_path)) == (
            operation["method"],
            re.sub(r"\{\w+\}", "{}", operation["path"]),
        )
        assert set(declared) == set(inputs) - OTHER_SPELLING
        assert {wire for wire, a in declared.items() if a.required} == set(body.get("needs", ()))
        assert set(words) == {a.name for a in arguments(command).values() if a.name in words and a.required}
        for wire, argument in declared.items():
            if (command.__name__, wire) not in STRICTER:
                agree(f"{command.__name__}.{wire}", argument, resolved(inputs[wire]))

    return check


def flattened(query: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what a query may hold; the fields of a filter as one object."""
    inside: dict[str, Any] = {}
    for name, shape in query.items():
        if name.startswith("filter["):
            place = inside
            *outer, last = re.findall(r"\[([^\]]*)\]", name)
            for step in outer:
                place = place.setdefault(step, {"is": "object", "fields": {}})["fields"]
            place[last] = shape
        else:
            yield name, shape
    if inside:
        yield "filter", {"is": "object", "fields": inside}


def agree(place: str, argument: Argument, shape: Any) -> None:
    """Check that the kind of an argument takes what its documented shape takes."""
    kind: Any = argument.kind
    if isinstance(kind, declaration.Nested):
        agree_on_fields(kind.cls, shape)
    elif isinstance(kind, values.Several):
        assert "list" == shape["is"], place
        each = resolved(shape["each"])
        if isinstance(kind.one, declaration.Nested):
            agree_on_fields(kind.one.cls, each)
        else:
            assert "text" == each["is"], place
    elif isinstance(kind, declaration.Tagged):
        assert set(kind.by_type) == {resolved(one)["fields"]["type"]["words"][0] for one in shape["of"]}, place
    else:
        assert facts_of(kind) == facts_of_shape(shape), place


def facts_of(kind: Any) -> dict[str, Any]:
    """Return what a kind of plain values says, in the words of the witness."""
    name, says = FACTS[type(kind)]
    return {"is": name} | {fact: value for fact, value in says(kind).items() if value is not None}


FACTS: dict[type[kinds.Kind], tuple[str, Callable[[Any], dict[str, Any]]]] = {
    kinds.Flag: ("flag", lambda _: {}),
    kinds.Choice: ("text", lambda kind: {"words": set(kind.words)}),
    kinds.Whole: ("whole", lambda kind: {"least": kind.minimum, "most": kind.maximum}),
    kinds.Decimal: ("number", lambda kind: {"least": kind.minimum, "most": kind.maximum}),
    values.NumberChoice: ("whole", lambda kind: {"words": set(kind.numbers)}),
    values.Base64: ("text", lambda _: {"base64": True}),
    values.ShapedText: ("text", lambda kind: {"longest": kind.text.longest}),
    values.FreeText: ("text", lambda kind: {"longest": kind.longest}),
    values.Object: ("object", lambda _: {}),
    values.Spaced: ("text", lambda _: {}),
    values.Moment: ("text", lambda _: {}),
    values.Flexible: ("either", lambda _: {}),
    values.OneOf: ("either", lambda _: {}),
}


def facts_of_shape(shape: Any) -> dict[str, Any]:
    facts = {name: shape[name] for name in ("is", "least", "most", "longest", "base64") if name in shape}
    if "words" in shape and "flag" != shape["is"]:
        facts["words"] = set(shape["words"])
    return facts


def agree_on_fields(cls: type[Parameters], shape: Any) -> None:
    declared = {a.wire: a for a in arguments(cls).values()}

    assert set(declared) == set(shape["fields"]), cls
    assert {wire for wire, a in declared.items() if a.required} == set(shape.get("needs", ())), cls
    for wire, argument in declared.items():
        agree(f"{cls.__name__}.{wire}", argument, resolved(shape["fields"][wire]))


@pytest.fixture(scope="session")
def documented_object() -> Callable[[type[Fields]], None]:
    """Return what checks an object inside commands, which has the name of its documented shape."""
    return lambda cls: agree_on_fields(cls, SHAPES[cls.__name__])


@pytest.fixture(scope="session")
def documented_result() -> Callable[[type[Result]], None]:
    """Return what checks a result, which has the name of its documented shape."""

    def check(cls: type[Result]) -> None:
        shape = SHAPES[cls.__name__]
        fields = {field.wire: field for field in result_fields(cls) if field.name != "data"}
        promised = {name for name in shape.get("needs", ()) if not resolved(shape["fields"][name]).get("nullable")}

        assert set(shape["fields"]) <= set(fields) | {getattr(cls, "items_in", "")}
        assert {wire for wire, field in fields.items() if field.required} == promised

    return check
