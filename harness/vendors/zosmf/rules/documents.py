"""The fields of a job document agree with each other and with what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from harness.finding import Severity
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import jobs, sources
from harness.vendors.zosmf.rules.facts import Shown, shown

_STATUS_OF_PHASE = {
    **dict.fromkeys((128, 129, 130, 131, 13), "INPUT"),
    14: "ACTIVE",
    **dict.fromkeys((133, 19, 20, 134, 135), "OUTPUT"),
}
"""JES2's own phases; those of JES3, NJE and spin have no sourced status."""
_NAME_OF_PHASE = {
    128: "Job is active in input processing",
    130: "Job is actively converting",
    13: "Job is queued for execution",
    14: "Job is actively executing",
    133: "Job is queued for output processing",
    20: "Job is on the hard copy queue",
}
_CORRELATOR = re.compile(r"([JST])([0-9]{7}).{8}[0-9A-F]{8}\.{7}:(.{0,32})")
_JOB_ID = re.compile(r"(JOB|STC|TSU|J|S|T)([0-9]+)")


@claims(
    "zosmf.phase-status",
    "a job's status is that of its phase",
    source=sources.PHASES,
    why="One client waits for the status, another for the phase; they must see one end.",
)
def phase_status(evidence: Evidence) -> Iterator[Breach]:
    """Compare the two where the phase has a sourced status; a null status was not to be determined."""
    for each in evidence.fact(shown):
        phase, status = each.job.get("phase"), each.text("status")
        wanted = _STATUS_OF_PHASE.get(phase) if isinstance(phase, int) else None
        if wanted and status is not None and status != wanted:
            says = f"a job in phase {phase} has the status {status}"
            yield each.answered.breach(f"phase {phase}", says, wanted, status)


@claims(
    "zosmf.phase-name",
    "a phase bears its own name",
    source=sources.CAPTURED,
    why="People and scripts read the name; a name of another phase sends them the wrong way.",
    severity=Severity.WARNING,
)
def phase_name(evidence: Evidence) -> Iterator[Breach]:
    """Compare phase and name: no phase may bear a captured name of another one."""
    phases = {name: phase for phase, name in _NAME_OF_PHASE.items()}
    for each in evidence.fact(shown):
        phase, name = each.job.get("phase"), each.text("phase-name")
        wanted = phases.get(name or "", phase)
        if isinstance(phase, int) and wanted != phase:
            says = f"a job in phase {phase} is said to be in another one: {name}"
            yield each.answered.breach("phase-name", says, f"the name of phase {phase}", str(name))


@claims(
    "zosmf.correlator",
    "a job's correlator begins with its own job id",
    source=sources.CORRELATOR,
    why="Who keeps the correlator of another job reads, cancels and purges that other job.",
)
def correlator(evidence: Evidence) -> Iterator[Breach]:
    """Compare job id and correlator, both as kind and number: five digits in one are seven in the other."""
    for each in evidence.fact(shown):
        parts = _CORRELATOR.fullmatch(each.text("job-correlator") or "")
        jobid = _JOB_ID.fullmatch(each.text("jobid") or "")
        if parts and jobid and (parts[1], int(parts[2])) != (jobid[1][0], int(jobid[2])):
            says = f"job {jobid[0]} has a correlator of job {parts[1]}{parts[2]}"
            yield each.answered.breach("job-correlator", says, f"that of {jobid[0]}", parts[0])


@claims(
    "zosmf.job-type",
    "a job's type is that of its id",
    source=sources.CAPTURED,
    why="Clients pick batch jobs by their type, and act on all of them.",
)
def job_type(evidence: Evidence) -> Iterator[Breach]:
    """Compare type and job id: JOB, STC and TSU, of which a long id keeps the first letter."""
    kinds = {"J": "JOB", "S": "STC", "T": "TSU"}
    for each in evidence.fact(shown):
        jobid, kind = _JOB_ID.fullmatch(each.text("jobid") or ""), each.text("type")
        if jobid and kind in kinds.values() and kinds[jobid[1][0]] != kind:
            says = f"job {jobid[0]} has the type {kind}"
            yield each.answered.breach("type", says, kinds[jobid[1][0]], str(kind))


@claims(
    "zosmf.url",
    "a job's URLs lead to that job and to its spool files",
    source=sources.DOCUMENTS,
    why="A client that follows the URL reaches another job, or nothing.",
)
def url(evidence: Evidence) -> Iterator[Breach]:
    """Compare the path with the two forms of address; the host may be a gateway's."""
    for each in evidence.fact(shown):
        address, files = each.text("url"), each.text("files-url")
        if address is None or files is None:
            continue
        wanted = _addresses(each)
        if not any(unquote(urlsplit(address).path).endswith(form) for form in wanted):
            says = "the url of a job leads to something else"
            yield each.answered.breach("url", says, " or ".join(wanted), address)
        elif files != f"{address}/files":
            says = "the files-url of a job is not that of its url"
            yield each.answered.breach("files-url", says, f"{address}/files", files)


@claims(
    "zosmf.step-data",
    "step-data=Y adds the steps, and nothing else does",
    source=sources.OVERVIEW,
    why="A client that asks for the steps finds none, and cannot tell which one failed.",
)
def step_data(evidence: Evidence) -> Iterator[Breach]:
    """Look at items, where the level has the parameter; a value other than Y or N says nothing."""
    for each in evidence.fact(shown):
        known = each.where == "item" and each.answered.match.operation.declares("step-data")
        asked = known and each.answered.asks("step-data", "Y")
        silent = each.answered.match.parsed.query.get("step-data", ("N",)) == ("N",)
        has = "step-data" in each.job
        if asked and not has:
            yield each.answered.breach(
                "step-data=Y", "a job asked for with its steps has none", "step-data", "absent"
            )
        elif silent and has:
            says = "a job has step-data although nobody asked for it"
            yield each.answered.breach("step-data=N", says, "absent", "step-data")


@claims(
    "zosmf.exec-data",
    "the exec fields are there only with exec-data=Y",
    source=sources.EXEC_DATA,
    why="A client that did not ask pays for what it does not read; the answer is not the one it cached.",
    severity=Severity.WARNING,
)
def exec_data(evidence: Evidence) -> Iterator[Breach]:
    """Look for the fields where they were not asked for; which of them may be null is not settled."""
    for each in evidence.fact(shown):
        silent = each.answered.match.parsed.query.get("exec-data", ("N",)) == ("N",)
        found = sorted(name for name in each.job if name.startswith("exec-"))
        if silent and found:
            says = "a job has exec fields although nobody asked for them"
            yield each.answered.breach("exec-data=N", says, "absent", ", ".join(found))


@claims(
    "zosmf.exec-order",
    "a job is submitted, then started, then ended",
    source=sources.EXEC_DATA,
    why="Elapsed times that are worked out from these fields become negative.",
)
def exec_order(evidence: Evidence) -> Iterator[Breach]:
    """Compare the times that are there; in one form, they order as text does."""
    names = ("exec-submitted", "exec-started", "exec-ended")
    for each in evidence.fact(shown):
        told = [(name, each.text(name) or "") for name in names if each.text(name)]
        alike = len({len(time) for _, time in told}) == 1
        for (first, earlier), (second, later) in pairwise(told):
            if alike and later < earlier:
                says = f"a job's {second} is before its {first}"
                yield each.answered.breach(f"{first} {second}", says, f"not before {earlier}", later)


@claims(
    "zosmf.steps-ended",
    "an ended job has no active step",
    source=sources.STATUS,
    why="A client that looks at the steps waits for one that will never end.",
)
def steps_ended(evidence: Evidence) -> Iterator[Breach]:
    """Look at the steps of jobs in status OUTPUT."""
    for each in evidence.fact(shown):
        steps = each.job.get("step-data")
        found = steps if isinstance(steps, list) and each.text("status") == jobs.TERMINAL else []
        if any(isinstance(step, dict) and step.get("active") is True for step in found):
            yield each.answered.breach(
                "step-data", "an ended job has an active step", "active: false", "active: true"
            )


def _addresses(each: Shown) -> list[str]:
    """Return the ends of path that name this job, decoded."""
    name = f"{each.job.get('jobname')}/{each.job.get('jobid')}"
    forms = [f"{jobs.BASE}/{name}"]
    if each.answered.jesb:
        forms.append(f"{jobs.BASE}/-{each.answered.jesb}/{name}")
    told = each.text("job-correlator")
    return [*forms, f"{jobs.BASE}/{told}"] if told else forms


RULES: tuple[Rule, ...] = (
    phase_status,
    phase_name,
    correlator,
    job_type,
    url,
    step_data,
    exec_data,
    exec_order,
    steps_ended,
)
