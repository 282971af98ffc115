"""What is found in a document, and where it is in its file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.lint import Document, FileFinding, documents_in, findings_in
from texml.vocabulary.documents import CONFERENCE_WAIT, DocumentKind

Found = list[tuple[int, int, str]]

PASTED_IS_A_FINDING = "TX511"


def found_in(name: str, content: str) -> Found:
    return [(at.line, at.column, at.problem.code) for at in all_in(name, content)]


def all_in(name: str, content: str) -> list[FileFinding]:
    return [finding for document in documents_in(name, content.encode()) for finding in findings_in(document)]


def codes_in(program: str) -> list[str]:
    return [code for _, _, code in found_in("app.py", program)]


def test_document_without_a_problem_has_no_findings() -> None:
    assert [] == found_in("voice.xml", "<Response><Say>Hello</Say></Response>")


def test_finding_has_file_place_problem_and_line() -> None:
    (finding,) = all_in("voice.xml", "<Response>\n  <Speak/>\n</Response>")

    assert ("voice.xml", 2, 3, "TX101", "  <Speak/>") == (*finding[:3], finding.problem.code, finding.source)


@pytest.mark.parametrize(
    ("content", "severity"),
    [
        pytest.param("<Response><Speak/></Response>", "error", id="error"),
        pytest.param("<Response><Hangup/><Hangup/></Response>", "warning", id="warning"),
        pytest.param("<Response/>", "note", id="note"),
    ],
)
def test_severity_is_that_of_the_problem(content: str, severity: str) -> None:
    assert [severity] == [finding.severity for finding in all_in("voice.xml", content)]


def test_kind_of_document_decides_which_verbs_may_be_there() -> None:
    def codes(kind: DocumentKind) -> list[str]:
        return [finding.problem.code for finding in findings_in(document, kind=kind)]

    document = Document("wait.xml", b"<Response><Hangup/></Response>")

    assert (["TX102"], []) == (codes(CONFERENCE_WAIT), [finding.problem.code for finding in findings_in(document)])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("<Response>\n\n<Speak/></Response>", [(3, 1, "TX101")], id="element"),
        pytest.param("<Response>\n<Say\n  loup='1'>a</Say></Response>", [(3, 3, "TX111")], id="attribute"),
        pytest.param("<Response>\n<Say>a & b</Say></Response>", [(2, 9, "TX001")], id="not well-formed"),
        pytest.param("<Response>\r\n<Speak/>\r\n</Response>", [(2, 1, "TX101")], id="lines of Windows"),
        pytest.param("<Response><Say>é</Say><Speak/></Response>", [(1, 23, "TX101")], id="behind non-ASCII"),
        pytest.param("<Response>\t<Speak/></Response>", [(1, 12, "TX101")], id="behind a tab"),
        pytest.param("\ufeff<Response><Speak/></Response>", [(1, 11, "TX101")], id="behind a byte order mark"),
    ],
)
def test_place_is_that_of_the_problem(content: str, found: Found) -> None:
    assert found == found_in("voice.texml", content)


@pytest.mark.parametrize(
    ("content", "source"),
    [
        pytest.param("<Response>\n\t<Speak/>\n</Response>", "\t<Speak/>", id="as it was written"),
        pytest.param("<Response>\r\n<Speak/>\r\n</Response>", "<Speak/>", id="lines of Windows"),
        pytest.param("<Response>\f\v\u2028<Speak/></Response>", "<Response>\f\v\u2028<Speak/></Response>", id="spaces"),
        pytest.param("\ufeff<Response><Speak/></Response>", "<Response><Speak/></Response>", id="byte order mark"),
    ],
)
def test_source_is_the_line_of_the_finding(content: str, source: str) -> None:
    (finding,) = all_in("voice.xml", content)

    assert source == finding.source


def test_problem_of_the_whole_document_is_at_its_start() -> None:
    document = Document("voice.xml", f"<Response><Say>{'x' * 65_536}</Say></Response>")

    assert [(1, 1, None)] == [(found.line, found.column, found.source) for found in findings_in(document)]


def test_findings_of_a_document_come_in_the_order_of_their_places() -> None:
    content = "<Response>\n<Hangup/>\n<Say loup='1' lop='2'/>\n<Speak/></Response>"

    found = found_in("voice.xml", content)
    assert (found, 5) == (sorted(found, key=lambda at: at[:2]), len(found))


@pytest.mark.parametrize(
    ("program", "line"),
    [
        pytest.param("x = '''\n<Response>\n<Speak/>\n</Response>\n'''", 3, id="triple quotes"),
        pytest.param("\nx = '''<Response>\n<Speak/></Response>'''", 3, id="from the quotes on"),
        pytest.param("x = '<Response>\\n\\n<Speak/></Response>'", 1, id="line feeds written as such"),
        pytest.param("\nx = ('<Response>'\n'<Speak/></Response>')", 2, id="implicit concatenation: where it starts"),
        pytest.param("x = 1\ny = '<Response><Speak/></Response>'", 2, id="one line"),
    ],
)
def test_line_in_a_program_is_that_of_the_file(program: str, line: int) -> None:
    assert [(line, "TX101")] == [(at, code) for at, _, code in found_in("app.py", program)]


@pytest.mark.parametrize(
    ("program", "column", "source"),
    [
        pytest.param("x = '''\n<Response>\n  <Speak/></Response>'''", 3, "  <Speak/></Response>'''", id="later line"),
        pytest.param(
            "answer = '<Response><Speak/></Response>'", 21, "answer = '<Response><Speak/></Response>'", id="first line"
        ),
    ],
)
def test_column_and_line_shown_of_a_program_are_those_of_the_file(program: str, column: int, source: str) -> None:
    (finding,) = all_in("app.py", program)

    assert (column, source) == (finding.column, finding.source)


@pytest.mark.parametrize(
    ("program", "column"),
    [
        pytest.param('x = "<Response><Say loup=\\"1\\">a</Say></Response>"', 21, id="escape behind it"),
        pytest.param('x = "<Response><Say voice=\\"a\\" loup=\\"1\\">a</Say></Response>"', 33, id="escape before it"),
        pytest.param("x = '<Response>' '<Say loup=\"1\">a</Say></Response>'", 24, id="implicit concatenation"),
        pytest.param("x = f'<Response><Say>{a}</Say><Say loup=\"1\">a</Say></Response>'", 36, id="pasted value"),
    ],
)
def test_column_in_a_program_is_right_or_not_given(program: str, column: int) -> None:
    (finding,) = [finding for finding in all_in("app.py", program) if finding.problem.code == "TX111"]

    assert finding.column in {1, column}


@pytest.mark.parametrize("escape", ["\\r", "\\r\\n", "\\x0a", "\\u2028"])
def test_line_end_that_is_written_as_an_escape_begins_no_line_of_the_file(escape: str) -> None:
    program = f"x = '<Response>{escape * 3}<Speak/></Response>'\ny = 1"

    assert [(1, "TX101")] == [(line, code) for line, _, code in found_in("app.py", program)]


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("x = '<Response>\\n<Speak/></Response>'", id="line feeds written as such"),
        pytest.param("x = ('<Response>'\n'<Speak/></Response>')", id="implicit concatenation"),
    ],
)
def test_line_that_is_not_known_is_not_shown(program: str) -> None:
    assert [(1, None)] == [(finding.column, finding.source) for finding in all_in("app.py", program)]


@pytest.mark.parametrize(
    ("program", "line"),
    [
        pytest.param("x = f'<Response><Say>{a}</Say></Response>'", 1, id="one line"),
        pytest.param("\nx = f'''\n<Response>\n<Say>{a}</Say></Response>'''", 3, id="where the document starts"),
        pytest.param("\nx = (f'<Response><Say>{a}'\n'</Say></Response>')", 2, id="implicit concatenation"),
    ],
)
def test_pasted_values_are_one_warning_where_the_document_starts(program: str, line: int) -> None:
    (finding,) = all_in("app.py", program)

    assert (line, PASTED_IS_A_FINDING, "warning", "/") == (
        finding.line,
        finding.problem.code,
        finding.severity,
        finding.problem.path,
    )


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<Say>{a}</Say>", id="text"),
        pytest.param("<Say loop='{a}'>x</Say>", id="number"),
        pytest.param("<Say gender='{a}'>x</Say>", id="word"),
        pytest.param("<Dial><Conference beep='{a}'>Room</Conference></Dial>", id="flag"),
        pytest.param("<Gather input='dtmf {a}'/>", id="word of a list"),
        pytest.param("<Gather action='{a}'/>", id="URL"),
        pytest.param("<Redirect>{a}</Redirect>", id="URL as text"),
        pytest.param("<Redirect>{a}/next</Redirect>", id="start of a URL"),
        pytest.param("<Redirect>https://{a}/next</Redirect>", id="host of a URL"),
        pytest.param("<Play>{a}</Play>", id="audio"),
        pytest.param("<Dial>{a}</Dial>", id="number to dial"),
        pytest.param("<Dial><Sip>{a}</Sip></Dial>", id="address to dial"),
        pytest.param("<Refer>{a}</Refer>", id="element that is needed"),
        pytest.param("{a}", id="verbs"),
        pytest.param("<Gather>{a}</Gather>", id="prompts"),
        pytest.param("<Gather{a}><Say>x</Say></Gather>", id="attributes"),
        pytest.param("<{a}>x</{a}>", id="tag"),
    ],
)
def test_what_depends_on_a_pasted_value_is_left_out(document: str) -> None:
    assert [PASTED_IS_A_FINDING] == codes_in(f'x = f"<Response>{document}</Response>"')


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param("<Speak>{a}</Speak>", "TX101", id="unknown element"),
        pytest.param("<Say loup='{a}'>x</Say>", "TX111", id="unknown attribute"),
        pytest.param("<Say loop='11'>{a}</Say>", "TX112", id="value"),
        pytest.param("<Say>{a} & {b}</Say>", "TX001", id="not well-formed"),
        pytest.param("<Hangup/><Say>{a}</Say>", "TX301", id="never reached"),
        pytest.param("<Redirect>/next?a={a}</Redirect>", "TX402", id="relative URL with a pasted end"),
        pytest.param("<Redirect>http://{a}</Redirect>", "TX401", id="URL that is not encrypted"),
    ],
)
def test_what_is_wrong_whatever_is_pasted_is_found(document: str, code: str) -> None:
    assert [PASTED_IS_A_FINDING, code] == codes_in(f'x = f"<Response>{document}</Response>"')


def test_f_string_that_pastes_nothing_is_no_finding() -> None:
    assert [] == codes_in("x = f'<Response><Say>Hello</Say></Response>'")


def test_line_shown_of_an_f_string_is_as_it_was_written() -> None:
    (_, finding) = all_in("app.py", "x = f'''\n<Response>\n<Speak>{a}</Speak>\n</Response>'''")

    assert "<Speak>{a}</Speak>" == finding.source


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        pytest.param("<!-- texml: ignore-file[TX101] -->", [PASTED_IS_A_FINDING], id="rule of the document"),
        pytest.param("<!-- texml: ignore-file[TX511] -->", ["TX101"], id="pasted values"),
    ],
)
def test_comment_in_a_string_silences_a_rule(comment: str, codes: list[str]) -> None:
    assert codes == codes_in(f"x = f'<Response>{comment}<Speak>{{a}}</Speak></Response>'")


@given(content=st.binary(max_size=80) | st.text("<>/&;!?[]-= \"'\r\n\taRésponse#x0", max_size=60).map(str.encode))
def test_any_content_has_findings_with_a_place_in_it(content: bytes) -> None:
    lines = content.count(b"\n") + content.count(b"\r") + 1

    places = [(found.line, found.column) for found in findings_in(Document("voice.texml", content))]
    assert all(1 <= line <= lines and 1 <= column <= len(content) + 1 for line, column in places)


TEMPLATE = """{#- What callers hear. -#}
<Response>
  {% for room in rooms %}
  <Say voice="{% if room.host %}woman{% else %}man{% endif %}">{{ room.name }}</Say>
  {% endfor %}
  {% if open %}<Dial><Conference beep="{{ beep }}">{{ name }}</Conference></Dial>{% else %}<Hangup/>{% endif %}
  <Say loop="{{ count }}">{% trans "Goodbye." %}</Say>
  <!-- HERE -->
</Response>
"""


def found_in_template(inside: str) -> list[tuple[int, int, str, str | None]]:
    (document,) = documents_in("voice.xml", TEMPLATE.replace("<!-- HERE -->", inside).encode())
    return [(found.line, found.column, found.problem.code, found.source) for found in findings_in(document)]


@pytest.mark.parametrize(
    "inside", ["", "{% if a %}<Say>{% else %}<Say>b{% endif %}</Say>"], ids=["whole", "no XML yet"]
)
def test_template_that_may_come_out_right_has_no_findings(inside: str) -> None:
    assert [] == found_in_template(inside)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<Sayy>a</Sayy>", (8, 3, "TX101", "  <Sayy>a</Sayy>")),
        ("{{ a }}<Say loup='1'>b</Say>", (8, 1, "TX111", "  {{ a }}<Say loup='1'>b</Say>")),
        (
            "<Pause length='{{ a }}'/><Pause length='0'/>",
            (8, 1, "TX112", "  <Pause length='{{ a }}'/><Pause length='0'/>"),
        ),
    ],
    ids=["element", "attribute", "value"],
)
def test_what_is_wrong_whatever_fills_a_template_is_found_where_it_stands(
    inside: str, found: tuple[int, int, str, str]
) -> None:
    assert [found] == found_in_template(inside)
