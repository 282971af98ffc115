"""Which function runs which verb of a document."""

from collections.abc import Mapping

from texml.emulator.engine.core import Execute
from texml.emulator.engine.verbs.ai_gather import ai_gather
from texml.emulator.engine.verbs.connect import connect
from texml.emulator.engine.verbs.dial import dial
from texml.emulator.engine.verbs.enqueue import enqueue, leave_queue
from texml.emulator.engine.verbs.gather import gather
from texml.emulator.engine.verbs.hangup import hangup, reject
from texml.emulator.engine.verbs.http_request import http_request
from texml.emulator.engine.verbs.pause import pause
from texml.emulator.engine.verbs.pay import pay
from texml.emulator.engine.verbs.play import play
from texml.emulator.engine.verbs.record import record_call
from texml.emulator.engine.verbs.redirect import redirect
from texml.emulator.engine.verbs.refer import refer
from texml.emulator.engine.verbs.say import say
from texml.emulator.engine.verbs.start import start, stop

__all__ = ["VERBS"]

VERBS: Mapping[str, Execute] = {
    "AIGather": ai_gather,
    "Connect": connect,
    "Dial": dial,
    "Enqueue": enqueue,
    "Gather": gather,
    "Hangup": hangup,
    "HttpRequest": http_request,
    "Leave": leave_queue,
    "Pause": pause,
    "Pay": pay,
    "Play": play,
    "Record": record_call,
    "Redirect": redirect,
    "Refer": refer,
    "Reject": reject,
    "Say": say,
    "Start": start,
    "Stop": stop,
}
