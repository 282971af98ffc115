"""The templates of the server: voice/*.xml are TeXML documents, autoescaped by their suffix."""
