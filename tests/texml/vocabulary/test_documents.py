"""Kinds of document: which verbs each may hold, and how sure that is."""

from texml import Pause, Play, Redirect, Response, Say
from texml.vocabulary.documents import CONFERENCE_WAIT, VOICE


def test_voice_document_holds_every_verb_of_a_response() -> None:
    assert set(Response.nested) == set(VOICE.verbs)


def test_conference_wait_document_holds_four_verbs() -> None:
    """REST reference, HoldUrl and AnnounceUrl, 2026-07: Play, Say, Pause, Redirect; the Conference page names none."""
    assert {Play, Say, Pause, Redirect} == set(CONFERENCE_WAIT.verbs)


def test_verbs_of_a_conference_wait_document_are_verbs_of_a_response() -> None:
    assert set(CONFERENCE_WAIT.verbs) < set(VOICE.verbs)


def test_kinds_are_named_as_messages_need_them() -> None:
    assert ("voice document", "conference wait document") == (VOICE.name, CONFERENCE_WAIT.name)


def test_both_kinds_rest_on_inference() -> None:
    assert ("assumed", "assumed") == (VOICE.grade, CONFERENCE_WAIT.grade)


def test_both_kinds_name_a_source() -> None:
    assert "guide" in VOICE.source
    assert "HoldUrl" in CONFERENCE_WAIT.source
