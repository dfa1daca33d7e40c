"""Planted faults of the rules over a single exchange."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import BASE, JSON, Script, job


@plant("exchange.status")
def unlisted_status(script: Script, fault: bool) -> None:
    """An unknown job is a 400; a 404 is in no document."""
    if fault:
        script.send("GET", f"{BASE}/MYJOB/JOB00123", 404, {"message": "not found"})
    else:
        script.absent()


@plant("exchange.media-type")
def html_for_json(script: Script, fault: bool) -> None:
    """A job document is JSON, not a page."""
    script.status(job(), answer={"Content-Type": "text/html" if fault else "application/json"})


@plant("exchange.header")
def strange_challenge(script: Script, fault: bool) -> None:
    """The challenge of a 401 is for Basic."""
    answer = {"WWW-Authenticate": "Digest realm=x" if fault else 'Basic realm="defaultRealm"'}
    script.send("GET", f"{BASE}?owner=*", 401, answer=answer, session="none")


@plant("exchange.body")
def text_for_number(script: Script, fault: bool) -> None:
    """A phase is a number."""
    script.status(job(phase="20" if fault else 20))


@plant("exchange.readable")
def half_a_body(script: Script, fault: bool) -> None:
    """A JSON body is whole."""
    script.send("GET", f"{BASE}?owner=*", 200, '[{"jobid":' if fault else "[]")


@plant("exchange.undocumented-field")
def new_field(script: Script, fault: bool) -> None:
    """A job document has no field that no document lists."""
    script.status(job(colour="blue") if fault else job())


@plant("exchange.undocumented-header")
def new_header(script: Script, fault: bool) -> None:
    """An answer has no header that no document lists."""
    extra = {"X-Colour": "blue"} if fault else {}
    script.status(job(), answer={"Content-Type": "application/json", **extra})


@plant("exchange.undocumented-value")
def new_type(script: Script, fault: bool) -> None:
    """A job is a batch job, a started task or a TSO user."""
    script.status(job(type="PIPE") if fault else job())


@plant("exchange.wrong-input-accepted")
def no_cross_site_header(script: Script, fault: bool) -> None:
    """Without the cross-site header nothing is answered."""
    script.list([], csrf=not fault)


@plant("exchange.echo")
def another_job(script: Script, fault: bool) -> None:
    """An item is the job that was asked for."""
    script.status(job(), asked="MYJOB/JOB00124" if fault else "MYJOB/JOB00123")


@plant("exchange.notification")
def nameless_notification(script: Script, fault: bool) -> None:
    """A notification names its job."""
    script.notify(**({"jobid": 123} if fault else {}))


@plant("exchange.expected")
def refused_verb(script: Script, fault: bool) -> None:
    """Whoever may cancel may hold: no level that the documents describe knows cancel alone."""
    error = {"category": 6, "rc": 4, "reason": 5, "message": "Update request is not 'cancel'"}
    other = {"category": 6, "rc": 4, "reason": 10, "message": "No job found for reference: 'MYJOB(JOB00123)'"}
    path, body = f"{BASE}/MYJOB/JOB00123", b'{"request":"hold"}'
    script.send("PUT", path, 400, error if fault else other, body=body, headers=JSON)


@plant("exchange.without-session")
def anonymous(script: Script, fault: bool) -> None:
    """Nobody lists jobs without credentials."""
    if fault:
        script.list([], session="none")
    else:
        challenge = {"WWW-Authenticate": 'Basic realm="defaultRealm"'}
        script.send("GET", f"{BASE}?owner=*", 401, answer=challenge, session="none")
