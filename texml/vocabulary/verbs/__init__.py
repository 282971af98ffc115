"""The elements of the language, one file for each page of the platform's manual."""

from texml.vocabulary.verbs.conference import Conference
from texml.vocabulary.verbs.dial import Dial, Number
from texml.vocabulary.verbs.gather import Gather
from texml.vocabulary.verbs.hangup import Hangup
from texml.vocabulary.verbs.pause import Pause
from texml.vocabulary.verbs.play import Play
from texml.vocabulary.verbs.redirect import Redirect
from texml.vocabulary.verbs.response import Response, Verb
from texml.vocabulary.verbs.say import Say

__all__ = [
    "Conference",
    "Dial",
    "Gather",
    "Hangup",
    "Number",
    "Pause",
    "Play",
    "Redirect",
    "Response",
    "Say",
    "Verb",
]
