"""Spool files: the list is whole and leads to the records, and the records are as many as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from harness.finding import Severity
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import jobs, sources
from harness.vendors.zosmf.rules.ends import Ends, ends
from harness.vendors.zosmf.rules.facts import Answered, files_listed
from harness.vendors.zosmf.rules.records import Records, records

_JES_FILES = ("JESMSGLG", "JESJCL", "JESYSMSG")


@claims(
    "zosmf.jes-files",
    "a job that has run has its three JES files",
    source=sources.JES_FILES,
    why="The job log, its JCL and its messages are what an operator reads first when a job has failed.",
)
def jes_files(evidence: Evidence) -> Iterator[Breach]:
    """Look at lists that were asked for after the job had run to its end; a cancelled one may lack some."""
    known = evidence.fact(ends)
    for each, files in evidence.fact(files_listed):
        end = known.before(each)
        missing = [name for name in _JES_FILES if name not in {file.get("ddname") for file in files}]
        if end is not None and (end.result or "").startswith(("CC ", "ABEND")) and missing:
            says = f"the spool files of an ended job do not hold {', '.join(missing)}"
            yield each.breach(missing[0], says, ", ".join(_JES_FILES), _names(files), end.exchange)


@claims(
    "zosmf.file-unique",
    "every spool file of a job has an id of its own",
    source=sources.DOCUMENTS,
    why="One of the two files cannot be read.",
)
def file_unique(evidence: Evidence) -> Iterator[Breach]:
    """Look for one id twice in a list."""
    for each, files in evidence.fact(files_listed):
        ids = [file.get("id") for file in files if isinstance(file.get("id"), int)]
        if len(ids) != len(set(ids)):
            says = "two spool files of one job have the same id"
            yield each.breach("id", says, "each id once", ", ".join(map(str, ids)))


@claims(
    "zosmf.records-url",
    "a spool file's URL leads to its own records",
    source=sources.DOCUMENTS,
    why="A client that follows the URL reads another file, or another job's.",
)
def records_url(evidence: Evidence) -> Iterator[Breach]:
    """Compare the path with the two forms of address; the host may be a gateway's."""
    for each, files in evidence.fact(files_listed):
        for file in files:
            told = file.get("records-url")
            wanted = _addresses(each, file)
            if isinstance(told, str) and not any(unquote(urlsplit(told).path).endswith(w) for w in wanted):
                says = "the records-url of a spool file leads to something else"
                yield each.breach("records-url", says, " or ".join(wanted), told)


@claims(
    "zosmf.record-count",
    "a spool file of an ended job has as many records as its list says",
    source=sources.DOCUMENTS,
    why="A client that reads by ranges up to the count loses the last records, or asks for too many.",
)
def record_count(evidence: Evidence) -> Iterator[Breach]:
    """Count whole files in text mode, read after the list, which was asked for after the end."""
    known = evidence.fact(ends)
    for listed, read, file in _read_after_list(evidence, known):
        told, found = file.get("record-count"), read.counts
        if not isinstance(told, int) or not read.whole or told in found:
            continue
        # A newline within a record of a program's output makes it look like two.
        if told > max(found) or file.get("ddname") in _JES_FILES:
            says = f"a spool file has {max(found)} records, of which its list says {told}"
            values = (f"{told} records", f"{max(found)} records")
            yield read.answered.breach("record-count", says, *values, listed.exchange.id)


@claims(
    "zosmf.listed-file",
    "a listed spool file can be read",
    source=sources.OVERVIEW,
    why="The output that the list promises is lost.",
)
def listed_file(evidence: Evidence) -> Iterator[Breach]:
    """Look for "no such spool file" (6/4/12) about a file that the list of an ended job held before."""
    known = evidence.fact(ends)
    for listed, read, file in _read_after_list(evidence, known):
        if read.no_such_file:
            says = f"spool file {file.get('id')} is listed, and said not to be there"
            yield read.answered.breach(
                "records", says, "its records", read.answered.words, listed.exchange.id
            )


@claims(
    "zosmf.output-stable",
    "the output of an ended job does not change",
    source=sources.EFFECT,
    why="Two readers of one ended job read different output; one of them acts on the wrong one.",
)
def output_stable(evidence: Evidence) -> Iterator[Breach]:
    """Compare whole files in text mode that were read after the end."""
    known = evidence.fact(ends)
    first: dict[tuple[str, str], Records] = {}
    for read in evidence.fact(records):
        if not read.whole or known.before(read.answered) is None:
            continue
        earlier = first.setdefault((known.key(read.answered), read.file), read)
        if earlier.body != read.body:
            says = "the same spool file of an ended job has two different contents"
            values = (f"{len(earlier.body)} bytes as before", f"{len(read.body)} other bytes")
            yield read.answered.breach("records", says, *values, earlier.answered.exchange.id)


@claims(
    "zosmf.records-mode",
    "text is sent as text, binary and record as bytes",
    source=sources.RECORDS,
    why="A client takes bytes for text and translates them, or writes text where it should write bytes.",
)
def records_mode(evidence: Evidence) -> Iterator[Breach]:
    """Compare mode and media type; an empty answer may have none."""
    texts, raw = ("text/plain", "plain/text"), ("application/octet-stream",)
    for read in evidence.fact(records):
        wanted = {"text": texts, "binary": raw, "record": raw}.get(read.mode)
        if read.body and wanted and read.media_type not in (*wanted, None):
            says = f"records in mode {read.mode} are sent as {read.media_type}"
            yield read.answered.breach(f"mode {read.mode}", says, wanted[0], str(read.media_type))


@claims(
    "zosmf.record-range",
    "a range of records holds no more records than it asks for",
    source=sources.RECORDS,
    why="A client that reads piece by piece reads the same records again.",
    severity=Severity.ERROR,
)
def record_range(evidence: Evidence) -> Iterator[Breach]:
    """Count the records of ranges in text mode."""
    for read in evidence.fact(records):
        if read.most is not None and read.counts and min(read.counts) > read.most:
            says = f"a range of {read.most} records was answered with {min(read.counts)}"
            yield read.answered.breach(
                "X-IBM-Record-Range", says, f"at most {read.most}", str(min(read.counts))
            )


@claims(
    "zosmf.jcl-name",
    "the JCL of a job bears the name of that job",
    source=sources.OVERVIEW,
    why="Somebody corrects and submits again the JCL of another job.",
)
def jcl_name(evidence: Evidence) -> Iterator[Breach]:
    """Compare the first JOB card with the name in the path."""
    for read in evidence.fact(records):
        asked = read.answered.addressed
        wanted = asked.names.get("jobname") if asked else None
        # National characters differ from code page to code page, and what JES cannot accept shows as `?`.
        if wanted is None or not wanted.isalnum():
            continue
        if read.file == "JCL" and read.whole and read.job_card not in (None, wanted):
            says = f"the JCL of {wanted} has a JOB card of {read.job_card}"
            yield read.answered.breach("JOB card", says, wanted, str(read.job_card))


def _read_after_list(
    evidence: Evidence, known: Ends
) -> Iterator[tuple[Answered, Records, Mapping[str, Any]]]:
    """Yield each reading of a file with a list from before it that holds the file, both after the end."""
    lists: dict[tuple[str, str], tuple[Answered, Mapping[str, Any]]] = {}
    for each, files in evidence.fact(files_listed):
        if known.before(each) is not None:
            for file in files:
                lists.setdefault((known.key(each), str(file.get("id"))), (each, file))
    for read in evidence.fact(records):
        found = lists.get((known.key(read.answered), read.file))
        there = known.before(read.answered) is not None
        if there and found and found[0].exchange.ended_ns < read.answered.exchange.begun_ns:
            yield found[0], read, found[1]


def _addresses(each: Answered, file: Mapping[str, Any]) -> list[str]:
    base = f"{jobs.BASE}/-{each.jesb}" if each.jesb else jobs.BASE
    tail = f"files/{file.get('id')}/records"
    forms = [f"{base}/{file.get('jobname')}/{file.get('jobid')}/{tail}"]
    told = file.get("job-correlator")
    return [*forms, f"{jobs.BASE}/{told}/{tail}"] if told else forms


def _names(files: tuple[Mapping[str, Any], ...]) -> str:
    return ", ".join(str(file.get("ddname")) for file in files) or "no file"


RULES: tuple[Rule, ...] = (
    jes_files,
    file_unique,
    records_url,
    record_count,
    listed_file,
    output_stable,
    records_mode,
    record_range,
    jcl_name,
)
