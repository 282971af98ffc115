"""The commands of `texml-server`, a module for each kind."""
