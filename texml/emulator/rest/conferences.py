"""Conferences: list, show, announce something in one, end one."""

from typing import Any

from texml.emulator.engine.events import AnnounceToConference, EndConference
from texml.emulator.engine.snapshots import ConferenceView
from texml.emulator.rest import resources
from texml.emulator.rest.dates import is_on
from texml.emulator.rest.pages import page_of
from texml.emulator.rest.platform import Platform, known
from texml.emulator.rest.problems import CONFERENCE_ENDED, Refused
from texml.vocabulary.control.texml_conferences import GetTexmlConference, GetTexmlConferences, UpdateTexmlConference

__all__ = ["get", "list_", "living", "update"]

_Json = dict[str, Any]


def living(platform: Platform, sid: str) -> ConferenceView:
    """Return the conference *sid*. Raises: Refused where there never was one, or it is over."""
    view = known(platform.engine.conference, sid)
    if view.ended_at is not None:
        raise Refused(CONFERENCE_ENDED)
    return view


def get(platform: Platform, command: GetTexmlConference) -> _Json:
    """Show a conference; one that is over, too."""
    return resources.conference(platform.engine, known(platform.engine.conference, command.conference_sid))


def list_(platform: Platform, command: GetTexmlConferences) -> _Json:
    """List conferences, the newest first (assumed)."""
    engine = platform.engine
    views = [view for view in engine.conferences() if _matches(platform, command, view)]
    items = [resources.conference(engine, view) for view in reversed(views)]
    return page_of(command, items, resources.uri(engine, "Conferences"))


def _matches(platform: Platform, command: GetTexmlConferences, view: ConferenceView) -> bool:
    moment = platform.engine.moment
    latest = max(at for at in (view.created_at, view.started_at, view.ended_at) if at is not None)
    return (
        command.friendly_name in {None, view.name}
        and command.status in {None, view.status}
        and is_on(moment(view.created_at), command.date_created, "DateCreated")
        and is_on(moment(latest), command.date_updated, "DateUpdated")
    )


def update(platform: Platform, command: UpdateTexmlConference) -> _Json:
    """End a conference, or let everybody in it hear something; without either, show it."""
    view = living(platform, command.conference_sid)
    if command.status == "completed":
        platform.command(EndConference(view.sid))
    elif command.announce_url is not None:
        platform.command(AnnounceToConference(view.sid, command.announce_url, command.announce_method or "POST"))
    return resources.conference(platform.engine, platform.engine.conference(view.sid))
