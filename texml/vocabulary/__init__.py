"""The words of the platform, declared once; everything else derives from these declarations."""

from texml.vocabulary.bases import Container, Leaf, Mixed
from texml.vocabulary.checks import is_complete
from texml.vocabulary.comment import Comment
from texml.vocabulary.declaration import Row, TextRow, per_class, rows, text_row
from texml.vocabulary.element import Element, reachable
from texml.vocabulary.other import Other
from texml.vocabulary.refusal import nearest

__all__ = [
    "Comment",
    "Container",
    "Element",
    "Leaf",
    "Mixed",
    "Other",
    "Row",
    "TextRow",
    "is_complete",
    "nearest",
    "per_class",
    "reachable",
    "rows",
    "text_row",
]
