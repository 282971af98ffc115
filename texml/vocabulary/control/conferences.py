"""Conferences: make, show and list them and who is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from texml.vocabulary.control import objects, sets, words
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.resources import Conference, ConferenceParticipant, Participant
from texml.vocabulary.control.result import Answer, Page
from texml.vocabulary.control.together import AtMostOne
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "CreateConference",
    "ListConferenceParticipants",
    "ListConferences",
    "RetrieveConference",
    "RetrieveConferenceParticipant",
    "UpdateConferenceParticipant",
]


class ListConferences(
    ListCommand[Page[Conference], Conference], name="conferences.list", method="GET", path="/conferences"
):
    """List conferences, the one that expires last first."""

    _: KW_ONLY
    filter: Annotated[
        objects.ConferenceFilter | Mapping[str, object] | None, Arg("What must be true of those that are listed.")
    ] = None
    page_number: words.PageNumber | None = None
    page_size: words.PageSize | None = None
    region: words.Region | None = None
    page_after: words.PageAfter | None = None
    page_before: words.PageBefore | None = None
    page_limit: words.PageLimit | None = None


class CreateConference(
    Command[Answer[Conference]],
    name="conferences.create",
    method="POST",
    path="/conferences",
    find_out="conferences.list(filter={'name': ...}) shows whether there is one of the name",
    together=(AtMostOne(("hold_audio_url", "hold_media_name")),),
):
    """Make a conference of a call, which is its first participant."""

    _: KW_ONLY
    call_control_id: words.CallControlId
    name: words.Name
    beep_enabled: Annotated[sets.BeepEnabled | None, Arg("When those who are there hear a beep.", default="never")] = (
        None
    )
    client_state: words.ClientState | None = None
    comfort_noise: Annotated[bool | None, Arg("Fill silence with soft noise.", default="true")] = None
    command_id: words.CommandId | None = None
    duration_minutes: Annotated[int | None, Arg("After how long the conference ends.", unit="min")] = None
    hold_audio_url: words.HoldAudioUrl | None = None
    hold_media_name: words.HoldMediaName | None = None
    max_participants: words.MaxParticipants | None = None
    region: words.Region | None = None
    start_conference_on_create: Annotated[
        bool | None, Arg("Start at once; otherwise who joins waits on hold for somebody who starts it.", default="true")
    ] = None


class ListConferenceParticipants(
    ListCommand[Page[Participant], Participant],
    name="conferences.list_participants",
    method="GET",
    path="/conferences/{conference_id}/participants",
):
    """List the participants of a conference."""

    conference_id: Annotated[str, Arg("Conference, by its id.")]
    _: KW_ONLY
    filter: Annotated[
        objects.ParticipantFilter | Mapping[str, object] | None, Arg("What must be true of those that are listed.")
    ] = None
    page_number: words.PageNumber | None = None
    page_size: words.PageSize | None = None
    region: words.Region | None = None
    page_after: words.PageAfter | None = None
    page_before: words.PageBefore | None = None
    page_limit: words.PageLimit | None = None


class RetrieveConference(
    Command[Answer[Conference]], name="conferences.retrieve", method="GET", path="/conferences/{id}"
):
    """Show a conference."""

    id: Annotated[str, Arg("Conference, by its id.")]
    _: KW_ONLY
    region: words.Region | None = None


class RetrieveConferenceParticipant(
    Command[Answer[ConferenceParticipant]],
    name="conferences.retrieve_participant",
    method="GET",
    path="/conferences/{id}/participants/{participant_id}",
):
    """Show a participant."""

    participant_id: words.ParticipantId
    _: KW_ONLY
    id: Annotated[str, Arg("Conference, by its id.")]


class UpdateConferenceParticipant(
    Command[Answer[ConferenceParticipant]],
    name="conferences.update_participant",
    method="PATCH",
    path="/conferences/{id}/participants/{participant_id}",
    find_out="conferences.retrieve_participant shows the participant",
):
    """Change what happens when a participant leaves."""

    participant_id: words.ParticipantId
    _: KW_ONLY
    id: Annotated[str, Arg("Conference, by its id.")]
    beep_enabled: words.BeepEnabled | None = None
    end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference and hang everybody up when this participant leaves.")
    ] = None
    soft_end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference when this participant leaves, and hang nobody up.")
    ] = None
