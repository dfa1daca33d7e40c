"""What there is to say of one resource before it is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from harness.vendors.joc.emulator.kinds import Form
from harness.vendors.joc.emulator.release import Release
from harness.vendors.joc.emulator.server import Resource

LOG: Final = "job:view:task_log"
"""What logs need to be allowed, those of orders too."""


class Route(NamedTuple):
    """One resource. ``form`` None: the body is not looked at."""

    operation: str
    resource: Resource
    permissions: tuple[str, ...]
    form: Form | None
    json_only: bool = False
    """Whether any other Content-Type than JSON is refused."""
    any_master: bool = False
    """Whether an empty jobschedulerId means all Masters."""
    produces: str = "application/json"
    by_query: bool = False
    """Whether the request stands in the query."""
    live: bool = False
    """Whether the Master is asked."""
    passing: bool = False
    """Whether a Master that resets the connection is a 434, which the GUI passes over, instead of a 420."""
    when: Callable[[Release], bool] = lambda _release: True


def view(  # noqa: PLR0913 - the parts of a route that a view has
    operation: str,
    resource: Resource,
    permission: str,
    form: Form,
    *,
    any_master: bool = False,
    json_only: bool = False,
) -> Route:
    """Return a resource that shows something."""
    return Route(operation, resource, (permission,), form, any_master=any_master, json_only=json_only)


def change(
    operation: str, resource: Resource, form: Form, *permissions: str, json_only: bool = True
) -> Route:
    """Return a resource that has the Master change something; any of ``permissions`` will do."""
    return Route(operation, resource, permissions, form, json_only=json_only, live=True)


def log(operation: str, resource: Resource, form: Form, media: str, *, query: bool = False) -> Route:
    """Return a resource of logs that answers in ``media``; with ``query`` a browser opens it by GET."""
    return Route(
        operation,
        resource,
        (LOG,),
        form,
        json_only=not query,
        produces=media,
        by_query=query,
        when=lambda r: r.log_info,
    )
