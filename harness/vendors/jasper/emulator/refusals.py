"""Ways in which the server refuses: its error descriptor, its list of validation errors, or a plain answer.

The catalogue is that of the Community Edition sources 5.6 to 8.2 (jaxrs exception mappers and services).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.exchange import Response


class Refusal(Exception):  # noqa: N818 - the vendor's answer to a request, not an error of ours
    """Ends the handling of a request with an answer that is not a success."""


class Answered(Refusal):
    """The runtime answers by itself, without a document of the server's."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class Described(Refusal):
    """An error descriptor."""

    def __init__(
        self,
        status: int,
        code: str | None,
        message: str,
        parameters: Sequence[str] = (),
        properties: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.parameters = tuple(parameters)
        self.properties = properties or {}

    def document(self, *, properties: bool) -> dict[str, Any]:
        """Return the descriptor; ``properties`` and ``details`` are of 8.x."""
        found: dict[str, Any] = {"message": self.message}
        if self.code is not None:
            found["errorCode"] = self.code
        if self.parameters:
            found["parameters"] = list(self.parameters)
        if properties and self.properties:
            found["properties"] = [{"key": key, "value": value} for key, value in self.properties.items()]
        return found


@dataclass(frozen=True, slots=True)
class Problem:
    """One validation error."""

    code: str
    field: str
    message: str
    arguments: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the error as the list shows it."""
        return {
            "errorCode": self.code,
            "errorArguments": list(self.arguments),
            "defaultMessage": self.message,
            "field": self.field,
        }


class Invalid(Refusal):
    """A job that cannot be: every problem that it has, status 400."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message)
        self.problems = tuple(problems)

    def document(self) -> dict[str, Any]:
        """Return the list."""
        return {"error": [problem.document() for problem in self.problems]}


def no_job(number: int | str, *, old_text: bool) -> Described:
    """Return what an unknown or finished job gets; the text was reworded in 6.3."""
    text = f"Requested job {number} doesn't exist or has finished execution and now is removed"
    return Described(
        404, "resource.not.found", f"Resource {number} not found" if old_text else text, [str(number)]
    )


def no_resource(name: str) -> Described:
    """Return what a resource that is not there gets."""
    return Described(404, "resource.not.found", f"Resource {name} not found", [name])


def access_denied() -> Described:
    """Return what a job of somebody else gets."""
    return Described(403, "access.denied", "Access is denied")


def bad_value(name: str, value: str) -> Described:
    """Return what a query parameter gets that cannot be read."""
    message = f"The value '{value}' for parameter '{name}' is invalid."
    return Described(400, "illegal.parameter.value.error", message, [name, value])


def unreadable(path: str = "", cause: str = "") -> Described:
    """Return what a body gets that cannot be read; mapping errors name the property and the cause."""
    message = "Incorrect body: it cannot be deserialized"
    return Described(400, "serialization.error", message, [path, cause] if path else ())


def scheduler_error(message: str, status: int = 400) -> Described:
    """Return an error of the scheduler: a message alone since 6.4, an unexpected error before."""
    if status == 500:
        return unexpected("org.quartz.SchedulerException", message)
    return Described(status, None, message)


def unexpected(exception: str, message: str = "Unexpected error") -> Described:
    """Return what anything else gets."""
    return Described(500, "unexpected.error", message, [exception])
