"""An error says what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.jasper import answers, sources
from harness.vendors.jasper.rules.facts import answered

_OF_A_JOB = frozenset({"getJob", "getJobState", "editJob", "deleteJob"})


@claims(
    "jasper.unknown-named",
    "the error for an unknown job names that job",
    source=sources.CODE,
    why="A client that retries, or reports, takes another job for the one that is gone.",
)
def named(evidence: Evidence) -> Iterator[Breach]:
    """Compare the parameters of a 404 with the path; a missing report has a 404 of its own."""
    for each in evidence.fact(answered):
        if each.operation in _OF_A_JOB and answers.says_gone(each.response):
            told, asked = answers.missed(each.response), each.match.parsed.path["id"]
            of_report = any(text.startswith("/") for text in told)
            if told and not of_report and int(asked) not in {int(t) for t in told if t.isdecimal()}:
                says = f"{each.operation} was asked for job {asked} and says that another is unknown"
                yield each.breach("parameters", says, asked, ", ".join(sorted(told)))


RULES: tuple[Rule, ...] = (named,)
