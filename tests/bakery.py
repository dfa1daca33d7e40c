"""A vendor as small as can be: a bakery that takes orders, one order a job."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from harness.contract import Contract, Match
from harness.errors import TargetError
from harness.exchange import Exchange, Headers, Request, Response
from harness.flow import Flow, JobRef, Outcome
from harness.guard import Exclusive, Running, Subjects
from harness.oracles import Act, Observation
from harness.session import Session
from harness.target import Credentials, WorkItem

_SOURCE = {"where": "price list", "standing": "documented"}


def _operation(name: str, effect: str, role: str | None = None) -> dict[str, Any]:
    answers = {"default": {"description": "Whatever.", "x-source": _SOURCE}}
    roles = {} if role is None else {"x-job-role": role}
    return {"operationId": name, "x-job-effect": effect, "x-source": _SOURCE, "responses": answers, **roles}


_ORDER = [{"name": "order", "in": "path", "required": True, "schema": {"type": "string"}}]
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Bakery", "version": "1"},
    "x-job-lifecycle": {
        "x-source": _SOURCE,
        "states": ["ORDERED", "BAKED"],
        "initial": ["ORDERED"],
        "terminal": ["BAKED"],
        "edges": [["ORDERED", "BAKED"]],
        "verbs": {},
        "not-visible": [],
        "too-late": [],
        "ended-listed": True,
    },
    "x-job-wire": {"upstreams": ["counter", "store"]},
    "paths": {
        "/orders": {
            "get": _operation("listOrders", "read", "list"),
            "put": _operation("submitOrder", "create", "submit"),
        },
        "/orders/{order}": {
            "parameters": _ORDER,
            "get": _operation("getOrder", "read", "status"),
            "put": _operation("changeOrder", "modify", "modify:hold"),
            "delete": _operation("deleteOrder", "destroy", "delete"),
        },
        "/oven": {"post": _operation("runOven", "execute")},
        "/stock": {"x-job-upstream": "store", "get": _operation("countStock", "read")},
        "/shop": {"delete": _operation("closeShop", "global")},
        "/login": {
            "post": _operation("login", "session", "login"),
            "delete": _operation("logout", "session", "logout"),
        },
    },
}


@cache
def contract() -> Contract:
    """Return the bakery's contract."""
    return Contract(DOCUMENT, "bakery")


def request(method: str, target: str, body: bytes = b"", **headers: str) -> Request:
    """Return a request; in header names ``_`` stands for ``-``."""
    return Request(method, target, Headers.of((), **headers), body)


def answer(status: int, document: Any = None, **headers: str) -> Response:
    """Return a JSON answer, or an empty one."""
    if document is None:
        return Response(status, Headers.of((), **headers))
    kind = (("Content-Type", "application/json"),)
    return Response(status, Headers.of(kind, **headers), json.dumps(document).encode())


class Reader:
    """Reads tags from lines ``tag=…`` of a submit's body, and the rest from headers."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return what a request names."""
        order = match.parsed.path.get("order")
        lines = request.body.decode("latin-1").splitlines() if match.role == "submit" else []
        return Subjects(
            jobs=() if order is None else (JobRef(order),),
            creates=tuple(line.removeprefix("tag=") for line in lines if line.startswith("tag=")),
            addresses=request.headers.all("X-Notify"),
            executes=request.headers.all("X-Run"),
            shared=request.headers.all("X-Oven"),
            unreadable=request.headers.get("X-Sealed"),
        )

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the order of a 201 answer."""
        del match, request
        if response.status != 201:
            return None
        document = json.loads(response.body)
        return JobRef(document["order"], document.get("names", {}))


class Scheme:
    """Logs in with Basic for a bearer token."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Ask for a token."""
        pair = base64.b64encode(f"{credentials.user}:{credentials.password}".encode()).decode()
        response = yield Request("POST", "/login", Headers.of(Authorization=f"Basic {pair}"))
        if response is None or response.status != 200:
            raise TargetError("the bakery is closed")
        token = json.loads(response.body)["token"]
        return Session(Headers.of(Authorization=f"Bearer {token}"), (token,), "token")

    def logout(self, session: Session) -> Flow[None]:
        """Give the token back."""
        yield self.dress(Request("DELETE", "/login"), session)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the token on."""
        bare = request.headers.without("Authorization")
        carried = () if session is None else session.headers.fields
        return replace(request, headers=Headers((*bare.fields, *carried)))

    def spoil(self, session: Session) -> Session:
        """Return a session whose token is stale."""
        del session
        return Session(Headers.of(Authorization="Bearer stale"))

    def expired(self, response: Response) -> bool:
        """Take every 401 for it."""
        return response.status == 401


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read a good answer to a delete as the order's end."""
    del contract
    if match.role != "delete" or exchange.response is None or exchange.response.status != 200:
        return ()
    order = JobRef(match.parsed.path["order"])
    return (
        Observation(
            exchange.id, Act.DELETE, order, True, exchange.begun_ns, exchange.ended_ns, outcome=Outcome.DONE
        ),
    )


@dataclass(frozen=True)
class Bakery:
    """What the door needs of a vendor."""

    name: str = "bakery"
    scheme: Scheme = field(default_factory=Scheme)
    reader: Reader = field(default_factory=Reader)
    observe: Callable[[Contract, Match, Exchange], tuple[Observation, ...]] = observe
    exclusive: Callable[[Sequence[WorkItem]], tuple[Exclusive, ...]] = lambda _work: ()
    running: Callable[[Match, Response], tuple[Running, ...] | None] = lambda _match, _response: None
    secrets: tuple[str, ...] = ("X-Recipe",)
