"""What a vendor's documents and captures show of single exchanges: NDJSON, one a line, and what holds of it.

A line says where the exchange stands (``source``), which job it is about (``setup``: a work item's length or
name, the state to wait for, how many seconds to let pass ``after`` that), what is asked (``request``, as the
``session``) and what is answered (``response``: the status, and members of the document by JSON pointer,
headers, or the whole body). In the request and the response ``{tag}``, ``{jobid}`` and the other names of the
job stand for their values: percent-encoded in the target, and as they are everywhere else and where the name
begins with ``raw-``. In the session ``own`` a request carries credentials of its own: ``{basic}`` in a header
is user and password of the primary session, as HTTP Basic writes them. ``unless`` lists the drifts at which
it does not hold, as ``D24 /status`` those at which one member of it does not; ``emulator`` is true of one
that needs what only the embedded system is known to have, such as a subsystem of a certain name. A pointer
leads into XML as well: its first step is the root, a number chooses among elements of one name, and what it
finds is text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from harness.errors import UsageError
from harness.exchange import Exchange, Headers, Request, Response
from harness.finding import Finding, Severity, Source, Standing
from harness.flow import Outcome
from harness.oracles import Evidence, Rule
from harness.vendor import RequestReader
from harness.xml_document import Element, XmlError, parse_xml

KIND = "documented"
OWN = "own"
"""The session of a request that carries its own credentials."""
SETUP = "documented-setup"

_NOTHING = object()
"""What stands at a pointer that leads nowhere; None is a value."""
_SEVERITIES = {
    Standing.DOCUMENTED: Severity.ERROR,
    Standing.MEASURED: Severity.WARNING,
    Standing.SOURCE_CODE: Severity.WARNING,
    Standing.INFERRED: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Setup:
    """The job that an exchange is about."""

    work: str
    """Name of a work item, or its length."""
    state: str
    """State of the contract's life cycle in which the job must be."""
    after: float = 0.0
    """Seconds to let pass once it is."""


@dataclass(frozen=True, slots=True)
class Documented:
    """One documented exchange; texts may hold ``{name}`` of its job."""

    id: str
    source: Source
    method: str
    target: str
    headers: Headers
    body: str
    session: str
    setup: Setup | None
    response: Mapping[str, Any]
    unless: tuple[str, ...] = ()
    """Drifts at which it is answered otherwise: it was captured on, or written for, another release."""
    varies: tuple[tuple[str, str], ...] = ()
    """Drifts at which one member is another one, each with the pointer to it."""
    emulator: bool = False
    """Whether only an emulator is asked."""

    def where(self, drifts: Collection[str]) -> Documented | None:
        """Return what of it holds where ``drifts`` are played, None for nothing."""
        if not set(self.unless).isdisjoint(drifts):
            return None
        others = {pointer for drift, pointer in self.varies if drift in drifts}
        members: Mapping[str, Any] = self.response.get("members", {})
        kept = {pointer: value for pointer, value in members.items() if pointer not in others}
        return replace(self, response={**self.response, "members": kept}) if others else self

    def request(self, names: Mapping[str, str]) -> Request:
        """Return the request about the job with ``names``."""
        encoded = {name: quote(value, safe="") for name, value in names.items()}
        target = _filled(self.target, {**encoded, **_raw(names)})
        body = _filled(self.body, {**names, **_raw(names)})
        headers = Headers(tuple((name, _filled(value, names)) for name, value in self.headers))
        return Request(self.method, target, headers, body.encode())


def read_documented(path: Path) -> tuple[Documented, ...]:
    """Return the documented exchanges of a file; raise ``UsageError`` that names the line that is wrong."""
    lines = enumerate(path.read_bytes().splitlines(), start=1)
    return tuple(_documented(line, path, number) for number, line in lines if line.strip())


def _documented(line: bytes, path: Path, number: int) -> Documented:
    try:
        entry = orjson.loads(line)
        request, source, setup = entry["request"], entry["source"], entry.get("setup")
        exceptions = [each.partition(" ")[::2] for each in entry.get("unless", ())]
        return Documented(
            entry["id"],
            Source(source["where"], Standing(source["standing"])),
            request["method"],
            request["target"],
            Headers(tuple(request.get("headers", {}).items())),
            request.get("body", ""),
            entry.get("session", "primary"),
            None if setup is None else Setup(**setup),
            entry["response"],
            tuple(drift for drift, pointer in exceptions if not pointer),
            tuple((drift, pointer) for drift, pointer in exceptions if pointer),
            bool(entry.get("emulator", False)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        what = f"not a documented exchange: {type(problem).__name__} {problem}"
        raise UsageError(what, mend="see harness.traffic.documented", file=path, line=number) from problem


def documented_rule(entries: Sequence[Documented], reader: RequestReader) -> Rule:
    """Return the rule that a target answers documented requests as documented.

    What the rule must know of a job it reads from the record, so that it can judge one again later.
    """
    known = {entry.id: entry for entry in entries}

    def judge(evidence: Evidence) -> Iterator[Finding]:
        drifts = frozenset(evidence.contract.drifts)
        names = _names_by_case(evidence, reader)
        early = {seen.exchange for seen in evidence.observations if seen.outcome is Outcome.NOT_VISIBLE}
        for exchange in evidence.exchanges:
            case, _, tag = exchange.sender.case.partition("/")
            known_as = known.get(case) if exchange.sender.kind == KIND and exchange.judged else None
            entry = known_as.where(drifts) if known_as is not None else None
            if entry is None:
                continue
            # A job may be read before it can be changed: that documented race is no difference.
            raced = entry.setup is not None and exchange.id in early
            if not raced and not _out_of_order(exchange, entry):
                of_job = {"tag": tag, **names.get(exchange.sender.case, {})}
                yield from _differences(entry, exchange, of_job, evidence)

    return Rule(
        "documented.exchange",
        "the target answers as the vendor's documents and captures show",
        Severity.ERROR,
        Source("each finding names its own"),
        "Clients are written to these very examples.",
        judge,
    )


def _names_by_case(evidence: Evidence, reader: RequestReader) -> dict[str, Mapping[str, str]]:
    """Return what the job of each case is called, from the submit that made it."""
    found: dict[str, Mapping[str, str]] = {}
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        if exchange.sender.kind == SETUP and match is not None and exchange.response is not None:
            job = reader.created(match, exchange.request, exchange.response)
            found |= {exchange.sender.case: job.names} if job is not None else {}
    return found


def _out_of_order(exchange: Exchange, entry: Documented) -> bool:
    """Tell whether the server could not serve at all, which says nothing of what it was asked."""
    status = exchange.response.status if exchange.response else 0
    return status != entry.response["status"] and (status >= 500 or status == 429)


def _differences(
    entry: Documented, exchange: Exchange, names: Mapping[str, str], evidence: Evidence
) -> Iterator[Finding]:
    assert exchange.response is not None  # noqa: S101 - a judged exchange has one
    match = evidence.matches.get(exchange.id)
    for place, expected, got in compare(entry.response, exchange.response, names):
        yield Finding(
            "documented.exchange",
            _SEVERITIES[entry.source.standing],
            f"the documented exchange {entry.id} was answered with another {place}",
            match.operation.id if match else None,
            f"{entry.id} {place}",
            expected,
            got,
            (exchange.id,),
            entry.source,
        )


def compare(
    expected: Mapping[str, Any], response: Response, names: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield where a response differs from what is documented: the place, what is expected, what came."""
    values = {**names, **_raw(names)}
    if response.status != expected["status"]:
        yield "status", str(expected["status"]), str(response.status)
        return
    for name, value in expected.get("headers", {}).items():
        if response.headers.get(name) != value:
            yield f"header {name}", value, str(response.headers.get(name))
    if "body" in expected and response.body != _filled(expected["body"], values).encode():
        yield "body", expected["body"], response.body.decode("utf-8", "replace")
    document = _loaded(response.body) if expected.get("members") else None
    for pointer, value in expected.get("members", {}).items():
        wanted = _filled(value, values) if isinstance(value, str) else value
        got = _member(document, pointer)
        if wanted != value and type(got) is int:
            got = str(got)  # Names of jobs are texts, though a document may hold a number.
        if got != wanted or isinstance(got, bool) is not isinstance(wanted, bool):
            yield f"member {pointer}", _shown(wanted), _shown(got)


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _raw(names: Mapping[str, str]) -> dict[str, str]:
    return {f"raw-{name}": value for name, value in names.items()}


def _loaded(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        root = parse_xml(body)
    except XmlError:
        return _NOTHING
    return {root.tag: _Alike([_tree(root)])}


class _Alike(list[Any]):
    """Elements of one name, of which a pointer means the first unless it chooses."""


def _tree(element: Element) -> Any:
    """Return what is below an element by name; the text of one that has nothing below it."""
    if not len(element):
        return element.text or ""
    below: dict[str, _Alike] = {}
    for child in element:
        below.setdefault(child.tag, _Alike()).append(_tree(child))
    return below


def _member(document: Any, pointer: str) -> Any:
    for part in pointer.removeprefix("/").split("/"):
        if isinstance(document, _Alike) and not part.isdigit():
            document = document[0]
        if isinstance(document, list) and part.isdigit() and int(part) < len(document):
            document = document[int(part)]
        elif isinstance(document, dict) and part in document:
            document = document[part]
        else:
            return _NOTHING
    return document[0] if isinstance(document, _Alike) else document


def _shown(value: object) -> str:
    return "nothing" if value is _NOTHING else orjson.dumps(value).decode()
