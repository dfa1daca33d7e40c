"""The contract file of z/OSMF, and how its tests look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from harness.contract import Contract, Match, load_contract
from harness.exchange import Headers, Request

JOBS = "/zosmf/restjobs/jobs"
CORRELATOR = "J0000123SY1.....E1A2B3C4.......:"
JSON = Headers.of([("Content-Type", "application/json; charset=UTF-8")])
CSRF = ("X-CSRF-ZOSMF-HEADER", "true")


@cache
def zosmf() -> Contract:
    """Return the contract."""
    return load_contract(Path(__file__).parents[2] / "openapi" / "zosmf.yaml")


def example(name: str) -> Any:
    """Return a named example of the contract."""
    return zosmf().document["components"]["examples"][name]["value"]


def matched(method: str, target: str, headers: Headers = JSON, body: bytes = b"") -> Match:
    """Return what a request is taken for."""
    match = zosmf().match(Request(method, target, headers, body))
    assert match is not None, target
    return match
