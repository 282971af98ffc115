"""Results: frozen views that read leniently, keep what is unknown, and say what is missing."""

import copy
import pickle
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import FrozenRecord, UnexpectedAnswer
from texml.vocabulary.control.resources import Conference, Participant
from texml.vocabulary.control.result import Answer, Page, PageMeta, Result, TexmlPage, result_fields


class Inner(Result):
    name: str | None


class Thing(Result):
    id: str
    count: int | None
    share: float | None
    is_on: bool | None
    made_at: datetime | None
    kind: Literal["a", "b"] | None
    channels: Literal[1, 2] | None
    inner: Inner | None
    words: tuple[str, ...] | None
    anything: Mapping[str, Any] | None
    from_: str | None


MOMENT = datetime(2019, 1, 23, 18, 10, 2, 574000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "came", "value"),
    [
        ("id", "x", "x"), ("id", 7, "7"), ("from", "+1", "+1"),
        ("count", 7, 7), ("count", "7", 7), ("count", "-7", -7), ("count", 7.0, 7), ("count", "seven", None),
        ("count", 7.5, None), ("count", [], None), ("count", "9" * 30, None), ("count", None, None),
        ("share", 1, 1.0), ("share", "0.5", 0.5), ("share", "half", None), ("share", True, None), ("share", {}, None),
        ("is_on", True, True), ("is_on", "false", False), ("is_on", 1, None), ("is_on", "yes", None),
        ("made_at", "2019-01-23T18:10:02.574Z", MOMENT),
        ("made_at", "2019-01-23T20:10:02.574+02:00", MOMENT.astimezone(timezone(timedelta(hours=2)))),
        ("made_at", "2019-01-23T18:10:02.574", MOMENT),
        ("made_at", "Wed, 23 Jan 2019 18:10:02 +0000", MOMENT.replace(microsecond=0)),
        ("made_at", "Wed, 23 Jan 2019 18:10:02 -0000", MOMENT.replace(microsecond=0)),
        ("made_at", "yesterday", None), ("made_at", 7, None), ("made_at", "", None),
        ("kind", "a", "a"), ("kind", "newer", "newer"), ("channels", 2, 2), ("channels", "2", 2),
        ("inner", {"name": "x"}, Inner({"name": "x"})), ("inner", "x", None), ("inner", None, None),
        ("words", ["a", 1], ("a", "1")), ("words", "a", None), ("words", [], ()),
        ("anything", {"a": 1}, {"a": 1}), ("anything", 1, None),
    ],
)  # fmt: skip
def test_field_is_read_leniently(name: str, came: object, value: object) -> None:
    thing = Thing({name: came})

    assert value == getattr(thing, "from_" if name == "from" else name)


@pytest.mark.parametrize(
    ("came", "problem"), [({}, "is not there; there is nothing"), ({"id": []}, r"cannot be read: '\[\]'|is not there")]
)
def test_promised_field_that_is_not_there_is_said(came: dict[str, Any], problem: str) -> None:
    with pytest.raises(UnexpectedAnswer, match=f"Thing: the platform promises 'id', and it {problem}"):
        Thing(came).id  # noqa: B018


def test_other_fields_can_be_read_beside_a_missing_one() -> None:
    assert 3 == Thing({"count": 3}).count


def test_unknown_fields_are_kept() -> None:
    thing = Thing({"id": "x", "new": {"a": 1}})

    assert {"new": {"a": 1}} == dict(thing.extra)
    assert {"id": "x", "new": {"a": 1}} == dict(thing.raw)


def test_results_do_not_change() -> None:
    thing = Thing({"id": "x"})

    with pytest.raises(FrozenRecord, match="it does not change"):
        thing.id = "y"
    with pytest.raises(FrozenRecord, match="it does not change"):
        del thing.id
    with pytest.raises(TypeError):
        thing.raw["id"] = "y"  # type: ignore[index]


def test_results_of_the_same_answer_are_equal() -> None:
    assert 1 == len({Thing({"id": "x", "words": ["a"]}), Thing({"words": ["a"], "id": "x"})})
    assert Thing({"id": "x"}) != Thing({"id": "y"})
    assert Thing({}) != Inner({})
    assert Thing({}) != {}


def test_result_shows_what_came_without_phone_numbers() -> None:
    assert "Thing(id='x', count=3, from_='+1415***99')" == repr(Thing({"id": "x", "count": 3, "from": "+14155550199"}))


@pytest.mark.parametrize(
    "result",
    [
        Thing({"id": "x"}),
        Answer[Thing]({"data": {"id": "x"}}, Thing, "r1"),
        Page[Thing]({"data": [{"id": "x"}]}, Thing),
    ],
    ids=lambda result: type(result).__name__,
)
def test_results_survive_copying_and_pickling(result: Any) -> None:
    assert result == copy.deepcopy(result) == pickle.loads(pickle.dumps(result))
    assert repr(result) == repr(pickle.loads(pickle.dumps(result)))


def test_answer_has_its_data_and_the_request() -> None:
    answer = Answer[Thing]({"data": {"id": "x"}}, Thing, "r1")

    assert (Thing({"id": "x"}), "r1", "Answer(Thing(id='x'))") == (answer.data, answer.request_id, repr(answer))


def test_page_has_items_and_its_place() -> None:
    page = Page[Thing]({"data": [{"id": "x"}, "junk"], "meta": {"page_number": 1}}, Thing)

    assert (((Thing({"id": "x"}),)), 1, 1) == (page.data, page.meta.page_number, len(page))


@pytest.mark.parametrize("raw", [{}, {"data": None}, {"data": {}, "meta": []}])
def test_page_of_nothing_is_empty(raw: dict[str, Any]) -> None:
    page = Page[Thing](raw, Thing)

    assert ((), PageMeta({})) == (page.data, page.meta)


def test_texml_page_says_where_its_items_are() -> None:
    class Things(TexmlPage[Thing], items_in="things"):
        pass

    page = Things({"things": [{"id": "x"}], "page": 0, "next_page_uri": "/a?Page=1"}, Thing)

    assert (Thing({"id": "x"}), 0, "/a?Page=1") == (page.data[0], page.page, page.next_page_uri)


def test_fields_can_be_asked_for() -> None:
    fields = {field.name: field for field in result_fields(Thing)}

    assert ("from", False, True) == (fields["from_"].wire, fields["from_"].required, fields["id"].required)


def test_field_of_no_known_type_is_refused() -> None:
    class Strange(Result):
        thing: complex

    with pytest.raises(TypeError, match="no reader for <class 'complex'>"):
        Strange({})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = sorted({field.wire for cls in (Conference, Participant) for field in result_fields(cls)})


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), JSON, max_size=8))
def test_any_object_can_be_read(raw: dict[str, Any]) -> None:
    for cls in (Conference, Participant):
        result = cls(raw)
        for field in result_fields(cls):
            try:
                getattr(result, field.name)
            except UnexpectedAnswer:
                assert field.required
        repr(result), hash(result), result.extra
