"""Where documents are found: in files, in folders, and in the strings of Python programs."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.lint import Document, documents_in, files_in

RESPONSE = "<Response><Hangup/></Response>"
PASTED = "\ue000"


def texts_in(program: str) -> list[str | bytes]:
    return [document.text for document in documents_in("app.py", dedent(program).encode())]


def lines_in(program: str) -> list[tuple[int, bool]]:
    return [(document.line, document.is_exact) for document in documents_in("app.py", dedent(program).encode())]


def tree_of(folder: Path, *names: str) -> list[str]:
    """Make empty files of these names, and return those that are found, without their folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [str(found.relative_to(folder)) for found in files_in(folder)]


@pytest.mark.parametrize("name", ["voice.xml", "voice.texml", "app.py"])
def test_file_of_a_folder_is_found_by_its_suffix(name: str, tmp_path: Path) -> None:
    assert [name] == tree_of(tmp_path, name)


@pytest.mark.parametrize("name", ["voice.html", "app.pyc", "app.pyi", "voice.xml.bak", "xml", "README.md", "a.xsd"])
def test_other_file_of_a_folder_is_left_out(name: str, tmp_path: Path) -> None:
    assert [] == tree_of(tmp_path, name)


@pytest.mark.parametrize("name", [".voice.xml", ".venv/app.py", "a/.git/voice.xml", "a/b/.hidden/c/voice.xml"])
def test_hidden_file_or_folder_is_left_out(name: str, tmp_path: Path) -> None:
    assert [] == tree_of(tmp_path, name)


def test_folder_is_searched_to_its_depth_in_sorted_order(tmp_path: Path) -> None:
    found = tree_of(tmp_path, "c.xml", "a/z.py", "a/b/c/d.texml", "b.xml", "a/a.xml")

    assert ["a/a.xml", "a/b/c/d.texml", "a/z.py", "b.xml", "c.xml"] == found


def test_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert [] == list(files_in(tmp_path))


def test_folder_that_is_named_like_a_file_is_searched(tmp_path: Path) -> None:
    assert ["voice.xml/a.xml"] == tree_of(tmp_path, "voice.xml/a.xml")


def test_hidden_folder_that_is_given_is_searched(tmp_path: Path) -> None:
    assert ["a.xml"] == tree_of(tmp_path / ".hidden", "a.xml")


def test_folder_below_a_hidden_one_is_searched_when_it_is_given(tmp_path: Path) -> None:
    assert ["a.xml"] == tree_of(tmp_path / ".hidden" / "voice", "a.xml")


def test_link_to_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "voice.xml").symlink_to(tmp_path / "nowhere.xml")

    assert [] == list(files_in(tmp_path))


@pytest.mark.parametrize("name", ["voice.html", ".hidden.xml", "voice"])
def test_file_that_is_given_is_taken_whatever_its_name(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.touch()

    assert [file] == list(files_in(file))


def test_file_that_is_not_there_is_left_to_who_reads_it(tmp_path: Path) -> None:
    assert [tmp_path / "voice.xml"] == list(files_in(tmp_path / "voice.xml"))


@pytest.mark.parametrize("name", ["voice.xml", "voice.texml", "<stdin>", "https://voice.example.com/answer"])
def test_file_that_is_no_program_is_one_document(name: str) -> None:
    content = b"\n<Response>\n</Response>\n<!-- more -->"

    assert [Document(name, content, 1, is_exact=True, is_pasted=False)] == list(documents_in(name, content))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<!DOCTYPE html><html><body>Hello</body></html>", id="HTML"),
        pytest.param(b"<project><modelVersion>4.0.0</modelVersion></project>", id="POM"),
    ],
)
def test_xml_file_without_a_response_is_left_out(content: bytes) -> None:
    assert [[], []] == [list(documents_in(name, content, is_found=True)) for name in ("pom.xml", "image.svg")]
    assert 1 == len(list(documents_in("voice.texml", content, is_found=True)))


@pytest.mark.parametrize("tag", ["response", "RESPONSE", "ResPonse"])
def test_xml_file_with_a_response_in_wrong_case_is_a_document(tag: str) -> None:
    assert 1 == len(list(documents_in("voice.xml", f"<{tag}/>".encode())))


@pytest.mark.parametrize("name", ["voice.texml", "<stdin>", "https://voice.example.com/answer"])
def test_what_says_that_it_is_texml_needs_no_response(name: str) -> None:
    assert [Document(name, b"<html/>")] == list(documents_in(name, b"<html/>"))


@pytest.mark.parametrize(
    ("program", "texts"),
    [
        pytest.param(f"x = '{RESPONSE}'", [RESPONSE], id="single quotes"),
        pytest.param(f'x = "{RESPONSE}"', [RESPONSE], id="double quotes"),
        pytest.param(f"x = r'{RESPONSE}'", [RESPONSE], id="raw"),
        pytest.param("x = '<Response>\\x3cHangup/></Response>'", [RESPONSE], id="escapes"),
        pytest.param("x = '<Response>' '<Hangup/>' '</Response>'", [RESPONSE], id="implicit concatenation"),
        pytest.param("x = f'<Response><Hangup/></Response>'", [RESPONSE], id="f-string that pastes nothing"),
        pytest.param(
            "x = '<Response><Say>é \U0001f600</Say></Response>'",
            ["<Response><Say>é \U0001f600</Say></Response>"],
            id="beyond ASCII",
        ),
        pytest.param(
            f"x = '<?xml version=\"1.0\"?>{RESPONSE}'", [f'<?xml version="1.0"?>{RESPONSE}'], id="declaration"
        ),
        pytest.param(f"x = 'Answers {RESPONSE} to all.'", [RESPONSE], id="words around it"),
        pytest.param(f"'''{RESPONSE}'''", [RESPONSE], id="docstring"),
        pytest.param(f"def f(a='{RESPONSE}'):\n    return '{RESPONSE}'", [RESPONSE] * 2, id="in a function"),
        pytest.param(f"x = {{'a': ['{RESPONSE}']}}", [RESPONSE], id="in a list in a dict"),
        pytest.param(f"x = f'{{a(\"{RESPONSE}\")}}'", [RESPONSE], id="in an f-string's expression"),
        pytest.param("x = '<Response/>' and 'Response'", [], id="no document"),
        pytest.param(f"# {RESPONSE}", [], id="in a comment"),
        pytest.param("x = '<Response>' + '<Hangup/></Response>'", [RESPONSE], id="two strings added"),
        pytest.param("x = ('<Response>' + '<Hangup/>') + '</Response>'", [RESPONSE], id="three strings added"),
        pytest.param("x = '<Response>%s' % 1 + '</Response>'", [f"<Response>{PASTED}</Response>"], id="% and +"),
        pytest.param("x = ''.join(['<Response>', '<Hangup/>', '</Response>'])", [RESPONSE], id="strings joined"),
        pytest.param("x = '<Response>'\nx += '<Hangup/>'\nx += '</Response>'", [RESPONSE], id="step by step"),
        pytest.param("x = '<Response>'\ny = '</Response>'", [], id="two strings apart"),
        pytest.param("x = '<Response>' - '</Response>'", [], id="no way to make a text"),
        pytest.param("x = '<ResponseMetadata></ResponseMetadata>'", [], id="another tag that begins so"),
        pytest.param("", [], id="empty program"),
    ],
)
def test_documents_of_a_program_are_its_strings(program: str, texts: list[str]) -> None:
    assert texts == texts_in(program)


def test_words_about_tags_are_no_document() -> None:
    assert [] == texts_in("x = '</Response> closes what <Response> opens'")


@pytest.mark.parametrize(
    ("program", "text"),
    [
        pytest.param(
            "x = f'<Response><Say>{name}</Say></Response>'", f"<Response><Say>{PASTED}</Say></Response>", id="text"
        ),
        pytest.param(
            "x = f'<Response><Say loop=\"{n + 1:>3}\">a</Say></Response>'",
            f'<Response><Say loop="{PASTED}">a</Say></Response>',
            id="expression with a format",
        ),
        pytest.param(
            "x = '<Response><Say>' f'{a}{b!r}' '</Say></Response>'",
            f"<Response><Say>{PASTED}{PASTED}</Say></Response>",
            id="implicit concatenation",
        ),
        pytest.param("x = f'<Response>{\"<Hangup/>\"}</Response>'", f"<Response>{PASTED}</Response>", id="a literal"),
        pytest.param("x = '<Response>' + name + '</Response>'", f"<Response>{PASTED}</Response>", id="added"),
        pytest.param("x = '<Response>%s</Response>' % name", f"<Response>{PASTED}</Response>", id="%"),
        pytest.param("x = '<Response>{}</Response>'.format(name)", f"<Response>{PASTED}</Response>", id="format"),
        pytest.param(
            "x = '<Response>'\nif a:\n    x += b\nx += '</Response>'",
            f"<Response>{PASTED}</Response>",
            id="step by step",
        ),
    ],
)
def test_value_that_is_pasted_in_is_marked(program: str, text: str) -> None:
    (found,) = documents_in("app.py", program.encode())

    assert Document("app.py", text, 1, is_exact=True, is_pasted=True) == found._replace(lines=())


@pytest.mark.parametrize("program", ["x = f'{a}<Response></Response>'", "x = f'<Response></Response>{a}'"])
def test_value_that_is_pasted_outside_of_the_document_is_no_matter(program: str) -> None:
    (found,) = documents_in("app.py", program.encode())

    assert Document("app.py", "<Response></Response>") == found._replace(lines=())


def test_doubled_braces_of_an_f_string_are_braces() -> None:
    assert ["<Response><Say>{{From}}</Say></Response>"] == texts_in(
        "x = f'<Response><Say>{{{{From}}}}</Say></Response>'"
    )


@pytest.mark.parametrize(
    ("program", "line", "is_exact"),
    [
        pytest.param("x = '<Response></Response>'", 1, True, id="first line"),
        pytest.param("\n\nx = '<Response></Response>'", 3, True, id="third line"),
        pytest.param("x = '''<Response>\n</Response>'''", 1, True, id="from the quotes on"),
        pytest.param("\nx = '''\n\n<Response>\n</Response>\n'''", 4, True, id="below the quotes"),
        pytest.param("x = f'''\n<Response>\n{a}\n</Response>'''", 2, True, id="f-string"),
        pytest.param("x = '''\n<?xml version=\"1.0\"?>\n<Response></Response>'''", 2, True, id="declaration"),
        pytest.param("\nx = '\\n<Response>\\n</Response>'", 2, False, id="line feeds written as such"),
        pytest.param("\nx = ('<Response>'\n  '</Response>')", 2, False, id="implicit concatenation"),
        pytest.param("\nx = f'''<Response>{\na\n}</Response>'''", 2, False, id="expression over lines"),
    ],
)
def test_line_of_a_document_is_that_of_the_file_where_that_can_be_known(
    program: str, line: int, is_exact: bool
) -> None:
    assert [(line, is_exact)] == lines_in(program)


def test_documents_are_found_with_a_line_each() -> None:
    program = "x = '<Response></Response>'\n\ny = '<Response></Response>'\n"

    assert [(1, True), (3, True)] == sorted(lines_in(program))


def test_document_of_a_program_carries_the_lines_of_the_file() -> None:
    (document,) = documents_in("app.py", b"# first\r\nx = '''\n<Response>\n</Response>'''")

    assert ("# first", "x = '''", "<Response>", "</Response>'''") == document.lines


def test_encoding_that_a_program_declares_is_used() -> None:
    program = "# coding: latin-1\nx = '<Response><Say>é</Say></Response>'".encode("latin-1")

    assert ["<Response><Say>é</Say></Response>"] == [document.text for document in documents_in("app.py", program)]


def test_escape_that_python_does_not_know_is_no_warning_of_ours() -> None:
    assert [RESPONSE] == texts_in(f"a = '\\d'\nx = '{RESPONSE}'")


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(b"print 'hello'", id="Python 2"),
        pytest.param(b"x = '", id="string without end"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param(b"x = '\0'", id="NUL"),
        pytest.param(b"# coding: nothing\n", id="unknown encoding"),
        pytest.param(b"x = " + b"(" * 1_000 + b")" * 1_000, id="parentheses too deep"),
        pytest.param(b"x = " + b"-" * 100_000 + b"1", id="expression too deep"),
    ],
)
def test_program_that_is_none_is_refused(program: bytes) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        list(documents_in("app.py", program))


@given(text=st.text(st.characters(exclude_characters=PASTED, exclude_categories=["Cs"]), max_size=30))
def test_string_of_any_text_is_found_unchanged(text: str) -> None:
    document = f"<Response><Say>{text}</Say></Response>"

    assert [document] == texts_in(f"x = {document!r}")


@given(content=st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_content_of_a_file_is_taken_as_it_is(content: bytes) -> None:
    assert [content] == [document.text for document in documents_in("voice.texml", content)]


def test_document_of_a_program_knows_the_lines_of_the_file() -> None:
    (found,) = documents_in("app.py", b"a = 1\r\nx = '<Response></Response>'\n")

    assert ("a = 1", "x = '<Response></Response>'", "") == found.lines


def test_xml_file_that_was_named_is_a_document_whatever_it_holds() -> None:
    assert [Document("pom.xml", b"<project/>")] == list(documents_in("pom.xml", b"<project/>"))


@pytest.mark.parametrize(
    ("template", "line", "text"),
    [
        pytest.param("{# a\nremark #}\n<Response>{% if a %}\n</Response>\n", 3, "<Response>?\n</Response>", id="tags"),
        pytest.param(
            "<Response>\r\n{%\r\nif a\r\n%}</Response>", 1, "<Response>\r\n?\n\n</Response>", id="tag of lines"
        ),
        pytest.param("{% if a %}<Response>{{ b }}</Response>", 1, "<Response>?</Response>", id="values"),
        pytest.param(
            '<?xml version="1.0"?>{% load i18n %}<Response>{% a %}</Response>', 1, "<Response>?</Response>", id="prolog"
        ),
    ],
)
def test_document_in_a_template_is_found_with_its_tags_filled_in(template: str, line: int, text: str) -> None:
    (document,) = documents_in("voice.xml", template.encode())

    assert (line, text, True, False) == (
        document.line,
        document.text if isinstance(document.text, bytes) else document.text.replace(PASTED, "?"),
        document.is_template,
        document.is_pasted,
    )


@pytest.mark.parametrize(
    "template",
    ["{% extends 'base.xml' %}{% block a %}<Say>b</Say>{% endblock %}", "{# only a remark #}", "{% a %}<html/>"],
)
def test_template_that_is_a_part_of_others_holds_no_document(template: str) -> None:
    assert [] == list(documents_in("voice.xml", template.encode()))


@pytest.mark.parametrize(
    "text", ["<Response><Say>{{name}}</Say></Response>", "<Response>{{#secret}}a{{/secret}}</Response>"]
)
def test_what_the_platform_expands_makes_no_template(text: str) -> None:
    (document,) = documents_in("voice.xml", text.encode())

    assert (text.encode(), False) == (document.text, document.is_template)


def test_template_in_a_program_is_found_as_one() -> None:
    program = "answer = '''<Response>\n{% if a %}<Hangup/>{% endif %}\n</Response>'''"

    (document,) = documents_in("app.py", program.encode())

    assert (True, False, f"<Response>\n{PASTED}<Hangup/>{PASTED}\n</Response>") == (
        document.is_template,
        document.is_pasted,
        document.text,
    )
