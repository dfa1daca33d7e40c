"""What i2Rest's documents claim beyond what a contract file can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness import oracles
from harness.contract.schemas import Schema
from harness.finding import Severity
from harness.flow import Outcome
from harness.oracles import Act, Breach, Evidence, Observation, Rule, claims, judged_answers
from harness.oracles.history import CHANGES, EFFECTIVE, History, histories
from harness.oracles.lifecycle.states import operation_of, witness
from harness.vendors.i2rest import answers, cl, jobs, pcml, sources
from harness.vendors.i2rest.observe import asked_job, command_in

_OTHER_SHAPES = frozenset({"D13", "D22", "D30"})
"""Drifts by which an output is not as its PCML document says."""


@dataclass(frozen=True)
class Answered(oracles.Answered):
    """An answer; ``document`` is its JSON object, empty when it has none."""

    document: Mapping[str, Any]


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return the answers to our own requests, in order; a fact."""
    return tuple(map(_answered, judged_answers(evidence)))


def _answered(each: oracles.Answered) -> Answered:
    document = answers.document_of(each.response)
    told = document if isinstance(document, Mapping) else {}
    return Answered(each.exchange, each.match, each.response, told)


@claims(
    "i2rest.echo",
    "the echo sample returns what it was sent",
    source=sources.EXAMPLE,
    why="Characters that change on the way change in every other parameter as well.",
)
def echo(evidence: Evidence) -> Iterator[Breach]:
    """Compare input and output, blanks around them left aside."""
    for each in evidence.fact(answered):
        body = each.match.parsed.body
        given = body.get("input") if isinstance(body, Mapping) else None
        output = answers.output_of(each.response)
        if each.operation != "callEcho" or output is None or not isinstance(given, Mapping):
            continue
        sent, back = given.get("echo"), output.get("echo")
        if isinstance(sent, str) and isinstance(back, str) and sent.strip(" ") != back.strip(" "):
            yield each.breach("echo", "echo returned something else than it was sent", repr(sent), repr(back))


@claims(
    "i2rest.look-up-job",
    "a look-up answers about the job that was asked for",
    source=sources.LOOK_UPS,
    why="A client that gets another job's state acts on the wrong job: it waits for it or ends it.",
)
def look_up_job(evidence: Evidence) -> Iterator[Breach]:
    """Compare the three parts of the name in the input and in the output."""
    for each in evidence.fact(answered):
        asked = asked_job(each.match) if each.match.role == "status" else None
        told = jobs.in_row(answers.output_of(each.response))
        if asked is not None and told is not None and asked != told:
            says = f"{each.operation} was asked for {asked.key} and answered about {told.key}"
            yield each.breach("job", says, asked.key, told.key)


@claims(
    "i2rest.submitted-name",
    "a job is submitted under the name in its SBMJOB",
    source=sources.SUBMITTED,
    why="The job log is all that a submitter has: under another name it follows, and ends, another job.",
)
def submitted_name(evidence: Evidence) -> Iterator[Breach]:
    """Compare JOB() with the message about the submitted job."""
    for each in evidence.fact(answered):
        wanted = cl.submitted_name(command_in(each.match)) if each.match.role == "submit" else None
        told = jobs.submitted(each.document)
        if wanted is not None and told is not None and told.names["jobname"] != wanted:
            says = f"SBMJOB JOB({wanted}) is told to have submitted {told.key}"
            yield each.breach("joblog", says, wanted, told.names["jobname"])


@claims(
    "i2rest.session-job",
    "the calls of one token run in one session job",
    source=sources.GATES,
    why="Library list, QTEMP, locks and open files of earlier calls are gone, and nothing says so.",
)
def session_job(evidence: Evidence) -> Iterator[Breach]:
    """Compare the session jobs that answers to one Authorization header name."""
    first: dict[str, tuple[str, str]] = {}
    for each in evidence.fact(answered):
        token, job = each.exchange.request.headers.get("Authorization"), each.document.get("job")
        if token is None or not isinstance(job, str):
            continue
        known, exchange = first.setdefault(token, (job, each.exchange.id))
        if known != job:
            says = "two calls of one token ran in different session jobs"
            yield each.breach("job", says, known, job, exchange)


@claims(
    "i2rest.pcml-output",
    "an output has the shape that the program's PCML document describes",
    source=sources.PCML,
    why="Clients are generated from the document; what differs from it is lost or breaks them.",
    severity=Severity.WARNING,
)
def pcml_output(evidence: Evidence) -> Iterator[Breach]:
    """Validate the whole outputs of programs whose documents are ours."""
    if not _OTHER_SHAPES.isdisjoint(evidence.contract.drifts):
        return
    shapes = evidence.fact(_output_schemas)
    for each in evidence.fact(answered):
        parts = each.match.operation.template.format_map(each.match.parsed.path).split("/")
        schema = shapes.get((parts[-2], parts[-1])) if "run_program" in parts else None
        output = answers.output_of(each.response)
        if schema is not None and output is not None and not schema.accepts(output):
            wrong = next(schema.errors(output))
            where = "/".join(map(str, wrong.absolute_path)) or "its top"
            says = f"the output of {parts[-2]}/{parts[-1]} is not as its PCML document says at {where}"
            subject = f"{parts[-2]}/{parts[-1]} {where}"
            yield each.breach(subject, says, str(wrong.validator), wrong.message[:160])


@claims(
    "i2rest.incomplete-output",
    "beside errors the output ends before the element that the assert judged",
    source=sources.PROGRAM,
    why="A client that looks at the status alone takes a refused value for a good one.",
)
def incomplete_output(evidence: Evidence) -> Iterator[Breach]:
    """Look for elements that stand both in the output and among the errors."""
    for each in evidence.fact(answered):
        output, errors = each.document.get("output"), each.document.get("errors")
        if isinstance(output, Mapping) and isinstance(errors, Mapping):
            for name in sorted(output.keys() & errors.keys()):
                says = f"the output holds {name}, which an assert has refused"
                yield each.breach(name, says, "not there", "there")


@claims(
    "i2rest.list-name",
    "a list by name and user shows those jobs alone",
    source=sources.LOOK_UPS,
    why="A client acts on every job that a list shows: it ends another's work.",
)
def list_name(evidence: Evidence) -> Iterator[Breach]:
    """Compare each row with the name and the user that the answer says it was asked for."""
    for each in evidence.fact(answered):
        output = (answers.output_of(each.response) if each.operation == "listJobs" else None) or {}
        rows = output.get("jobs")
        for row in rows if isinstance(rows, list) else ():
            for name in ("jobname", "jobuser"):
                wanted = str(output.get(name, "")).strip(" ")
                told = str(row.get(name, "")).strip(" ") if isinstance(row, Mapping) else wanted
                if wanted not in {"*ALL", told}:
                    says = f"a list of the {name} {wanted} shows a job with {told}"
                    yield each.breach(name, says, wanted, told)


@claims(
    "i2rest.end-agrees",
    "the history log and the job itself say alike how it ended",
    source=sources.LOOK_UPS,
    why="Of a clean job only the history is left; if it errs, a failed job passes for a good one.",
)
def end_agrees(evidence: Evidence) -> Iterator[Breach]:
    """Compare the completion status of an ended job with its ending code in the history log."""
    for history in evidence.fact(histories):
        told = next((o for o in history.seen if o.act is Act.NOTIFIED and o.result), None)
        shown = next((o for o in history.seen if o.act is Act.STATUS and o.result), None)
        if told is not None and shown is not None and told.result != shown.result:
            says = f"a job ended {shown.result}, and by the history log {told.result}"
            yield _of_job(evidence, "result", says, (str(shown.result), str(told.result)), (shown, told))


@claims(
    "i2rest.hold-holds",
    "a job that is held on its queue does not start until it is released",
    source=sources.EFFECT,
    why="Operators hold a job to keep it from running too early; it ran.",
)
def hold_holds(evidence: Evidence) -> Iterator[Breach]:
    """Judge holds that took effect for sure: the job was still on its queue after the answer."""
    for history in evidence.fact(histories):
        for hold in (o for o in history.seen if o.verb == "hold" and o.outcome is Outcome.DONE):
            waiting = next((o for o in history.seen if hold.before(o) and o.state == "*JOBQ"), None)
            if waiting is None:
                continue
            started = next((o for o in history.seen if waiting.before(o) and o.state == "*ACTIVE"), None)
            if started is not None and not _let_go(history, hold, started):
                says = "a held job went on to *ACTIVE and nobody had released it"
                yield _of_job(evidence, "status", says, ("*JOBQ", "*ACTIVE"), (hold, waiting, started))


def _let_go(history: History, hold: Observation, started: Observation) -> bool:
    """Tell whether anything after the hold may have let the job start."""
    if any(stray <= started.ended_ns for stray in history.strays):
        return True
    return any(
        o.act in CHANGES
        and o.verb == "release"
        and o.outcome in EFFECTIVE
        and not o.before(hold)
        and o.begun_ns <= started.ended_ns
        for o in history.seen
    )


def _output_schemas(_evidence: Evidence) -> Mapping[tuple[str, str], Schema]:
    return {name: Schema(dict(shapes.output)) for name, shapes in pcml.published().items()}


def _of_job(
    evidence: Evidence, subject: str, says: str, values: tuple[str, str], seen: tuple[Observation, ...]
) -> Breach:
    return Breach(says, operation_of(evidence, seen[-1]), subject, *values, witness(*seen))


RULES: tuple[Rule, ...] = (
    echo,
    look_up_job,
    submitted_name,
    session_job,
    pcml_output,
    incomplete_output,
    list_name,
    end_agrees,
    hold_holds,
)
