"""How JasperReports Server names a job, in paths and documents, and how we name it.

Two web applications on one host are two servers with jobs of their own, so a job's key is the name of its
application and its number: ``jasperserver-pro/1906``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from harness.flow import JobRef

CONTEXTS: Final = ("jasperserver-pro", "jasperserver")
"""The web applications of commercial and Community editions; the first is the one to try first."""
COMPLETE: Final = "COMPLETE"


def job(context: str, number: object) -> JobRef:
    """Return the job of a web application with this number, spelled as it is."""
    return JobRef(f"{context}/{number}", {"id": str(number)})


def in_path(path: Mapping[str, str]) -> JobRef | None:
    """Return the job that decoded path parameters address."""
    return job(path["context"], path["id"]) if {"context", "id"} <= path.keys() else None


def in_document(context: str, document: Any) -> JobRef | None:
    """Return the job that a job document or a summary is about."""
    number = document.get("id") if isinstance(document, Mapping) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return job(context, number)


def jobs(context: str, numbers: Iterable[object]) -> tuple[JobRef, ...]:
    """Return the jobs with these numbers, each once."""
    return tuple(dict.fromkeys(job(context, number) for number in numbers))


def base_of(context: str) -> str:
    """Return the path of the jobs service."""
    return f"/{context}/rest_v2/jobs"


def split(ref: JobRef) -> tuple[str, str]:
    """Return the web application and the number of a job."""
    context, _, number = ref.key.rpartition("/")
    return context, number


def path_of(ref: JobRef) -> str:
    """Return the raw path of a job below the server."""
    context, number = split(ref)
    return f"{base_of(context)}/{number}"
