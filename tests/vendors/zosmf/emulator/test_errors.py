from __future__ import annotations

import json
from collections import Counter
from string import Formatter
from typing import Any

import pytest

from harness.vendors.zosmf.emulator.errors import CATALOGUE, NO_JOB, NO_ROLE, ServiceError


@pytest.mark.parametrize("error", CATALOGUE, ids=lambda error: f"{error.category}/{error.rc}/{error.reason}")
def test_every_entry_says_where_it_stands(error: ServiceError) -> None:
    """An error has a source with a standing, and a status that follows from its return code, if not 403."""
    assert error.source.where
    assert error.status == (400 if (error.category, error.rc) == (6, 4) else 500) or error is NO_ROLE


def test_numbers_tell_errors_apart() -> None:
    """Category, return code and reason identify an error; only 6/4/4 has a second text, for headers."""
    known = Counter((error.category, error.rc, error.reason) for error in CATALOGUE)
    assert {number for number, count in known.items() if count > 1} == {(6, 4, 4)}


@pytest.mark.parametrize("error", CATALOGUE, ids=lambda error: f"{error.category}/{error.rc}/{error.reason}")
def test_a_refusal_carries_the_report_document(error: ServiceError) -> None:
    """Numbers are numbers, the text is filled in, details are there only when there are some."""
    names = [name for _, name, _, _ in Formatter().parse(error.text) if name]
    values: dict[str, Any] = dict.fromkeys(names, 7)
    refusal = error.refuse(**values)
    document = json.loads(refusal.response().body)
    assert document == {
        "category": error.category,
        "rc": error.rc,
        "reason": error.reason,
        "message": error.text.format(**values),
    }


def test_braces_in_a_request_are_only_text() -> None:
    """What a caller sends is put into a text and never read as one."""
    assert NO_JOB.refuse(reference="{0.__class__}").message == "No job found for reference: '{0.__class__}'"
