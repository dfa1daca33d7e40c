"""Submit a job: check in the order in which a real system finds fault, then hand the records to JES."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.datasets import content_of, is_data_set
from harness.vendors.zosmf.emulator.documents import job_document
from harness.vendors.zosmf.emulator.entry import JobEntry, Submitter
from harness.vendors.zosmf.emulator.errors import (
    BAD_HEADER,
    NO_CONTENT,
    NOT_A_JOB,
    NOT_RECORD_MODE,
)
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.emulator.lifecycle import course_of
from harness.vendors.zosmf.emulator.messages import json_response
from harness.vendors.zosmf.emulator.options import read_notification, read_symbols, read_user_part
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.reader import Reader, read_reader, records_of


def submit_job(ask: Ask, entry: JobEntry) -> Response:
    """Answer 201 with the job document; of several jobs in one body, with that of the last.

    The internal reader gives back one id, that of the job it read last (VSAM ENDREQ).
    """
    reader = read_reader(ask.headers, ask.release)
    submitter = _submitter(ask, reader)
    deck = read_jobs(_records(ask, reader), dict(submitter.symbols))
    if not deck:
        raise NOT_A_JOB.refuse()
    jobs = [entry.take(ask.system, ask.subsystem, jcl, submitter, ask.now) for jcl in deck]
    course = course_of(jobs[-1], ask.now)
    document = job_document(jobs[-1], course, ask.frame)
    if course.timeline.phase(ask.now) is Phase.INPUT:
        # JES has not read the JOB statement yet (captured answer with phase 128 and no owner).
        document["owner"] = ""
    return json_response(201, orjson.dumps(document))


def _submitter(ask: Ask, reader: Reader) -> Submitter:
    given, user_part = read_symbols(ask.headers), read_user_part(ask.headers)
    if ask.subsystem.jes3 and (given or user_part):
        # JES3 has neither (IBM topic: Submit a job); which error it is, is not told.
        raise BAD_HEADER.refuse(name="X-IBM-JCL-Symbol" if given else "X-IBM-User-Correlator")
    return Submitter(
        ask.user,
        reader.message_class,
        user_part,
        tuple({**given, "SYSUID": ask.user}.items()),
        read_notification(ask.headers, ask.release),
    )


def _records(ask: Ask, reader: Reader) -> tuple[str, ...]:
    """Return the records to submit; refuse what no job can begin with."""
    media_type = ask.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        file = _file(ask.body)
        if isinstance(file, str) and is_data_set(file) and reader.mode_given and reader.mode != "RECORD":
            raise NOT_RECORD_MODE.refuse(value=reader.mode)
        # What is stored needs no lengths before its records, whatever the mode says.
        return records_of(content_of(file, ask.user), Reader())
    if not ask.body:
        raise NO_CONTENT.refuse(what="jcl")
    return records_of(ask.body, reader)


def _file(body: bytes) -> Any:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        document = None
    return document.get("file") if isinstance(document, dict) else None
