from __future__ import annotations

import pytest

from harness.contract import Effect, Recognition
from harness.contract.build import callbacks, lifecycle, operations, wire
from harness.contract.model import Tolerance
from harness.finding import Source, Standing
from tests.contract.tiny import tiny

SCHEMA = "/paths/~1parcels~1{number}/get/responses/200/content/application~1json/schema"
CALLBACK = """x-job-effect: read
      callbacks:
        arrived: { $ref: "#/components/callbacks/Arrived" }
"""
ARRIVED = """components:
  callbacks:
    Arrived:
      "{$request.query.tell}":
        post:
          operationId: arrived
          x-source: { where: c, standing: documented }
          x-job-effect: read
          x-job-role: callback
          responses: { default: { description: any, x-source: { where: c, standing: documented } } }
"""


def test_operations_come_in_the_order_of_the_document() -> None:
    """With all that the document says of them."""
    track, change = operations(tiny())
    assert (track.id, track.method, track.template) == ("track", "GET", "/parcels/{number}")
    assert track.source == Source("leaflet page 1")
    assert [(case.effect, case.role) for case in track.cases] == [(Effect.READ, "status")]
    assert change.body_required
    assert list(change.request_bodies) == ["application/json"]
    assert not track.body_required


def test_each_answer_knows_its_bodies_headers_and_source() -> None:
    """References are followed, and pointers lead to where the schema stands."""
    track, _ = operations(tiny())
    answer = track.answers["200"]
    assert (answer.source.where, answer.source.standing) == ("leaflet page 2", Standing.MEASURED)
    assert answer.bodies["application/json"].pointer == SCHEMA
    assert answer.headers["X-Depot"].schema == {"type": "integer"}
    assert track.answers["4XX"].bodies == {}


def test_the_parameters_of_the_path_belong_to_each_operation() -> None:
    """Without a source of their own they have the operation's."""
    for operation in operations(tiny()):
        (number,) = operation.parameters
        assert (number.name, number.place, number.required) == ("number", "path", True)
        assert number.source == operation.source


def test_a_parameter_of_the_operation_replaces_that_of_the_path() -> None:
    """The nearer one counts."""
    nearer = (
        "operationId: track => operationId: track\n"
        "      parameters:\n"
        "        - name: number\n"
        "          in: path\n"
        "          required: true\n"
        "          x-source: { where: own, standing: inferred }\n"
        "          schema: { type: string }\n"
        "          examples: { one: { value: '1' } }\n"
    )
    track, _ = operations(tiny(nearer))
    (number,) = track.parameters
    assert (number.schema, number.source.where, number.examples) == ({"type": "string"}, "own", ("1",))
    assert number.pointer == "/paths/~1parcels~1{number}/get/parameters/0/schema"


def test_a_case_has_the_role_of_its_operation_unless_it_has_its_own() -> None:
    """One role may stand for all cases."""
    role = "x-job-effect:\n => x-job-role: delete\n      x-job-effect:\n"
    _, change = operations(tiny(role))
    assert [case.role for case in change.cases] == ["modify:stop", "delete"]


def test_a_callback_is_an_operation_once_however_often_it_is_named() -> None:
    """Its template is the expression for the address."""
    twice = (
        f"x-job-effect: read\n => {CALLBACK}",
        f"x-job-effect:\n => {CALLBACK.partition(chr(10))[2].lstrip()}      x-job-effect:\n",
    )
    (arrived,) = callbacks(tiny(*twice, f"components:\n => {ARRIVED}"))
    assert (arrived.id, arrived.method, arrived.template) == ("arrived", "POST", "{$request.query.tell}")
    assert list(callbacks(tiny())) == []


def test_tolerances_are_read() -> None:
    """With why, and on whose word."""
    given = (
        "x-job-role: status => x-job-role: status\n"
        "      x-job-tolerates:\n"
        "        - { place: query, name: x, because: late, x-source: { where: p, standing: measured } }\n"
    )
    track, _ = operations(tiny(given))
    assert track.tolerances == (Tolerance("query", "x", "late", Source("p", Standing.MEASURED)),)


def test_the_life_cycle_is_read() -> None:
    """States, edges, verbs and how answers are recognised."""
    look = (
        "not-visible: [] => not-visible:\n"
        "    - { x-source: { where: r, standing: documented }, statuses: [404], schema: { type: object } }"
    )
    cycle = lifecycle(tiny(look))
    assert (cycle.states, cycle.initial, cycle.terminal) == (("SENT", "THERE"), ("SENT",), ("THERE",))
    assert cycle.edges == (("SENT", "THERE"),)
    assert cycle.verbs == {"stop": {"SENT": ("done",), "THERE": ("too-late",)}}
    assert cycle.not_visible == (Recognition((404,), {"type": "object"}, Source("r")),)
    assert (cycle.too_late, cycle.ended_listed) == ((), False)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("encoded-slash: separator", "slash_decoded", True),
        ("encoded-slash: data", "slash_decoded", False),
        ("trailing-slash: ignored", "trailing_slash_ignored", True),
        ("method-override: { method: POST, header: X-M }", "override_header", "X-M"),
        ("vendor-headers: [X-IBM-]", "vendor_headers", ("x-ibm-",)),
    ],
)
def test_what_the_vendor_does_with_targets_is_read(line: str, name: str, value: object) -> None:
    """Each key of x-job-wire changes one thing."""
    document = tiny(f"x-job-lifecycle: => x-job-wire:\n  {line}\nx-job-lifecycle:")
    assert getattr(wire(document), name) == value
    assert getattr(wire(tiny()), name) in (False, "", ())


def test_an_operation_knows_its_upstream() -> None:
    """By name in the document, by number for whoever has the addresses; the first where none is named."""
    named = tiny(
        "x-job-lifecycle: => x-job-wire: { upstreams: [office, depot] }\nx-job-lifecycle:",
        "    get:\n =>     x-job-upstream: depot\n    get:\n",
        "operationId: change\n => operationId: change\n      x-job-upstream: office\n",
    )
    assert {operation.id: operation.upstream for operation in operations(named)} == {"track": 1, "change": 0}
    assert {operation.upstream for operation in operations(tiny())} == {0}
