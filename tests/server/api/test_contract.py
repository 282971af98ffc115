"""The API keeps to its description: whatever may be asked is answered as described, and never by a fault.

Schemathesis reads the document that the server serves and thinks up requests, right ones and wrong ones.
"""

import json

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

# Each request is answered within the process, so it costs little; the stream would never end.
_SETTINGS = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def document(heard: FlaskClient) -> dict[str, object]:
    found: dict[str, object] = json.loads(heard.get("/api/openapi.json").data)
    return found


PATHS = (
    *("/events", "/events/{id}", "/conferences", "/conferences/{sid}", "/rooms/{room}"),
    *("/deliveries/{id}", "/deliveries/{id}/raw"),
)


@pytest.mark.parametrize(
    ("mode", "path"),
    [
        *(("POSITIVE", path) for path in PATHS),
        # Of a path that takes any text there is no wrong one.
        *(("NEGATIVE", path) for path in PATHS if path != "/conferences/{sid}"),
    ],
)
def test_answers_are_as_described(path: str, mode: str, heard: FlaskClient, document: dict[str, object]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", heard.application)
    strategy = schema[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

    @given(case=strategy, data=st.none())
    @_SETTINGS
    def answer(case: object, data: None) -> None:
        case.call_and_validate()  # type: ignore[attr-defined]

    answer()
