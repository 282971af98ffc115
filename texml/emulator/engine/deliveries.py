"""Callbacks on their way: in the order of what they tell about, repeated with growing waits until they are taken."""

from collections import deque
from dataclasses import replace

from texml.emulator.engine.core import Core
from texml.emulator.engine.effects import Deliver
from texml.vocabulary.choices import Method

__all__ = ["Lane", "delivery_answered", "tell"]


class Lane:
    """The callbacks of one call or conference: how many are on their way, and those that wait behind them."""

    __slots__ = ("sent", "waiting")

    def __init__(self) -> None:
        self.sent = 0
        self.waiting: deque[Deliver] | None = None


def tell(
    core: Core, subject: str, name: str, url: str, method: Method, params: tuple[tuple[str, str], ...], callback: str
) -> None:
    """Send a callback; behind those of the same *subject* that are still on their way, unless the profile says no."""
    delivery = f"delivery-{core.number('delivery')}"
    profile = core.profile
    made = Deliver(delivery, core.now, subject, url, method, params, callback, 1, profile.delivery_timeout_s)
    core.lines.append(f"{name}: callback {callback} {delivery} to {method} {url}")
    lane = core.lanes.get(subject)
    if lane is None:
        lane = core.lanes[subject] = Lane()
    elif lane.sent and profile.callback_order == "in-order":
        if lane.waiting is None:
            lane.waiting = deque()
        lane.waiting.append(made)
        return
    _send(core, lane, made)


def _send(core: Core, lane: Lane, delivery: Deliver) -> None:
    lane.sent += 1
    core.delivering[delivery.delivery] = lane, delivery
    core.effects.append(delivery)


def delivery_answered(core: Core, name: str, problem: str | None) -> bool:
    """Take note of what became of an attempt; *problem* None is success. Return False if none is under way."""
    found = core.delivering.pop(name, None)
    if found is None:
        return False
    lane, delivery = found
    lane.sent -= 1
    if problem is None:
        core.lines.append(f"{name}: taken" if delivery.attempt == 1 else f"{name}: taken at attempt {delivery.attempt}")
    else:
        _not_taken(core, lane, delivery, problem)
    if lane.sent:
        return True
    # Whoever waits goes after the first attempt of the one before: the platform promises no order for repeats.
    if lane.waiting:
        following = lane.waiting.popleft()
        _send(core, lane, following if following.at == core.now else replace(following, at=core.now))
    elif core.lanes.get(delivery.subject) is lane:
        del core.lanes[delivery.subject]
    return True


def _not_taken(core: Core, lane: Lane, delivery: Deliver, problem: str) -> None:
    """Send a callback again after a while, or give it up."""
    name, attempt = delivery.delivery, delivery.attempt
    if attempt < core.profile.callback_attempts:
        wait = core.profile.callback_backoff_s * 2 ** (attempt - 1)
        core.lines.append(f"{name}: failed ({problem}); again in {wait:g} s")
        core.later(wait, _repeat, core, lane, delivery)
    else:
        text = f"{name} ({delivery.callback} to {delivery.url}) given up after {attempt}: {problem}"
        core.warn(core.calls.get(delivery.subject), "callback-lost", text)


def _repeat(core: Core, lane: Lane, delivery: Deliver) -> None:
    again = replace(delivery, at=core.now, attempt=delivery.attempt + 1)
    _send(core, lane, again)
    core.lines.append(f"{again.delivery}: attempt {again.attempt}")
