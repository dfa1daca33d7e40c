"""Rules over the history of a job: its states, its end, what verbs do, when it is there."""

from __future__ import annotations

from harness.oracles.evidence import Rule
from harness.oracles.lifecycle import listing, presence, states, verbs

RULES: tuple[Rule, ...] = (
    states.monotonic,
    states.result_before_end,
    states.ended_without_result,
    states.result_stable,
    verbs.verb_outcome,
    presence.vanished,
    presence.reappeared,
    presence.visible_after_delete,
    presence.one_name,
    presence.new_job,
    listing.list_complete,
)
