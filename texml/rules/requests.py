"""Rules about the requests that a document makes the platform send."""

import re

from texml.rules.rule import Rule, rule_of_values
from texml.vocabulary import Row, TextRow
from texml.vocabulary.kinds import Shaped, Words

__all__ = ["RULES"]


_SPACE = " \t\r\n"
# With a scheme, or expanded by the platform into something that we do not know.
_ABSOLUTE = re.compile(r"[ \t\r\n]*([A-Za-z][A-Za-z0-9+.\-]*:|\{\{)")


def _is_url(row: Row | TextRow) -> bool:
    """Return whether a field is a URL; some of a Play may be the name of a stored file, so it is none to its kind."""
    kind = row.kind
    is_url = isinstance(kind, Shaped) and "http" in kind.allowed and "status" not in kind.allowed
    return is_url or (isinstance(kind, Words) and row.name in {"failover_url", "url"})


def _is_method(row: Row | TextRow) -> bool:
    return isinstance(row, Row) and row.wire.lower().endswith("method")


@rule_of_values(
    "TX401",
    "warning",
    "URLs are https",
    why="Over http anybody on the way reads and changes what callers say and hear.",
    bad="<Redirect>http://voice.example.com/next</Redirect>",
    good="<Redirect>https://voice.example.com/next</Redirect>",
    about=_is_url,
    says=("http is not encrypted", "use https"),
)
def _urls_are_encrypted(url: str) -> bool:
    return url[:1] != "/" and url[:8] != "https://" and url.lstrip(_SPACE)[:7].lower() == "http://"


@rule_of_values(
    "TX402",
    "note",
    "Relative URLs depend on where the document came from",
    why="They are resolved against the URL of the document, which a proxy or a redirect may change.",
    bad="<Redirect>/next</Redirect>",
    good="<Redirect>https://voice.example.com/next</Redirect>",
    about=_is_url,
    unless=("media_storage",),  # then it is the name of a file that the platform keeps
    says=("the URL is relative", "write it with https:// and the host"),
)
def _urls_are_absolute(url: str) -> bool:
    return url[:1] == "/" or (url[:8] != "https://" and not _ABSOLUTE.match(url))


@rule_of_values(
    "TX403",
    "warning",
    "Callbacks are sent by POST",
    why="The signature covers time and body; a GET carries its values in the query, where nothing protects them.",
    bad='<Gather action="https://voice.example.com/pin" method="GET"/>',
    good='<Gather action="https://voice.example.com/pin"/>',
    not_of=("Request",),  # that one goes to somebody else
    about=_is_method,
    says=("the signature protects nothing of a GET", "use POST"),
)
def _callbacks_are_posted(method: str) -> bool:
    return method == "GET"


RULES: tuple[Rule, ...] = (_urls_are_encrypted, _urls_are_absolute, _callbacks_are_posted)
