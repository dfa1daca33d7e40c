"""A little of everything that drifts touch, as one conversation with the emulator."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Headers, Request, Sender
from harness.traffic.documented import KIND, SETUP, read_documented
from harness.vendors.joc import VENDOR
from tests.vendors.joc.bench import Bench

ENTRIES = read_documented(VENDOR.documented) if VENDOR.documented else ()


def probe(bench: Bench) -> None:
    """Ask every documented exchange, and a little more."""
    for number, entry in enumerate(ENTRIES):
        names = {"tag": f"hdrift-{number}"}
        case = f"{entry.id}/{names['tag']}"
        if entry.setup is not None:
            first = len(bench.exchanges)
            found = brought_about(bench, entry.setup.work, entry.setup.state, names["tag"])
            stamped(bench, first, Sender(SETUP, case))
            if found is None:
                continue
            names |= found
        bench.send(entry.request(names), entry.session)
        stamped(bench, len(bench.exchanges) - 1, Sender(KIND, case))
    more(bench)


def brought_about(bench: Bench, work: str, state: str, tag: str) -> dict[str, str] | None:
    """Bring an order to a state; None when it does not get there."""
    item = next(item for item in VENDOR.work if work in (item.name, item.length.value))
    job = bench.run(VENDOR.flows.submit(item, tag)).job
    for _ in range(8):
        if job is not None and bench.run(VENDOR.flows.status(job)).state == state:
            return dict(job.names)
        bench.wait(0.25)
    return None


def stamped(bench: Bench, first: int, sender: Sender) -> None:
    """Say who sent the exchanges from ``first`` on."""
    bench.exchanges[first:] = [replace(each, sender=sender) for each in bench.exchanges[first:]]


def more(bench: Bench) -> None:
    """Ask what takes several requests: silence of the Master, and sessions that lie idle."""
    bench.emulator.impose(["master-silent"])
    bench.ask("orders", {})
    bench.emulator.impose([])
    for pause in (500, 500, 1000):
        bench.wait(pause)
        bench.ask("orders", {"compact": True})
        # Its answer bears a date, whatever became of the session.
        bench.send(
            Request("POST", "/joc/api/orders", Headers.of(Content_Type="application/json"), b"{"), "none"
        )
    login = Request("POST", "/joc/api/security/login", Headers.of(Authorization="Basic cm9vdDpyb290"))
    bench.send(login, "none")
    bench.send(Request("GET", "/joc/api/version"), "none")
    bench.sessions.pop("primary")
    bench.ask("orders", {"compact": True})
