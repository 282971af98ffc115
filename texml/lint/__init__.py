"""Check the TeXML of files, and show what is found."""

from texml.lint.findings import FileFinding, findings_in
from texml.lint.formats import FORMATS
from texml.lint.sources import Document, documents_in, files_in

__all__ = ["FORMATS", "Document", "FileFinding", "documents_in", "files_in", "findings_in"]
