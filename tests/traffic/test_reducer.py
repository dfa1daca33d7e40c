from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest

from harness.contract import Contract, Effect, load_contract
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.finding import Finding, Severity, Source
from harness.oracles import Evidence, Rule
from harness.resources import resource
from harness.traffic.reducer import Reduction, minimise, still_fires
from harness.vendors.zosmf import VENDOR

JOBS = "/zosmf/restjobs/jobs"
CSRF = ("X-CSRF-ZOSMF-HEADER", "MTwAEj0")
TEXT = ("Content-Type", "text/plain")
JSON = ("Content-Type", "application/json")


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Give the contract of z/OSMF."""
    return load_contract(resource("openapi/zosmf.yaml"))


@dataclass
class Faulty:
    """A target with a fault that shows in some requests; keeps the state that each try found."""

    fault: Callable[[Request], bool]
    sent: list[Request] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    state: int = 0

    def fails(self, request: Request) -> bool:
        """Take a request, which changes the state, and tell whether the fault showed."""
        self.sent.append(request)
        self.states.append(self.state)
        self.state += 1
        return self.fault(request)

    def reset(self) -> None:
        """Return to the first state."""
        self.state = 0


def _minimised(
    contract: Contract, request: Request, fault: Callable[[Request], bool], budget: int = 200
) -> Reduction:
    faulty = Faulty(fault)
    reduction = minimise(contract, request, faulty.fails, reset=faulty.reset, budget=budget)
    assert reduction.tries == len(faulty.sent) <= budget
    assert set(faulty.states) == {0}
    return reduction


def _query(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.query).items()}


def _many(request: Request) -> bool:
    """More than 500 jobs of an owner and a prefix are too many for this target."""
    query = _query(request)
    return int(query.get("max-jobs", "0")) > 500 and {"owner", "prefix"} <= query.keys()


WITNESS = Request(
    "GET",
    f"{JOBS}?max-jobs=617&exec-data=Y&owner=ZQ&prefix=JZ%2AKZM",
    Headers((("Accept", "*/*"), CSRF, ("X-Other", "1"))),
)


def test_a_drawn_witness_becomes_the_boundary_case(contract: Contract) -> None:
    """What is not needed goes, numbers go to their boundary, texts to one letter; the rest stays."""
    reduction = _minimised(contract, WITNESS, _many)
    assert reduction.reproduced
    assert not reduction.exhausted
    assert reduction.request.target == f"{JOBS}?max-jobs=501&owner=A&prefix=A"
    assert reduction.request.headers.fields == (("X-CSRF-ZOSMF-HEADER", ""),)
    assert reduction.tries < 60


def test_the_search_is_the_same_every_time(contract: Contract) -> None:
    """Two searches send the same requests in the same order."""
    first, second = Faulty(_many), Faulty(_many)
    minimise(contract, WITNESS, first.fails)
    minimise(contract, WITNESS, second.fails)
    assert first.sent == second.sent
    assert len(set(first.sent)) == len(first.sent)


def test_no_try_breaks_the_contract_where_the_witness_kept_it(contract: Contract) -> None:
    """A finding about a right request is not turned into one about a wrong request."""
    faulty = Faulty(_many)
    minimise(contract, WITNESS, faulty.fails)
    for request in faulty.sent:
        match = contract.match(request)
        assert match is not None
        assert contract.judge_request(match, request) == ()


def test_what_the_witness_breaks_may_stay_broken(contract: Contract) -> None:
    """A request that is wrong on purpose is made smaller as well, and stays wrong in the same place."""
    wrong = Request("GET", f"{JOBS}?max-jobs=7000&owner=ZQ", Headers((CSRF,)))
    reduction = _minimised(contract, wrong, lambda request: int(_query(request).get("max-jobs", "0")) > 1000)
    assert reduction.request.target == f"{JOBS}?max-jobs=1001"


def test_the_budget_is_a_hard_one(contract: Contract) -> None:
    """The search ends at its budget with the smallest request so far, and says that it was cut short."""
    reduction = _minimised(contract, WITNESS, _many, budget=6)
    assert reduction.exhausted
    assert reduction.tries == 6
    assert _many(reduction.request)


def test_what_does_not_fail_again_is_returned_as_it_is(contract: Contract) -> None:
    """A witness that fails only in another state costs one request and stays what it is."""
    reduction = _minimised(contract, WITNESS, lambda _: False)
    assert reduction == Reduction(WITNESS, tries=1, reproduced=False, exhausted=False)


def test_a_document_loses_what_is_not_needed_and_keeps_its_effect(contract: Contract) -> None:
    """A hold stays a hold: members go, but never so that the request would do something else."""
    request = Request(
        "PUT", f"{JOBS}/HARNESS/JOB00123", Headers((CSRF, JSON)), b'{"request": "hold", "version": "1.0"}'
    )
    reduction = _minimised(contract, request, lambda _: True)
    assert reduction.request.body == b'{"request":"hold"}'
    match = contract.match(reduction.request)
    assert match is not None
    assert (match.role, match.effect) == ("modify:hold", Effect.MODIFY)


def test_a_path_keeps_the_job_that_the_fault_needs(contract: Contract) -> None:
    """A job that must exist stays in the path; one that need not becomes the simplest one."""
    request = Request("GET", f"{JOBS}/H%23B/JOB00123?step-data=Y", Headers((CSRF,)))
    kept = _minimised(contract, request, lambda r: r.path.endswith("/H%23B/JOB00123")).request
    assert kept.target == f"{JOBS}/H%23B/JOB00123"
    simple = _minimised(contract, request, lambda _: True).request
    assert simple.target == f"{JOBS}/A/JOB00000"


def test_jcl_becomes_the_lines_and_words_that_matter(contract: Contract) -> None:
    """Of a text body the needed lines and words are left."""
    jcl = b"//HARNESS  JOB (ACCT),CLASS=A,TYPRUN=HOLD\n//* NOTE\n//STEP1 EXEC PGM=IEFBR14,COND=EVEN\n//\n"
    request = Request("PUT", JOBS, Headers((CSRF, TEXT, ("X-IBM-Intrdr-Class", "Q"))), jcl)
    reduction = _minimised(contract, request, lambda r: b"TYPRUN=HOLD" in r.body)
    assert reduction.request.body == b"//HARNESS,TYPRUN=HOLD"
    assert "X-IBM-Intrdr-Class" not in reduction.request.headers


def test_bytes_become_the_bytes_that_matter(contract: Contract) -> None:
    """A body that is no text is cut as well, to the bytes that are needed."""
    request = Request(
        "PUT", JOBS, Headers((CSRF, ("Content-Type", "application/octet-stream"))), bytes(range(256))
    )
    reduction = _minimised(contract, request, lambda r: b"\xc8" in r.body)
    assert reduction.request.body == b"\xc8"


def test_a_body_that_cannot_be_made_smaller_keeps_its_spelling(contract: Contract) -> None:
    """What was not tried is not returned: JSON that stays what it says stays as it was written."""
    body = b'{ "request" :  "hold" }'
    request = Request("PUT", f"{JOBS}/A/JOB00000", Headers((CSRF, JSON)), body)
    reduction = _minimised(contract, request, lambda r: r.body == body)
    assert reduction.request.body == body


def _finding(subject: str) -> Finding:
    return Finding("a.rule", Severity.ERROR, "", "listJobs", subject, "", "", ("e1",), Source("a test"))


def _judge(evidence: Evidence) -> Iterator[Finding]:
    for exchange in evidence.exchanges:
        assert exchange.response is not None
        yield _finding(exchange.response.body.decode())


RULE = Rule("a.rule", "", Severity.ERROR, Source("a test"), "", _judge)


@pytest.mark.parametrize(
    ("answer", "fires"),
    [
        (Response(200, body=b"/0/retcode"), True),
        (Response(200, body=b"/0/phase"), False),
        (None, False),
    ],
)
def test_a_try_fails_when_the_same_trouble_is_found_again(
    contract: Contract, answer: Response | None, *, fires: bool
) -> None:
    """Another finding of the rule, and no answer, are not the failure that is looked for."""
    asked: list[Request] = []

    def ask(request: Request) -> Exchange | None:
        asked.append(request)
        passage = Passage.ANSWERED if answer else Passage.BLOCKED
        return Exchange("e7", "zosmf", request, answer, passage, 1, 2, "")

    fails = still_fires(_finding("/0/retcode"), RULE, contract, VENDOR.observe, ask)
    assert fails(WITNESS) is fires
    assert asked == [WITNESS]


def test_a_try_that_was_not_recorded_does_not_fail(contract: Contract) -> None:
    """When the door knows of no exchange, nothing was found."""
    assert still_fires(_finding("x"), RULE, contract, VENDOR.observe, lambda _: None)(WITNESS) is False
