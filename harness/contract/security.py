"""From the ``security`` of an OpenAPI document, and its ``x-job-session``, to who is served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from harness.contract.access import ANYBODY, Access, Credential
from harness.contract.sources import source_of

_AUTHORIZATION: Final[Credential] = ("header", "authorization")
_CERTIFICATE: Final[Credential] = ("connection", "certificate")


def access(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Access:
    """Return who is served by an operation: by its own ``security``, else by that of the document.

    Anybody is, without any, and where one of the requirements requires nothing. Without
    ``x-job-session`` any 4XX or 5XX is a refusal.
    """
    wanted = operation.get("security", document.get("security", []))
    node = document.get("x-job-session")
    return Access(
        frozenset(_credentials(document, wanted)) if all(wanted) else frozenset(),
        ANYBODY.refused if node is None else tuple(node["refused"]),
        ANYBODY.source if node is None else source_of(node),
    )


def unknown_schemes(document: Mapping[str, Any], security: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield every scheme that is named and that the document does not have."""
    return (name for each in security for name in each if name not in _schemes(document))


def _credentials(document: Mapping[str, Any], security: list[Mapping[str, Any]]) -> Iterator[Credential]:
    return (_credential(_schemes(document)[name]) for each in security for name in each)


def _schemes(document: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document.get("components", {}).get("securitySchemes", {})
    return found


def _credential(scheme: Mapping[str, Any]) -> Credential:
    if scheme["type"] == "apiKey":
        name: str = scheme["name"]
        return scheme["in"], name.lower() if scheme["in"] == "header" else name
    return _CERTIFICATE if scheme["type"] == "mutualTLS" else _AUTHORIZATION
