"""Compile a verb class's constructor and fluent methods from its declaration.

The constructor takes explicit keywords, checks each value inline and writes its markup as it goes, so a document
costs little more than the text it becomes (bench/builder.py). It is compiled when it is first called.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, cast

from texml.errors import InvalidNesting, InvalidValue, MissingContent, UnknownAttribute, WrongType
from texml.vocabulary.declaration import TextRow, fields, rows, text_row
from texml.vocabulary.element import Element, assemble, set_children, set_markup, set_values
from texml.vocabulary.refusal import Refusal, nearest, shown
from texml.writer import escape_attribute, escape_text

if TYPE_CHECKING:
    from inspect import Signature

__all__ = ["install", "install_method"]


class _Missing:
    """What a required text is until it is given."""

    def __repr__(self) -> str:
        return "MISSING"


_MISSING = _Missing()


def install(cls: type[Element], source: str) -> None:
    """Make a declared class usable: readable fields, and a constructor that compiles itself when first called.

    Raises: TypeError if a field bears a name that every element needs for itself.
    """
    cls.tag = cls.__name__
    cls.source = source
    cls.fields = fields(cls)
    cls.optional = frozenset(name for name in cls.fields if name in cls.__dict__)
    for index, (name, marker) in enumerate(cls.fields.items()):
        if hasattr(Element, name):
            raise TypeError(f"{cls.tag} cannot have a field {name!r}: every element has something of that name")
        setattr(cls, name, property(_reader(index), doc=marker.doc))
    if "content" in cls.__dict__:
        delattr(cls, "content")  # a constructor parameter, not an attribute

    def compile_and_call(self: Element, *args: Any, **kwargs: Any) -> None:
        compiled = _compile(cls)
        setattr(cls, "__init__", compiled)
        compiled(self, *args, **kwargs)

    setattr(cls, "__init__", compile_and_call)
    setattr(cls, "__signature__", _LazySignature())


def _reader(index: int) -> Callable[[Element], object]:
    return lambda element: element.values[index]


def install_method(owner: type[Element], name: str, child: Callable[..., Element], *, alone: bool) -> None:
    """Give *owner* a method that returns it with one more *child*; *alone* says that the child bears no sibling."""
    if "nested" not in owner.__dict__:
        owner.nested = {}
    owner.nested[cast("type[Element]", child)] = alone

    def method(self: Element, *args: Any, **kwargs: Any) -> Element:
        children = (*self.children, child(*args, **kwargs))
        _check_siblings(owner, children)
        return assemble(owner, self.markup, self.values, children)

    method.__name__ = name
    method.__qualname__ = f"{owner.__qualname__}.{name}"
    method.__doc__ = f"Return this {owner.__name__} with a {child.__name__} added; takes what {child.__name__} takes."
    setattr(owner, name, method)


def _check_siblings(parent: type[Element], children: tuple[Element, ...]) -> None:
    if len(children) < 2 or not any(parent.nested.values()):
        return
    for child in children:
        if parent.nested.get(type(child)):
            raise InvalidNesting(
                f"a {child.tag} bears no sibling, and there are {len(children)} children",
                element=parent.tag,
                found=child,
                allowed=f"one {child.tag}, or the other kinds without it",
            )


def _compile(cls: type[Element]) -> Callable[..., None]:
    text, attributes = text_row(cls), rows(cls)
    scope: dict[str, object] = {
        "_MISSING": _MISSING,
        "_refuse": partial(_refuse_arguments, cls),
        "_admit": partial(_admit, cls),
        "_take": partial(_take_children, cls),
        "_escape": escape_attribute,
        "_escape_text": escape_text,
        "_set_children": set_children,
        "_set_markup": set_markup,
        "_set_values": set_values,
    }
    parameters, body = [], ["if _extra or _unknown: _refuse(_extra, _unknown)", f"_markup = '<{cls.tag}'"]
    if cls.is_container:
        parameters.append("content=()")
        body.append("_set_children(_self, _take(content) if content != () else ())")
    else:
        body.append("_set_children(_self, ())")
    if text is not None:
        parameters.append(f"{text.name}={'_MISSING' if text.required else 'None'}")
    parameters.append("*_extra")
    for index, row in enumerate(attributes):
        lines, names = row.kind.source(row.name, index, row.wire)
        scope |= names
        parameters.append(f"{row.name}=None")
        body += [f"if {row.name} is not None:", *(f"    {line}" for line in lines)]
    if cls.one_of:
        scope["_check_one_of"] = partial(_check_one_of, cls)
        body.append(f"_check_one_of(({', '.join(cls.one_of)},))")
    body += _closing(cls, text, scope)
    values = [*([text.name] if text else []), *(row.name for row in attributes)]
    body.append(f"_set_values(_self, ({''.join(f'{name}, ' for name in values)}))")
    head = f"def __init__(_self, {', '.join(parameters)}, **_unknown):"
    exec("\n    ".join([head, *body]), scope)  # noqa: S102  # made of our own declarations only
    return cast("Callable[..., None]", scope["__init__"])


def _closing(cls: type[Element], text: TextRow | None, scope: dict[str, object]) -> list[str]:
    """Return the lines that set the markup, with the text where the element has one."""
    if cls.is_container:
        return ["_set_markup(_self, _markup)"]
    if text is None:
        return ["_set_markup(_self, _markup + '/>')"]
    name, tag = text.name, cls.tag
    fast, names = text.kind.fast(name, "text")
    scope |= names
    marks = " or ".join(f"{mark!r} in {name}" for mark in "&<>")
    lines = [
        f"if not ({fast}):",
        f"    {name} = _admit(-1, {name})",
        f"    _set_markup(_self, f'{{_markup}}>{{_escape_text({name})}}</{tag}>')",
        f"elif {marks}: _set_markup(_self, f'{{_markup}}>{{_escape_text({name})}}</{tag}>')",
        f"else: _set_markup(_self, f'{{_markup}}>{{{name}}}</{tag}>')",
    ]
    if text.required:
        return lines
    return [f"if {name} is None: _set_markup(_self, _markup + '/>')", "else:", *(f"    {line}" for line in lines)]


def _admit(cls: type[Element], index: int, value: object) -> object:
    """Return *value* as the field stores it; *index* counts the attributes, -1 is the text."""
    row = rows(cls)[index] if index >= 0 else cast(TextRow, text_row(cls))
    if value is _MISSING:
        raise MissingContent("the text is missing", element=cls.tag, allowed=row.kind.allowed)
    try:
        return row.kind.admit(value)
    except Refusal as refusal:
        raise refusal.at(cls.tag, row.name) from None


def _take_children(cls: type[Element], content: object) -> tuple[Element, ...]:
    """Return what was given as content as a tuple of children that belong in *cls*."""
    if isinstance(content, Element) and type(content) in cls.nested:
        return (content,)
    if isinstance(content, str):
        if cls.bare_text is None:
            _refuse_child(cls, content)
        return (cls.bare_text(content),)
    if isinstance(content, Element) or not isinstance(content, Iterable):
        _refuse_child(cls, content)
    children: tuple[Any, ...] = tuple(content)
    for child in children:
        if type(child) not in cls.nested:
            _refuse_child(cls, child)
    _check_siblings(cls, children)
    return children


def _refuse_child(cls: type[Element], child: object) -> NoReturn:
    tags = [kind.tag for kind in cls.nested]
    what = f"a {child.tag}" if isinstance(child, Element) else shown(child)
    raise InvalidNesting(
        f"{what} does not belong here", element=cls.tag, found=child, allowed=", ".join(tags) or "no children"
    )


def _check_one_of(cls: type[Element], values: tuple[object, ...]) -> None:
    names = [name for name, value in zip(cls.one_of, values, strict=True) if value is not None]
    if len(names) != 1:
        found = " and ".join(names) + " are given together" if names else "there is nothing to do"
        error = InvalidValue if names else MissingContent
        raise error(found, element=cls.tag, found=tuple(names), allowed=f"one of {', '.join(cls.one_of)}")


def _refuse_arguments(cls: type[Element], extra: tuple[object, ...], unknown: dict[str, object]) -> NoReturn:
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
    raise WrongType(
        f"{shown(extra[0])} is one positional argument too many",
        element=cls.tag,
        found=extra[0],
        allowed=f"the rest by keyword: {allowed}",
    )


class _LazySignature:
    """What ``inspect.signature`` shows of a verb class; made when it is asked for, as inspect is slow to import."""

    def __get__(self, instance: object, owner: type[Element]) -> "Signature":
        from inspect import Parameter, Signature  # noqa: PLC0415

        text = text_row(owner)
        parameters = []
        if owner.is_container:
            parameters.append(Parameter("content", Parameter.POSITIONAL_OR_KEYWORD, default=()))
        if text is not None:
            default = Parameter.empty if text.required else None
            parameters.append(Parameter(text.name, Parameter.POSITIONAL_OR_KEYWORD, default=default))
        parameters += [Parameter(row.name, Parameter.KEYWORD_ONLY, default=None) for row in rows(owner)]
        return Signature(parameters)
