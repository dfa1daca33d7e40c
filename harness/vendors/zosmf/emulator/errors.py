"""The error catalogue of the jobs service, and the document that carries an error.

The category 6 texts are those that clients and an independent implementation quote; where a real
answer was captured the source says so. Category, return code and reason identify an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from harness.exchange import Response
from harness.finding import Source, Standing
from harness.vendors.zosmf.emulator.messages import json_response

_CAPTURED = "zowe/jobs test resources zosmfResponses (captured answers)"
_LISTED = "mvslovers/mvsmf, list of z/OSMF error texts"
_THROWN = {6: "CATEGORY_SERVICE", 8: "CATEGORY_SSI"}
"""What the Java exception behind an error calls its category (captured)."""
_TRACE = (
    "\n\tat com.ibm.zoszmf.restjobs.servlet.JesServlet.service(JesServlet.java:168)"
    "\n\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:668)"
    "\n\tat java.lang.Thread.run(Thread.java:811)\n"
)
"""Frames that all captured traces have; some forty others lie between them and change with each service."""


@dataclass(frozen=True, slots=True)
class ServiceError:
    """One entry: ``text`` has named places for what the request brought."""

    category: int
    rc: int
    reason: int
    status: int
    text: str
    source: Source

    def refuse(self, *, details: Sequence[str] = (), **values: object) -> Refusal:
        """Return the exception that answers a request with this error."""
        return Refusal(self, self.text.format(**values), tuple(details))


class Refusal(Exception):  # noqa: N818 - the vendor's answer to a request, not an error of ours
    """Ends the handling of a request with an error report document."""

    def __init__(self, error: ServiceError, message: str, details: tuple[str, ...]) -> None:
        super().__init__(message)
        self.error = error
        self.message = message
        self.details = details

    def response(self) -> Response:
        """Return the error report document.

        ``stack`` is there for the categories of which one was captured, ``details`` only with further
        diagnostics.
        """
        document: dict[str, object] = {"rc": self.error.rc, "reason": self.error.reason}
        if self.error.category in _THROWN:
            document["stack"] = self._stack()
        document |= {"category": self.error.category, "message": self.message}
        if self.details:
            document["details"] = list(self.details)
        return json_response(self.error.status, orjson.dumps(document))

    def _stack(self) -> str:
        error, details = self.error, "".join(f" details=\n\t{each}\n" for each in self.details)
        numbers = f"rc={error.rc} reason={error.reason}"
        return f"JesException: {_THROWN[error.category]} {numbers} message={self.message}{details}{_TRACE}"


def _service(reason: int, text: str, where: str, standing: Standing = Standing.SOURCE_CODE) -> ServiceError:
    """Return an error of the service itself that blames the request: category 6, rc 4, HTTP 400."""
    return ServiceError(6, 4, reason, 400, text, Source(where, standing))


ALLOCATION_FAILED = ServiceError(
    1,
    rc=4,
    reason=0,
    status=500,
    text="Error allocating internal reader, RC={code} (0x{code:08X})",
    source=Source("IBM topic: Error categories (jobs REST interface), category 1"),
)
BAD_READER_MODE = _service(
    1, "Incorrect Internal Reader mode: {value}. Must be one of TEXT | RECORD | BINARY", _LISTED
)
BAD_READER_PARAMETERS = _service(
    2, "Incorrect Internal Reader parameters: {value}. Fixed records are required for binary mode", _LISTED
)
NO_CONTENT = _service(3, "Request does not contain '{what}' content", _LISTED)
BAD_QUERY = _service(4, "Value of {name} query parameter is not valid", _CAPTURED, Standing.MEASURED)
ONLY_CANCEL = _service(5, "Update request is not 'cancel'", _LISTED)
BAD_UPDATE = _service(6, "Request does not contain a valid job update request", _LISTED)
NO_MATCH = _service(7, "No match for method {method} and pathInfo='{path}'", _CAPTURED, Standing.MEASURED)
NO_POST = _service(8, "POST requests not supported", _LISTED)
RECORD_TOO_LONG = _service(
    9,
    "Job submission error. Record length {length} too long for JCL submission, maxlen={most}",
    _CAPTURED,
    Standing.MEASURED,
)
NO_JOB = _service(
    10,
    "No job found for reference: '{reference}'",
    "z/OS jobs REST interface, Synchronous support for the job modify operations",
    Standing.DOCUMENTED,
)
BAD_RANGE = _service(11, "Record range '{value}' is not valid for spool file record request", _LISTED)
NO_SPOOL_FILE = _service(
    12, "Job '{reference}' does not contain spool file id {file}", _CAPTURED, Standing.MEASURED
)
NOT_A_JOB = _service(13, "Job input was not recognized by system as a job", _CAPTURED, Standing.MEASURED)
BAD_ENCODING = _service(14, "Unsupported encoding: {value}", _LISTED)
DD_NAME = _service(15, "DD names are not supported for submit input", _LISTED)
NO_DATA_SET = _service(16, "Data set not found: {name}", _CAPTURED, Standing.MEASURED)
NO_SLASH = _service(17, "Submit input data does not start with a slash", _CAPTURED, Standing.MEASURED)
NOT_ABSOLUTE = _service(18, "Submit input filename must be absolute path: {name}", _LISTED)
NOT_RECORD_MODE = _service(
    19, "Internal reader mode must be RECORD for data set submission: {value}", _LISTED
)
BAD_HEADER = _service(
    4,
    "Value of {name} header is not valid",
    "by analogy with the query parameters; IBM topic: Submit a job says only that it is an error",
    Standing.INFERRED,
)
CANNOT_OPEN = ServiceError(
    6,
    rc=8,
    reason=5,
    status=500,
    text="Error opening input data set: {name}",
    source=Source(_CAPTURED, Standing.MEASURED),
)
LOOKUP_FAILED = ServiceError(
    8,
    rc=0,
    reason=8,
    status=500,
    text="Failed to lookup job {reference}",
    source=Source(_CAPTURED, Standing.MEASURED),
)
NO_CIM = ServiceError(
    9,
    rc=16,
    reason=-1,
    status=500,
    text="CIM connection failure",
    source=Source("zowe/zowe-cli#721", Standing.MEASURED),
)
SPOOL_FAILED = ServiceError(
    3, rc=8, reason=0, status=500, text="JesVsam get failed", source=Source(_LISTED, Standing.SOURCE_CODE)
)
_NOT_ACTIVE = "Subsystem {name} is not active"
_SUBSYSTEM = Source(
    "IBM topic: Error categories (jobs REST interface); return code 8 of IEFSSREQ in z/OS MVS Using the"
    " Subsystem Interface; number and words are inferred",
    Standing.INFERRED,
)
STATUS_FAILED = ServiceError(8, rc=8, reason=0, status=500, text=_NOT_ACTIVE, source=_SUBSYSTEM)
CHANGE_FAILED = ServiceError(10, rc=8, reason=0, status=500, text=_NOT_ACTIVE, source=_SUBSYSTEM)
NO_CIM_RIGHT = ServiceError(
    6,
    rc=12,
    reason=3,
    status=500,
    text="User not authorized to issue a CIM request",
    source=Source("zowe/zowe-cli#1161, zowe/zowe-client-python-sdk#91", Standing.MEASURED),
)
NO_SYSREXX = ServiceError(
    6,
    rc=8,
    reason=0,
    status=500,
    text="The System REXX component is not active",
    source=Source(
        "z/OS jobs REST interface, Required system setup: it must be active; number and words are not told",
        Standing.INFERRED,
    ),
)
NO_ROLE = ServiceError(
    6,
    rc=8,
    reason=1,
    status=403,
    text="User {user} is not authorized to use the z/OS jobs REST interface",
    source=Source(
        "z/OS jobs REST interface, Required authorizations: READ is needed; the answer is not told",
        Standing.INFERRED,
    ),
)
LOOKUP_DETAILS = ("JesStatusException:queryJobs failed with ExtendedStatus error: rc=0 ssob_rc=8 reason=8/0",)
CATALOGUE: tuple[ServiceError, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, ServiceError)
)
"""Every error that this emulator can answer with."""
