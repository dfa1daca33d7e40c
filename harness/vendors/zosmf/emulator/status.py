"""Obtain the status of a job."""

from __future__ import annotations

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.documents import execution_data, job_document, step_data
from harness.vendors.zosmf.emulator.messages import json_response


def get_job(ask: Ask) -> Response:
    """Answer with the job document, and with what ``step-data=Y`` and ``exec-data=Y`` add."""
    job, course = ask.job_to_read()
    document = job_document(job, course, ask.frame)
    if ask.query:
        if ask.release.step_data and ask.query.get("step-data", "").upper() == "Y":
            document["step-data"] = step_data(job, course, ask.frame)
        if ask.release.exec_data and ask.query.get("exec-data", "").upper() == "Y":
            document.update(execution_data(course, ask.frame))
    return json_response(200, orjson.dumps(document))
