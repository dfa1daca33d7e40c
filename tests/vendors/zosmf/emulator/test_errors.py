from __future__ import annotations

import json
from collections import Counter
from string import Formatter
from typing import Any

import pytest

from harness.vendors.zosmf.emulator.errors import (
    CATALOGUE,
    LOOKUP_DETAILS,
    LOOKUP_FAILED,
    NO_JOB,
    NO_ROLE,
    NO_SPOOL_FILE,
    ServiceError,
)


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
    stack = document.pop("stack", None)
    assert (stack is not None) is (error.category in (6, 8))
    assert stack is None or f"rc={error.rc} reason={error.reason} message={document['message']}\n" in stack
    assert document == {
        "category": error.category,
        "rc": error.rc,
        "reason": error.reason,
        "message": error.text.format(**values),
    }


def test_braces_in_a_request_are_only_text() -> None:
    """What a caller sends is put into a text and never read as one."""
    assert NO_JOB.refuse(reference="{0.__class__}").message == "No job found for reference: '{0.__class__}'"


def test_a_stack_is_as_it_was_captured() -> None:
    """The trace begins with the error in one line, and with its details in the next (zowe/jobs)."""
    no_file = NO_SPOOL_FILE.refuse(reference="ATLJ0000(JOB21849)", file=1)
    no_id = LOOKUP_FAILED.refuse(reference="ATLJ0000(JOBhjh4)", details=LOOKUP_DETAILS)
    stacks = [json.loads(refusal.response().body)["stack"] for refusal in (no_file, no_id)]
    assert stacks[0].startswith(
        "JesException: CATEGORY_SERVICE rc=4 reason=12 message=Job 'ATLJ0000(JOB21849)' does not contain "
        "spool file id 1\n\tat com.ibm.zoszmf.restjobs."
    )
    assert stacks[1].startswith(
        "JesException: CATEGORY_SSI rc=0 reason=8 message=Failed to lookup job ATLJ0000(JOBhjh4) details=\n\t"
        "JesStatusException:queryJobs failed with ExtendedStatus error: rc=0 ssob_rc=8 reason=8/0\n\n\tat com"
    )
