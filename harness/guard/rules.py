"""The guard's rules: each returns its objection to a request, or None. All pure."""

from __future__ import annotations

import re

from harness.contract import Effect
from harness.guard.model import Attempt, Policy, Usage
from harness.ledger import LedgerView
from harness.target import Mode

_OWNED = (Effect.READ, Effect.SESSION, Effect.CREATE, Effect.MODIFY, Effect.DESTROY, Effect.EXECUTE)
_PERMITS: dict[Mode, frozenset[Effect]] = {
    Mode.READ_ONLY: frozenset((Effect.READ, Effect.SESSION)),
    Mode.OWNED: frozenset(_OWNED),
    Mode.UNRESTRICTED: frozenset(Effect),
}
_HARMLESS = frozenset((Effect.READ, Effect.SESSION))
_OVERRIDE = re.compile(r"x-(.+-)?method(-override)?", re.IGNORECASE)


def over_budget(attempt: Attempt, policy: Policy, _ledger: LedgerView, usage: Usage) -> str | None:
    """Keep requests, creations and concurrency within the target's budgets."""
    budgets = policy.budgets
    if budgets.requests is not None and usage.requests >= budgets.requests:
        return f"the budget of {budgets.requests} requests is used up"
    if budgets.concurrency is not None and usage.in_flight >= budgets.concurrency:
        return f"{usage.in_flight} requests are under way already"
    if budgets.creations is None or not _creates(attempt):
        return None
    wanted = max(1, len(attempt.subjects.creates))
    if usage.creations + wanted > budgets.creations:
        return f"the budget of {budgets.creations} creations is used up"
    return None


def body_too_large(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Keep back a body that is too large to be read whole, so that it cannot be decided on."""
    limit = policy.budgets.body_bytes
    return f"the body is larger than {limit} bytes" if len(attempt.request.body) > limit else None


def unknown_operation(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Keep back what the contract does not know: it may do anything."""
    if attempt.match is not None or policy.mode is Mode.UNRESTRICTED:
        return None
    return f"{attempt.request.method} on this path is no operation of the contract"


def overridden(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Keep back a header that asks for another method, which hides what the request does."""
    if policy.mode is Mode.UNRESTRICTED:
        return None
    method = attempt.request.method
    for name, value in attempt.request.headers.fields:
        if name[:1] in "xX" and _OVERRIDE.fullmatch(name) and value.strip().upper() != method:
            return f"{name} asks for another method than {method}"
    return None


def beyond_mode(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Permit the effects that the mode lists and nothing else."""
    if attempt.match is None or attempt.match.effect in _PERMITS[policy.mode]:
        return None
    return f"the mode {policy.mode.value} permits no operation that may {attempt.match.effect.value}"


def unscripted_session(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Let only scripts log in and out, never a generated request: a lock-out is no test result."""
    if policy.mode is Mode.UNRESTRICTED or _effect(attempt) is not Effect.SESSION:
        return None
    if attempt.sender.kind in policy.session_senders:
        return None
    return f"the sender {attempt.sender.kind!r} may not log in or out"


def unreadable(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Keep back what cannot be read, so that it cannot be held to the other rules."""
    if policy.mode is Mode.UNRESTRICTED or _effect(attempt) in _HARMLESS:
        return None
    if attempt.subjects.unreadable is not None:
        return attempt.subjects.unreadable
    coding = attempt.request.headers.get("Content-Encoding", "identity") or "identity"
    return None if coding.strip().lower() == "identity" else f"the body is coded as {coding}"


def foreign_address(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Let the target be told to call our receiver and nobody else, in any mode."""
    if not attempt.subjects.addresses:
        return None
    bases = tuple(receiver.rstrip("/") + "/" for receiver in policy.receivers)
    foreign = next((at for at in attempt.subjects.addresses if not at.startswith(bases)), None)
    return None if foreign is None else f"{foreign!r} is not an address of our receiver"


def untagged(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Create every job of ``owned`` under a tag of this run, so that it can be found again."""
    if policy.mode is not Mode.OWNED or _effect(attempt) is not Effect.CREATE:
        return None
    if not attempt.subjects.creates:
        # Whatever runs in something exclusively ours is found again there.
        return None if attempt.subjects.shared else "it would create a job under no tag that can be read"
    stray = next((tag for tag in attempt.subjects.creates if not _ours(tag, policy)), None)
    return None if stray is None else f"the tag {stray!r} is not one of this run"


def unlisted_execute(attempt: Attempt, policy: Policy, _ledger: LedgerView, _usage: Usage) -> str | None:
    """Execute in ``owned`` only what the configuration names."""
    if policy.mode is not Mode.OWNED:
        return None
    if _effect(attempt) is Effect.EXECUTE and not attempt.subjects.executes:
        return "it would execute something that cannot be read"
    stray = next((name for name in attempt.subjects.executes if name not in policy.executes), None)
    return None if stray is None else f"{stray!r} is not on the list of what may be executed"


def not_ours(attempt: Attempt, policy: Policy, ledger: LedgerView, _usage: Usage) -> str | None:
    """Touch in ``owned`` only jobs that this run's ledger created."""
    if policy.mode is not Mode.OWNED or _effect(attempt) in _HARMLESS:
        return None
    named = attempt.subjects.jobs or attempt.subjects.shared
    if not named and _effect(attempt) in {Effect.MODIFY, Effect.DESTROY}:
        return "it names no job that could be ours"
    stray = next((job.key for job in attempt.subjects.jobs if not ledger.owns(job.key)), None)
    return None if stray is None else f"this run did not create {stray!r}"


def not_alone(attempt: Attempt, policy: Policy, _ledger: LedgerView, usage: Usage) -> str | None:
    """Touch in ``owned`` what has no job of its own only if it is exclusively ours and runs nothing else."""
    if policy.mode is not Mode.OWNED or _effect(attempt) in _HARMLESS:
        return None
    for name in attempt.subjects.shared:
        if name not in usage.exclusive:
            return f"{name!r} is not listed as exclusively ours"
        if not usage.exclusive[name]:
            return f"{name!r} was not seen, of late, to run nothing but what this run started"
    return None


def _effect(attempt: Attempt) -> Effect | None:
    return None if attempt.match is None else attempt.match.effect


def _creates(attempt: Attempt) -> bool:
    return _effect(attempt) is Effect.CREATE or bool(attempt.subjects.creates)


def _ours(tag: str, policy: Policy) -> bool:
    return bool(policy.tag_prefix) and tag.startswith(policy.tag_prefix) and len(tag) > len(policy.tag_prefix)
