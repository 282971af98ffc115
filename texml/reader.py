"""Parse TeXML that somebody else wrote, without trusting it.

What could harm the reader is refused before anything looks at the document: document types, entities, other encodings
than UTF-8, and more bytes, elements, depth or attributes than an application's document has. The limits are ours; the
platform publishes none.
"""

from lxml import etree

from texml.errors import InvalidXml

__all__ = ["MAX_ATTRIBUTES", "MAX_BYTES", "MAX_DEPTH", "MAX_ELEMENTS", "parse"]

MAX_BYTES = 65_536
MAX_ELEMENTS = 1_000
MAX_DEPTH = 32
MAX_ATTRIBUTES = 64


def parse(document: str | bytes) -> etree._Element:
    """Return the root of *document*, with the line of each element in ``sourceline``; comments are left out.

    *document* is text, or bytes in UTF-8.

    Raises: InvalidXml if it is not well-formed or over a limit; its *line* says where, where a line is known.
    """
    raw = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document
    if len(raw) > MAX_BYTES:
        raise _refused(f"the document has {len(raw)} bytes", f"{MAX_BYTES} bytes")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as err:
        problem = (err.msg or "not well-formed").partition(", line ")[0]
        raise _refused(problem, "well-formed XML in UTF-8", err.lineno) from err
    _check(root)
    return root


def _check(root: etree._Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused("there is a document type", "no DOCTYPE and no entities of its own", root.sourceline)
    pending = [(root, 1)]
    elements = 0
    while pending:
        node, depth = pending.pop()
        elements += 1
        if elements > MAX_ELEMENTS:
            raise _refused("there are too many elements", f"{MAX_ELEMENTS} elements", node.sourceline)
        if depth > MAX_DEPTH:
            raise _refused("the elements are nested too deep", f"a depth of {MAX_DEPTH}", node.sourceline)
        if len(node.attrib) > MAX_ATTRIBUTES:
            raise _refused("there are too many attributes", f"{MAX_ATTRIBUTES} on one element", node.sourceline)
        pending += [(child, depth + 1) for child in node]


def _refused(problem: str, allowed: str, line: int | None = None) -> InvalidXml:
    return InvalidXml(problem, element="Response", allowed=allowed, path="/", line=line)
