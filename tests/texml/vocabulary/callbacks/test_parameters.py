"""The parameters that many requests share: each under one name, with one meaning."""

from typing import get_args

import pytest

from texml.callbacks import CALLBACKS
from texml.vocabulary.callbacks import parameters
from texml.vocabulary.record import Param, params

SHARED = {name: get_args(getattr(parameters, name))[1] for name in parameters.__all__}


@pytest.mark.parametrize("name", SHARED)
def test_shared_parameter_takes_its_source_from_the_class_that_uses_it(name: str) -> None:
    param: Param = SHARED[name]

    assert (None, "documented") == (param.source, param.grade)


def test_wire_name_has_one_python_name_everywhere() -> None:
    names: dict[str, set[str]] = {}
    for callback in CALLBACKS:
        for row in params(callback):
            names.setdefault(row.wire, set()).add(row.name)

    assert {} == {wire: found for wire, found in names.items() if len(found) > 1}


def test_wire_name_has_one_type_everywhere() -> None:
    shapes: dict[str, set[type]] = {}
    for callback in CALLBACKS:
        for row in params(callback):
            shapes.setdefault(row.wire, set()).add(row.shape)

    assert {} == {wire: found for wire, found in shapes.items() if len(found) > 1}
