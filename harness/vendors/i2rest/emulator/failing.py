"""How a failed command or program is answered. No document shows it, so the status can be switched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import answer
from harness.vendors.i2rest.emulator.messages import EscapeError, Message
from harness.vendors.i2rest.emulator.release import Release
from harness.vendors.i2rest.emulator.sessions import SessionJob


def lines(release: Release, said: Iterable[Message]) -> list[str]:
    """Return messages as a job log shows them."""
    return [each.text(german=release.german, with_id=release.message_ids) for each in said]


def failed(
    release: Release, escape: EscapeError, session: SessionJob, *, log: bool, before: Sequence[str] = ()
) -> Response:
    """Return the answer to a call that ended with an escape message; ``before`` was said before it."""
    details = escape.escape.text(german=release.german)
    said = [*before, *lines(release, escape.said)]
    return refused(release, details, session, said if log else None)


def refused(
    release: Release,
    details: str,
    session: SessionJob,
    log: Sequence[str] | None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """Return the answer to a call that failed, with what was wrong of its output."""
    document: dict[str, Any] = {"status": "Error", "details": details}
    if errors is not None:
        document["errors"] = dict(errors)
    if log is not None:
        document["joblog"] = list(log)
    if release.job_always or log is not None:
        document["job"] = session.job
    return answer(release.failure_status, document)
