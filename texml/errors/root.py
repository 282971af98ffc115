"""What all errors of the library derive from."""

__all__ = ["TexmlError"]


class TexmlError(Exception):
    """Stand at the root of every error of this library."""
