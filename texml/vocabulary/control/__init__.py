"""The REST API: one frozen class for each command, and for each resource that the platform answers with.

A command is declared once: its arguments, method, path and what its answer is read as. The client's methods, their
signatures and the reference page derive from it. Here is the table of all; the classes are in the modules beside it.
"""
