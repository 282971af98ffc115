"""Participants by REST: listed, shown, muted, held, coached, announced to, removed, called in."""

from typing import Any

import pytest

from texml.errors import NotFound, NotValid

NUMBER = "+13125550100"


def participants(site: Any) -> Any:
    return site.ours.texml.accounts.conferences.participants


def update(site: Any, who: str, **changes: Any) -> Any:
    return participants(site).update(who, account_sid=site.account, conference_sid=site.room, **changes)


def test_participants_are_listed_as_they_came(site: Any) -> None:
    listed = participants(site).retrieve_participants(site.room, account_sid=site.account)

    assert [site.anna.sid, site.bert.sid] == [each.call_sid for each in listed]


def test_participant_is_found_by_label(site: Any) -> None:
    found = participants(site).retrieve("guest-0111", account_sid=site.account, conference_sid=site.room)

    assert (site.anna.sid, "connected", False) == (found.call_sid, found.status, found.muted)


@pytest.mark.parametrize("who", ["guest-0199", "v3:nobody"])
def test_stranger_is_not_found_and_nothing_changes(who: str, site: Any) -> None:
    before = site.world.journal

    with pytest.raises(NotFound):
        update(site, who, muted=True)

    assert before == site.world.journal


def test_nobody_is_returned_of_a_conference_that_is_over(site: Any) -> None:
    """Source: page conference-participants."""
    site.ours.texml.accounts.conferences.update(site.room, account_sid=site.account, status="completed")

    assert [] == list(participants(site).retrieve_participants(site.room, account_sid=site.account))
    with pytest.raises(NotFound):
        participants(site).retrieve(site.anna.sid, account_sid=site.account, conference_sid=site.room)


def test_participant_is_muted_and_unmuted(site: Any) -> None:
    room = site.world.conference("standup")

    assert update(site, site.anna.sid, muted=True).muted is True
    assert room.talkers == {site.bert}
    assert update(site, "guest-0111", muted=False).muted is False
    assert room.talkers == {site.anna, site.bert}


def test_participant_is_held_with_music_and_let_go(site: Any) -> None:
    assert update(site, site.anna.sid, hold=True, hold_url="http://localhost/music", hold_method="GET").hold is True
    site.anna.expect_say("Please hold.")
    assert site.world.conference("standup").hears(site.anna) == set()

    update(site, site.anna.sid, hold=False)

    assert site.world.conference("standup").hears(site.anna) == {site.bert}


def test_participant_is_coached(site: Any) -> None:
    carl = site.world.call(NUMBER)
    site.world.settle()

    coaching = update(site, site.anna.sid, coaching=True, call_sid_to_coach=site.bert.sid)

    assert (True, site.bert.sid) == (coaching.coaching, coaching.coaching_call_sid)
    assert site.world.conference("standup").hears(carl) == {site.bert}


def test_coaching_without_whom_is_refused(site: Any) -> None:
    """Source: the operation: Coaching=true needs CallSidToCoach."""
    answer = site.ask(
        "POST", f"/Conferences/{site.room}/Participants/{site.anna.sid}", json={"Coaching": True, "Muted": True}
    )

    assert (422, {site.anna, site.bert}) == (answer.status_code, site.world.conference("standup").talkers)


def test_update_does_all_or_nothing(site: Any) -> None:
    before = site.world.journal

    with pytest.raises(NotValid, match="another participant"):
        update(site, site.anna.sid, muted=True, coaching=True, call_sid_to_coach="v3:nobody")

    assert before == site.world.journal


def test_announcement_is_heard_by_one_alone(site: Any) -> None:
    update(site, site.anna.sid, announce_url="http://localhost/announcement")

    site.anna.expect_say("Ten minutes are left.")
    assert "Ten minutes are left." not in site.bert.heard


def test_exit_that_is_made_to_end_the_conference_does(site: Any) -> None:
    assert update(site, site.anna.sid, end_conference_on_exit=True).end_conference_on_exit is True

    site.anna.hang_up()

    assert site.world.conference("standup").has_ended


def test_removed_participant_is_hung_up_and_the_others_stay(site: Any) -> None:
    """Source: SDK docstring: deleting a participant ends its leg."""
    participants(site).delete(site.anna.sid, account_sid=site.account, conference_sid=site.room)

    assert site.anna.is_over
    assert site.world.conference("standup").participants == {site.bert}
    with pytest.raises(NotFound):
        participants(site).delete(site.anna.sid, account_sid=site.account, conference_sid=site.room)


def test_somebody_is_called_in(site: Any) -> None:
    answer = participants(site).participants(
        site.room, account_sid=site.account, from_=NUMBER, to="+13125559999", label="expert", muted=True
    )
    site.world.advance(seconds=10)

    found = participants(site).retrieve("expert", account_sid=site.account, conference_sid=site.room)
    assert ("connecting", True) == (answer.status, answer.muted)
    assert (answer.call_sid, True) == (found.call_sid, found.muted)


def test_nobody_is_called_without_a_number(site: Any) -> None:
    with pytest.raises(NotValid, match="Can't be blank: To"):
        participants(site).participants(site.room, account_sid=site.account, from_=NUMBER)


def test_official_package_mutes_and_removes(site: Any) -> None:
    official = site.official.texml.accounts.conferences.participants

    muted = official.update(site.anna.sid, account_sid=site.account, conference_sid=site.room, muted=True)
    official.delete(site.bert.sid, account_sid=site.account, conference_sid=site.room)

    assert (True, True) == (muted.muted, site.bert.is_over)
    [left] = official.retrieve_participants(site.room, account_sid=site.account).participants
    assert left.call_sid == site.anna.sid
