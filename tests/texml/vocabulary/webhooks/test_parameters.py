"""The values that many events share: each under one name with one type, and the values inside values."""

import pytest

from texml.vocabulary.record import Record, params
from texml.webhooks import (
    EVENTS,
    CallQuality,
    CostPart,
    InboundQuality,
    OutboundQuality,
    RecordingUrls,
    SipHeader,
)


@pytest.mark.parametrize(
    ("record", "names"),
    [
        (SipHeader, "name value"),
        (RecordingUrls, "mp3 wav"),
        (CallQuality, "inbound outbound"),
        (InboundQuality, "jitter_max_variance jitter_packet_count mos packet_count skip_packet_count"),
        (OutboundQuality, "packet_count skip_packet_count"),
        (CostPart, "call_part billed_duration_secs rate cost currency"),
    ],
)
def test_value_inside_holds_what_the_schema_lists(record: type[Record], names: str) -> None:
    assert names.split() == [row.wire for row in params(record)]
    assert {"OpenAPI of 2026-07, webhooks"} == {row.source.partition(";")[0] for row in params(record)}


def test_wire_name_has_one_python_name_and_one_type_everywhere() -> None:
    found: dict[str, set[tuple[str, object]]] = {}
    for event in EVENTS.values():
        for row in params(event):
            found.setdefault(row.wire, set()).add((row.name, row.shape))

    # The moment stands in the payload, beside it, or, of the cost of a call, in both.
    assert {"payload.occurred_at"} == {wire for wire, ways in found.items() if len(ways) > 1}


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_value_says_what_it_means(event: type[Record]) -> None:
    assert [] == [row.name for row in params(event) if not row.doc.endswith(".")]
