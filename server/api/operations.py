"""The operations of the API, each declared with what answers it."""

from base64 import b64encode
from typing import Any

from flask import Response, request

from server.api.moderating import MODERATION
from server.api.operation import Operation, Parameter, Values
from server.api.problems import Problem
from server.api.stream import admitted, server_sent
from server.log.event import Delivery, event_json
from server.log.fold import conference_json
from server.log.moment import moment_text
from server.site import Site

__all__ = ["OPERATIONS"]

_MOST_ID = 2**63 - 2  # one less than a database counts to, so that one more can be asked for
_MOST_TEXT = 512  # characters; the platform's identifiers have a fifth of it

_LIMIT = Parameter(name="limit", doc="How many at most.", type="integer", minimum=1, maximum=1_000, default=50)
_ROOM = Parameter(name="room", doc="Name of the room, or its key in rooms.toml.", maximum=_MOST_TEXT)


def _identifier(name: str, doc: str) -> Parameter:
    return Parameter(name=name, doc=doc, type="integer", place="path", maximum=_MOST_ID)


def _text(name: str, doc: str) -> Parameter:
    return Parameter(name=name, doc=doc, maximum=_MOST_TEXT)


def _names_of(room: str | None, site: Site) -> tuple[str, ...]:
    """Return the conference names that a room stands for: as the platform knows it, and as rooms.toml does."""
    if room is None:
        return ()
    configured = site.dialin.directory.rooms.get(room)
    return (room,) if configured is None else (room, configured.name)


def _events(site: Site, values: Values) -> Any:
    found = site.store.events(
        conference=values["conference"],
        rooms=_names_of(values["room"], site),
        event=values["event"],
        call=values["call"],
        after=values["after"],
        before=values["before"],
        limit=values["limit"],
        newest_first=values["order"] != "oldest",
    )
    more = None
    if len(found) == values["limit"]:
        more = {"after" if values["order"] == "oldest" else "before": found[-1].id}
    return {"events": [event_json(event) for event in found], "next": more}


def _event(site: Site, values: Values) -> Any:
    found = site.store.deliveries(values["id"])
    events = site.store.events(after=values["id"] - 1, before=values["id"] + 1)
    if not found or not events:
        raise Problem(404, "no event has this id")
    return event_json(events[0]) | {"all_deliveries": [_delivery_json(delivery) for delivery in found]}


def _conferences(site: Site, values: Values) -> Any:
    status = values["status"]
    found = site.store.conferences(
        rooms=_names_of(values["room"], site),
        is_live=None if status is None else status == "live",
        before=values["before"],
        limit=values["limit"],
    )
    more = {"before": found[-1].sid} if len(found) == values["limit"] else None
    return {"conferences": [conference_json(conference) for conference in found], "next": more}


def _conference(site: Site, values: Values) -> Any:
    found = site.store.conference(values["sid"])
    if found is None:
        raise Problem(404, "no event of this conference was received")
    return conference_json(found)


def _room(site: Site, values: Values) -> Any:
    names = _names_of(values["room"], site)
    configured = site.dialin.directory.rooms.get(values["room"])
    found = site.store.conferences(rooms=names, limit=values["limit"])
    live = site.store.conferences(rooms=names, is_live=True, limit=values["limit"])
    if configured is None and not found:
        raise Problem(404, "there is no such room, and no event of one was received")
    return {
        "room": names[-1],
        "key": None if configured is None else configured.key,
        "live": [conference_json(conference) for conference in live],
        "conferences": [conference_json(conference) for conference in found],
    }


def _delivery(site: Site, values: Values) -> Any:
    return _delivery_json(_found_delivery(site, values))


def _raw(site: Site, values: Values) -> Any:
    found = _found_delivery(site, values)
    # A type of its own would have a browser show what anybody may have sent.
    return Response(
        found.raw,
        mimetype="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="delivery-{found.id}"'},
    )


def _found_delivery(site: Site, values: Values) -> Delivery:
    found = site.store.delivery(values["id"])
    if found is None:
        raise Problem(404, "no delivery has this id")
    return found


def _delivery_json(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "event": delivery.event_id,
        "received_at": moment_text(delivery.received_at),
        "route": delivery.route,
        "method": delivery.method,
        "content_type": delivery.content_type,
        "headers": [list(pair) for pair in delivery.headers],
        "verdict": delivery.verdict,
        "sha256": delivery.sha256.hex(),
        "bytes": len(delivery.raw),
        "raw": b64encode(delivery.raw).decode(),
    }


def _stream(site: Site, values: Values) -> Any:
    after = request.headers.get("Last-Event-ID") or values["after"] or site.store.cursor()
    try:
        site.store.tail(after, limit=1)
    except ValueError as err:
        raise Problem(400, f"after: {err}", parameter="after", allowed="the id of an event of the stream") from err
    place = admitted(site)
    response = Response(
        server_sent(site, after=after), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )
    # Not in the generator, which never runs for a listener that has gone before the first byte.
    response.call_on_close(place.close)
    return response


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="listEvents",
        path="/events",
        summary="Events, the newest first.",
        answer=_events,
        schema="Events",
        parameters=(
            _text("conference", "Only events of the conference with this sid."),
            _ROOM,
            _text("event", "Only events of this name, or of the word that subscribes to them, such as speaker."),
            _text("call", "Only events of the call with this sid."),
            Parameter(name="after", doc="Only events with a higher id.", type="integer", maximum=_MOST_ID, default=0),
            Parameter(name="before", doc="Only events with a lower id.", type="integer", maximum=_MOST_ID),
            Parameter(name="order", doc="Which come first.", maximum=_MOST_TEXT, choices=("newest", "oldest")),
            _LIMIT,
        ),
    ),
    Operation(
        name="readEvent",
        path="/events/{id}",
        summary="One event with all of its deliveries.",
        answer=_event,
        schema="EventWithDeliveries",
        parameters=(_identifier("id", "The event's id."),),
        refusals=(404,),
    ),
    Operation(
        name="listConferences",
        path="/conferences",
        summary="Conferences, the one that was first heard of last in front.",
        answer=_conferences,
        schema="Conferences",
        parameters=(
            _ROOM,
            Parameter(
                name="status",
                doc="Only those that have not ended yet, or that have.",
                maximum=_MOST_TEXT,
                choices=("live", "completed"),
            ),
            _text("before", "Go on after the conference with this sid."),
            _LIMIT,
        ),
    ),
    Operation(
        name="readConference",
        path="/conferences/{sid}",
        summary="The state of one conference, as its events tell it.",
        answer=_conference,
        schema="Conference",
        parameters=(Parameter(name="sid", doc="The conference's sid.", place="path", minimum=1, maximum=_MOST_TEXT),),
        refusals=(404,),
    ),
    Operation(
        name="readRoom",
        path="/rooms/{room}",
        summary="A room: the conferences that are held in it now, and the last ones.",
        answer=_room,
        schema="Room",
        parameters=(
            Parameter(
                name="room",
                doc="Name of the room, or its key in rooms.toml.",
                place="path",
                minimum=1,
                maximum=_MOST_TEXT,
            ),
            _LIMIT,
        ),
        refusals=(404,),
    ),
    Operation(
        name="readDelivery",
        path="/deliveries/{id}",
        summary="One request as it arrived.",
        answer=_delivery,
        schema="Delivery",
        parameters=(_identifier("id", "The delivery's id."),),
        refusals=(404,),
    ),
    Operation(
        name="readDeliveryRaw",
        path="/deliveries/{id}/raw",
        summary="What one request carried, byte for byte: its body, or the query of a GET.",
        answer=_raw,
        parameters=(_identifier("id", "The delivery's id."),),
        refusals=(404,),
        media_type="application/octet-stream",
    ),
    Operation(
        name="stream",
        path="/stream",
        summary="Events as they arrive, each once, as server-sent events; the header Last-Event-ID resumes.",
        answer=_stream,
        parameters=(
            _text("after", "Resume after the event with this SSE id; from now on unless it or the header is given."),
        ),
        media_type="text/event-stream",
    ),
    *MODERATION,
)
