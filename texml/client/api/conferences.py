"""Conferences: ``client.conferences``."""

from texml.client.operations import Mode, Resource, listing, operation
from texml.vocabulary.control import conference_actions, conferences

__all__ = ["ConferenceActions", "Conferences"]


class ConferenceActions(Resource[Mode]):
    """Act on a conference and those who are in it."""

    __slots__ = ()

    end_conference = operation(conference_actions.EndConference)
    gather_dtmf_audio = operation(conference_actions.ConferenceGatherUsingAudio)
    hold = operation(conference_actions.HoldConferenceParticipants)
    join = operation(conference_actions.JoinConference)
    leave = operation(conference_actions.LeaveConference)
    mute = operation(conference_actions.MuteConferenceParticipants)
    play = operation(conference_actions.PlayConferenceAudio)
    record_pause = operation(conference_actions.PauseConferenceRecording)
    record_resume = operation(conference_actions.ResumeConferenceRecording)
    record_start = operation(conference_actions.StartConferenceRecording)
    record_stop = operation(conference_actions.StopConferenceRecording)
    send_dtmf = operation(conference_actions.ConferenceSendDTMF)
    speak = operation(conference_actions.SpeakTextToConference)
    stop = operation(conference_actions.StopConferenceAudio)
    unhold = operation(conference_actions.UnholdConferenceParticipants)
    unmute = operation(conference_actions.UnmuteConferenceParticipants)
    update = operation(conference_actions.UpdateConference)


class Conferences(Resource[Mode]):
    """Make conferences and ask about them."""

    __slots__ = ()

    create = operation(conferences.CreateConference)
    list = listing(conferences.ListConferences)
    list_participants = listing(conferences.ListConferenceParticipants)
    retrieve = operation(conferences.RetrieveConference)
    retrieve_participant = operation(conferences.RetrieveConferenceParticipant)
    update_participant = operation(conferences.UpdateConferenceParticipant)

    @property
    def actions(self) -> ConferenceActions[Mode]:
        """Return what can be done to a conference."""
        return ConferenceActions(self._runner)
