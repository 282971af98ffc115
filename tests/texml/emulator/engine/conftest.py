"""A world for the tests of the engine: pages that an application answers with, and what came of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from texml.emulator.engine.effects import CallChanged, Deliver, Effect, Fetch, Heard, Probe, Warned
from texml.emulator.engine.engine import Engine
from texml.emulator.engine.events import (
    Application,
    CallArrives,
    DeliveryFailed,
    DeliveryReturned,
    DigitsPressed,
    FetchFailed,
    FetchReturned,
    HangsUp,
    MediaProbed,
    SpeechHeard,
)

APP = "https://app.example"
GUEST = "+13125550111"
OURS = "+13125550100"


class World:
    """Drives an engine. *pages* say what is answered, by path: a document; status and document; the kind of an error;
    None for no answer until `answer` gives it; or what makes one of these of the request's parameters."""

    def __init__(self, pages: dict[str, Any], callbacks: dict[str, Any], **settings: Any) -> None:
        self.pages = pages
        self.answers = callbacks
        self.engine = Engine(**settings)
        self.effects: list[Effect] = []
        self.held: list[Fetch] = []

    def receive(self, event: Any) -> list[Effect]:
        return self._perform(self.engine.receive(event))

    def _perform(self, effects: list[Effect]) -> list[Effect]:
        self.effects += effects
        for effect in effects:
            if isinstance(effect, Fetch):
                self.answer(effect, self.pages.get(urlsplit(effect.url).path, (404, "")))
            elif isinstance(effect, Deliver):
                self._take(effect)
            elif isinstance(effect, Probe):
                self._probe(effect)
        return effects

    def answer(self, fetch: Fetch, page: Any) -> None:
        if callable(page):
            page = page(dict(fetch.params))
        if page is None:
            self.held.append(fetch)
            return
        if isinstance(page, FetchReturned):
            self.receive(page)
            return
        if page in ("timeout", "connection", "too-large", "redirect-loop"):
            self.receive(FetchFailed(fetch.fetch, page))
            return
        status, body, *kind = page if isinstance(page, tuple) else (200, page)
        body = body if isinstance(body, bytes) else body.encode()
        location = kind[1] if len(kind) > 1 else None
        self.receive(FetchReturned(fetch.fetch, status, body, kind[0] if kind else "application/xml", location))

    def _take(self, delivery: Deliver) -> None:
        found = self.answers.get(urlsplit(delivery.url).path, 200)
        if callable(found):
            found = found(delivery)
        if found is None:
            return
        kind = DeliveryReturned if isinstance(found, int) else DeliveryFailed
        self.receive(kind(delivery.delivery, found))

    def _probe(self, probe: Probe) -> None:
        found = self.pages.get(urlsplit(probe.url).path, 10.0)
        if found is None:
            return
        is_there = isinstance(found, float | int)
        self.receive(MediaProbed(probe.probe, found if is_there else None, is_there, "" if is_there else "404"))

    def call(self, path: str = "/voice", from_: str = GUEST, **changes: Any) -> str:
        kinds = {name: changes.pop(name) for name in list(changes) if name in CallArrives.__dataclass_fields__}
        application = Application(f"{APP}{path}", **changes)
        effects = self.engine.receive(CallArrives(OURS, from_, application, **kinds))
        sid = next(effect.call for effect in effects if isinstance(effect, CallChanged))
        self._perform(effects)
        return sid

    def press(self, call: str, digits: str) -> list[Effect]:
        return self.receive(DigitsPressed(call, digits))

    def speak(self, call: str, text: str, **changes: Any) -> list[Effect]:
        return self.receive(SpeechHeard(call, text, **changes))

    def hang_up(self, call: str) -> list[Effect]:
        return self.receive(HangsUp(call))

    def advance(self, seconds: float) -> None:
        self.at(self.engine.now + seconds)

    def at(self, moment: float) -> None:
        while True:
            self._perform(self.engine.advance(moment))
            if self.engine.now >= moment:
                return

    def of(self, kind: Any, **facts: Any) -> list[Any]:
        return [
            effect
            for effect in self.effects
            if isinstance(effect, kind) and all(getattr(effect, name) == value for name, value in facts.items())
        ]

    def heard(self, call: str) -> list[tuple[str, str]]:
        return [(effect.sound, effect.text) for effect in self.of(Heard, call=call)]

    def said(self, call: str) -> list[str]:
        return [text for sound, text in self.heard(call) if sound == "say"]

    def asked(self, purpose: str | None = None) -> list[dict[str, str]]:
        return [dict(fetch.params) for fetch in self.of(Fetch) if purpose in (None, fetch.purpose)]

    def told(self, callback: str | None = None) -> list[dict[str, str]]:
        return [
            dict(sent.params) for sent in self.of(Deliver) if callback in (None, sent.callback) and sent.attempt == 1
        ]

    @property
    def warnings(self) -> list[str]:
        return [effect.code for effect in self.of(Warned)]

    def status(self, call: str) -> str:
        return self.engine.call(call).status


def document(*verbs: str) -> str:
    return f"<Response>{''.join(verbs)}</Response>"


@pytest.fixture
def world() -> Callable[..., World]:
    """Make a world of pages by path, of what *callbacks* are answered with, and of the engine's own settings."""

    def make(pages: dict[str, Any] | str, callbacks: dict[str, Any] | None = None, **settings: Any) -> World:
        return World({"/voice": pages} if isinstance(pages, str) else pages, callbacks or {}, **settings)

    return make
