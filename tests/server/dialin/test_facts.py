"""What the rules decide by: which room, which languages, which words, and whether it is locked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from server.dialin.facts import Facts, Links, Occupancy
from server.dialin.visit import Visit
from server.dialin.words import Words
from server.rooms.directory import rooms_of
from server.rooms.room import Line, Tongue
from server.rooms.table import Terms
from server.urls import Urls

ROOMS: dict[str, Any] = {
    "standup": {"code": "12", "languages": ["de-DE", "fr-FR"], "voice": "alice"},
    "vault": {"code": "34", "locked": True, "language": "it-IT"},
    "plain": {"code": "56"},
}
DIRECTORY = rooms_of({"rooms": ROOMS}, "rooms.toml", Terms(Urls("https://voice.example.com")))
SHARED = Line("+13125550100", tongues=(Tongue("en-GB"), Tongue("de-AT", "man")))
STRAIGHT = Line("+13125550101", room="standup", tongues=(Tongue("en-GB"),))


@pytest.fixture
def facts(words: Words) -> Facts:
    """Return what is known of a call on a shared line that has not chosen anything."""
    return Facts(
        visit=Visit(),
        now=datetime(2026, 11, 20, 10, tzinfo=UTC),
        line=SHARED,
        directory=DIRECTORY,
        words=words,
        links=Links(lambda _: "https://voice.example.com/a", lambda _: "https://voice.example.com/b"),
    )


@pytest.mark.parametrize(("key", "name"), [("standup", "standup"), ("", None), ("gone", None), (None, None)])
def test_room_is_the_one_of_the_visit_if_there_is_one(key: str | None, name: str | None, facts: Facts) -> None:
    room = facts.with_visit(room=key).room

    assert name == (room.key if room is not None else None)


def test_caller_chooses_from_the_languages_of_a_shared_line(facts: Facts) -> None:
    assert SHARED.tongues == facts.tongues == facts.with_visit(room="standup").tongues


def test_caller_chooses_from_the_languages_of_the_room_where_the_line_leads_to_one(facts: Facts) -> None:
    straight = facts._replace(line=STRAIGHT).with_visit(room="standup")

    assert ["de-DE", "fr-FR"] == [tongue.language for tongue in straight.tongues]


@pytest.mark.parametrize(
    ("room", "chosen", "tongue"),
    [
        (None, None, Tongue("en-GB")),
        (None, "de-AT", Tongue("de-AT", "man")),
        ("standup", "de-AT", Tongue("de-AT", "man")),
        ("standup", "fr-FR", Tongue("fr-FR", "alice")),
        ("standup", "xx", Tongue("en-GB")),
        ("plain", None, Tongue("en-GB")),
    ],
    ids=["first", "chosen", "chosen before the room", "of the room", "gone since", "of the line"],
)
def test_caller_is_spoken_to_in_the_language_that_was_chosen(
    room: str | None, chosen: str | None, tongue: Tongue, facts: Facts
) -> None:
    assert tongue == facts.with_visit(room=room, language=chosen).speech.tongue


def test_words_are_those_of_the_language(facts: Facts) -> None:
    said = facts.with_visit(language="de-AT").speech.say("Goodbye.")

    assert ("Auf Wiederhören.", "de-AT", "man") == (said.text, said.language, said.voice)


@pytest.mark.parametrize(
    ("room", "by_host", "is_locked"),
    [
        ("vault", None, True),
        ("vault", False, False),
        ("vault", True, True),
        ("standup", None, False),
        ("standup", True, True),
        (None, None, False),
    ],
)
def test_host_has_the_last_word_on_the_lock(
    room: str | None, by_host: bool | None, is_locked: bool, facts: Facts
) -> None:
    decided = facts._replace(occupancy=Occupancy(is_locked=by_host)).with_visit(room=room)

    assert is_locked == decided.is_locked


def test_changed_visit_leaves_the_facts_and_all_else_as_they_were(facts: Facts) -> None:
    changed = facts.with_visit(room="standup", tries=2).with_visit(tries=3)

    assert (Visit(), Visit(room="standup", tries=3)) == (facts.visit, changed.visit)
    assert facts == changed._replace(visit=Visit())


def test_visit_has_no_other_fields(facts: Facts) -> None:
    with pytest.raises(ValueError, match="rom"):
        facts.with_visit(rom="standup")
