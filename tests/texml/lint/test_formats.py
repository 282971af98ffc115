"""Findings as they are shown: to people, to programs, to code scanning, to GitHub."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.lint import FORMATS, Document, FileFinding, findings_in
from texml.problem import Problem, Severity

Show = Callable[[Iterable[FileFinding]], Iterator[str]]

as_text, as_json, as_sarif, as_github = (FORMATS[name] for name in ("text", "json", "sarif", "github"))

PLAIN = Problem("TX101", "error", "/Response/Speak[1]", 2, 3, "a Speak does not belong here; allowed: Say, Play", None)


def finding(
    *,
    file: str = "voice.xml",
    column: int = 3,
    source: str | None = "  <Speak/>",
    reason: str = PLAIN.reason,
    hint: str | None = None,
    severity: Severity = "error",
) -> FileFinding:
    problem = PLAIN._replace(column=column, reason=reason, hint=hint, severity=severity)
    return FileFinding(file, 2, column, problem, source)


def text_of(found: FileFinding) -> list[str]:
    return list(as_text([found]))


def sarif_of(*found: FileFinding) -> Any:
    (run,) = json.loads("\n".join(as_sarif(found)))["runs"]
    return run


def test_formats_are_four() -> None:
    assert ["github", "json", "sarif", "text"] == sorted(FORMATS)


def test_text_is_place_line_and_caret() -> None:
    assert [
        "voice.xml:2:3: error TX101: a Speak does not belong here; allowed: Say, Play",
        "      <Speak/>",
        "      ^",
    ] == text_of(finding())


@pytest.mark.parametrize("hint", ["leave it out", "without it, it is 30"])
def test_what_is_allowed_is_said_beside_a_hint_that_names_no_word(hint: str) -> None:
    first, *_, last = text_of(finding(hint=hint))

    assert ("voice.xml:2:3: error TX101: a Speak does not belong here; allowed: Say, Play", f"    = {hint}") == (
        first,
        last,
    )


def test_hint_stands_below_instead_of_what_is_allowed() -> None:
    assert [
        "voice.xml:2:3: error TX101: a Speak does not belong here",
        "      <Speak/>",
        "      ^",
        "    = did you mean 'Say'?",
    ] == text_of(finding(hint="did you mean 'Say'?"))


def test_finding_whose_line_is_not_known_has_no_caret() -> None:
    assert ["voice.xml:2:1: warning TX101: it is so", "    = do it"] == text_of(
        finding(column=1, source=None, reason="it is so", hint="do it", severity="warning")
    )


@pytest.mark.parametrize(
    ("source", "column", "shown", "caret"),
    [
        pytest.param("<Speak/>", 1, "<Speak/>", "^", id="first column"),
        pytest.param("<a>", 4, "<a>", "   ^", id="behind the end"),
        pytest.param("\t<Speak/>", 2, "    <Speak/>", "    ^", id="behind a tab"),
        pytest.param("<a>\t\t<Speak/>", 6, "<a>        <Speak/>", "           ^", id="behind tabs in the line"),
        pytest.param("<a>é</a><Speak/>", 9, "<a>é</a><Speak/>", "        ^", id="behind non-ASCII"),
        pytest.param("<a>\x9b</a><Speak/>", 9, "<a>\ufffd</a><Speak/>", "        ^", id="behind a control character"),
        pytest.param("<a>日本</a><Speak/>", 10, "<a>日本</a><Speak/>", "           ^", id="behind wide characters"),
        pytest.param("", 1, "", "^", id="empty line"),
    ],
)
def test_caret_stands_below_the_column(source: str, column: int, shown: str, caret: str) -> None:
    assert [f"    {shown}", f"    {caret}"] == text_of(finding(source=source, column=column))[1:]


def test_long_line_is_shown_only_around_its_column() -> None:
    line = f"<Response>{'<Say>a</Say>' * 2_000}<Speak/>{'<Say>a</Say>' * 2_000}</Response>"

    _, shown, caret = text_of(finding(source=line, column=line.index("<Speak/>") + 1))

    assert (True, "<Speak/>") == (len(shown) < 250, shown[len(caret) - 1 :][:8])


HOSTILE = st.text(
    st.sampled_from("\x00\x07\x08\x1b\r\n\x7f\x85\x9b\x9d\u202e\u2066\u2028\u200b\ud800\ue000a<") | st.characters(),
    max_size=20,
)


@given(source=HOSTILE, column=st.integers(1, 20))
def test_control_characters_of_a_line_never_reach_the_terminal(source: str, column: int) -> None:
    assert all(line.isprintable() for line in text_of(finding(source=source, column=column)))


@given(name=HOSTILE)
def test_control_characters_of_a_file_name_never_reach_the_terminal(name: str) -> None:
    assert all(line.isprintable() for line in text_of(finding(file=name)))


@given(
    text=st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Co", "L"]), min_size=1, max_size=20),
    place=st.sampled_from(
        [
            "<Say loop='{}'>a</Say>",
            "<Say>a</Say>{}",
            "<Say {}='1'>a</Say>",
            "<{}/>",
            "<?{} a?>",
            "<Dial><Number>{}</Number>1</Dial>",
            "<Gather input='{}'/>",
            "<Play digits='{}'/>",
        ]
    ),
)
def test_control_characters_of_a_hostile_document_never_reach_the_terminal(text: str, place: str) -> None:
    document = Document("voice.xml", f"<Response>{place.format(text)}</Response>")

    assert all(line.isprintable() for line in as_text(findings_in(document)))


@pytest.mark.parametrize("show", [as_text, as_json, as_github])
def test_no_findings_are_no_lines(show: Show) -> None:
    assert [] == list(show([]))


def test_json_is_one_object_a_line() -> None:
    lines = list(as_json([finding(), finding(file="second\n.xml", hint="do it")]))

    assert [
        {
            "file": "voice.xml",
            "code": "TX101",
            "severity": "error",
            "path": "/Response/Speak[1]",
            "line": 2,
            "column": 3,
            "reason": "a Speak does not belong here; allowed: Say, Play",
            "hint": None,
        },
        {
            "file": "second\n.xml",
            "code": "TX101",
            "severity": "error",
            "path": "/Response/Speak[1]",
            "line": 2,
            "column": 3,
            "reason": "a Speak does not belong here; allowed: Say, Play",
            "hint": "do it",
        },
    ] == [json.loads(line) for line in lines]


def test_json_has_the_line_of_the_file_and_not_that_of_the_document() -> None:
    (line,) = as_json([finding()._replace(line=12, column=7)])

    assert (12, 7) == (json.loads(line)["line"], json.loads(line)["column"])


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\n", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ud800"], ids=ascii
)
def test_json_has_no_control_character_of_a_file_name(character: str) -> None:
    (line,) = as_json([finding(file=f"a{character}.xml")])

    assert (f"a{character}.xml", False) == (json.loads(line)["file"], character in line)


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")], ids=str
)
def test_github_has_a_command_for_each_severity(severity: Severity, command: str) -> None:
    assert [f"::{command} file=voice.xml,line=2,col=3,title=TX101::it is so"] == list(
        as_github([finding(severity=severity, reason="it is so")])
    )


def test_github_is_told_the_hint_instead_of_what_is_allowed() -> None:
    assert ["::error file=voice.xml,line=2,col=3,title=TX101::a Speak does not belong here; did you mean 'Say'?"] == (
        list(as_github([finding(hint="did you mean 'Say'?")]))
    )


# GitHub's own toolkit escapes so (actions/toolkit, packages/core/src/command.ts): more in a property than in a message.
@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        pytest.param("a b.xml", "a b.xml", id="space"),
        pytest.param("a,b.xml", "a%2Cb.xml", id="comma"),
        pytest.param("a:b.xml", "a%3Ab.xml", id="colon"),
        pytest.param("a::b.xml", "a%3A%3Ab.xml", id="two colons"),
        pytest.param("a%2Cb.xml", "a%252Cb.xml", id="percent"),
        pytest.param("a\n::set-env::b.xml", "a%0A%3A%3Aset-env%3A%3Ab.xml", id="line feed"),
        pytest.param("a\rb.xml", "a%0Db.xml", id="carriage return"),
    ],
)
def test_file_name_is_escaped_for_github(name: str, escaped: str) -> None:
    assert [f"::error file={escaped},line=2,col=3,title=TX101::it is so"] == list(
        as_github([finding(file=name, reason="it is so")])
    )


@pytest.mark.parametrize(
    ("reason", "escaped"),
    [
        pytest.param("it is a, b: c::d", "it is a, b: c::d", id="commas and colons"),
        pytest.param("100%", "100%25", id="percent"),
        pytest.param("a\r\nb", "a%0D%0Ab", id="line end"),
    ],
)
def test_message_is_escaped_for_github(reason: str, escaped: str) -> None:
    assert [f"::error file=voice.xml,line=2,col=3,title=TX101::{escaped}"] == list(as_github([finding(reason=reason)]))


@given(name=st.text(max_size=20), reason=st.text(max_size=20))
def test_github_gets_one_line_whatever_is_found(name: str, reason: str) -> None:
    lines = "\n".join(as_github([finding(file=name, reason=reason)]))

    assert (0, 0) == (lines.count("\n"), lines.count("\r"))


def test_sarif_says_its_version_and_schema() -> None:
    log = json.loads("\n".join(as_sarif([])))

    assert ("2.1.0", True, 1) == (log["version"], "sarif-2.1.0" in log["$schema"], len(log["runs"]))


def test_sarif_of_no_findings_has_an_empty_list_of_results() -> None:
    assert [] == sarif_of()["results"]


def test_sarif_result_has_what_a_code_scanning_service_needs() -> None:
    (result,) = sarif_of(finding(hint="did you mean 'Say'?"))["results"]

    assert {
        "ruleId": "TX101",
        "level": "error",
        "message": {"text": "a Speak does not belong here; allowed: Say, Play; did you mean 'Say'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "voice.xml"},
                    "region": {"startLine": 2, "startColumn": 3},
                }
            }
        ],
    } == result


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_sarif_level_is_the_severity(severity: Severity) -> None:
    assert severity == sarif_of(finding(severity=severity))["results"][0]["level"]


def test_sarif_results_keep_their_order() -> None:
    results = sarif_of(finding(file="a.xml"), finding(file="c.xml"), finding(file="b.xml"))["results"]

    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert ["a.xml", "c.xml", "b.xml"] == uris


# RFC 3986: an artifactLocation's uri is a URI reference (SARIF 2.1.0, section 3.4.3).
@pytest.mark.parametrize(
    ("name", "uri"),
    [
        pytest.param("rooms/a.xml", "rooms/a.xml", id="folder"),
        pytest.param("/srv/a.xml", "/srv/a.xml", id="absolute"),
        pytest.param("my room.xml", "my%20room.xml", id="space"),
        pytest.param("50%.xml", "50%25.xml", id="percent"),
        pytest.param("a#b?.xml", "a%23b%3F.xml", id="marks of URIs"),
        pytest.param("größe.xml", "gr%C3%B6%C3%9Fe.xml", id="non-ASCII"),
        pytest.param("https://voice.example.com/a?b=c", "https://voice.example.com/a?b=c", id="URL"),
    ],
)
def test_sarif_names_a_file_as_a_uri(name: str, uri: str) -> None:
    (result,) = sarif_of(finding(file=name))["results"]

    assert uri == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_sarif_driver_has_a_name() -> None:
    assert "texml" == sarif_of()["tool"]["driver"]["name"]


@pytest.mark.parametrize("code", ["TX001", "TX101", "TX132", "TX201", "TX301", "TX402", "TX501", "TX511"])
def test_sarif_describes_each_rule(code: str) -> None:
    (rule,) = [rule for rule in sarif_of()["tool"]["driver"]["rules"] if rule["id"] == code]

    assert (True, True) == (rule["shortDescription"]["text"] != "", rule["fullDescription"]["text"] != "")


def test_sarif_describes_no_rule_twice() -> None:
    codes = [rule["id"] for rule in sarif_of()["tool"]["driver"]["rules"]]

    assert len(codes) == len(set(codes))
