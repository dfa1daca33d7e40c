"""A server that others use as well, a run's ledger, and requests that try to reach what is not ours."""

from __future__ import annotations

from functools import cache

import orjson
from hypothesis import strategies as st

from harness.exchange import Headers, Request
from harness.guard import Allowed, Attempt, Policy, Subjects, Usage, decide
from harness.ledger import LedgerView
from harness.target import Mode
from harness.vendors.jasper.reader import JasperReader
from tests.vendors.jasper.bench import (
    JOB_JSON,
    JOB_XML,
    JSON,
    USERS,
    XML,
    Bench,
    contract,
    descriptor,
    speaking,
)

PREFIX = "harness-mine-"
PRO, COMMUNITY = "/jasperserver-pro/rest_v2", "/jasperserver/rest_v2"


class Shared:
    """A server that others use as well: jobs of ours and of theirs in both applications, and a ledger."""

    def __init__(self) -> None:
        self.bench = Bench(users={**USERS, "root": b"superuser:superuser"})
        self.ours = [self._made(PRO, f"{PREFIX}{number}") for number in (1, 2)]
        self.theirs = [(PRO, self._made(PRO, "payroll")), (COMMUNITY, self._made(COMMUNITY, "tax"))]
        put = Request("PUT", f"{PRO}/jobs/calendars/holidays", speaking(JSON, JSON), CALENDAR)
        assert self.bench.send(put).status == 200
        self.ledger = LedgerView()
        self.ledger.fold({"event": "target", "target": "t", "described": DESCRIBED})
        for number in self.ours:
            made = {"target": "t", "exchange": f"x{number}", "tag": f"{PREFIX}{number}"}
            self.ledger.fold({"event": "intent", **made, "operation": "scheduleJob", "tags": [made["tag"]]})
            self.ledger.fold(
                {"event": "created", **made, "job": {"key": f"jasperserver-pro/{number}", "names": {}}}
            )
        self.clean = self.bench.emulator.snapshot()
        self.before = self.truth()

    def _made(self, base: str, name: str) -> int:
        headers = speaking(JOB_JSON, JOB_JSON)
        body = orjson.dumps(descriptor(name, description="as it was"))
        answer = self.bench.send(Request("PUT", f"{base}/jobs", headers, body), "root")
        number: int = orjson.loads(answer.body)["id"]
        return number

    def truth(self) -> list[bytes]:
        """Return all that is to be seen of what is not ours."""
        seen = [f"{base}/jobs/{number}{part}" for base, number in self.theirs for part in ("", "/state")]
        asked = [*seen, f"{PRO}/jobs/calendars/holidays", f"{PRO}/jobs/calendars"]
        answers = [
            self.bench.send(Request("GET", target, speaking(accept=f"{JOB_JSON}, {JSON}")), "root")
            for target in asked
        ]
        return [answer.body for answer in answers]

    def lets_pass(self, request: Request) -> bool:
        """Tell whether the guard would let a request leave in ``owned``."""
        match = contract().match(request)
        named = Subjects() if match is None else JasperReader().subjects(match, request)
        policy = Policy(Mode.OWNED, PREFIX)
        decision = decide(Attempt(request, match, named), policy, self.ledger, Usage())
        return isinstance(decision, Allowed)


DESCRIBED = {"name": "t", "vendor": "jasper", "upstreams": ["http://h"], "mode": "owned", "embedded": False}
CALENDAR = b'{"calendarType":"annual","excludeDays":["2026-12-25"]}'


@cache
def shared() -> Shared:
    """Return the server, as it was at first."""
    return Shared()


def _named() -> list[str]:
    ours, theirs = shared().ours, [number for _, number in shared().theirs]
    odd = [f"0{ours[0]}", f"+{theirs[0]}", f"{theirs[0]}.0", f" {theirs[0]}", "", "x"]
    return [*map(str, (*ours, *ours, *theirs)), *odd]


_ids = st.deferred(lambda: st.sampled_from(_named()))
_lists = st.lists(_ids, max_size=3)
_bodies = st.one_of(
    _lists.map(lambda ids: f'{{"jobId":[{",".join(ids)}]}}'),
    st.tuples(_lists, _lists).map(
        lambda two: f'{{"jobId":[{",".join(two[0])}],"jobId":[{",".join(two[1])}]}}'
    ),
    _lists.map(lambda ids: orjson.dumps({"jobId": ids}).decode()),
    _lists.map(lambda ids: f"<jobIdList>{''.join(f'<jobId>{each}</jobId>' for each in ids)}</jobIdList>"),
    _lists.map(lambda ids: f"<jobIdList>{''.join(f'<jobid>{each}</jobid>' for each in ids)}</jobIdList>"),
    _ids.map(lambda each: f"<jobIdList><jobId>{each}<!-- --></jobId></jobIdList>"),
    _ids.map(lambda each: f"<a:jobIdList xmlns:a='urn:a'><jobId>{each}</jobId></a:jobIdList>"),
    st.sampled_from(["", "{}", "[]", "null", "<jobIdList/>", "<ids/>", "{", '{"jobId":null}', '{"ids":[1]}']),
    st.sampled_from(
        [
            '{"label":"changed","description":"changed"}',
            "<jobModel><label>changed</label></jobModel>",
            orjson.dumps(descriptor(f"{PREFIX}9")).decode(),
            orjson.dumps(descriptor("payroll")).decode(),
            CALENDAR.decode(),
        ]
    ),
)
_paths = st.one_of(
    _ids.map("/jobs/{}".format),
    _ids.map("/jobs/{}/".format),
    _ids.map("/jobs/{};x=1".format),
    st.tuples(_ids, _ids).map(lambda two: f"/jobs/{two[0]}/../{two[1]}"),
    st.tuples(_ids, _ids).map(lambda two: f"/jobs/{two[0]}%2F..%2F{two[1]}"),
    _lists.map(lambda ids: "/jobs?" + "&".join(f"id={each}" for each in ids)),
    _lists.map(lambda ids: "/jobs?ID=1&" + "&".join(f"id={each}" for each in ids)),
    st.sampled_from(
        [
            "/jobs/pause",
            "/jobs/resume",
            "/jobs/restart",
            "/jobs/pause/",
            "/jobs/%70ause",
            "/jobs//pause",
            "/jobs/calendars/holidays",
            "/jobs/calendars/holidays?replace=true",
            "/jobs",
            "/jobs?j_username=superuser&j_password=superuser",
        ]
    ),
)
_types = st.sampled_from(
    [JSON, JSON, XML, XML, JOB_JSON, JOB_XML, "text/plain", "application/json; charset=UTF-16", ""]
)
_extra = st.sampled_from(
    [(), (), (), (("X-HTTP-Method-Override", "DELETE"),), (("Content-Encoding", "gzip"),)]
)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Draw a request that names jobs of ours, of others, of nobody, or all of them, in odd spellings."""
    base = draw(st.sampled_from([PRO, PRO, PRO, COMMUNITY]))
    content = draw(_types)
    headers = Headers((*speaking(content, content if "job+" in content else JSON), *draw(_extra)))
    method = draw(st.sampled_from(["POST", "POST", "DELETE", "PUT", "PATCH", "GET"]))
    return Request(method, f"{base}{draw(_paths)}", headers, draw(_bodies).encode())
