"""HttpRequest: ask another server, and hand on what it said."""

import json

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.documents import Document, Failure, Outcome, Verb
from texml.emulator.engine.fetching import Answer, fetch, send_off, url_of
from texml.emulator.engine.running import act
from texml.vocabulary.choices import Method

__all__ = ["http_request"]

_Pairs = tuple[tuple[str, str], ...]


def http_request(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Make the request; unless it is async, wait for the answer and tell the action what it held."""
    request = _part(verb, "Request")
    if request is None or request.get("url") is None:
        core.warn(call, "nothing-to-request", f"line {verb.line}: HttpRequest has no Request with a url")
        return None
    url = url_of(core, request.get("url"), document.url)
    if isinstance(url, Failure):
        core.warn(call, url.code, url.text)
        return None
    body = _part(request, "Body")
    # No page tells the default method: with a body POST, without one GET (assumed).
    method: Method = request.get("method") or ("POST" if body else "GET")
    headers, content = _headers(request), body.text if body else None
    if verb.get("async_"):
        send_off(core, call, url, method, headers, content)
        return None
    answer = yield from fetch(core, call, url, method, (), "http_request", headers=headers, body=content)
    fields: _Pairs = ()
    if isinstance(answer, Failure):
        core.warn(call, answer.code, answer.text)
    else:
        fields = _fields(verb, answer)
    if verb.get("action") is None:
        return None
    method = call.application.voice_method
    params = (*forms.who(call), *fields)
    return (yield from act(core, call, document, verb.get("action"), method, params, "http_request_action"))


def _part(verb: Verb, tag: str) -> Verb | None:
    return next((part for part in verb.children if part.tag == tag), None)


def _text(verb: Verb, tag: str) -> str:
    part = _part(verb, tag)
    return part.text if part else ""


def _headers(request: Verb) -> _Pairs:
    headers = _part(request, "Headers")
    return tuple((_text(header, "Key"), _text(header, "Value")) for header in headers.children) if headers else ()


def _fields(verb: Verb, answer: Answer) -> _Pairs:
    """Return the values that the verb wants from a JSON answer, under the names that it gives them."""
    response = _part(verb, "Response")
    content = _part(response, "Content") if response else None
    if content is None:
        return ()
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    return tuple((_text(field, "Value"), _at(found, _text(field, "Name"))) for field in content.children)


def _at(found: object, path: str) -> str:
    """Return what stands at a path such as ``data.items.0.name``; an empty text where nothing does."""
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return ""
    return "" if found is None else found if isinstance(found, str) else json.dumps(found)
