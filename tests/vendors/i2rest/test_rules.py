"""i2Rest's own rules: each fires at its planted fault alone, and is silent on a truthful server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from harness.exchange import Request, Response
from harness.finding import Severity
from harness.oracles import CLIENT, SUITE, judge
from harness.vendors.i2rest.rules import RULES
from tests.vendors.i2rest.bench import Bench, Change
from tests.vendors.i2rest.probes import probe

KEEP = "LOG(4 00 *SECLVL)"
Play = Callable[[Bench], None]


def on(path: str, change: Callable[[dict[str, Any]], dict[str, Any]], nth: int = 1) -> Change:
    """Change the document of the answers to a path, from the ``nth`` on."""
    seen = [0]

    def mutant(request: Request, response: Response) -> Response:
        seen[0] += request.path == path
        if request.path != path or seen[0] < nth:
            return response
        document = change(orjson.loads(response.body))
        return Response(200, response.headers, orjson.dumps(document))

    return mutant


def output(**members: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Put members over an output."""
    return lambda document: {**document, "output": {**document["output"], **members}}


def echoes(bench: Bench) -> None:
    """Call the sample."""
    bench.program("echo/echo", {"echo": "A"})


def looks_up(bench: Bench) -> None:
    """Look at a job twice."""
    job = bench.submitted()
    bench.status(job)


def commands(bench: Bench) -> None:
    """Run two commands."""
    bench.command("DSPLIBL")
    bench.command("DSPLIBL")


def submits(bench: Bench) -> None:
    """Submit under a name."""
    bench.command("SBMJOB CMD(DLYJOB DLY(1)) JOB(NIGHT)")


def blocked(bench: Bench) -> None:
    """Meet an assert while the answer goes out."""
    bench.program("orders/order", {"customer": {"number": 666}}, streamed_response=True)


def orders(bench: Bench) -> None:
    """Call a program whose document is known."""
    bench.program("orders/order")


def lists(bench: Bench) -> None:
    """List by name."""
    bench.submitted(name="NIGHT")
    bench.program("harness/joblst", {"jobname": "NIGHT"})


def ends(bench: Bench) -> None:
    """Look at an ended job in both ways."""
    job = bench.submitted("DLYJOB DLY(1)", KEEP)
    bench.wait(60)
    bench.status(job)
    bench.history(job)


def holds(bench: Bench) -> None:
    """Hold a job on its queue and look twice."""
    job = bench.submitted()
    bench.command(f"HLDJOB JOB({job})")
    bench.status(job)
    bench.status(job)


FAULTS: dict[str, tuple[Play, Callable[[], Change]]] = {
    "i2rest.echo": (echoes, lambda: on("/run_program/echo/echo", output(echo="B"))),
    "i2rest.look-up-job": (looks_up, lambda: on("/run_program/harness/jobsts", output(jobnum="000009"))),
    "i2rest.submitted-name": (
        submits,
        lambda: on("/run_command", lambda d: {**d, "joblog": [d["joblog"][0].replace("NIGHT", "DAY")]}),
    ),
    "i2rest.session-job": (
        commands,
        lambda: on("/run_command", lambda d: {**d, "job": "030199/USRX/I2RESTS"}, nth=2),
    ),
    "i2rest.pcml-output": (
        orders,
        lambda: on("/run_program/orders/order", output(days=[1])),
    ),
    "i2rest.incomplete-output": (blocked, lambda: on("/run_program/orders/order", output(status="BLOCKED"))),
    "i2rest.list-name": (lists, lambda: on("/run_program/harness/joblst", output(jobname="OTHER"))),
    "i2rest.end-agrees": (ends, lambda: on("/run_program/harness/jobhst", output(endcode=30))),
    "i2rest.hold-holds": (
        holds,
        lambda: on("/run_program/harness/jobsts", output(status="*ACTIVE", actsts="RUN"), nth=2),
    ),
}
"""By rule: what is done, and the fault that makes the rule fire."""


def fired(play: Play, change: Change | None) -> set[str]:
    """Return the rules that fire above ``info``."""
    bench = Bench(mutate=change)
    play(bench)
    found = judge(bench.evidence(), (*SUITE, *RULES), embedded=True)
    return {each.rule for each in found if each.severity is not Severity.INFO}


def test_every_rule_is_proved() -> None:
    """Named after its vendor, unlike any other, and with a fault of its own."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert [rule.id for rule in RULES] == list(FAULTS)


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_fires_its_rule_and_no_other(rule: str) -> None:
    """A rule fires at the fault that it is for, and no other rule takes that fault for its own."""
    play, change = FAULTS[rule]
    assert fired(play, change()) == {rule}


@pytest.mark.parametrize("rule", FAULTS)
def test_the_clean_twin_fires_nothing(rule: str) -> None:
    """The same requests to a truthful server are clean."""
    assert fired(FAULTS[rule][0], None) == set()


@pytest.mark.parametrize("lag", ["", "read=constant:300ms,modify=lognormal:500ms,0.6"])
def test_a_truthful_server_is_clean(lag: str) -> None:
    """To everything that the probes ask."""
    bench = Bench(lag=lag)
    probe(bench)
    assert judge(bench.evidence(), (*SUITE, *RULES), embedded=True) == ()
