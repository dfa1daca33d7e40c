from __future__ import annotations

import pytest

from harness.vendors.jasper.emulator.refusals import (
    Described,
    Invalid,
    Problem,
    access_denied,
    bad_value,
    no_job,
    no_resource,
    scheduler_error,
    unexpected,
    unreadable,
)


@pytest.mark.parametrize(
    ("refusal", "status", "code", "parameters"),
    [
        (no_job(7, old_text=False), 404, "resource.not.found", ["7"]),
        (no_resource("/a"), 404, "resource.not.found", ["/a"]),
        (access_denied(), 403, "access.denied", None),
        (bad_value("limit", "x"), 400, "illegal.parameter.value.error", ["limit", "x"]),
        (unreadable(), 400, "serialization.error", None),
        (unreadable("job.id", "no"), 400, "serialization.error", ["job.id", "no"]),
        (scheduler_error("m"), 400, None, None),
        (scheduler_error("m", 500), 500, "unexpected.error", ["org.quartz.SchedulerException"]),
        (unexpected("E"), 500, "unexpected.error", ["E"]),
    ],
)
def test_descriptors_have_status_code_and_parameters(
    refusal: Described, status: int, code: str | None, parameters: list[str] | None
) -> None:
    """What there is none of is left out."""
    document = refusal.document(properties=True)
    assert refusal.status == status
    assert (document.get("errorCode"), document.get("parameters")) == (code, parameters)
    assert document["message"]


def test_the_missing_job_was_told_otherwise_before() -> None:
    """Release 6.3 reworded it."""
    assert no_job(7, old_text=True).message == "Resource 7 not found"
    assert no_job(7, old_text=False).message.startswith("Requested job 7 doesn't exist or has finished")


def test_properties_are_shown_where_they_are_known() -> None:
    """As pairs of key and value."""
    refusal = Described(400, "c", "m", properties={"a": "b"})
    assert refusal.document(properties=True)["properties"] == [{"key": "a", "value": "b"}]
    assert "properties" not in refusal.document(properties=False)


def test_problems_are_told_together() -> None:
    """Each with code, arguments, message and field."""
    invalid = Invalid([Problem("c", "f", "m", ("1",)), Problem("d", "g", "n")])
    assert invalid.document()["error"] == [
        {"errorCode": "c", "errorArguments": ["1"], "defaultMessage": "m", "field": "f"},
        {"errorCode": "d", "errorArguments": [], "defaultMessage": "n", "field": "g"},
    ]
