"""Open the dial-in: rooms, words, programmes and what is remembered of callers, all checked before the first call."""

from pathlib import Path
from typing import NamedTuple

from server.config import Config
from server.dialin.apologies import Apologies
from server.dialin.ledger import Ledger
from server.dialin.receptionist import Receptionist
from server.dialin.words import Words, load_words
from server.hold import HoldScripts
from server.rooms.book import RoomBook
from server.rooms.directory import demo_rooms, read_rooms
from server.rooms.room import Directory
from server.urls import Urls

__all__ = ["DialIn", "House", "open_dialin", "read_house"]


class House(NamedTuple):
    """What callers meet, checked: the rooms, the words, and the programmes of those who wait."""

    rooms: RoomBook
    words: Words
    hold: HoldScripts


class DialIn(NamedTuple):
    """The dial-in of one application: its rooms, who answers their calls, what it remembers, its last words."""

    rooms: RoomBook
    receptionist: Receptionist
    ledger: Ledger
    apologies: Apologies

    @property
    def directory(self) -> Directory:
        """Return the rooms as they are now."""
        return self.rooms.directory


def read_house(config: Config, urls: Urls) -> House:
    """Return the rooms, words and programmes that *config* names.

    Raises: ConfigurationError for what is wrong with them.
    """
    file = Path(config.rooms) if config.rooms else None
    templates = Path(config.templates) if config.templates else None
    words = load_words(templates)
    hold = HoldScripts(words, templates)

    def read() -> Directory:
        directory = demo_rooms(urls)
        if file is not None:
            directory = read_rooms(file, urls, allows_plain_pins=config.is_loopback)
        hold.check_rooms(directory)
        return directory

    return House(RoomBook(file, read), words, hold)


def open_dialin(house: House, urls: Urls, ledger: Ledger, *, fresh_key: bytes) -> DialIn:
    """Return the dial-in of *house*; *fresh_key* seals its URLs where the ledger's database has no key yet.

    Close the ledger when it is no longer needed.

    Raises: LogUnavailable.
    """
    keys = ledger.seal_keys(fresh_key)
    receptionist = Receptionist(desk=ledger, words=house.words, hold=house.hold, urls=urls, keys=keys)
    return DialIn(house.rooms, receptionist, ledger, Apologies(house.words))
