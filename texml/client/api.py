"""The tree of operations, named as in the platform's own SDKs: ``client.conferences.actions.join(...)``."""

from texml.client.operations import Mode, Resource, listing, operation
from texml.vocabulary.control import (
    call_media,
    calls,
    conference_actions,
    conferences,
    queues,
    texml_calls,
    texml_conferences,
    texml_media,
    texml_queues,
)

__all__ = ["Api"]


class _CallActions(Resource[Mode]):
    """Act on a call."""

    __slots__ = ()

    answer = operation(calls.AnswerCall)
    bridge = operation(calls.BridgeCall)
    enqueue = operation(calls.EnqueueCall)
    gather = operation(call_media.GatherCall)
    gather_using_audio = operation(call_media.GatherUsingAudio)
    gather_using_speak = operation(call_media.GatherUsingSpeak)
    hangup = operation(calls.HangupCall)
    leave_queue = operation(calls.LeaveQueue)
    pause_recording = operation(call_media.PauseCallRecording)
    reject = operation(calls.RejectCall)
    resume_recording = operation(call_media.ResumeCallRecording)
    send_dtmf = operation(call_media.SendDTMF)
    speak = operation(call_media.SpeakCall)
    start_playback = operation(call_media.StartCallPlayback)
    start_recording = operation(call_media.StartCallRecord)
    stop_gather = operation(call_media.StopCallGather)
    stop_playback = operation(call_media.StopCallPlayback)
    stop_recording = operation(call_media.StopCallRecording)
    switch_supervisor_role = operation(calls.SwitchSupervisorRole)
    transfer = operation(calls.TransferCall)
    update_client_state = operation(calls.UpdateClientState)


class _Calls(Resource[Mode]):
    """Place calls and ask about them."""

    __slots__ = ()

    dial = operation(calls.DialCall)
    retrieve_status = operation(calls.RetrieveCallStatus)

    @property
    def actions(self) -> _CallActions[Mode]:
        """Return what can be done to a call."""
        return _CallActions(self._runner)


class _ConferenceActions(Resource[Mode]):
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


class _Conferences(Resource[Mode]):
    """Make conferences and ask about them."""

    __slots__ = ()

    create = operation(conferences.CreateConference)
    list = listing(conferences.ListConferences)
    list_participants = listing(conferences.ListConferenceParticipants)
    retrieve = operation(conferences.RetrieveConference)
    retrieve_participant = operation(conferences.RetrieveConferenceParticipant)
    update_participant = operation(conferences.UpdateConferenceParticipant)

    @property
    def actions(self) -> _ConferenceActions[Mode]:
        """Return what can be done to a conference."""
        return _ConferenceActions(self._runner)


class _QueueCalls(Resource[Mode]):
    """Ask about the calls in a queue."""

    __slots__ = ()

    list = listing(queues.ListQueueCalls)
    remove = operation(queues.RemoveQueueCall)
    retrieve = operation(queues.RetrieveCallFromQueue)
    update = operation(queues.UpdateCallInQueue)


class _Queues(Resource[Mode]):
    """Make queues and ask about them."""

    __slots__ = ()

    create = operation(queues.CreateQueue)
    delete = operation(queues.DeleteQueue)
    list = listing(queues.ListQueues)
    retrieve = operation(queues.RetrieveCallQueue)
    update = operation(queues.UpdateQueue)

    @property
    def calls(self) -> _QueueCalls[Mode]:
        """Return the calls in queues."""
        return _QueueCalls(self._runner)


class _TexmlCallRecordings(Resource[Mode]):
    """Change a call's recording."""

    __slots__ = ()

    recording_sid_json = operation(texml_media.UpdateTexmlCallRecording)


class _TexmlCallRecordingsJson(Resource[Mode]):
    """List and start a call's recordings."""

    __slots__ = ()

    recordings_json = operation(texml_media.StartTexmlCallRecording)
    retrieve_recordings_json = listing(texml_media.FetchTexmlCallRecordings)


class _TexmlSiprec(Resource[Mode]):
    """Stop a SIPREC session."""

    __slots__ = ()

    siprec_sid_json = operation(texml_media.UpdateTexmlSiprecSession)


class _TexmlStreams(Resource[Mode]):
    """Stop a stream."""

    __slots__ = ()

    streaming_sid_json = operation(texml_media.UpdateTexmlCallStreaming)


class _TexmlCalls(Resource[Mode]):
    """Place calls that run a document, and ask about them."""

    __slots__ = ()

    calls = operation(texml_calls.InitiateTexmlCall)
    retrieve = operation(texml_calls.GetTexmlCall)
    retrieve_calls = listing(texml_calls.GetTexmlCalls)
    siprec_json = operation(texml_media.StartTexmlSiprecSession)
    streams_json = operation(texml_media.StartTexmlCallStreaming)
    update = operation(texml_calls.UpdateTexmlCall)

    @property
    def recordings(self) -> _TexmlCallRecordings[Mode]:
        """Return a call's recording."""
        return _TexmlCallRecordings(self._runner)

    @property
    def recordings_json(self) -> _TexmlCallRecordingsJson[Mode]:
        """Return a call's recordings."""
        return _TexmlCallRecordingsJson(self._runner)

    @property
    def siprec(self) -> _TexmlSiprec[Mode]:
        """Return a call's SIPREC sessions."""
        return _TexmlSiprec(self._runner)

    @property
    def streams(self) -> _TexmlStreams[Mode]:
        """Return a call's streams."""
        return _TexmlStreams(self._runner)


class _TexmlParticipants(Resource[Mode]):
    """Call participants into a conference, and act on them."""

    __slots__ = ()

    delete = operation(texml_conferences.DeleteTexmlConferenceParticipant)
    participants = operation(texml_conferences.DialTexmlConferenceParticipant)
    retrieve = operation(texml_conferences.GetTexmlConferenceParticipant)
    retrieve_participants = listing(texml_conferences.GetTexmlConferenceParticipants)
    update = operation(texml_conferences.UpdateTexmlConferenceParticipant)


class _TexmlConferences(Resource[Mode]):
    """Ask about conferences, and end them."""

    __slots__ = ()

    retrieve = operation(texml_conferences.GetTexmlConference)
    retrieve_conferences = listing(texml_conferences.GetTexmlConferences)
    retrieve_recordings = listing(texml_conferences.GetTexmlConferenceRecordings)
    retrieve_recordings_json = listing(texml_conferences.FetchTexmlConferenceRecordings)
    update = operation(texml_conferences.UpdateTexmlConference)

    @property
    def participants(self) -> _TexmlParticipants[Mode]:
        """Return those who are in a conference."""
        return _TexmlParticipants(self._runner)


class _TexmlQueues(Resource[Mode]):
    """Make queues and ask about them."""

    __slots__ = ()

    create = operation(texml_queues.CreateTexmlQueue)
    delete = operation(texml_queues.DeleteTexmlQueue)
    list = listing(texml_queues.GetTexmlQueues)
    retrieve = operation(texml_queues.GetTexmlQueue)
    update = operation(texml_queues.UpdateTexmlQueue)


class _TexmlRecordingsJson(Resource[Mode]):
    """Ask about a recording, and delete it."""

    __slots__ = ()

    delete_recording_sid_json = operation(texml_media.DeleteTexmlCallRecording)
    retrieve_recording_sid_json = operation(texml_media.GetTexmlCallRecording)


class _TexmlRecordings(Resource[Mode]):
    """The account's recordings."""

    __slots__ = ()

    @property
    def json(self) -> _TexmlRecordingsJson[Mode]:
        """Return the account's recordings."""
        return _TexmlRecordingsJson(self._runner)


class _TexmlAccounts(Resource[Mode]):
    """What an account has."""

    __slots__ = ()

    retrieve_recordings_json = listing(texml_media.GetTexmlCallRecordings)

    @property
    def calls(self) -> _TexmlCalls[Mode]:
        """Return calls that run a document."""
        return _TexmlCalls(self._runner)

    @property
    def conferences(self) -> _TexmlConferences[Mode]:
        """Return conferences."""
        return _TexmlConferences(self._runner)

    @property
    def queues(self) -> _TexmlQueues[Mode]:
        """Return queues."""
        return _TexmlQueues(self._runner)

    @property
    def recordings(self) -> _TexmlRecordings[Mode]:
        """Return recordings."""
        return _TexmlRecordings(self._runner)


class _Texml(Resource[Mode]):
    """The TeXML side."""

    __slots__ = ()

    @property
    def accounts(self) -> _TexmlAccounts[Mode]:
        """Return what an account has."""
        return _TexmlAccounts(self._runner)


class Api(Resource[Mode]):
    """All operations."""

    __slots__ = ()

    @property
    def calls(self) -> _Calls[Mode]:
        """Return calls."""
        return _Calls(self._runner)

    @property
    def conferences(self) -> _Conferences[Mode]:
        """Return conferences."""
        return _Conferences(self._runner)

    @property
    def queues(self) -> _Queues[Mode]:
        """Return queues."""
        return _Queues(self._runner)

    @property
    def texml(self) -> _Texml[Mode]:
        """Return the TeXML side."""
        return _Texml(self._runner)
