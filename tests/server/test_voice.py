"""The documents that the platform fetches, as it fetches them."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from server.callbacks import Reception
from server.log import sqlite
from server.tune import TUNE
from texml import Conference, Dial, Response, parse
from texml.validation import is_valid
from texml.vocabulary import rows
from texml.vocabulary.documents import CONFERENCE_WAIT

SCHEMA = Path(__file__).parents[2] / "schemas" / "texml.xsd"
METHODS = pytest.mark.parametrize("method", ["GET", "POST"])
ATTACK = "</Say><Dial>+1900</Dial>"

# Every attribute of the noun: what rooms.toml says, and what the document has.
ATTRIBUTES = {
    "muted": ("muted", "true", "true"),
    "start_conference_on_enter": ("startConferenceOnEnter", "false", "false"),
    "end_conference_on_exit": ("endConferenceOnExit", "true", "true"),
    "max_participants": ("maxParticipants", "250", "250"),
    "beep": ("beep", '"onEnter"', "onEnter"),
    "participant_label": ("participantLabel", '"host & \\"co\\""', 'host & "co"'),
    "record": ("record", '"record-from-start"', "record-from-start"),
    "record_beep": ("recordBeep", "false", "false"),
    "recording_status_callback": (
        "recordingStatusCallback",
        '"/recorded?a=1&b=2"',
        "https://voice.example.com/recorded?a=1&b=2",
    ),
    "recording_status_callback_event": (
        "recordingStatusCallbackEvent",
        '["in-progress", "completed", "absent"]',
        "in-progress completed absent",
    ),
    "recording_status_callback_method": ("recordingStatusCallbackMethod", '"GET"', "GET"),
    "recording_timeout": ("recordingTimeout", "0", "0"),
    "trim": ("trim", '"trim-silence"', "trim-silence"),
    "send_recording_url": ("sendRecordingUrl", "true", "true"),
    "status_callback": ("statusCallback", '"told"', "https://voice.example.com/told"),
    "status_callback_method": ("statusCallbackMethod", '"POST"', "POST"),
    "status_callback_event": ("statusCallbackEvent", '["start", "speaker"]', "start speaker"),
    "wait_url": ("waitUrl", '"https://cdn.example.com/hold.mp3"', "https://cdn.example.com/hold.mp3"),
    "wait_method": ("waitMethod", '"GET"', "GET"),
}
FULL_ROOM = "[rooms.full]\n" + "".join(f"{name} = {toml}\n" for name, (_, toml, _) in ATTRIBUTES.items())


@pytest.fixture(scope="module")
def accepts() -> dict[str, Callable[[Any], bool]]:
    """Return what says whether the XML Schema accepts a document, for two independent validators."""
    return {"lxml": etree.XMLSchema(etree.parse(SCHEMA)).validate, "xmlschema": xmlschema.XMLSchema(SCHEMA).is_valid}


@pytest.fixture
def serve(make_app: Callable[..., Flask], write_rooms: Callable[[str], str]) -> Callable[..., FlaskClient]:
    def serve(rooms: str, **settings: str) -> FlaskClient:
        settings = {"public_url": "https://voice.example.com", **settings}
        return make_app(rooms=write_rooms(rooms), **settings).test_client()

    return serve


def noun_of(client: FlaskClient, path: str) -> Any:
    """Return the noun that a caller of *path* is put into a conference with."""
    return etree.fromstring(client.get(path).data).find(".//Conference")


def hold_of(client: FlaskClient, path: str = "/rooms/demo", base: str = "http://127.0.0.1:8080") -> str:
    """Return the path of the hold programme for a caller of *path*."""
    url: str = noun_of(client, path).get("waitUrl")
    assert url.startswith(f"{base}/")
    return url.removeprefix(base)


class TestRoom:
    @METHODS
    @pytest.mark.parametrize("path", ["/voice", "/rooms/demo"])
    def test_call_is_answered_with_the_document_of_its_room(self, path: str, method: str, client: FlaskClient) -> None:
        response = client.open(path, method=method)

        document = parse(response.data)
        dial = document.children[1]
        assert isinstance(dial, Dial)
        (noun,) = dial.children
        assert isinstance(noun, Conference)
        expected = Conference(
            "demo",
            status_callback="http://127.0.0.1:8080/callbacks/conference",
            status_callback_event=("start", "end", "join", "leave", "speaker"),
            wait_url=noun.wait_url,
        )
        assert (200, Response().say("Welcome to the demo room.").dial(expected, action=dial.action)) == (
            response.status_code, document
        )  # fmt: skip

    def test_action_and_programme_of_a_call_are_sealed_paths_of_this_server(self, client: FlaskClient) -> None:
        root = etree.fromstring(client.get("/rooms/demo").data)

        dial, noun = root.find("Dial"), root.find(".//Conference")
        assert dial is not None
        assert noun is not None
        assert re.fullmatch(r"http://127\.0\.0\.1:8080/voice/[\w.-]+", dial.get("action", ""))
        assert re.fullmatch(r"http://127\.0\.0\.1:8080/hold/[\w.-]+", noun.get("waitUrl", ""))

    @METHODS
    def test_call_that_comes_back_goes_on(self, method: str, client: FlaskClient) -> None:
        action = etree.fromstring(client.get("/rooms/demo").data).find("Dial").get("action")  # type: ignore[union-attr]

        root = etree.fromstring(client.open(action, method=method).data)

        assert ["Say", "Say", "Say", "Hangup"] == [verb.tag for verb in root]

    def test_number_in_the_request_decides_the_room(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve('[rooms.a]\ncode = "11"\n[rooms.b]\n[numbers."+13125550100"]\nroom = "b"\n')

        posted = client.post("/voice", data={"To": "+13125550100", "CallSid": "v3:a"}).data
        asked = client.get("/voice", query_string={"To": "+13125550100", "CallSid": "v3:a"}).data

        assert ["b", "b"] == [etree.fromstring(each).findtext(".//Conference") for each in (posted, asked)]

    @METHODS
    @pytest.mark.parametrize("path", ["/voice", "/voice/abc", "/rooms/demo", "/rooms/none", "/hold/abc"])
    def test_document_is_sent_as_xml(self, path: str, method: str, client: FlaskClient) -> None:
        response = client.open(path, method=method)

        assert "application/xml; charset=utf-8" == response.headers["Content-Type"]

    def test_fields_that_mean_nothing_change_nothing(self, client: FlaskClient) -> None:
        plain = client.post("/rooms/demo", data={"CallSid": "v3:a"})

        asked = client.post("/rooms/demo?name=x&muted=true", data={"CallSid": "v3:a", "From": ATTACK, "name": "x"})

        assert plain.data == asked.data

    def test_request_without_keys_is_kept_in_the_log(
        self, client: FlaskClient, stored: Callable[[], list[bytes]]
    ) -> None:
        client.post("/voice", data={"CallSid": "v3:a", "To": "+13125550100"})

        client.application.extensions["texml"].inbox.close()
        assert [b"CallSid=v3:a&To=%2B13125550100"] == stored()

    def test_keys_that_were_pressed_are_not_kept(
        self, serve: Callable[..., FlaskClient], stored: Callable[[], list[bytes]]
    ) -> None:
        client = serve('[rooms.a.participant]\npin = "271828"\n')
        gather = etree.fromstring(client.post("/voice", data={"CallSid": "v3:a"}).data).find("Gather")
        assert gather is not None

        client.post(gather.get("action", ""), data={"CallSid": "v3:a", "Digits": "271828"})

        client.application.extensions["texml"].inbox.close()
        assert [b"CallSid=v3:a"] == stored()

    @METHODS
    @pytest.mark.parametrize("path", ["/rooms/none", "/rooms/DEMO", "/rooms/demo%20"])
    def test_caller_of_an_unknown_room_is_told_so_with_status_200(
        self, path: str, method: str, client: FlaskClient
    ) -> None:
        response = client.open(path, method=method)

        tags = [verb.tag for verb in etree.fromstring(response.data)]
        assert (200, ["Say", "Say", "Hangup"]) == (response.status_code, tags)

    def test_rooms_of_the_file_are_served(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve('[rooms.guest]\nname = "Standup"\nmuted = true\n[rooms.host]\nname = "Standup"')

        nouns = [etree.fromstring(client.get(f"/rooms/{key}").data).find(".//Conference") for key in ("guest", "host")]

        assert [("Standup", "true"), ("Standup", None)] == [(noun.text, noun.get("muted")) for noun in nouns]

    def test_demo_room_is_gone_once_rooms_are_described(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve("[rooms.standup]")

        assert b"does not exist" in client.get("/rooms/demo").data


class TestAttributes:
    def test_every_attribute_of_the_noun_is_in_the_table(self) -> None:
        assert {name: wire for name, (wire, *_) in ATTRIBUTES.items()} == {
            row.name: row.wire for row in rows(Conference)
        }

    def test_there_are_nineteen(self) -> None:
        assert 19 == len(ATTRIBUTES)

    @pytest.mark.parametrize("name", ATTRIBUTES)
    def test_attribute_of_the_file_is_in_the_served_document(
        self, name: str, serve: Callable[..., FlaskClient]
    ) -> None:
        wire, toml, value = ATTRIBUTES[name]
        client = serve(f"[rooms.a]\n{name} = {toml}")

        noun = etree.fromstring(client.get("/rooms/a").data).find(".//Conference")

        assert noun is not None
        assert value == noun.get(wire)

    def test_document_with_all_of_them_has_exactly_these(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve(FULL_ROOM)

        noun = etree.fromstring(client.get("/rooms/full").data).find(".//Conference")

        assert noun is not None
        assert {wire: value for wire, _, value in ATTRIBUTES.values()} == dict(noun.attrib)

    def test_document_with_all_of_them_is_accepted_by_the_validator(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve(FULL_ROOM)

        assert is_valid(client.get("/rooms/full").data)

    @pytest.mark.parametrize("validator", ["lxml", "xmlschema"])
    def test_document_with_all_of_them_is_accepted_by_the_schema(
        self, validator: str, accepts: dict[str, Callable[[Any], bool]], serve: Callable[..., FlaskClient]
    ) -> None:
        client = serve(FULL_ROOM)

        tree = etree.fromstring(client.get("/rooms/full").data).getroottree()

        assert accepts[validator](tree)


class TestHold:
    @METHODS
    def test_who_waits_is_answered_with_the_programme(self, method: str, client: FlaskClient) -> None:
        response = client.open(hold_of(client), method=method)

        tags = [verb.tag for verb in etree.fromstring(response.data)]
        assert (200, ["Say", "Play"]) == (response.status_code, tags)

    def test_programme_is_a_wait_document(self, client: FlaskClient) -> None:
        assert is_valid(client.get(hold_of(client)).data, kind=CONFERENCE_WAIT)

    @pytest.mark.parametrize("validator", ["lxml", "xmlschema"])
    def test_programme_is_accepted_by_the_schema(
        self, validator: str, accepts: dict[str, Callable[[Any], bool]], client: FlaskClient
    ) -> None:
        tree = etree.fromstring(client.get(hold_of(client)).data).getroottree()

        assert accepts[validator](tree)

    def test_room_has_the_programme_that_it_names_in_its_voice(
        self, serve: Callable[..., FlaskClient], write_templates: Callable[[dict[str, str]], Path]
    ) -> None:
        folder = write_templates({"jazz.xml": '<Response><Say voice="{{ voice }}">{{ name }}, ü</Say></Response>'})
        rooms = '[rooms.a]\nname = "Café"\nvoice = "alice"\nwait_template = "jazz.xml"'
        client = serve(rooms, templates=str(folder))

        response = client.get(hold_of(client, "/rooms/a", "https://voice.example.com"))

        assert '<Response><Say voice="alice">Café, ü</Say></Response>' == response.data.decode()

    def test_who_waits_for_nothing_hears_silence(self, client: FlaskClient) -> None:
        assert ["Pause"] == [verb.tag for verb in etree.fromstring(client.get("/hold/abc").data)]


class TestMusic:
    def test_music_is_a_wav_file_that_may_be_kept(self, client: FlaskClient) -> None:
        response = client.get("/media/hold.wav")

        assert (200, "audio/wav", "public, max-age=86400", TUNE.audio) == (
            response.status_code, response.content_type, response.headers["Cache-Control"], response.data
        )  # fmt: skip

    def test_part_of_the_music_is_answered_alone(self, client: FlaskClient) -> None:
        response = client.get("/media/hold.wav", headers={"Range": "bytes=4-7"})

        assert (206, f"bytes 4-7/{len(TUNE.audio)}", TUNE.audio[4:8]) == (
            response.status_code, response.headers["Content-Range"], response.data
        )  # fmt: skip

    def test_music_that_was_kept_is_not_sent_again(self, client: FlaskClient) -> None:
        etag = client.get("/media/hold.wav").headers["ETag"]

        response = client.get("/media/hold.wav", headers={"If-None-Match": etag})

        assert (304, b"") == (response.status_code, response.data)


class TestUrls:
    FORGED = (
        {"Host": "evil.example.com"},
        {"X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "gopher"},
        {"Forwarded": "host=evil.example.com"},
        {"Host": "evil.example.com:1", "X-Forwarded-Prefix": "/evil.example.com"},
    )

    @pytest.mark.parametrize("headers", FORGED, ids=["host", "x-forwarded", "forwarded", "prefix"])
    @pytest.mark.parametrize("path", ["/voice", "/rooms/a"])
    def test_forged_header_does_not_reach_a_document(
        self, path: str, headers: dict[str, str], serve: Callable[..., FlaskClient]
    ) -> None:
        client = serve("[rooms.a]")

        response = client.get(path, headers=headers)

        assert client.get(path).data == response.data

    def test_urls_are_made_from_the_public_url(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve("[rooms.a]", public_url="https://proxy.example.com/voice/")

        noun = noun_of(client, "/rooms/a")

        assert "https://proxy.example.com/voice/callbacks/conference" == noun.get("statusCallback")
        assert hold_of(client, "/rooms/a", "https://proxy.example.com/voice").startswith("/hold/")

    def test_music_of_the_programme_is_at_the_public_url(self, serve: Callable[..., FlaskClient]) -> None:
        base = "https://proxy.example.com/voice"
        client = serve("[rooms.a]", public_url=base)

        root = etree.fromstring(client.get(hold_of(client, "/rooms/a", base)).data)

        assert f"{base}/media/hold.wav" == root.findtext("Play")

    def test_urls_of_the_documents_lead_to_this_server(self, client: FlaskClient) -> None:
        noun = etree.fromstring(client.get("/rooms/demo").data).find(".//Conference")
        assert noun is not None

        paths = [noun.attrib[name].removeprefix("http://127.0.0.1:8080") for name in ("statusCallback", "waitUrl")]

        assert [200, 200] == [client.post(path).status_code for path in paths]


class TestEscaping:
    def test_name_and_welcome_of_a_room_are_text_in_its_document(self, serve: Callable[..., FlaskClient]) -> None:
        client = serve(f'[rooms.a]\nname = "{ATTACK}"\nwelcome = "{ATTACK}"')

        texts = "".join(etree.fromstring(client.get("/rooms/a").data).itertext())

        assert ATTACK * 2 == texts

    def test_value_of_a_room_stays_a_value_in_every_document(self, serve: Callable[..., FlaskClient]) -> None:
        value = '"/><Dial>+1900</Dial><Say voice="'
        client = serve(f"[rooms.a]\nwelcome = 'Hello'\nvoice = '{value}'\nlanguage = '{value}'")

        paths = ["/rooms/a", hold_of(client, "/rooms/a", "https://voice.example.com")]
        says = [etree.fromstring(client.get(path).data).find("Say") for path in paths]

        assert [{"voice": value, "language": value}] * 2 == [dict(say.attrib) for say in says if say is not None]

    @pytest.mark.parametrize("path", ["/rooms/%3CDial%3E", "/rooms/{{7*7}}"])
    def test_name_that_a_caller_asks_for_is_in_no_document(self, path: str, client: FlaskClient) -> None:
        unknown = client.get("/rooms/none")

        assert unknown.data == client.get(path).data


class TestMethods:
    @pytest.mark.parametrize("path", ["/voice", "/voice/abc", "/hold/abc", "/rooms/demo", "/rooms/none"])
    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
    def test_other_methods_are_refused(self, method: str, path: str, client: FlaskClient) -> None:
        assert 405 == client.open(path, method=method).status_code

    @pytest.mark.parametrize("path", ["/rooms", "/rooms/demo/other", "/voice/abc/def", "/hold", "/media/other.wav"])
    def test_other_paths_are_not_found(self, path: str, client: FlaskClient) -> None:
        assert 404 == client.get(path).status_code


class _Broken:
    """A receptionist who fails at everything but rooms."""

    def __init__(self, whole: Any) -> None:
        self.welcome = whole.welcome

    def hold(self, *_: object) -> str:
        raise OSError("disk on fire, said +13125550100")


class TestFault:
    @pytest.fixture
    def broken(self, app: Flask) -> FlaskClient:
        site = app.extensions["texml"]
        site = replace(site, dialin=site.dialin._replace(receptionist=_Broken(site.dialin.receptionist)))
        faulty = Flask("faulty")
        faulty.wsgi_app = Reception(site, faulty.wsgi_app)  # type: ignore[method-assign]
        return faulty.test_client()

    @METHODS
    def test_caller_hears_an_apology_with_status_200(self, method: str, broken: FlaskClient) -> None:
        response = broken.open("/hold/abc", method=method)

        tags = [verb.tag for verb in etree.fromstring(response.data)]
        assert (200, ["Say", "Hangup"]) == (response.status_code, tags)

    def test_apology_is_sent_as_xml(self, broken: FlaskClient) -> None:
        response = broken.get("/hold/abc")

        assert "application/xml; charset=utf-8" == response.headers["Content-Type"]

    def test_apology_does_not_tell_what_went_wrong(self, broken: FlaskClient) -> None:
        assert b"fire" not in broken.get("/hold/abc").data

    @pytest.mark.parametrize("path", ["/rooms/a", "/voice", "sealed"])
    def test_apology_is_in_the_language_of_the_call(
        self, path: str, make_app: Callable[..., Flask], write_rooms: Callable[[str], str], log_file: Path
    ) -> None:
        rooms = '[rooms.a]\nlanguages = ["de-DE", "fr-FR"]\nvoices = { fr-FR = "Polly.Lea" }\n'
        app = make_app(rooms=write_rooms(rooms), public_url="https://voice.example.com")
        client = app.test_client()
        if path == "sealed":
            action = etree.fromstring(client.get("/rooms/a").data).find("Gather").get("action", "")  # type: ignore[union-attr]
            joined = etree.fromstring(client.post(action, data={"Digits": "2"}).data)
            path = joined.find("Dial").get("action", "")  # type: ignore[union-attr]
        with closing(sqlite.driver().connect(str(log_file), isolation_level=None)) as connection:
            connection.execute(
                "INSERT INTO conference (sid, room, state) VALUES ('x', 'a', 'what nobody has foreseen')"
            )

        say = etree.fromstring(client.get(path).data).find("Say")

        assert say is not None
        expected = ("Désolé,", "Polly.Lea") if "voice/" in path else ("Leider", None)
        assert expected == (str(say.text).split(maxsplit=1)[0], say.get("voice"))

    def test_rest_of_the_server_goes_on(self, broken: FlaskClient) -> None:
        broken.get("/hold/abc")

        assert b"<Conference" in broken.get("/rooms/demo").data


class TestPathToken:
    @pytest.mark.parametrize("path", ["/voice", "/rooms/demo", "/hold/abc", "/rooms/none"])
    @pytest.mark.parametrize("prefix", ["", "/wrong", "/NEW", "/new%20", "/new,old", "/ne", "/newold"])
    def test_request_without_a_right_token_is_not_found(
        self, prefix: str, path: str, make_app: Callable[..., Flask]
    ) -> None:
        client = make_app(path_token="new,old").test_client()

        assert 404 == client.get(prefix + path).status_code

    @pytest.mark.parametrize("token", ["new", "old"])
    @pytest.mark.parametrize("path", ["/voice", "/rooms/demo", "/hold/abc", "/rooms/none"])
    def test_each_token_is_accepted(self, path: str, token: str, make_app: Callable[..., Flask]) -> None:
        client = make_app(path_token="new,old").test_client()

        response = client.get(f"/{token}{path}")

        assert (200, "application/xml; charset=utf-8") == (response.status_code, response.headers["Content-Type"])

    @pytest.mark.parametrize("token", ["new", "old"])
    def test_urls_in_documents_carry_the_first_token(self, token: str, make_app: Callable[..., Flask]) -> None:
        client = make_app(path_token="new,old").test_client()

        root = etree.fromstring(client.get(f"/{token}/rooms/demo").data)

        urls = [root.find("Dial").get("action"), *map(root.find(".//Conference").get, ("statusCallback", "waitUrl"))]  # type: ignore[union-attr]
        assert [True] * 3 == [str(url).startswith("http://127.0.0.1:8080/new/") for url in urls]

    def test_programme_plays_music_below_the_first_token(self, make_app: Callable[..., Flask]) -> None:
        client = make_app(path_token="new,old").test_client()

        root = etree.fromstring(client.get(hold_of(client, "/old/rooms/demo")).data)

        assert "http://127.0.0.1:8080/new/media/hold.wav" == root.findtext("Play")

    def test_token_is_not_needed_in_front_where_none_is_set(self, client: FlaskClient) -> None:
        assert [404, 200] == [client.get("/new/rooms/demo").status_code, client.get("/rooms/demo").status_code]
