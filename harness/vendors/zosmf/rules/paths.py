"""A request target is read as z/OSMF reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.answers import error_code
from harness.vendors.zosmf.rules.facts import Answered, answered

_NO_MATCH = (6, 4, 7)
_ENCODED = re.compile("%2f", re.IGNORECASE)
_NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,7}")
_JOB_ID = re.compile(r"(JOB|STC|TSU)[0-9]{5}|[JST][0-9]{7}")


@claims(
    "zosmf.encoded-slash",
    "a path whose slashes are encoded is read like any other",
    source=sources.ENCODED_SLASH,
    why="The Zowe Python SDK encodes the slash between job name and id: none of its jobs is found any more.",
)
def encoded_slash(evidence: Evidence) -> Iterator[Breach]:
    """Look at "no match" about a well-formed address; a level that refuses %2F reads no operation in it."""
    for each in evidence.fact(answered):
        encoded = _ENCODED.search(each.exchange.request.path) and _named(each)
        if encoded and error_code(each.document) == _NO_MATCH:
            says = f"{each.operation} with an encoded slash in its path was refused"
            yield each.breach("%2F", says, "the same answer as with a slash", each.words)


def _named(each: Answered) -> bool:
    """Tell whether the path names a job of the primary JES as the documents write it."""
    path = each.match.parsed.path
    name, job_id = path.get("jobname", ""), path.get("jobid", "")
    return each.jesb is None and bool(_NAME.fullmatch(name) and _JOB_ID.fullmatch(job_id))


RULES: tuple[Rule, ...] = (encoded_slash,)
