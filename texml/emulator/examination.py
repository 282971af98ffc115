"""Examine an application as the platform meets it: one fetch of its document, and what would go wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from texml.emulator.engine.effects import Fetch
from texml.emulator.notices import iter_notices
from texml.emulator.sending import Exchange
from texml.emulator.world import World
from texml.errors import InvalidXml
from texml.problem import Severity
from texml.tree import Node, parse_tree
from texml.validation import iter_problems

__all__ = ["Finding", "examine"]

_NUMBER = "+13125550100"
_XML_TYPES = ("application/xml", "text/xml", "application/texml+xml")
_URL_ATTRIBUTES = (
    "action", "waitUrl", "statusCallback", "recordingStatusCallback", "transcriptionCallback", "invalidDigitsAction",
    "url", "partialResultCallback", "amdStatusCallback", "failoverUrl",
)  # fmt: skip
_URL_TEXTS = ("Redirect", "Play", "Request")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is as it should be, or not. *advice* says what to do about it."""

    severity: Severity | Literal["fine"]
    text: str
    advice: str = ""


def examine(url: str, *, hosts: tuple[str, ...] = (), seed: int = 0) -> Iterator[Finding]:
    """Yield what is found about the application at *url*, which is fetched four times: signed, by GET, and not signed.

    *hosts* are fetched from besides this machine. *seed* makes the key that signs.
    """
    with World(seed=seed, hosts=hosts) as world:
        exchange = _first_fetch(world, url)
        yield from _about_answer(exchange, world)
        yield from _about_document(exchange)
    if exchange.answer.status == 200:
        yield from _about_get(url, hosts, seed)
        yield from _about_signatures(url, hosts, seed)


def _first_fetch(world: World, url: str, method: Literal["GET", "POST"] = "POST") -> Exchange:
    world.serve(_NUMBER, url, voice_url=url, voice_method=method)
    world.call(_NUMBER).hang_up()
    return next(item for item in world.timeline.exchanges if isinstance(item.effect, Fetch) and not item.is_extra)


def _about_answer(exchange: Exchange, world: World) -> Iterator[Finding]:
    answer = exchange.answer
    took = f"in {answer.elapsed_s * 1000:.0f} ms"
    if answer.failure:
        yield Finding("error", f"POST: {answer.failure}: {answer.reason}", _ADVICE.get(answer.failure, ""))
        return
    if answer.status == 200:
        yield Finding("fine", f"POST: status 200, {len(answer.body)} bytes {took}")
    else:
        key = f"; if it verifies signatures, give it this public key: {world.public_key}"
        advice = "answer 200 with a document" + (key if answer.status in (401, 403) else "")
        yield Finding("error", f"POST: status {answer.status} {took}", advice)
    content_type = answer.header("content-type")
    if answer.status == 200 and (content_type or "").partition(";")[0].strip().lower() not in _XML_TYPES:
        yield Finding("warning", f"Content-Type is {content_type or 'missing'}", "send application/xml; charset=utf-8")
    for notice in iter_notices(exchange):
        yield Finding("warning", notice)


_ADVICE = {
    "refused": "name the host with --allow if it is yours",
    "unreachable": "start the application, and check the port",
    "timed out": "answer within 2 s; do what takes longer after the answer",
    "broken off": "the server closed the connection: look into its log",
    "undecodable": "send the document uncompressed, or as gzip",
}


def _about_document(exchange: Exchange) -> Iterator[Finding]:
    answer = exchange.answer
    if answer.failure or answer.status != 200:
        return
    if answer.is_cut:
        yield Finding("error", f"the document is longer than {len(answer.body)} bytes", "the platform takes no more")
        return
    problems = list(iter_problems(answer.body))
    for problem in problems:
        place = problem.path if problem.line is None else f"line {problem.line}, column {problem.column}"
        yield Finding(problem.severity, f"{problem.code} at {place}: {problem.reason}", problem.hint or "")
    if not any(problem.severity == "error" for problem in problems):
        yield Finding("fine", "the platform understands every element and attribute of the document")
        for reference in _references(answer.body):
            yield from _about_reference(reference, exchange.effect.url)


def _references(document: bytes) -> list[str]:
    try:
        root = parse_tree(document).root
    except InvalidXml:
        return []
    return list(dict.fromkeys(_walk(root)))


def _walk(node: Node) -> Iterator[str]:
    yield from (node.attributes[name] for name in _URL_ATTRIBUTES if node.attributes.get(name))
    if node.tag in _URL_TEXTS and node.text.strip():
        yield node.text.strip()
    for child in node.children:
        yield from _walk(child)


def _about_reference(reference: str, base: str) -> Iterator[Finding]:
    parts = urlsplit(reference)
    if "{{" in reference or parts.scheme not in ("", "http", "https"):
        return
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1", urlsplit(base).hostname):
        yield Finding("warning", f"{reference} is not encrypted", "use https: callers' numbers and keys pass over it")
    elif parts.scheme and parts.hostname in ("localhost", "127.0.0.1", "::1"):
        advice = "the platform cannot reach it; write the host by which it reaches the application"
        yield Finding("note", f"{reference} leads to this machine", advice)


def _about_get(url: str, hosts: tuple[str, ...], seed: int) -> Iterator[Finding]:
    with World(seed=seed, hosts=hosts) as world:
        answer = _first_fetch(world, url, "GET").answer
    if answer.failure is None and answer.status in (404, 405, 501):
        advice = "the fetch guide gives GET as the default, the schema POST: set the application's voice_method to POST"
        yield Finding("note", f"GET: status {answer.status}", advice)


def _about_signatures(url: str, hosts: tuple[str, ...], seed: int) -> Iterator[Finding]:
    accepted = []
    for kind in ("unsigned", "forged", "expired"):
        with World(seed=seed, hosts=hosts, faults=[f"{kind} voice_url"]) as world:
            _first_fetch(world, url)
            copies = [item for item in world.timeline.exchanges if item.is_extra]
        accepted += [kind for item in copies if item.answer.status == 200]
    if accepted:
        advice = (
            "verify the signature of every request (texml.webhooks.verify), or bind the URL by a secret in its path"
        )
        yield Finding("warning", f"requests that are {', '.join(accepted)} are answered like the platform's", advice)
    else:
        yield Finding("fine", "requests that are unsigned, forged or expired are refused")
