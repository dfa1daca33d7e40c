"""The decision as a whole: default deny, pure, closed when anything breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.contract import Effect
from harness.exchange import Headers, Request, Sender
from harness.flow import JobRef
from harness.guard import Allowed, Attempt, Blocked, Policy, Subjects, Usage, decide
from harness.ledger import LedgerView
from harness.target import Mode
from tests import bakery


def ledger_of(*orders: str) -> LedgerView:
    """Return the ledger of a run that created ``orders``, each under a tag of its own."""
    view = LedgerView()
    described = {
        "name": "shop",
        "vendor": "bakery",
        "upstreams": ["http://shop"],
        "mode": "owned",
        "embedded": True,
    }
    view.fold({"event": "target", "target": "shop", "described": described})
    for number, order in enumerate(orders):
        made = {"target": "shop", "exchange": f"x{number}", "tag": f"RUN{number}"}
        view.fold({"event": "intent", **made, "operation": "submitOrder", "tags": [f"RUN{number}"]})
        view.fold({"event": "created", **made, "job": {"key": order, "names": {"tag": f"RUN{number}"}}})
    return view


def attempt(request: Request, sender: Sender | None = None) -> Attempt:
    """Return ``request`` as the door reads it for the guard."""
    match = bakery.contract().match(request)
    subjects = Subjects() if match is None else bakery.Reader().subjects(match, request)
    return Attempt(request, match, subjects, sender or Sender())


names = st.sampled_from(["4711", "4712", "RUN0", "RUN1", "", "4711/", "%34711", "order", "47 11"])
requests = st.builds(
    Request,
    st.sampled_from(["GET", "PUT", "DELETE", "POST", "PATCH", "HEAD"]),
    st.one_of(
        st.just("/orders"),
        names.map("/orders/{}".format),
        st.sampled_from(["/oven", "/shop", "/login", "/", "/unknown", "/orders?x=1", "/orders/4711?y=#2"]),
    ),
    st.lists(
        st.sampled_from(
            [
                ("X-Notify", "http://elsewhere/callback"),
                ("X-Notify", "http://door/callback/1"),
                ("X-Sealed", "it is sealed"),
                ("X-Run", "knead"),
                ("Content-Encoding", "gzip"),
                ("X-HTTP-Method-Override", "DELETE"),
            ]
        ),
        max_size=2,
    ).map(Headers.of),
    st.lists(st.sampled_from(["tag=RUN7", "tag=OTHER", "tag=RUN", "bread"]), max_size=3).map(
        lambda lines: "\n".join(lines).encode()
    ),
)


@given(requests, st.sets(names, max_size=3))
def test_owned_reaches_nothing_that_the_ledger_does_not_own(request: Request, owned: set[str]) -> None:
    """In ``owned``, what may pass changes only orders of this run, and creates only under its tags."""
    tried = attempt(request)
    policy = Policy(Mode.OWNED, "RUN", receivers=("http://door/callback",))
    if isinstance(decide(tried, policy, ledger_of(*owned), Usage()), Blocked):
        return
    assert tried.match is not None
    assert tried.match.effect in {Effect.READ, Effect.CREATE, Effect.MODIFY, Effect.DESTROY}
    assert all(tag.startswith("RUN") and tag != "RUN" for tag in tried.subjects.creates)
    assert all(address.startswith("http://door/callback/") for address in tried.subjects.addresses)
    if tried.match.effect is not Effect.READ:
        assert {job.key for job in tried.subjects.jobs} <= owned
        assert "X-HTTP-Method-Override" not in request.headers
        assert tried.subjects.unreadable is None
    if tried.match.effect in {Effect.MODIFY, Effect.DESTROY}:
        assert tried.subjects.jobs


@given(requests)
def test_read_only_lets_only_reads_through(request: Request) -> None:
    """In ``read-only``, what may pass is an operation of the contract that only reads."""
    tried = attempt(request)
    decision = decide(tried, Policy(Mode.READ_ONLY), ledger_of("4711"), Usage())
    assert isinstance(decision, Blocked) or (tried.match is not None and tried.match.effect is Effect.READ)


@given(requests)
def test_unrestricted_blocks_only_foreign_addresses(request: Request) -> None:
    """In ``unrestricted``, a request is blocked exactly when it hands over a foreign address."""
    tried = attempt(request)
    decision = decide(tried, Policy(Mode.UNRESTRICTED), LedgerView(), Usage())
    foreign = bool(tried.subjects.addresses)
    assert isinstance(decision, Blocked) == foreign


@given(requests, st.sampled_from(Mode), st.integers(0, 3))
def test_the_same_question_has_the_same_answer(request: Request, mode: Mode, used: int) -> None:
    """The decision is a function of its arguments."""
    usage = Usage(requests=used)
    first, second = (
        decide(attempt(request), Policy(mode, "RUN"), ledger_of("4711"), usage) for _ in range(2)
    )
    assert first == second


@given(st.sampled_from(Mode))
def test_a_rule_that_breaks_blocks(mode: Mode) -> None:
    """Whatever a rule stumbles over, the request stays and the block names our own defect."""
    whole = attempt(bakery.request("GET", "/orders"))
    hollow = Attempt(whole.request, whole.match, None)  # type: ignore[arg-type] # this is the defect
    decision = decide(hollow, Policy(mode, "RUN"), LedgerView(), Usage())
    assert isinstance(decision, Blocked)
    assert decision.rule == "guard.defect"
    assert "guard.address broke" in decision.reason


def test_a_session_is_opened_only_by_its_own_sender() -> None:
    """A login passes from the sender that scripts it, and from no other."""
    login = bakery.request("POST", "/login")
    policy = Policy(Mode.READ_ONLY)
    by_us = decide(attempt(login, Sender("session", "primary")), policy, LedgerView(), Usage())
    generated = decide(attempt(login, Sender("properties", "7")), policy, LedgerView(), Usage())
    assert by_us == Allowed()
    assert isinstance(generated, Blocked)
    assert generated.rule == "guard.session"


def test_a_job_without_a_name_cannot_be_ours() -> None:
    """A modify that names no job at all is blocked in ``owned``, although nothing it names is foreign."""
    tried = attempt(bakery.request("DELETE", "/orders/4711"))
    nameless = Attempt(tried.request, tried.match, Subjects(jobs=()), tried.sender)
    decision = decide(nameless, Policy(Mode.OWNED, "RUN"), ledger_of("4711"), Usage())
    assert decision == Blocked("guard.not-ours", "it names no job that could be ours")


def test_another_name_of_our_job_is_ours_too() -> None:
    """A job may be addressed by any of the names that its creation gave it."""
    view = ledger_of()
    view.fold({"event": "intent", "target": "shop", "exchange": "x9", "operation": None, "tags": ["RUN9"]})
    job = {"key": "RUN9/4711", "names": {"correlator": "C4711", "name": "RUN9"}}
    view.fold({"event": "created", "target": "shop", "exchange": "x9", "tag": "RUN9", "job": job})
    subjects = Subjects(jobs=(JobRef("C4711"),))
    tried = attempt(bakery.request("DELETE", "/orders/4711"))
    policy = Policy(Mode.OWNED, "RUN")
    ours = decide(Attempt(tried.request, tried.match, subjects), policy, view, Usage())
    by_tag = Subjects(jobs=(JobRef("RUN9"),))
    other = decide(Attempt(tried.request, tried.match, by_tag), policy, view, Usage())
    assert ours == Allowed()
    assert isinstance(other, Blocked)
