"""Records: frozen values whose classes carry facts."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Annotated, ClassVar

import pytest

from texml.errors import FrozenRecord, UnknownField
from texml.vocabulary.record import Param, ParamRow, Record, params


class Base(Record):
    """What two kinds share."""

    source = "the page"
    word: ClassVar[str] = "no part"

    sid: Annotated[str | None, Param("Sid", "Which.", required=True)] = None
    notes: tuple[str, ...] = ()


class Sent(Base):
    """A kind."""

    count: Annotated[
        int | None, Param("Count", "How many.", unit="seconds", when="known", values=("1",), is_nullable=True)
    ] = None
    at: Annotated[datetime | None, Param("At", "When.", source="another page", grade="disputed")] = None


class Guessed(Base):
    """A kind that nobody documents."""

    grade = "assumed"


class TestRecord:
    def test_what_is_not_given_is_none(self) -> None:
        record = Sent(sid="a")

        assert ("a", None, None, ()) == (record.sid, record.count, record.at, record.notes)

    def test_records_compare_and_hash_by_value(self) -> None:
        assert {Sent(sid="a", count=None, notes=())} == {Sent(sid="a")}
        assert Sent(sid="a") != Sent(sid="b")
        assert Sent(sid="a") != Sent(sid="a", count=0)

    def test_records_of_two_kinds_differ(self) -> None:
        assert Base(sid="a") != Sent(sid="a")
        assert Base(sid="a") != "a"

    def test_lists_and_mappings_inside_are_hashed_by_value(self) -> None:
        assert hash(Sent(sid={"a": [1, {"b": 2}]})) == hash(Sent(sid={"a": [1, {"b": 2}]}))

    def test_record_does_not_change(self) -> None:
        record = Sent(sid="a")

        with pytest.raises(FrozenRecord, match=r"Sent does not change: replaced\(sid=\.\.\.\) gives a changed one"):
            record.sid = "b"
        with pytest.raises(FrozenRecord, match=r"replaced\(sid=None\) gives one without"):
            del record.sid
        assert Sent(sid="a") == record

    def test_replaced_gives_a_changed_one(self) -> None:
        record = Sent(sid="a", count=1)

        assert (Sent(sid="b", count=1), Sent(count=1)) == (record.replaced(sid="b"), record.replaced(sid=None))

    @pytest.mark.parametrize(("name", "hint"), [("cuont", "; did you mean 'count'?"), ("xyzzy", ""), ("word", "")])
    def test_unknown_part_is_refused_and_the_nearest_named(self, name: str, hint: str) -> None:
        with pytest.raises(UnknownField) as caught:
            Sent(**{name: 1})

        assert f"Sent: it has no {name!r}{hint}" == str(caught.value)
        assert ("Sent", name) == (caught.value.record, caught.value.name)

    def test_repr_is_what_makes_it(self) -> None:
        assert "Sent(sid='a', count=1)" == repr(Sent(sid="a", count=1))

    def test_record_can_be_pickled(self) -> None:
        record = Sent(sid="a", count=1)

        assert record == pickle.loads(pickle.dumps(record))

    def test_parts_are_matched_by_name(self) -> None:
        match Sent(sid="a", count=3):
            case Sent(sid="a", count=int() as count):
                assert 3 == count
            case _:
                pytest.fail("no match")


class TestParams:
    def test_row_carries_every_fact(self) -> None:
        sure = "documented"

        assert (
            ParamRow("sid", "Sid", str, "Which.", True, None, None, (), False, "the page", "documented"),
            ParamRow("count", "Count", int, "How many.", False, "known", "seconds", ("1",), True, "the page", sure),
            ParamRow("at", "At", datetime, "When.", False, None, None, (), False, "another page", "disputed"),
        ) == params(Sent)  # fmt: skip

    def test_nothing_of_a_kind_that_is_assumed_is_always_sent(self) -> None:
        (row,) = params(Guessed)

        assert (False, "assumed") == (row.required, row.grade)

    def test_base_keeps_its_own_rows(self) -> None:
        assert (["sid"], ["sid", "count", "at"]) == (
            [row.name for row in params(Base)],
            [row.name for row in params(Sent)],
        )

    def test_parameter_is_optional_and_documented_unless_told_otherwise(self) -> None:
        param = Param("To", "Who was called.")

        assert (False, "documented", None) == (param.required, param.grade, param.source)
