from __future__ import annotations

import orjson
import pytest

from harness.vendors.i2rest.emulator.failing import failed, lines, refused
from harness.vendors.i2rest.emulator.messages import EscapeError, message
from harness.vendors.i2rest.emulator.release import DOCUMENTED, DRIFTS
from harness.vendors.i2rest.emulator.sessions import SessionJob
from tests.vendors.i2rest.bench import Bench

SESSION = SessionJob.of_token(30126, "USRX")
MISSING = EscapeError(message("CPF1321", job="A"), message("CPF9898", text="Before."))


@pytest.mark.parametrize(("drift", "status"), [((), 400), (("D25-500",), 500), (("D25-200",), 200)])
def test_the_status_of_a_failure_can_be_switched(drift: tuple[str, ...], status: int) -> None:
    """No document tells it, so clients are tried with all three."""
    found, document = Bench(drifts=frozenset(drift)).command("NOSUCH")
    assert (found, document["status"]) == (status, "Error")


def test_a_failure_says_what_was_said_in_order() -> None:
    """What came before the escape message stands before it."""
    response = failed(DOCUMENTED, MISSING, SESSION, log=True, before=["first"])
    assert orjson.loads(response.body)["joblog"] == ["first", "Before.", "Job A not found."]


def test_an_assert_names_what_it_judged() -> None:
    """The errors stand beside the one sentence, with or without a job log."""
    document = orjson.loads(refused(DOCUMENTED, "no", SESSION, None, {"status": "no"}).body)
    assert document == {"status": "Error", "details": "no", "errors": {"status": "no"}, "job": SESSION.job}


def test_lines_are_texts_alone() -> None:
    """Ids show only where a site has them shown."""
    said = [message("CPF1321", job="A")]
    assert lines(DOCUMENTED, said) == ["Job A not found."]
    assert lines(DRIFTS.release({"D27"}), said) == ["CPF1321: Job A not found."]
    assert lines(DRIFTS.release({"D28"}), said) == ["Job A nicht gefunden."]
