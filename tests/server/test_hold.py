"""The hold programmes: what is spoken, what is escaped, and which one stops the start."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from server.dialin.words import load_words
from server.errors import ConfigurationError
from server.hold import LOBBY, HoldScripts, Wait
from server.rooms.room import Directory, Role, Room, Tongue
from texml import Conference
from texml.validation import iter_problems
from texml.vocabulary.documents import CONFERENCE_WAIT, QUEUE_WAIT

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
WORDS = load_words()
BUILT_IN = HoldScripts(WORDS)
PLAIN = Tongue()
WriteTemplates = Callable[[dict[str, str]], Path]


def wait(name: str = "Weekly standup", tongue: Tongue = PLAIN, **changes: int) -> Wait:
    return Wait(
        key="standup",
        name=name,
        speech=WORDS.speech(tongue),
        wait_url="https://voice.example.com/hold/abc",
        tune_url="https://voice.example.com/media/hold.wav",
        **changes,
    )


def in_response(inside: str) -> str:
    """Return a programme whose line 3 is the first of *inside*."""
    return f"{DECLARATION}<Response>\n{inside}\n</Response>\n"


class TestBuiltIn:
    @pytest.mark.parametrize("tongue", [Tongue(), Tongue("en-GB"), Tongue("de-DE", "alice")], ids=str)
    @pytest.mark.parametrize("waited_s", [0, 59, 60, 600])
    @pytest.mark.parametrize(("name", "kind"), [("wait.xml", CONFERENCE_WAIT), (LOBBY, QUEUE_WAIT)])
    def test_programme_has_no_problem(self, name: str, kind: Any, waited_s: int, tongue: Tongue) -> None:
        script = BUILT_IN.render(name, wait(tongue=tongue, waited_s=waited_s, waiting=3))

        assert [] == list(iter_problems(script, kind=kind))

    def test_programme_plays_the_tune(self) -> None:
        root = etree.fromstring(BUILT_IN.render("wait.xml", wait()).encode())

        assert "https://voice.example.com/media/hold.wav" == root.findtext("Play")

    def test_programme_is_spoken_with_voice_and_language(self) -> None:
        root = etree.fromstring(BUILT_IN.render("wait.xml", wait(tongue=Tongue("de-DE", "alice"))).encode())

        (say,) = root.iter("Say")
        assert ({"voice": "alice", "language": "de-DE"}, True) == (
            dict(say.attrib), (say.text or "").startswith("Bitte bleiben Sie in der Leitung.")
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("waited_s", "says"),
        [(59, None), (60, "You have been waiting for one minute."), (179, "You have been waiting for 2 minutes.")],
    )
    def test_time_waited_is_told_from_the_first_minute_on(self, waited_s: int, says: str | None) -> None:
        root = etree.fromstring(BUILT_IN.render("wait.xml", wait(waited_s=waited_s)).encode())

        told = [say.text for say in root.iter("Say") if "waiting" in (say.text or "")]
        assert ([says] if says else []) == told

    @pytest.mark.parametrize(("waiting", "says"), [(1, None), (3, "3 callers are waiting.")])
    def test_lobby_tells_how_many_wait(self, waiting: int, says: str | None) -> None:
        root = etree.fromstring(BUILT_IN.render(LOBBY, wait(waiting=waiting)).encode())

        told = [say.text for say in root.iter("Say") if "waiting" in (say.text or "")]
        assert ([says] if says else []) == told


NAME = {"wait.xml": in_response("<Say voice='{{ voice }}'>{{ name }}</Say>{{ say(name) }}")}


class TestEscaping:
    @pytest.mark.parametrize(
        "name",
        [
            pytest.param("</Say><Dial>+1900</Dial><Say>", id="verb"),
            pytest.param("Tom & Ann's", id="ampersand"),
            pytest.param("&lt;Dial/&gt;", id="entity"),
            pytest.param("{{ 7 * 7 }}{% raise %}", id="template"),
            pytest.param("]]><Dial/>", id="cdata"),
            pytest.param("\u202ereversed \U0001f4de", id="unicode"),
        ],
    )
    def test_name_of_a_room_is_text_in_the_programme(self, name: str, write_templates: WriteTemplates) -> None:
        script = HoldScripts(WORDS, write_templates(NAME)).render("wait.xml", wait(name))

        assert [name, name] == [say.text for say in etree.fromstring(script.encode()).iter("Say")]

    @pytest.mark.parametrize("value", ['"/><Dial>+1900</Dial><Say voice="', "a & b's <c>"], ids=["verb", "markup"])
    def test_voice_of_a_room_is_a_value_in_the_programme(self, value: str, write_templates: WriteTemplates) -> None:
        script = HoldScripts(WORDS, write_templates(NAME)).render("wait.xml", wait(tongue=Tongue(value, value)))

        assert [value, value] == [say.get("voice") for say in etree.fromstring(script.encode()).iter("Say")]

    @given(name=st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1))
    def test_any_name_of_a_room_is_text_in_the_programme(self, name: str) -> None:
        if name.isspace():
            name += "."

        root = etree.fromstring(str(wait(name).values()["say"](name)).encode())

        assert ("Say", name, 0) == (root.tag, root.text, len(root))


class TestOwn:
    def test_script_of_the_built_in_name_replaces_it(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"wait.xml": "<Response><Pause/></Response>"})

        script = HoldScripts(WORDS, folder).render("wait.xml", wait())

        assert "<Response><Pause/></Response>" == script

    def test_built_in_script_stays_where_only_others_are(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"jazz.xml": "<Response><Play>https://h/jazz.mp3</Play></Response>"})

        script = HoldScripts(WORDS, folder).render("wait.xml", wait())

        assert BUILT_IN.render("wait.xml", wait()) == script

    def test_room_hears_the_script_that_it_names(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"jazz.xml": "<Response><Play>https://h/jazz.mp3</Play></Response>"})

        script = HoldScripts(WORDS, folder).render("jazz.xml", wait())

        assert "<Response><Play>https://h/jazz.mp3</Play></Response>" == script

    def test_script_may_use_every_value(self, write_templates: WriteTemplates) -> None:
        text = (
            "<Response><Say>{{ key }}|{{ name }}|{{ voice }}|{{ language }}|{{ waited_s }}|{{ waited_minutes }}|"
            "{{ waiting }}|{{ position }}|{{ tune_url }}|{{ wait_url }}</Say></Response>"
        )
        folder = write_templates({"wait.xml": text})

        root = etree.fromstring(HoldScripts(WORDS, folder).render("wait.xml", wait(tongue=Tongue("de-DE", "man"))))

        expected = (
            "standup|Weekly standup|man|de-DE|0|0|1|1|https://voice.example.com/media/hold.wav|"
            "https://voice.example.com/hold/abc"
        )
        assert expected == root.findtext("Say")

    def test_script_is_served_without_the_marks_of_the_check(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"wait.xml": in_response("<Pause/>\n{# nobody hears this #}\n<Pause/>")})

        script = HoldScripts(WORDS, folder).render("wait.xml", wait())

        assert f"{DECLARATION}<Response>\n<Pause/>\n\n<Pause/>\n</Response>" == script

    def test_part_may_be_included_and_need_not_be_a_script_by_itself(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"wait.xml": in_response('{% include "_part.xml" %}'), "_part.xml": "<Pause/>"})

        root = etree.fromstring(HoldScripts(WORDS, folder).render("wait.xml", wait()).encode())

        assert ["Pause"] == [verb.tag for verb in root]

    def test_file_of_another_suffix_is_left_alone(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"notes.txt": "{{ broken", "wait.xml.j2": "{{ broken"})

        script = HoldScripts(WORDS, folder).render("wait.xml", wait())

        assert BUILT_IN.render("wait.xml", wait()) == script


BROKEN = [
    pytest.param("{% if %}", 3, "Expected an expression", id="jinja-syntax"),
    pytest.param("<Pause/>\n{% for i in [1] %}\n", 4, "Unexpected end of template", id="jinja-block-left-open"),
    pytest.param("<Pause/>\n<Say>{{ nmae }}</Say>", 4, "UndefinedError: 'nmae' is undefined", id="undefined-name"),
    pytest.param("<Say>{{ name.nope }}</Say>", 3, "UndefinedError", id="undefined-attribute"),
    pytest.param("<Pause/>\n\n<Say>{{ 1 / 0 }}</Say>", 5, "ZeroDivisionError: division by zero", id="exception"),
    pytest.param('\n{% include "_none.xml" %}', 4, "TemplateNotFound: '_none.xml'", id="include-of-nothing"),
    pytest.param("<Pause/>\n<Say>a\n", 6, "mismatched tag: <Say>", id="bad-xml"),
    pytest.param("<Pause/>\n<Say>a & b</Say>", 4, "well-formed XML", id="bare-ampersand"),
    pytest.param("<Pause/>\n<Dial>+1900</Dial>", 4, "a Dial does not belong in a conference wait", id="other-verb"),
    pytest.param("<Pause/>\n<Hangup/>", 4, "a Hangup does not belong in a conference wait", id="hangup"),
    pytest.param("<Pause/>\n<Sya>hi</Sya>", 4, "did you mean 'Say'?", id="unknown-verb"),
    pytest.param('<Pause/>\n<Say voise="man">hi</Say>', 4, "did you mean 'voice'?", id="unknown-attribute"),
    pytest.param('<Pause/>\n<Pause length="181"/>', 4, "a whole number from 1 to 180", id="value-out-of-range"),
    pytest.param('<Say\n  loop="99">hi</Say>', 4, "a whole number from 0 to 10", id="tag-of-two-lines"),
    pytest.param("<Pause/>\n<Say> </Say>", 4, "the text is missing", id="empty-say"),
    pytest.param("<Pause/>\n<Say>{{ name|safe }}</Say>", 4, "well-formed XML", id="safe-text"),
    pytest.param('<Say voice="{{ voice|safe }}">a</Say>', 3, "well-formed XML", id="safe-value"),
    pytest.param("<Redirect>{{ wait_url|safe }}</Redirect>", 3, "well-formed XML", id="safe-url"),
    pytest.param(
        "<Pause/>\n{% autoescape false %}<Say>{{ name }}</Say>{% endautoescape %}",
        4,
        "well-formed XML",
        id="autoescape-off",
    ),
    pytest.param(
        '{% for i in range(5) %}\n<Pause length="{{ i + 1 }}"/>\n{% endfor %}\n<Hangup/>',
        6,
        "a Hangup",
        id="after-a-loop",
    ),
    pytest.param("{% for i in range(5) %}\n\n<Hangup/>\n{% endfor %}", 5, "a Hangup", id="in-a-loop"),
    pytest.param(
        "{% for i in range(9) %}<Pause/>{% endfor %}\n<Hangup/>", 4, "a Hangup", id="after-a-loop-on-one-line"
    ),
    pytest.param("{% if not name %}\n<Pause/>\n\n{% endif %}\n<Hangup/>", 7, "a Hangup", id="after-what-was-left-out"),
    pytest.param("{# one\ntwo\nthree #}\n<Hangup/>", 6, "a Hangup", id="after-a-comment"),
    pytest.param("{#- one\n\n-#}\n\n<Pause/>\n<Hangup/>", 8, "a Hangup", id="after-cut-white-space"),
    pytest.param("{% set words %}\na\nb\n{% endset %}\n<Hangup/>", 7, "a Hangup", id="after-a-block-that-is-kept"),
    pytest.param("{% macro bye() %}\n<Hangup/>\n{% endmacro %}\n<Pause/>\n{{ bye() }}", 4, "a Hangup", id="in-a-macro"),
    pytest.param("{% raw %}\n{{ }}</Say>\n{% endraw %}", 4, "well-formed XML", id="in-raw-text"),
]


class TestBroken:
    @pytest.mark.parametrize(("inside", "line", "problem"), BROKEN)
    def test_broken_script_stops_the_start_with_file_and_line(
        self, inside: str, line: int, problem: str, write_templates: WriteTemplates
    ) -> None:
        folder = write_templates({"jazz.xml": in_response(inside)})

        with pytest.raises(ConfigurationError, match=re.escape(problem)) as caught:
            HoldScripts(WORDS, folder)

        assert f"{folder / 'voice' / 'jazz.xml'} line {line}" == caught.value.place

    @pytest.mark.parametrize(
        ("outer", "part", "file", "line"),
        [
            pytest.param('{% include "_part.xml" %}', "<Pause/>\n\n<Hangup/>", "_part.xml", 3, id="verb-in-the-part"),
            pytest.param('{% include "_part.xml" %}', "<Pause/>\n{{ x }}", "_part.xml", 2, id="undefined-in-the-part"),
            pytest.param('{% include "_part.xml" %}', "<Pause/>\n{{ x", "_part.xml", 2, id="syntax-in-the-part"),
            pytest.param(
                '{% include "_part.xml" %}\n<Hangup/>',
                "<Pause/>\n<Pause/>\n<Pause/>",
                "wait.xml",
                4,
                id="after-the-part",
            ),
            pytest.param(
                '{% for i in range(3) %}{% include "_part.xml" %}\n{% endfor %}\n<Hangup/>',
                "<Pause/>\n<Pause/>",
                "wait.xml",
                5,
                id="after-a-loop-over-the-part",
            ),
        ],
    )
    def test_line_is_right_where_a_part_is_included(
        self, outer: str, part: str, file: str, line: int, write_templates: WriteTemplates
    ) -> None:
        folder = write_templates({"wait.xml": in_response(outer), "_part.xml": part})

        with pytest.raises(ConfigurationError, match=r"Hangup|UndefinedError|unexpected|expected") as caught:
            HoldScripts(WORDS, folder)

        assert f"{folder / 'voice' / file} line {line}" == caught.value.place

    def test_line_is_right_where_a_frame_is_extended(self, write_templates: WriteTemplates) -> None:
        frame = in_response("{% block body %}{% endblock %}")
        folder = write_templates(
            {"_frame.xml": frame, "wait.xml": '{% extends "_frame.xml" %}\n{% block body %}\n<Hangup/>\n{% endblock %}'}
        )

        with pytest.raises(ConfigurationError, match="a Hangup") as caught:
            HoldScripts(WORDS, folder)

        assert f"{folder / 'voice' / 'wait.xml'} line 3" == caught.value.place

    def test_line_is_right_in_a_file_with_the_line_ends_of_windows(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"wait.xml": ""})
        (folder / "voice" / "wait.xml").write_bytes(b"<Response>\r\n<Pause/>\r\n<Hangup/>\r\n</Response>")

        with pytest.raises(ConfigurationError, match="a Hangup") as caught:
            HoldScripts(WORDS, folder)

        assert f"{folder / 'voice' / 'wait.xml'} line 3" == caught.value.place

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            pytest.param("", "no element found", id="empty"),
            pytest.param("<Respons><Pause/></Respons>", "did you mean 'Response'?", id="other-root"),
            pytest.param(
                "\n<?xml version='1.0'?><Response/>", "XML or text declaration not at start of entity", id="late-start"
            ),
            pytest.param("<!DOCTYPE Response><Response/>", "there is a document type", id="document-type"),
            pytest.param("<Response>hello</Response>", "the text 'hello' does not belong here", id="bare-text"),
        ],
    )
    def test_script_that_is_no_document_stops_the_start(
        self, text: str, problem: str, write_templates: WriteTemplates
    ) -> None:
        folder = write_templates({"jazz.xml": text})

        with pytest.raises(ConfigurationError, match=rf"jazz\.xml line \d+: .*{re.escape(problem)}"):
            HoldScripts(WORDS, folder)

    def test_script_that_is_not_utf_8_stops_the_start(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"jazz.xml": ""})
        (folder / "voice" / "jazz.xml").write_bytes(b"<Response><Say>\xff</Say></Response>")

        with pytest.raises(ConfigurationError, match=r"^.*jazz\.xml.*: UnicodeDecodeError: "):
            HoldScripts(WORDS, folder)

    def test_broken_script_stops_the_start_though_no_room_names_it(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"jazz.xml": in_response("<Hangup/>")})

        with pytest.raises(ConfigurationError, match=r"jazz\.xml line 3"):
            HoldScripts(WORDS, folder)

    def test_room_that_names_a_script_that_nobody_has_stops_the_start(self, write_templates: WriteTemplates) -> None:
        folder = write_templates({"jazz.xml": "<Response><Pause/></Response>"})
        roles = {"participant": Role("participant", Conference("Standup"))}
        directory = Directory(rooms={"standup": Room(key="standup", roles=roles, wait_template="jaz.xml")})  # type: ignore[arg-type]

        with pytest.raises(
            ConfigurationError, match=r"\[rooms\.standup\] wait_template: there is no template"
        ) as caught:
            HoldScripts(WORDS, folder).check_rooms(directory)

        assert ("wait_template", "jazz.xml, lobby.xml, wait.xml", "jazz.xml") == (
            caught.value.key, caught.value.allowed, caught.value.nearest
        )  # fmt: skip

    def test_folder_that_is_not_there_stops_the_start(self, tmp_path: Path) -> None:
        message = f"setting templates {tmp_path / 'none'}: it holds neither voice/ nor words/"

        with pytest.raises(ConfigurationError, match=f"^{re.escape(message)}$"):
            HoldScripts(WORDS, tmp_path / "none")
