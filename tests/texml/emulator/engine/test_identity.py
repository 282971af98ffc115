"""Ids: the platform's shapes, the same for the same seed."""

import re
import uuid

from texml.emulator.engine.identity import Identity


def test_call_sid_has_the_shape_of_the_callback_schemas() -> None:
    assert re.fullmatch(r"v3:[A-Za-z0-9_-]{52}", Identity(1).call_sid())


def test_uuid_is_one_of_version_4() -> None:
    made = Identity(1).uuid("conference")

    assert str(uuid.UUID(made)) == made
    assert uuid.UUID(made).version == 4


def test_connection_id_is_19_digits() -> None:
    assert re.fullmatch("[1-9][0-9]{18}", Identity(3).connection_id())


def test_same_seed_gives_the_same_ids_and_another_seed_others() -> None:
    assert [Identity(5).call_sid()] == [Identity(5).call_sid()]
    assert Identity(5).call_sid() != Identity(6).call_sid()


def test_ids_of_one_kind_do_not_depend_on_those_of_another() -> None:
    first, second = Identity(5), Identity(5)
    second.uuid("session")

    assert first.uuid("recording") == second.uuid("recording")


def test_no_id_repeats() -> None:
    identity = Identity(0)

    assert len({identity.call_sid() for _ in range(2_000)}) == 2_000
