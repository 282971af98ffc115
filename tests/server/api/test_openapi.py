"""The document that describes the API."""

from flask import Flask
from flask.testing import FlaskClient

from server.api import openapi
from server.api.operations import OPERATIONS


def test_document_is_served_as_it_is_made(client: FlaskClient) -> None:
    assert openapi(OPERATIONS) == client.get("/api/openapi.json").json


def test_every_route_of_the_api_is_described(app: Flask) -> None:
    served = {
        rule.rule.removeprefix("/api").replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }

    assert served - {"/openapi.json"} == set(openapi(OPERATIONS)["paths"])


def test_operation_names_are_used_once() -> None:
    names = [operation.name for operation in OPERATIONS]

    assert sorted(set(names)) == sorted(names)


def test_every_reference_leads_somewhere() -> None:
    document = openapi(OPERATIONS)

    found = list(_references(document))
    assert len(found) > 20
    for reference in found:
        place = document
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for value in node.values() for found in _references(value)]
    if isinstance(node, list):
        return [found for value in node for found in _references(value)]
    return []


def test_parameters_in_braces_are_those_of_the_path() -> None:
    for operation in OPERATIONS:
        in_braces = {part[1:-1] for part in operation.path.split("/") if part.startswith("{")}

        assert in_braces == {each.name for each in operation.parameters if each.place == "path"}
