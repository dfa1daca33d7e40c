"""A little of everything that drifts touch, as one conversation with the emulator."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from harness.exchange import Headers, Request
from tests.oracles.script import BASE
from tests.vendors.zosmf.bench import Bench, headers

_JSON = ("Content-Type", "application/json")
_TEXT = ("Content-Type", "text/plain")
_JCL = "//DRIFT{} JOB (ACCT),'DRIFT',CLASS=A,MSGCLASS=H\n//S1 EXEC PGM={}\n"
_INFO, _TOKENS = "/zosmf/info", "/zosmf/services/authenticate"


def probe(bench: Bench) -> None:
    """Submit some jobs and ask for them in every way that some release answers otherwise."""
    ended = _submit(bench, 1, "IEFBR14")
    abended = _submit(bench, 2, "ILBOABN0,PARM='12'")
    running = _submit(bench, 3, "BPXBATCH,PARM='SH sleep 60'")
    bench.wait(5)
    for request in (*_reads(ended, abended, running), *_changes(ended, running), *_submits(), *_around()):
        bench.send(request)
    bench.send(_cancel(running), "other")
    bench.send(Request("GET", f"{BASE}/{abended}", headers()), "mistaken")
    for request in (Request("GET", _INFO), Request("POST", _TOKENS, headers()), _change_of_password()):
        bench.send(request, "none")


def _submit(bench: Bench, number: int, program: str) -> str:
    response = bench.send(
        Request(
            "PUT", BASE, headers(_TEXT), _JCL.replace("{}", f"{number}", 1).replace("{}", program).encode()
        )
    )
    document = orjson.loads(response.body)
    return f"{document['jobname']}/{document['jobid']}"


def _reads(ended: str, abended: str, running: str) -> Iterator[Request]:
    for target in (
        f"{BASE}/{ended}?step-data=Y&exec-data=Y",
        f"{BASE}/{abended}",
        f"{BASE}/{running}?exec-data=Y",
        f"{BASE}/{ended.replace('/', '%2F')}",
        f"{BASE}?owner=*&prefix=D?IFT*",
        f"{BASE}?owner=*&status=active",
        f"{BASE}/{ended}/files",
        f"{BASE}/{ended}/files/2/records?search=HASP",
        f"{BASE}/{ended}/files/2/records?fileEncoding=undefined",
    ):
        yield Request("GET", target, headers())
    yield Request("GET", f"{BASE}/{ended}", Headers())
    yield Request("GET", f"{BASE}/{ended}", headers(("X-IBM-Target-System", "NOSUCHSY")))


def _changes(ended: str, running: str) -> Iterator[Request]:
    for body in (
        {"request": "hold"},
        {"class": "B", "version": "2.0"},
        {"request": "release", "version": "1.0"},
    ):
        yield Request("PUT", f"{BASE}/{running}", headers(_JSON), orjson.dumps(body))
    yield Request("PUT", f"{BASE}/{ended}", headers(_JSON), b'{"request":"cancel","version":"2.0"}')
    yield Request("DELETE", f"{BASE}/{ended}", headers())


def _submits() -> Iterator[Request]:
    jcl = _JCL.replace("{}", "4", 1).replace("{}", "IEFBR14").encode()
    told = ("X-IBM-Notification-URL", "http://127.0.0.1:9/ended")
    yield Request("PUT", BASE, headers(_TEXT, told, ("X-IBM-Notification-Options", "{}")), jcl)
    yield Request("PUT", BASE, headers(_TEXT, ("X-IBM-Intrdr-File-Encoding", "undefined")), jcl)
    yield Request("PUT", BASE, headers(_TEXT, ("X-IBM-User-Correlator", "NIGHTLY")), jcl)
    yield Request("PUT", BASE, headers(_TEXT, ("X-IBM-JCL-Symbol-MEMBER", "NIGHTLY")), jcl)
    yield Request("GET", f"{BASE}?owner=*&user-correlator=NIGHTLY", headers())


def _around() -> Iterator[Request]:
    yield Request("GET", _INFO, headers())
    yield Request("POST", _TOKENS, headers())
    yield Request("POST", _TOKENS, headers())


def _cancel(job: str) -> Request:
    return Request("PUT", f"{BASE}/{job}", headers(_JSON), b'{"request":"cancel","version":"2.0"}')


def _change_of_password() -> Request:
    body = orjson.dumps({"userID": "OTHER", "oldPwd": "SYS1", "newPwd": "SYS2"})
    return Request("PUT", _TOKENS, headers(_JSON), body)
