"""Give a verb class its constructor, its readable fields, and its methods.

Constructors and methods are compiled (texml/vocabulary/compiler.py) when they are first called, so that importing the
vocabulary stays cheap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from texml.vocabulary.compiler import compiled_constructor, compiled_method
from texml.vocabulary.declaration import prepare, rows, text_row
from texml.vocabulary.element import Element
from texml.vocabulary.facts import Ending, Grade, Place
from texml.vocabulary.refusal import with_article

if TYPE_CHECKING:
    from inspect import Signature

__all__ = ["install", "install_method"]


def install(cls: type[Element], *, tag: str | None, source: str, ends: Ending, grade: Grade) -> None:
    """Make a declared class usable: a constructor that compiles itself when it is first called."""
    # A subclass of a verb stands for it on the wire; one that begins with _ is what verbs have in common, and no verb.
    cls.tag = tag or cls.tag or ("" if cls.__name__[0] == "_" else cls.__name__)
    cls.source = source
    cls.ends = ends
    cls.grade = grade

    def compile_and_call(self: Element, *args: Any, **kwargs: Any) -> None:
        compiled = compiled_constructor(cls)
        setattr(cls, "__init__", compiled)
        compiled(self, *args, **kwargs)

    setattr(cls, "__init__", compile_and_call)
    setattr(cls, "__signature__", _LazySignature())
    setattr(cls, "__doc__", _LazyDoc(cls.__dict__.get("__doc__")))


def install_method(owner: type[Element], name: str, child: Callable[..., Element], place: Place) -> None:
    """Give *owner* a method that returns it with one more *child*, which stands there as *place* says."""
    if "nested" not in owner.__dict__:
        owner.nested = dict(owner.nested)
    kind = cast("type[Element]", child)
    owner.nested[kind] = place
    owner.is_selective |= place.alone or place.once

    def describe(method: Callable[..., Element]) -> None:
        method.__name__ = name
        method.__qualname__ = f"{owner.__qualname__}.{name}"
        takes = f"takes what {kind.__name__} takes"
        method.__doc__ = f"Return this {owner.__name__} with {with_article(kind.__name__)} added; {takes}."
        setattr(owner, name, method)

    def compile_and_call(self: Element, *args: Any, **kwargs: Any) -> Element:
        compiled = compiled_method(owner, kind)
        describe(compiled)
        return compiled(self, *args, **kwargs)

    describe(compile_and_call)


class _LazyDoc:
    """What ``help()`` shows of a verb class, with all its attributes; made when it is asked for."""

    def __init__(self, written: str | None) -> None:
        self.written = written

    def __get__(self, instance: object, owner: type[Element]) -> str:
        from texml.vocabulary.documentation import described  # noqa: PLC0415  # what reads sources is slow to import

        return described(owner)


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
        for row in rows(owner):
            default = Parameter.empty if row.required else None
            parameters.append(Parameter(row.name, Parameter.KEYWORD_ONLY, default=default))
        return Signature(parameters)


Element.prepare = prepare
