"""Calls: list, show, place one, give one another document, end one."""

from dataclasses import replace
from typing import Any

from texml.emulator.engine.effects import CallChanged
from texml.emulator.engine.events import Application, EndCall, PlaceCall, UpdateCall
from texml.emulator.engine.snapshots import CallView
from texml.emulator.rest import resources
from texml.emulator.rest.dates import is_on
from texml.emulator.rest.pages import page_of
from texml.emulator.rest.platform import Platform, known
from texml.emulator.rest.problems import CALL_ENDED, CALL_NOT_ANSWERED, Refused, not_one_of, wrong_value
from texml.vocabulary.control.texml_calls import GetTexmlCall, GetTexmlCalls, InitiateTexmlCall, UpdateTexmlCall

__all__ = ["application_for", "get", "initiate", "list_", "place", "update"]

_Json = dict[str, Any]


def get(platform: Platform, command: GetTexmlCall) -> _Json:
    """Show a call."""
    return resources.call(platform.engine, known(platform.engine.call, command.call_sid))


def list_(platform: Platform, command: GetTexmlCalls) -> _Json:
    """List calls, the newest first (assumed)."""
    engine = platform.engine
    views = [view for view in engine.calls() if _matches(platform, command, view)]
    items = [resources.call(engine, view) for view in reversed(views)]
    return page_of(command, items, resources.uri(engine, "Calls"))


def _matches(platform: Platform, command: GetTexmlCalls, view: CallView) -> bool:
    start = platform.engine.moment(view.created_at)
    end = None if view.ended_at is None else platform.engine.moment(view.ended_at)
    return (
        command.to in {None, view.to}
        and command.from_ in {None, view.from_}
        and command.status in {None, view.status}
        and is_on(start, command.start_time, "StartTime")
        and is_on(start, command.start_time_gt, "StartTime>", ">")
        and is_on(start, command.start_time_lt, "StartTime<", "<")
        and is_on(end, command.end_time, "EndTime")
        and is_on(end, command.end_time_gt, "EndTime>", ">")
        and is_on(end, command.end_time_lt, "EndTime<", "<")
    )


def update(platform: Platform, command: UpdateTexmlCall) -> _Json:
    """End a call, or let it go on with another document; without any of it, show it."""
    view = known(platform.engine.call, command.call_sid)
    if command.status is not None and command.status != "completed":
        raise Refused(not_one_of("Status", ("completed",)))
    if view.is_over:
        raise Refused(CALL_ENDED)
    if command.status == "completed":
        platform.command(EndCall(view.sid))
    elif command.url is not None or command.texml is not None:
        if view.status == "initiated" or (view.status == "ringing" and not view.is_inbound):
            raise Refused(CALL_NOT_ANSWERED)
        platform.command(UpdateCall(view.sid, command.url, command.method or "POST", command.texml))
    return resources.call(platform.engine, platform.engine.call(view.sid))


def initiate(platform: Platform, command: InitiateTexmlCall) -> _Json:
    """Place a call. Source: the result has no id of the call, InitiateCallResult, OpenAPI of 2026-07-16."""
    if command.url is not None and command.texml is not None:
        raise Refused(wrong_value("Texml", "given without Url"))
    application = application_for(platform, command.application_sid, command.from_)
    if command.fallback_url is not None:
        application = replace(application, fallback_url=command.fallback_url)
    if command.status_callback is not None:
        application = replace(
            application,
            status_callback=command.status_callback,
            status_callback_method=command.status_callback_method or "POST",
            status_callback_events=tuple(str(command.status_callback_event or "completed").split()),
        )
    place(
        platform,
        PlaceCall(
            command.to,
            command.from_,
            application,
            url=command.url,
            method=command.url_method,
            texml=command.texml,
            timeout_s=command.timeout_seconds or 30,
            time_limit_s=command.time_limit or 14_400,
            caller_name=command.caller_id,
        ),
    )
    return {"from": command.from_, "to": command.to, "status": "queued"}  # the word is assumed


def place(platform: Platform, event: PlaceCall) -> str:
    """Place a call and return its sid."""
    return next(effect.call for effect in platform.command(event) if isinstance(effect, CallChanged))


def application_for(platform: Platform, application_sid: str | None, number: str | None) -> Application:
    """Return the application that a call is placed for: the one behind *number*, or the only one.

    Raises: Refused where *application_sid* is none of ours, or nothing says which application it is.
    """
    if application_sid not in {None, platform.engine.connection_id}:
        raise Refused(wrong_value("ApplicationSid", "the ConnectionId of the requests that an application gets"))
    application = platform.applications(number or "")
    if application is None:
        raise Refused(wrong_value("From", "a number of ours that leads to an application"))
    return application
