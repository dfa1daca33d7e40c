"""What recorded exchanges say about a target's readiness. Pure: ``doctor`` asks, this reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from harness.config import is_loopback
from harness.contract import Lifecycle
from harness.exchange import Exchange, Passage
from harness.target import Mode, Target
from harness.vendor import About

LOGIN_REFUSED = "session.login"
"""What the door gives for the rule of a request whose session could not log in."""
SKEW_LIMIT = 5.0
"""Seconds between our clock and the target's above which times of the two should not be compared."""


class State(StrEnum):
    """How one part of a target is."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It could not be tried, or the target does not tell."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was looked at."""

    part: str
    state: State
    detail: str
    mend: str = ""

    def document(self) -> Mapping[str, str]:
        """Return it as ``--json`` shows it."""
        return {"part": self.part, "state": self.state.value, "detail": self.detail, "mend": self.mend}


def address(target: Target, exchange: Exchange) -> Symptom:
    """Tell whether anything answers at the target's first address, and how fast."""
    where = target.upstreams[0]
    if _tls_failed(exchange):
        return Symptom("address", State.OK, f"{where} can be connected to")
    if exchange.passage is not Passage.ANSWERED:
        mend = "is the address right, is it up, and does a proxy or a firewall stand between?"
        return Symptom("address", State.FAILED, f"{where}: {exchange.error or 'no answer came'}", mend)
    took = (exchange.ended_ns - exchange.begun_ns) / 1e6
    return Symptom("address", State.OK, f"{where} answers in {took:.0f} ms")


def encryption(target: Target, exchange: Exchange) -> Symptom:
    """Tell whether credentials are safe on their way."""
    away = [url for url in target.upstreams if not url.startswith("https://") and not is_loopback(url)]
    if away:
        return Symptom("TLS", State.WARNING, f"credentials travel in clear to {away[0]}", "use https://")
    if not target.upstreams[0].startswith("https://"):
        return Symptom("TLS", State.OK, "plain HTTP, on this machine only")
    if _tls_failed(exchange):
        mend = "if its authority is the site's own, name the file: tls.ca, or SSL_CERT_FILE with --url"
        return Symptom("TLS", State.FAILED, exchange.error or "", mend)
    if exchange.passage is not Passage.ANSWERED:
        return Symptom("TLS", State.UNKNOWN, "no connection")
    trusted = "the system's authorities" if target.tls.ca is None else str(target.tls.ca)
    return Symptom("TLS", State.OK, f"the certificate is trusted by {trusted}")


def _tls_failed(exchange: Exchange) -> bool:
    """Tell whether a connection stood and TLS was refused on it: Python's errors of it are marked so."""
    return exchange.passage is Passage.BROKEN and "[SSL" in (exchange.error or "")


def login(session: str, user: str, exchange: Exchange) -> Symptom:
    """Tell whether a session's credentials are taken."""
    part = f"login {session}"
    if exchange.blocked_by == LOGIN_REFUSED:
        mend = "check user and password; do not try often, accounts get locked"
        return Symptom(part, State.FAILED, exchange.error or "refused", mend)
    if exchange.passage is not Passage.ANSWERED or exchange.response is None:
        return Symptom(part, State.UNKNOWN, exchange.error or "no answer came")
    if exchange.response.status == 401:
        return Symptom(part, State.FAILED, f"{user} is not taken: status 401", "check user and password")
    return Symptom(part, State.OK, f"{user} is taken")


def rights(session: str, exchange: Exchange) -> Symptom:
    """Tell whether a session may read the list of jobs, which every run needs."""
    part = f"rights {session}"
    if exchange.passage is not Passage.ANSWERED or exchange.response is None:
        return Symptom(part, State.UNKNOWN, "could not be tried")
    status = exchange.response.status
    if status < 300:
        return Symptom(part, State.OK, "may list jobs")
    mend = "ask for the right to use the jobs interface" if status in {401, 403} else "see the server's log"
    return Symptom(part, State.FAILED, f"listing jobs was answered with status {status}", mend)


def clock(exchange: Exchange) -> Symptom:
    """Compare the target's Date header (whole seconds; RFC 9110, 6.6.1) with our clock at that moment."""
    stated = exchange.response.headers.get("Date") if exchange.response else None
    if stated is None:
        return Symptom("clock", State.UNKNOWN, "the target sends no Date header")
    try:
        theirs = parsedate_to_datetime(stated)
    except ValueError:
        return Symptom("clock", State.UNKNOWN, f"the Date header is no date: {stated!r}")
    begun = datetime.fromisoformat(exchange.wall)
    ours = begun + timedelta(microseconds=(exchange.ended_ns - exchange.begun_ns) / 2000)
    # The header leaves out the fraction of the second: the truth lies half a second later on average.
    skew = (theirs.replace(tzinfo=theirs.tzinfo or UTC) - ours).total_seconds() + 0.5
    if abs(skew) <= SKEW_LIMIT:
        return Symptom("clock", State.OK, f"within {SKEW_LIMIT:.0f} s of ours")
    side = "ahead of" if skew > 0 else "behind"
    mend = "synchronise the clocks, or do not compare times of the two"
    return Symptom("clock", State.WARNING, f"about {abs(skew):.0f} s {side} ours", mend)


def release(about: About | None) -> Symptom:
    """Say what the server calls itself, and which level that seems to be."""
    if about is None:
        return Symptom("level", State.UNKNOWN, "the server does not tell")
    guess = f", which is {about.level}" if about.level else ""
    return Symptom("level", State.OK, f"{about.product} {about.version}{guess}")


def work(target: Target, lifecycle: Lifecycle) -> Symptom:
    """Tell what a run would submit, and whether the work items name verbs that there are."""
    for item in target.work:
        unknown = sorted(set(item.verbs) - set(lifecycle.verbs))
        if unknown:
            known = ", ".join(lifecycle.verbs)
            return Symptom(
                "work", State.FAILED, f"{item.name} names no verb: {unknown[0]}", f"one of: {known}"
            )
    if target.mode is Mode.READ_ONLY:
        return Symptom("work", State.OK, "nothing is submitted in mode read-only")
    if not target.work:
        mend = f"add [targets.{target.name}.work.NAME]"
        return Symptom("work", State.WARNING, "no work items: a check only reads", mend)
    names = ", ".join(item.name for item in target.work)
    return Symptom("work", State.OK, f"a run may submit {names} (not tried here)")


def worst(symptoms: Iterable[Symptom]) -> Symptom | None:
    """Return the first thing that failed, None when nothing did."""
    return next((symptom for symptom in symptoms if symptom.state is State.FAILED), None)
