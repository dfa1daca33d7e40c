"""From a request and a target to the plan that the load generator carries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harness.contract import Contract
from harness.errors import UsageError
from harness.session import PRIMARY
from harness.target import Length, Mode, Target, WorkItem
from harness.timing.plan import READER

ENDLESS = (Length.HELD, Length.LONG)
"""Work that does not end by itself, so that a verb can only come too early; in order of preference."""


REQUESTS_A_JOB = 8
"""About how many requests one job takes: submit, looks or a probe, removal."""


def affordable(rate: float, target: Target) -> float:
    """Return ``rate`` (submits a second), or less where the target's budget of requests would hold it up."""
    budget = target.budgets.rate
    return rate if budget is None else min(rate, budget / REQUESTS_A_JOB)


def with_reader(target: Target) -> Target:
    """Return ``target`` with one session more: the primary user's again, to look at jobs with."""
    return replace(target, sessions={**target.sessions, READER: target.sessions[PRIMARY]})


def work_to_follow(target: Target, name: str = "") -> WorkItem:
    """Return the item called ``name``, else the first short one, else any; raise ``UsageError`` for none."""
    items = workable(target)
    if name:
        found = [item for item in items if item.name == name]
    else:
        found = [item for item in items if item.length is Length.SHORT] or list(items)
    if not found:
        known = ", ".join(item.name for item in items)
        raise UsageError(f"{target.name} has no work item called {name!r}", mend=f"known work items: {known}")
    return found[0]


def work_to_probe(
    target: Target, contract: Contract, verb: str | None, name: str | None = None
) -> tuple[WorkItem, str]:
    """Return what to submit and which verb to apply; None: the contract's first that the work items allow.

    ``name`` chooses the work item; None: one that does not end by itself, so that a verb can only come too
    early. Where the target answers nothing "not visible", it can only come too late, to work that ends.
    """
    known = tuple(contract.lifecycle.verbs)
    if verb is not None and verb not in known:
        raise UsageError(f"{target.vendor} has no verb {verb!r}", mend=f"known verbs: {', '.join(known)}")
    items = workable(target) if name is None else (work_to_follow(target, name),)
    if not contract.lifecycle.not_visible:
        items = _ending(items, target)
    for wanted in known if verb is None else (verb,):
        for item in sorted(items, key=_preference):
            if not item.verbs or wanted in item.verbs:
                return item, wanted
    raise UsageError(f"no work item of {target.name} may be touched by {verb or 'any verb'}", mend=MEND)


def _ending(items: Sequence[WorkItem], target: Target) -> Sequence[WorkItem]:
    """Return the items that end by themselves; raise ``UsageError`` for none."""
    found = [item for item in items if item.length not in ENDLESS]
    if not found:
        what = (
            f"{target.vendor} knows each job at once, and no work item that could be touched ends by itself"
        )
        raise UsageError(f"{what}: there is nothing to race for", mend="name work that ends by --work")
    return found


MEND = "add one under [targets.<name>.work.<item>] in harness.toml"


def workable(target: Target) -> Sequence[WorkItem]:
    """Return the work items; raise ``UsageError`` where nothing may be submitted."""
    if target.mode is Mode.READ_ONLY:
        raise UsageError(f"{target.name} is read-only, and load needs submits", mend="use --mode owned")
    if not target.work:
        raise UsageError(f"{target.name} has no work items to submit", mend=MEND)
    return target.work


def _preference(item: WorkItem) -> int:
    return ENDLESS.index(item.length) if item.length in ENDLESS else len(ENDLESS)
