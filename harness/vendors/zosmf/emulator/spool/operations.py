"""List the spool files of a job, and retrieve the contents of one."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.documents import job_url, subsystem_of
from harness.vendors.zosmf.emulator.errors import NO_SPOOL_FILE, SPOOL_FAILED
from harness.vendors.zosmf.emulator.impairments import NO_SPOOL_RIGHTS
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.messages import json_response
from harness.vendors.zosmf.emulator.release import Release
from harness.vendors.zosmf.emulator.spool.files import SpoolFile, spool_files
from harness.vendors.zosmf.emulator.spool.reading import read_reading, render


def list_files(ask: Ask) -> Response:
    """Answer with the job's files; a job in any status has some."""
    job, course = ask.job_to_read()
    url = job_url(job, ask.frame)
    documents = [_document(job, file, url, ask.release) for file in spool_files(job, course, ask.frame)]
    return json_response(200, orjson.dumps(documents))


def get_records(ask: Ask) -> Response:
    """Answer with the records of one file; the pseudo file ``JCL`` is the job as it was submitted."""
    job, course = ask.job_to_read()
    if NO_SPOOL_RIGHTS in ask.conditions and ask.user != job.owner:
        raise SPOOL_FAILED.refuse()
    reading = read_reading(ask.query, ask.headers, ask.release)
    if ask.route.file == "JCL":
        return render(job.submission.records, reading)
    number = int(ask.route.file)
    for file in spool_files(job, course, ask.frame):
        if file.id == number:
            return render(file.records, reading)
    raise NO_SPOOL_FILE.refuse(reference=job.reference, file=number)


def _document(job: Job, file: SpoolFile, url: str, release: Release) -> dict[str, Any]:
    """Return a job file document; in captured answers every key is there."""
    return {
        "jobid": job.key,
        "jobname": job.name,
        "recfm": file.recfm,
        "byte-count": file.bytes,
        "record-count": len(file.records),
        "job-correlator": job.correlator,
        "class": file.output_class,
        "id": file.id,
        "ddname": file.ddname,
        "records-url": f"{url}/files/{file.id}/records",
        "lrecl": file.lrecl,
        "subsystem": subsystem_of(job, release),
        "stepname": file.step,
        "procstep": file.proc_step,
    }
