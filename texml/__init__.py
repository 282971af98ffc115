"""Write, check, serve, control and simulate Telnyx TexML.

This module holds the builder: the elements of the language, and the errors they raise. The other parts are modules of
their own, so that importing this one loads no third-party package: `texml.validation` checks documents,
`texml.callbacks` reads the platform's requests, `texml.schema` makes the XML Schema.
"""

from texml.errors import (
    DocumentError,
    FrozenElement,
    InvalidNesting,
    InvalidValue,
    InvalidXml,
    MissingContent,
    TexmlError,
    UnknownAttribute,
    WrongType,
)
from texml.vocabulary.verbs import (
    Conference,
    Dial,
    Gather,
    Hangup,
    Number,
    Pause,
    Play,
    Redirect,
    Response,
    Say,
)

__all__ = [
    "Conference",
    "Dial",
    "DocumentError",
    "FrozenElement",
    "Gather",
    "Hangup",
    "InvalidNesting",
    "InvalidValue",
    "InvalidXml",
    "MissingContent",
    "Number",
    "Pause",
    "Play",
    "Redirect",
    "Response",
    "Say",
    "TexmlError",
    "UnknownAttribute",
    "WrongType",
]
