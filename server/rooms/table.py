"""One table [rooms.KEY] of rooms.toml: what it says, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple, NoReturn, get_args

from server.errors import ConfigurationError
from server.rooms.hours import DAYS, Hours, UnknownZone, read_hours
from server.rooms.pins import DIGITS, Pin, is_plain, read_pin
from server.rooms.room import ROLES, Role, RoleName, Room, Tongue, WhenHostLeaves
from server.urls import Urls
from texml import Conference, DocumentError, Say
from texml.vocabulary import nearest, rows

__all__ = ["KEYS", "ROLE_KEYS", "URL_ATTRIBUTES", "Terms", "Where", "read_room", "tongues"]

URL_ATTRIBUTES = ("wait_url", "status_callback", "recording_status_callback")
"""The attributes of a Conference that the platform fetches; a path among them is one of this server."""

# The key is part of a URL and of log lines; the name that callers meet under may be any text.
_KEY = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_CODE = re.compile("[0-9]{2,12}")
_NUMBER = re.compile(r"\+[1-9][0-9]{4,14}|sip:[^\s]{1,200}")

KEYS = (
    "name", "code", "welcome", "language", "languages", "voice", "voices", "wait_template", "callers", "capacity",
    "locked", "lobby", "keypad", "consent", "announce_name", "survey", "hours", "timezone", "when_host_leaves",
    "grace_s", "time_limit_s",
)  # fmt: skip
"""What a room's table may say beside the attributes of its Conference and the tables of its roles."""

ROLE_KEYS = ("pin", "pins")
"""What a role's table may say beside the attributes of its Conference."""

# What is wrong with a file is written to the server's log, where no PIN and nobody's number may stand.
_UNQUOTED = (*ROLE_KEYS, "callers")


class Terms(NamedTuple):
    """What holds for a whole file: the *urls* of the server, and whether PINs may stand in it in plain digits."""

    urls: Urls
    allows_plain_pins: bool = True


class Where(NamedTuple):
    """A table and where it stands, for whoever has to mend it."""

    place: str
    table: Mapping[str, Any]

    def refuse(self, key: str | None, problem: str, allowed: str = "", near: object = None) -> NoReturn:
        """Raise what is wrong with *key*, or with the table itself."""
        raise ConfigurationError(problem, place=self.place, key=key, allowed=allowed, nearest=near)

    def check_keys(self, allowed: Iterable[str]) -> None:
        """Raise for the first key that is not *allowed*."""
        names = list(allowed)
        for name in self.table:
            if name not in names:
                self.refuse(name, "there is no such key", ", ".join(names), nearest(name, names))

    def text(self, key: str) -> str | None:
        """Return the text under *key*, or None where there is none."""
        found = self.table.get(key)
        if found is not None and (not isinstance(found, str) or not found.strip()):
            self.refuse(key, f"{found!r} is not allowed", "a text, not blank")
        return found

    def flag(self, key: str) -> bool:
        """Return the flag under *key*; a missing one is off."""
        found = self.table.get(key, False)
        if not isinstance(found, bool):
            self.refuse(key, f"{found!r} is not allowed", "true or false")
        return found

    def number(self, key: str, least: int, most: int) -> int | None:
        """Return the whole number under *key*, or None where there is none."""
        found = self.table.get(key)
        if found is None:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            self.refuse(key, f"{found!r} is not allowed", f"a whole number from {least} to {most}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under *key*, of which one may stand without a list."""
        found = self.table.get(key, [])
        found = [found] if isinstance(found, str) else found
        if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
            self.refuse(key, f"{_quoted(key, found)} is not allowed", "texts, none of them blank")
        return tuple(found)

    def mapping(self, key: str) -> Mapping[str, str]:
        """Return the table of texts under *key*."""
        found = self.table.get(key, {})
        if not isinstance(found, dict) or not all(isinstance(text, str) and text.strip() for text in found.values()):
            self.refuse(key, f"{_quoted(key, found)} is not allowed", "a table of texts, none of them blank")
        return found


def _quoted(key: str, found: object) -> str:
    return "what stands there" if key in _UNQUOTED else repr(found)


def read_room(key: str, table: Mapping[str, Any], place: str, terms: Terms) -> Room:
    """Return the room that *table*, which stands at *place*, describes.

    Raises: ConfigurationError with place, key and what is allowed, for the first thing that is wrong.
    """
    where = Where(place, table)
    if not _KEY.fullmatch(key):
        where.refuse(None, "the room's key cannot stand in a URL", "A-Z, a-z, 0-9, - and _")
    attributes = tuple(row.name for row in rows(Conference))
    where.check_keys((*KEYS, *ROLES, *attributes))
    code = where.text("code")
    if code is not None and not _CODE.fullmatch(code):
        where.refuse("code", f"{code!r} is not allowed", "2 to 12 digits, in quotes")
    spoken = tongues(where)
    roles = _roles(key, where, terms)
    return Room(
        key=key,
        roles=roles,
        code=code,
        tongues=spoken,
        welcome=_welcome(where, spoken),
        callers=_callers(where, roles),
        capacity=where.number("capacity", 1, 800) or roles["participant"].conference.max_participants or 250,
        is_locked=where.flag("locked"),
        has_lobby=where.flag("lobby"),
        has_keypad=where.flag("keypad"),
        asks_consent=where.flag("consent"),
        asks_name=where.flag("announce_name"),
        asks_survey=where.flag("survey"),
        hours=_hours(where),
        when_host_leaves=_when_host_leaves(where),
        grace_s=where.number("grace_s", 1, 3600) or 60,
        # Documented for Dial's timeLimit: texml-verbs/dial.
        time_limit_s=where.number("time_limit_s", 60, 14400),
        **({"wait_template": template} if (template := where.text("wait_template")) else {}),
    )


def tongues(where: Where) -> tuple[Tongue, ...]:
    """Return the languages that a table names, the first one first; without any, that of the platform."""
    languages = where.texts("languages") or ((single,) if (single := where.text("language")) else (None,))
    voices = where.mapping("voices")
    for language in voices:
        if language not in languages:
            known = [name for name in languages if name]
            where.refuse("voices", f"{language!r} is not spoken here", ", ".join(known), nearest(language, known))
    spoken = tuple(Tongue(language, voices.get(language or "", where.text("voice"))) for language in languages)
    for tongue in spoken:
        try:
            Say("x", voice=tongue.voice, language=tongue.language)
        except DocumentError as err:
            where.refuse(err.attribute, err.problem, err.allowed, err.nearest)
    return spoken


def _welcome(where: Where, spoken: tuple[Tongue, ...]) -> Mapping[str | None, str]:
    if not isinstance(where.table.get("welcome"), dict):
        text = where.text("welcome")
        return {tongue.language: text for tongue in spoken} if text else {}
    texts = where.mapping("welcome")
    languages = [tongue.language or "" for tongue in spoken]
    for language in texts:
        if language not in languages:
            where.refuse("welcome", f"{language!r} is not spoken here", ", ".join(languages))
    return {language or None: text for language, text in texts.items()}


def _roles(key: str, where: Where, terms: Terms) -> Mapping[RoleName, Role]:
    own: dict[RoleName, Any] = {
        name: where.table.get(name, {}) for name in ROLES if name in where.table or name == "participant"
    }
    shared = {name: value for name, value in where.table.items() if name not in (*KEYS, *ROLES)}
    read = {}
    for name, said in own.items():
        table = Where(f"{where.place.removesuffix(']')}.{name}]", said)
        if not isinstance(said, dict):
            where.refuse(name, "a role is a table of its own", f"[rooms.{key}.{name}]")
        table.check_keys((*ROLE_KEYS, *(row.name for row in rows(Conference))))
        usual = _usual(name, has_host="host" in own, ends=where.table.get("when_host_leaves", "end") == "end")
        given = {word: value for word, value in said.items() if word not in ROLE_KEYS}
        conference = _conference(key, where, table, usual | shared | given, terms.urls)
        read[name] = Role(name, conference, _pins(key, table, terms))
    return read


def _usual(role: RoleName, *, has_host: bool, ends: bool) -> dict[str, Any]:
    """Return what a role's conference says unless rooms.toml says otherwise: in a room with a host, who starts it."""
    if role == "host":
        return {"start_conference_on_enter": True, **({"end_conference_on_exit": True} if ends else {})}
    waits = {"start_conference_on_enter": False} if has_host else {}
    return waits | ({"muted": True} if role == "listener" else {})


def _conference(key: str, where: Where, table: Where, said: Mapping[str, Any], urls: Urls) -> Conference:
    attributes: dict[str, Any] = {
        "status_callback": urls.conference_callback,
        "status_callback_event": ("start", "end", "join", "leave", "speaker"),
        **said,
    }
    for name in URL_ATTRIBUTES:
        url = attributes.get(name)
        if isinstance(url, str) and url:  # anything else is left for the noun to refuse
            attributes[name] = urls.absolute(url)
    try:
        return Conference(where.text("name") or key, **attributes)
    except DocumentError as err:
        stands = table if err.attribute in table.table else where
        return stands.refuse(err.attribute, err.problem, err.allowed, err.nearest)


def _pins(key: str, table: Where, terms: Terms) -> tuple[Pin, ...]:
    # One salt for the plain PINs of a room, so that a try is hashed once.
    salt = blake2b(key.encode(), digest_size=16).digest()
    pins = []
    for word in ROLE_KEYS:
        for text in table.texts(word):
            if is_plain(text) and not terms.allows_plain_pins:
                table.refuse(word, "a PIN stands in plain digits", "the line that `texml-server rooms new` prints")
            try:
                pins.append(read_pin(text, salt))
            except ValueError as err:
                digits = f"{DIGITS.start} to {DIGITS.stop - 1} digits in quotes"
                table.refuse(word, str(err), f"{digits}, or what `texml-server rooms new` prints")
    return tuple(pins)


def _callers(where: Where, roles: Mapping[RoleName, Role]) -> Mapping[str, RoleName]:
    found: dict[str, RoleName] = {}
    for number, name in where.mapping("callers").items():
        if not _NUMBER.fullmatch(number):
            where.refuse("callers", "a caller's number is none", "+ and 5 to 15 digits, or sip:...")
        role: RoleName | None = next((role for role in roles if role == name), None)
        if role is None:
            where.refuse("callers", f"{name!r} is no role of this room", ", ".join(roles), nearest(name, list(roles)))
        found[number] = role
    return found


def _hours(where: Where) -> Hours | None:
    texts = where.texts("hours")
    zone = where.text("timezone") or "UTC"
    try:
        return read_hours(texts, zone) if texts else None
    except UnknownZone as err:
        return where.refuse("timezone", str(err), "a name such as Europe/Berlin")
    except ValueError as err:
        return where.refuse("hours", str(err), f"DAY-DAY HH:MM-HH:MM; days: {', '.join(DAYS)}")


def _when_host_leaves(where: Where) -> WhenHostLeaves:
    word = where.text("when_host_leaves") or "end"
    choices: tuple[WhenHostLeaves, ...] = get_args(WhenHostLeaves)
    found: WhenHostLeaves | None = next((choice for choice in choices if choice == word), None)
    if found is None:
        where.refuse("when_host_leaves", f"{word!r} is not allowed", ", ".join(choices), nearest(word, choices))
    return found
