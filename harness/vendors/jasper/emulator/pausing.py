"""Pausing and resuming jobs: some, or with an empty list all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.bodies import read_body
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.negotiation import PLAIN_PAIR, tied_type
from harness.vendors.jasper.emulator.refusals import access_denied
from harness.vendors.jasper.emulator.rendering import id_list
from harness.vendors.jasper.emulator.triggers.progress import Progress, pause, resume

_Change = Callable[[Progress, int], Progress]


def pause_jobs(ask: Ask) -> Response:
    """Pause jobs. Who asks is not checked, whose jobs they are neither (releases up to 6.3)."""
    numbers, chosen = read_numbers(ask, ask.release.empty_body_is_all)
    if ask.release.pause_checks_before:
        _check_access(ask, numbers)
    if numbers or ask.release.pause_none_is_all:
        _apply(ask, numbers, pause)
    return _answer(ask, numbers, chosen)


def resume_jobs(ask: Ask) -> Response:
    """Resume jobs; what each missed is past, unless the release plays misfires."""
    numbers, chosen = read_numbers(ask, ask.release.empty_body_is_all)
    misfires = ask.release.misfires
    _apply(ask, numbers, lambda progress, now: resume(progress, now, misfires=misfires))
    if ask.release.pause_checks_before:
        # Releases of 8.x look at access when the jobs are already running again.
        _check_access(ask, numbers)
    return _answer(ask, numbers, chosen)


def read_numbers(ask: Ask, empty_is_all: bool) -> tuple[list[int], str]:
    """Return the ids in the body and the type to answer in."""
    brought = ask.headers.get("content-type")
    if not ask.body and empty_is_all and brought is None:
        brought = "application/xml" if "json" not in (ask.accept or "") else "application/json"
    media_type, chosen = tied_type(brought, ask.accept, [PLAIN_PAIR])
    if not ask.body.strip() and empty_is_all:
        return [], chosen
    found = read_body(
        ask.body, media_type, ask.shapes.id_list, ("jobIdList",), unique=ask.release.unique_members
    )
    numbers: list[int] = [number for number in found["jobId"] if number is not None]
    return numbers, chosen


def _apply(ask: Ask, numbers: Sequence[int], change: _Change) -> None:
    for job in _jobs(ask, numbers) if numbers else list(ask.system.jobs.values()):
        changed = change(job.progress, ask.now)
        if changed is not job.progress and not job.gone(ask.now):
            ask.system.put(replace(job, progress=changed))


def _jobs(ask: Ask, numbers: Sequence[int]) -> list[Job]:
    """Return the jobs that are there, each once."""
    found = (ask.known(number) for number in dict.fromkeys(numbers))
    return [job for job in found if job is not None]


def _check_access(ask: Ask, numbers: Sequence[int]) -> None:
    if not all(ask.user.may_read(job.owner) for job in _jobs(ask, numbers)):
        raise access_denied()


def _answer(ask: Ask, numbers: Sequence[int], chosen: str) -> Response:
    """Answer with the ids: as they came, or those that were touched, each once."""
    if ask.release.pause_answers_effect:
        return id_list(ask, [job.number for job in _jobs(ask, numbers)], chosen)
    if ask.release.pause_checks_after:
        # 6.4 refuses what it has already done.
        for number in numbers:
            job = ask.known(number)
            if job is None:
                raise ask.no_job(number)
            if not ask.user.may_read(job.owner):
                raise access_denied()
    return id_list(ask, numbers, chosen)
