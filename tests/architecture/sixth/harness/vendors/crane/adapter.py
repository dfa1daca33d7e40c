"""What Crane's requests and answers say of runs, and the conversations with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harness.contract import Contract, Match
from harness.exchange import Exchange, Headers, Request, Response
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted
from harness.guard import Subjects
from harness.oracles import Act, Observation
from harness.session import Session
from harness.target import Credentials, WorkItem

BASE = "/crane/runs"
OUTCOMES = {200: Outcome.DONE, 401: Outcome.DENIED, 404: Outcome.NOT_VISIBLE, 409: Outcome.TOO_LATE}


def document_of(response: Response | None) -> Any:
    """Return the answer's JSON, or None."""
    try:
        return json.loads(response.body) if response else None
    except ValueError:
        return None


def run_of(document: Any) -> JobRef | None:
    """Return the run that a document is about."""
    return JobRef(str(document["id"])) if isinstance(document, Mapping) and "id" in document else None


def reading(document: Mapping[str, Any], job: JobRef) -> Reading:
    """Read a run's document."""
    state = str(document.get("state"))
    ended = state != "running"
    return Reading(job, present=True, state=state, ended=ended, result=state if ended else None)


class Flows:
    """The conversations."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Start a run called ``tag``."""
        body = json.dumps({"name": tag, "seconds": work.fields["seconds"]}).encode()
        response = yield Request("POST", BASE, Headers((("Content-Type", "application/json"),)), body)
        job = run_of(document_of(response)) if response and response.status == 201 else None
        outcome = Outcome.DONE if job else Outcome.REJECTED if response else Outcome.UNKNOWN
        return Submitted(outcome, job, response.status if response else 0)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for one run."""
        response = yield Request("GET", f"{BASE}/{job.key}")
        if response is not None and response.status == 200:
            return reading(document_of(response), job)
        return Reading(job, present=response is None or response.status != 404)

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the runs called ``tag``."""
        response = yield Request("GET", f"{BASE}?name={tag}")
        found = document_of(response) if response and response.status == 200 else []
        return tuple(reading(document, JobRef(document["id"])) for document in found)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Stop the run, the only verb."""
        del verb
        response = yield Request("DELETE", f"{BASE}/{job.key}")
        outcome = OUTCOMES.get(response.status, Outcome.UNKNOWN) if response else Outcome.UNKNOWN
        return Modified(outcome, response.status if response else 0)

    def output(self, job: JobRef) -> Flow[bytes]:
        """Crane keeps no output; its document is all there is."""
        response = yield Request("GET", f"{BASE}/{job.key}")
        return response.body if response else b""

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Stop the run; an ended one leaves nothing."""
        stopped = yield from self.modify(job, "stop")
        gone = stopped.outcome in {Outcome.TOO_LATE, Outcome.NOT_VISIBLE}
        return replace(stopped, outcome=Outcome.DONE) if gone else stopped


class Scheme:
    """Every request carries the password; there is nothing to log in to."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return the session without asking."""
        yield from ()
        token = f"Bearer {credentials.password}"
        return Session(Headers((("Authorization", token),)), (token,), "bearer")

    def logout(self, session: Session) -> Flow[None]:
        """Do nothing."""
        del session
        yield from ()

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the password on."""
        bare = request.headers.without("Authorization")
        return replace(request, headers=Headers((*bare.fields, *(session.headers.fields if session else ()))))

    def spoil(self, session: Session) -> Session:
        """Return a session that Crane does not know."""
        del session
        return Session(Headers((("Authorization", "Bearer none"),)))

    def expired(self, response: Response) -> bool:
        """Tell whether Crane does not know the session."""
        return response.status == 401


class Reader:
    """What a request names."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the run in the path, or the name of the run to start."""
        if "id" in match.parsed.path:
            return Subjects(jobs=(JobRef(match.parsed.path["id"]),))
        order = document_of(Response(0, body=request.body))
        named = order.get("name") if isinstance(order, Mapping) else None
        return Subjects(creates=(named,)) if isinstance(named, str) else Subjects()

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the run that was started."""
        del request
        started = match.role == "submit" and response.status == 201
        return run_of(document_of(response)) if started else None


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange."""
    del contract
    role, document = match.role, document_of(exchange.response)
    status = exchange.response.status if exchange.response and exchange.judged else None
    if role == "list" and status == 200 and isinstance(document, list):
        listed = ((run_of(run), run) for run in document)
        return tuple(_seen(exchange, Act.LISTED, job, run) for job, run in listed if job)
    if role == "submit" and status == 201 and (job := run_of(document)):
        return (_seen(exchange, Act.SUBMIT, job, document, outcome=Outcome.DONE),)
    asked = JobRef(match.parsed.path.get("id", ""))
    if role == "status" and status in {200, 404}:
        return (_seen(exchange, Act.STATUS, asked, document if status == 200 else None),)
    if role == "modify:stop":
        outcome = OUTCOMES.get(status or 0, Outcome.UNKNOWN)
        shown = document if status == 200 else None
        return (_seen(exchange, Act.MODIFY, asked, shown, verb="stop", outcome=outcome),)
    return ()


def _seen(exchange: Exchange, act: Act, job: JobRef, document: Any, **told: Any) -> Observation:
    state = document.get("state") if isinstance(document, Mapping) else None
    return Observation(
        exchange.id,
        act,
        job,
        present=state is not None or told.get("outcome") in {Outcome.TOO_LATE, Outcome.UNKNOWN},
        begun_ns=exchange.begun_ns,
        ended_ns=exchange.ended_ns,
        session=exchange.session,
        state=state,
        result=None if state == "running" else state,
        document=document if isinstance(document, Mapping) else {},
        **told,
    )
