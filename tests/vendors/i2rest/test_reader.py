"""The reader and the guard: in ``owned`` no command reaches a job that is not ours."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response
from harness.guard import Allowed, Attempt, Policy, Subjects, Usage, decide
from harness.ledger import LedgerView
from harness.target import Mode
from harness.vendors.i2rest.flows import COMMANDS
from harness.vendors.i2rest.reader import I2RestReader, executed
from harness.vendors.i2rest.strategies import any_command
from harness.vendors.i2rest.work import WORK
from tests.vendors.i2rest.bench import JSON, contract

READER = I2RestReader()
OURS, THEIRS = "030131/USRX/HAB120001", "030132/PAYROLL/NIGHT"
POLICY = Policy(Mode.OWNED, "HAB12", executes=executed(WORK))


def view() -> LedgerView:
    """Return the ledger of a run that submitted one job."""
    ledger = LedgerView()
    target = {"name": "t", "vendor": "i2rest", "upstreams": [], "mode": "owned", "embedded": True}
    made = {"target": "t", "exchange": "x1", "tag": "HAB120001"}
    names = dict(zip(("jobnum", "jobuser", "jobname"), OURS.split("/"), strict=True))
    ledger.fold({"event": "target", "target": "t", "described": target})
    ledger.fold({"event": "intent", **made, "operation": "runCommand", "tags": ["HAB120001"]})
    ledger.fold({"event": "created", **made, "job": {"key": OURS, "names": names}})
    return ledger


LEDGER = view()


def request(body: object, path: str = "/run_command", *pairs: tuple[str, str]) -> Request:
    """Return a request with a body, as JSON or in bytes."""
    return Request(
        "POST", path, Headers(pairs or (JSON,)), body if isinstance(body, bytes) else orjson.dumps(body)
    )


def subjects(asked: Request) -> Subjects:
    """Return what the reader says of a request."""
    match = contract().match(asked)
    assert match is not None
    return READER.subjects(match, asked)


def leaves(asked: Request) -> bool:
    """Tell whether the guard lets a request go in ``owned``."""
    match = contract().match(asked)
    named = subjects(asked) if match else Subjects()
    return isinstance(decide(Attempt(asked, match, named), POLICY, LEDGER, Usage()), Allowed)


def command(text: str, **more: Any) -> Request:
    """Return a request that runs a command."""
    return request({"command": text, "joblog": True, **more})


@pytest.mark.parametrize("verb", COMMANDS)
def test_verbs_reach_our_job_and_no_other(verb: str) -> None:
    """The whole name decides."""
    assert leaves(command(COMMANDS[verb].format(job=OURS)))
    assert not leaves(command(COMMANDS[verb].format(job=THEIRS)))
    assert not leaves(command(COMMANDS[verb].format(job="HAB120001")))


@pytest.mark.parametrize("item", WORK, ids=lambda item: item.name)
def test_work_items_leave_under_our_tags_alone(item: Any) -> None:
    """Word for word, with a name of this run."""
    text = str(item.fields["command"])
    assert leaves(command(text.replace("{tag}", "HAB120002")))
    assert not leaves(command(text.replace("{tag}", "PAYROLL")))
    assert not leaves(command(text.replace("{tag}", "HAB120002") + " USER(QSECOFR)"))


@pytest.mark.parametrize(
    "asked",
    [
        command("SBMJOB CMD(DLTLIB LIB(PAYROLL)) JOB(HAB120002)"),
        command("PWRDWNSYS OPTION(*IMMED)"),
        command("DSPLIBL OUTPUT(*PRINT)"),
        command(f"ENDJOB JOB({OURS}) ADLINTJOBS(*ALL)"),
        request(b'{"command": "PWRDWNSYS", "command": "HLDJOB JOB(%s)"}' % OURS.encode()),
        request(b'{"command": "HLDJOB JOB(%s)", "command": "PWRDWNSYS"}' % OURS.encode()),
        command(f"HLDJOB JOB({OURS})", Command="PWRDWNSYS"),
        request(
            {"command": f"HLDJOB JOB({OURS})"},
            "/run_command",
            ("Content-Type", "application/json; charset=cp037"),
        ),
        request({"command": f"HLDJOB JOB({OURS})"}, "/run_command", ("Content-Type", "text/plain")),
        request({"command": f"HLDJOB JOB({OURS})"}, "/run_command?command=PWRDWNSYS"),
        request({}, "/run_program/orders/order"),
        request({}, "/run_program/echo/echo"),
        request({"command": "STATUS"}, "/"),
        request({"command": "STOP"}, "/"),
        request(b"", "/run_command"),
    ],
)
def test_what_is_not_ours_stays_here(asked: Request) -> None:
    """Other commands, other programs, the server itself, and whatever two readers could read in two ways."""
    assert not leaves(asked)


def test_looking_reaches_any_job() -> None:
    """A look-up changes nothing."""
    assert leaves(request({"input": {"jobname": "NIGHT"}}, "/run_program/harness/joblst"))


WORDS = st.sampled_from(
    [
        "HLDJOB",
        "ENDJOB",
        "SBMJOB",
        "QSYS/RLSJOB",
        "JOB(",
        ")",
        OURS,
        THEIRS,
        "NIGHT",
        " ",
        "'",
        "/*",
        "*/",
        "\n",
        "CMD(",
        "SPLFILE(*YES)",
        ":",
        "?",
        "*",
        "\t",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=8).map("".join), st.lists(WORDS, max_size=8).map(" ".join)))
def test_no_command_that_leaves_names_another_job(text: str) -> None:
    """Whatever is put together: only one of our own commands on our own job, or our own work."""
    if leaves(command(text)):
        assert OURS in text
        assert THEIRS not in text
        assert "NIGHT" not in text


@settings(max_examples=200, deadline=None)
@given(any_command(WORK))
def test_no_generated_command_reaches_another_job(body: bytes) -> None:
    """Filled with the names of a job that is not ours, only our own submits leave."""
    filled = body.replace(b"{tag}", b"HAB120003")
    for name, value in zip((b"{jobnum}", b"{jobuser}", b"{jobname}"), THEIRS.split("/"), strict=True):
        filled = filled.replace(name, value.encode())
    if leaves(request(filled)):
        text = orjson.loads(filled)["command"]
        assert text.replace("HAB120003", "{tag}") in POLICY.executes


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """What cannot be read is kept."""
    assert not leaves(request(raw))


def test_a_created_job_is_the_one_that_was_asked_for() -> None:
    """By name; another in the job log is not taken."""
    asked = command("SBMJOB CMD(DLYJOB DLY(1)) JOB(HAB120002)")
    match = contract().match(asked)
    assert match is not None
    log = "Job 030133/USRX/{} submitted to job queue QBATCH in library QGPL."

    def created(name: str) -> object:
        body = orjson.dumps({"status": "OK", "details": "done", "joblog": [log.format(name)]})
        return READER.created(match, asked, Response(200, body=body))

    found = created("HAB120002")
    assert found is not None
    assert created("OTHER") is None
