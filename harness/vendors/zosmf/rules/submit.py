"""A submit takes what is a job, refuses what is none, and answers about the job it made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import jcl, sources
from harness.vendors.zosmf.answers import error_code
from harness.vendors.zosmf.rules.facts import Answered, answered

_CARD_LENGTH = 80
_PLAIN_JCL = re.compile(r"//[A-Z$#@][A-Z0-9$#@]{0,7} JOB [\n\x20-\x7e]*")
_CONTROL = re.compile(r"^/\*[^ \n]", re.MULTILINE)
"""Statements to JES2 itself; some of them make the reader drop the job."""
_JOB_NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,7}")
_TEXT = re.compile(r"text/plain(; *charset=utf-8)?", re.IGNORECASE)
_DATA = re.compile(r"\bDD\s+(\*|DATA)")
_HARMLESS = frozenset({"x-ibm-intrdr-class", "x-ibm-intrdr-mode", "x-ibm-user-correlator"})
_USER_PART = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,31}")


@claims(
    "zosmf.submit-name",
    "a submit answers about the job on its JOB card",
    source=sources.SUBMIT,
    why="The client watches another job than the one it submitted.",
)
def submit_name(evidence: Evidence) -> Iterator[Breach]:
    """Compare the names where the JCL has one JOB card and nothing that could hide another."""
    for each, text in evidence.fact(_texts):
        names = jcl.job_names(text)
        told = each.document.get("jobname") if isinstance(each.document, dict) else None
        plain = len(names) == 1 and _JOB_NAME.fullmatch(names[0]) and not _DATA.search(text)
        if each.response.status == 201 and plain and isinstance(told, str) and told != names[0]:
            says = f"the submit of {names[0]} was answered about {told}"
            yield each.breach("jobname", says, names[0], told)


@claims(
    "zosmf.submit-correlator",
    "a submit with a user correlator makes a job that bears it",
    source=sources.SUBMIT,
    why="The client cannot find its job again by the name that it chose for it.",
)
def submit_correlator(evidence: Evidence) -> Iterator[Breach]:
    """Compare the header with the part after the colon; without the header there is none."""
    for each in evidence.fact(answered):
        if each.role != "submit" or each.response.status != 201:
            continue
        told = each.document.get("job-correlator") if isinstance(each.document, dict) else None
        wanted = each.exchange.request.headers.get("X-IBM-User-Correlator") or ""
        if not isinstance(told, str) or ":" not in told:
            continue
        if (not wanted or _USER_PART.fullmatch(wanted)) and told.partition(":")[2] != wanted:
            says = f"a job submitted with the user correlator {wanted!r} bears {told.partition(':')[2]!r}"
            yield each.breach("X-IBM-User-Correlator", says, f"…:{wanted}", told)


@claims(
    "zosmf.submit-refuses",
    "what is no job is refused with its own error",
    source=sources.CAPTURED,
    why="A job that never existed is reported as submitted, or the user is told the wrong reason.",
)
def submit_refuses(evidence: Evidence) -> Iterator[Breach]:
    """Judge texts without a JOB card, without a slash at the beginning, or with a record too long.

    A user correlator may be refused before the text is read.
    """
    for each, text in evidence.fact(_texts):
        wrong = {} if "X-IBM-User-Correlator" in each.exchange.request.headers else _wrong(text)
        if not wrong or each.response.status not in (201, 400):
            continue
        code = error_code(each.document)
        if code not in wrong:
            wanted = " or ".join("/".join(map(str, one)) for one in wrong)
            says = f"a submit of what is no job ({wrong[min(wrong)]}) was not answered with its error"
            yield each.breach(wrong[min(wrong)], says, f"status 400 with {wanted}", each.words)


@claims(
    "zosmf.submit-accepts",
    "what is a job is taken",
    source=sources.SUBMIT,
    why="Work that would have run is refused; a JOB card that is merely wrong ends the job with JCL ERROR.",
)
def submit_accepts(evidence: Evidence) -> Iterator[Breach]:
    """Judge texts with a plain JOB card first, short printable records and no word to the reader."""
    for each, text in evidence.fact(_texts):
        plain = _PLAIN_JCL.fullmatch(text) and not _CONTROL.search(text) and not _wrong(text)
        user = "X-IBM-User-Correlator" in each.exchange.request.headers
        if plain and not user and each.response.status == 400:
            yield each.breach("JOB card", "a submit of plain JCL was refused", "status 201", each.words)


def _texts(evidence: Evidence) -> tuple[tuple[Answered, str], ...]:
    return tuple(_text_submits(evidence))


def _text_submits(evidence: Evidence) -> Iterator[tuple[Answered, str]]:
    """Yield text submits whose headers leave nothing open: TEXT mode, records of 80, no symbols."""
    for each in evidence.fact(answered):
        if each.role != "submit" or each.jesb:
            continue
        headers = each.exchange.request.headers
        vendor = {name.lower() for name, _ in headers if name.lower().startswith("x-ibm-")}
        mode = headers.get("X-IBM-Intrdr-Mode") or "TEXT"
        reader = re.fullmatch("[A-Z0-9]", headers.get("X-IBM-Intrdr-Class") or "A")
        user = _USER_PART.fullmatch(headers.get("X-IBM-User-Correlator") or "A")
        plain = vendor <= _HARMLESS | _defaults(each) and mode == "TEXT" and reader and user
        if plain and _TEXT.fullmatch(headers.get("Content-Type") or ""):
            yield each, each.exchange.request.body.decode("utf-8", "replace")


def _defaults(each: Answered) -> frozenset[str]:
    """Return the headers that say what holds without them; Zowe CLI sends both with every submit."""
    headers = each.exchange.request.headers
    said = {"x-ibm-intrdr-lrecl": "80", "x-ibm-intrdr-recfm": "F"}
    return frozenset(name for name, value in said.items() if headers.get(name) == value)


def _wrong(text: str) -> dict[tuple[int, int, int], str]:
    """Return the errors that the text deserves, each with what is wrong; the order of checks is not known."""
    lines = [line.rstrip() for line in text.split("\n")]
    found: dict[tuple[int, int, int], str] = {}
    if not text:
        found[6, 4, 3] = "nothing at all"
    elif not text.startswith("/"):
        found[6, 4, 17] = "the first record does not begin with a slash"
    if text and not jcl.job_names(text):
        found[6, 4, 13] = "no JOB card"
    if any(len(line) > _CARD_LENGTH for line in lines):
        found[6, 4, 9] = "a record is longer than 80"
    return found


RULES: tuple[Rule, ...] = (submit_name, submit_correlator, submit_refuses, submit_accepts)
