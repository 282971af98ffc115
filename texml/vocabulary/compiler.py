"""Compile the constructor of a verb class, and the methods that add it to a container, from its declaration.

Both take explicit parameters, check each value inline and write the markup as they go, so a document costs little more
than the text it becomes (bench/speed.py). A method makes the child itself, as handing its arguments on to the
constructor would cost half as much again.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from texml.vocabulary import checks
from texml.vocabulary.declaration import TextRow, rows, text_row
from texml.vocabulary.element import Element
from texml.vocabulary.mixed import text_markup
from texml.writer import escape_attribute, escape_printable, escape_text

__all__ = ["compiled_constructor", "compiled_method"]

_Scope = dict[str, Any]


def compiled_constructor(cls: type[Element]) -> Callable[..., None]:
    """Return the ``__init__`` of *cls*."""
    parameters, body, scope = _parts(cls)
    return _compiled(["_self", *parameters], body, scope)


def compiled_method(owner: type[Element], child: type[Element]) -> Callable[..., Element]:
    """Return the method of *owner* that takes what *child* takes, and returns *owner* with it added."""
    parameters, body, scope = _parts(child)
    scope |= {
        "_new": object.__new__,
        "_child": child,
        "_owner": owner,
        "_check_complete": checks.check_complete,
        "_check_siblings": checks.check_siblings,
    }
    if owner.is_mixed:
        return _compiled(["_parent", *parameters], ["_self = _new(_child)", *body, "return _parent.add(_self)"], scope)
    lines = [
        "_self = _new(_child)",
        *body,
        *(["_check_complete(_self)"] if child.is_demanding else []),
        *(
            ["_pieces = (*_parent.pieces, _self)", "_check_siblings(_owner, _pieces)"]
            if owner.is_selective
            else ["_pieces = [_parent._held, _self]"]
        ),
        "_longer = _new(_type(_parent))",
        "_longer._markup = _parent._markup",
        "_longer._values = _parent._values",
        "_longer._held = _pieces",
        "return _longer",
    ]
    return _compiled(["_parent", *parameters], lines, scope)


def _compiled(parameters: list[str], body: list[str], scope: _Scope) -> Callable[..., Any]:
    head = f"def __init__({', '.join(parameters)}, **_unknown):"
    exec("\n    ".join([head, *body]), scope)  # noqa: S102  # made of our own declarations only
    return cast("Callable[..., Any]", scope["__init__"])


def _parts(cls: type[Element]) -> tuple[list[str], list[str], _Scope]:
    """Return the parameters of *cls*, the lines that make one of them of ``_self``, and the names the lines use."""
    text, attributes = text_row(cls), rows(cls)
    scope: _Scope = {
        "_MISSING": checks.MISSING,
        "_NOTHING": (),
        "_type": type,  # under a name that no attribute has
        "_refuse": partial(checks.refuse_arguments, cls),
        "_admit": partial(checks.admit, cls),
        "_take": partial(checks.take_children, cls),
        "_check_one_of": partial(checks.check_one_of, cls),
        "_escape": escape_attribute,
        "_escape_printable": escape_printable,
        "_escape_text": text_markup if cls.is_mixed else escape_text,
    }
    parameters = []
    body = ["if _extra is not _NOTHING or _unknown: _refuse(_extra, _unknown)", f"_markup = '<{cls.tag}'"]
    if cls.is_container:
        parameters.append("content=_NOTHING")
        scope["_modest"] = checks.modest(cls)
        body += [
            "if content is _NOTHING: _self._held = _NOTHING",
            "elif _type(content) in _modest: _self._held = (content,)",
            "else: _self._held = _take(content)",
        ]
    if text is not None:
        parameters.append(f"{text.name}={'_MISSING' if text.required else 'None'}")
    # The rest is given by keyword. Python fills in the defaults of keyword-only parameters one by one from a dict,
    # which costs more than all our checks; so they are plain ones, and this one catches whoever goes on by position.
    parameters += ["_extra=_NOTHING", *([] if attributes else ["*_more"])]
    for index, row in enumerate(attributes):
        lines, names = row.kind.source(row.name, index, row.wire)
        scope |= names
        parameters.append(f"{row.name}={'_MISSING' if row.required else 'None'}")
        body += lines if row.required else _unless_none(row.name, lines)
    if cls.one_of:
        body.append(f"_check_one_of(({', '.join(cls.one_of)},))")
    body += _closing(cls, text, scope)
    values = [*([text.name] if text else []), *(row.name for row in attributes)]
    body.append(f"_self._values = ({''.join(f'{name}, ' for name in values)})")
    return parameters, body, scope


def _unless_none(name: str, lines: list[str]) -> list[str]:
    return [f"if {name} is not None:", *(f"    {line}" for line in lines)]


def _closing(cls: type[Element], text: TextRow | None, scope: _Scope) -> list[str]:
    """Return the lines that set the markup, with the text where the element has one."""
    if cls.is_container:
        return ["_self._markup = _markup"]
    if text is None:
        return ["_self._markup = _markup + '/>'"]
    lines, names = text.kind.piece(text.name, -1, (">", f"</{cls.tag}>"), "_escape_text")
    scope |= names
    lines.append("_self._markup = _markup + _piece")
    if text.required:
        return lines
    return [*_unless_none(text.name, lines), "else: _self._markup = _markup + '/>'"]
