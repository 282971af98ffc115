"""The TeXML side: ``client.texml``."""

from texml.client.operations import Mode, Resource, listing, operation
from texml.vocabulary.control import texml_calls, texml_conferences, texml_media, texml_queues

__all__ = [
    "Texml",
    "TexmlAccounts",
    "TexmlCallRecordings",
    "TexmlCallRecordingsJson",
    "TexmlCalls",
    "TexmlConferences",
    "TexmlParticipants",
    "TexmlQueues",
    "TexmlRecordings",
    "TexmlRecordingsJson",
    "TexmlSiprec",
    "TexmlStreams",
]


class TexmlCallRecordings(Resource[Mode]):
    """Change a call's recording."""

    __slots__ = ()

    recording_sid_json = operation(texml_media.UpdateTexmlCallRecording)


class TexmlCallRecordingsJson(Resource[Mode]):
    """List and start a call's recordings."""

    __slots__ = ()

    recordings_json = operation(texml_media.StartTexmlCallRecording)
    retrieve_recordings_json = listing(texml_media.FetchTexmlCallRecordings)


class TexmlSiprec(Resource[Mode]):
    """Stop a SIPREC session."""

    __slots__ = ()

    siprec_sid_json = operation(texml_media.UpdateTexmlSiprecSession)


class TexmlStreams(Resource[Mode]):
    """Stop a stream."""

    __slots__ = ()

    streaming_sid_json = operation(texml_media.UpdateTexmlCallStreaming)


class TexmlCalls(Resource[Mode]):
    """Place calls that run a document, and ask about them."""

    __slots__ = ()

    calls = operation(texml_calls.InitiateTexmlCall)
    retrieve = operation(texml_calls.GetTexmlCall)
    retrieve_calls = listing(texml_calls.GetTexmlCalls)
    siprec_json = operation(texml_media.StartTexmlSiprecSession)
    streams_json = operation(texml_media.StartTexmlCallStreaming)
    update = operation(texml_calls.UpdateTexmlCall)

    @property
    def recordings(self) -> TexmlCallRecordings[Mode]:
        """Return a call's recording."""
        return TexmlCallRecordings(self._runner)

    @property
    def recordings_json(self) -> TexmlCallRecordingsJson[Mode]:
        """Return a call's recordings."""
        return TexmlCallRecordingsJson(self._runner)

    @property
    def siprec(self) -> TexmlSiprec[Mode]:
        """Return a call's SIPREC sessions."""
        return TexmlSiprec(self._runner)

    @property
    def streams(self) -> TexmlStreams[Mode]:
        """Return a call's streams."""
        return TexmlStreams(self._runner)


class TexmlParticipants(Resource[Mode]):
    """Call participants into a conference, and act on them."""

    __slots__ = ()

    delete = operation(texml_conferences.DeleteTexmlConferenceParticipant)
    participants = operation(texml_conferences.DialTexmlConferenceParticipant)
    retrieve = operation(texml_conferences.GetTexmlConferenceParticipant)
    retrieve_participants = listing(texml_conferences.GetTexmlConferenceParticipants)
    update = operation(texml_conferences.UpdateTexmlConferenceParticipant)


class TexmlConferences(Resource[Mode]):
    """Ask about conferences, and end them."""

    __slots__ = ()

    retrieve = operation(texml_conferences.GetTexmlConference)
    retrieve_conferences = listing(texml_conferences.GetTexmlConferences)
    retrieve_recordings = listing(texml_conferences.GetTexmlConferenceRecordings)
    retrieve_recordings_json = listing(texml_conferences.FetchTexmlConferenceRecordings)
    update = operation(texml_conferences.UpdateTexmlConference)

    @property
    def participants(self) -> TexmlParticipants[Mode]:
        """Return those who are in a conference."""
        return TexmlParticipants(self._runner)


class TexmlQueues(Resource[Mode]):
    """Make queues and ask about them."""

    __slots__ = ()

    create = operation(texml_queues.CreateTexmlQueue)
    delete = operation(texml_queues.DeleteTexmlQueue)
    list = listing(texml_queues.GetTexmlQueues)
    retrieve = operation(texml_queues.GetTexmlQueue)
    update = operation(texml_queues.UpdateTexmlQueue)


class TexmlRecordingsJson(Resource[Mode]):
    """Ask about a recording, and delete it."""

    __slots__ = ()

    delete_recording_sid_json = operation(texml_media.DeleteTexmlCallRecording)
    retrieve_recording_sid_json = operation(texml_media.GetTexmlCallRecording)


class TexmlRecordings(Resource[Mode]):
    """The account's recordings."""

    __slots__ = ()

    @property
    def json(self) -> TexmlRecordingsJson[Mode]:
        """Return the account's recordings."""
        return TexmlRecordingsJson(self._runner)


class TexmlAccounts(Resource[Mode]):
    """What an account has."""

    __slots__ = ()

    retrieve_recordings_json = listing(texml_media.GetTexmlCallRecordings)

    @property
    def calls(self) -> TexmlCalls[Mode]:
        """Return calls that run a document."""
        return TexmlCalls(self._runner)

    @property
    def conferences(self) -> TexmlConferences[Mode]:
        """Return conferences."""
        return TexmlConferences(self._runner)

    @property
    def queues(self) -> TexmlQueues[Mode]:
        """Return queues."""
        return TexmlQueues(self._runner)

    @property
    def recordings(self) -> TexmlRecordings[Mode]:
        """Return recordings."""
        return TexmlRecordings(self._runner)


class Texml(Resource[Mode]):
    """The TeXML side."""

    __slots__ = ()

    @property
    def accounts(self) -> TexmlAccounts[Mode]:
        """Return what an account has."""
        return TexmlAccounts(self._runner)
