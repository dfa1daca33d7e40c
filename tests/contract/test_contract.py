from __future__ import annotations

from harness.contract import Effect, Kind, Match
from harness.exchange import Headers, Request, Response
from tests.contract.tiny import contract, tiny

CALLBACK = (
    "x-job-effect: read\n => x-job-effect: read\n"
    "      callbacks:\n"
    "        arrived:\n"
    '          "{$request.query.tell}":\n'
    "            post:\n"
    "              operationId: arrived\n"
    "              x-source: { where: c, standing: documented }\n"
    "              x-job-effect: read\n"
    "              requestBody:\n"
    "                content:\n"
    '                  application/json: { schema: { $ref: "#/components/schemas/Parcel" } }\n'
    "              responses: { default: { description: x, x-source: { where: c, standing: measured } } }\n"
)
JSON = Headers.of([("Content-Type", "application/json")])


def test_a_contract_says_whose_it_is() -> None:
    """Vendor, title, version, and what stands in the document."""
    tiny_contract = contract()
    assert (tiny_contract.vendor, tiny_contract.title, tiny_contract.version) == ("parcels", "Parcels", "1")
    assert list(tiny_contract.operations) == ["track", "change"]
    assert tiny_contract.document == tiny()


def test_the_document_is_a_copy() -> None:
    """Whoever changes it changes nothing."""
    tiny_contract = contract()
    tiny_contract.document["paths"].clear()
    assert tiny_contract.document == tiny()


def test_a_request_is_read_as_an_operation() -> None:
    """With its decoded parameters, its headers in lower case and its body as a value."""
    headers = Headers.of([("Content-Type", "application/json; x=y"), ("X-A", "first"), ("x-a", "second")])
    match = contract().match(Request("PUT", "/parcels/%37?b=1&b=2&c=%20", headers, b'{"note": "x"}'))
    assert match is not None
    assert (match.operation.id, match.effect) == ("change", Effect.MODIFY)
    assert match.parsed.document() == {
        "method": "PUT",
        "path": {"number": "7"},
        "query": {"b": ["1", "2"], "c": " "},
        "headers": {"content-type": "application/json; x=y", "x-a": "first"},
        "media_type": "application/json",
        "body": {"note": "x"},
    }


def test_other_requests_are_no_operation() -> None:
    """Neither another path nor another method."""
    assert contract().match(Request("GET", "/letters/7")) is None
    assert contract().match(Request("DELETE", "/parcels/7")) is None


def test_messages_are_judged_by_the_operation_of_their_match() -> None:
    """Request and response, each on its own."""
    tiny_contract = contract()
    request = Request("GET", "/parcels/x")
    match = tiny_contract.match(request)
    assert match is not None
    assert [found.pointer for found in tiny_contract.judge_request(match, request)] == ["path:number"]
    response = Response(200, JSON, b'{"number": 1, "state": "LOST"}')
    assert [found.kind for found in tiny_contract.judge_response(match, response)] == [
        Kind.UNDOCUMENTED_VALUE
    ]


def test_a_callback_is_judged_and_never_matched() -> None:
    """Its address is ours, so no outbound request is a callback."""
    calling = contract(CALLBACK)
    assert "arrived" in calling.operations
    good = Request("POST", "/anywhere?token=1", JSON, b'{"number": 1, "state": "THERE"}')
    assert calling.match(good) is None
    found = calling.judge_callback("arrived", Request("PUT", "/anywhere", JSON, b'{"number": 1}'))
    assert [(d.kind, d.pointer) for d in found] == [(Kind.PARAMETER, "method"), (Kind.BODY, "/state")]
    assert calling.judge_callback("arrived", Request("POST", "/anywhere", good.headers, good.body)) == ()


def test_an_unrelated_match_is_judged_by_its_id() -> None:
    """A match made by an equal contract serves as well."""
    match = contract().match(Request("GET", "/parcels/7"))
    assert isinstance(match, Match)
    assert contract().judge_response(match, Response(404)) == ()
