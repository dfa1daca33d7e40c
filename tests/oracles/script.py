"""Exchanges with z/OSMF written down one after the other, for rules to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson

from harness.contract import load_contract
from harness.exchange import Direction, Exchange, Headers, Passage, Request, Response, Sender
from harness.oracles import Evidence, gather
from harness.oracles.gathering import Observe
from harness.resources import resource
from harness.vendors.zosmf.observe import observe

CONTRACT = load_contract(resource("openapi/zosmf.yaml"))
BASE = "/zosmf/restjobs/jobs"
SERVER = "http://zosmf.example:80"
JCL = "//MYJOB JOB (ACCT),'TEST',CLASS=A\n//STEP1 EXEC PGM=IEFBR14\n"
NO_JOB = {"category": 6, "rc": 4, "reason": 10, "message": "No job found for reference: 'MYJOB(JOB00123)'"}
JSON = {"Content-Type": "application/json"}
SERVED = {"X-Powered-By": "Servlet/3.1", "Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
"""What the servlet engine adds to every answer."""
_PHASES = {
    "INPUT": (13, "Job is queued for execution"),
    "ACTIVE": (14, "Job is actively executing"),
    "OUTPUT": (20, "Job is on the hard copy queue"),
}


def job(state: str = "OUTPUT", number: int = 123, **changed: Any) -> dict[str, Any]:
    """Return a job document as z/OSMF would write it, with the fields in ``changed`` put over it."""
    correlator = f"J{number:07}SY1.....E1A2B3C4.......:"
    url = f"{SERVER}{BASE}/{quote(correlator, safe='')}"
    document = {
        "jobid": f"JOB{number:05}",
        "jobname": "MYJOB",
        "subsystem": "JES2",
        "owner": "IBMUSER",
        "status": state,
        "type": "JOB",
        "class": "A",
        "retcode": "CC 0000" if state == "OUTPUT" else None,
        "url": url,
        "files-url": f"{url}/files",
        "job-correlator": correlator,
        "phase": _PHASES[state][0],
        "phase-name": _PHASES[state][1],
    }
    return {**document, **{name.replace("_", "-"): value for name, value in changed.items()}}


def spool_file(number: int, ddname: str, **changed: Any) -> dict[str, Any]:
    """Return the document of a spool file of the job that ``job()`` describes."""
    shown = job()
    document = {
        "jobid": shown["jobid"],
        "jobname": shown["jobname"],
        "id": number,
        "ddname": ddname,
        "stepname": "JES2",
        "procstep": None,
        "class": "H",
        "recfm": "UA",
        "lrecl": 133,
        "byte-count": 120,
        "record-count": 2,
        "records-url": f"{shown['files-url']}/{number}/records",
        "job-correlator": shown["job-correlator"],
        "subsystem": "JES2",
    }
    return {**document, **{name.replace("_", "-"): value for name, value in changed.items()}}


JES_FILES = [spool_file(2, "JESMSGLG"), spool_file(3, "JESJCL"), spool_file(4, "JESYSMSG")]


class Script:
    """Exchanges in order, each of 5 ns and 5 ns after the one before, unless placed ``at`` other times."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.contract = CONTRACT
        self.observe: Observe = observe
        self._now = 0

    def evidence(self) -> Evidence:
        """Return what a rule judges."""
        return gather(self.contract, self.observe, self.exchanges)

    def send(
        self,
        method: str,
        target: str,
        status: int,
        document: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | str = b"",
        answer: Mapping[str, str] | None = None,
        at: tuple[int, int] | None = None,
        session: str | None = "primary",
        csrf: bool = True,
        passage: Passage = Passage.ANSWERED,
        sender: Sender | None = None,
    ) -> str:
        """Write down one exchange and return its id. A str or bytes ``document`` is sent as it stands."""
        fixed = {"X-CSRF-ZOSMF-HEADER": "true"} if csrf else {}
        given = Headers(tuple({**fixed, **(headers or {})}.items()))
        sent = body.encode() if isinstance(body, str) else body
        back = Headers(tuple({**SERVED, **(answer if answer is not None else JSON)}.items()))
        response = None if passage is Passage.BROKEN else Response(status, back, _encoded(document))
        begun, ended = at or (self._now + 5, self._now + 10)
        self._now = max(self._now, ended)
        name = f"e{len(self.exchanges) + 1}"
        self.exchanges.append(
            Exchange(
                id=name,
                vendor="zosmf",
                request=Request(method, target, given, sent),
                response=response,
                passage=passage,
                begun_ns=begun,
                ended_ns=ended,
                wall="2026-01-05T08:00:00Z",
                upstream=SERVER,
                session=session,
                sender=sender or Sender("properties"),
            )
        )
        return name

    def submit(self, document: Any = None, status: int = 201, jcl: str = JCL, **placed: Any) -> str:
        """Submit JCL; without a document the answer is that of ``job("INPUT")``."""
        headers = {"Content-Type": "text/plain", **placed.pop("headers", {})}
        shown = job("INPUT") if document is None else document
        return self.send("PUT", BASE, status, shown, headers=headers, body=jcl, **placed)

    def status(self, document: Mapping[str, Any], query: str = "", **placed: Any) -> str:
        """Ask for the job that ``document`` is about, and get it."""
        asked = placed.pop("asked", f"{document['jobname']}/{document['jobid']}")
        return self.send("GET", f"{BASE}/{asked}{query}", 200, document, **placed)

    def absent(self, path: str = "MYJOB/JOB00123", document: Any = None, **placed: Any) -> str:
        """Ask for a job, and be told that there is none."""
        return self.send("GET", f"{BASE}/{path}", 400, document or NO_JOB, **placed)

    def list(self, documents: Sequence[Any], query: str = "?owner=*", **placed: Any) -> str:
        """List jobs."""
        return self.send("GET", f"{BASE}{query}", 200, list(documents), **placed)

    def modify(self, verb: str, code: int = 0, status: int = 200, **placed: Any) -> str:
        """Hold, release, cancel or (``class:B``) change the class; ``code`` is the feedback's status."""
        name, _, value = verb.partition(":")
        body = {"class": value} if name == "class" else {"request": name}
        version = placed.pop("version", "2.0")
        sent = orjson.dumps(body if version is None else {**body, "version": version})
        path = placed.pop("path", "MYJOB/JOB00123")
        answer = placed.pop("document", feedback(code) if status == 200 else None)
        return self.send("PUT", f"{BASE}/{path}", status, answer, headers=JSON, body=sent, **placed)

    def delete(self, code: int = 0, status: int = 200, **placed: Any) -> str:
        """Cancel and purge."""
        path = placed.pop("path", "MYJOB/JOB00123")
        answer = placed.pop("document", feedback(code) if status == 200 else None)
        return self.send("DELETE", f"{BASE}/{path}", status, answer, **placed)

    def files(self, documents: Sequence[Any] = tuple(JES_FILES), **placed: Any) -> str:
        """List the job's spool files."""
        return self.send("GET", f"{BASE}/MYJOB/JOB00123/files", 200, list(documents), **placed)

    def records(self, file: str, text: str, query: str = "", **placed: Any) -> str:
        """Read a spool file."""
        answer = {"Content-Type": placed.pop("media_type", "text/plain"), **placed.pop("found", {})}
        target = f"{BASE}/MYJOB/JOB00123/files/{file}/records{query}"
        return self.send("GET", target, 200, text, answer=answer, **placed)

    def notify(self, **changed: Any) -> str:
        """Be told by the target that the job has ended."""
        names = ("jobid", "jobname", "owner", "class", "retcode", "job-correlator")
        told = {name: value for name, value in job().items() if name in names}
        body = orjson.dumps({**told, **{name.replace("_", "-"): value for name, value in changed.items()}})
        self._now += 5
        name = f"e{len(self.exchanges) + 1}"
        self.exchanges.append(
            Exchange(
                id=name,
                vendor="zosmf",
                request=Request("POST", "/__harness__/callback/1", Headers(tuple(JSON.items())), body),
                response=Response(200),
                passage=Passage.ANSWERED,
                begun_ns=self._now,
                ended_ns=self._now + 5,
                wall="2026-01-05T08:00:00Z",
                operation="jobCompleted",
                direction=Direction.INBOUND,
            )
        )
        self._now += 5
        return name


def feedback(code: int = 0, **changed: Any) -> dict[str, Any]:
    """Return a job feedback document with this status."""
    messages = {0: "Request was successful.", 156: "Job not cancellable or purgeable"}
    shown = job()
    document = {
        "owner": shown["owner"],
        "jobid": shown["jobid"],
        "job-correlator": shown["job-correlator"],
        "message": messages.get(code, "Refused"),
        "original-jobid": shown["jobid"],
        "jobname": shown["jobname"],
        "status": code,
    }
    return {**document, **{name.replace("_", "-"): value for name, value in changed.items()}}


def _encoded(document: Any) -> bytes:
    if document is None:
        return b""
    if isinstance(document, bytes):
        return document
    return document.encode() if isinstance(document, str) else orjson.dumps(document)
