"""Who gets in with what, and who may touch whose jobs: what takes several exchanges to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.exchange import Exchange
from harness.finding import Severity
from harness.flow import JobRef
from harness.oracles import Breach, Evidence, Rule, claims
from harness.session import EXPIRED, LOGGED_OUT, PRIMARY
from harness.vendors.zosmf import jobs, sources
from harness.vendors.zosmf.answers import feedback_status
from harness.vendors.zosmf.rules.facts import Answered, answered, contract_document

_JWT = re.compile(r'jwtToken="?([^";]+)')
_SAME_USER = frozenset({PRIMARY, EXPIRED, LOGGED_OUT})


@claims(
    "zosmf.second-login",
    "a login while the user's JSON web token is good returns that token",
    source=sources.TOKEN_REUSE,
    why="A gateway that ends one session ends all of this user's; where each login has its own, it does not.",
    severity=Severity.INFO,
)
def second_login(evidence: Evidence) -> Iterator[Breach]:
    """Compare logins with the same credentials; a logout or a refused token in between makes both right."""
    own = behaviour(evidence, "second-login", "same-token") != "same-token"
    last: dict[str, tuple[Exchange, str]] = {}
    for exchange in evidence.exchanges:
        if _ends_tokens(evidence, exchange):
            last.clear()
        user, token = exchange.request.headers.get("Authorization"), _token(evidence, exchange)
        if user is None or token is None:
            continue
        earlier = last.get(user)
        if earlier is not None and (earlier[1] == token) is own:
            yield Breach(
                says="a second login of one user was given "
                + ("the token of the first" if own else "another token than the first"),
                operation="authenticate",
                subject="jwtToken",
                expected="a token of its own" if own else "the same token",
                got="the same token" if own else "another token",
                witness=(earlier[0].id, exchange.id),
            )
        last[user] = (exchange, token)


@claims(
    "zosmf.rights",
    "a user changes another user's job only with rights in the JESJOBS class",
    source=sources.AUTHORIZATIONS,
    why="Whoever can log in can stop everybody's work. If this user has been given the rights, all is well.",
    severity=Severity.INFO,
)
def rights(evidence: Evidence) -> Iterator[Breach]:
    """Look for synchronous changes that another session made to a job of the first user, and that succeeded.

    Whether the second user was given the rights, no exchange tells.
    """
    if behaviour(evidence, "rights", "jesjobs") != "jesjobs":
        return
    mine = {job.key: each.exchange.id for each, job in _submitted(evidence)}
    for each in evidence.fact(answered):
        if each.role not in ("modify", "delete") or each.exchange.session in {*_SAME_USER, None}:
            continue
        asked = each.addressed
        if asked is not None and asked.key in mine and feedback_status(each.document) == 0:
            says = f"a second user's {each.operation} of the first user's job was carried out"
            wanted = "refused, unless the user has rights in the JESJOBS class"
            yield each.breach("session", says, wanted, "status 0", mine[asked.key])


def behaviour(evidence: Evidence, name: str, default: str) -> str:
    """Return how the level behaves where only several exchanges show it (``x-zosmf-behaviour``)."""
    return str(
        evidence.fact(contract_document).get("x-zosmf-behaviour", {}).get(name, {}).get("value", default)
    )


def _submitted(evidence: Evidence) -> Iterator[tuple[Answered, JobRef]]:
    for each in evidence.fact(answered):
        if each.role == "submit" and each.response.status == 201 and each.exchange.session == PRIMARY:
            job = jobs.in_document(each.document, each.jesb)
            if job is not None:
                yield each, job


def _token(evidence: Evidence, exchange: Exchange) -> str | None:
    match = evidence.matches.get(exchange.id)
    if match is None or match.role != "login" or exchange.response is None or exchange.response.status != 200:
        return None
    cookies = exchange.response.headers.all("Set-Cookie")
    return next((found[1] for found in map(_JWT.match, cookies) if found), None)


def _ends_tokens(evidence: Evidence, exchange: Exchange) -> bool:
    match = evidence.matches.get(exchange.id)
    if match is not None and match.role == "logout":
        return True
    return exchange.response is not None and exchange.response.status == 401


RULES: tuple[Rule, ...] = (second_login, rights)
