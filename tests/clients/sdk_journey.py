"""A program that uses the Zowe Python SDK as its users do; run by the SDK's own Python, behind a gate."""

from __future__ import annotations

import os

from sdk import connect  # type: ignore[import-not-found]  # beside this file, which is run as a script

NAME = os.environ["HARNESS_TAG_PREFIX"] + "PY"
JCL = f"//{NAME} JOB (ACCT),CLASS=A,TYPRUN=HOLD\n//S EXEC PGM=IEFBR14\n"

jobs = connect()
job = jobs.submit_plaintext(JCL)
assert jobs.get_job_status(job.jobname, job.jobid).status == "INPUT"
assert [known.jobid for known in jobs.list_jobs("*", NAME)] == [job.jobid]
jobs.hold_job(job.jobname, job.jobid)
jobs.change_job_class(job.jobname, job.jobid, "B")
jobs.release_job(job.jobname, job.jobid)
jobs.cancel_job(job.jobname, job.jobid)
for file in jobs.get_spool_files(job.job_correlator):
    jobs.get_spool_file_contents(job.job_correlator, file.id)
jobs.delete_job(job.jobname, job.jobid)
