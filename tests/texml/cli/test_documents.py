"""The commands about documents."""

import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import Result

from texml import Other, Response, Say

ROOT = Path(__file__).parents[3]
SCHEMA = (ROOT / "schemas" / "texml.xsd").read_text(encoding="utf-8")

Run = Callable[..., Result]


CLEAN = "<Response><Say>Hello</Say></Response>"
ERROR = "<Response><Speak/></Response>"
WARNING = "<Response><Hangup/><Pause/></Response>"
NOTE = "<Response/>"
FORMATTED = '<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n  <Say>Hello</Say>\n</Response>\n'

File = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    """Return what makes a file of a text, and gives its path."""

    def file(content: str, name: str = "voice.xml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode())
        return path

    return file


@pytest.fixture
def site(serving: Callable[[type[BaseHTTPRequestHandler]], AbstractContextManager[str]]) -> Iterator[str]:
    """Return the base URL of a server that answers ``/<status>/...`` with that status and a document with an error."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(int(self.path.split("/")[1]))
            self.end_headers()
            self.wfile.write(b"x" * 70_000 if self.path.endswith("huge") else ERROR.encode())

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as url:
        yield url


def found_by(result: Result) -> list[tuple[str, int, int]]:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [(Path(each["file"]).name, each["line"], each["column"]) for each in found]


def codes_of(result: Result) -> list[str]:
    return [json.loads(line)["code"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("content", "status", "strict_status", "summary"),
    [
        pytest.param(CLEAN, 0, 0, "nothing found", id="nothing"),
        pytest.param(ERROR, 1, 1, "1 error", id="error"),
        pytest.param(WARNING, 0, 1, "1 warning", id="warning"),
        pytest.param(NOTE, 0, 1, "1 note", id="note"),
        pytest.param(
            "<Response><A/><B/><Hangup/><Redirect>/a</Redirect></Response>",
            1,
            1,
            "2 errors, 1 warning, 1 note",
            id="several",
        ),
    ],
)
def test_lint_ends_with_what_was_found(
    content: str, status: int, strict_status: int, summary: str, run: Run, file: File
) -> None:
    result, strict = run("lint", file(content)), run("lint", "--strict", file(content))

    assert (status, strict_status, f"{summary}\n") == (result.exit_code, strict.exit_code, result.stderr)


def test_lint_shows_what_it_found(run: Run, file: File) -> None:
    path = file("<Response>\n\t<Say loup='2'>é</Say>\n</Response>")

    assert (
        f"{path}:2:7: error TX111: there is no such attribute\n"
        "        <Say loup='2'>é</Say>\n"
        "             ^\n"
        "    = did you mean 'loop'?\n"
    ) == run("lint", path).stdout


def test_lint_of_nothing_wrong_prints_nothing(run: Run, file: File) -> None:
    assert "" == run("lint", file(CLEAN)).stdout


@pytest.mark.parametrize(
    ("options", "found", "status"),
    [
        pytest.param([], ["TX101", "TX111", "TX301", "TX402"], 1, id="all"),
        pytest.param(["--select", "TX101"], ["TX101"], 1, id="select a rule"),
        pytest.param(["--select", "TX1"], ["TX101", "TX111"], 1, id="select a group"),
        pytest.param(["--select", "TX3", "--select", "TX4"], ["TX301", "TX402"], 0, id="select two"),
        pytest.param(["--select", "TX3,TX4"], ["TX301", "TX402"], 0, id="select two at once"),
        pytest.param(["--select", "tx402"], ["TX402"], 0, id="select in small letters"),
        pytest.param(["--select", "TX402", "--strict"], ["TX402"], 1, id="select strictly"),
        pytest.param(["--select", "TX6"], [], 0, id="select what is not there"),
        pytest.param(["--ignore", "TX402"], ["TX101", "TX111", "TX301"], 1, id="ignore a rule"),
        pytest.param(["--ignore", "TX1"], ["TX301", "TX402"], 0, id="ignore a group"),
        pytest.param(["--ignore", "TX1", "--ignore", "TX4"], ["TX301"], 0, id="ignore two"),
        pytest.param(["--ignore", "TX", "--strict"], [], 0, id="ignore all"),
        pytest.param(["--select", "TX1", "--ignore", "TX101"], ["TX111"], 1, id="select and ignore"),
    ],
)
def test_lint_keeps_to_the_rules_it_is_given(
    options: list[str], found: list[str], status: int, run: Run, file: File
) -> None:
    path = file("<Response><Speak/><Say loup='1'>a</Say><Hangup/><Redirect>/a</Redirect></Response>")

    result = run("lint", "--format", "json", *options, path)

    assert (found, status) == (codes_of(result), result.exit_code)


@pytest.mark.parametrize(
    ("options", "found", "status"),
    [(["--select", "TX4"], ["TX001"], 1), (["--ignore", "TX0"], [], 0)],
    ids=["selected away", "ignored"],
)
def test_what_no_rule_can_be_asked_about_is_told_unless_it_is_ignored(
    options: list[str], found: list[str], status: int, run: Run, file: File
) -> None:
    result = run("lint", "--format", "json", *options, file("<Response><Say>"))

    assert (found, status) == (codes_of(result), result.exit_code)


@pytest.mark.parametrize("codes", ["", "TX1,", "TX9", "Say"])
def test_codes_that_no_rule_has_are_refused(codes: str, run: Run, file: File) -> None:
    result = run("lint", "--select", codes, file(CLEAN))

    assert (2, True) == (result.exit_code, result.stderr.startswith("Error: no rule begins with "))


@pytest.mark.parametrize(
    ("kind", "found"),
    [("voice", []), ("conference-wait", ["TX102"]), ("queue-wait", []), ("number-url", []), ("queue-url", ["TX102"])],
)
def test_lint_checks_a_document_for_its_occasion(kind: str, found: list[str], run: Run, file: File) -> None:
    result = run("lint", "--format", "json", "--as", kind, file("<Response><Hangup/></Response>"))

    assert found == codes_of(result)


def test_lint_as_json_is_lines_and_no_summary(run: Run, file: File) -> None:
    result = run("lint", "--format", "json", file(ERROR))

    assert (["TX101"], "") == (codes_of(result), result.stderr)


def test_lint_as_sarif_is_one_log_and_no_summary(run: Run, file: File) -> None:
    result = run("lint", "--format", "sarif", file(ERROR))

    (log,) = json.loads(result.stdout)["runs"]
    assert (["TX101"], "") == ([found["ruleId"] for found in log["results"]], result.stderr)


def test_lint_for_github_is_commands_and_no_summary(run: Run, file: File) -> None:
    result = run("lint", "--format", "github", file(NOTE))

    assert (True, 1, "") == (result.stdout.startswith("::notice file="), result.stdout.count("\n"), result.stderr)


def test_lint_reads_standard_input(run: Run) -> None:
    result = run("lint", "-", stdin=ERROR.encode())

    assert (1, True) == (result.exit_code, result.stdout.startswith("<stdin>:1:11: error TX101:"))


@pytest.mark.parametrize("name", ["voice", "voice.xml", "voice.php", "voice.xml?a=b"])
def test_lint_reads_a_url_whatever_its_name(name: str, run: Run, site: str) -> None:
    result = run("lint", f"{site}/200/{name}")

    assert (1, True) == (result.exit_code, result.stdout.startswith(f"{site}/200/{name}:1:11: error TX101:"))


def test_lint_reads_no_more_of_a_url_than_a_document_may_have(run: Run, site: str) -> None:
    result = run("lint", f"{site}/200/huge")

    assert (1, True) == (result.exit_code, "TX001: the document has 65537 bytes" in result.stdout)


@pytest.mark.parametrize("status", [404, 500])
def test_url_that_answers_otherwise_cannot_be_read(status: int, run: Run, site: str) -> None:
    result = run("lint", f"{site}/{status}/voice")

    assert (2, "", True) == (result.exit_code, result.stdout, f"{site}/{status}/voice cannot be read" in result.stderr)


def test_url_that_nobody_answers_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/voice"

        result = run("lint", url)

    assert (2, "", True) == (result.exit_code, result.stdout, f"{url} cannot be read" in result.stderr)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a b/", "https://127.0.0.1:x/"])
def test_url_that_is_none_cannot_be_read(url: str, run: Run) -> None:
    result = run("lint", url)

    assert (2, "", True) == (result.exit_code, result.stdout, f"{url} cannot be read" in result.stderr)


def test_file_that_is_not_there_cannot_be_read(run: Run, tmp_path: Path) -> None:
    result = run("lint", tmp_path / "voice.xml")

    told = f"Error: {tmp_path / 'voice.xml'} cannot be read: No such file or directory\n"
    assert (2, "", told) == (result.exit_code, result.stdout, result.stderr)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("print 'hello'", id="Python 2"),
        pytest.param("x = '\0'", id="NUL"),
        pytest.param(f"x = {'-' * 100_000}1", id="expression too deep"),
    ],
)
def test_python_that_is_none_cannot_be_read(program: str, run: Run, file: File) -> None:
    path = file(program, "app.py")

    result = run("lint", path)

    assert (2, "", True) == (result.exit_code, result.stdout, result.stderr.startswith(f"Error: {path} is no Python: "))


def test_lint_of_a_program_finds_its_documents(run: Run, file: File) -> None:
    path = file(f"def answer(name):\n    return '''\n{ERROR}'''\n", "app.py")

    result = run("lint", path)

    assert (1, True) == (result.exit_code, result.stdout.startswith(f"{path}:3:11: error TX101:"))


def test_files_that_another_program_found_may_be_of_other_kinds(run: Run, file: File) -> None:
    paths = [file(ERROR, "a.xml"), file("<rss/>", "feed.xml"), file("<svg/>", "image.svg"), file("x = 1", "app.py")]

    result = run("lint", "--skip-others", "--format", "json", *paths)

    assert (1, [("a.xml", 1, 11)]) == (result.exit_code, found_by(result))


def test_hook_leaves_out_what_is_no_texml(run: Run, file: File) -> None:
    (entry,) = re.findall("entry: texml (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert [0, 1] == [run(*entry.split(), file(text)).exit_code for text in ("<rss/>", ERROR)]


def test_lint_of_a_folder_is_in_the_order_of_files_lines_and_columns(run: Run, file: File, tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    file(ERROR, "b.xml")
    file("<Response>\n<A/><B/>\n<C/></Response>", "a.texml")
    file(f"x = '''\n{ERROR}'''", "c.py")
    file(ERROR, ".hidden/d.xml")
    file("<html/>", "page.xml")
    file(ERROR, "notes.txt")

    result = run("lint", "--format", "json", tmp_path)

    assert [("a.texml", 2, 1), ("a.texml", 2, 5), ("a.texml", 3, 1), ("b.xml", 1, 11), ("c.py", 2, 11)] == (
        found_by(result)
    )


def test_findings_of_several_sources_are_sorted_together(run: Run, file: File) -> None:
    result = run("lint", "--format", "json", file(ERROR, "b.xml"), "-", file(ERROR, "a.xml"), stdin=ERROR.encode())

    assert ["a.xml", "b.xml", "<stdin>"] == [name for name, _, _ in found_by(result)]


def test_lint_of_an_empty_folder_finds_no_document(run: Run, tmp_path: Path) -> None:
    result = run("lint", tmp_path)

    assert (0, "", "no document found\n") == (result.exit_code, result.stdout, result.stderr)


@pytest.mark.parametrize("style", ["text", "json", "sarif", "github"])
def test_file_whose_name_is_no_text_is_shown_all_the_same(style: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.xml")).write_bytes(ERROR.encode())

    result = run("lint", "--format", style, tmp_path)

    assert (1, True) == (result.exit_code, "TX101" in result.stdout)


def test_folder_of_a_thousand_documents_is_linted(run: Run, file: File, tmp_path: Path) -> None:
    for number in range(1_000):
        file(ERROR if number % 100 == 7 else CLEAN, f"{number:03}.xml")

    result = run("lint", "--format", "json", tmp_path)

    assert (1, [(f"{number}07.xml", 1, 11) for number in range(10)]) == (result.exit_code, found_by(result))


def test_convert_prints_the_python_and_nothing_else(run: Run, file: File) -> None:
    result = run("convert", file(CLEAN))

    assert (0, 'from texml import Response, Say\n\ndocument = Response(Say("Hello"))\n', "") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_convert_reads_standard_input(run: Run) -> None:
    result = run("convert", "-", stdin=CLEAN.encode())

    assert (0, True) == (result.exit_code, 'Say("Hello")' in result.stdout)


def test_convert_keeps_what_the_vocabulary_does_not_have(run: Run, file: File) -> None:
    scope: dict[str, object] = {}

    exec(run("convert", file("<Response><Future a='1'/><Say future='2'>b</Say></Response>")).stdout, scope)

    assert Response().add(Other("Future", {"a": "1"}), Say("b").with_extra({"future": "2"})) == scope.get("document")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param("<Response>", id="not well-formed"),
        pytest.param("<!DOCTYPE Response><Response/>", id="document type"),
        pytest.param("<VoiceResponse/>", id="another root"),
    ],
)
def test_convert_refuses_what_is_no_document(content: str, run: Run, file: File) -> None:
    path = file(content)

    result = run("convert", path)

    assert (2, "", True) == (result.exit_code, result.stdout, result.stderr.startswith(f"Error: {path}: <"))


@pytest.mark.parametrize("command", ["convert", "fmt"])
def test_file_that_is_not_there_is_told(command: str, run: Run, tmp_path: Path) -> None:
    result = run(command, tmp_path / "voice.xml")

    assert (2, "", True) == (result.exit_code, result.stdout, "voice.xml" in result.stderr)


def test_fmt_formats_files_in_place(run: Run, file: File) -> None:
    paths = [file(CLEAN, "a.xml"), file(CLEAN.replace("><", ">\r\n<"), "b.xml")]

    result = run("fmt", *paths)

    assert (0, "", "".join(f"{path} was formatted\n" for path in paths), [FORMATTED.encode()] * 2) == (
        result.exit_code,
        result.stdout,
        result.stderr,
        [path.read_bytes() for path in paths],
    )


@pytest.mark.parametrize("options", [[], ["--check"]], ids=["in place", "check"])
def test_fmt_leaves_a_formatted_file_alone(options: list[str], run: Run, file: File) -> None:
    path = file(FORMATTED)
    os.utime(path, (0, 0))

    result = run("fmt", *options, path)

    assert (0, "", 0) == (result.exit_code, result.output, path.stat().st_mtime_ns)


def test_fmt_only_checks_when_it_is_told_so(run: Run, file: File) -> None:
    path = file(CLEAN)

    result = run("fmt", "--check", path)

    assert (1, "", f"{path} would be formatted\n", CLEAN.encode()) == (
        result.exit_code,
        result.stdout,
        result.stderr,
        path.read_bytes(),
    )


@pytest.mark.parametrize("options", [[], ["--check"]], ids=["in place", "check"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("voice.xml", "<Response><Say>a & b</Say></Response>", id="not well-formed"),
        pytest.param("voice.xml", "<!DOCTYPE a><Response/>", id="document type"),
        pytest.param("voice.xml", "", id="nothing"),
        pytest.param("app.py", f"x = '{CLEAN}'", id="program"),
    ],
)
def test_fmt_refuses_what_is_no_document_and_leaves_it_alone(
    name: str, content: str, options: list[str], run: Run, file: File
) -> None:
    path = file(content, name)

    result = run("fmt", *options, path)

    assert (2, True, content.encode()) == (
        result.exit_code,
        result.stderr.startswith(f"Error: {path}: <"),
        path.read_bytes(),
    )


def test_fmt_formats_standard_input_to_standard_output(run: Run) -> None:
    formatted, checked = run("fmt", "-", stdin=CLEAN.encode()), run("fmt", "--check", "-", stdin=CLEAN.encode())

    assert [(0, FORMATTED, ""), (1, "", "- would be formatted\n")] == [
        (result.exit_code, result.stdout, result.stderr) for result in (formatted, checked)
    ]


def test_fmt_takes_no_folder(run: Run, tmp_path: Path) -> None:
    result = run("fmt", tmp_path)

    assert (2, True) == (result.exit_code, "is a directory" in result.stderr)


def test_file_that_cannot_be_read_does_not_hide_what_is_found_in_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print 'hello'", encoding="utf-8")
    (tmp_path / "b.xml").write_text("<Response><Speak/></Response>", encoding="utf-8")

    result = run("lint", tmp_path)

    assert (2, True, True) == (result.exit_code, "TX101" in result.stdout, "a.py is no Python" in result.stderr)


def test_fmt_goes_on_after_a_file_that_is_no_document(run: Run, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.xml", tmp_path / "b.xml"
    bad.write_text("<Response>", encoding="utf-8")
    good.write_text("<Response><Hangup/></Response>", encoding="utf-8")

    result = run("fmt", bad, good)

    assert (2, True, "  <Hangup/>") == (result.exit_code, str(bad) in result.stderr, good.read_text().splitlines()[2])
