"""What requests are called where people name them, in tests and in faults.

A request goes by its kind, as the reference of callbacks names it (``conference_join``, ``gather_action``). A callback
goes by the platform's own words as well: its StatusCallbackEvent (``participant-join``) and its CallStatus
(``completed``).
"""

from typing import get_args

from texml.emulator.engine.effects import CallStatus, Deliver, Fetch, Purpose
from texml.vocabulary.callbacks import CONFERENCE_CALLBACKS, KINDS
from texml.vocabulary.refusal import nearest

__all__ = ["NAMES", "hint", "names_of"]

_EVENTS = {kind.event for kind in CONFERENCE_CALLBACKS if kind.event is not None}
NAMES: frozenset[str] = frozenset({*KINDS, *get_args(Purpose), *_EVENTS, *get_args(CallStatus)})
"""All that a request may be called."""


def names_of(effect: Deliver | Fetch) -> tuple[str, ...]:
    """Return what the request that *effect* asks for is called."""
    if isinstance(effect, Fetch):
        return (effect.purpose,)
    params = dict(effect.params)
    events = (params.get("StatusCallbackEvent"), params.get("CallStatus"))
    return (effect.callback, *(event for event in events if event is not None))


def hint(word: str, *more: str) -> str:
    """Return what to say of a *word* that is no name, nor one of *more*."""
    near = nearest(word, sorted({*NAMES, *more}))
    also = f"; did you mean {near!r}?" if near else ";"
    return f"{word!r} is no request{also} allowed are the kinds of docs/reference/callbacks.md, the platform's events"
