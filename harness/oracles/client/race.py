"""A client leaves a submitted job the time to become visible."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Severity, Source
from harness.flow import Outcome
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence
from harness.oracles.history import CHANGES, histories
from harness.oracles.lifecycle.states import operation_of, witness


@claims(
    "client.too-early",
    "a client does not give up on a job that is not visible yet",
    source=Source("the life cycle in the vendor's contract: what 'not visible' looks like after a submit"),
    why="The change is lost and the job runs on; it works on a fast system and fails on a busy one.",
    severity=Severity.WARNING,
)
def too_early(evidence: Evidence) -> Iterator[Breach]:
    """Look for a change right after the client's own submit that met "not visible" and was not retried."""
    for history in evidence.fact(histories):
        submits = [seen for seen in history.seen if seen.act is Act.SUBMIT]
        changes = [seen for seen in history.seen if seen.act in CHANGES]
        for seen in changes:
            if seen.outcome is not Outcome.NOT_VISIBLE or not submits or not submits[0].before(seen):
                continue
            known_before = any(o.present and o.act is not Act.SUBMIT and o.before(seen) for o in history.seen)
            tried_again = any(o.verb == seen.verb and seen.before(o) for o in changes)
            if not known_before and not tried_again:
                yield Breach(
                    says=f"the client sent {seen.verb} before its job was visible, and did not try again",
                    operation=operation_of(evidence, seen),
                    subject=str(seen.verb),
                    expected="a pause after the submit, or another try",
                    got="not visible",
                    witness=witness(submits[0], seen),
                )
