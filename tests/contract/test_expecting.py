from __future__ import annotations

import pytest

from harness.contract.expecting import answer_document
from harness.contract.media import BodyReader
from harness.exchange import Headers, Request, Response
from harness.finding import Severity, Source, Standing
from tests.contract.tiny import contract

EXPECTS = (
    "      x-job-role: status\n =>       x-job-role: status\n"
    "      x-job-expects:\n"
    "        heavy:\n"
    "          says: a heavy parcel is told by its weight\n"
    "          severity: info\n"
    "          x-source: { where: leaflet page 8, standing: measured }\n"
    "          when: { properties: { query: { required: [heavy] } } }\n"
    "          then: { properties: { body: { required: [weight] } } }\n"
)
JSON = Headers.of([("Content-Type", "application/json")])
LIGHT = Response(200, JSON, b'{"number": 7, "state": "SENT"}')
HEAVY = Response(200, JSON, b'{"number": 7, "state": "SENT", "weight": 5}')


@pytest.mark.parametrize(
    ("target", "response", "broken"),
    [
        ("/parcels/7?heavy=1", LIGHT, ["heavy"]),
        ("/parcels/7?heavy=1", HEAVY, []),
        ("/parcels/7", LIGHT, []),
    ],
)
def test_an_expectation_speaks_of_its_kind_of_request_alone(
    target: str, response: Response, broken: list[str]
) -> None:
    """Only where `when` accepts the request must `then` accept the answer."""
    expecting = contract(EXPECTS)
    match = expecting.match(Request("GET", target))
    assert match is not None
    assert [each.name for each in expecting.disappointed(match, response)] == broken


def test_an_expectation_is_read_from_its_operation() -> None:
    """What it says, how bad it is, and where it stands; operations without have none."""
    operations = contract(EXPECTS).operations
    (found,) = operations["track"].expectations
    assert (found.says, found.severity) == ("a heavy parcel is told by its weight", Severity.INFO)
    assert found.source == Source("leaflet page 8", Standing.MEASURED)
    assert operations["change"].expectations == ()


@pytest.mark.parametrize(
    ("response", "body"),
    [
        (Response(200, Headers.of([("Content-Type", "text/plain")]), b"hello"), "hello"),
        (Response(200, JSON, b"{half"), None),
        (Response(202, Headers(), b""), None),
        (Response(200, Headers.of([("Content-Type", "image/png")]), b"\x89"), None),
    ],
)
def test_an_answer_is_a_document_of_its_own(response: Response, body: object) -> None:
    """Its body is a value where it can be read; header names are lower case."""
    reader = BodyReader({}, {})
    document = answer_document(response, reader.value(response.headers.get("Content-Type"), response.body))
    assert document["body"] == body
    assert document["status"] == response.status
    assert all(name == name.lower() for name in document["headers"])
