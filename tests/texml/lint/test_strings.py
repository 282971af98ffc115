"""What text an expression makes: what is written in it, and where something is pasted in."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.lint.strings import PASTED, assembled, assembled_by_steps


def text_of(expression: str) -> str | None:
    found = assembled(ast.parse(expression, mode="eval").body)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        pytest.param("'a'", "a", id="literal"),
        pytest.param("'a' 'b'", "ab", id="literals side by side"),
        pytest.param("f'a{b}c'", f"a{PASTED}c", id="f-string"),
        pytest.param("'a' + b", f"a{PASTED}", id="added"),
        pytest.param("a + 'b'", f"{PASTED}b", id="added to"),
        pytest.param("a + 'b' + c + 'd'", f"{PASTED}b{PASTED}d", id="added again"),
        pytest.param("'a' + str(b) + f'{c}d'", f"a{PASTED}{PASTED}d", id="f-string added"),
        pytest.param("'a%sb' % c", f"a{PASTED}b", id="percent"),
        pytest.param("'%(a)s %(b)05.2f 100%%' % c", f"{PASTED} {PASTED} 100%", id="percent with names"),
        pytest.param("'100%' % ()", "100%", id="percent that converts nothing"),
        pytest.param("'a{}b{}'.format(c, d)", f"a{PASTED}b{PASTED}", id="format"),
        pytest.param("'{a.b[0]!r:>3} {{c}}'.format(a=1)", f"{PASTED} {{c}}", id="format with names"),
        pytest.param("('a' + '{}').format(b)", f"a{PASTED}", id="format of what was added"),
        pytest.param("', '.join(['a', b, 'c'])", f"a, {PASTED}, c", id="join"),
        pytest.param("''.join(('a', 'b'))", "ab", id="join of a tuple"),
        pytest.param("'%s' % 'a' + 'b'", f"{PASTED}b", id="percent before plus"),
    ],
)
def test_text_is_put_together(expression: str, text: str) -> None:
    assert text == text_of(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "a",
        "1",
        "b'a'",
        "a + b",
        "a % 'b'",
        "1 + 2",
        "a.format('b')",
        "'{'.format(a)",
        "a.join(['b'])",
        "''.join(a)",
        "'a' * 3",
    ],
)
def test_what_is_no_text_or_not_known_to_be_one_is_none(expression: str) -> None:
    assert None is text_of(expression)


def test_chain_of_any_length_is_put_together() -> None:
    assert "a" * 500 == text_of(" + ".join(["'a'"] * 500))


def test_nodes_are_those_that_the_text_is_written_in() -> None:
    tree = ast.parse("'a' + f('b') + f'{g(\"c\")}d'", mode="eval").body

    found = assembled(tree)

    assert found is not None
    assert {"a", "d"} == {node.value for node in found.nodes if isinstance(node, ast.Constant)}


@pytest.mark.parametrize(
    ("program", "texts"),
    [
        pytest.param("x = 'a'\nx += 'b'\nx += 'c'", ["abc"], id="steps"),
        pytest.param("x = 'a'\ny = 1\nx += str(y)\nx += 'c'", [f"a{PASTED}c"], id="value"),
        pytest.param("x = 'a'\nfor y in z:\n    x += y\nx += 'c'", [f"a{PASTED}c"], id="loop"),
        pytest.param("x = 'a'\nx += 'b'\nx = 'c'\nx += 'd'", ["ab", "cd"], id="begun anew"),
        pytest.param("x = 'a'\ny = 'b'\nx += 'c'\ny += 'd'", ["ac", "bd"], id="two at once"),
        pytest.param("x = 'a'", [], id="one step"),
        pytest.param("x += 'a'", [], id="begun elsewhere"),
        pytest.param("x = 1\nx += 'a'", [], id="no text"),
    ],
)
def test_steps_are_put_together(program: str, texts: list[str]) -> None:
    assert texts == [found.text for _, found in assembled_by_steps(ast.parse(program).body)]


@given(parts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=1, max_size=5))
def test_every_way_to_put_a_text_together_gives_it(parts: list[str]) -> None:
    added = " + ".join(map(repr, parts))
    joined = f"''.join({parts!r})"

    assert ["".join(parts)] * 2 == [text_of(added), text_of(joined)]
