"""What two runs did not have in common to begin with."""

from __future__ import annotations

from collections.abc import Iterator

from harness.record import Run
from harness.report.facts import title


def differences(baseline: Run, candidate: Run) -> tuple[tuple[str, str, str], ...]:
    """Return the name and both values of everything that was set differently."""
    pairs = zip(_settings(baseline), _settings(candidate), strict=True)
    return tuple((name, old, new) for (name, old), (_, new) in pairs if old != new)


def _settings(run: Run) -> Iterator[tuple[str, str]]:
    yield "what ran", title(run)
    for name in ("vendor", "mode", "level"):
        yield name, ", ".join(getattr(target, name) for target in run.targets)
    yield "seed", str(run.seed)
    yield "profile", str(run.profile)
    yield "requests", str(run.details.get("requests_digest"))
    yield "harness", run.versions.get("harness", "unknown")
