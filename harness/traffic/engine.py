"""The seam to Schemathesis: it makes cases, and everything else it does is switched off.

Beside :mod:`harness.traffic.boundaries` the only module that imports it. Its engine is not a public API,
so its version is pinned, and the tests of this module say what must hold of the next one. Cases leave
through :class:`_DoorTransport`, never through a session of its own: nothing is probed, retried,
redirected or inferred.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote

import requests
import schemathesis
from hypothesis.strategies import SearchStrategy
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response as EngineResponse
from schemathesis.engine.core import Engine
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from schemathesis.engine.run import Phase, PhaseName, PhaseSkipReason
from schemathesis.generation.case import Case
from schemathesis.generation.meta import CaseMetadata, CoveragePhaseData
from schemathesis.specs.openapi.formats import unregister_string_format
from schemathesis.specs.openapi.schemas import OpenApiSchema
from schemathesis.transport import SerializationContext
from schemathesis.transport.prepare import _normalize_multipart_boundary
from schemathesis.transport.requests import REQUESTS_TRANSPORT, RequestsTransport
from schemathesis.transport.serialization import Binary, serialize_json

from harness.exchange import Headers, Request, Response
from harness.traffic.bodies import as_json, as_they_are, led_by_schemas, written
from harness.traffic.boundaries import fitting
from harness.traffic.generation import Generated, Made, Recipe, Slots
from harness.traffic.repeatable import repeatable

_NOT_TESTING = (PhaseName.PROBING, PhaseName.SCHEMA_ANALYSIS, PhaseName.AUTH_BOOTSTRAP)
_NOISE = ("User-Agent", "Accept-Encoding", "Connection", "Content-Length", "X-Schemathesis-TestCaseId")
# The door's parser refuses these in a header, so they would say nothing of the target.
_NOT_IN_HEADERS = "".join(map(chr, (*range(9), *range(10, 32), *range(127, 256))))
_NOWHERE = "http://door.invalid"


def generate(recipe: Recipe) -> Made:
    """Send every case of ``recipe``."""
    problems: dict[str, None] = {}
    walks = 0
    with repeatable(), _formats(recipe.strategies):
        schema = _schema(recipe)
        stream = _CasesOnly(schema).execute()
        schema.door.stop = stream.stop
        for event in stream:
            if isinstance(event, NonFatalError):
                problems[f"{event.label}: {' '.join(str(event.value).split())}"] = None
            elif isinstance(event, ScenarioFinished) and event.phase is PhaseName.STATEFUL_TESTING:
                walks += 1
    return Made(tuple(problems), walks)


class _CasesOnly(Engine):
    """The engine without what it sends on its own account: probes, sign-ups, logins."""

    def get_phase_config(self, phase_name: PhaseName, **how: bool) -> Phase:
        if phase_name in _NOT_TESTING:
            return Phase(phase_name, is_enabled=False, skip_reason=PhaseSkipReason.DISABLED)
        return super().get_phase_config(phase_name, **how)


class _DoorSchema(OpenApiSchema):
    """A schema whose cases leave through the door."""

    door: _DoorTransport

    @property
    def transport(self) -> _DoorTransport:
        return self.door

    def create_extra_data_source(self) -> None:
        """Keep answers out of generation: a pool that changes while Hypothesis draws ends its run early."""


class _DoorTransport(RequestsTransport):
    """Turns a case into a request in its final bytes, and hands it over."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self._copy_serializers_from(REQUESTS_TRANSPORT)
        self.serializer(*as_they_are(recipe.document))(_serialize_text)
        self.serializer(*led_by_schemas(recipe.document))(self._serialize_by_schema)
        self.serializer(*as_json(recipe.document))(_serialize_json)
        self.recipe = recipe
        self.stop: Callable[[], None] = lambda: None

    def _serialize_by_schema(self, context: SerializationContext, value: Any) -> dict[str, bytes]:
        if isinstance(value, (bytes, Binary)):
            return _serialize_text(context, value)
        case = context.case
        declared = case.operation.definition.raw["requestBody"]["content"]
        return {"data": written(value, case.media_type or "", declared, self.recipe.document)}

    def send(self, case: Case[Any], **_settings: Any) -> EngineResponse:
        meta = _meta(case)
        generated = Generated(meta.phase.name.value, case.operation.definition.raw["operationId"])
        if self.recipe.halted():
            self.stop()
        repeated = self.recipe.negative and meta.generation.mode.is_positive
        if repeated or not self._place(case, generated):
            return _engine_response(Response(204), requests.Request(case.method, _NOWHERE).prepare())
        prepared = requests.Request(**self.serialize_case(case, base_url=_NOWHERE)).prepare()
        # Its boundary is random; this one follows from the content.
        _normalize_multipart_boundary(prepared)
        response = self.recipe.send(generated, _request(prepared))
        return _engine_response(response or Response(502), prepared)

    def _place(self, case: Case[Any], generated: Generated) -> bool:
        meta, (where, about) = _meta(case), _about(case)
        parts: dict[ParameterLocation, MutableMapping[str, Any]] = {
            ParameterLocation.PATH: case.path_parameters,
            ParameterLocation.QUERY: case.query,
            ParameterLocation.HEADER: case.headers,
        }
        right = {place: part for place, part in parts.items() if not meta.is_negative_at(place)}
        path, query, headers = (right.get(place, {}) for place in parts)
        # Beside a parameter that is wrong on purpose others may go, if it is known which one it is.
        loose = [part for place, part in parts.items() if place in right or (place is where and about)]
        required = {parameter.name for parameter in case.operation.iter_parameters() if parameter.is_required}
        slots = Slots(
            {name: unquote(str(value)) for name, value in path.items()},
            frozenset(query),
            frozenset(headers),
            frozenset(name for part in loose for name in part) - required,
            about,
        )
        placement = self.recipe.place(generated, slots)
        if placement is None:
            return False
        for name in placement.without & slots.optional:
            for part in loose:
                part.pop(name, None)
        path.update({name: quote(value, safe="") for name, value in placement.values.items() if name in path})
        query.update({name: value for name, value in placement.values.items() if name in query})
        return True


def _about(case: Case[Any]) -> tuple[ParameterLocation | None, str | None]:
    """Return the place and the name of the parameter that a boundary case was made for."""
    data = _meta(case).phase.data
    return (data.parameter_location, data.parameter) if isinstance(data, CoveragePhaseData) else (None, None)


@contextmanager
def _formats(strategies: Mapping[str, SearchStrategy[bytes]]) -> Iterator[None]:
    for name, strategy in strategies.items():
        schemathesis.openapi.format(name, strategy)
    try:
        with fitting(strategies):
            yield
    finally:
        for name in strategies:
            unregister_string_format(name)


def _schema(recipe: Recipe) -> _DoorSchema:
    config = SchemathesisConfig.from_dict(_config(recipe))
    schema = _DoorSchema(raw_schema=dict(recipe.document), config=config.projects.get_default())
    schema.door = _DoorTransport(recipe)
    return schema


def _config(recipe: Recipe) -> dict[str, Any]:
    return {
        "seed": recipe.seed,
        "base-url": _NOWHERE,
        "workers": 1,
        "continue-on-failure": True,
        "suppress-health-check": ["all"],
        "cache": {"enabled": False},
        "checks": {"enabled": False},
        "analysis": {"constants": {"enabled": False}},
        "generation": {
            "mode": "negative" if recipe.negative else "positive",
            "database": "none",
            "no-shrink": True,
            "allow-x00": False,
            "exclude-header-characters": _NOT_IN_HEADERS,
            "with-security-parameters": False,
        },
        "phases": _phases(recipe),
    }


def _phases(recipe: Recipe) -> dict[str, Any]:
    amounts = recipe.amounts
    # In negative mode alone each case would break everything at once, and only the first would be seen.
    breaking = {"generation": {"mode": "all"}} if recipe.negative else {}
    return {
        "examples": {"enabled": amounts.examples},
        "coverage": {"enabled": amounts.coverage, "unexpected-methods": list(recipe.methods), **breaking},
        "fuzzing": {
            "enabled": amounts.fuzzing > 0,
            # It would send requests of its own to learn which credentials an operation wants.
            "error-feedback": {"enabled": False},
            "generation": {"max-examples": max(1, amounts.fuzzing)},
        },
        "stateful": {
            "enabled": amounts.stateful > 0,
            "max-steps": max(2, amounts.steps),
            "inference": {"algorithms": []},
            "generation": {"max-examples": max(1, amounts.stateful)},
        },
    }


def _meta(case: Case[Any]) -> CaseMetadata:
    if case.meta is None:
        raise TypeError("a case that was not generated has no phase")
    return case.meta


def _serialize_text(_context: object, value: object) -> dict[str, bytes]:
    if isinstance(value, Binary):
        return {"data": value.data}
    if isinstance(value, bytes):
        return {"data": value}
    return {"data": (value if isinstance(value, str) else json.dumps(value)).encode()}


def _serialize_json(context: object, value: Any) -> dict[str, Any]:
    """Let a drawn body go out as it is; Schemathesis would send the empty string in its place."""
    return _serialize_text(context, value) if isinstance(value, Binary) else serialize_json(value)


def _request(prepared: requests.PreparedRequest) -> Request:
    body = prepared.body or b""
    fields = ((str(name), str(value)) for name, value in prepared.headers.items())
    return Request(
        str(prepared.method),
        prepared.path_url,
        Headers.of(fields).without(*_NOISE),
        body.encode() if isinstance(body, str) else bytes(body),
    )


def _engine_response(response: Response, prepared: requests.PreparedRequest) -> EngineResponse:
    headers: dict[str, list[str]] = {}
    for name, value in response.headers:
        headers.setdefault(name.lower(), []).append(value)
    # No time is measured, so that nothing the engine decides can depend on it.
    return EngineResponse(
        response.status, headers, response.body, prepared, elapsed=0.0, verify=False, encoding="utf-8"
    )
