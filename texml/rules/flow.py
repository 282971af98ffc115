"""Rules about the order of verbs: what is never reached, and what comes too late."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule
from texml.vocabulary.verbs import Response

__all__ = ["RULES"]


def _ends(checked: Checked) -> str | None:
    """Return why nothing after a verb is reached, or None where something may be."""
    element = checked.element
    if element is None:
        return None
    if element.ends == "always":
        return f"{element.tag} ends this document"
    if element.ends == "with action" and checked.get("action") is not None and not checked.get("async_"):
        return f"the document from the action of {element.tag} replaces this one"
    if checked.get("loop") == 0:
        return f"{element.tag} goes on without end"
    return None


@rule(
    "TX301",
    "warning",
    "Every verb can be reached",
    why="Verbs after one that ends the document, or hands it over to an action, never run.",
    bad="<Hangup/><Say>Goodbye</Say>",
    good="<Say>Goodbye</Say><Hangup/>",
    of=("Response",),
    inside=True,
)
def _verbs_are_reached(checked: Checked) -> Iterator[Report]:
    if checked.element is not Response:  # nor is that in an HttpRequest
        return
    for index, verb in enumerate(checked.children[:-1]):
        reason = _ends(verb) if verb.usage is not None and verb.usage.may_end else None
        if reason is not None:
            following = checked.children[index + 1]
            hint = "move it up, or leave it out"
            yield Report(f"{following.tag} is never reached: {reason}", hint, at=following)
            return


@rule(
    "TX302",
    "warning",
    "Reject comes first",
    why="Only as the first verb it refuses the call; afterwards it hangs up one that was answered and is billed.",
    bad="<Say>We are closed.</Say><Reject/>",
    good='<Reject reason="busy"/>',
    of=("Reject",),
)
def _reject_comes_first(checked: Checked) -> Iterator[Report]:
    if not checked.is_first:
        yield Report("Reject is not the first verb, so the call is answered and billed", "use Hangup there")


@rule(
    "TX303",
    "note",
    "There is something to run",
    why="No page says what a call does after a document without verbs.",
    bad="",
    good="<Hangup/>",
    of=("Response",),
    inside=False,
)
def _document_has_verbs(checked: Checked) -> Iterator[Report]:
    if checked.element is Response:
        yield Report("there is no verb in it", "add Hangup, or what the caller should hear")


RULES: tuple[Rule, ...] = (_verbs_are_reached, _reject_comes_first, _document_has_verbs)
