"""Viewing a job: its definition and its state."""

from __future__ import annotations

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.negotiation import PLAIN, READS, answer_type
from harness.vendors.jasper.emulator.rendering import answer, job_answer, state_of


def get_job(ask: Ask) -> Response:
    """Answer with the whole descriptor, passwords left out."""
    chosen = answer_type(ask.accept, READS[ask.release.single_types])
    return job_answer(ask, ask.job(), chosen, masked=ask.release.masked)


def get_state(ask: Ask) -> Response:
    """Answer with the state of the job."""
    chosen = answer_type(ask.accept, PLAIN)
    job, at = ask.job_and_standing()
    return answer(chosen, "state", state_of(job, at, ask.now), ask.release)
