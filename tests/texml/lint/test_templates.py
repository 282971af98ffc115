"""What is a template, and what it is once its tags stand for values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.lint.strings import PASTED
from texml.lint.templates import filled


@pytest.mark.parametrize(
    ("text", "template"),
    [
        pytest.param("{% if a %}b{% endif %}", "?b?", id="tags"),
        pytest.param("a{# b #}", "a?", id="comment"),
        pytest.param("{{ a }}{%b%}{{c}}", "???", id="values beside a tag"),
        pytest.param("{%- a -%}", "?", id="without white space"),
        pytest.param("{# a\nb\r\nc\rd #}e", "?\n\n\ne", id="as many lines"),
        pytest.param("{% a %}{% b", "?{% b", id="one that nothing ends"),
        pytest.param("{{ a {% b %}", "{{ a ?", id="value that nothing ends"),
        pytest.param("{% '{{' %} }}", "? }}", id="braces in a tag"),
    ],
)
def test_tags_of_a_template_stand_for_values(text: str, template: str) -> None:
    assert template.replace("?", PASTED) == filled(text)


@pytest.mark.parametrize("text", ["", "a", "{{ a }}", "{{#secret}}a{{/secret}}", "{ # a # }", "{% a", "#} {#", "{a}%}"])
def test_what_has_no_tag_is_no_template(text: str) -> None:
    assert filled(text) is None


@given(st.text(st.sampled_from("{}%#a\n"), max_size=40))
def test_template_keeps_its_lines(text: str) -> None:
    template = filled(text)

    assert template is None or text.count("\n") == template.count("\n")


@pytest.mark.parametrize("start", ["{% a ", "{# a ", "{{ {% "])
def test_tags_without_end_are_looked_through_once(start: str) -> None:
    # Looked through anew from each of them, this would take an hour.
    assert filled(start * 200_000) is None
