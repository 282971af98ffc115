"""What a declaration of an operation reads and says of itself."""

import pytest

from server.api.operation import Operation, Parameter
from server.api.problems import Problem

NUMBER = Parameter(name="limit", doc="", type="integer", minimum=1, maximum=9, default=3)
TEXT = Parameter(name="room", doc="", maximum=4)
WORD = Parameter(name="order", doc="", maximum=9, choices=("newest", "oldest"))
SID = Parameter(name="sid", doc="", place="path", minimum=1, maximum=4)
OPERATION = Operation(
    name="x", path="/x/{sid}", summary="", answer=lambda _, values: values, parameters=(NUMBER, TEXT, WORD, SID)
)


@pytest.mark.parametrize(
    ("parameter", "text", "value"),
    [
        (NUMBER, "1", 1),
        (NUMBER, "9", 9),
        (NUMBER, "007", 7),
        (TEXT, "", ""),
        (TEXT, "üöä!", "üöä!"),
        (WORD, "oldest", "oldest"),
    ],
)
def test_text_that_may_be_is_read(parameter: Parameter, text: str, value: int | str) -> None:
    assert value == parameter.read(text)


@pytest.mark.parametrize(
    ("parameter", "text", "detail"),
    [
        (NUMBER, "0", "limit: '0' is not allowed; allowed: a whole number from 1 to 9"),
        (NUMBER, "10", "limit: '10' is not allowed; allowed: a whole number from 1 to 9"),
        (NUMBER, "٣", "limit: '٣' is not allowed; allowed: a whole number from 1 to 9"),
        (NUMBER, "9" * 5_000, f"limit: '{'9' * 80}' is not allowed; allowed: a whole number from 1 to 9"),
        (TEXT, "12345", "room: '12345' is not allowed; allowed: a text of 0 to 4 characters without NUL"),
        (TEXT, "\0", "room: '\\x00' is not allowed; allowed: a text of 0 to 4 characters without NUL"),
        (WORD, "old", "order: 'old' is not allowed; allowed: newest, oldest; did you mean 'oldest'?"),
        (SID, "", "sid: '' is not allowed; allowed: a text of 1 to 4 characters without NUL"),
    ],
)
def test_text_that_may_not_be_is_refused_with_what_may(parameter: Parameter, text: str, detail: str) -> None:
    with pytest.raises(Problem) as refused:
        parameter.read(text)

    assert (400, detail, parameter.name) == (
        refused.value.status,
        refused.value.detail,
        refused.value.members["parameter"],
    )


@pytest.mark.parametrize(
    ("parameter", "schema"),
    [
        (NUMBER, {"type": "integer", "minimum": 1, "maximum": 9, "default": 3}),
        (TEXT, {"type": "string", "minLength": 0, "maxLength": 4, "pattern": "^[^\\x00]*$"}),
        (WORD, {"type": "string", "enum": ["newest", "oldest"]}),
    ],
)
def test_parameter_describes_itself(parameter: Parameter, schema: dict[str, object]) -> None:
    assert schema == parameter.schema()


def test_values_are_those_given_and_the_defaults() -> None:
    assert {"limit": 3, "room": "a", "order": None, "sid": "s"} == OPERATION.read({"sid": "s"}, {"room": ["a"]})


def test_parameter_of_the_path_is_none_of_the_query() -> None:
    with pytest.raises(Problem, match="'sid' is not a parameter; allowed: limit, room, order"):
        OPERATION.read({"sid": "s"}, {"sid": ["x"]})
