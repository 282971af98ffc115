"""The TeXML side of the platform's REST API, on the emulator's engine: calls and conferences.

A request is `reading` to a command of texml/vocabulary/control, the same declarations that the client sends; `table`
says who carries it out (`calls`, `conferences`, `participants`), `resources` and `pages` what is answered, `problems`
what an error is. All of it is pure; `side` ties it to a world and is the WSGI application, `serving` puts it on a port.
"""
