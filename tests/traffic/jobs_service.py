"""A service of jobs as small as can be, asked as a door is: what it is asked, it keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.contract import Contract, Match
from harness.exchange import Request, Response, Sender
from harness.flow import JobRef
from harness.guard import Subjects
from harness.traffic.client import Reply

CONTRACT = """\
openapi: 3.1.0
info: { title: Jobs, version: "1" }
x-job-lifecycle:
  x-source: &source { where: leaflet, standing: documented }
  states: [THERE]
  initial: [THERE]
  terminal: [THERE]
  edges: []
  ended-listed: true
  verbs: {}
  not-visible: []
  too-late: []
paths:
  /jobs:
    post:
      operationId: start
      x-source: *source
      x-job-effect: create
      x-job-role: submit
      requestBody:
        required: true
        content: { application/json: { schema: { type: object } } }
      responses: &answers
        "200": { description: well, x-source: *source }
        "401": { description: who, x-source: *source }
        "404": { description: gone, x-source: *source }
        5XX: { description: broken, x-source: *source }
  /jobs/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string, maxLength: 8 } }
      - { name: X-Reason, in: header, required: true, schema: { type: string } }
      - { name: since, in: query, required: true, schema: { type: string } }
    get:
      operationId: look
      x-source: *source
      x-job-effect: read
      x-job-role: status
      responses: *answers
    delete:
      operationId: stop
      x-source: *source
      x-job-effect: destroy
      x-job-role: delete
      responses: *answers
"""


class Reader:
    """Reads the requests to the service."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the job in the path."""
        del request
        found = match.parsed.path.get("id")
        return Subjects(jobs=(JobRef(found, {"id": found}),) if found else ())

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the job that was started; its id is the answer's body."""
        del request
        if match.role != "submit" or response.status != 200:
            return None
        return JobRef(response.body.decode(), {"id": response.body.decode()})


@dataclass
class Service:
    """Serves jobs to those who are logged in, unless it is ``down``."""

    contract: Contract
    down: bool = False
    jobs: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, Request]] = field(default_factory=list)
    """Sender, session and request."""
    _made: int = 40

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Answer a request."""
        who, session = sender or Sender(), session or "primary"
        self.asked.append((f"{who.kind}/{who.case}", session, request))
        if self.down:
            return Reply(Response(503))
        if session not in ("primary", "other"):
            return Reply(Response(401))
        if request.method == "POST":
            self._made += 1
            self.jobs[str(self._made)] = request.body
            return Reply(Response(200, body=str(self._made).encode()))
        match = self.contract.match(request)
        job = match.parsed.path["id"] if match else ""
        if job not in self.jobs:
            return Reply(Response(404))
        if request.method == "DELETE":
            del self.jobs[job]
        return Reply(Response(200))
