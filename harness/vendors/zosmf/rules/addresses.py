"""One job, three addresses: name and id, correlator, and the subsystem's name before name and id."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import jobs, sources
from harness.vendors.zosmf.observe import compared
from harness.vendors.zosmf.rules.facts import Shown, shown

_MOVED = frozenset({"class"})
"""What a request may change of an ended job."""


@claims(
    "zosmf.address-forms",
    "an ended job reads the same by each of its addresses",
    source=sources.OVERVIEW,
    why="A client that keeps the correlator and one that keeps name and id come to different decisions.",
)
def address_forms(evidence: Evidence) -> Iterator[Breach]:
    """Compare documents of one correlator that were asked for by different forms, field by field."""
    first: dict[str, Shown] = {}
    for each in evidence.fact(shown):
        told = each.text("job-correlator")
        if each.where != "item" or told is None or each.job.get("status") != jobs.TERMINAL:
            continue
        earlier = first.setdefault(told, each)
        if _form(earlier) != _form(each):
            yield from _differences(earlier, each)


def _form(each: Shown) -> str:
    path = each.answered.match.parsed.path
    return "correlator" if "correlator" in path else "subsystem" if "jesb" in path else "name and id"


def _differences(one: Shown, other: Shown) -> Iterator[Breach]:
    left, right = compared(one.job), compared(other.job)
    for name in sorted(left.keys() & right.keys() - _MOVED):
        if left[name] != right[name]:
            says = f"the {name} of an ended job is another by {_form(other)} than by {_form(one)}"
            values = (str(left[name]), str(right[name]))
            yield other.answered.breach(name, says, *values, one.answered.exchange.id)


RULES: tuple[Rule, ...] = (address_forms,)
