"""Which answers were asked for after the end of their job, and before anything removed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.oracles import Evidence, Observation
from harness.oracles.history import History, histories
from harness.vendors.zosmf import jobs
from harness.vendors.zosmf.rules.facts import Answered


@dataclass(frozen=True)
class Ends:
    """The first sighting of each job's end, by every name of the job."""

    jobs: Mapping[str, tuple[History, Observation]]

    def before(self, each: Answered) -> Observation | None:
        """Return the sighting of the end, if it was over before ``each`` began and the job still there."""
        found = self.jobs.get(each.addressed.key) if each.addressed else None
        if found is None or found[1].ended_ns >= each.exchange.begun_ns:
            return None
        return found[1] if each.exchange.ended_ns < found[0].removable_from() else None

    def key(self, each: Answered) -> str:
        """Return the one key of the job that ``each`` addresses by any of its names."""
        key = each.addressed.key if each.addressed else ""
        return self.jobs[key][0].job.key if key in self.jobs else key


def ends(evidence: Evidence) -> Ends:
    """Return the ended jobs; a fact."""
    found: dict[str, tuple[History, Observation]] = {}
    for history in evidence.fact(histories):
        ended = [o for o in history.seen if o.state == jobs.TERMINAL and o.result is not None]
        if ended:
            first = min(ended, key=lambda seen: seen.ended_ns)
            names = [history.job.key, history.job.names.get("correlator", history.job.key)]
            found.update(dict.fromkeys(names, (history, first)))
    return Ends(found)
