"""The contract as data: operations, and what a judgement of a message looks like.

Frozen values only; ``build`` makes them from an OpenAPI document, ``judging`` judges with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from harness.contract.access import ANYBODY, Access
from harness.contract.listing import Listing
from harness.finding import Change, Severity, Source


class Effect(StrEnum):
    """What an operation does to the target, from the mildest to the strongest."""

    READ = "read"
    SESSION = "session"
    CREATE = "create"
    MODIFY = "modify"
    DESTROY = "destroy"
    EXECUTE = "execute"
    """Runs what the caller sends."""
    GLOBAL = "global"
    """Can touch what the run does not own."""

    @property
    def strength(self) -> int:
        """Position in rising order, from 0."""
        return list(Effect).index(self)


@dataclass(frozen=True, slots=True)
class ParsedRequest:
    """A request as a JSON document, which the ``when`` schemas of ``x-job-effect`` judge.

    ``body`` is what the body stands for (JSON, XML, a form), the text of a textual body, or None.
    Header names are lower case.
    """

    method: str
    path: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str]
    media_type: str | None
    body: Any = None

    def document(self) -> dict[str, Any]:
        """Return the JSON document: query values as a string, or a list when repeated."""
        query = {k: v[0] if len(v) == 1 else list(v) for k, v in self.query.items()}
        return {
            "method": self.method,
            "path": dict(self.path),
            "query": query,
            "headers": dict(self.headers),
            "media_type": self.media_type,
            "body": self.body,
        }


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path, query, header or cookie parameter of an operation."""

    name: str
    place: str
    """``path``, ``query``, ``header`` or ``cookie``."""
    required: bool
    schema: Mapping[str, Any]
    source: Source
    examples: tuple[Any, ...] = ()
    pointer: str = ""
    """JSON pointer of the schema in the contract document."""
    family: str | None = None
    """Pattern of further names that this parameter stands for (``x-job-family``)."""
    match: str | None = None
    """Pattern that a path segment must hold for the template to apply (``x-job-match``)."""
    excludes: tuple[str, ...] = ()
    """Parameters of the same place that must not be given together with this one (``x-job-excludes``)."""


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request or response body."""

    media_type: str
    schema: Mapping[str, Any] | None
    pointer: str
    """JSON pointer of the schema in the contract document."""
    source: Source
    examples: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A documented response of an operation."""

    status: str
    """``200``, or a class such as ``5XX``, or ``default``."""
    bodies: Mapping[str, Body]
    headers: Mapping[str, Parameter]
    source: Source
    description: str = ""
    body_optional: bool = False
    """True when an empty body stands for any of ``bodies`` (``x-job-body: optional``)."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Wrong input that the vendor accepts by design (``x-job-tolerates``)."""

    place: str
    """``query``, ``header``, ``body``, ``path``."""
    name: str
    """The parameter's name, or a pointer into the body, in which a last ``*`` is any member and a last ``**``
    any member at any depth below, but no entry of a list; ``*`` alone is any undeclared one."""
    because: str
    source: Source
    pattern: str | None = None
    """Only values that match are tolerated, those in a body as JSON; None: any value."""
    instead: str | None = None
    """Only what stands where a type that matches is wanted is tolerated; None: wherever it stands."""


@dataclass(frozen=True, slots=True)
class EffectCase:
    """One line of ``x-job-effect``: ``when`` is a JSON Schema over the parsed request, None matches all."""

    effect: Effect
    role: str | None
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """How requests of one kind are answered (``x-job-expects``), where a list of responses cannot say it.

    ``when`` is a JSON Schema over the parsed request; ``then`` one over the answer: its ``status``, its
    ``headers`` by lower-case name, and its ``body`` as JSON, else as text.
    """

    name: str
    says: str
    when: Mapping[str, Any]
    then: Mapping[str, Any]
    severity: Severity
    source: Source


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path template."""

    id: str
    method: str
    template: str
    """Path template below the server, such as ``/zosmf/restjobs/jobs/{jobname}/{jobid}``."""
    summary: str
    cases: tuple[EffectCase, ...]
    """Never empty. Several where one operation does several things."""
    parameters: tuple[Parameter, ...]
    request_bodies: Mapping[str, Body]
    body_required: bool
    answers: Mapping[str, Answer]
    tolerances: tuple[Tolerance, ...]
    source: Source
    expectations: tuple[Expectation, ...] = ()
    upstream: int = 0
    """Which of a target's base addresses the operation is served at (``x-job-upstream``)."""
    access: Access = ANYBODY
    listing: Listing | None = None
    """What its lists hold, None where the contract does not say."""

    def declares(self, parameter: str) -> bool:
        """Tell whether a parameter of this name is documented, whatever its place."""
        return any(each.name.lower() == parameter.lower() for each in self.parameters)

    @property
    def strongest(self) -> EffectCase:
        """The case with the strongest effect: what is assumed when none matches."""
        return max(self.cases, key=lambda case: case.effect.strength)

    def answer(self, status: int) -> Answer | None:
        """Return the documented answer of ``status``: exact, then its class, then ``default``."""
        keys = (str(status), f"{status // 100}XX", "default")
        return next((self.answers[key] for key in keys if key in self.answers), None)


@dataclass(frozen=True, slots=True)
class Match:
    """A request read as an operation of the contract."""

    operation: Operation
    parsed: ParsedRequest
    case: EffectCase

    @property
    def effect(self) -> Effect:
        """What this very request does."""
        return self.case.effect

    @property
    def role(self) -> str | None:
        """What this very request is for: ``submit``, ``status``, ``modify:hold`` and so on."""
        return self.case.role


class Kind(StrEnum):
    """What a discrepancy is about."""

    STATUS = "status"
    MEDIA_TYPE = "media-type"
    HEADER = "header"
    BODY = "body"
    """The body breaks its schema."""
    UNREADABLE = "unreadable"
    """The body is not what its media type says: broken JSON, wrong charset."""
    UNDOCUMENTED_FIELD = "undocumented-field"
    UNDOCUMENTED_HEADER = "undocumented-header"
    UNDOCUMENTED_VALUE = "undocumented-value"
    """An enum got a value that the documents do not list."""
    PARAMETER = "parameter"
    """Of a request: a parameter that is missing, undeclared or breaks its schema."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One way in which a message leaves its contract.

    ``pointer`` is a JSON pointer into the instance (``/0/retcode``), of XML an XPath
    (``/jobs/job[1]/@id``), or ``header:NAME``, ``query:NAME``, ``path:NAME``; ``subject`` is the same
    with positions as ``*``.
    """

    kind: Kind
    pointer: str
    subject: str
    keyword: str
    """The JSON Schema keyword that failed, or the kind again."""
    expected: str
    got: str
    source: Source
    change: Change | None = None
    """For undocumented things: what it does to a client written to the documents."""
    tolerated: Tolerance | None = None
    """Of a request: why the vendor accepts it all the same, by design."""
