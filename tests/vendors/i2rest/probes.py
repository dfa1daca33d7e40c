"""A little of everything that drifts touch, as one conversation with the emulator."""

from __future__ import annotations

from tests.vendors.i2rest.bench import FORM, Bench

_ORDER = {"customer": {"number": 4711}, "lines": [{"item": "BOLT", "quantity": 3, "price": 1.25}]}
_BLOCKED = {"customer": {"number": 666}}


def probe(bench: Bench) -> None:
    """Submit a job, call every program, ask for tokens, in each way that some release answers otherwise."""
    bench.told("/run_command/", {"command": "SBMJOB CMD(DLYJOB DLY(9)) JOB(DRIFT)", "joblog": True})
    job = {"jobnum": "030127", "jobuser": "USRX", "jobname": "DRIFT"}
    bench.told("/run_command", {"command": "SBMJOB CMD(DLYJOB DLY(9)) JOB(DRIFT)", "joblog": True})
    bench.told("/run_command", {"command": "DSPLIBL"})
    bench.command("NOSUCHCMD")
    for program in ("jobsts", "jobhst"):
        bench.program(f"harness/{program}", job)
    bench.program("harness/joblst")
    bench.program("harness/joblst", streamed_response=True)
    bench.program("orders/order", _ORDER)
    bench.program("orders/order", _BLOCKED)
    bench.program("demo/overrun", unsafe_heap=True)
    bench.program("demo/fail")
    bench.told("/run_program/echo/echo", {"input": {"echo": "0"}, "tracein": True, "joblog": True}, "none")
    bench.told("/", {"command": "STATUS"})
    bench.post("/oauth2/device", "client_id=harness&client_secret=harness", "none", FORM)
    for _ in range(6):
        bench.told("/run_program/open/occupy", {"input": {"seconds": 60}}, "none")
