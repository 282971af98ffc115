"""Callbacks on their way: in the order of what they tell about, repeated with growing waits until they are taken."""

from collections import deque
from dataclasses import replace

from texml.emulator.engine.core import Core
from texml.emulator.engine.effects import Deliver
from texml.vocabulary.choices import Method

__all__ = ["Lane", "delivery_answered", "tell"]


class Lane:
    """The callbacks of one call or conference."""

    __slots__ = ("current", "waiting")

    def __init__(self) -> None:
        self.waiting: deque[Deliver] = deque()
        self.current: dict[str, Deliver] = {}


def tell(
    core: Core, subject: str, name: str, url: str, method: Method, params: tuple[tuple[str, str], ...], callback: str
) -> None:
    """Send a callback; behind those of the same *subject* that are still on their way, unless the profile says no."""
    number = core.number("delivery")
    profile = core.profile
    delivery = Deliver(
        f"delivery-{number}", core.now, subject, url, method, params, callback, 1, profile.delivery_timeout_s
    )
    core.note(name, f"callback {callback} {delivery.delivery} to {method} {url}")
    lane = core.lanes.get(subject)
    if lane is None:
        lane = core.lanes[subject] = Lane()
    if lane.current and profile.callback_order == "in-order":
        lane.waiting.append(delivery)
    else:
        _send(core, lane, delivery)


def _send(core: Core, lane: Lane, delivery: Deliver) -> None:
    lane.current[delivery.delivery] = delivery
    core.delivering[delivery.delivery] = lane
    core.emit(delivery)


def delivery_answered(core: Core, name: str, problem: str | None) -> None:
    """Take note of what became of an attempt; *problem* None is success."""
    lane = core.delivering.pop(name)
    delivery = lane.current.pop(name)
    profile = core.profile
    if problem is None:
        core.note(name, "taken" if delivery.attempt == 1 else f"taken at attempt {delivery.attempt}")
    elif delivery.attempt < profile.callback_attempts:
        wait = profile.callback_backoff_s * 2 ** (delivery.attempt - 1)
        core.note(name, f"failed ({problem}); again in {wait:g} s")
        core.later(wait, _repeat, core, lane, delivery)
    else:
        text = f"{name} ({delivery.callback}) given up after {delivery.attempt}: {problem}"
        core.warn(core.calls.get(delivery.subject), "callback-lost", text)
    # Whoever waits goes after the first attempt of the one before: the platform promises no order for repeats.
    if lane.waiting and not lane.current:
        following = lane.waiting.popleft()
        _send(core, lane, following if following.at == core.now else replace(following, at=core.now))
    elif not lane.current and core.lanes.get(delivery.subject) is lane:
        del core.lanes[delivery.subject]


def _repeat(core: Core, lane: Lane, delivery: Deliver) -> None:
    again = replace(delivery, at=core.now, attempt=delivery.attempt + 1)
    lane.current[again.delivery] = again
    core.delivering[again.delivery] = lane
    core.emit(again)
    core.note(again.delivery, f"attempt {again.attempt}")
