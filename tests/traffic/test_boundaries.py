from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from schemathesis.specs.openapi.coverage import _schema
from schemathesis.specs.openapi.coverage._wire import WireSemantics

from harness.exchange import Response
from harness.traffic.engine import generate
from harness.traffic.generation import Amounts, Recipe
from harness.traffic.openapi import format_of
from tests.traffic.asked import Jobs, recipe_over

COVERAGE = Amounts(examples=False, fuzzing=0)
XML = "application/xml"


def test_boundaries_of_headers_keep_to_their_pattern(recipe: Recipe, jobs: Jobs) -> None:
    """A header whose pattern needs more than letters and digits is tried, and rightly."""
    coding = {"name": "X-Coding", "in": "header", "schema": {"type": "string", "pattern": "^IBM-[0-9]{3,5}$"}}
    recipe.document["paths"]["/jobs"]["get"]["parameters"].append(coding)
    generate(replace(recipe, amounts=Amounts(examples=False, fuzzing=0)))
    values = {request.headers.get("X-Coding") or "" for request in jobs.of("coverage", "listJobs")} - {""}
    assert values
    assert all(re.fullmatch("IBM-[0-9]{3,5}", value) for value in values)


def test_documents_in_xml_are_not_drawn_until_one_is_a_letter_long(
    document: dict[str, Any], jobs: Jobs
) -> None:
    """Boundary lengths would take hundreds of draws of whole documents, for nothing."""
    drawn: list[bytes] = []

    def draw(number: int) -> bytes:
        drawn.append(b"<job>%d</job>" % number)
        return drawn[-1]

    content = document["paths"]["/jobs"]["put"]["requestBody"]["content"]
    content[XML] = content.pop("application/json")
    asked = recipe_over(document, jobs)
    name = format_of("submitJob", XML)
    asked.document["paths"]["/jobs"]["put"]["requestBody"]["content"][XML]["schema"] = {
        "type": "string",
        "format": name,
    }
    strategies = {**asked.strategies, name: st.integers(0, 1 << 60).map(draw)}
    generate(replace(asked, strategies=strategies, amounts=COVERAGE))
    sent = [each for each in jobs.of("coverage", "submitJob") if each.headers.get("Content-Type") == XML]
    assert {each.body for each in sent} & {*drawn}
    assert len(drawn) < 20


def test_nothing_stays_mended_afterwards(recipe: Recipe) -> None:
    """Whoever else draws by it gets what it has always done."""
    before = _mended()
    during: list[tuple[object, ...]] = []

    def send(*_: object) -> Response:
        during.append(_mended())
        return Response(204)

    generate(replace(recipe, send=send, amounts=COVERAGE))
    assert during
    assert before not in during
    assert _mended() == before


def _mended() -> tuple[object, ...]:
    return vars(_schema)["HEADER_ALLOWED_CHARS"], vars(WireSemantics)["xml_string_needs_non_empty"]
