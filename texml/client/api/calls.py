"""Calls: ``client.calls``."""

from texml.client.operations import Mode, Resource, operation
from texml.vocabulary.control import call_media, calls

__all__ = ["CallActions", "Calls"]


class CallActions(Resource[Mode]):
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


class Calls(Resource[Mode]):
    """Place calls and ask about them."""

    __slots__ = ()

    dial = operation(calls.DialCall)
    retrieve_status = operation(calls.RetrieveCallStatus)

    @property
    def actions(self) -> CallActions[Mode]:
        """Return what can be done to a call."""
        return CallActions(self._runner)
