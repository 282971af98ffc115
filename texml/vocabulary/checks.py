"""What constructors and methods check beside the kinds of values: arguments, children, what goes together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn, cast

from texml.errors import (
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    UnknownAttribute,
    WrongType,
)
from texml.vocabulary.comment import Comment
from texml.vocabulary.declaration import TextRow, per_class, rows, text_row
from texml.vocabulary.element import Element
from texml.vocabulary.facts import Place
from texml.vocabulary.mixed import take_pieces
from texml.vocabulary.refusal import Refusal, nearest, shown, with_article

__all__ = [
    "MISSING",
    "admit",
    "check_complete",
    "check_one_of",
    "check_siblings",
    "is_complete",
    "modest",
    "refuse_arguments",
    "take_children",
]


class _Missing:
    """What a required text is until it is given."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()
_ANY_PLACE = Place()
# These can be iterated, and are no sequence of pieces.
_TEXTUAL = (str, bytes, bytearray, Mapping)


def admit(cls: type[Element], index: int, value: object) -> object:
    """Return *value* as the field stores it; *index* counts the attributes, -1 is the text."""
    row = rows(cls)[index] if index >= 0 else cast(TextRow, text_row(cls))
    if value is MISSING:
        if index >= 0:
            raise MissingAttribute("it is missing", element=cls.tag, attribute=row.name, allowed=row.kind.allowed)
        raise MissingContent("the text is missing", element=cls.tag, allowed=row.kind.allowed)
    if index < 0 and cls.is_mixed and isinstance(value, Element | Iterable) and not isinstance(value, _TEXTUAL):
        return take_pieces(cls, value)
    try:
        return row.kind.admit(value)
    except Refusal as refusal:
        raise refusal.at(cls.tag, row.name) from None


def take_children(cls: type[Element], content: object, before: tuple[Element, ...] = ()) -> tuple[Element, ...]:
    """Return *before* and what was given as content as a tuple of children that belong in *cls*.

    Raises: InvalidNesting, MissingContent.
    """
    added = _listed(cls, content)
    if not modest(cls).issuperset(map(type, added)):
        for child in added:
            kind = type(child)
            if kind not in cls.nested and getattr(kind, "is_known", True):
                _refuse_child(cls, child)
            if kind.is_demanding:
                check_complete(child)
    children = before + added
    if cls.is_selective:
        for count in range(len(before) + 1, len(children) + 1):
            check_siblings(cls, children[:count])
    return children


@per_class
def modest(cls: type[Element]) -> frozenset[type[Element]]:
    """Return the kinds of child that *cls* may hold and that need no child themselves: most of what is given."""
    return frozenset(kind for kind in cls.nested if not kind.is_demanding)


def _listed(cls: type[Element], content: object) -> tuple[Element, ...]:
    """Return what was given as content as a tuple; what is in it may be anything."""
    if type(content) is list or type(content) is tuple:
        return tuple(content)
    if isinstance(content, str):
        if cls.bare_text is None:
            _refuse_child(cls, content)
        content = cls.bare_text(content)
    if isinstance(content, Element):
        return (content,)
    if not isinstance(content, Iterable):
        _refuse_child(cls, content)
    return tuple(content)


def check_siblings(parent: type[Element], children: Sequence[Element]) -> None:
    """Return if the last of *children* may stand beside the others, which were checked before.

    Raises: InvalidNesting.
    """
    if Comment in map(type, children):  # these stand anywhere
        children = [child for child in children if type(child) is not Comment]
    if len(children) < 2:
        return
    nested = parent.nested
    # Who bears no sibling stands first or came last, as everybody was checked on the way in.
    for child in (children[0], children[-1]):
        if nested.get(type(child), _ANY_PLACE).alone:
            raise InvalidNesting(
                f"{with_article(child.tag)} bears no sibling, and there are {len(children)} children",
                element=parent.tag,
                found=child,
                allowed=f"one {child.tag}, or the other kinds without it",
            )
    last = children[-1]
    if nested.get(type(last), _ANY_PLACE).once and any(type(child) is type(last) for child in children[:-1]):
        raise InvalidNesting(
            f"there is more than one {last.tag}", element=parent.tag, found=last, allowed=f"one {last.tag}"
        )


def is_complete(element: Element) -> bool:
    """Return whether *element* has the children that it cannot do without."""
    return not _missing(element) and not (element.needs_child and not element.children)


def _missing(element: Element) -> list[str]:
    kinds = {type(child) for child in element.children}
    return [kind.__name__ for kind, place in element.nested.items() if place.required and kind not in kinds]


def check_complete(element: Element) -> None:
    """Refuse to put an element somewhere that lacks a child it needs; alone it may wait for it.

    Raises: MissingContent.
    """
    if is_complete(element):
        return
    missing = _missing(element)
    raise MissingContent(
        f"there is no {missing[0]} in it" if missing else "there is nothing in it",
        element=element.tag,
        found=element,
        allowed=" and ".join(missing) if missing else " or ".join(kind.__name__ for kind in element.nested),
    )


def _refuse_child(cls: type[Element], child: object) -> NoReturn:
    # By the names of the classes, as some have a namesake elsewhere on the wire.
    names = [kind.__name__ for kind in cls.nested]
    what = with_article(type(child).__name__) if isinstance(child, Element) else shown(child)
    raise InvalidNesting(
        f"{what} does not belong here", element=cls.tag, found=child, allowed=", ".join(names) or "no children"
    )


def check_one_of(cls: type[Element], values: tuple[object, ...]) -> None:
    """Return if exactly one of the *values* of the fields that exclude each other is given.

    Raises: InvalidValue, MissingContent.
    """
    names = [name for name, value in zip(cls.one_of, values, strict=True) if value is not None]
    if len(names) != 1:
        found = " and ".join(names) + " are given together" if names else "there is nothing to do"
        error = InvalidValue if names else MissingContent
        raise error(found, element=cls.tag, found=tuple(names), allowed=f"one of {', '.join(cls.one_of)}")


def refuse_arguments(cls: type[Element], extra: object, unknown: dict[str, object]) -> NoReturn:
    """Raise for arguments that the constructor does not have: UnknownAttribute, or WrongType for one by position."""
    names = [row.name for row in rows(cls)]
    allowed = ", ".join(names) or "no attributes"
    for name in unknown:
        raise UnknownAttribute(
            "there is no such attribute",
            element=cls.tag,
            attribute=name,
            found=name,
            allowed=allowed,
            nearest=nearest(name, names),
        )
    several = "several elements in one list" if cls.is_container or cls.is_mixed else ""
    by_keyword = f"the rest by keyword: {allowed}" if names or not several else ""
    raise WrongType(
        f"{shown(extra)} is one positional argument too many",
        element=cls.tag,
        found=extra,
        allowed=", ".join(filter(None, (several, by_keyword))),
    )
