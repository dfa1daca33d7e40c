"""How z/OSMF names a job, in paths and in documents, and how we name it.

A job of the primary JES has the key ``JOBNAME/JOB00123``; one of a secondary JES ``-JESB/JOBNAME/JOB00123``,
so that namesakes in two subsystems stay two jobs. Where only a correlator is known, it is the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from harness.flow import JobRef

BASE = "/zosmf/restjobs/jobs"
TERMINAL = "OUTPUT"
CORRELATOR_HEAD = 31
"""Characters before the colon: job id, member, time of submit, reserved."""


def in_path(path: Mapping[str, str]) -> JobRef | None:
    """Return the job that decoded path parameters address, spelled as they spell it."""
    if "correlator" in path:
        return JobRef(path["correlator"], {"correlator": path["correlator"]})
    if "jobname" not in path or "jobid" not in path:
        return None
    names = {"jobname": path["jobname"], "jobid": path["jobid"]}
    return JobRef(_key(names["jobname"], names["jobid"], path.get("jesb")), names)


def in_document(document: Any, jesb: str | None = None) -> JobRef | None:
    """Return the job that a job, file, feedback or completion document is about."""
    if not isinstance(document, Mapping):
        return None
    jobname, jobid = document.get("jobname"), document.get("jobid")
    if not (isinstance(jobname, str) and isinstance(jobid, str) and jobname and jobid):
        return None
    names = {"jobname": jobname, "jobid": jobid}
    correlator = document.get("job-correlator")
    if isinstance(correlator, str) and correlator:
        names["correlator"] = correlator
    return JobRef(_key(jobname, jobid, jesb), names)


def folded(job: JobRef) -> JobRef:
    """Return the job in upper case, as z/OS spells names; a correlator keeps its spelling."""
    if "jobname" not in job.names:
        return job
    return JobRef(job.key.upper(), {k: v if k == "correlator" else v.upper() for k, v in job.names.items()})


def same(addressed: JobRef, answered: JobRef) -> bool:
    """Tell whether a document's job is the one that a path asked for."""
    if addressed.key == addressed.names.get("correlator"):
        return answered.names.get("correlator") == addressed.key
    return addressed.key.upper() == answered.key.upper()


def path_of(job: JobRef) -> str:
    """Return the raw path of a job below the server, by name and id where both are known."""
    segments = job.key.split("/") if "jobname" in job.names else [job.key]
    return "/".join([BASE, *(quote(segment, safe="$@") for segment in segments)])


def _key(jobname: str, jobid: str, jesb: str | None) -> str:
    return f"-{jesb}/{jobname}/{jobid}" if jesb else f"{jobname}/{jobid}"
