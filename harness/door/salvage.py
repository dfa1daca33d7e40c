"""What can be told of bytes that were refused, so that the record shows what came."""

from __future__ import annotations

import re

from harness.exchange import Headers, Request

_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)")
_LONGEST = 2048
"""Characters of a target that are kept."""


def salvage(raw: bytes) -> Request:
    """Return the request that ``raw`` seems to begin.

    Lines that are no header field are left out: what stands in them cannot be told from a secret.
    """
    head = raw.partition(b"\r\n\r\n")[0].decode("latin-1")
    first, *lines = head.split("\r\n")
    method, _, rest = first.partition(" ")
    target = rest.rpartition(" ")[0] or rest
    fields = [(found[1], found[2]) for found in map(_FIELD.fullmatch, lines) if found]
    return Request(method[:32], target[:_LONGEST], Headers(tuple(fields)))
