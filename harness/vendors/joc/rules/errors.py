"""Refusals say what was wrong, and of which item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harness.finding import Severity
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.joc import answers, sources
from harness.vendors.joc.rules.facts import Answered, answered

_PREFIXES: Mapping[str, str] = {
    "JOC-161": "JobSchedulerObjectNotExistException: ",
    "JOC-406": "JocMissingRequiredParameterException: undefined '",
    "JOC-408": "DBMissingDataException: ",
}
"""How messages begin: the exception's simple name."""
_ITEMS = {"orders": "orderId", "jobs": "taskIds", "nodes": "node", "jobChains": ""}


@claims(
    "joc.error-message",
    "an error's code and its message belong together",
    source=sources.ERRORS,
    why="Clients branch on the code and show the message; one of the two misleads.",
)
def error_message(evidence: Evidence) -> Iterator[Breach]:
    """Compare the beginning of the message, where the code has a fixed one."""
    for each in evidence.fact(answered):
        code = answers.error_code(each.document)
        error = each.tells("error")
        prefix = _PREFIXES.get(code or "")
        if each.response.status != 420 or prefix is None or not isinstance(error, Mapping):
            continue
        message = error.get("message")
        if isinstance(message, str) and not message.startswith(prefix):
            says = f"an error {code} says {message[:60]!r}"
            yield each.breach(str(code), says, f"{prefix}…", message[:120])


@claims(
    "joc.bulk-message",
    "a message of the Master begins with its code and two blanks",
    source=sources.MESSAGES,
    why="Scripts cut the code off the message, and cut the wrong part.",
    severity=Severity.WARNING,
)
def bulk_message(evidence: Evidence) -> Iterator[Breach]:
    """Look at the items that the Master refused."""
    for each in evidence.fact(answered):
        for _, code, message in answers.errors_of(each.document) if each.response.status == 419 else ():
            if code.startswith("SCHEDULER-") and not message.startswith(f"{code}  "):
                says = f"the message of {code} does not begin with it"
                yield each.breach(code, says, f"{code}  …", message[:120])


@claims(
    "joc.bulk-path",
    "each failed item is one that was asked for",
    source=sources.BULK,
    why="A client repeats what has failed; it would touch what it never meant.",
)
def bulk_path(evidence: Evidence) -> Iterator[Breach]:
    """Compare the path of each error with the items of the request."""
    for each in evidence.fact(answered):
        if each.response.status != 419:
            continue
        asked = set(_paths(each))
        for path, code, _ in answers.errors_of(each.document):
            if asked and path not in asked:
                says = "a failed item is none that was asked for"
                yield each.breach(code, says, " or ".join(sorted(asked))[:200], path)


def _paths(each: Answered) -> Iterator[str]:
    """Yield every path by which an error may tell an item of the request."""
    for name, second in _ITEMS.items():
        listed = each.asks(name)
        for item in listed if isinstance(listed, list) else ():
            if not isinstance(item, Mapping):
                continue
            first = str(item.get("jobChain") or item.get("job") or "")
            # Releases without validation put the slash before a path that lacks it.
            first = first if re.match("/|$", first) else f"/{first}"
            yield first
            for value in _seconds(item.get(second)):
                yield f"{first},{value}"
                yield f"{first},/{value}"


def _seconds(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(one.get("taskId")) for one in value if isinstance(one, Mapping))
    elif value not in (None, ""):
        yield str(value)


RULES: tuple[Rule, ...] = (error_message, bulk_message, bulk_path)
