from __future__ import annotations

import pytest

from harness.vendors.jasper.emulator.job_shapes import flag_of, job_shapes
from harness.vendors.jasper.emulator.release import DOCUMENTED
from tests.vendors.jasper.emulator.desk import Desk, draft, refused


@pytest.mark.parametrize(
    ("drift", "name", "known"),
    [
        (None, "PPTX", True),
        ("D05", "PPTX", False),
        ("D06", "JSON", False),
        ("D19", "PNG", False),
        (None, "DATA_CSV", False),
        ("D58", "DATA_CSV", True),
        ("D58", "DATA_XLSX", True),
        (None, "pdf", False),
    ],
)
def test_releases_know_their_formats(drift: str | None, name: str, known: bool) -> None:
    """An unknown one cannot be read."""
    desk = Desk.playing(*([drift] if drift else []))
    answer = desk.ask("PUT", "", draft(outputFormats={"outputFormat": ["PDF", name]}))
    if known:
        assert answer.status == 201
    else:
        assert refused(answer) == (400, "serialization.error")


def test_parameters_that_are_no_lists() -> None:
    """They are dropped, and refused in 8.x."""
    source = {"reportUnitURI": "/reports/AllAccounts", "parameters": {"parameterValues": {"a": "b"}}}
    assert Desk().ask("PUT", "", draft(source=source)).status == 201
    answer = Desk.playing("D64").ask("PUT", "", draft(source=source))
    assert refused(answer) == (400, "illegal.parameter.value.error")


def test_nested_flags_are_spelt_after_their_members() -> None:
    """Every nested member of a model has one."""
    assert flag_of("endDate") == "isEndDateModified"
    trigger = job_shapes(DOCUMENTED).model.from_json(
        {"triggerModel": {"simpleTriggerModel": {flag_of("id"): True}}}, "m"
    )
    assert trigger["triggerModel"]["simpleTriggerModel"] == {"isIdModified": True}
