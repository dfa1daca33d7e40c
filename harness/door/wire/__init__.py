"""HTTP/1 on sockets, exact to the byte: requests in, answers out, and the same towards an upstream.

The parser is Node's (llhttp); what it refuses never gets further. What is written here is written by
us alone: no header is added, respelt or reordered, and a request target goes out as it came in.
"""

from harness.door.wire.answering import AnswerHead
from harness.door.wire.dialing import Dialer, proxy_authorization, proxy_for, tls_context
from harness.door.wire.fields import (
    Field,
    Fields,
    end_to_end,
    octets,
    to_fields,
    to_headers,
    value_of,
    write_request_head,
)
from harness.door.wire.inbound import ClientConnection, Handler
from harness.door.wire.outbound import Broken, UpstreamConnection
from harness.door.wire.pool import REPEATABLE, Pool
from harness.door.wire.reading import Limits, Received, Refusal

__all__ = [
    "REPEATABLE",
    "AnswerHead",
    "Broken",
    "ClientConnection",
    "Dialer",
    "Field",
    "Fields",
    "Handler",
    "Limits",
    "Pool",
    "Received",
    "Refusal",
    "UpstreamConnection",
    "end_to_end",
    "octets",
    "proxy_authorization",
    "proxy_for",
    "tls_context",
    "to_fields",
    "to_headers",
    "value_of",
    "write_request_head",
]
