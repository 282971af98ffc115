"""What texts stand for, remembered: documents say the same things again and again."""

from collections.abc import Callable
from typing import Any

__all__ = ["Readings"]

_MOST = 128
_LONGEST = 256


class Readings(dict[object, Any]):
    """The values that the last texts of one attribute, or the last texts of one element, stand for.

    ``readings.of(text)`` reads a text that is not among them; *read* raises Refusal for one that stands for nothing.
    Long ones are not kept, nor those in double braces: a `Mustache` is equal to the plain text of its characters and
    stands for something else. *name* is the field that the value belongs to.
    """

    __slots__ = ("name", "of", "read")

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.name = name
        self.read = read
        self.of: Callable[[str], Any] = self.__getitem__  # brackets take three times as long

    def __missing__(self, text: Any) -> Any:
        value = self.read(text)
        if len(text) <= _LONGEST and "{{" not in text:
            if len(self) >= _MOST:
                self.clear()
            self[text] = value
        return value
