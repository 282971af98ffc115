"""The common part of the kinds whose values come back again and again: URLs, voices, prompts, lists of events.

Their constructors' lines remember the markup of the last values, so that a value is checked and escaped once.
"""

from texml.vocabulary.kinds.kind import Kind

__all__ = ["Remembering", "keep"]

_MOST = 128
_LONGEST = 256


class Remembering(Kind):
    """A kind whose stored values are *remembered* by their markup, asked for by values of just that type.

    Others may be equal to one and mean something else: True and 1, a `Mustache` and its characters.
    """

    remembered: type = str

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return the constructor's lines for an attribute."""
        lines, names = self.piece(name, index, (f' {wire}="', '"'), "_escape")
        return [*lines, "_markup += _piece"], names

    def piece(self, name: str, index: int, around: tuple[str, str], escape: str) -> tuple[list[str], dict[str, object]]:
        """Return lines that check the parameter *name* and make its ``_piece`` of markup, and the names they use.

        *index* is -1 for the text. *around* is the markup on both sides of the value, *escape* the name of what escapes
        the value.
        """
        key = "text" if index < 0 else str(index)
        before, after = map(repr, around)
        made = f"{name} = _admit({index}, {name}); _piece = {before} + {escape}(_wire{key}({name})) + {after}"
        fast, names = self.fast(name, key)
        inner = [made]
        if fast:
            own = ">" if index < 0 else '"'
            marks = " or ".join(f"{mark!r} in {name}" for mark in ("&", "<", own, "{{"))
            inner = [
                f"if not ({fast}): {made}",
                f"elif {marks}: _piece = {before} + _escape_printable({name}, {own!r}) + {after}",
                f"else: _piece = {before} + {name} + {after}",
            ]
        lines = [
            f"_piece = _get{key}({name}) if _type({name}) is {self.remembered.__name__} else None",
            "if _piece is None:",
            *(f"    {line}" for line in inner),
            f"    _keep(_memo{key}, {name}, _piece)",
        ]
        memo: dict[object, str] = {}
        names |= {f"_get{key}": memo.get, f"_memo{key}": memo, f"_wire{key}": self.wire, "_keep": keep}
        return lines, names

    def fast(self, name: str, key: str) -> tuple[str, dict[str, object]]:
        """Return an expression that is true only where *name* is admitted as it is, and the names it uses.

        What it passes is its own wire text, but for the escapes of printable characters. An empty expression says
        that there is no fast path. *key* makes the names unique.
        """
        return "", {}


def keep(memo: dict[object, str], value: object, piece: str) -> None:
    """Remember the *piece* of markup of a *value*, but for long ones, those in braces, and more than so many.

    A `Mustache`, alone or in a tuple, is equal to the plain text of its characters, and not the same on the wire.
    """
    if len(piece) <= _LONGEST and "{" not in piece:
        if len(memo) >= _MOST:
            memo.clear()
        memo[value] = piece
