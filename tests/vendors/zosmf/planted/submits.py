"""Planted faults in submits."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import JCL, Script, job
from tests.vendors.zosmf.planted.errors import error


@plant("zosmf.submit-name")
def other_name(script: Script, fault: bool) -> None:
    """A submit answers about the job on its card."""
    script.submit(job("INPUT", jobname="OTHERJOB" if fault else "MYJOB"))


@plant("zosmf.submit-correlator")
def lost_user_part(script: Script, fault: bool) -> None:
    """A user correlator stands after the colon."""
    shown = job("INPUT")
    names = ("job-correlator", "url", "files-url")
    bearing = {name: shown[name].replace("%3A", "%3ANIGHTLY").removesuffix(":") for name in names}
    bearing["job-correlator"] += ":NIGHTLY"
    sent = {"X-IBM-User-Correlator": "NIGHTLY"}
    script.submit(shown if fault else {**shown, **bearing}, headers=sent)


@plant("zosmf.submit-refuses")
def no_job_card(script: Script, fault: bool) -> None:
    """JCL without a JOB card is not submitted."""
    jcl = "//STEP1 EXEC PGM=IEFBR14\n"
    if fault:
        script.submit(jcl=jcl)
    else:
        script.submit(error(6, 4, 13, "Job input was not recognized by system as a job"), 400, jcl)


@plant("zosmf.submit-refuses")
def long_record(script: Script, fault: bool) -> None:
    """A record of 81 characters is refused for its length."""
    right = error(6, 4, 9, "Job submission error. Record length 81 too long for JCL submission, maxlen=80")
    wrong = error(6, 4, 17, "Submit input data does not start with a slash")
    script.submit(wrong if fault else right, 400, JCL + "//" + "X" * 79 + "\n")


@plant("zosmf.submit-accepts")
def refused_job(script: Script, fault: bool) -> None:
    """A plain job is taken."""
    if fault:
        script.submit(error(6, 4, 13, "Job input was not recognized by system as a job"), 400)
    else:
        script.submit()
