"""Planted faults in lists of jobs."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import BASE, Script, job
from tests.vendors.zosmf.planted.errors import error


@plant("zosmf.list-owner")
def other_owner(script: Script, fault: bool) -> None:
    """A list by owner holds no job of another."""
    script.list([job(owner="OTHER" if fault else "IBMUSER")], "?owner=ibm*")


@plant("zosmf.list-prefix")
def other_prefix(script: Script, fault: bool) -> None:
    """A list by prefix holds no job with another name."""
    script.list([job(jobname="PAYROLL" if fault else "MYJOB")], "?owner=*&prefix=M?J*")


@plant("zosmf.list-jobid")
def other_jobid(script: Script, fault: bool) -> None:
    """A list by job id holds no other job."""
    script.list([job(number=124 if fault else 123)], "?owner=*&jobid=J0000123")


@plant("zosmf.list-user-correlator")
def other_user_part(script: Script, fault: bool) -> None:
    """A list by user correlator holds no job without it."""
    shown = job()
    names = ("job-correlator", "url", "files-url")
    bearing = {name: shown[name].replace("%3A", "%3ANIGHTLY").removesuffix(":") for name in names}
    bearing["job-correlator"] += ":NIGHTLY"
    script.list([shown if fault else {**shown, **bearing}], "?owner=*&user-correlator=NIGHTLY")


@plant("zosmf.list-active")
def ended_among_active(script: Script, fault: bool) -> None:
    """A list of active jobs holds no ended one."""
    script.list([job("OUTPUT" if fault else "ACTIVE")], "?owner=*&status=active")


@plant("zosmf.list-max-jobs")
def too_many(script: Script, fault: bool) -> None:
    """A list of at most two jobs holds no three."""
    script.list([job(number=number) for number in range(1, 4 if fault else 3)], "?owner=*&max-jobs=2")


@plant("zosmf.list-own")
def jobs_of_all(script: Script, fault: bool) -> None:
    """A list without owner holds the caller's jobs."""
    script.list([job(), job(number=124, owner="OTHER" if fault else "IBMUSER")], "")


@plant("zosmf.list-accepts")
def refused_filter(script: Script, fault: bool) -> None:
    """No match is an empty list."""
    if fault:
        refusal = error(6, 4, 4, "Value of prefix query parameter is not valid")
        script.send("GET", f"{BASE}?owner=*&prefix=NOSUCH", 400, refusal)
    else:
        script.list([], "?owner=*&prefix=NOSUCH")


@plant("zosmf.list-complete")
def missing_job(script: Script, fault: bool) -> None:
    """A list of an owner's jobs holds one that is there before and after."""
    script.status(job())
    script.list([] if fault else [job()], "?owner=IBMUSER")
    script.status(job())
