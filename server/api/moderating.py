"""The operations that tell of moderation: what was wanted and became of it, and where log and platform differ."""

from typing import TYPE_CHECKING, Any

from server.api.operation import Operation, Parameter, Values
from server.api.problems import Problem
from server.log.moment import moment_text
from server.site import Site

if TYPE_CHECKING:
    from server.moderation.action import Entry
    from server.moderation.service import Moderation

__all__ = ["MODERATION"]

_MOST_TEXT = 512


def _moderation(site: Site) -> "Moderation":
    if site.moderation is None:
        raise Problem(404, "moderation is off: set telnyx_api_key")
    return site.moderation


def _entries(site: Site, values: Values) -> Any:
    found = _moderation(site).outbox.entries(conference=values["conference"], limit=values["limit"])
    return {"entries": [_entry_json(entry) for entry in found]}


def _entry_json(entry: "Entry") -> dict[str, Any]:
    # Not the announcement's URL, which may lead to a recording.
    return {
        "id": entry.id,
        "action": entry.action,
        "conference": entry.conference,
        "call": entry.call,
        "who": entry.who,
        "state": entry.state,
        "attempts": entry.attempts,
        "problem": entry.problem,
        "made_at": moment_text(entry.made_at),
        "finished_at": moment_text(entry.finished_at),
        "due_at": moment_text(entry.due_at),
    }


def _gaps(site: Site, _: Values) -> Any:
    found = _moderation(site).outbox.gaps()
    return {"gaps": [{"conference": gap.conference, "call": gap.call, "what": gap.what} for gap in found]}


MODERATION: tuple[Operation, ...] = (
    Operation(
        name="listModeration",
        path="/moderation",
        summary="What moderators wanted and what became of it, the newest first.",
        answer=_entries,
        schema="Moderation",
        parameters=(
            Parameter(name="conference", doc="Only what concerns the conference with this sid.", maximum=_MOST_TEXT),
            Parameter(name="limit", doc="How many at most.", type="integer", minimum=1, maximum=1_000, default=100),
        ),
        refusals=(404,),
    ),
    Operation(
        name="listGaps",
        path="/gaps",
        summary="Where the log and the platform differed when they were last compared.",
        answer=_gaps,
        schema="Gaps",
        refusals=(404,),
    ),
)
