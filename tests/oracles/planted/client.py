"""Planted faults of the rules for a client under test."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from harness.exchange import Passage
from tests.oracles.planting import plant
from tests.oracles.script import BASE, NO_JOB, Script, job


@plant("client.unknown-operation")
def made_up_service(script: Script, fault: bool) -> None:
    """There is no service to patch a job."""
    if fault:
        script.send("PATCH", f"{BASE}/MYJOB/JOB00123", 405)
    else:
        script.status(job())


@plant("client.request")
def no_cross_site_header(script: Script, fault: bool) -> None:
    """Every request bears the cross-site header."""
    refusal = {
        "errorID": "IZUG846W",
        "errorMsg": "IZUG846W: An HTTP request was received from a remote site.",
    }
    if fault:
        script.send("GET", f"{BASE}?owner=*", 403, refusal, csrf=False)
    else:
        script.list([])


@plant("client.sent-twice")
def submits_again(script: Script, fault: bool) -> None:
    """A submit that got no answer may have been taken."""
    script.submit(passage=Passage.BROKEN)
    script.list([])
    if fault:
        script.submit()


@plant("client.too-early")
def gives_up(script: Script, fault: bool) -> None:
    """A client tries again when its job is not visible yet."""
    script.submit()
    script.modify("hold", status=400, document=NO_JOB)
    if not fault:
        script.modify("hold")


@plant("client.retry-after")
def comes_back_at_once(script: Script, fault: bool) -> None:
    """A server that asks for two seconds is left alone for two seconds."""
    script.send("GET", f"{BASE}?owner=*", 503, "", answer={"Retry-After": "2"}, at=(5, 10))
    later = 10**9 if fault else 2 * 10**9
    script.list([], at=(later + 10, later + 20))
