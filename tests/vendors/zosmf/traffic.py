"""Random traffic at the emulator: good requests, wrong ones, odd spellings, two users and nobody."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

import orjson

from harness.exchange import Request
from harness.vendors.zosmf.work import WORK, job_tag
from tests.oracles.script import BASE
from tests.vendors.zosmf.bench import Bench, headers

_JSON = ("Content-Type", "application/json")
_UPDATES: tuple[dict[str, str], ...] = (
    *({"request": verb} for verb in ("hold", "release", "cancel", "stop")),
    *({"class": name} for name in ("A", "B", "??", "TOOLONGCLASS")),
    {},
    {"request": "cancel", "class": "C"},
)
_QUERIES = {
    "owner": ("*", "*", "*", "IBMUSER", "other", "I*", "?BMUSER", "NINECHARS", ""),
    "prefix": ("*", "H*", "h?*", "~~~", "NOSUCH"),
    "jobid": ("JOB00000", "abcd", "j0"),
    "max-jobs": ("1", "2", "0", "1001", "many"),
    "status": ("active", "ACTIVE", "OUTPUT"),
    "user-correlator": ("NIGHTLY", "9bad"),
    "exec-data": ("Y", "N", "maybe"),
}


class Traffic:
    """Draws one request after the other; equal seeds make equal requests."""

    def __init__(self, bench: Bench, draw: random.Random) -> None:
        self._bench = bench
        self._draw = draw
        self._jobs: list[dict[str, Any]] = []
        self._number = 0

    def make(self, count: int) -> None:
        """Send ``count`` requests, time passing now and then."""
        kinds = (
            self._submit,
            self._status,
            self._list,
            self._update,
            self._delete,
            self._files,
            self._records,
        )
        for _ in range(count):
            if self._draw.random() < 0.03:
                self._bench.wait(self._draw.choice((0.1, 1, 5, 70)))
            kind = self._draw.choices(kinds, (12, 20, 20, 14, 5, 9, 12))[0] if self._jobs else self._submit
            kind()

    def _send(self, method: str, target: str, *pairs: tuple[str, str], body: bytes = b"") -> Any:
        session = self._draw.choices(("primary", "other", "none"), (20, 4, 1))[0]
        sent = (
            headers(*pairs) if self._draw.random() > 0.02 else headers(*pairs).without("X-CSRF-ZOSMF-HEADER")
        )
        return self._bench.send(Request(method, target, sent, body), session)

    def _submit(self) -> None:
        self._number += 1
        tag = self._draw.choice((job_tag("ab12", self._number), "$#@JOB#1", "A"))
        jcl = str(self._draw.choice(WORK).fields["jcl"]).replace("{tag}", tag)
        odd = (jcl, jcl, jcl, jcl, jcl.replace("\n", "\r\n"), jcl + jcl, jcl[2:], "", f"{jcl}//{'X' * 90}\n")
        extra = ((), (), (("X-IBM-User-Correlator", "NIGHTLY"),), (("X-IBM-Intrdr-Mode", "LINES"),))
        media = ("Content-Type", self._draw.choice(("text/plain", "text/plain", "plain/text", "text/csv")))
        body = self._draw.choice(odd).encode()
        response = self._send("PUT", BASE, media, *self._draw.choice(extra), body=body)
        if response.status == 201:
            self._jobs.append(orjson.loads(response.body))

    def _job(self) -> str:
        """Return the path of some job, in one of the spellings that clients use, or a wrong one."""
        shown = self._draw.choice(self._jobs)
        name, jobid = quote(shown["jobname"], safe="$@"), shown["jobid"]
        forms = (
            *[f"{name}/{jobid}"] * 6,
            *[quote(shown["job-correlator"], safe="")] * 3,
            f"{name}%2F{jobid}",
            f"{name.lower()}/{jobid.lower()}",
            f"WRONG/{jobid}",
            f"{name}/JOB99999",
            f"{name}/JOBhjh4",
            f"-JES2/{name}/{jobid}",
            f"-NONE/{name}/{jobid}",
        )
        return f"{BASE}/{self._draw.choice(forms)}"

    def _status(self) -> None:
        query = self._draw.choice(("", "", "?step-data=Y", "?exec-data=Y", "?step-data=Y&exec-data=Y&x=1"))
        self._send("GET", self._job() + query)

    def _list(self) -> None:
        chosen = [name for name in _QUERIES if self._draw.random() < (0.8 if name == "owner" else 0.15)]
        query = "&".join(f"{name}={quote(self._draw.choice(_QUERIES[name]), safe='*?~')}" for name in chosen)
        self._send("GET", f"{BASE}?{query}" if query else BASE)

    def _update(self) -> None:
        version = self._draw.choice(({}, {"version": "2.0"}, {"version": "2.0"}, {"version": "1.0"}))
        body = orjson.dumps({**self._draw.choice(_UPDATES), **version})
        self._send("PUT", self._job(), _JSON, body=body)

    def _delete(self) -> None:
        asked = ((), (("X-IBM-Job-Modify-Version", "2.0"),), (("X-IBM-Job-Modify-Version", "1.0"),))
        self._send("DELETE", self._job(), *self._draw.choice(asked))

    def _files(self) -> None:
        self._send("GET", f"{self._job()}/files")

    def _records(self) -> None:
        file = self._draw.choice(("2", "3", "4", "101", "102", "JCL", "999"))
        query = self._draw.choice(("", "", "?mode=text", "?mode=binary", "?mode=record", "?search=JOB"))
        given = ((), (), (("X-IBM-Record-Range", "0-3"),), (("X-IBM-Record-Range", "1,2"),))
        self._send("GET", f"{self._job()}/files/{file}/records{query}", *self._draw.choice(given))
