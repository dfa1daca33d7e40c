"""A caller at the emulator's desk: requests in process, on a clock that moves only when told to."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from harness.clock import VirtualClock
from harness.emulation import Emulator, EmulatorSettings
from harness.exchange import Headers, Request, Response
from harness.vendors.joc.emulator import build
from harness.vendors.joc.emulator.application import JocApplication

BASE = "http://joc.example:4446"
API = "/joc/api/"
CHAIN = "/agent/job_chain1"
SLEEP = "/batch/sleep"


def basic(user: str, password: str) -> str:
    """Return an Authorization header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@dataclass
class Desk:
    """Asks an emulator in process, as ``user``."""

    drifts: frozenset[str] = frozenset()
    user: str = "root"
    settings: EmulatorSettings | None = None
    machine: VirtualClock = field(default_factory=VirtualClock)
    emulator: Emulator = field(init=False)
    token: str = field(init=False, default="")

    def __post_init__(self) -> None:
        settings = self.settings or EmulatorSettings(drifts=self.drifts)
        built = build(settings)
        self.emulator = Emulator(built.vendor, settings, JocApplication, self.machine)
        self.token = self.login(self.user)

    @property
    def application(self) -> JocApplication:
        """The application behind the frame."""
        assert isinstance(self.emulator.application, JocApplication)
        return self.emulator.application

    def login(self, user: str, password: str | None = None) -> str:
        """Log in and return the token."""
        answer = self.send("POST", "security/login", Authorization=basic(user, password or user))
        assert answer.status == 200, answer
        return str(json.loads(answer.body)["accessToken"])

    def send(self, method: str, path: str, body: bytes = b"", /, **headers: str) -> Response:
        """Send just this request; ``_`` in header names stands for ``-``."""
        # The old name of the token's header is the one that has an underscore.
        fields = [(n if n == "access_token" else n.replace("_", "-"), v) for n, v in headers.items()]
        request = Request(method, f"{API}{path}", Headers(tuple(fields)), body)
        return self.emulator.receive(request, BASE).response

    def ask(self, path: str, document: Any = None, /, **headers: str) -> Response:
        """POST a document with the token; a mapping goes to the one Master."""
        if isinstance(document, dict) and "jobschedulerId" not in document:
            document = {"jobschedulerId": "scheduler", **document}
        raw = document if isinstance(document, bytes) else json.dumps(document).encode()
        given = {"X_Access_Token": self.token, "Content_Type": "application/json", **headers}
        return self.send("POST", path, b"" if document is None else raw, **given)

    def get(self, path: str, /, **members: Any) -> Any:
        """Return the JSON of a POST that succeeds."""
        answer = self.ask(path, members)
        assert answer.status == 200, answer
        return json.loads(answer.body)

    def error(self, path: str, /, **members: Any) -> tuple[str, str]:
        """Return code and message of a request that is refused as a whole (420)."""
        answer = self.ask(path, members)
        assert answer.status == 420, answer
        error = json.loads(answer.body)["error"]
        return error["code"], error["message"]

    def failed(self, path: str, /, **members: Any) -> list[tuple[str, str]]:
        """Return path and code of each item that failed (419)."""
        answer = self.ask(path, members)
        assert answer.status == 419, answer
        return [(each["path"], each["code"]) for each in json.loads(answer.body)["errors"]]

    def add(self, order: str = "x", chain: str = CHAIN, /, **entry: Any) -> str:
        """Add an order and return its id."""
        self.get("orders/add", orders=[{"orderId": order, "jobChain": chain, **entry}])
        return order

    def sleeper(self, order: str = "z", seconds: float = 60) -> str:
        """Add an order whose step lasts so long, and let the step begin."""
        self.add(order, SLEEP, params=[{"name": "seconds", "value": str(seconds)}])
        self.wait(0.1)
        return order

    def change(self, verb: str, order: str, chain: str = CHAIN, /, **entry: Any) -> Response:
        """Ask for a change of one order."""
        return self.ask(f"orders/{verb}", {"orders": [{"orderId": order, "jobChain": chain, **entry}]})

    def state(self, order: str, chain: str = CHAIN) -> str | None:
        """Return an order's processing state, None when it is not in its chain."""
        shown = self.get("order", orderId=order, jobChain=chain)["order"]
        state: str | None = shown.get("processingState", {}).get("_text")
        return state

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.machine.advance(seconds)


def paths(documents: Iterable[Any]) -> list[str]:
    """Return the paths of documents."""
    return [each["path"] for each in documents]
