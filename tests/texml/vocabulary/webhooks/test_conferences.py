"""Conferences: each event, restated from its schema, has its class."""

import pytest

from texml.vocabulary.record import params
from texml.webhooks import (
    ConferenceCreatedEvent,
    ConferenceEndedEvent,
    ConferenceFloorChangedEvent,
    ConferencePlaybackEndedEvent,
    ConferencePlaybackStartedEvent,
    ConferenceRecordingSavedEvent,
    ConferenceSpeakEndedEvent,
    ConferenceSpeakStartedEvent,
    ParticipantJoinedEvent,
    ParticipantLeftEvent,
    ParticipantPlaybackEndedEvent,
    ParticipantPlaybackStartedEvent,
    ParticipantSpeakEndedEvent,
    ParticipantSpeakStartedEvent,
)

# event_type, class, what the payload holds (name, and type where it is no text); ^ marks what stands beside the payload
EVENTS = [
    pytest.param(
        "conference.created",
        ConferenceCreatedEvent,
        """
            call_control_id connection_id call_leg_id call_session_id client_state conference_id
            occurred_at:moment
        """,
        id="conference.created",
    ),
    pytest.param(
        "conference.ended",
        ConferenceEndedEvent,
        """
            call_control_id connection_id call_leg_id call_session_id client_state conference_id
            occurred_at:moment reason
        """,
        id="conference.ended",
    ),
    pytest.param(
        "conference.floor.changed",
        ConferenceFloorChangedEvent,
        """
            call_control_id connection_id call_leg_id call_session_id client_state conference_id
            occurred_at:moment
        """,
        id="conference.floor.changed",
    ),
    pytest.param(
        "conference.participant.joined",
        ParticipantJoinedEvent,
        """
            ^occurred_at:moment call_control_id connection_id call_leg_id call_session_id client_state
            conference_id
        """,
        id="conference.participant.joined",
    ),
    pytest.param(
        "conference.participant.left",
        ParticipantLeftEvent,
        """
            ^occurred_at:moment call_control_id connection_id call_leg_id call_session_id client_state
            conference_id
        """,
        id="conference.participant.left",
    ),
    pytest.param(
        "conference.participant.playback.ended",
        ParticipantPlaybackEndedEvent,
        """
            call_control_id call_leg_id call_session_id client_state connection_id creator_call_session_id
            conference_id media_url media_name occurred_at:moment
        """,
        id="conference.participant.playback.ended",
    ),
    pytest.param(
        "conference.participant.playback.started",
        ParticipantPlaybackStartedEvent,
        """
            call_control_id call_leg_id call_session_id client_state connection_id creator_call_session_id
            conference_id media_url media_name occurred_at:moment
        """,
        id="conference.participant.playback.started",
    ),
    pytest.param(
        "conference.participant.speak.ended",
        ParticipantSpeakEndedEvent,
        """
            call_control_id call_leg_id call_session_id client_state connection_id creator_call_session_id
            conference_id occurred_at:moment
        """,
        id="conference.participant.speak.ended",
    ),
    pytest.param(
        "conference.participant.speak.started",
        ParticipantSpeakStartedEvent,
        """
            call_control_id call_leg_id call_session_id client_state connection_id creator_call_session_id
            conference_id occurred_at:moment
        """,
        id="conference.participant.speak.started",
    ),
    pytest.param(
        "conference.playback.ended",
        ConferencePlaybackEndedEvent,
        """
            connection_id creator_call_session_id conference_id media_url media_name occurred_at:moment
        """,
        id="conference.playback.ended",
    ),
    pytest.param(
        "conference.playback.started",
        ConferencePlaybackStartedEvent,
        """
            connection_id creator_call_session_id conference_id media_url media_name occurred_at:moment
        """,
        id="conference.playback.started",
    ),
    pytest.param(
        "conference.recording.saved",
        ConferenceRecordingSavedEvent,
        """
            call_control_id call_session_id client_state channels conference_id connection_id format
            recording_ended_at:moment recording_id recording_started_at:moment public_recording_urls:object
            recording_urls:object
        """,
        id="conference.recording.saved",
    ),
    pytest.param(
        "conference.speak.ended",
        ConferenceSpeakEndedEvent,
        """
            connection_id creator_call_session_id conference_id occurred_at:moment
        """,
        id="conference.speak.ended",
    ),
    pytest.param(
        "conference.speak.started",
        ConferenceSpeakStartedEvent,
        """
            connection_id creator_call_session_id conference_id occurred_at:moment
        """,
        id="conference.speak.started",
    ),
]

# class, parameter, the words that are listed for it
WORDS = [
    (ConferenceEndedEvent, "reason", ["all_left", "host_left", "time_exceeded"]),
    (ConferenceRecordingSavedEvent, "channels", ["single", "dual"]),
    (ConferenceRecordingSavedEvent, "format", ["wav", "mp3"]),
]


@pytest.mark.parametrize(("event_type", "cls", "fields"), EVENTS)
def test_class_holds_what_the_schema_lists(event_type, cls, fields, witness) -> None:
    witness(event_type, cls, fields.split())


@pytest.mark.parametrize(("cls", "name", "words"), WORDS)
def test_words_are_those_that_the_schema_lists(cls, name, words) -> None:
    (row,) = [row for row in params(cls) if row.name == name]

    assert tuple(words) == row.values
