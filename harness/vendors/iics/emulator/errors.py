"""Everything that the emulator refuses with, and where each refusal is known from."""

from __future__ import annotations

from dataclasses import dataclass

from harness.finding import Source, Standing

_REFERENCE = "Informatica Cloud REST API reference: Error object, and the topics of each resource"
_THREADS = "public threads on knowledge.informatica.com and in client scripts"
_INFERRED = Source("what a refusal of this kind would be; no document shows it", Standing.INFERRED)


@dataclass(frozen=True, slots=True)
class ServiceError:
    """One error of the service."""

    status: int
    code: str
    text: str
    source: Source = _INFERRED

    def refuse(self, **values: object) -> Refusal:
        """Return the refusal, to be raised."""
        return Refusal(self.status, self.code, self.text.format_map(values))


class Refusal(Exception):  # noqa: N818 - the vendor's answer to a request, not an error of ours
    """Ends the handling of a request with an error object."""

    def __init__(self, status: int, code: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description


BAD_LOGIN = ServiceError(403, "UI_10000", "User name or password is not valid.", Source(_REFERENCE))
BAD_LOGIN_V3 = ServiceError(401, "IDS_085", "The user name or password is not valid.")
NO_SESSION = ServiceError(401, "AUTH_01", "Your session has expired or is not valid. Log in again.")
UNREADABLE = ServiceError(400, "APP_10000", "The request body cannot be read: {because}.")
MISSING = ServiceError(400, "APP_10001", "Required attribute {name} is missing.")
WRONG_VALUE = ServiceError(400, "APP_10002", "Attribute {name} has a value that is not valid: {value}.")
SEVERAL = ServiceError(400, "APP_10003", "Give one of taskId, taskFederatedId and taskName, not several.")
INGESTION = ServiceError(
    403, "APP_10004", "A mass ingestion task cannot be run by this resource: use the mass ingestion job."
)
NO_TASK = ServiceError(
    403,
    "REPO_36004",
    "The task {name} cannot be loaded: it is not there, or not in the Default folder.",
    Source(_THREADS, Standing.MEASURED),
)
ALREADY_RUNNING = ServiceError(403, "APP_10005", "Task {name} is already running.")
NOT_RUNNING = ServiceError(
    403,
    "APP_10006",
    "Task {name} is not running.",
    Source("renbud/InformaticaCloudClient", Standing.INFERRED),
)
RUN_WITHOUT_TASK = ServiceError(
    400, "APP_13475", "Task id cannot be null when run id is provided", Source(_THREADS, Standing.MEASURED)
)
NO_ENTRY = ServiceError(404, "APP_10007", "There is no {what} {id}.")
BAD_LOOKUP = ServiceError(400, "APP_10011", "Each object is named by an id, or by a path and a type.")
FULL = ServiceError(503, "APP_10008", "The service cannot take more runs now.")
OUT_OF_ORDER = ServiceError(500, "APP_10009", "The service failed.", Source(_REFERENCE))
NO_PRIVILEGE = ServiceError(403, "APP_10010", "You do not have the privilege for this.")
