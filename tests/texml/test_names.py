"""The names of the library: loaded when they are asked for, and there all the same."""

import pickle
import subprocess
import sys

import pytest

import texml


def loaded_by(code: str) -> set[str]:
    """Return the modules of ours that a fresh interpreter has after running *code*."""
    shown = "import sys; print(*(name for name in sys.modules if name.partition('.')[0] == 'texml'))"
    result = subprocess.run([sys.executable, "-c", f"{code}\n{shown}"], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


def test_importing_the_library_loads_nothing_else() -> None:
    assert {"texml"} == loaded_by("import texml")


@pytest.mark.parametrize("name", ["texml.reader", "texml.template", "texml.rules", "texml.tree"])
def test_who_only_builds_documents_does_without_the_rest(name: str) -> None:
    assert name not in loaded_by("from texml import Response; str(Response().say('Hello'))")


def test_every_name_can_be_imported_from_the_library() -> None:
    names: dict[str, object] = {}

    exec("from texml import *", names)

    assert set(texml.__all__) == set(names) - {"__builtins__"}


def test_name_is_the_same_thing_each_time() -> None:
    assert texml.Response is texml.Response


def test_all_names_are_listed() -> None:
    assert set(texml.__all__) <= set(dir(texml))


def test_errors_are_at_hand() -> None:
    assert texml.errors.TexmlError is texml.TexmlError


def test_name_that_there_is_not_is_refused_as_usual() -> None:
    with pytest.raises(AttributeError, match="module 'texml' has no attribute 'Sms'"):
        texml.Sms  # type: ignore[attr-defined]  # noqa: B018


def test_document_is_loaded_where_nothing_else_is() -> None:
    document = texml.Response().say("Hello")
    code = f"import pickle; assert str(pickle.loads({pickle.dumps(document)!r})) == {str(document)!r}"

    assert "texml.vocabulary.verbs.say" in loaded_by(code)
